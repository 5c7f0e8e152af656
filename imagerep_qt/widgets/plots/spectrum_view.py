"""Plot of the radial spectrum with its fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from imagerep_qt.formatting import NumberFormat, rescale
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.plots.axis import WavelengthAxis
from imagerep_qt.widgets.plots.findings_list import FindingsList
from imagerep_qt.widgets.plots.plot import Plot
from imagerep_qt.widgets.plots.spectrum_curve import DrawnSpectrum, drawn_spectrum
from imagerep_qt.widgets.plots.spectrum_findings import findings_of
from imagerep_qt.widgets.view import View

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_DOT_PX = 6.0
_WIDE_PX = 440
"""Smallest width with room for the list of findings."""


class SpectrumView(View):
    """Power spectrum against wavelength."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._build()
        self._restyle()
        self.set_measurement(None)

    def set_measurement(self, measurement: Measurement | None) -> None:
        self._measurement = measurement
        if measurement is None:
            self._show_empty(
                self.tr("Choose a phase to see at which wavelengths its fraction varies.")
            )
        elif getattr(measurement.diagnostics, "spectrum", None) is None:
            self._show_empty(self.tr("This measurement has no spectrum."))
        else:
            self._show_content()
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the findings where there is little room."""
        super().resizeEvent(event)
        self.findings.setVisible(event.size().width() >= _WIDE_PX)

    def _build(self) -> None:
        self._reading = ReadingLine(self, self.tr("Summary of the spectrum"))
        self._column.addWidget(self._reading)
        self._wavelengths = {
            side: WavelengthAxis(side, self._numbers, log=True) for side in ("bottom", "top")
        }
        self.plot = Plot(self._theme, self._numbers, self, log=True, axes=self._wavelengths)
        self.plot.setAccessibleName(self.tr("Power spectrum against wavelength"))
        self.plot.setToolTip(
            self.tr(
                "How strongly what is measured varies at each wavelength: averages over "
                "rings of the Fourier spectrum (dots), and the smooth fit with its range. What "
                "matters is the left end of the fit: variations longer than any image are "
                "those by which images differ. With several images, the dot at ∞ shows how "
                "much they differ."
            )
        )
        self.plot.axis("bottom").setLabel(self.tr("wavelength (px)"))
        self.findings = FindingsList(self._theme, self)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.plot, 1)
        row.addWidget(self.findings)
        self._column.addLayout(row, 1)
        self._band = pg.FillBetweenItem(pg.PlotCurveItem(), pg.PlotCurveItem())
        self._curve = pg.PlotCurveItem(antialias=True)
        self._scatter = pg.PlotCurveItem(antialias=True, connect="pairs")
        self._dots = pg.ScatterPlotItem(antialias=True, pxMode=True, size=_DOT_PX)
        self._level = pg.InfiniteLine(angle=0)
        self._label = pg.TextItem()
        self._range = pg.PlotCurveItem(antialias=True)
        self._zero = pg.ScatterPlotItem(antialias=True, pxMode=True, size=13, symbol="o")
        for item in (self._band, self._level, self._curve, self._scatter, self._dots,
                     self._range, self._zero, self._label):  # fmt: skip
            self.plot.addItem(item, ignoreBounds=True)

    def _redraw(self) -> None:
        measurement = self._measurement
        spectrum = getattr(measurement and measurement.diagnostics, "spectrum", None)
        if measurement is None or spectrum is None:
            return
        drawn = drawn_spectrum(spectrum)
        for curve, values in zip(
            self._band.curves, (drawn.curve_low, drawn.curve_high), strict=True
        ):
            curve.setData(drawn.curve_x, values)
        self._curve.setData(drawn.curve_x, drawn.curve)
        self._dots.setData(drawn.x, drawn.y)
        ends = np.stack([drawn.low, drawn.high], axis=1).ravel()
        self._scatter.setData(np.repeat(drawn.x, 2), ends)
        self._zero.setData([drawn.zero], drawn.curve[:1])
        self._range.setData([drawn.zero] * 2, [drawn.curve_low[0], drawn.curve_high[0]])
        self._level.setValue(float(drawn.curve[0]))
        below, above = float(drawn.curve_low[0]), float(drawn.curve_high[0])
        has_room = below - drawn.y_range[0] > 0.2 * (drawn.y_range[1] - drawn.y_range[0])
        self._label.setAnchor((0, 0) if has_room else (0, 1))
        self._label.setPos(drawn.zero - 0.1, below if has_room else above)
        self.plot.setRange(xRange=drawn.x_range, yRange=drawn.y_range, padding=0)
        for axis in self._wavelengths.values():
            axis.set_zero(drawn.zero, drawn.first - 0.02)
        self._set_units(measurement, drawn)
        self._update_text(measurement, drawn)
        self.findings.set_findings(findings_of(measurement, self._numbers))

    def _set_units(self, measurement: Measurement, drawn: DrawnSpectrum) -> None:
        power = "px³" if measurement.ndim == 3 else "px²"
        self.plot.axis("left").setLabel(self.tr("power ({unit})").format(unit=power))
        calibration = measurement.calibration
        self.plot.getPlotItem().showAxis("top", calibration is not None)
        if calibration is not None:
            middle = calibration.mean_voxel_size * 10.0 ** -((drawn.first + drawn.x_range[1]) / 2)
            factor, unit = rescale(middle, calibration.unit)
            axis = self._wavelengths["top"]
            axis.set_factor(calibration.mean_voxel_size * factor)
            axis.setLabel(self.tr("wavelength ({unit})").format(unit=unit))

    def _update_text(self, measurement: Measurement, drawn: DrawnSpectrum) -> None:
        numbers, unit = self._numbers, "px³" if measurement.ndim == 3 else "px²"
        value, low, high = (
            numbers.significant(10.0 ** float(each[0]), digits)
            for each, digits in ((drawn.curve, 3), (drawn.curve_low, 2), (drawn.curve_high, 2))
        )
        self._label.setText(
            self.tr("{value} {unit}: this sets the interval").format(value=value, unit=unit)
        )
        text = self.tr(
            "Spectral method: {value} {unit} ({low}–{high}) at infinite wavelength, "
            "independent cells: {n}"
        ).format(
            value=value,
            unit=unit,
            low=low,
            high=high,
            n=numbers.significant(measurement.diagnostics.independent_cells),
        )
        self._reading.setText(text)
        self.plot.setAccessibleDescription(text)

    def _restyle(self) -> None:
        super()._restyle()
        colours = self._theme.colours
        self.plot.restyle(self._numbers)
        self._curve.setPen(self.plot.pen(colours.colour("text"), 2))
        self._band.setBrush(colours.colour("text", 0.13))
        self._dots.setPen(self.plot.pen(colours.colour("measured"), 1))
        self._dots.setBrush(colours.colour("measured", 0.8))
        self._scatter.setPen(self.plot.pen(colours.colour("measured", 0.55), 1))
        self._level.setPen(self.plot.pen(colours.colour("needed"), 1.5, Qt.PenStyle.DashLine))
        self._label.setColor(colours.colour("needed"))
        self._label.fill = pg.mkBrush(colours.colour("base", 0.6))
        self._range.setPen(self.plot.pen(colours.colour("needed"), 2.5))
        self._zero.setPen(self.plot.pen(colours.colour("base"), 1.5))
        self._zero.setBrush(colours.colour("needed"))
        self._redraw()
