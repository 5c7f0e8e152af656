"""Texts about sizes and errors."""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING

from imagerep.shapes import diameter_over_side
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.theme import Colours
from imagerep_qt.widgets.plots.size_curve import SizeCurve

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


def diameter_axis(measurement: Measurement) -> tuple[str, float]:
    """Name of the axis of a round sample's size, and its numbers over sides of squares or cubes."""
    name = (
        translate("SizeText", "diameter and height of the cylinder ({unit})")
        if measurement.ndim == 3
        else translate("SizeText", "diameter of the circle ({unit})")
    )
    return name, diameter_over_side(measurement.ndim)


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
        calibration = self._measurement.calibration
        voxel = None if calibration is None else calibration.voxel_size
        return self._box(self._measurement.shape, voxel)

    def total(self, volume_ratio: float) -> str:
        """Square or cube, circle or cylinder, of a number of pixels relative to those measured."""
        measurement, calibration = self._measurement, self._measurement.calibration
        ndim = measurement.ndim
        side = (volume_ratio * measurement.n_pixels) ** (1 / ndim)
        mark, n_lengths = "", ndim
        if measurement.is_round:
            side, mark, n_lengths = side * diameter_over_side(ndim), "⌀ ", ndim - 1
        voxel = None if calibration is None else (calibration.mean_voxel_size,) * n_lengths
        size = self._numbers.size(side, n_lengths)
        return mark + self._box((side,) * n_lengths, voxel, size)

    def _box(
        self, shape: tuple[float, ...], voxel: tuple[float, ...] | None, size: str = ""
    ) -> str:
        pixels = (
            translate("SizeText", "{shape} voxels")
            if self._measurement.ndim == 3
            else translate("SizeText", "{shape} px")
        )
        text = pixels.format(shape=size or self._numbers.shape(shape))
        calibration = self._measurement.calibration
        if calibration is None or voxel is None:
            return text
        sides = [a * b for a, b in zip(shape, voxel, strict=True)]
        return f"{text} ({self._numbers.sides(sides, calibration.unit)})"

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
