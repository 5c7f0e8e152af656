"""Curve of the error against image size. Free of Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from imagerep_qt.session.choices import PHASE_FRACTION, POINTS, Target
from imagerep_qt.session.results import recommended_size, target_unit

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement
    from imagerep.result.size import RecommendedSize

_MOST_NODES = 25
_SPACINGS = 0.1, 0.25, 0.5
"""Decades between the sides for which the error is computed; cubic interpolation of the logarithms
is accurate to 0.5 % for monotonic curves."""
_N_POINTS = 97
_STEP = 0.25
"""Limits of the axes are multiples of this fraction of a decade, so that they rarely change."""
_FARTHEST = 9.0
"""Largest size beyond the image, in decades of its side."""


@dataclass(frozen=True, slots=True)
class SizeCurve:
    """Curve, points and limits of the axes, all as decimal logarithms."""

    log_side: NDArray[np.float64]  # of a square or cube of all pixels, ascending
    # half-width of the interval, divided by the value if relative
    log_error: NDArray[np.float64]
    side_range: tuple[float, float]
    error_range: tuple[float, float]
    measured: tuple[float, float]  # side and error
    target: float
    recommended: RecommendedSize | None  # None where the target cannot be reached
    ndim: int

    def volume_ratio(self, log_side: float) -> float:
        """Number of pixels at a side, relative to those measured."""
        return float(10.0 ** (self.ndim * (log_side - self.measured[0])))


def size_curve(
    measurement: Measurement,
    confidence_level: float,
    target: float,
    *,
    relative: bool,
    keep: SizeCurve | None = None,
) -> SizeCurve | None:
    """Curve of a measurement; None where it has no error. Limits are kept where possible."""
    unit = abs(measurement.value) if relative else 1.0
    error = measurement.absolute_error(confidence_level)
    if not (math.isfinite(error) and error > 0 and unit > 0 and target > 0):
        return None
    wanted = Target(target, relative, POINTS if relative else target_unit(measurement))
    recommended = recommended_size(measurement, confidence_level, wanted)
    side = math.log10(measurement.n_pixels) / measurement.ndim
    needed = math.log10(recommended.side_px) if recommended else side
    needed = min(needed, side + _FARTHEST)
    sides = _limits(min(side - 0.6, needed - 0.3), max(side + 0.6, needed + 0.3), keep, "side")
    measured = math.log10(error / unit)
    if keep and keep.side_range == sides and keep.measured == (side, measured):
        log_side, log_error = keep.log_side, keep.log_error
    else:
        log_side = np.linspace(*sides, _N_POINTS)
        nodes = _nodes(*sides)
        errors = measurement.error_at_size(10.0 ** (nodes - side), confidence_level)
        log_error = _interpolate(nodes, np.log10(errors / unit), log_side)
    goal = math.log10(target)
    low = min(float(log_error[-1]), goal - 0.1)
    # Of a phase fraction no error is larger than 1; of others no more than 316 % is drawn.
    whole = 1.0 if measurement.quantity == PHASE_FRACTION else max(abs(measurement.value), error)
    largest = 0.5 + math.log10(whole / unit)
    high = max(min(float(log_error[0]), largest), measured + 0.1, goal + 0.1)
    return SizeCurve(
        log_side,
        log_error,
        sides,
        _limits(low, high, keep, "error"),
        (side, measured),
        goal,
        recommended,
        measurement.ndim,
    )


def _nodes(left: float, right: float) -> NDArray[np.float64]:
    """Sides for which the error is computed, one more than needed at either end.

    Their positions do not depend on the limits, so that most of them are cached.
    """
    step = next(s for s in _SPACINGS if right - left <= _MOST_NODES * s or s == _SPACINGS[-1])
    first, last = math.floor(left / step + 1e-9), math.ceil(right / step - 1e-9)
    return np.asarray(np.arange(first - 1, last + 2) * step, np.float64)


def _interpolate(
    nodes: NDArray[np.float64], values: NDArray[np.float64], x: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Cubic interpolation between evenly spaced nodes, through four nodes each.

    `scipy.interpolate` takes 50 ms to import, and the installers leave it out.
    """
    place = (x - nodes[0]) / (nodes[1] - nodes[0])
    k = np.clip(place.astype(np.intp), 1, len(nodes) - 3)
    t = place - k
    weights = (
        -t * (t - 1) * (t - 2) / 6,
        (t + 1) * (t - 1) * (t - 2) / 2,
        -(t + 1) * t * (t - 2) / 2,
        (t + 1) * t * (t - 1) / 6,
    )
    return np.asarray(sum(w * values[k + shift] for shift, w in enumerate(weights, -1)))


def _limits(low: float, high: float, keep: SizeCurve | None, axis: str) -> tuple[float, float]:
    ends = math.floor(low / _STEP) * _STEP, math.ceil(high / _STEP) * _STEP
    if keep is None:
        return ends
    old = keep.side_range if axis == "side" else keep.error_range
    fits = old[0] <= low and high <= old[1]
    return old if fits and old[1] - old[0] <= ends[1] - ends[0] + 1.0 else ends
