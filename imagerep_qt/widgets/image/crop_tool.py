"""The crop of an image or volume, as it is seen and drawn in one of its planes."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, Signal

from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_box import CropBox
from imagerep_qt.widgets.planes import Bounds, Plane, Span

_SMALLEST = 2
"""Pixels along the shorter side of a rectangle that is meant."""


class CropTool(QObject):
    """Draws a rectangle where the mouse is pressed and dragged, and has handles to change it."""

    changed = Signal(object)
    """Box that the user drew, one (start, stop) an axis, or None for the whole image."""
    moved = Signal()
    """The rectangle is another, while the mouse is still pressed."""

    def __init__(self, canvas: ImageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._plane = Plane((1, 1))
        self.bounds: Bounds | None = None
        """Box of the crop, one (start, stop) an axis; None for the whole image."""
        self.box = CropBox(canvas.item, self._end, self.moved.emit)
        self._is_drawing = False
        canvas.dragged.connect(self._draw)

    @property
    def is_on(self) -> bool:
        """Whether the user may draw."""
        return bool(self.box.frame.isVisible())

    @property
    def is_held(self) -> bool:
        """Whether the mouse has hold of the rectangle."""
        return self._is_drawing or self.box.is_held

    def set_on(self, on: bool) -> None:
        """Let the user draw and move the rectangle."""
        self.cancel()
        self.box.set_editing(on)
        self._canvas.set_dragging(on)

    def place(self, plane: Plane, bounds: Bounds | None) -> None:
        """Show where a plane cuts a box."""
        self._plane, self.bounds = plane, bounds
        self.box.set_box((plane.height, plane.width), *plane.crop(bounds))

    def cancel(self) -> bool:
        """Take back a rectangle that is being drawn; answers whether there was one."""
        was_drawing, self._is_drawing = self._is_drawing, False
        if was_drawing:
            self.place(self._plane, self.bounds)
        return was_drawing

    def _draw(self, start: QPointF, stop: QPointF, is_start: bool, is_end: bool) -> None:
        if is_start:
            self._is_drawing = True
        if not self._is_drawing:  # it was cancelled
            return
        shape = self._plane.height, self._plane.width
        rows = _span(start.y(), stop.y(), shape[0])
        columns = _span(start.x(), stop.x(), shape[1])
        self.box.set_box(shape, rows, columns)
        self.moved.emit()
        if not is_end:
            return
        self._is_drawing = False
        if min(rows[1] - rows[0], columns[1] - columns[0]) < _SMALLEST:
            self.place(self._plane, self.bounds)
        else:
            self._end(rows, columns)

    def _end(self, rows: Span, columns: Span) -> None:
        self.changed.emit(self._plane.with_crop(self.bounds, rows, columns))


def _span(one: float, other: float, side: int) -> Span:
    """Whole pixels from one place to another, both included, inside the image."""
    low, high = (min(max(math.floor(place), 0), side - 1) for place in sorted((one, other)))
    return low, high + 1
