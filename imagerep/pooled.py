"""Uncertainty of several images of one material, which may differ by more than their own errors.

The scatter q of the images' ratios over what their errors explain is rho^2 times chi-square of one
degree of freedom fewer than images, where rho = 1 if nothing but their errors parts them. Given q,
rho has the density

    p(rho | q) ~ prior(rho) rho^-(n - 1) exp(-q / (2 rho^2)),

and every interval is widened as that mixture of normal distributions asks for. Images that agree
leave it about as it was; where they differ by far it is close to Student's interval of their mean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from imagerep.root import find_root
from imagerep.scale import FRACTION, Scale
from imagerep.uncertainty import ConfidenceInterval, Uncertainty, check_level

if TYPE_CHECKING:
    from scipy.interpolate import PchipInterpolator

AGREEING = 0.5
"""Prior probability that the images differ by no more than their errors."""

DECAY = 0.5
"""Else log(rho) is exponential: rho has the density 0.5 rho^-1.5 from 1 on. With an exponent of -1,
the interval of images that differ by far would be Student's; this one is 5 % narrower for 8 images
and 25 % for 3. Coverage at 95 %, where the images' errors are known:

======  =====  =====  =====  ======
images  rho 1  rho 2  rho 3  rho 15
======  =====  =====  =====  ======
2       0.998  0.939  0.887  0.863
3       0.984  0.904  0.887  0.914
5       0.972  0.907  0.919  0.934
8       0.964  0.922  0.937  0.941
12      0.960  0.935  0.944  0.944
======  =====  =====  =====  ======

Two images that agree then know as much as one. With 0.3 for `AGREEING`, 3 images cover 94 and 91 %
at rho = 2 and 3, but the interval of two that agree is 1.4 times as wide as that of one."""

_LOG_RHO = np.linspace(0.0, math.log(500.0), 400)
_LEVELS = 2 * ndtr(np.linspace(0.05, 6.0, 60)) - 1


@dataclass(frozen=True, slots=True)
class Scatter:
    """How much images of one material differ."""

    # q: sum of squares of the ratios' distances from their mean, over the variances that their
    # errors explain
    excess: float
    n_images: int  # Number of images, at least 2
    weight: float = 1.0  # Times that this is known as well, for predictions about more images

    @property
    def ratio(self) -> float:
        """Standard deviation of the images over what their errors explain."""
        return math.sqrt(self.excess / (self.n_images - 1))

    def widening(self, confidence_level: float) -> float:
        """Half-width over that of images that differ by nothing but their errors."""
        return _widening(self, check_level(confidence_level))


@lru_cache(maxsize=64)
def _posterior(scatter: Scatter) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Values of rho and their probabilities."""
    prior = np.exp(-DECAY * _LOG_RHO)
    prior *= (1 - AGREEING) / prior.sum()
    log_rho = np.concatenate([[0.0], _LOG_RHO])
    prior = np.concatenate([[AGREEING], prior])
    likelihood = -(scatter.n_images - 1) * log_rho - scatter.excess / 2 * np.exp(-2 * log_rho)
    log_weight = np.log(prior) + scatter.weight * (likelihood - likelihood.max())
    weight = np.exp(log_weight - log_weight.max())
    return np.exp(log_rho), weight / weight.sum()


@lru_cache(maxsize=4096)
def _widening(scatter: Scatter, confidence_level: float) -> float:
    rho, weight = _posterior(scatter)
    outside = (1 - confidence_level) / 2
    alone = -float(ndtri(outside))

    def miss(log_factor: float) -> float:
        beyond = float(weight @ ndtr(-alone * math.exp(log_factor) / rho))
        return math.log(max(beyond, 1e-300) / outside)

    if miss(0.0) <= 0:  # but for rounding, where nothing but their errors parts them
        return 1.0
    return math.exp(find_root(miss, 0.0, math.log(1.001 * rho[-1]), 1e-12))


@dataclass(frozen=True, slots=True)
class PooledUncertainty:
    """What a method knows about several images, widened by their scatter."""

    within: Uncertainty  # What the method knows from the images' own structure
    scatter: Scatter  # How much they differ
    value: float  # Phase fraction, or what else is measured, of all images together
    scale: Scale = FRACTION  # Values that the quantity can have

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the quantity in so many images, as far as it is known."""
        return self.within.standard_deviation * self.scatter.widening(float(2 * ndtr(1.0) - 1))

    @property
    def model_error(self) -> float:
        """Relative standard error of the standard deviation within images."""
        return self.within.model_error

    def half_width(self, confidence_level: float) -> float:
        """Half the width of the interval, not clipped to the scale."""
        within = self.within.half_width(confidence_level)
        factor = self.scatter.widening(confidence_level)
        return self.scale.stretched_half_width(self.value, within, factor)

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval that holds the material's value with this confidence."""
        factor = self.scatter.widening(confidence_level)
        low, high = (
            self.scale.stretched(self.value, end, factor)
            for end in self.within.interval(confidence_level)
        )
        return self.scale.clipped(low, high)

    def probability_between(self, low: float, high: float) -> float:
        """Probability of a band; what lies beyond the ends of the scale counts as lying there."""
        if high < low:
            return 0.0
        below = _below(self)
        ends = np.clip([low, high], below.x[0], below.x[-1])
        lower, upper = ndtr(below(ends))
        lower = 0.0 if low <= self.scale.low else lower
        upper = 1.0 if high >= self.scale.high else upper
        return float(np.clip(upper - lower, 0.0, 1.0))

    def density(self, value: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of values of the material, normalised to area 1."""
        below = _below(self)
        given = np.asarray(value, np.float64)
        inside = (given >= below.x[0]) & (given <= below.x[-1])
        there = np.where(inside, given, self.value)
        z, slope = below(there), below.derivative()(there)
        found = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi) * slope
        return np.asarray(np.where(inside, found, 0.0))

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long.

        The images are expected to differ less as their own errors shrink, in the same proportion.
        """
        found = self.within.half_width_at(scales, confidence_level)
        factor = self.scatter.widening(confidence_level)
        widths = [
            self.scale.stretched_half_width(self.value, half, factor)
            for half in found.ravel().tolist()
        ]
        return np.array(widths).reshape(found.shape)

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> PooledUncertainty:
        """Expected uncertainty for larger or more images; more of them know the scatter better."""
        within = self.within.rescaled(
            shape_factor, images_factor, hold_model_error=hold_model_error
        )
        n_images = self.scatter.n_images
        more = (n_images * images_factor - 1) / (n_images - 1)
        scatter = replace(self.scatter, weight=self.scatter.weight * max(more, 0.0))
        return replace(self, within=within, scatter=scatter)

    def complement(self) -> PooledUncertainty:
        """Uncertainty of everything that is not the phase: the same errors."""
        return replace(self, within=self.within.complement(), value=1.0 - self.value)

    def of_multiple(self, factor: float, value: float) -> PooledUncertainty:
        """Uncertainty of another quantity, whose residual is a multiple of this one's."""
        return replace(self, within=self.within.of_multiple(factor, value), value=value)


@lru_cache(maxsize=16)
def _below(uncertainty: PooledUncertainty) -> PchipInterpolator:
    """Normal quantile of the probability of lying below a value, by the intervals."""
    middle, within, scale = uncertainty.value, uncertainty.within, uncertainty.scale
    places, quantiles = [middle], [0.0]
    for level in _LEVELS.tolist():
        low, high = within.interval(level)
        half = within.half_width(level)  # an interval that was clipped goes on beyond the scale
        low = low if low > scale.low else middle - half
        high = high if high < scale.high else middle + half
        factor = uncertainty.scatter.widening(level)
        z = float(ndtri((1 + level) / 2))
        low, high = (scale.stretched(middle, end, factor) for end in (low, high))
        places = [low, *places, high]
        quantiles = [-z, *quantiles, z]
    from scipy.interpolate import PchipInterpolator  # slow to import, and for several images only

    return PchipInterpolator(places, quantiles, extrapolate=True)
