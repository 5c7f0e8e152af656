"""The icon of the app, drawn to be sharp at any size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

_SIDES = (16, 24, 32, 48, 64, 128, 256)
_DISCS = ((0.33, 0.36, 0.15), (0.66, 0.30, 0.10), (0.60, 0.63, 0.17), (0.28, 0.70, 0.09))


def app_icon() -> QIcon:
    icon = QIcon()
    for side in _SIDES:
        icon.addPixmap(draw_icon(side))
    return icon


def draw_icon(side: int) -> QPixmap:
    """Icon at one size."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(0.06 * side, 0.06 * side, 0.88 * side, 0.88 * side)
    shape = QPainterPath()
    shape.addRoundedRect(frame, 0.16 * side, 0.16 * side)
    painter.fillPath(shape, QColor("#0072b2"))
    painter.setClipPath(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#e69f00"))
    for x, y, radius in _DISCS:
        painter.drawEllipse(QPointF(x * side, y * side), radius * side, radius * side)
    painter.setClipping(False)
    painter.setPen(QPen(QColor("#ffffff"), max(1.0, 0.05 * side)))
    y = 0.82 * side
    painter.drawLine(QPointF(0.2 * side, y), QPointF(0.8 * side, y))
    painter.end()
    return pixmap
