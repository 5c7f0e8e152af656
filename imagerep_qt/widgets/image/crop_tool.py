"""Drawing and editing the crop of an image or volume in one of its planes."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem

from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_box import CropBox, polygon
from imagerep_qt.widgets.planes import Bounds, Outline, Plane, Span
from imagerep_qt.widgets.plots.plot import pen

Shape = Literal["rectangle", "ellipse", "polygon"]

_SMALLEST = 2
"""Shorter side of the smallest rectangle, in pixels; smaller ones are accidental."""
_LEAST_CORNERS = 3
_NEAR_PX = 8.0
"""Distance on the screen within which a click on the first corner closes a polygon."""


class CropTool(QObject):
    """Draws a rectangle, an ellipse or a polygon, and edits the rectangle around it by handles.

    A polygon is drawn corner by corner, or in one go by dragging.
    """

    changed = Signal(object, object)
    """What the user drew: bounds, one (start, stop) per axis, or None for the whole image, and the
    outline within them, or None for all of it."""
    moved = Signal()
    """The rectangle changes while it is being dragged."""

    def __init__(self, canvas: ImageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._plane = Plane((1, 1))
        self.bounds: Bounds | None = None
        """Bounds of the crop, one (start, stop) per axis; None for the whole image."""
        self.outline: Outline | None = None
        """What is measured within the bounds; None for all."""
        self.shape: Shape = "rectangle"
        """What is drawn."""
        self.box = CropBox(canvas.item, self._end, self.moved.emit)
        self._line = QGraphicsPathItem(canvas.item)
        self._line.setPen(pen(QColor("#f0e442"), 2))
        self._line.setZValue(7)
        self._corners: list[tuple[float, float]] = []
        self._diameter = 0.0
        self._is_drawing = False
        canvas.dragged.connect(self._draw)

    @property
    def is_enabled(self) -> bool:
        """Whether drawing is enabled."""
        return bool(self.box.frame.isVisible())

    @property
    def is_dragging(self) -> bool:
        """Whether the rectangle is being drawn or dragged."""
        return self._is_drawing or self.box.is_dragging

    @property
    def is_drawing_polygon(self) -> bool:
        """Whether clicks are corners of a polygon."""
        return self.is_enabled and self.shape == "polygon" and self._plane.axis == 0

    def set_enabled(self, enabled: bool) -> None:
        """Enable or disable drawing."""
        self.cancel()
        self.box.set_editing(enabled)
        self._canvas.set_dragging(enabled)

    def place(
        self,
        plane: Plane,
        bounds: Bounds | None,
        outline: Outline | None = None,
        diameter: float = 0.0,
    ) -> None:
        """Show the section of bounds with a plane; the diameter is that of a circle."""
        self._plane, self.bounds, self.outline = plane, bounds, outline
        self._diameter = diameter
        self.box.set_outline(outline if plane.axis == 0 else None, diameter)
        self.box.set_box((plane.height, plane.width), *plane.crop(bounds))

    def cancel(self) -> bool:
        """Discard what is being drawn; returns whether there was anything."""
        was_drawing = self._is_drawing or bool(self._corners)
        self._is_drawing = False
        self._set_corners([])
        if was_drawing:
            self.place(self._plane, self.bounds, self.outline, self._diameter)
        return was_drawing

    def add_corner(self, row: float, column: float) -> None:
        """Add a corner to a polygon; one at the first corner closes it."""
        if len(self._corners) >= _LEAST_CORNERS:
            y, x = self._corners[0]
            if math.hypot(row - y, column - x) * self._canvas.zoom <= _NEAR_PX:
                self.close_polygon()
                return
        self._set_corners([*self._corners, (row, column)])

    def remove_corner(self) -> bool:
        """Remove the last corner; returns whether there was one."""
        had_corners = bool(self._corners)
        self._set_corners(self._corners[:-1])
        return had_corners

    def close_polygon(self) -> bool:
        """Finish a polygon; returns whether it had enough corners."""
        corners = tuple(self._corners)
        if len(corners) < _LEAST_CORNERS:
            return False
        self._set_corners([])
        rows = _around([y for y, _ in corners], self._plane.height)
        columns = _around([x for _, x in corners], self._plane.width)
        bounds = self._plane.with_crop(self.bounds, rows, columns)
        self.changed.emit(bounds, corners)
        return True

    def _draw(self, start: QPointF, stop: QPointF, is_start: bool, is_end: bool) -> None:
        if is_start:
            self._is_drawing = True
        if not self._is_drawing:  # cancelled
            return
        if self.is_drawing_polygon:
            self._draw_freely(start, stop, is_start, is_end)
            return
        shape = self._plane.height, self._plane.width
        rows = _span(start.y(), stop.y(), shape[0])
        columns = _span(start.x(), stop.x(), shape[1])
        self.box.set_outline(self._drawn())
        self.box.set_box(shape, rows, columns)
        self.moved.emit()
        if not is_end:
            return
        self._is_drawing = False
        if min(rows[1] - rows[0], columns[1] - columns[0]) < _SMALLEST:
            self.place(self._plane, self.bounds, self.outline, self._diameter)
        else:
            self._finish(rows, columns, self._drawn())

    def _draw_freely(self, start: QPointF, stop: QPointF, is_start: bool, is_end: bool) -> None:
        height, width = self._plane.height, self._plane.width
        new = [start, stop] if is_start and not self._corners else [stop]
        inside = [
            (min(max(place.y(), 0.0), float(height)), min(max(place.x(), 0.0), float(width)))
            for place in new
        ]
        self._set_corners([*self._corners, *inside])
        if is_end:
            self._is_drawing = False
            self.close_polygon()

    def _drawn(self) -> Outline | None:
        return "ellipse" if self.shape == "ellipse" and self._plane.axis == 0 else None

    def _set_corners(self, corners: list[tuple[float, float]]) -> None:
        self._corners = corners
        path = QPainterPath()
        if corners:
            path.addPolygon(polygon(corners))
            if len(corners) == 1:
                path.addEllipse(QPointF(corners[0][1], corners[0][0]), 1.0, 1.0)
        self._line.setPath(path)

    def _end(self, rows: Span, columns: Span) -> None:
        self._finish(rows, columns, self.outline)

    def _finish(self, rows: Span, columns: Span, outline: Outline | None) -> None:
        self.changed.emit(self._plane.with_crop(self.bounds, rows, columns), outline)


def _span(one: float, other: float, side: int) -> Span:
    """Span of the pixels between two positions, both included, clipped to the image."""
    low, high = (min(max(math.floor(place), 0), side - 1) for place in sorted((one, other)))
    return low, high + 1


def _around(places: list[float], side: int) -> Span:
    """Span of the pixels that hold some positions."""
    first = min(max(math.floor(min(places)), 0), side - 1)
    return first, min(max(math.ceil(max(places)), first + 1), side)
