"""Place of a doubt, hatched over the image."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from imagerep_qt.widgets.planes import Bounds, Plane

_UNDER = QColor(0, 0, 0, 150)


class DoubtMark(QGraphicsPathItem):
    """A region of the image that is likely no sample, in the pixels of a plane."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._colour = QColor("orange")
        self.setZValue(4)

    def set_colour(self, colour: QColor) -> None:
        self._colour = colour
        self.update()

    def place(self, plane: Plane, region: Bounds | None, around: Bounds | str | None) -> None:
        """Mark a region, without the ``"circle"`` or box that is likely the sample."""
        path = QPainterPath()
        if region is not None and _is_cut(plane, region):
            area = _rectangle(plane, region)
            path.addRect(area)
            if around == "circle" and plane.axis == 0:
                side = min(area.width(), area.height())
                inner = QRectF(0, 0, side, side)
                inner.moveCenter(area.center())
                path.addEllipse(inner)
            elif around is not None and not isinstance(around, str):
                path.addRect(_rectangle(plane, around))
        self.setPath(path)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw hatching and outline, the same at every zoom."""
        hatch = QBrush(self._colour, Qt.BrushStyle.FDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self.path(), hatch)
        for colour, width in ((_UNDER, 4), (self._colour, 2)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.strokePath(self.path(), pen)


def _is_cut(plane: Plane, region: Bounds) -> bool:
    if not plane.is_volume:
        return True
    first, last = region[plane.axis]
    return first <= plane.index < last


def _rectangle(plane: Plane, bounds: Bounds) -> QRectF:
    rows, columns = plane.crop(bounds)
    return QRectF(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])
