"""What all views share: theme, numbers, an empty state, and plots in the app's look."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.ticks import linear_ticks, log_ticks, tick_text

_TICK_DISTANCE_PX = {"bottom": 70, "top": 90, "left": 34, "right": 34}


class View(QWidget):
    """A view with an empty state.

    Parameters
    ----------
    theme : Theme
        Look of the app.
    numbers : NumberFormat
        How numbers are written.
    parent : QWidget, optional
        Parent.
    """

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = numbers
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._content = QWidget(self)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._content)
        theme.changed.connect(self._restyle)

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write numbers in another format from now on.

        Parameters
        ----------
        numbers : NumberFormat
            The format.
        """
        self._numbers = numbers
        self._restyle()

    @property
    def is_empty(self) -> bool:
        """Whether the empty state shows."""
        return self._stack.currentWidget() is self._empty

    def _show_empty(self, text: str) -> None:
        self._empty.setText(text)
        self._set_muted(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _show_content(self) -> None:
        self._stack.setCurrentWidget(self._content)

    def _set_muted(self, label: QLabel) -> None:
        palette = label.palette()
        palette.setColor(label.foregroundRole(), self._theme.colours.colour("muted"))
        label.setPalette(palette)

    def _restyle(self) -> None:
        """Take colours and numbers anew."""
        self._set_muted(self._empty)


def reading(parent: QWidget, name: str) -> QLabel:
    """Line of text over a plot, of a height that never changes.

    Parameters
    ----------
    parent : QWidget
        Parent.
    name : str
        Name for screen readers.

    Returns
    -------
    QLabel
    """
    label = QLabel(parent)
    label.setAccessibleName(name)
    label.setContentsMargins(8, 4, 8, 0)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    label.setFixedHeight(label.fontMetrics().height() + 8)
    return label


class Axis(pg.AxisItem):  # type: ignore[misc]
    """Axis with numbers in the locale's format, linear or logarithmic, in pixels or units.

    Parameters
    ----------
    side : str
        ``"left"``, ``"bottom"``, ``"right"`` or ``"top"``.
    numbers : NumberFormat
        How numbers are written.
    log : bool, optional
        Whether the plot holds decimal logarithms.
    """

    def __init__(self, side: str, numbers: NumberFormat, *, log: bool = False) -> None:
        super().__init__(side, maxTickLength=-4)
        self._side = side
        self._numbers = numbers
        self._is_log = log
        self._factor = 1.0
        self.enableAutoSIPrefix(False)
        self.setZValue(-100)
        self.setStyle(autoExpandTextSpace=True, hideOverlappingLabels=True)

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write numbers in another format.

        Parameters
        ----------
        numbers : NumberFormat
            The format.
        """
        self._numbers = numbers
        self._refresh()

    def set_factor(self, factor: float) -> None:
        """Show the plot's values times a factor.

        Parameters
        ----------
        factor : float
            For example the size of a pixel.
        """
        self._factor = factor
        self._refresh()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Any:  # noqa: N802, N803
        """Positions of the ticks, as pyqtgraph asks for them.

        Parameters
        ----------
        minVal, maxVal : float
            Ends of the axis, in the plot's coordinates.
        size : float
            Its length on the screen.

        Returns
        -------
        list of (float, list of float)
            Spacing and positions, of ticks with and without a number.
        """
        low, high = sorted((minVal, maxVal))
        most = max(2, int(size / _TICK_DISTANCE_PX[self._side]))
        if not self._is_log:
            ticks, spacing = linear_ticks(low * self._factor, high * self._factor, most)
            return [(spacing / self._factor, [tick / self._factor for tick in ticks])]
        if high - low > 300:
            return []
        labelled, plain = log_ticks(10**low * self._factor, 10**high * self._factor, most)
        levels = [[math.log10(v / self._factor) for v in ticks] for ticks in (labelled, plain)]
        return [(1.0, levels[0]), (0.1, levels[1])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """Numbers at the ticks, as pyqtgraph asks for them.

        Parameters
        ----------
        values : list of float
            Positions.
        scale : float
            Always 1 here.
        spacing : float
            Spacing from `tickValues`.

        Returns
        -------
        list of str
        """
        if not self._is_log:
            spacing *= self._factor
            return [tick_text(v * self._factor, spacing, self._numbers) for v in values]
        if spacing < 1:
            return [""] * len(values)
        return [tick_text(10**v * self._factor, 0, self._numbers) for v in values]

    def _refresh(self) -> None:
        self.picture = None
        self.update()


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Plot in the app's look, without pyqtgraph's own buttons and menus.

    Parameters
    ----------
    theme : Theme
        Look of the app.
    numbers : NumberFormat
        How numbers are written.
    parent : QWidget
        Parent.
    log : bool, optional
        Whether both axes hold decimal logarithms.
    """

    def __init__(
        self, theme: Theme, numbers: NumberFormat, parent: QWidget, *, log: bool = False
    ) -> None:
        self._axes = {side: Axis(side, numbers, log=log) for side in ("left", "bottom", "top")}
        super().__init__(parent, axisItems=self._axes)
        self.theme = theme
        """Look of the app."""
        self._is_ringed = False
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=False, y=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.showGrid(x=True, y=True, alpha=0.5)
        self._axes["top"].setGrid(False)
        for axis in self._axes.values():
            # Grid and numbers change far less often than what is drawn over them.
            axis.setCacheMode(axis.CacheMode.DeviceCoordinateCache)
        self.getPlotItem().setContentsMargins(4, 4, 14, 4)
        self.getPlotItem().showAxis("top", False)

    def axis(self, side: str) -> Axis:
        """Axis on one side.

        Parameters
        ----------
        side : str
            ``"left"``, ``"bottom"`` or ``"top"``.

        Returns
        -------
        Axis
        """
        return self._axes[side]

    def restyle(self, numbers: NumberFormat) -> None:
        """Take colours from the theme and numbers in a format.

        Parameters
        ----------
        numbers : NumberFormat
            The format.
        """
        colours = self.theme.colours
        self.setBackground(colours.base)
        for axis in self._axes.values():
            axis.setPen(colours.colour("border"))
            axis.setTickPen(colours.colour("grid"))
            axis.setTextPen(colours.colour("muted"))
            axis.setLabel(axis.labelText, color=colours.muted)
            axis.set_numbers(numbers)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show that the keyboard is here, unless the mouse has brought it.

        Parameters
        ----------
        event : QFocusEvent
            From Qt.
        """
        super().focusInEvent(event)
        self._is_ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show that it has left.

        Parameters
        ----------
        event : QFocusEvent
            From Qt.
        """
        super().focusOutEvent(event)
        self._is_ringed = False
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - the name is Qt's
        """Draw the plot, with a frame while the keyboard is here.

        Parameters
        ----------
        event : QPaintEvent
            From Qt.
        """
        super().paintEvent(event)
        if self._is_ringed:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.theme.colours.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.end()


def pen(colour: QColor, width: float = 1.5, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Pen whose width is in pixels of the screen.

    Parameters
    ----------
    colour : QColor
        Colour.
    width : float, optional
        Width.
    style : Qt.PenStyle, optional
        Dashes.

    Returns
    -------
    QPen
    """
    result = QPen(colour, width, style)
    result.setCosmetic(True)
    return result
