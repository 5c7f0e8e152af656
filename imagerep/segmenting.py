"""Segmentations from greyscale images: a threshold, or the nearest of the dominant values."""

from __future__ import annotations

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


def apply_threshold(array: NDArray[Any], threshold: float, name: str) -> NDArray[np.bool_]:
    """Pixels at or above a threshold.

    Parameters
    ----------
    array : ndarray of numbers
        Grey values.
    threshold : float
        Smallest value of the phase 1.
    name : str
        Name of the image, for messages.

    Returns
    -------
    ndarray of bool, of the same shape
        True where the value is at least `threshold`.

    Raises
    ------
    ParameterError
        If the threshold is not a finite number.
    SegmentationError
        If the image holds NaN.
    """
    if not np.isfinite(threshold):
        raise ParameterError(f"The threshold {threshold} is not a number.", "Give a grey value.")
    _check_numbers(array, name)
    result: NDArray[np.bool_] = np.greater_equal(array, threshold)
    return result


def dominant_values(
    array: NDArray[Any], n_values: int | None, name: str
) -> tuple[list[float], float]:
    """Most frequent grey values that are apart from each other.

    A peak of the histogram counts where 0.2 % of the pixels lie within 1/64 of the range of
    values around it, 45 % of these within a quarter of that, and the histogram falls to a quarter
    of it before the next higher peak: the speckle of JPEG around a value fails that, and so do the
    ramps of blurred edges and continuous histograms.

    Parameters
    ----------
    array : ndarray of numbers
        Grey values.
    n_values : int or None
        How many to take, whatever the peaks look like; None decides by the histogram.
    name : str
        Name of the image, for messages.

    Returns
    -------
    values : list of float
        Ascending.
    coverage : float
        Fraction of the pixels that lie around them.

    Raises
    ------
    SegmentationError
        If the image holds NaN.
    """
    _check_numbers(array, name)
    is_whole = array.dtype.kind in "biu"
    number = int if is_whole else float
    low, high = number(array.min()), number(array.max())
    step = max((high - low) / (_BINS - 1), 1.0 if is_whole else 0.0)
    if low == high or step == 0:
        return [float(low)], 1.0
    if not np.isfinite(step):
        raise SegmentationError(f"“{name}” holds values beyond 1e300.", "Rescale its values.")
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


def nearest_values(array: NDArray[Any], values: list[float], name: str) -> NDArray[Any]:
    """Label image in which every pixel has the nearest of some values.

    Parameters
    ----------
    array : ndarray of numbers
        Grey values.
    values : list of float
        Values to choose from, ascending. Halfway between two, the upper one is taken.
    name : str
        Name of the image, for messages.

    Returns
    -------
    ndarray of integer, of the same shape
        The values where all are whole numbers, otherwise their positions 0, 1, ...

    Raises
    ------
    SegmentationError
        If the image holds NaN.
    """
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
        return looked_up
    labels = np.empty(array.size, table.dtype)
    start = 0
    for part in _chunks(array):
        labels[start : start + part.size] = table[np.searchsorted(bounds, part, side="right")]
        start += part.size
    return labels.reshape(array.shape)


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


def _check_numbers(array: NDArray[Any], name: str) -> None:
    if array.dtype.kind not in "biuf":
        raise SegmentationError(
            f"“{name}” holds values of type {array.dtype}, which are not grey values.",
            "Use an image of real numbers.",
        )
    if array.dtype.kind != "f":
        return
    for part in _chunks(array):
        if not np.isfinite(part).all():
            raise SegmentationError(
                f"“{name}” holds values that are not numbers (NaN or infinity).",
                "Replace them by a grey value, or crop them off.",
            )
