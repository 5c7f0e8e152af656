"""Checks that make an array of labels out of any array."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import NotSegmentedError, SegmentationError

_COUNT_CHUNK = 1 << 22


def squeezed(array: NDArray[Any], what: str) -> NDArray[Any]:
    """Drop axes of length one down to two.

    Parameters
    ----------
    array : ndarray
        Any array.
    what : str
        What it is, for messages.

    Returns
    -------
    ndarray with two or three axes

    Raises
    ------
    SegmentationError
        If it is empty or has another number of axes.
    """
    if array.size == 0:
        raise SegmentationError(
            f"{what} is empty (shape {array.shape}).", "Choose an image that has pixels."
        )
    shape = list(array.shape)
    while len(shape) > 2 and 1 in shape:
        shape.remove(1)
    array = array.reshape(shape)
    if array.ndim not in (2, 3):
        raise SegmentationError(
            f"{what} has {array.ndim} axes (shape {array.shape}).",
            "An image has two axes and a volume three; choose one channel and one time point.",
        )
    return array


def as_labels(array: NDArray[Any], what: str) -> NDArray[Any]:
    """Bring an array to labels that can be counted and compared.

    Parameters
    ----------
    array : ndarray
        Boolean, integer, or floating with whole numbers.
    what : str
        What it is, for messages.

    Returns
    -------
    ndarray of bool or integer, C-contiguous

    Raises
    ------
    SegmentationError
        If it holds NaN, or values that are no numbers.
    NotSegmentedError
        If it holds fractional values.
    """
    kind = array.dtype.kind
    if kind == "f":
        array = _whole_numbers(array, what)
    elif kind not in "bui":
        raise SegmentationError(
            f"{what} holds values of type {array.dtype}, which cannot be phase labels.",
            "Use whole numbers: 0 and 1, 0 and 255, or one number a phase.",
        )
    return np.ascontiguousarray(array)


def _whole_numbers(array: NDArray[Any], what: str) -> NDArray[Any]:
    labels = np.empty(array.shape, np.int32)
    source, target = array.reshape(-1), labels.reshape(-1)
    limit = np.iinfo(np.int32).max
    for start in range(0, source.size, _COUNT_CHUNK):
        part = source[start : start + _COUNT_CHUNK]
        if not np.isfinite(part).all():
            raise SegmentationError(
                f"{what} holds values that are not numbers (NaN or infinity).",
                "Replace them by the label of a phase, or crop them off.",
            )
        if (np.abs(part) > limit).any() or (part != np.rint(part)).any():
            n_values = len(np.unique(part[:_COUNT_CHUNK]))
            raise NotSegmentedError(
                f"{what} is not segmented: it holds fractional values "
                f"({n_values} or more different ones).",
                "Segment it first, or give a threshold.",
                n_values=n_values,
            )
        target[start : start + _COUNT_CHUNK] = part
    return labels


def count_labels(labels: NDArray[Any], max_phases: int, what: str) -> dict[int, int]:
    """Count the pixels of each label.

    Parameters
    ----------
    labels : ndarray of bool or integer
        Labels.
    max_phases : int
        Most labels that are expected.
    what : str
        What it is, for messages.

    Returns
    -------
    dict of int to int
        Number of pixels by label.

    Raises
    ------
    NotSegmentedError
        If there are more labels.
    """
    flat = labels.reshape(-1)
    values = np.unique(flat[:: max(1, flat.size // 4096)])
    if set(values.tolist()) <= {0, 1} and _is_mask(flat):
        ones = int(np.count_nonzero(flat))
        return {k: n for k, n in ((0, flat.size - ones), (1, ones)) if n}
    if len(values) <= min(max_phases, 8):
        counts = {int(value): int(np.count_nonzero(flat == value)) for value in values}
        if sum(counts.values()) == flat.size:
            return counts
    counts = {}
    for start in range(0, flat.size, _COUNT_CHUNK):
        for value, count in zip(
            *np.unique(flat[start : start + _COUNT_CHUNK], return_counts=True), strict=True
        ):
            counts[int(value)] = counts.get(int(value), 0) + int(count)
        if len(counts) > max(max_phases, 4096):
            break
    if len(counts) > max_phases:
        more = "more than " if len(counts) > 4096 else ""
        raise NotSegmentedError(
            f"{what} is not segmented: it holds {more}{len(counts)} different values, "
            f"and at most {max_phases} phases are expected.",
            "Segment it first, give a threshold, or snap it to its dominant values.",
            n_values=len(counts),
        )
    return counts


def _is_mask(flat: NDArray[Any]) -> bool:
    """Whether all labels are zero or one; negative ones count as large."""
    if flat.dtype == np.bool_:
        return True
    if not flat.dtype.isnative:
        return False
    return bool(flat.view(f"u{flat.dtype.itemsize}").max(initial=0) <= 1)
