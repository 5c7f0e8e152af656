"""Middle plane of an image that is not open yet."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from imagerep.io.source import Box, Source

LARGEST_PLANE = 64_000_000
"""Pixels of the largest plane that is read for a preview."""


def plane_image(source: Source, most_px: int) -> QImage:
    """Middle plane in greys, not larger than some pixels a side; null where it is too large."""
    source = source.squeezed()
    height, width = source.shape[-2:]
    if height * width > LARGEST_PLANE:
        return QImage()
    step = max(1, -(-max(height, width) // most_px))
    box: Box = (slice(0, height), slice(0, width))
    if source.ndim == 3:
        middle = source.shape[0] // 2
        box = (slice(middle, middle + 1), *box)
    values = np.asarray(source.read(box), np.float64)
    values = values.reshape(height, width, -1)[::step, ::step].mean(axis=2)
    finite = values[np.isfinite(values)]
    low, high = (finite.min(), finite.max()) if finite.size else (0.0, 1.0)
    scaled = (values - low) / ((high - low) or 1.0) * 255
    greys = np.ascontiguousarray(np.nan_to_num(scaled).clip(0, 255).astype(np.uint8))
    rows, columns = greys.shape
    return QImage(greys.data, columns, rows, columns, QImage.Format.Format_Grayscale8).copy()


class SourcePreview(QLabel):
    """Shows a plane, or why there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMinimumSize(QSize(300, 300))

    def show_image(self, image: QImage) -> None:
        """Show a plane, scaled to the room there is."""
        if image.isNull():
            self.setText(self.tr("Too large for a preview."))
            return
        mode = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image.scaled(self.size() * ratio, keep, mode))
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
