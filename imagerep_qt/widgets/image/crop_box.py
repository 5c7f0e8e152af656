"""Crop rectangle with handles; everything outside is dimmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ROI import Handle
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from imagerep_qt.widgets.planes import Outline, Span
from imagerep_qt.widgets.plots.plot import pen

_CURSORS = {
    (0, 0): Qt.CursorShape.SizeFDiagCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (0, 1): Qt.CursorShape.SizeBDiagCursor, (1, 0): Qt.CursorShape.SizeBDiagCursor,
    (0, 0.5): Qt.CursorShape.SizeHorCursor, (1, 0.5): Qt.CursorShape.SizeHorCursor,
    (0.5, 0): Qt.CursorShape.SizeVerCursor, (0.5, 1): Qt.CursorShape.SizeVerCursor,
}  # fmt: skip
"""Positions of the handles, as fractions of width and height, and their cursors."""

_UNDER = pen(QColor(0, 0, 0, 150), 4)
SHADE = QColor(0, 0, 0, 140)
"""Drawn over everything outside the crop."""


class _Frame(pg.ROI):  # type: ignore[misc]
    """Frame drawn as a light line on a dark one, visible on any background."""

    currentPen: QPen  # noqa: N815 - the name is pyqtgraph's

    def paint(self, p: QPainter, opt: Any, widget: Any) -> None:
        light, self.currentPen = self.currentPen, _UNDER
        p.save()
        super().paint(p, opt, widget)
        p.restore()
        self.currentPen = light
        super().paint(p, opt, widget)


class _Handle(Handle):  # type: ignore[misc]
    """Handle drawn like the frame."""

    currentPen: QPen  # noqa: N815 - the name is pyqtgraph's

    def __init__(self, frame: pg.ROI) -> None:
        pens = {"pen": frame.handlePen, "hoverPen": frame.handleHoverPen}
        super().__init__(frame.handleSize, typ="s", parent=frame, **pens)

    def boundingRect(self) -> QRectF:
        return QRectF(super().boundingRect()).adjusted(-2, -2, 2, 2)

    def paint(self, p: QPainter, opt: Any, widget: Any) -> None:
        light, self.currentPen = self.currentPen, _UNDER
        super().paint(p, opt, widget)
        self.currentPen = light
        super().paint(p, opt, widget)


class CropBox:
    """Rectangle in the pixels of a plane."""

    def __init__(
        self,
        parent: QGraphicsItem,
        finished: Callable[[Span, Span], None],
        moved: Callable[[], None],
    ) -> None:
        self._finished = finished
        self._moved = moved
        self._shape = 1, 1
        self._outline: Outline | None = None
        self._diameter = 0.0
        self._shade = QGraphicsPathItem(parent)
        self._shade.setPen(QPen(Qt.PenStyle.NoPen))
        self._shade.setBrush(SHADE)
        self._shade.setZValue(5)
        self._frame = _Frame(
            (0, 0), (1, 1), snapSize=1.0, scaleSnap=True, translateSnap=True, rotatable=False,
            resizable=False, parent=parent, pen=pen(QColor("white"), 1.5),
            hoverPen=pen(QColor("#f0e442"), 2), handlePen=pen(QColor("white"), 2),
            handleHoverPen=pen(QColor("#f0e442"), 3),
        )  # fmt: skip
        for (x, y), cursor in _CURSORS.items():
            handle = _Handle(self._frame)
            handle.setCursor(cursor)
            self._frame.addScaleHandle((x, y), (1 - x, 1 - y), item=handle)
        self._frame.setZValue(6)
        self._frame.hide()
        self._frame.sigRegionChanged.connect(self._change)
        self._frame.sigRegionChangeFinished.connect(self._finish)
        self._is_setting = False

    @property
    def frame(self) -> pg.ROI:
        """The rectangle with its handles."""
        return self._frame

    @property
    def shade(self) -> QPainterPath:
        """Area outside the crop, in pixels of the plane; empty without a crop."""
        return self._shade.path() if self._shade.isVisible() else QPainterPath()

    @property
    def is_dragging(self) -> bool:
        """Whether the frame or a handle is being dragged."""
        handles = (handle["item"] for handle in self._frame.handles)
        return bool(self._frame.isMoving or any(handle.isMoving for handle in handles))

    def set_editing(self, editing: bool) -> None:
        """Show or hide the handles."""
        self._frame.setVisible(editing)

    def set_outline(self, outline: Outline | None, diameter: float = 0.0) -> None:
        """Choose what is measured of the rectangle; the diameter is that of a circle."""
        self._outline, self._diameter = outline, diameter
        self._dim()

    def set_box(self, shape: tuple[int, int], rows: Span, columns: Span) -> None:
        """Place the rectangle."""
        self._is_setting = True
        self._shape = shape
        self._frame.maxBounds = QRectF(0, 0, shape[1], shape[0])
        self._frame.setPos((columns[0], rows[0]), update=False)
        self._frame.setSize((columns[1] - columns[0], rows[1] - rows[0]))
        self._is_setting = False
        # A frame around the whole image is not movable, so that a new one can be drawn inside.
        is_part = (rows, columns) != ((0, shape[0]), (0, shape[1]))
        self._frame.translatable = is_part
        if is_part:
            self._frame.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self._frame.unsetCursor()
        self._dim()

    def box(self) -> tuple[Span, Span]:
        """Rows and columns inside."""
        left, top = (round(value) for value in self._frame.pos())
        width, height = (round(value) for value in self._frame.size())
        right, bottom = left + max(width, 1), top + max(height, 1)
        rows = max(0, min(top, self._shape[0] - 1)), min(bottom, self._shape[0])
        columns = max(0, min(left, self._shape[1] - 1)), min(right, self._shape[1])
        return rows, columns

    def nudge(self, rows: Span, columns: Span) -> None:
        """Move the edges; nothing is reported before :meth:`commit`."""
        spans = [
            _moved(old, by, side)
            for old, by, side in zip(self.box(), (rows, columns), self._shape, strict=True)
        ]
        self.set_box(self._shape, spans[0], spans[1])

    def commit(self) -> None:
        """Report the rectangle."""
        self._finished(*self.box())

    def _change(self) -> None:
        self._dim()
        if not self._is_setting:
            self._moved()

    def _dim(self) -> None:
        rows, columns = self.box()
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self._shape[1], self._shape[0]))
        box = QRectF(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])
        path.addPath(_inside(box, self._outline, self._diameter))
        self._shade.setPath(path)

    def _finish(self) -> None:
        if not self._is_setting:
            self._finished(*self.box())


def _inside(box: QRectF, outline: Outline | None, diameter: float) -> QPainterPath:
    """What is measured of a rectangle."""
    path = QPainterPath()
    if outline == "circle":
        round_ = QRectF(0, 0, diameter, diameter)
        round_.moveCenter(box.center())
        path.addEllipse(round_)
    elif outline == "ellipse":
        path.addEllipse(box)
    elif outline is None:
        path.addRect(box)
    else:
        path.addPolygon(polygon(outline))
        path.closeSubpath()
        whole = QPainterPath()
        whole.addRect(box)
        path = path.intersected(whole)
    return path


def polygon(corners: Iterable[tuple[float, float]]) -> QPolygonF:
    """Polygon of corners (y, x)."""
    return QPolygonF([QPointF(x, y) for y, x in corners])


def _moved(span: Span, by: Span, side: int) -> Span:
    """Span with its ends moved, clipped to the image and at least one pixel long."""
    start, stop = span[0] + by[0], span[1] + by[1]
    if by[0] == by[1] and not (start >= 0 and stop <= side):
        return span
    start = max(0, min(start, span[1] - 1))
    return start, max(start + 1, min(stop, side))
