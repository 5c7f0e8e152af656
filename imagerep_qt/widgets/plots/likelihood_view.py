"""Plot of the likelihood of the phase fraction, with the interval to drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from imagerep.root import find_root
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.quantity_text import QuantityText, value_axis
from imagerep_qt.session.choices import CONFIDENCE_LIMITS, PHASE_FRACTION
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.line_handle import LineHandle
from imagerep_qt.widgets.plots.plot import Plot
from imagerep_qt.widgets.view import View

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_MARGIN = 1.25
_WIDTH_LEVEL = 0.999
"""Level whose interval fills the plot, with a margin."""


class LikelihoodView(View):
    """Likelihood of the material's phase fraction."""

    confidence_changed = Signal(float)
    """The user drags an end of the interval to this confidence level."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._level = 0.95
        self._curve: tuple[NDArray[np.float64], NDArray[np.float64]] = (np.zeros(2), np.zeros(2))
        self._span = 0.0, 1.0
        self._build()
        self._restyle()
        self.set_measurement(None)

    def set_measurement(self, measurement: Measurement | None) -> None:
        self._measurement = measurement
        if measurement is None:
            self._show_empty(
                self.tr("Choose a phase to see how likely each phase fraction of the material is.")
            )
            return
        self._name_axis(measurement)
        self._take_curve(measurement, _WIDTH_LEVEL)
        self._show_content()
        self._redraw()

    def set_confidence(self, level: float) -> None:
        self._level = level
        self._redraw()

    def _build(self) -> None:
        self._reading = ReadingLine(self, self.tr("Confidence interval"))
        self._tails = QCheckBox(self.tr("Probability outside"), self)
        self._tails.setToolTip(
            self.tr(
                "Shade the tails: the probability that the material's phase fraction lies "
                "outside the interval."
            )
        )
        self._tails.toggled.connect(self._redraw)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(self._reading, 1)
        row.addWidget(self._tails)
        self._column.addLayout(row)
        self.plot = Plot(self._theme, self._numbers, self)
        self.plot.setAccessibleName(self.tr("Likelihood of the material's phase fraction"))
        self.plot.axis("left").setLabel(self.tr("likelihood"))
        self.plot.axis("left").setStyle(showValues=False, tickLength=0)
        self.plot.axis("left").setGrid(False)
        self.plot.axis("left").setTicks([])
        self._column.addWidget(self.plot, 1)
        self._shades = [pg.PlotCurveItem(fillLevel=0.0, antialias=True) for _ in range(2)]
        self._line = pg.PlotCurveItem(antialias=True)
        self._centre = pg.InfiniteLine(angle=90, label=" ", labelOpts={"position": 0.94})
        tip = self.tr("Drag to widen or narrow the interval; the confidence follows.")
        self._ends = [DragLine(vertical=True, tip=tip) for _ in range(2)]
        for item in (*self._shades, self._line, self._centre, *self._ends):
            self.plot.addItem(item, ignoreBounds=True)
        for end in self._ends:
            end.sigDragged.connect(self._drag)
        names = self.tr("Lower end of the interval"), self.tr("Upper end of the interval")
        self._handles = [
            LineHandle(self.plot, end, name) for end, name in zip(self._ends, names, strict=True)
        ]

    def _name_axis(self, measurement: Measurement) -> None:
        text, axis = QuantityText.of(measurement, self._numbers), self.plot.axis("bottom")
        axis.set_factor(text.factor)
        axis.setLabel(value_axis(text))
        name = self.tr("Likelihood of the material's phase fraction")
        if not text.is_fraction:
            name = self.tr("Likelihood of the material's value: {quantity}")
        self.plot.setAccessibleName(name.format(quantity=text.name))

    def _take_curve(self, measurement: Measurement, level: float) -> None:
        low, high = _span(measurement, level)
        likelihood = measurement.likelihood(500, (low, high))
        x, density = likelihood.value, likelihood.density
        self._curve = x, density
        self._line.setData(*self._curve)
        top = float(np.max(density)) or 1.0
        self.plot.setRange(xRange=(low, high), yRange=(0.0, 1.15 * top), padding=0)
        self._span = low, high

    def _redraw(self) -> None:
        measurement = self._measurement
        if measurement is None:
            return
        low, high = measurement.confidence_interval(self._level)
        if low < self._span[0] or high > self._span[1]:
            self._take_curve(measurement, self._level)
        text = QuantityText.of(measurement, self._numbers)
        for end, value in zip(self._ends, (low, high), strict=True):
            end.move_to(value)
        self._shade(low, high)
        self._centre.setValue(measurement.value)
        self._centre.label.setFormat(
            self.tr("this image {fraction}").format(fraction=text.value(measurement.value))
        )
        self._update_text(text, low, high)

    def _shade(self, low: float, high: float) -> None:
        x, y = self._curve
        bands = [(x[0], low), (high, x[-1])] if self._tails.isChecked() else [(low, high)]
        for k, shade in enumerate(self._shades):
            start, stop = bands[k] if k < len(bands) else (0.0, 0.0)
            inside = x[(x > start) & (x < stop)]
            ends = np.concatenate(([start], inside, [stop])) if stop > start else np.empty(0)
            shade.setData(ends, np.interp(ends, x, y))

    def _update_text(self, text_of: QuantityText, low: float, high: float) -> None:
        band = text_of.interval(low, high)
        if self._tails.isChecked():
            text = self.tr("{chance} probability that the material is outside {band}")
            text = text.format(chance=self._bold(1 - self._level), band=band)
        else:
            text = self.tr("{level} within {band}").format(level=self._bold(self._level), band=band)
        self._reading.setText(text)
        plain = text.replace("<b>", "").replace("</b>", "")
        self.plot.setAccessibleDescription(plain)
        for handle, end in zip(self._handles, (low, high), strict=True):
            handle.set_value_text(f"{text_of.value(end)}, {plain}")

    def _bold(self, level: float) -> str:
        return f"<b>{self._numbers.level(round(level, 12))}</b>"

    def _drag(self, end: DragLine) -> None:
        measurement = self._measurement
        if measurement is None:
            return
        self._level = level_at(measurement, float(end.value()))
        self._redraw()
        self.confidence_changed.emit(self._level)

    def _restyle(self) -> None:
        super()._restyle()
        colours = self._theme.colours
        self.plot.restyle(self._numbers)
        self._line.setPen(self.plot.pen(colours.colour("text"), 2))
        for shade in self._shades:
            shade.setPen(None)
            shade.setBrush(colours.colour("interval", 0.28))
        self._centre.setPen(self.plot.pen(colours.colour("muted"), 1, Qt.PenStyle.DashLine))
        self._centre.label.setColor(colours.colour("muted"))
        self._centre.label.fill = pg.mkBrush(colours.colour("base", 0.85))
        for end in self._ends:
            end.restyle(
                colours.colour("accent"),
                colours.colour("base", 0.85),
                Qt.PenStyle.SolidLine,
                self.devicePixelRatioF(),
            )
        self._redraw()


def _span(measurement: Measurement, level: float) -> tuple[float, float]:
    """Ends of the axis: the interval of a level with a margin, not clipped before."""
    value = measurement.value
    if measurement.quantity == PHASE_FRACTION:
        half = measurement.absolute_error(level)
        return max(0.0, value - _MARGIN * half), min(1.0, value + _MARGIN * half)
    low, high = measurement.confidence_interval(level)
    left = value - _MARGIN * (value - low)
    return max(left, 0.0) if low >= 0 else left, value + _MARGIN * (high - value)


def level_at(measurement: Measurement, end: float) -> float:
    """Confidence level whose interval has this end, within the limits."""
    value = measurement.value
    if measurement.quantity == PHASE_FRACTION:
        return level_of(measurement, abs(end - value))
    k = 0 if end < value else 1

    def miss(level: float) -> float:
        """How far the interval of a level goes beyond the end."""
        reached = measurement.confidence_interval(level)[k]
        return end - reached if k == 0 else reached - end

    if miss(CONFIDENCE_LIMITS[0]) >= 0:
        return CONFIDENCE_LIMITS[0]
    if miss(CONFIDENCE_LIMITS[1]) <= 0:
        return CONFIDENCE_LIMITS[1]
    return round(find_root(miss, *CONFIDENCE_LIMITS, 1e-5), 4)


def level_of(measurement: Measurement, half_width: float) -> float:
    """Confidence level with this half-width of the interval, within the limits."""
    if half_width <= measurement.absolute_error(CONFIDENCE_LIMITS[0]):
        return CONFIDENCE_LIMITS[0]
    if half_width >= measurement.absolute_error(CONFIDENCE_LIMITS[1]):
        return CONFIDENCE_LIMITS[1]
    level = find_root(
        lambda at: measurement.absolute_error(at) - half_width, *CONFIDENCE_LIMITS, 1e-5
    )
    return round(level, 4)
