"""What the material's phase fraction may be, given how well S at zero frequency is known.

The deviation of an image's phase fraction phi from the material's Phi is normal with variance
``S V(Phi) / N``; log S is itself a mixture of normals. ``V(Phi) = Phi (1 - Phi) (Phi (1 - Phi) /
(phi (1 - phi)))^g`` is the variance that a material of fraction Phi would have: S was seen at phi,
and its features are larger where there is more of the phase. With
``T = (Phi - phi) sqrt(N / V(Phi))`` the material's fraction lies below Phi with probability
``sum_j w_j E[Normal(T exp(-l_j / 2))]``, l_j ~ log S. Solving for Phi gives an interval that never
leaves 0 to 1 and is not symmetric but at phi = 1/2; with g = 0 it is Wilson's score interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from imagerep.root import find_root
from imagerep.scale import FRACTION, Scale
from imagerep.uncertainty import ConfidenceInterval

GROWTH_EVEN = 0.6
"""g at phi = 1/2. For a thresholded Gaussian field the variance is that of its threshold,
``S V ~ density(Phi)^2`` of the standard normal at the quantile Phi (the first Hermite
coefficient), which is ``(Phi (1 - Phi))^1.6`` from 5 to 50 %. On the benchmark's materials and on
42 others the interval score is flat from 0.6 to 1 and 0.5 % worse at 0."""

GROWTH_RARE = -0.25
"""g for phi near 0 or 1: few features of one size follow Poisson's law, whose lower tail is thinner
than a normal one's. From discs at 0.5 to 3 %, the interval score at 100 px a side: 1.16 to 1.20,
at g = 0 1.29 to 1.42. Between, g is linear in phi (1 - phi); of materials by their phase fraction,
the best g is -0.25 at 3 %, 0 from 5 to 10 %, 0.25 at 20 % and at least 0.5 from 30 %."""

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
_NODE_WEIGHTS = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()

MAX_STEPS = 20
PRECISION = 1e-10
"""Of a deviation, relative; the step after would be its square."""
_FARTHEST = 200.0


@dataclass(frozen=True, slots=True, eq=False)
class LogVariance:
    """Mixture of normal distributions of log S.

    Attributes
    ----------
    mean, sd, weight : ndarray of float64, shape (m,)
        Mean and standard deviation of log S, and the weight of each component.
    """

    mean: NDArray[np.float64]
    sd: NDArray[np.float64]
    weight: NDArray[np.float64]

    @property
    def total_sd(self) -> float:
        """Root mean square deviation of log S from the mixture's mean."""
        centre = float(self.weight @ self.mean)
        return math.sqrt(float(self.weight @ (self.sd**2 + (self.mean - centre) ** 2)))

    def below(self, deviation: ArrayLike) -> NDArray[np.float64]:
        """Probability that a normal variate with variance S lies below some values."""
        scale, weight = self._scales()
        below = ndtr(np.asarray(deviation)[..., None] / scale) @ weight
        return np.asarray(np.clip(below, 0.0, 1.0))

    def density(self, deviation: ArrayLike) -> NDArray[np.float64]:
        """Derivative of `below`."""
        scale, weight = self._scales()
        z = np.asarray(deviation)[..., None] / scale
        return np.asarray(np.exp(-0.5 * z**2) @ (weight / scale)) / math.sqrt(2 * math.pi)

    def half_width(self, level: float) -> float:
        """Deviation h such that the variate lies within -h and h with probability `level`."""
        scale, weight = self._scales()
        outside = (1 - level) / 2
        goal = math.log(outside)
        # Newton's method on the logarithm of what lies outside, which is almost a parabola.
        deviation = -float(ndtri(outside)) * math.exp(0.5 * float(self.weight @ self.mean))
        for _ in range(MAX_STEPS):
            z = deviation / scale
            beyond = float(ndtr(-z) @ weight)
            slope = float(np.exp(-0.5 * z**2) @ (weight / scale)) / math.sqrt(2 * math.pi)
            step = beyond / slope * (math.log(beyond) - goal)
            deviation += step
            if not 0 < deviation < math.inf:
                break
            if abs(step) <= PRECISION * deviation:
                return deviation
        upper = float(scale.max()) * 40  # 40 standard deviations hold every level below 1 - 1e-300
        miss = lambda h: float(ndtr(-h / scale) @ weight) - outside  # noqa: E731
        return find_root(miss, 0.0, upper, 1e-12)

    def _scales(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        log_s = self.mean[:, None] + self.sd[:, None] * _NODES
        return np.exp(log_s / 2).ravel(), (self.weight[:, None] * _NODE_WEIGHTS).ravel()


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """What was measured, apart from how well.

    Attributes
    ----------
    value : float
        Measured value R.
    variance : float
        Variance of the residual of a pixel, by which S is normalised.
    scale : Scale
        Values that R can have.
    phase_fraction : float
        Fraction of the phase whose features are measured; 1/2 where all count.
    """

    value: float
    variance: float
    scale: Scale
    phase_fraction: float

    def errors(self, n_pixels: float) -> Errors:
        """Deviations of other values, for images of a size."""
        if self.scale == FRACTION:
            binomial = self.value * (1 - self.value)
            return VarianceFunction.of(self.value, n_pixels * binomial / self.variance)
        return ScaledErrors(self.value, math.sqrt(self.variance / n_pixels), self.scale)

    def complement(self) -> MeasuredValue:
        """That of everything that is not the phase."""
        return replace(self, value=1.0 - self.value, phase_fraction=1.0 - self.phase_fraction)


class Errors(Protocol):
    """From values of the material to the deviation T that they would be, and back."""

    def deviation(self, value: ArrayLike) -> NDArray[np.float64]:
        """T of some values, ascending; infinite at and beyond the ends of the scale."""

    def slope(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Derivative of `deviation`, within the scale."""

    def interval(self, half_width: float) -> ConfidenceInterval:
        """Values with ``|T| <= half_width``."""


@dataclass(frozen=True, slots=True)
class ScaledErrors:
    """Errors that are normal on a scale of any kind, of `unit` each."""

    value: float
    unit: float
    scale: Scale

    def deviation(self, value: ArrayLike) -> NDArray[np.float64]:
        """T of some values, ascending; infinite at and beyond the ends of the scale."""
        given = np.asarray(value, np.float64)
        found = self.scale.deviation(self.value, given) / self.unit
        found = np.where(given <= self.scale.low, -np.inf, found)
        return np.where(given >= self.scale.high, np.inf, found)

    def slope(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Derivative of `deviation`, within the scale."""
        return self.scale.slope(self.value, value) / self.unit

    def interval(self, half_width: float) -> ConfidenceInterval:
        """Values with ``|T| <= half_width``."""
        return self.scale.interval(self.value, half_width * self.unit)


@dataclass(frozen=True, slots=True)
class VarianceFunction:
    """How the variance of the phase fraction depends on the material's phase fraction.

    Attributes
    ----------
    phase_fraction : float
        Measured fraction phi, between 0 and 1, both excluded.
    n_pixels : float
        Pixels measured, N.
    growth : float
        The exponent g, at most 1; 0 leaves ``V = Phi (1 - Phi)``.
    """

    phase_fraction: float
    n_pixels: float
    growth: float

    @classmethod
    def of(cls, phase_fraction: float, n_pixels: float) -> VarianceFunction:
        """With the exponent that belongs to the phase fraction."""
        evenness = 4 * phase_fraction * (1 - phase_fraction)
        growth = GROWTH_RARE + (GROWTH_EVEN - GROWTH_RARE) * evenness
        return cls(phase_fraction, n_pixels, growth)

    def deviation(self, fraction: ArrayLike) -> NDArray[np.float64]:
        """``T = (Phi - phi) sqrt(N / V(Phi))``, ascending; infinite at and beyond 0 and 1."""
        given = np.asarray(fraction, np.float64)
        there = np.clip(given, 1e-300, 1 - 1e-16)
        power = (there * (1 - there)) ** (-(1 + self.growth) / 2)
        deviation = (there - self.phase_fraction) * power * self._scale
        deviation = np.where(given <= 0, -np.inf, np.where(given >= 1, np.inf, deviation))
        return np.asarray(deviation)

    def slope(self, fraction: NDArray[np.float64]) -> NDArray[np.float64]:
        """Derivative of `deviation`, between 0 and 1."""
        spread = fraction * (1 - fraction)
        half = (1 + self.growth) / 2
        change = spread - (fraction - self.phase_fraction) * half * (1 - 2 * fraction)
        return np.asarray(spread ** (-half - 1) * change * self._scale)

    def interval(self, half_width: float) -> ConfidenceInterval:
        """Phase fractions Phi with ``|T| <= half_width``."""
        return ConfidenceInterval(
            self._solve(half_width, self.phase_fraction),
            1.0 - self._solve(half_width, 1.0 - self.phase_fraction),
        )

    @property
    def _scale(self) -> float:
        measured = self.phase_fraction * (1 - self.phase_fraction)
        return math.sqrt(self.n_pixels * measured**self.growth)

    def _solve(self, half_width: float, measured: float) -> float:
        """Fraction below `measured` at which T is -h.

        Solved for how far its logit lies below that of `measured`: so 0 is far, and nothing cancels
        where the interval is narrow.
        """
        power, target = -(1 + self.growth) / 2, half_width / self._scale
        other = 1 - measured

        def miss(distance: float) -> tuple[float, float, float]:
            decay = math.exp(-distance)
            whole = other + measured * decay
            there = measured * decay / whole
            spread = there * other / whole
            below = measured * other * -math.expm1(-distance) / whole
            factor = spread**power
            slope = factor * (spread - below * power * (1 - 2 * there))
            return there, below * factor - target, slope

        distance = target * (measured * other) ** (-1 - power)
        for _ in range(MAX_STEPS):
            if not 0 < distance < _FARTHEST:
                break
            there, missed, slope = miss(distance)
            step = missed / slope
            distance -= step
            if abs(step) <= PRECISION * distance:
                return there - step * there * (1 - there)
        return miss(find_root(lambda far: miss(far)[1], 0.0, _FARTHEST, 1e-12))[0]
