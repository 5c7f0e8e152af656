"""Scales of sliders. Free of Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass

STEPS = 1000
"""Number of positions of a slider."""


@dataclass(frozen=True, slots=True)
class LogScale:
    """Logarithmic scale."""

    low: float
    high: float

    def position(self, value: float) -> int:
        value = min(max(value, self.low), self.high)
        return round(STEPS * math.log(value / self.low) / math.log(self.high / self.low))

    def value(self, position: int) -> float:
        return self.low * math.exp(math.log(self.high / self.low) * position / STEPS)


@dataclass(frozen=True, slots=True)
class LevelScale:
    """Scale of confidence levels, logarithmic in the probability of error."""

    low: float
    high: float

    def position(self, value: float) -> int:
        return STEPS - self._of_error().position(1 - value)

    def value(self, position: int) -> float:
        return 1 - self._of_error().value(STEPS - position)

    def _of_error(self) -> LogScale:
        return LogScale(1 - self.high, 1 - self.low)


def rounded(value: float, digits: int = 2) -> float:
    """Value rounded to a few significant digits."""
    return float(f"{value:.{digits}g}")


def snapped(value: float) -> float:
    """Nearest of the values that a slider stops at, by their ratio."""
    power = 10.0 ** math.floor(math.log10(value))
    stops = [stop * power for stop in _STOPS]
    return float(f"{min(stops, key=lambda stop: abs(math.log(stop / value))):.6g}")


_STOPS = 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0
"""Values between two powers of ten that a slider stops at."""
