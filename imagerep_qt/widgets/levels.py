"""Confidence levels that the app offers, and the level of a dragged interval. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.optimize import brentq

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

LOWEST_LEVEL, HIGHEST_LEVEL = 0.5, 0.9999


def level_of(measurement: Measurement, half_width: float) -> float:
    """Confidence level whose interval reaches this far, among those offered."""
    if half_width <= measurement.absolute_error(LOWEST_LEVEL):
        return LOWEST_LEVEL
    if half_width >= measurement.absolute_error(HIGHEST_LEVEL):
        return HIGHEST_LEVEL
    level = brentq(
        lambda at: measurement.absolute_error(at) - half_width,
        LOWEST_LEVEL,
        HIGHEST_LEVEL,
        xtol=1e-5,
    )
    return round(float(level), 4)
