"""The grey image about one point, at a whole number of screen pixels for each of its own."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from imagerep.image.overview import Overview
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.image.tiles import GreyCode
from imagerep_qt.widgets.planes import Plane

ZOOMS = (1, 2, 3, 4, 6, 8, 12, 16)
"""Screen pixels for each image pixel."""

_LOUPE_PX, _LOUPE_ZOOM = 152, 8
_MARGIN = 10
_GAP, _ARM = 7.0, 30.0
_MARK, _EDGE = QColor("#ffd400"), QColor(0, 0, 0, 200)


class PointView(QWidget):
    """One point in the middle, four marks that leave it free, and a magnified part in a corner."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._overview: Overview | None = None
        self._code = GreyCode(0.0, 255.0)
        self._position: tuple[int, ...] | None = None
        self._zoom = ZOOMS[0]
        self.setMinimumSize(QSize(420, 360))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Grey image about the point"))
        theme.changed.connect(self.update)

    @property
    def zoom(self) -> int:
        """Screen pixels for each image pixel."""
        return self._zoom

    def set_image(self, overview: Overview) -> None:
        self._overview = overview
        self._code = GreyCode.of(overview, stretches=True)
        self.update()

    def set_position(self, position: tuple[int, ...] | None) -> None:
        """Show a pixel, in the order of the image's axes; None for nothing."""
        self._position = position
        self.update()

    def code_at(self, position: tuple[int, ...]) -> int:
        """Grey value of a pixel as it is shown, 0 to 255."""
        assert self._overview is not None  # noqa: S101 - there is an image before there are points
        return int(self._code(np.asarray(self._overview[position]).reshape(1))[0])

    def step_zoom(self, step: int) -> None:
        place = ZOOMS.index(self._zoom) + step
        self._zoom = ZOOMS[min(max(place, 0), len(ZOOMS) - 1)]
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colours.colour("window"))
        if self._overview is None or self._position is None:
            return
        self._draw(painter, self.rect(), self._zoom)
        side = min(_LOUPE_PX, self.width() // 3)
        if self._zoom >= _LOUPE_ZOOM:
            return
        loupe = QRect(self.width() - side - _MARGIN, _MARGIN, side, side)
        self._draw(painter, loupe, _LOUPE_ZOOM)
        painter.setPen(QPen(self._theme.colours.colour("outline"), 1))
        painter.drawRect(loupe)

    def _draw(self, painter: QPainter, area: QRect, zoom: int) -> None:
        """Draw the surroundings of the point into an area of the widget."""
        assert self._overview is not None  # noqa: S101 - asked before
        assert self._position is not None  # noqa: S101
        *before, row, column = self._position
        plane = Plane(self._overview.shape, 0, before[0] if before else 0).of(self._overview)
        centre = QPointF(area.center()) + QPointF(0.5, 0.5)
        reach = [side // (2 * zoom) + 2 for side in (area.height(), area.width())]
        rows, columns = (
            slice(max(0, at - far), min(side, at + far + 1))
            for at, far, side in zip((row, column), reach, plane.shape, strict=True)
        )
        codes = self._code(plane[rows, columns])
        height, width = codes.shape
        image = QImage(codes.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        corner = centre - QPointF(column - columns.start + 0.5, row - rows.start + 0.5) * zoom
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, self._theme.colours.colour("window"))
        painter.drawImage(QRectF(corner.x(), corner.y(), width * zoom, height * zoom), image)
        gap = max(_GAP, zoom / 2 + 3)
        for pen in (QPen(_EDGE, 4), QPen(_MARK, 1.6)):
            painter.setPen(pen)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                direction = QPointF(dx, dy)
                painter.drawLine(centre + direction * gap, centre + direction * _ARM)
        painter.restore()
