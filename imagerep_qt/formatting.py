"""Numbers and lengths as people read them, in the format of a locale. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from imagerep_qt.lengths import rescale

_NARROW_SPACE = "\u202f"
_MINUS = "\u2212"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class LocaleLike(Protocol):
    """What is asked of a locale; ``QLocale`` answers it."""

    def decimalPoint(self) -> str:  # noqa: N802 - the name is Qt's
        """Sign between whole and fraction."""

    def groupSeparator(self) -> str:  # noqa: N802 - the name is Qt's
        """Sign between thousands."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How numbers are written.

    Parameters
    ----------
    decimal_point, group_separator : str
        Signs of the locale.
    """

    decimal_point: str = "."
    group_separator: str = ","

    @classmethod
    def of(cls, locale: LocaleLike) -> Self:
        """Format of a locale.

        Parameters
        ----------
        locale : LocaleLike
            For example a ``QLocale``.

        Returns
        -------
        NumberFormat
        """
        return cls(locale.decimalPoint(), locale.groupSeparator())

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with fixed decimals.

        Parameters
        ----------
        value : float
            Any number; infinity and NaN are written “∞” and “–”.
        decimals : int, optional
            Digits after the decimal point; below zero rounds to tens, hundreds, …

        Returns
        -------
        str
        """
        if math.isnan(value):
            return "–"
        if math.isinf(value):
            return "∞" if value > 0 else f"{_MINUS}∞"
        text = f"{round(value, decimals):,.{max(decimals, 0)}f}"
        if text.startswith("-"):
            text = text[1:] if float(text.replace(",", "")) == 0 else _MINUS + text[1:]
        whole, _, fraction = text.partition(".")
        whole = whole.replace(",", self.group_separator)
        return whole + (self.decimal_point + fraction if fraction else "")

    def significant(self, value: float, digits: int = 3) -> str:
        """Write a number with a number of significant digits.

        Parameters
        ----------
        value : float
            Any number; from 10^7 on, and below 10^-4, as a power of ten.
        digits : int, optional
            Significant digits.

        Returns
        -------
        str
        """
        if value == 0 or not math.isfinite(value):
            return self.number(value)
        exponent = _exponent(value, digits)
        if -4 <= exponent < 7:
            return self.number(value, digits - 1 - exponent)
        mantissa = self.number(value / 10.0**exponent, digits - 1)
        return f"{mantissa} × 10{str(exponent).translate(_SUPERSCRIPTS)}"

    def count(self, value: float) -> str:
        """Write a count: whole, and as a power of ten from 10^7 on.

        Parameters
        ----------
        value : float
            A count.

        Returns
        -------
        str
        """
        return self.number(value) if abs(value) < 1e7 else self.significant(value)

    def plus_minus(self, value: float, error: float) -> str:
        """Write a value with its error, with two significant digits of the error.

        Parameters
        ----------
        value, error : float
            In the same unit.

        Returns
        -------
        str
            For example ``"0.418 ± 0.017"``.
        """
        decimals = _decimals_of(error)
        return f"{self.number(value, decimals)} ± {self.number(error, decimals)}"

    def percent(self, fraction: float, digits: int = 3) -> str:
        """Write a fraction as a percentage.

        Parameters
        ----------
        fraction : float
            0.05 is 5 %.
        digits : int, optional
            Significant digits.

        Returns
        -------
        str
            For example ``"41.8 %"``.
        """
        return f"{self.significant(100 * fraction, digits)}{_NARROW_SPACE}%"

    def percent_plus_minus(self, fraction: float, error: float) -> str:
        """Write a fraction and its error as percentages.

        Parameters
        ----------
        fraction, error : float
            0.05 is 5 %.

        Returns
        -------
        str
            For example ``"41.8 ± 1.7 %"``.
        """
        return f"{self.plus_minus(100 * fraction, 100 * error)}{_NARROW_SPACE}%"

    def level(self, level: float) -> str:
        """Write a level of confidence or a target, with no more digits than it needs.

        Parameters
        ----------
        level : float
            0.95 is 95 %; a level below one is never rounded to 100 %.

        Returns
        -------
        str
            For example ``"95 %"`` or ``"99.99 %"``.
        """
        percentage = 100 * level
        gap = min(abs(percentage), abs(100 - percentage))
        decimals = min(12, max(1, 1 - math.floor(math.log10(gap)))) if gap > 0 else 0
        while decimals and round(percentage, decimals) == round(percentage, decimals - 1):
            decimals -= 1
        return f"{self.number(percentage, decimals)}{_NARROW_SPACE}%"

    def interval(self, low: float, high: float) -> str:
        """Write an interval of fractions as percentages.

        Parameters
        ----------
        low, high : float
            Ends, 0 to 1.

        Returns
        -------
        str
            For example ``"40.1–43.5 %"``.
        """
        decimals = _decimals_of(50 * abs(high - low))
        ends = self.number(100 * low, decimals), self.number(100 * high, decimals)
        return f"{ends[0]}–{ends[1]}{_NARROW_SPACE}%"

    def length(self, value: float, unit: str, digits: int = 3) -> str:
        """Write a length in the prefix of its unit that suits it.

        Parameters
        ----------
        value : float
            Length.
        unit : str
            Its unit; metric ones are rescaled, others kept.
        digits : int, optional
            Significant digits.

        Returns
        -------
        str
            For example ``"1.20 mm"`` for 1200 µm.
        """
        factor, unit = rescale(value, unit)
        return f"{self.significant(value * factor, digits)} {unit}"

    def lengths(self, values: Sequence[float], unit: str, digits: int = 3) -> str:
        """Write lengths in one unit, in the order given.

        Parameters
        ----------
        values : sequence of float
            Lengths.
        unit : str
            Their unit.
        digits : int, optional
            Significant digits.

        Returns
        -------
        str
            For example ``"0.358 × 0.410 mm"``.
        """
        factor, unit = rescale(max(values), unit)
        return f"{' × '.join(self.significant(v * factor, digits) for v in values)} {unit}"

    def sides(self, sides: Sequence[float], unit: str) -> str:
        """Write the sides of an image or a voxel in a unit, the width first.

        Parameters
        ----------
        sides : sequence of float
            Along the axes of an array: height and width, or depth, height and width.
        unit : str
            Their unit.

        Returns
        -------
        str
            For example ``"0.410 × 0.358 mm"``.
        """
        return self.lengths(sides[::-1], unit)

    def shape(self, shape: Sequence[float]) -> str:
        """Write the sides of an image in pixels, the width first.

        Parameters
        ----------
        shape : sequence of float
            Sides along the axes of an array.

        Returns
        -------
        str
            For example ``"1,024 × 896"``.
        """
        return " × ".join(self.count(math.ceil(round(side, 6))) for side in reversed(shape))


def _exponent(value: float, digits: int) -> int:
    return int(f"{abs(value):.{digits - 1}e}".partition("e")[2])


def _decimals_of(error: float) -> int:
    """Decimals at which an error has two significant digits."""
    if error == 0 or not math.isfinite(error):
        return 3
    return min(12, max(0, 1 - _exponent(error, 2)))
