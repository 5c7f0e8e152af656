"""Characteristic length scale of one image from its two-point correlation.

Source: Dahari et al., equations (8) to (11) and Supplementary Information 4.1; where the text
leaves a choice, that of the published implementation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks
from imagerep.hooks import Hooks
from imagerep.two_point.covariance import PeriodicCovariance, covariance
from imagerep.two_point.cutoff import Cutoff, find_cutoff
from imagerep.two_point.disc_sum import DiscSum, disc_sum, signed_parts
from imagerep.two_point.subdivision import subdivision_of

LARGEST_RATIO = 3.0
"""Largest ratio of the estimate to that by subdivision before it is stabilised (SI 4.1)."""

STABILISED_UP_TO = {2: 1000**2, 3: 250**3}
"""Images of more pixels or voxels are not stabilised (published implementation)."""

STEP = 0.9
"""What a step of the stabilisation leaves of the deviations (published implementation)."""

MOST_STEPS = 400
"""Steps of the stabilisation before it gives up: 0.9^400 is 5e-19."""


@dataclass(frozen=True, slots=True)
class RadialCorrelation:
    """Radial mean of the two-point correlation, for plots.

    Attributes
    ----------
    lag_px : ndarray of float64, shape (n,)
        Middle of each bin, in px; the first is 0.
    correlation : ndarray of float64, shape (n,)
        Mean of T(r) over the bin's lags.
    cutoff_px : float
        Distance r0 beyond which the correlation counts as settled, in px.
    phase_fraction : float
        Phase fraction of the image.
    """

    lag_px: NDArray[np.float64]
    correlation: NDArray[np.float64]
    cutoff_px: float
    phase_fraction: float

    def of_multiple(self, factor: float, value: float) -> RadialCorrelation:
        """Correlation of another quantity, whose residual is a multiple of this one's."""
        covariance = self.correlation - self.phase_fraction**2
        correlation = factor**2 * covariance + value**2
        return RadialCorrelation(self.lag_px, correlation, self.cutoff_px, value)


@dataclass(frozen=True, slots=True)
class LengthScale:
    """Characteristic length scale of one image and how it came about."""

    value_px: float  # Characteristic length scale, in px; positive and finite
    correlation: RadialCorrelation  # The radial two-point correlation
    has_settled: bool  # Whether a ring was found beyond which the correlation has settled
    is_stabilised: bool  # Whether the estimate was moved towards that by subdivision
    is_fallback: bool  # Whether the value is that by subdivision


def length_scale(blocks: Blocks, variance: float, hooks: Hooks | None = None) -> LengthScale:
    """Characteristic length scale of one measure of one image (equation (10)).

    `variance` is that of the measure's local field: phi (1 - phi) for a phase fraction. Raises
    MeasurementCancelled if the hooks say so.
    """
    hooks, blocks = hooks or Hooks(), blocks.trimmed()
    found = covariance(blocks, hooks.part(0.0, 0.8))
    cutoff = find_cutoff(found, variance, hooks.part(0.8, 1.0))
    disc = disc_sum(found, cutoff, variance)
    value, is_stabilised, is_fallback = _stabilised(
        disc, cutoff, lambda: subdivision_of(blocks, variance), blocks
    )
    profile = _profile(found, cutoff)
    return LengthScale(value, profile, cutoff.has_settled, is_stabilised, is_fallback)


def _profile(found: PeriodicCovariance, cutoff: Cutoff) -> RadialCorrelation:
    bins, ratio = cutoff.statistics, found.blocks.ratio
    seen = bins.count > 0
    lags = np.arange(0.5, len(seen), dtype=np.float64)[seen] * bins.width
    lags[0] = 0.0
    means = bins.covariance_sum[seen] / bins.count[seen]
    return RadialCorrelation(lags, means + ratio**2, float(cutoff.radius_px), ratio)


def _stabilised(
    disc: DiscSum, cutoff: Cutoff, subdivision: Callable[[], float], blocks: Blocks
) -> tuple[float, bool, bool]:
    """Keep the estimate within a factor 3 of that by subdivision (SI 4.1)."""
    ndim, size = blocks.ndim, blocks.total_denominator
    value = _root(disc.area(disc.total), ndim)
    if size > STABILISED_UP_TO[ndim]:
        return (value, False, False) if value > 0 else (_fallback(subdivision()), False, True)
    reference = subdivision()
    if _side(value, reference) == 0:
        return value, False, False
    positive, negative = signed_parts(cutoff, disc.shift)
    for _ in range(MOST_STEPS):
        if _side(value, reference) > 0:
            negative *= STEP
        else:
            positive *= STEP
        value = _root(disc.area(positive + negative), ndim)
        if _side(value, reference) == 0:
            return value, True, False
    return _fallback(reference), False, True


def _side(value: float, reference: float) -> int:
    """1 where the estimate is too low, -1 where it is too high, 0 where it stands."""
    if not value >= 1.0:
        return 1
    if reference > 1.0:
        if value < reference / LARGEST_RATIO:
            return 1
        if value > reference * LARGEST_RATIO:
            return -1
    return 0


def _root(area: float, ndim: int) -> float:
    return float(area ** (1.0 / ndim)) if area > 0.0 and math.isfinite(area) else 0.0


def _fallback(reference: float) -> float:
    """Estimate by subdivision, and never less than one pixel."""
    return reference if reference >= 1.0 else 1.0
