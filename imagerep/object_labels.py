"""Recognise label images of objects, as StarDist, Cellpose or MorphoLibJ make them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_MIN_OBJECTS = 3
_MIN_FILL = 0.3
"""A disc fills 79 % of its bounding box, a thin ellipse on the diagonal 30 %."""
_MAX_SHARE = 0.2
"""Of the image that the bounding box of a typical object covers."""
_MIN_BACKGROUND_SHARE = 0.2
"""Of the borders between labels, those with the background; in a smooth grey image nearly none."""
_MAX_LABEL = 1 << 22


def are_object_labels(labels: NDArray[Any]) -> bool:
    """Whether most labels above 0 are one compact object each, on a background of 0.

    The labels of phases and the values of a grey image are spread over the whole image: each fills
    little of its bounding box.

    Parameters
    ----------
    labels : ndarray of a real type, shape (ny, nx) or (nz, ny, nx)
        Values of the pixels; of a volume, the middle slice is looked at.

    Returns
    -------
    bool
    """
    from scipy import ndimage

    plane = labels[len(labels) // 2] if labels.ndim == 3 else labels
    if plane.dtype == np.bool_ or not plane.size:
        return False
    if not np.all(np.isfinite(plane)) or plane.min() != 0 or plane.max() > _MAX_LABEL:
        return False
    if plane.dtype.kind == "f" and np.any(plane != np.floor(plane)):
        return False
    integers = plane.astype(np.int32)
    areas = np.bincount(integers.ravel())
    boxes = [
        (number + 1, int(np.prod([side.stop - side.start for side in box])))
        for number, box in enumerate(ndimage.find_objects(integers))
        if box is not None
    ]
    if len(boxes) < _MIN_OBJECTS:
        return False
    if _background_share(integers) < _MIN_BACKGROUND_SHARE:
        return False
    fill = np.median([areas[label] / size for label, size in boxes])
    share = np.median([size for _, size in boxes]) / plane.size
    return bool(fill >= _MIN_FILL and share <= _MAX_SHARE)


def _background_share(labels: NDArray[np.int32]) -> float:
    """Share of the pairs of unequal neighbours in which one is 0."""
    n_pairs = n_background = 0
    for one, other in ((labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1])):
        is_border = one != other
        n_pairs += int(np.count_nonzero(is_border))
        n_background += int(np.count_nonzero(is_border & ((one == 0) | (other == 0))))
    return n_background / n_pairs if n_pairs else 0.0
