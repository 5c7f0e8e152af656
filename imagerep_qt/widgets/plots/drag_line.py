"""Line across a plot that can be dragged."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QCursor

from imagerep_qt.widgets.plots.plot import pen

_GRIP_PX = 11.0


class DragLine(pg.InfiniteLine):  # type: ignore[misc]
    """Vertical or horizontal line with a grip."""

    def __init__(
        self, *, vertical: bool, grip: float = 0.5, label: float | None = None, tip: str = ""
    ) -> None:
        super().__init__(
            angle=90 if vertical else 0,
            movable=True,
            label=None if label is None else " ",
            labelOpts=None if label is None else {"position": label},
        )
        self.grip = grip
        """Position of the grip along the line, 0 to 1."""
        self.addMarker("o", grip, _GRIP_PX)
        self.setToolTip(tip)
        shape = Qt.CursorShape.SizeHorCursor if vertical else Qt.CursorShape.SizeVerCursor
        self.setCursor(QCursor(shape))
        self.setZValue(20)

    def restyle(self, colour: QColor, background: QColor, style: Qt.PenStyle, ratio: float) -> None:
        self.setPen(pen(colour, 1.5 * ratio, style))
        self.setHoverPen(pen(colour, 3 * ratio, style))
        label = getattr(self, "label", None)
        if label is not None:
            label.setColor(colour)
            label.fill = pg.mkBrush(background)
            label.update()

    def set_label(self, text: str) -> None:
        self.label.setFormat(text)

    def place_label(self, position: float, *, below: bool) -> None:
        anchor = (0, 0) if below else (0, 1)
        if (self.label.orthoPos, self.label.anchors[0]) != (position, anchor):
            self.label.anchors = [anchor, anchor]
            self.label.setPosition(position)

    def move_to(self, value: float) -> None:
        """Move the line without the signal of a drag."""
        if self.value() != value:
            self.setValue(value)
