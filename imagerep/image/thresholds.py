"""Segmentations from greyscale images: a threshold, or the nearest of the dominant values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError, SegmentationError

_CHUNK = 1 << 22
_BINS = 1 << 16
_LEAST_MASS = 0.002
_LEAST_SHARPNESS = 0.45
_VALLEY = 0.25
_ROUNDING = 1e-9
_WINDOWS_A_RANGE = 32


def checked_thresholds(threshold: float | Sequence[float]) -> tuple[float, ...]:
    """One threshold or several, ascending."""
    given = tuple(np.ravel(threshold).tolist())
    for one in given:
        if not np.isfinite(one):
            raise ParameterError("threshold-not-a-number", threshold=one)
    if not given or any(low >= high for low, high in pairwise(given)):
        raise ParameterError("thresholds-not-ascending", thresholds=_listed(given))
    return tuple(float(one) for one in given)


def apply_thresholds(
    array: NDArray[Any], thresholds: Sequence[float], name: str
) -> NDArray[np.bool_ | np.uint8]:
    """How many of the thresholds each pixel is at or above; NaN is below all."""
    _check_numbers(array, name, is_nan_allowed=True)
    if len(thresholds) == 1:
        above: NDArray[np.bool_] = np.greater_equal(array, thresholds[0])
        return above
    found = np.zeros(array.shape, np.uint8)
    for threshold in thresholds:
        found += np.greater_equal(array, threshold)
    return found


def dominant_values(
    array: NDArray[Any], n_values: int | None, name: str
) -> tuple[list[float], float]:
    """Most frequent grey values that are apart from each other.

    A peak of the histogram counts where 0.2 % of the pixels lie within 1/64 of the range of
    values around it, 45 % of these within a quarter of that, and the histogram falls to a quarter
    of it before the next higher peak: the speckle of JPEG around a value fails that, and so do the
    ramps of blurred edges and continuous histograms.

    Returns the values, ascending, and the fraction of the pixels that lie around them; `n_values`
    takes that many, whatever the peaks look like.
    """
    _check_numbers(array, name)
    is_whole = array.dtype.kind in "biu"
    number = int if is_whole else float
    low, high = number(array.min()), number(array.max())
    step = max((high - low) / (_BINS - 1), 1.0 if is_whole else 0.0)
    if low == high or step == 0:
        return [float(low)], 1.0
    if not np.isfinite(step):
        raise SegmentationError("values-beyond-range", name=name)
    n_bins = int((high - low) / step + _ROUNDING) + 1
    counts = np.zeros(n_bins, np.int64)
    for part in _chunks(array):
        counts += np.bincount(_binned(part, low, step), minlength=n_bins)
    half = round(n_bins / (2 * _WINDOWS_A_RANGE))
    core = max(half // 4, min(half, 1))
    sums = np.concatenate([[0], np.cumsum(counts)])
    left = counts.copy()
    peaks: list[int] = []
    covered = 0
    while left.any() and (n_values is None or len(peaks) < n_values):
        peak = int(left.argmax())
        mass = int(sums[min(n_bins, peak + half + 1)] - sums[max(0, peak - half)])
        sharp = sums[min(n_bins, peak + core + 1)] - sums[max(0, peak - core)]
        if n_values is None and counts[peak] < _LEAST_MASS / 8 * array.size:
            break
        if n_values is not None or (
            mass >= _LEAST_MASS * array.size
            and sharp >= _LEAST_SHARPNESS * mass
            and (half == 0 or _stands_out(counts, peak, peaks))
        ):
            peaks.append(peak)
            covered += mass
        left[max(0, peak - 2 * half) : peak + 2 * half + 1] = 0
    values = [_commonest(array, peak, low, step) for peak in sorted(peaks)]
    return values, min(1.0, covered / array.size)


Beyond = Callable[[int, int], NDArray[Any] | None]
"""Values of the plane of pixels before (-1) or behind (1) a box along an axis; None at the end of
the image. The plane has no axis of its own."""


def _end_of_image(axis: int, step: int) -> None:
    return None


def nearest_values(
    array: NDArray[Any],
    values: list[float],
    name: str,
    *,
    origin: Sequence[int] | None = None,
    beyond: Beyond = _end_of_image,
) -> NDArray[Any]:
    """Label image in which every pixel has the nearest of some ascending values.

    Pixels half way between two, within half a grey value, are shared so that areas stay: they get
    the upper one where the values rise along the axes, the lower one where they fall. The labels
    are the values where all are integral, otherwise their positions 0, 1, ...

    Of a box of a larger image, `origin` is the first pixel and `beyond` reads what lies around it:
    its labels are then those that it has in the whole image.
    """
    place = _Place(tuple(origin or (0,) * array.ndim), beyond)
    _check_numbers(array, name)
    whole = all(value == round(value) and abs(value) < 2**62 for value in values)
    table = np.array([round(value) for value in values] if whole else range(len(values)))
    table = table.astype(
        np.result_type(np.min_scalar_type(table.min()), np.min_scalar_type(table.max()))
    )
    bounds = np.array([(a + b) / 2 for a, b in pairwise(values)])
    if array.dtype.kind in "ui" and array.dtype.itemsize <= 2:
        unsigned = np.dtype(f"u{array.dtype.itemsize}")
        every = np.arange(1 << 8 * unsigned.itemsize, dtype=unsigned).view(array.dtype)
        looked_up: NDArray[Any] = table[np.searchsorted(bounds, every, side="right")][
            array.view(unsigned)
        ]
        return _with_ties(looked_up, array, table, values, place)
    labels = np.empty(array.size, table.dtype)
    start = 0
    for part in _chunks(array):
        labels[start : start + part.size] = table[np.searchsorted(bounds, part, side="right")]
        start += part.size
    return _with_ties(labels.reshape(array.shape), array, table, values, place)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box lies in its image."""

    origin: tuple[int, ...]
    beyond: Beyond

    def neighbours(
        self, array: NDArray[Any], at: tuple[NDArray[np.intp], ...], axis: int, step: int
    ) -> NDArray[np.float64]:
        """Values of the next pixels along an axis; at the end of the image, of the pixels."""
        last = array.shape[axis] - 1
        there = list(at)
        there[axis] = (at[axis] + step).clip(0, last)
        found = array[tuple(there)].astype(np.float64)
        is_outside = at[axis] == (0 if step < 0 else last)
        plane = self.beyond(axis, step) if is_outside.any() else None
        if plane is not None:
            across = tuple(one[is_outside] for k, one in enumerate(at) if k != axis)
            found[is_outside] = plane[across]
        return found


def _with_ties(
    labels: NDArray[Any],
    array: NDArray[Any],
    table: NDArray[Any],
    values: list[float],
    box: _Place,
) -> NDArray[Any]:
    """Labels with the pixels half way between two values shared between these."""
    reach = 0.5 if array.dtype.kind in "iu" else 0.0
    for place, (lower, upper) in enumerate(pairwise(values)):
        middle = (lower + upper) / 2
        tied = array == middle
        if reach and middle - reach > lower:
            tied = (array >= middle - reach) & (array <= middle + reach)
        at = np.nonzero(tied)
        if not len(at[0]):
            continue
        slope = np.zeros(len(at[0]))
        for axis in range(array.ndim):
            for step in (1, -1):
                slope += step * box.neighbours(array, at, axis, step)
        is_even = (np.sum(at, axis=0) + sum(box.origin)) % 2 == 0
        is_upper = (slope > 0) | ((slope == 0) & is_even)
        labels[at] = np.where(is_upper, table[place + 1], table[place])
    return labels


def _listed(values: Sequence[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _stands_out(counts: NDArray[np.int64], peak: int, higher: list[int]) -> bool:
    below = max((other for other in higher if other < peak), default=peak)
    above = min((other for other in higher if other > peak), default=peak)
    limit = counts[peak] * _VALLEY
    return all(
        start == stop or counts[start : stop + 1].min() <= limit
        for start, stop in ((below, peak), (peak, above))
    )


def _chunks(array: NDArray[Any]) -> list[NDArray[Any]]:
    flat = array.reshape(-1)
    return [flat[start : start + _CHUNK] for start in range(0, flat.size, _CHUNK)]


def _binned(part: NDArray[Any], low: float, step: float) -> NDArray[np.int64]:
    result: NDArray[np.int64]
    if part.dtype.kind in "biu" and step == 1:
        wide = part.astype(np.int64) if part.dtype.itemsize <= 2 else part
        result = (wide - wide.dtype.type(low)).astype(np.int64, copy=False)
    else:
        result = ((part.astype(np.float64) - low) / step + _ROUNDING).astype(np.int64)
    return result


def _commonest(array: NDArray[Any], peak: int, low: float, step: float) -> float:
    if array.dtype.kind in "biu" and step == 1:
        return float(low + peak)
    counts: dict[float, int] = {}
    for part in _chunks(array):
        values, times = np.unique(part[_binned(part, low, step) == peak], return_counts=True)
        for value, count in zip(values.tolist(), times.tolist(), strict=True):
            counts[value] = counts.get(value, 0) + count
    return float(max(counts, key=lambda value: (counts[value], -value)))


def _check_numbers(array: NDArray[Any], name: str, *, is_nan_allowed: bool = False) -> None:
    if array.dtype.kind not in "biuf":
        raise SegmentationError("values-not-grey", name=name, dtype=str(array.dtype))
    if array.dtype.kind != "f":
        return
    for part in _chunks(array):
        if not is_nan_allowed and np.isnan(part).any():
            raise SegmentationError("values-nan", name=name)
        if np.isinf(part).any():
            raise SegmentationError("values-infinite", name=name)
