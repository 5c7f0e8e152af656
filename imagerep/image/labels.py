"""From the values of an array to labels that can be counted and compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import NotSegmentedError, SegmentationError

MAX_PHASES = 16
"""Most values that an image may hold and still count as segmented, unless told otherwise."""

_CHUNK = 1 << 22
_MANY = 4096


def as_labels(array: NDArray[Any], name: str = "") -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """Labels of an array, C-contiguous, and where it has any: not where it is NaN; None for all."""
    kind = array.dtype.kind
    if kind == "f":
        return _integral(array, name)
    if kind not in "bui":
        raise SegmentationError("values-no-labels", name=name, dtype=str(array.dtype))
    return np.ascontiguousarray(truth_values(array) if kind == "b" else array), None


def truth_values(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A mask whose bytes are 0 and 1: in Pillow's arrays of 1-bit images True is the byte 255."""
    stored = mask.view(np.uint8)
    return mask if stored.max(initial=0) <= 1 else stored != 0


def _integral(array: NDArray[Any], name: str) -> tuple[NDArray[np.int32], NDArray[np.bool_] | None]:
    labels = np.zeros(array.shape, np.int32)
    inside: NDArray[np.bool_] | None = None
    source, target = np.ascontiguousarray(array).reshape(-1), labels.reshape(-1)
    limit = np.float64(np.iinfo(np.int32).max)  # beyond half precision
    for start in range(0, source.size, _CHUNK):
        stop = start + _CHUNK
        part = source[start:stop]
        is_number = np.isfinite(part)
        if not is_number.all():
            if np.isinf(part).any():
                raise SegmentationError("values-infinite", name=name)
            if inside is None:
                inside = np.ones(array.shape, np.bool_)
            inside.reshape(-1)[start:stop] = is_number
            part = np.where(is_number, part, 0)
        if (np.abs(part) > limit).any() or (part != np.rint(part)).any():
            n_values = len(np.unique(part))
            raise NotSegmentedError("values-fractional", name=name, n_values=n_values)
        target[start:stop] = part
    return labels, inside


def is_label(values: NDArray[Any], labels: Collection[int]) -> NDArray[np.bool_]:
    """Where an array has one of some labels; a view where it is a mask already."""
    if values.dtype == np.bool_:
        wanted = {bool(label) for label in labels if label in (0, 1)}
        if wanted == {True}:
            return values
        if wanted == {False}:
            return ~values
    if len(labels) == 1:
        found: NDArray[np.bool_] = values == next(iter(labels))
        return found
    return np.isin(values, list(labels))


def count_labels(
    labels: NDArray[Any], max_phases: int, name: str = "", domain: NDArray[np.bool_] | None = None
) -> dict[int, int]:
    """Number of pixels of each label, of those inside a domain where there is one.

    Raises NotSegmentedError where there are more than `max_phases` labels.
    """
    flat = labels.reshape(-1) if domain is None else labels[domain]
    values = np.unique(flat[:: max(1, flat.size // _MANY)])
    if set(values.tolist()) <= {0, 1} and _is_mask(flat):
        ones = int(np.count_nonzero(flat))
        return {k: n for k, n in ((0, flat.size - ones), (1, ones)) if n}
    if len(values) <= min(max_phases, 8):
        counts = {int(value): int(np.count_nonzero(flat == value)) for value in values}
        if sum(counts.values()) == flat.size:
            return counts
    counts = {}
    for start in range(0, flat.size, _CHUNK):
        for value, count in zip(
            *np.unique(flat[start : start + _CHUNK], return_counts=True), strict=True
        ):
            counts[int(value)] = counts.get(int(value), 0) + int(count)
        if len(counts) > max(max_phases, _MANY):
            break
    check_number(counts, max_phases, name)
    return counts


def check_number(counts: dict[int, int], max_phases: int, name: str) -> None:
    """Refuse more labels than a segmentation has phases."""
    if len(counts) > max_phases:
        code = "too-many-values" if len(counts) <= _MANY else "very-many-values"
        raise NotSegmentedError(code, name=name, n_values=len(counts), max_phases=max_phases)


def _is_mask(flat: NDArray[Any]) -> bool:
    """Whether all labels are zero or one; negative ones count as large."""
    if flat.dtype == np.bool_:
        return True
    if not flat.dtype.isnative:
        return False
    return bool(flat.view(f"u{flat.dtype.itemsize}").max(initial=0) <= 1)
