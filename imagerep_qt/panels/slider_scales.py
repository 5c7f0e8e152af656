"""Where a value lies on its slider. Free of Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEPS = 1000
"""Positions of a slider."""


@dataclass(frozen=True, slots=True)
class LogScale:
    """Slider with equal steps for equal ratios."""

    low: float
    high: float

    def position(self, value: float) -> int:
        """Position of a value."""
        value = min(max(value, self.low), self.high)
        return round(STEPS * math.log(value / self.low) / math.log(self.high / self.low))

    def value(self, position: int) -> float:
        """Value at a position."""
        return self.low * math.exp(math.log(self.high / self.low) * position / STEPS)


@dataclass(frozen=True, slots=True)
class LevelScale:
    """Slider for confidence levels: equal steps for equal ratios of the probability of error."""

    low: float
    high: float

    def position(self, value: float) -> int:
        """Position of a level."""
        return STEPS - self._of_error().position(1 - value)

    def value(self, position: int) -> float:
        """Level at a position."""
        return 1 - self._of_error().value(STEPS - position)

    def _of_error(self) -> LogScale:
        return LogScale(1 - self.high, 1 - self.low)


def rounded(value: float, digits: int = 2) -> float:
    """Value with a few significant digits, as a person would set it."""
    return float(f"{value:.{digits}g}")
