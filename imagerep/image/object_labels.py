"""Labels that number objects instead of phases, as StarDist, Cellpose and MorphoLibJ write them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST_OBJECTS = 5
"""Fewer labels than this may well be phases."""

LEAST_BACKGROUND = 0.01
"""Least share of label 0: without it the labels number grains, or are grey values."""

LEAST_IN_ONE = 0.95
"""Share of an object's pixels that hang together."""

LEAST_APART = 0.3
"""Least share of the changes of the label that are from or to label 0: grey values in bands change
from one to the next instead."""

LARGEST_BOX = 0.25
"""Largest box around an object, over the image: a phase spreads over all of it."""

LEAST_OBJECTS_SHARE = 0.9
"""Least share of the labels, and of their pixels, that are objects; cropping cuts some in two."""


def number_of_objects(values: NDArray[Any]) -> int:
    """Number of labels above 0 where each is one compact object; 0 where they are not."""
    if values.dtype.kind == "f":
        if not np.isfinite(values).all() or (values != np.rint(values)).any():
            return 0
    elif values.dtype.kind not in "ui":
        return 0
    low, high = values.min(), values.max()
    if low != 0 or high < LEAST_OBJECTS or np.mean(values == 0) < LEAST_BACKGROUND:
        return 0
    if high <= max(1 << 16, values.size // 4):
        codes = values.astype(np.int32)
    else:
        codes = np.unique(values, return_inverse=True)[1].reshape(values.shape).astype(np.int32)
    if _share_apart(codes) < LEAST_APART:
        return 0
    from scipy import ndimage  # most images do not come this far, and it is slow to import

    counts = np.bincount(codes.ravel())
    n_labels, n_objects, n_pixels = 0, 0, 0
    for label, box in enumerate(ndimage.find_objects(codes), start=1):
        if counts[label] == 0:
            continue
        n_labels += 1
        if math.prod(part.stop - part.start for part in box) <= LARGEST_BOX * values.size:
            pieces, _ = ndimage.label(codes[box] == label, np.ones((3,) * values.ndim))
            sizes = np.bincount(pieces.ravel())[1:]
            if sizes.max() >= LEAST_IN_ONE * sizes.sum():
                n_objects += 1
                n_pixels += int(sizes.sum())
    n_above = np.count_nonzero(codes)
    share = min(n_objects / n_labels, n_pixels / n_above)
    return n_labels if n_labels >= LEAST_OBJECTS and share >= LEAST_OBJECTS_SHARE else 0


def _share_apart(codes: NDArray[np.int32]) -> float:
    n_changes = n_apart = 0
    for axis in range(codes.ndim):
        line = np.moveaxis(codes, axis, 0)
        changes = line[1:] != line[:-1]
        n_changes += int(np.count_nonzero(changes))
        n_apart += int(np.count_nonzero(changes & ((line[1:] == 0) | (line[:-1] == 0))))
    return n_apart / max(1, n_changes)
