"""Canvas for an image: pan, zoom, click, hover, and an overlay."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from imagerep.image.overview import Overview
from imagerep_qt.widgets.image.crop_box import SHADE
from imagerep_qt.widgets.image.overlay import Overlay
from imagerep_qt.widgets.image.tiled_item import TiledItem
from imagerep_qt.widgets.image.tiles import Code, stride_for

_CLOSEST = 4.0
"""Image pixels across the view at the largest zoom."""
_AROUND = 2000.0
"""How far beside the image one can pan, in image pixels, at least."""


class _Box(pg.ViewBox):  # type: ignore[misc]
    """Pans on dragging, unless `taken` receives the drags of the left button."""

    taken: Callable[[Any], None] | None = None

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        if self.taken is None or ev.button() is not Qt.MouseButton.LeftButton:
            super().mouseDragEvent(ev, axis)
            return
        ev.accept()
        self.taken(ev)


class ImageCanvas(pg.GraphicsView):  # type: ignore[misc]
    """Shows one plane of an image."""

    pixel_clicked = Signal(int, int)
    """Row and column."""
    pixel_hovered = Signal(int, int)
    """Row and column; -1 and -1 outside the image."""
    dragged = Signal(QPointF, QPointF, bool, bool)
    """While `set_dragging`: start and stop in the image, and whether the drag begins and ends."""

    drawn = Signal()
    """The image has been drawn."""

    def __init__(self, overlay: Overlay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overlay = overlay
        self._aspect = 1.0
        self._box = _Box(lockAspect=True, invertY=True, enableMenu=False)
        self._box.setDefaultPadding(0.0)
        self.setCentralItem(self._box)
        self.item = TiledItem()
        self._box.addItem(self.item, ignoreBounds=True)
        self._box.sigRangeChanged.connect(self.viewport().update)
        self.scene().sigMouseClicked.connect(self._click)
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)

    @property
    def zoom(self) -> float:
        """Screen pixels per image pixel, horizontally."""
        width = float(self._box.viewPixelSize()[0])
        return 1.0 / width if width > 0 and math.isfinite(width) else 1.0

    @property
    def overlay(self) -> Overlay:
        return self._overlay

    @property
    def area(self) -> QRectF:
        """Visible area, in the coordinates of the image."""
        return QRectF(self._box.viewRect())

    def show_area(self, area: QRectF) -> None:
        self._box.setRange(area, padding=0.0)

    def set_dragging(self, on: bool) -> None:
        """Emit `dragged` for drags with the left button instead of panning."""
        self._box.taken = self._drag if on else None
        self.viewport().update()
        if on:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()

    def set_overlay(self, overlay: Overlay) -> None:
        self._overlay = overlay
        self.viewport().update()

    def set_plane(self, plane: Overview, code: Code, aspect: float, *, fit: bool) -> None:
        self._aspect = aspect
        self.item.set_plane(plane, code)
        self.item.setTransform(QTransform.fromScale(1.0, aspect))
        size = self.item.mapRectToParent(self.item.boundingRect())
        width, height = size.width(), size.height()
        # Enough room around a small image at 1:1, but not so much that one gets lost.
        around = max(width, height, _AROUND)
        self._box.setLimits(
            xMin=-around, xMax=width + around, yMin=-around, yMax=height + around,
            minXRange=min(_CLOSEST, width), minYRange=min(_CLOSEST, height),
        )  # fmt: skip
        if fit:
            self.fit()

    def fit(self) -> None:
        area = self.item.mapRectToParent(self.item.boundingRect())
        self._box.setRange(area, padding=0.02)

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the centre."""
        factor = self.zoom / zoom
        self._box.scaleBy((factor, factor))

    def pan(self, right: float, down: float) -> None:
        """Pan by fractions of the visible area."""
        area = self._box.viewRect()
        self._box.translateBy(x=right * area.width(), y=down * area.height())

    def picture(self, max_side_px: int, shade: QPainterPath, *, overlay: bool = True) -> QImage:
        """Render the whole plane, with the overlay or without."""
        area = self.item.mapRectToParent(self.item.boundingRect())
        zoom = min(max_side_px / max(area.width(), area.height()), 4.0)
        width = max(1, round(area.width() * zoom))
        image = QImage(width, max(1, round(area.height() * zoom)), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        painter.scale(zoom, zoom * self._aspect)
        # Painted directly: a view that was never shown, or is zoomed in, contains only a part.
        option = QStyleOptionGraphicsItem()
        option.exposedRect = self.item.boundingRect()
        self.item.paint(painter, option)
        painter.fillPath(shade, SHADE)
        painter.resetTransform()
        font = self.font()
        font.setPixelSize(max(11, max_side_px // 36))
        if overlay:
            self._overlay.draw(painter, QRectF(image.rect()), zoom, font)
        painter.end()
        return image

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the overlay in viewport coordinates."""
        self.drawn.emit()
        if self._box.taken is not None:  # the overlay would cover the handles of a crop
            return
        painter.save()
        painter.resetTransform()
        self._overlay.draw(painter, QRectF(self.viewport().rect()), self.zoom, self.font())
        painter.restore()

    def mouseMoveEvent(self, event: Any) -> None:
        super().mouseMoveEvent(event)
        self.pixel_hovered.emit(
            *(self._pixel(self.mapToScene(event.position().toPoint())) or (-1, -1))
        )

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pixel_hovered.emit(-1, -1)

    def stride(self) -> int:
        """Step between the image pixels that are drawn."""
        return stride_for(1.0 / (self.zoom * self.devicePixelRatioF()))

    def _drag(self, event: Any) -> None:
        places = (event.buttonDownScenePos(), event.scenePos())
        start, stop = (self.item.mapFromScene(place) for place in places)
        self.dragged.emit(start, stop, event.isStart(), event.isFinish())

    def _click(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton or event.double():
            return
        pixel = self._pixel(event.scenePos())
        if pixel is not None:
            self.pixel_clicked.emit(*pixel)

    def _pixel(self, scene: QPointF) -> tuple[int, int] | None:
        place = self.item.mapFromScene(scene)
        if not self.item.boundingRect().contains(place):
            return None
        bounds = self.item.boundingRect()
        row, column = math.floor(place.y()), math.floor(place.x())
        return min(row, int(bounds.height()) - 1), min(column, int(bounds.width()) - 1)
