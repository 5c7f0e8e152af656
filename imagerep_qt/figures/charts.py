"""The charts of a result: what each draws, and the data that it draws. Free of Qt's windows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from imagerep_qt.figures.chart import Axis, Band, Chart, Curve, Markers
from imagerep_qt.formatting import NumberFormat, rescale
from imagerep_qt.language import translate
from imagerep_qt.panels.wording import Wording
from imagerep_qt.quantity_text import QuantityText, quantity_title, value_axis
from imagerep_qt.session.choices import PHASE_FRACTION, PHASE_RATIO, Target
from imagerep_qt.theme import LIGHT
from imagerep_qt.widgets.plots.size_curve import size_curve
from imagerep_qt.widgets.plots.size_text import error_axis, size_axis
from imagerep_qt.widgets.plots.spectrum_curve import drawn_spectrum

if TYPE_CHECKING:
    from imagerep.result.comparison import Comparison
    from imagerep.result.measurement import Measurement

_DASH = (4.0, 2.0)
_DOTS = (1.2, 1.6)
_INSIDE = 0.9999
"""Level of the interval that the curve of the likelihood covers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as it is shown."""

    measurement: Measurement  # What was measured
    level: float  # Confidence level
    target: Target  # Target error
    phase: str  # Label of the phase, with its name where the user gave one
    # All phases of a quantity other than the phase fraction, by label or name
    phases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Quantity with its phases, of others than the phase fraction."""
        return self.title_by(translate)

    def title_by(self, translate: Callable[[str, str], str]) -> str:
        """The same in another language."""
        found = self.measurement
        is_ratio = found.quantity == PHASE_RATIO
        return quantity_title(found.label, self.phases, is_ratio=is_ratio, translate=translate)

    def text(self, numbers: NumberFormat) -> QuantityText:
        """Values of the quantity as text."""
        return QuantityText.of(self.measurement, numbers)

    def note(self, numbers: NumberFormat) -> str:
        """Phase, value, confidence level and method."""
        words, measurement = Wording(numbers), self.measurement
        value = self.text(numbers).plus_minus(
            measurement.value, measurement.absolute_error(self.level)
        )
        if not self.text(numbers).is_fraction:
            return translate("Figure", "{quantity}: {value}, {level} confidence, {method}").format(
                quantity=self.title, value=value, level=numbers.level(self.level),
                method=words.method_inside(measurement.method),
            )  # fmt: skip
        return translate("Figure", "Phase {phase}: {value}, {level} confidence, {method}").format(
            phase=self.phase, value=value, level=numbers.level(self.level),
            method=words.method_inside(measurement.method),
        )  # fmt: skip


def image_size_chart(shown: Shown, numbers: NumberFormat) -> Chart | None:
    """Error against image size; None where there is no error, or a gradient hides it."""
    measurement, target = shown.measurement, shown.target
    if any(one.code == "gradient" for one in measurement.doubts):
        return None
    curve = size_curve(measurement, shown.level, target.value, relative=target.relative)
    if curve is None:
        return None
    cube = measurement.ndim == 3
    side, over_side = size_axis(measurement)
    low, high = curve.side_range
    text = shown.text(numbers)
    title = translate("Figure", "Error of the phase fraction against image size")
    if not text.is_fraction:
        title = translate("Figure", "Error against image size: {quantity}")
        title = title.format(quantity=shown.title)
    chart = Chart(
        title,
        Axis(side.format(unit=translate("Figure", "voxels") if cube else "px"), low, high,
             is_log=True, factor=over_side),
        Axis(
            error_axis(text, relative=target.relative), *curve.error_range, is_log=True,
            factor=100 if target.relative else text.factor,
        ),
    )  # fmt: skip
    calibration = measurement.calibration
    voxel = 1.0 if calibration is None else calibration.mean_voxel_size
    if calibration is not None:
        factor, unit = rescale(voxel * over_side * 10 ** curve.measured[0], calibration.unit)
        factor *= voxel * over_side
        chart.top = Axis(side.format(unit=unit), low, high, is_log=True, factor=factor)
    words, needed = Wording(numbers), curve.recommended
    name = translate("Figure", "error at {level} confidence").format(
        level=numbers.level(shown.level)
    )
    chart.series.append(Curve(curve.log_side, curve.log_error, LIGHT.text, name, 1.2))
    line = translate("Figure", "target {target}").format(target=words.target(target, text=text))
    chart.series.append(Curve([low, high], [curve.target] * 2, LIGHT.target, line, 0.8, _DASH))
    measured = [curve.measured[0]], [curve.measured[1]]
    here = translate("Figure", "measured: {size}").format(size=_measured_size(measurement, numbers))
    chart.series.append(Markers(*measured, LIGHT.measured, here, 2.6))
    if needed is not None:
        place = math.log10(needed.side_px)
        chart.series.append(
            Curve([place] * 2, [curve.error_range[0], curve.target], LIGHT.needed, "", 0.8, _DASH)
        )
        there = translate("Figure", "needed: {size}").format(size=words.size(needed))
        chart.series.append(Markers([place], [curve.target], LIGHT.needed, there, 2.6, True))
    chart.note = shown.note(numbers)
    sides = 10**curve.log_side
    chart.columns = {
        "side_px": sides,
        **({} if calibration is None else {f"side_{calibration.unit}": sides * voxel}),
        _error_column(target): 10**curve.log_error,
        "measured_side_px": 10 ** curve.measured[0],
        f"measured_{_error_column(target)}": 10 ** curve.measured[1],
        f"target_{_error_column(target)}": target.value,
        **({} if needed is None else {"needed_side_px": needed.side_px}),
        "confidence_level": shown.level,
    }
    return chart


def _error_column(target: Target) -> str:
    return "relative_error" if target.relative else "absolute_error"


def _measured_size(measurement: Measurement, numbers: NumberFormat) -> str:
    unit = translate("Figure", "voxels") if measurement.ndim == 3 else "px"
    shape, calibration, n = measurement.shape, measurement.calibration, measurement.n_images
    size = f"{numbers.shape(shape)} {unit}{numbers.in_units(shape, calibration)}"
    if n == 1:
        return size
    if len(set(measurement.shapes)) > 1:
        return translate("Figure", "{n} images").format(n=n)
    return translate("Figure", "{n} images of {size}").format(n=n, size=size)


def likelihood_chart(shown: Shown, numbers: NumberFormat) -> Chart:
    """Likelihood of the material's value, with the interval."""
    measurement = shown.measurement
    curve = measurement.likelihood(500)
    low, high = float(curve.value[0]), float(curve.value[-1])
    top = float(np.max(curve.density)) or 1.0
    interval = measurement.confidence_interval(shown.level)
    x = np.linspace(interval.low, interval.high, 300)
    inside = measurement.uncertainty.density(x)
    text = shown.text(numbers)
    if text.is_fraction:
        title = translate("Figure", "Likelihood of the material's phase fraction")
        per = translate("Figure", "likelihood (per %)")
    else:
        title = translate("Figure", "Likelihood of the material's value: {quantity}")
        title = title.format(quantity=shown.title)
        per = translate("Figure", "likelihood")
        if text.unit:
            per = translate("Figure", "likelihood (per {unit})").format(unit=text.unit)
    chart = Chart(
        title,
        Axis(value_axis(text), low, high, factor=text.factor),
        Axis(per, 0.0, 1.1 * top, factor=1 / text.factor),
    )
    name = translate("Figure", "{level} confidence: {interval}").format(
        level=numbers.level(shown.level), interval=text.interval(interval.low, interval.high)
    )
    chart.series = [
        Band(x, np.zeros_like(x), inside, LIGHT.interval, name),
        Curve(curve.value, curve.density, LIGHT.text, "", 1.2),
        Curve(
            [measurement.value] * 2, [0, 1.1 * top], LIGHT.measured,
            translate("Figure", "measured: {value}").format(value=text.value(measurement.value)),
            0.8, _DASH,
        ),
    ]  # fmt: skip
    chart.note = shown.note(numbers)
    chart.columns = {
        "phase_fraction" if text.is_fraction else measurement.quantity: curve.value,
        "density": curve.density,
        "interval_low": interval.low,
        "interval_high": interval.high,
        "confidence_level": shown.level,
    }
    return chart


def correlation_chart(shown: Shown, numbers: NumberFormat) -> Chart | None:
    """Two-point correlation against distance; None where the method or quantity has none."""
    measurement = shown.measurement
    found = measurement.correlation
    if found is None or measurement.quantity != PHASE_FRACTION:
        return None
    lag, values = np.asarray(found.lag_px), np.asarray(found.correlation)
    fraction, cutoff = found.phase_fraction, found.cutoff_px
    length = measurement.characteristic_length_scale_px
    end = min(max(1.5 * cutoff, 3 * length), float(lag[-1]))
    seen = values[lag <= end]
    low, high = min(fraction**2, float(seen.min())), max(fraction, float(seen.max()))
    margin = 0.08 * (high - low) or 0.01
    chart = Chart(
        translate("Figure", "Two-point correlation against distance"),
        Axis(translate("Figure", "distance ({unit})").format(unit="px"), 0.0, end),
        Axis(translate("Figure", "two-point correlation"), low - margin, high + margin),
    )
    calibration = measurement.calibration
    if calibration is not None:
        voxel = calibration.mean_voxel_size
        factor, unit = rescale(voxel * end, calibration.unit)
        chart.top = Axis(
            translate("Figure", "distance ({unit})").format(unit=unit), 0.0, end,
            factor=voxel * factor,
        )  # fmt: skip
    cutoff_text, length_text = (
        numbers.length_px(one, measurement.calibration) for one in (cutoff, length)
    )
    bottom, top = low - margin, high + margin
    chart.series = [
        Curve([0, end], [fraction] * 2, LIGHT.muted, f"φ = {numbers.significant(fraction)}",
              0.6, _DASH),
        Curve([0, end], [fraction**2] * 2, LIGHT.muted,
              f"φ² = {numbers.significant(fraction**2)}", 0.6, _DOTS),
        Curve([cutoff] * 2, [bottom, top], LIGHT.target, f"r₀ = {cutoff_text}", 0.8, _DASH),
        Curve([length] * 2, [bottom, top], LIGHT.needed,
              translate("Figure", "characteristic length {length}").format(length=length_text),
              0.8, _DOTS),
        Curve(lag, values, LIGHT.measured, "", 1.2),
    ]  # fmt: skip
    chart.note = shown.note(numbers)
    chart.columns = {
        "distance_px": lag,
        **({} if calibration is None
           else {f"distance_{calibration.unit}": lag * calibration.mean_voxel_size}),
        "two_point_correlation": values,
        "phase_fraction": fraction,
        "cutoff_px": cutoff,
        "characteristic_length_scale_px": length,
    }  # fmt: skip
    return chart


def spectrum_chart(shown: Shown, numbers: NumberFormat) -> Chart | None:
    """Power spectrum against wavelength; None where the method has none."""
    measurement = shown.measurement
    spectrum = getattr(measurement.diagnostics, "spectrum", None)
    if spectrum is None:
        return None
    drawn = drawn_spectrum(spectrum)
    power = "px³" if measurement.ndim == 3 else "px²"
    wavelength = translate("Figure", "wavelength ({unit})")
    first = drawn.first - 0.02
    chart = Chart(
        translate("Figure", "Power spectrum against wavelength"),
        Axis(wavelength.format(unit="px"), *drawn.x_range, is_log=True, zero=drawn.zero,
             first=first),
        Axis(translate("Figure", "power ({unit})").format(unit=power), *drawn.y_range, is_log=True),
    )  # fmt: skip
    calibration = measurement.calibration
    if calibration is not None:
        middle = calibration.mean_voxel_size * 10.0 ** -((drawn.first + drawn.x_range[1]) / 2)
        factor, unit = rescale(middle, calibration.unit)
        chart.top = Axis(
            wavelength.format(unit=unit), *drawn.x_range, is_log=True, zero=drawn.zero,
            first=first, factor=calibration.mean_voxel_size * factor,
        )  # fmt: skip
    at_zero = float(drawn.curve[0])
    value = translate("Figure", "{value} {unit} at infinity, which sets the interval").format(
        value=numbers.significant(10.0**at_zero), unit=power
    )
    chart.series = [
        Band(drawn.curve_x, drawn.curve_low, drawn.curve_high, LIGHT.text,
             translate("Figure", "fit ± 2 standard deviations"), 0.15),
        Curve(drawn.curve_x, drawn.curve, LIGHT.text, "", 1.2),
    ]  # fmt: skip
    chart.series += [
        Curve([x, x], [low, high], LIGHT.measured, "", 0.5)
        for x, low, high in zip(drawn.x, drawn.low, drawn.high, strict=True)
    ]
    chart.series += [
        Markers(drawn.x, drawn.y, LIGHT.measured, translate("Figure", "measured, with its scatter"),
                1.4),
        Curve([drawn.zero] * 2, [drawn.curve_low[0], drawn.curve_high[0]], LIGHT.needed, "", 1.4),
        Markers([drawn.zero], [at_zero], LIGHT.needed, value, 2.6),
    ]  # fmt: skip
    chart.note = shown.note(numbers)
    chart.columns = {
        "frequency_per_px": spectrum.frequency,
        f"power_{power}": spectrum.power,
        "modes": spectrum.n_modes,
        "fit_frequency_per_px": spectrum.fit_frequency,
        "fit": spectrum.fit,
        "fit_low": spectrum.low,
        "fit_high": spectrum.high,
    }
    return chart


def forest_chart(found: Comparison, level: float, numbers: NumberFormat) -> Chart:
    """Intervals of materials below each other, with a mark for each image."""
    is_fraction = found.quantity == "phase-fraction"
    materials = found.materials
    intervals = [one.measurement.confidence_interval(level) for one in materials]
    values = [one.value for one in materials]
    images = [
        (one.value, place)
        for place, material in enumerate(materials)
        for one in material.images
        if material.n_images > 1 and math.isfinite(one.value)
    ]
    ends = [*(end for interval in intervals for end in interval), *(value for value, _ in images)]
    margin = 0.06 * (max(ends) - min(ends)) or 0.01
    count = translate("Figure", "{name} (n = {n})")
    names = tuple(
        count.format(name=one.name, n=one.n_images) + (" !" if one.measurement.is_doubtful else "")
        for one in materials
    )
    unit = found.unit and f" ({found.unit})"
    label = (
        translate("Figure", "phase fraction (%)") if is_fraction
        else f"{QuantityText.of(materials[0].measurement, numbers).name}{unit}"
    )  # fmt: skip
    chart = Chart(
        translate("Figure", "Intervals of materials side by side"),
        Axis(label, min(ends) - margin, max(ends) + margin, factor=100 if is_fraction else 1),
        Axis("", len(materials) - 0.5, -0.5, names=names),
        height_mm=4.0 + 6.5 * len(materials),
    )
    text = translate("Figure", "{level} confidence interval").format(level=numbers.level(level))
    for place, (low, high) in enumerate(intervals):
        chart.series.append(
            Curve([low, high], [place] * 2, LIGHT.measured, "" if place else text, 1.6)
        )
    each = translate("Figure", "each image")
    for k, (value, place) in enumerate(images):
        chart.series.append(
            Curve([value] * 2, [place + 0.18, place + 0.34], LIGHT.muted, "" if k else each, 0.7)
        )
    pooled = translate("Figure", "all images of a material")
    chart.series.append(Markers(values, list(range(len(values))), LIGHT.measured, pooled, 2.4))
    if any(one.measurement.is_doubtful for one in materials):
        chart.note = translate("Figure", "!: doubtful, see the warnings")
    chart.columns = {
        "material": [one.name for one in materials],
        "images": [one.n_images for one in materials],
        "value": values,
        "interval_low": [one.low for one in intervals],
        "interval_high": [one.high for one in intervals],
        "scatter_between_images": ["" if one.scatter is None else one.scatter for one in materials],
        "confidence_level": [level] * len(materials),
    }
    return chart


CHARTS: Mapping[str, Callable[[Shown, NumberFormat], Chart | None]] = MappingProxyType(
    {
        "image-size": image_size_chart,
        "likelihood": likelihood_chart,
        "correlation": correlation_chart,
        "spectrum": spectrum_chart,
    }
)
"""Charts of a result, by the names of their tabs."""
