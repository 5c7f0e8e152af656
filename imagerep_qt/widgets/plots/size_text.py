"""Texts about sizes and errors."""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep.shapes import diameter_over_side
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.theme import Colours
from imagerep_qt.widgets.plots.size_curve import SizeCurve

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


def size_axis(measurement: Measurement) -> tuple[str, float]:
    """Name of the axis of the size, and its numbers over sides of squares or cubes."""
    cube = measurement.ndim == 3
    if not measurement.is_round:
        name = (
            translate("Figure", "side of the volume ({unit})")
            if cube
            else translate("Figure", "side of the image ({unit})")
        )
        return name, 1.0
    name = (
        translate("SizeText", "diameter and height of the cylinder ({unit})")
        if cube
        else translate("SizeText", "diameter of the circle ({unit})")
    )
    return name, diameter_over_side(measurement.ndim)


def error_axis(text: QuantityText, *, relative: bool) -> str:
    """Name of the axis of the error."""
    if not text.is_fraction:
        if relative:
            return translate("Figure", "error (± % of the value)")
        label = translate("Figure", "error (± {unit})")
        return label.format(unit=text.unit) if text.unit else translate("Figure", "error")
    return (
        translate("Figure", "error (± % of the phase fraction)")
        if relative
        else translate("Figure", "error (± percentage points)")
    )


class SizeText:
    """Texts about a measurement and its curve."""

    def __init__(
        self, numbers: NumberFormat, measurement: Measurement, curve: SizeCurve, relative: bool
    ) -> None:
        self._numbers = numbers
        self._measurement = measurement
        self._curve = curve
        self._relative = relative

    def more_images(self, volume_ratio: float) -> int:
        """Number of further images like the measured ones."""
        n = float(self._measurement.n_images)
        return max(0, math.ceil(n * volume_ratio - n - 1e-9))

    def error(self, log_error: float) -> str:
        """Error as text."""
        value = self._numbers.percent(10**log_error, 2)
        text = QuantityText.of(self._measurement, self._numbers)
        if self._relative:
            return f"± {value}"
        if not text.is_fraction:
            return f"±\u00a0{text.error(10**log_error)}"
        return translate("SizeText", "± {value} points").format(
            value=self._numbers.significant(100 * 10**log_error, 2)
        )

    def target(self) -> str:
        """Label of the target line."""
        value = 10**self._curve.target
        if self._relative:
            level = self._numbers.level(float(f"{value:.3g}"))
            return translate("SizeText", "target ± {level}").format(level=level)
        text = QuantityText.of(self._measurement, self._numbers)
        error = self.error(self._curve.target)
        if not text.is_fraction:
            error = f"± {text.target(float(f'{value:.3g}'))}"
        return translate("SizeText", "target {error}").format(error=error)

    def side(self, log_side: float) -> str:
        """Side, or diameter, in pixels, and in units where they are known."""
        is_round = self._measurement.is_round
        side = 10**log_side * (diameter_over_side(self._measurement.ndim) if is_round else 1)
        calibration = self._measurement.calibration
        pixels = (
            translate("SizeText", "{n} voxels")
            if self._measurement.ndim == 3
            else translate("SizeText", "{n} px")
        )
        text = pixels.format(n=self._numbers.size(side, 1))
        if calibration is None:
            return text
        length = self._numbers.length(side * calibration.mean_voxel_size, calibration.unit)
        return f"{text} ({length})"

    def measured(self) -> str:
        """Shape of the (first) image that was measured."""
        shape, calibration = self._measurement.shape, self._measurement.calibration
        return self._box(self._numbers.shape(shape), shape, calibration)

    def total(self, volume_ratio: float) -> str:
        """Square or cube, circle or cylinder, of a number of pixels relative to those measured."""
        measurement, calibration = self._measurement, self._measurement.calibration
        ndim = measurement.ndim
        side = (volume_ratio * measurement.n_pixels) ** (1 / ndim)
        mark, n_lengths = "", ndim
        if measurement.is_round:
            side, mark, n_lengths = side * diameter_over_side(ndim), "⌀ ", ndim - 1
        mean = calibration and Calibration((calibration.mean_voxel_size,), calibration.unit)
        size = self._numbers.size(side, n_lengths)
        return mark + self._box(size, (side,) * n_lengths, mean)

    def _box(self, size: str, shape: tuple[float, ...], voxel: Calibration | None) -> str:
        pixels = (
            translate("SizeText", "{shape} voxels")
            if self._measurement.ndim == 3
            else translate("SizeText", "{shape} px")
        )
        return pixels.format(shape=size) + self._numbers.in_units(shape, voxel)

    def reading(self, log_side: float, log_error: float, level: float) -> str:
        """Error at the size line, and that of what was measured."""
        text = translate(
            "SizeText",
            "Side {side} gives <b>{error}</b>   ·   measured so far {now}   ·   {level} confidence",
        )
        if self._measurement.is_round:
            text = translate(
                "SizeText",
                "Diameter {side} gives <b>{error}</b>   ·   measured so far {now}   ·   "
                "{level} confidence",
            )
        return text.format(
            side=self.side(log_side),
            error=self.error(log_error),
            now=self.error(self._curve.measured[1]),
            level=self._numbers.level(level),
        )

    def caption(self, volume_ratio: float, n_more: int, log_error: float, colours: Colours) -> str:
        """What has been measured, and what the size chosen gives."""
        measurement = self._measurement
        n, cube = measurement.n_images, measurement.ndim == 3
        if n == 1:
            measured = translate("SizeText", "Measured: {box}")
        elif cube:
            measured = translate("SizeText", "Measured: {n} volumes, the first {box}")
        else:
            measured = translate("SizeText", "Measured: {n} images, the first {box}")
        measured = measured.format(n=self._numbers.count(n), box=_unbroken(self.measured()))
        one = _unbroken(self.total(volume_ratio))
        if n_more == 0:
            needed = translate("SizeText", "{box} gives {error}").format(
                box=one, error=self.error(log_error)
            )
        else:
            needed = self._more_text(n_more, cube).format(n=self._numbers.count(n_more), box=one)
        dot = '<span style="color:{colour}">{mark}</span> {text}'
        return "<br>".join(
            dot.format(colour=colour, mark=mark, text=html.escape(text))
            for colour, mark, text in (
                (colours.measured, "■", measured),
                (colours.needed, "▨" if n_more else "□", needed),
            )
        )

    def plain(self, rich: str) -> str:
        """Plain text of rich text, for screen readers."""
        text = html.unescape(re.sub(r"<[^>]+>", " ", rich))
        return " ".join(re.sub("[■▨□]", " ", text).split())

    def _more_text(self, n_more: int, cube: bool) -> str:
        if cube and n_more == 1:
            return translate(
                "SizeText", "Needed: 1 more volume like this, or one of {box} in total"
            )
        if cube:
            return translate(
                "SizeText", "Needed: {n} more volumes like this, or one of {box} in total"
            )
        if n_more == 1:
            return translate("SizeText", "Needed: 1 more image like this, or one of {box} in total")
        return translate("SizeText", "Needed: {n} more images like this, or one of {box} in total")


def _unbroken(box: str) -> str:
    """Text that breaks only between pixels and lengths."""
    return box.replace(" ", "\u00a0").replace("\u00a0(", " (")
