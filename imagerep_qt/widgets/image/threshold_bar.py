"""Histogram with one threshold to choose, or two."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.image.histogram import Histogram
from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.line_handle import LineHandle
from imagerep_qt.widgets.plots.plot import Plot


class ThresholdBar(QWidget):
    """Histogram with lines to drag, numbers to type and a button to accept them.

    The signals have the lower threshold; `upper` is the other one, where there are two.
    """

    changed = Signal(float)
    """The user moves a threshold."""
    accepted = Signal(float)
    """The user accepts what is shown."""
    shared = Signal(float)
    """The user accepts what is shown for all images."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = numbers
        self._histogram: Histogram | None = None
        self._ends, self._step = (0.0, 1.0), 1.0
        self._build()
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def value(self) -> float:
        """Threshold: pixels of at least this value are phase 1."""
        return self._box.value()

    @property
    def upper(self) -> float | None:
        """Second threshold: pixels of at least this value are phase 2; None for two phases."""
        return self._upper_box.value() if self._three.isChecked() else None

    @property
    def values(self) -> tuple[float, ...]:
        """The thresholds, ascending."""
        return (self.value,) if self.upper is None else (self.value, self.upper)

    def set_histogram(self, histogram: Histogram) -> None:
        """Show the histogram of another image, with its Otsu threshold."""
        self._draw(histogram)
        self.set_value(histogram.otsu())

    def update_histogram(self, histogram: Histogram) -> None:
        """Show the histogram of another part of the image; the threshold is kept."""
        values = self.values
        self._draw(histogram)
        self.set_value(*values)

    def _draw(self, histogram: Histogram) -> None:
        self._histogram = histogram
        edges, counts = histogram.coarse()
        heights = np.sqrt(counts)
        self._bars.setData(edges, heights)
        low, high = float(edges[0]), float(edges[-1])
        self.plot.setRange(
            xRange=(low, high), yRange=(0, 1.05 * float(heights.max() or 1)), padding=0.01
        )
        decimals = 0 if histogram.step == 1.0 else max(0, 2 - math.floor(math.log10(high - low)))
        self._ends, self._step = (low, high), max(histogram.step, 10.0**-decimals)
        for box in (self._box, self._upper_box):
            box.setDecimals(decimals)
            box.setSingleStep(self._step)

    def set_value(self, value: float, upper: float | None = None) -> None:
        """Set the threshold, or two of them, without a signal."""
        low, high = self._ends
        last = high if upper is None else max(upper - self._step, low)
        widgets = (self._box, self._upper_box, self._three, self._line, self._upper_line)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        self._three.setChecked(upper is not None)
        self._box.setRange(low, last)
        self._box.setValue(value)
        first = min(self.value + self._step, high)
        self._upper_box.setRange(first, high)
        self._upper_box.setValue(high if upper is None else upper)
        self._upper_box.setVisible(upper is not None)
        self._upper_line.setVisible(upper is not None)
        self._upper_handle.setVisible(upper is not None)
        del blockers
        self._line.setBounds((low, last))
        self._upper_line.setBounds((first, high))
        self._line.move_to(self.value)
        self._upper_line.move_to(self._upper_box.value())
        self._update_text()

    def set_use(self, *, is_used: bool, has_others: bool) -> None:
        """Say whether this threshold is used already, and whether there are other grey images."""
        self._accept.setVisible(not is_used)
        self._share_button.setVisible(has_others)

    def set_numbers(self, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self.restyle()

    def restyle(self) -> None:
        """Update colours and numbers."""
        colours = self._theme.colours
        self.plot.restyle(self._numbers)
        self._bars.setBrush(colours.colour("muted", 0.5))
        self._bars.setPen(None)
        for line in (self._line, self._upper_line):
            line.restyle(
                colours.colour("target"),
                colours.colour("base"),
                Qt.PenStyle.SolidLine,
                self.devicePixelRatioF(),
            )
        self._update_text()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        self.plot = Plot(self._theme, self._numbers, self)
        self.plot.setAccessibleName(self.tr("Histogram of grey values"))
        self.plot.getPlotItem().hideAxis("left")
        self.plot.setFixedHeight(5 * self.fontMetrics().height())
        self._bars = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center", fillLevel=0)
        self._line = DragLine(
            vertical=True,
            tip=self.tr("Drag to the grey value that separates the two phases."),
        )
        self.plot.addItem(self._bars, ignoreBounds=True)
        self.plot.addItem(self._line, ignoreBounds=True)
        self._line.sigDragged.connect(self._drag)
        self._handle = LineHandle(self.plot, self._line, self.tr("Threshold grey value"))
        self._upper_line = DragLine(
            vertical=True,
            tip=self.tr("Drag to the grey value at which the brightest phase begins."),
        )
        self.plot.addItem(self._upper_line, ignoreBounds=True)
        self._upper_line.sigDragged.connect(self._drag)
        self._upper_handle = LineHandle(
            self.plot, self._upper_line, self.tr("Second threshold grey value")
        )
        row.addWidget(self.plot, 1)
        column = QVBoxLayout()
        row.addLayout(column)
        line = QHBoxLayout()
        label = QLabel(self.tr("Thresh&old"), self)
        self._box = self._number(self.tr("Threshold grey value"))
        self._upper_box = self._number(self.tr("Second threshold grey value"))
        label.setBuddy(self._box)
        line.addWidget(label)
        line.addWidget(self._box, 1)
        line.addWidget(self._upper_box, 1)
        column.addLayout(line)
        line = QHBoxLayout()
        self._three = QCheckBox(self.tr("Three phases"), self)
        self._three.setToolTip(self.tr("Two thresholds: a phase below, between and above them."))
        self._three.toggled.connect(self._divide)
        self._automatic = QPushButton(self.tr("Automatic"), self)
        self._automatic.setToolTip(
            self.tr(
                "Thresholds by Otsu's rule, for two or three phases: the largest variance between "
                "the phases' grey values."
            )
        )
        self._automatic.clicked.connect(self._choose_automatically)
        line.addWidget(self._three, 1)
        line.addWidget(self._automatic)
        column.addLayout(line)
        self._share = QLabel(self)
        self._share.setAccessibleName(self.tr("Shares of the phases"))
        column.addWidget(self._share)
        self._accept = QPushButton(self.tr("Use this threshold"), self)
        self._accept.setToolTip(self.tr("Divide the image into phases by what is shown."))
        self._accept.clicked.connect(lambda: self.accepted.emit(self.value))
        self._share_button = QPushButton(self.tr("Use for all images"), self)
        self._share_button.setToolTip(self.tr("Divide every grey image by what is shown."))
        self._share_button.clicked.connect(lambda: self.shared.emit(self.value))
        self._share_button.setVisible(False)
        line = QHBoxLayout()
        line.addWidget(self._accept, 1)
        line.addWidget(self._share_button, 1)
        column.addLayout(line)

    def _number(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setAccessibleName(name)
        box.setLocale(QLocale())
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._type)
        return box

    def _drag(self) -> None:
        upper = float(self._upper_line.value()) if self._three.isChecked() else None
        self._change(float(self._line.value()), upper)

    def _type(self) -> None:
        self._change(self.value, self.upper)

    def _change(self, value: float, upper: float | None) -> None:
        self.set_value(value, upper)
        self.changed.emit(self.value)

    def _divide(self, in_three: bool) -> None:
        """Divide into three phases, or two, automatically."""
        self._three.setChecked(in_three)
        self._choose_automatically()

    def _choose_automatically(self) -> None:
        if self._histogram is not None:
            found = self._histogram
            self._change(*found.multi_otsu() if self._three.isChecked() else (found.otsu(), None))

    def _update_text(self) -> None:
        if self._histogram is None:
            return
        numbers, above = self._numbers, self._histogram.fraction_from
        about = "≈ " if self._histogram.is_sample else ""
        if self.upper is None:
            share = about + numbers.percent(above(self.value))
            text = self.tr("bright phase {share}").format(share=share)
        else:
            bright = above(self.upper)
            between = above(self.value) - bright
            text = self.tr("dark {dark}, middle {between}, bright {bright}").format(
                dark=about + numbers.percent(1 - between - bright),
                between=about + numbers.percent(between),
                bright=about + numbers.percent(bright),
            )
            self._upper_handle.set_value_text(f"{numbers.significant(self.upper, 4)}, {text}")
        self._share.setText(text)
        self._handle.set_value_text(f"{numbers.significant(self.value, 4)}, {text}")
