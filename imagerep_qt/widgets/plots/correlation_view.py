"""Plot of the radial two-point correlation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from imagerep_qt.formatting import NumberFormat, rescale
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.plots.plot import Plot
from imagerep_qt.widgets.view import View

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


class CorrelationView(View):
    """Probability that two points at a distance both lie in the phase."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._build()
        self._restyle()
        self.set_measurement(None)

    def set_measurement(self, measurement: Measurement | None) -> None:
        self._measurement = measurement
        if measurement is None:
            self._show_empty(self.tr("Choose a phase to see how far it is correlated with itself."))
        elif measurement.correlation is None:
            self._show_empty(self.tr("This measurement has no correlation function."))
        else:
            self._show_content()
            self._redraw()

    def _build(self) -> None:
        self._reading = ReadingLine(self, self.tr("Summary of the correlation"))
        self._column.addWidget(self._reading)
        self.plot = Plot(self._theme, self._numbers, self)
        self.plot.setAccessibleName(self.tr("Two-point correlation against distance"))
        self.plot.setToolTip(
            self.tr(
                "The probability that two points at this distance both lie in the phase. It "
                "starts at the phase fraction φ and falls to φ², where the points are "
                "independent."
            )
        )
        self.plot.axis("left").setLabel(self.tr("two-point correlation"))
        self.plot.axis("bottom").setLabel(self.tr("distance (px)"))
        self._column.addWidget(self.plot, 1)
        self._line = pg.PlotCurveItem(antialias=True)
        self._levels = [
            pg.InfiniteLine(
                angle=0, label=" ", labelOpts={"position": 0.93, "anchors": [(1, 1)] * 2}
            )
            for _ in range(2)
        ]
        self._cutoff = pg.InfiniteLine(angle=90, label=" ", labelOpts={"position": 0.6})
        self._length = pg.InfiniteLine(angle=90, label=" ", labelOpts={"position": 0.8})
        for item in (self._line, *self._levels, self._cutoff, self._length):
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.getViewBox().sigResized.connect(self._redraw)

    def _height(self) -> float:
        return max(float(self.plot.getViewBox().height()), 1.0)

    def _redraw(self) -> None:
        measurement = self._measurement
        if measurement is None or measurement.correlation is None:
            return
        correlation = measurement.correlation
        lag, values = np.asarray(correlation.lag_px), np.asarray(correlation.correlation)
        fraction, cutoff = correlation.phase_fraction, correlation.cutoff_px
        length = measurement.characteristic_length_scale_px
        reach = max(1.5 * cutoff, 3 * length)
        end = min(reach, float(lag[-1])) if lag.size else reach
        self._line.setData(lag, values)
        shown = values[lag <= end]
        low = min([fraction**2, *shown.tolist()])
        high = max([fraction, *shown.tolist()])
        margin = 0.08 * (high - low) or 0.01
        part = min(self._levels[0].label.boundingRect().height() / self._height(), 0.6)
        above = max(2 * margin, part / (1 - part) * (high - low + margin))  # room for the label
        self.plot.setRange(
            xRange=(0, max(end, cutoff * 1.05)), yRange=(low - margin, high + above), padding=0
        )
        self._levels[0].setValue(fraction)
        self._levels[1].setValue(fraction**2)
        self._levels[0].label.setFormat(f"φ = {self._numbers.significant(fraction)}")
        self._levels[1].label.setFormat(f"φ² = {self._numbers.significant(fraction**2)}")
        self._cutoff.setValue(cutoff)
        cutoff_text, length_text = (
            self._numbers.length_px(one, measurement.calibration) for one in (cutoff, length)
        )
        self._cutoff.label.setFormat(f"r₀ = {cutoff_text}")
        self._length.setValue(length)
        self._length.label.setFormat(
            self.tr("characteristic length {length}").format(length=length_text)
        )
        self._set_units_axis(end)
        text = self.tr(
            "Features are correlated up to r₀ = {cutoff}; characteristic length {length}"
        ).format(cutoff=cutoff_text, length=length_text)
        self._reading.setText(text)
        self.plot.setAccessibleDescription(text)

    def _set_units_axis(self, end_px: float) -> None:
        calibration = self._measurement.calibration if self._measurement else None
        item = self.plot.getPlotItem()
        item.showAxis("top", calibration is not None)
        if calibration is not None:
            voxel = calibration.mean_voxel_size
            factor, unit = rescale(voxel * end_px, calibration.unit)
            axis = self.plot.axis("top")
            axis.set_factor(voxel * factor)
            axis.setLabel(self.tr("distance ({unit})").format(unit=unit))

    def _restyle(self) -> None:
        super()._restyle()
        colours = self._theme.colours
        self.plot.restyle(self._numbers)
        self._line.setPen(self.plot.pen(colours.colour("measured"), 2))
        for line in self._levels:
            line.setPen(self.plot.pen(colours.colour("muted"), 1, Qt.PenStyle.DashLine))
            line.label.setColor(colours.colour("muted"))
        for line, name in ((self._cutoff, "target"), (self._length, "needed")):
            line.setPen(self.plot.pen(colours.colour(name), 1.5, Qt.PenStyle.DotLine))
            line.label.setColor(colours.colour(name))
            line.label.fill = pg.mkBrush(colours.colour("base", 0.85))
        self._redraw()
