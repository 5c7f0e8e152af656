"""Keyboard and screen-reader access to a line that can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider

from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.plot import Plot

_SIZE_PX = 28
_STEPS = 1000
_STEP = 2
_PAGE = 50
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class LineHandle(QSlider):
    """Slider without a groove, placed over the grip of a line.

    It gets the focus with Tab, moves the line with the arrow keys, Page Up and Page Down, Home and
    End, and tells a screen reader the position. Mouse events pass through it to the line.
    """

    def __init__(self, plot: Plot, line: DragLine, name: str) -> None:
        vertical = line.angle % 180 == 90
        super().__init__(
            Qt.Orientation.Horizontal if vertical else Qt.Orientation.Vertical, plot.viewport()
        )
        self._plot, self._line, self._name, self._is_vertical = plot, line, name, vertical
        self._is_ringed = False
        self.setRange(0, _STEPS)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setFixedSize(_SIZE_PX, _SIZE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName(name)
        keys = self.tr("Arrow keys, Page Up, Page Down, Home and End move it.")
        self.setAccessibleDescription(f"{line.toolTip()} {keys}")
        self.valueChanged.connect(self._moved)
        box = plot.getPlotItem().getViewBox()
        line.sigPositionChanged.connect(self.follow)
        line.sigDragged.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        box.sigRangeChanged.connect(self.follow)
        box.sigResized.connect(self.follow)

    def set_value_text(self, value: str) -> None:
        """Set the position that a screen reader announces."""
        self.setAccessibleName(f"{self._name}: {value}")

    def follow(self) -> None:
        """Move over the grip of the line."""
        low, high = self._ends()
        place = float(self._line.value())
        self.blockSignals(True)
        self.setValue(round(_STEPS * (place - low) / (high - low)) if high > low else 0)
        self.blockSignals(False)
        (left, right), (bottom, top) = self._plot.viewRange()
        grip = self._line.grip
        point = (
            QPointF(place, bottom + grip * (top - bottom))
            if self._is_vertical
            else QPointF(left + grip * (right - left), place)
        )
        centre = self._plot.mapFromScene(
            self._plot.getPlotItem().getViewBox().mapViewToScene(point)
        )
        self.move(centre.x() - _SIZE_PX // 2, centre.y() - _SIZE_PX // 2)

    def sizeHint(self) -> QSize:
        return QSize(_SIZE_PX, _SIZE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring around the grip while it has the keyboard focus."""
        if not self._is_ringed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._plot.theme.colours
        for colour, width in (("base", 5.0), ("accent", 2.5)):
            painter.setPen(QPen(colours.colour(colour), width))
            painter.drawEllipse(
                QPointF(_SIZE_PX / 2, _SIZE_PX / 2), _SIZE_PX / 2 - 4, _SIZE_PX / 2 - 4
            )
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring(event.reason() in _BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring(False)

    def _ring(self, shown: bool) -> None:
        self._is_ringed = shown
        self._line.setMouseHover(shown)
        self.update()

    def _ends(self) -> tuple[float, float]:
        low, high = self._line.maxRange
        if low is not None and high is not None:
            return low, high
        start, end = self._plot.viewRange()[0 if self._is_vertical else 1]
        return start, end

    def _moved(self, position: int) -> None:
        low, high = self._ends()
        self._line.setValue(low + (high - low) * position / _STEPS)
        self._ring(True)
        self._line.sigDragged.emit(self._line)
