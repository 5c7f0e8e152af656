"""Scales of measured quantities: on which of them an interval is symmetric, and where it ends."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.uncertainty import ConfidenceInterval


@dataclass(frozen=True, slots=True)
class Scale:
    """Values that a quantity can have.

    Errors are normal on the scale itself, or on that of the logarithm, where the same relative
    error upwards and downwards is as likely: of densities that cannot be negative, and of ratios,
    whose inverse then has the inverse interval.
    """

    low: float  # Smallest and largest value
    high: float
    is_logarithmic: bool = False  # Whether errors are normal in the logarithm

    def interval(self, value: float, half_width: float) -> ConfidenceInterval:
        """Interval about a value whose normal error has a half-width, in the quantity's unit."""
        if self.is_logarithmic:
            factor = math.exp(min(half_width / value, 700.0))
            return ConfidenceInterval(value / factor, value * factor)
        low, high = value - half_width, value + half_width
        return self.clipped(low, high)

    def half_width(self, value: float, half_width: float) -> float:
        """Half the width of that interval, before it is clipped."""
        if self.is_logarithmic:
            return value * math.sinh(min(half_width / value, 700.0))
        return half_width

    def stretched(self, value: float, end: float, factor: float) -> float:
        """End of an interval whose normal error is `factor` times as large; it is not clipped."""
        if self.is_logarithmic:
            return value * math.exp(min(factor * math.log(end / value), 700.0))
        return value + factor * (end - value)

    def stretched_half_width(self, value: float, half_width: float, factor: float) -> float:
        """Half-width of an interval whose normal error is `factor` times as large."""
        if self.is_logarithmic:
            return value * math.sinh(min(factor * math.asinh(half_width / value), 700.0))
        return half_width * factor

    def clipped(self, low: float, high: float) -> ConfidenceInterval:
        """Interval within the values that the quantity can have."""
        return ConfidenceInterval(max(self.low, low), min(self.high, high))

    def deviation(self, value: float, other: ArrayLike) -> NDArray[np.float64]:
        """Normal error by which another value is off."""
        there = np.asarray(other, np.float64)
        if not self.is_logarithmic:
            return there - value
        with np.errstate(divide="ignore"):
            return np.asarray(value * np.log(np.maximum(there, 0.0) / value))

    def slope(self, value: float, other: ArrayLike) -> NDArray[np.float64]:
        """Derivative of `deviation`."""
        there = np.asarray(other, np.float64)
        if not self.is_logarithmic:
            return np.ones_like(there)
        inside = there > 0.0
        return np.where(inside, value / np.where(inside, there, 1.0), 0.0)

    def ends(self, value: float, low: float, high: float) -> NDArray[np.float64]:
        """Normal errors of the ends of a band; infinite where it reaches those of the scale."""
        first, last = self.deviation(value, [low, high])
        return np.array(
            [-np.inf if low <= self.low else first, np.inf if high >= self.high else last]
        )


FRACTION = Scale(0.0, 1.0)
"""Shares of the sample."""

POSITIVE = Scale(0.0, math.inf, is_logarithmic=True)
"""Densities and lengths that cannot be negative."""

REAL = Scale(-math.inf, math.inf)
"""Quantities of either sign."""
