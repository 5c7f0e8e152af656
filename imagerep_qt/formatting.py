"""Numbers and lengths as text, in the format of a locale. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from imagerep.calibration import Calibration, in_metres
from imagerep.result.size_text import rounded_up

_NARROW_SPACE = "\u202f"
_MINUS = "\u2212"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_EXPONENTS = -4, 6
"""Powers of ten that are written without an exponent, and the first that is not."""
_METRIC_UNITS = ("pm", "nm", "µm", "mm", "m", "km")


class LocaleLike(Protocol):
    """The part of ``QLocale`` that is used."""

    def decimalPoint(self) -> str:
        """Decimal separator."""

    def groupSeparator(self) -> str:
        """Thousands separator."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """Format of numbers."""

    decimal_point: str = "."
    group_separator: str = ","

    @classmethod
    def of(cls, locale: LocaleLike) -> Self:
        """Format of a locale."""
        return cls(locale.decimalPoint(), locale.groupSeparator())

    def localised(self, text: str) -> str:
        """Number with the separators of Python's formats replaced by those of the locale."""
        whole, point, fraction = text.partition(".")
        whole = whole.replace(",", self.group_separator)
        return whole + (self.decimal_point if point else "") + fraction

    def number(self, value: float, decimals: int = 0) -> str:
        """Number with fixed decimals."""
        if math.isnan(value):
            return "–"
        if math.isinf(value):
            return "∞" if value > 0 else f"{_MINUS}∞"
        text = f"{round(value, decimals):,.{max(decimals, 0)}f}"
        if text.startswith("-"):
            text = text[1:] if float(text.replace(",", "")) == 0 else _MINUS + text[1:]
        return self.localised(text)

    def significant(self, value: float, digits: int = 3) -> str:
        """Number with a number of significant digits."""
        if value == 0 or not math.isfinite(value):
            return self.number(value)
        exponent = _exponent(value, digits)
        if -4 <= exponent < 7:
            return self.number(value, digits - 1 - exponent)
        mantissa = self.number(value / 10.0**exponent, digits - 1)
        return f"{mantissa} × 10{str(exponent).translate(_SUPERSCRIPTS)}"

    def count(self, value: float) -> str:
        """Integer; from 10^7 on as a power of ten."""
        return self.number(value) if abs(value) < 1e7 else self.significant(value)

    def plus_minus(self, value: float, error: float) -> str:
        """Value and error, with two significant digits of the error."""
        decimals = _decimals_of(error)
        return f"{self.number(value, decimals)} ± {self.number(error, decimals)}"

    def together(self, separator: str, error: float, *values: float) -> str:
        """Numbers with two significant digits of an error, and one power of ten for all."""
        finite = [abs(value) for value in (error, *values) if math.isfinite(value)]
        exponent = _exponent(max(finite), 2) if any(finite) else 0
        if _PLAIN_EXPONENTS[0] <= exponent < _PLAIN_EXPONENTS[1]:
            decimals = _decimals_of(error)
            return separator.join(self.number(value, decimals) for value in values)
        scale = 10.0**exponent
        text = self.together(separator, error / scale, *(value / scale for value in values))
        text = text if len(values) == 1 else f"({text})"
        return f"{text} × 10{str(exponent).translate(_SUPERSCRIPTS)}"

    def percent(self, fraction: float, digits: int = 3) -> str:
        """Fraction as a percentage."""
        return f"{self.significant(100 * fraction, digits)}{_NARROW_SPACE}%"

    def percent_plus_minus(self, fraction: float, error: float) -> str:
        """Fraction and error as percentages."""
        return f"{self.plus_minus(100 * fraction, 100 * error)}{_NARROW_SPACE}%"

    def level(self, level: float) -> str:
        """Confidence level or target, with no more digits than it needs."""
        percentage = 100 * level
        gap = min(abs(percentage), abs(100 - percentage))
        decimals = min(12, max(1, 1 - math.floor(math.log10(gap)))) if gap > 0 else 0
        while decimals and round(percentage, decimals) == round(percentage, decimals - 1):
            decimals -= 1
        return f"{self.number(percentage, decimals)}{_NARROW_SPACE}%"

    def interval(self, low: float, high: float) -> str:
        """Interval of fractions as percentages."""
        decimals = _decimals_of(50 * abs(high - low))
        ends = self.number(100 * low, decimals), self.number(100 * high, decimals)
        return f"{ends[0]}–{ends[1]}{_NARROW_SPACE}%"

    def length(self, value: float, unit: str, digits: int = 3) -> str:
        """Length with a suitable prefix of its unit."""
        factor, unit = rescale(value, unit)
        return f"{self.significant(value * factor, digits)} {unit}"

    def length_px(self, pixels: float, calibration: Calibration | None) -> str:
        """Length in pixels, and in units where they are known."""
        text = f"{self.significant(pixels)} px"
        if calibration is None:
            return text
        return f"{text} ({self.length(pixels * calibration.mean_voxel_size, calibration.unit)})"

    def lengths(self, values: Sequence[float], unit: str, digits: int = 3) -> str:
        """Lengths in one unit, in the order given."""
        factor, unit = rescale(max(values), unit)
        return f"{' × '.join(self.significant(v * factor, digits) for v in values)} {unit}"

    def sides(self, sides: Sequence[float], unit: str) -> str:
        """Sides of an image or a voxel in a unit, the width first."""
        return self.lengths(sides[::-1], unit)

    def in_units(self, shape: Sequence[float], calibration: Calibration | None) -> str:
        """Sides of an image in units, in brackets; empty where these are not known."""
        if calibration is None:
            return ""
        sizes = calibration.for_ndim(len(shape)).voxel_size
        sides = [side * size for side, size in zip(shape, sizes, strict=True)]
        return f" ({self.sides(sides, calibration.unit)})"

    def size(self, side: float, ndim: int) -> str:
        """Square or cube of a side in pixels that is needed, with three digits, rounded up."""
        return self.shape([rounded_up(side)] * ndim)

    def shape(self, shape: Sequence[float]) -> str:
        """Sides of an image in pixels, the width first."""
        return " × ".join(self.count(math.ceil(round(side, 6))) for side in reversed(shape))


def rescale(value: float, unit: str) -> tuple[float, str]:
    """Factor and unit that give a length a suitable metric prefix."""
    if unit not in _METRIC_UNITS or not value or not math.isfinite(value):
        return 1.0, unit
    metres = in_metres(abs(value), unit) * (1 + 1e-12)
    best = next((u for u in reversed(_METRIC_UNITS) if in_metres(1.0, u) <= metres), "pm")
    return in_metres(1.0, unit) / in_metres(1.0, best), best


def nice_length(longest: float) -> float:
    """Largest of 1, 2 and 5 times a power of ten that is not longer."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max((m * power for m in (1, 2, 5) if m * power <= longest * (1 + 1e-9)), default=power)


def _exponent(value: float, digits: int) -> int:
    return int(f"{abs(value):.{digits - 1}e}".partition("e")[2])


def _decimals_of(error: float) -> int:
    """Decimals at which an error has two significant digits."""
    if error == 0 or not math.isfinite(error):
        return 3
    return min(12, max(0, 1 - _exponent(error, 2)))
