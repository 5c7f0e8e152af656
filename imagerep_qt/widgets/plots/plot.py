"""Plots in the look of the app."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.plots.axis import Axis

_BELOW_CURVES = -200


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Plot in the look of the app, without the buttons and menus of pyqtgraph."""

    def __init__(
        self,
        theme: Theme,
        numbers: NumberFormat,
        parent: QWidget,
        *,
        log: bool = False,
        axes: Mapping[str, Axis] | None = None,
    ) -> None:
        self._axes = {side: Axis(side, numbers, log=log) for side in ("left", "bottom", "top")}
        self._axes.update(axes or {})
        super().__init__(parent, axisItems=self._axes)
        self.theme = theme
        self._is_ringed = False
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.showGrid(x=True, y=True, alpha=0.5)
        self._axes["top"].setGrid(False)
        for axis in self._axes.values():
            # Grid and numbers change much less often than the curves.
            axis.setCacheMode(axis.CacheMode.DeviceCoordinateCache)
            axis.setZValue(_BELOW_CURVES)
        self.getPlotItem().setContentsMargins(4, 4, 14, 4)
        self.getPlotItem().showAxis("top", False)

    def axis(self, side: str) -> Axis:
        """Axis on the left, bottom or top."""
        return self._axes[side]

    def pen(
        self, colour: QColor, width: float = 1.5, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> QPen:
        """Pen of the same thickness whatever the scale of the screen."""
        return pen(colour, width * self.devicePixelRatioF(), style)

    def restyle(self, numbers: NumberFormat) -> None:
        """Update colours and numbers."""
        colours = self.theme.colours
        self.setBackground(colours.base)
        for axis in self._axes.values():
            axis.setPen(colours.colour("border"))
            axis.setTickPen(colours.colour("grid"))
            axis.setTextPen(colours.colour("muted"))
            axis.setLabel(axis.labelText, color=colours.muted)
            axis.set_numbers(numbers)
            axis.set_thickness(self.devicePixelRatioF())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, unless it came by the mouse."""
        super().focusInEvent(event)
        self._is_ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_ringed = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plot, framed while it has the keyboard focus."""
        super().paintEvent(event)
        if self._is_ringed:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.theme.colours.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()


def pen(colour: QColor, width: float = 1.5, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Cosmetic pen, whose width is in device pixels."""
    result = QPen(colour, width, style)
    result.setCosmetic(True)
    return result
