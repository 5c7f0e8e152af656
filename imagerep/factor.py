"""The factor of a size at which an error meets a target."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from scipy.optimize import brentq

from imagerep.errors import ParameterError

LARGEST_FACTOR = 1e12
"""Ratio of the sides beyond which no size is given; of the volumes, its cube."""

_SMALLEST_WIDTH = 1e-300
"""What a half-width that has vanished counts as."""
_PRECISION = 1e-12
"""Of the logarithm of a factor."""
_SECANT_STEPS = 8


def required_factor(
    half_width: Callable[[float], float],
    target: float,
    largest: float = LARGEST_FACTOR,
    guess: float | None = None,
) -> float:
    """Factor at which a falling half-width meets a target.

    Parameters
    ----------
    half_width : callable
        Half-width at a factor; falls as the factor grows.
    target : float
        Half-width wanted.
    largest : float, optional
        Largest factor that is tried, and the reciprocal of the smallest.
    guess : float, optional
        Factor to try first.

    Returns
    -------
    float

    Raises
    ------
    ParameterError
        If the factor is beyond that.
    """

    @cache
    def miss(log_factor: float) -> float:
        width = half_width(math.exp(log_factor))
        return math.log(max(width, _SMALLEST_WIDTH) / target)

    limit = math.log(largest)
    found = _crossing(miss, limit, None if guess is None else math.log(guess))
    if found is None:
        raise ParameterError(
            f"No image of a realistic size gives an error of {target:g}.",
            "Choose a target closer to the error of this image.",
        )
    return math.exp(found)


def _crossing(miss: Callable[[float], float], limit: float, guess: float | None) -> float | None:
    """A logarithm within the limits at which a falling function is zero."""
    # An error falls about as the sides grow, so that the secant starts almost at the solution.
    at, before = 0.0, miss(0.0)
    missed, met = (at, None) if before > 0 else (None, at)
    trial = before if guess is None else guess
    for _ in range(_SECANT_STEPS):
        if abs(trial) > limit or trial == at:
            break
        now = miss(trial)
        if now > 0 and (missed is None or trial > missed):
            missed = trial
        elif now <= 0 and (met is None or trial < met):
            met = trial
        if now == before:
            break
        at, before, trial = trial, now, trial - now * (trial - at) / (now - before)
        if abs(trial - at) <= _PRECISION:
            return trial
    if missed is None or met is None or missed >= met:
        ends = _ends(miss, limit)
        if ends is None:
            return None
        missed, met = ends
    return float(brentq(miss, missed, met, xtol=_PRECISION))


def _ends(miss: Callable[[float], float], limit: float) -> tuple[float, float] | None:
    """Logarithms within the limits, one of 0, between which a falling function changes its sign."""
    is_missed = miss(0.0) > 0
    end = math.log(2.0) if is_missed else -math.log(2.0)
    while (miss(end) > 0) == is_missed:
        end *= 2.0
        if abs(end) > limit:
            return None
    return (0.0, end) if is_missed else (end, 0.0)
