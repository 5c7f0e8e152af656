"""A root of a function of one variable; importing SciPy's would take longer than a measurement."""

from __future__ import annotations

import math
from collections.abc import Callable

_ROUNDING = 4 * 2.0**-52
"""Relative precision beyond which a root cannot be told."""


def find_root(
    function: Callable[[float], float], low: float, high: float, tolerance: float
) -> float:
    """Where a continuous function is zero, between two ends at which its signs differ.

    Bisection, and inverse quadratic interpolation where that is safe.

    Source: Chandrupatla, Advances in Engineering Software 28 (1997) 145-149.
    """
    at, other = float(low), float(high)
    value, other_value = function(at), function(other)
    if value == 0 or other_value == 0:
        return at if value == 0 else other
    if (value > 0) == (other_value > 0):
        raise ValueError(f"no sign change between {low} and {high}")
    share = 0.5
    while True:
        trial = at + share * (other - at)
        found = function(trial)
        if (found > 0) == (value > 0):
            last, last_value = at, value
        else:
            last, last_value = other, other_value
            other, other_value = at, value
        at, value = trial, found
        best = at if abs(value) < abs(other_value) else other
        width, precision = abs(other - at), tolerance + _ROUNDING * abs(best)
        if value == 0 or width <= precision or not math.isfinite(width):
            return at if value == 0 else best
        share = 0.5
        nearness = (at - other) / (last - other)
        rise = (value - other_value) / (last_value - other_value)
        if rise**2 < nearness and (1 - rise) ** 2 < 1 - nearness:
            share = value / (other_value - value) * last_value / (other_value - last_value)
            share += (
                (last - at) / (other - at) * value / (last_value - value)
                * other_value / (last_value - other_value)
            )  # fmt: skip
        margin = 0.5 * precision / width
        share = min(1 - margin, max(margin, share))
