"""Thumbnails of segmentations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from imagerep.image.segmentation import Segmentation
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.image.displayed_image import DisplayedImage
from imagerep_qt.widgets.image.tiled_item import to_image
from imagerep_qt.widgets.image.tiles import coded
from imagerep_qt.widgets.planes import Plane

_TINT = 0.7


def thumbnail(
    segmentation: Segmentation,
    labels: Sequence[int],
    theme: Theme,
    max_side_px: int = 96,
) -> QImage:
    """Thumbnail of an image, or of the middle slice of a volume, with some labels tinted."""
    shown = DisplayedImage.of_labels(segmentation)
    shape = segmentation.shape
    plane = Plane(shape, 0, shape[0] // 2 if len(shape) == 3 else 0).of(shown.overview)
    colour = theme.tint(segmentation.phases, labels)
    table = shown.table(labels, (), (colour.red(), colour.green(), colour.blue()), _TINT)
    stride = max(1, max(plane.shape) // (4 * max_side_px))
    codes = coded(plane, shown.code, (slice(None, None, stride),) * 2)
    pixels = np.ascontiguousarray(table[codes])
    return (
        to_image(pixels)
        .copy()
        .scaled(
            max_side_px,
            max_side_px,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
