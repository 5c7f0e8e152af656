"""Drawing and editing the crop of an image or volume in one of its planes."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, Signal

from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_box import CropBox
from imagerep_qt.widgets.planes import Bounds, Plane, Span

_SMALLEST = 2
"""Shorter side of the smallest rectangle, in pixels; smaller ones are accidental."""


class CropTool(QObject):
    """Draws a rectangle by dragging, and edits it with handles."""

    changed = Signal(object)
    """Bounds that the user drew, one (start, stop) per axis, or None for the whole image."""
    moved = Signal()
    """The rectangle changes while it is being dragged."""

    def __init__(self, canvas: ImageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._plane = Plane((1, 1))
        self.bounds: Bounds | None = None
        """Bounds of the crop, one (start, stop) per axis; None for the whole image."""
        self.box = CropBox(canvas.item, self._end, self.moved.emit)
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

    def set_enabled(self, enabled: bool) -> None:
        """Enable or disable drawing."""
        self.cancel()
        self.box.set_editing(enabled)
        self._canvas.set_dragging(enabled)

    def place(self, plane: Plane, bounds: Bounds | None) -> None:
        """Show the section of bounds with a plane."""
        self._plane, self.bounds = plane, bounds
        self.box.set_box((plane.height, plane.width), *plane.crop(bounds))

    def cancel(self) -> bool:
        """Discard a rectangle that is being drawn; returns whether there was one."""
        was_drawing, self._is_drawing = self._is_drawing, False
        if was_drawing:
            self.place(self._plane, self.bounds)
        return was_drawing

    def _draw(self, start: QPointF, stop: QPointF, is_start: bool, is_end: bool) -> None:
        if is_start:
            self._is_drawing = True
        if not self._is_drawing:  # cancelled
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
    """Span of the pixels between two positions, both included, clipped to the image."""
    low, high = (min(max(math.floor(place), 0), side - 1) for place in sorted((one, other)))
    return low, high + 1
