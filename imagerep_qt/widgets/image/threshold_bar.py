"""Histogram with a threshold to choose."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
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
    """Histogram with a line to drag, a number to type and a button to accept it."""

    changed = Signal(float)
    """The user moves the threshold."""
    accepted = Signal(float)
    """The user accepts this threshold."""
    shared = Signal(float)
    """The user accepts this threshold for all images."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = numbers
        self._histogram: Histogram | None = None
        self._build()
        theme.changed.connect(self.restyle)
        self.restyle()

    @property
    def value(self) -> float:
        """Threshold: pixels of at least this value are the bright phase."""
        return self._box.value()

    def set_histogram(self, histogram: Histogram) -> None:
        """Show the histogram of another image, with its Otsu threshold."""
        self._draw(histogram)
        self.set_value(histogram.otsu())

    def update_histogram(self, histogram: Histogram) -> None:
        """Show the histogram of another part of the image; the threshold is kept."""
        value = self.value
        self._draw(histogram)
        self.set_value(value)

    def _draw(self, histogram: Histogram) -> None:
        self._histogram = histogram
        edges, counts = histogram.coarse()
        heights = np.sqrt(counts)
        self._bars.setData(edges, heights)
        low, high = float(edges[0]), float(edges[-1])
        self.plot.setRange(
            xRange=(low, high), yRange=(0, 1.05 * float(heights.max() or 1)), padding=0.01
        )
        self._line.setBounds((low, high))
        decimals = 0 if histogram.step == 1.0 else max(0, 2 - math.floor(math.log10(high - low)))
        self._box.blockSignals(True)
        self._box.setDecimals(decimals)
        self._box.setSingleStep(max(histogram.step, 10.0**-decimals))
        self._box.setRange(low, high)
        self._box.blockSignals(False)

    def set_value(self, value: float) -> None:
        """Set the threshold without a signal."""
        self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(False)
        self._line.move_to(self._box.value())
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
        self._line.restyle(
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
        row.addWidget(self.plot, 1)
        column = QVBoxLayout()
        row.addLayout(column)
        line = QHBoxLayout()
        label = QLabel(self.tr("Thresh&old"), self)
        self._box = QDoubleSpinBox(self)
        self._box.setAccessibleName(self.tr("Threshold grey value"))
        self._box.setLocale(QLocale())
        self._box.setKeyboardTracking(False)
        label.setBuddy(self._box)
        self._box.valueChanged.connect(self._type)
        line.addWidget(label)
        line.addWidget(self._box, 1)
        column.addLayout(line)
        self._share = QLabel(self)
        self._share.setAccessibleName(self.tr("Share of the bright phase"))
        column.addWidget(self._share)
        self._accept = QPushButton(self.tr("Use this threshold"), self)
        self._accept.setToolTip(
            self.tr("Make two phases: pixels at least this bright, and all others.")
        )
        self._accept.clicked.connect(lambda: self.accepted.emit(self.value))
        self._share_button = QPushButton(self.tr("Use for all images"), self)
        self._share_button.setToolTip(self.tr("Use this threshold for every grey image."))
        self._share_button.clicked.connect(lambda: self.shared.emit(self.value))
        self._share_button.setVisible(False)
        column.addWidget(self._accept)
        column.addWidget(self._share_button)

    def _drag(self) -> None:
        self._type(float(self._line.value()))

    def _type(self, value: float) -> None:
        self.set_value(value)
        self.changed.emit(self.value)

    def _update_text(self) -> None:
        if self._histogram is None:
            return
        share = self._numbers.percent(self._histogram.fraction_from(self.value))
        about = "≈ " if self._histogram.is_sample else ""
        text = self.tr("bright phase {share}").format(share=about + share)
        self._share.setText(text)
        self._handle.set_value_text(f"{self._numbers.significant(self.value, 4)}, {text}")
