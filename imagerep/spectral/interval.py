"""What the material's phase fraction may be, given how well S at zero frequency is known.

The deviation of an image's phase fraction phi from the material's Phi is normal with variance
``S Phi (1 - Phi) / N``; log S is itself a mixture of normals. With
``T = (Phi - phi) sqrt(N / (Phi (1 - Phi)))`` the material's fraction lies below Phi with
probability ``sum_j w_j E[Normal(T exp(-l_j / 2))]``, l_j ~ log S. Solving for Phi gives the score
interval, which never leaves 0 to 1 and is not symmetric for a rare phase.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from imagerep.uncertainty import ConfidenceInterval

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
_NODE_WEIGHTS = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()

MAX_STEPS = 20
PRECISION = 1e-10
"""Of a deviation, relative; the step after would be its square."""


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
        """Probability that a normal variate with variance S lies below a value.

        Parameters
        ----------
        deviation : array_like of float

        Returns
        -------
        ndarray of float64
            Of the shape of `deviation`.
        """
        scale, weight = self._scales()
        below = ndtr(np.asarray(deviation)[..., None] / scale) @ weight
        return np.asarray(np.clip(below, 0.0, 1.0))

    def density(self, deviation: ArrayLike) -> NDArray[np.float64]:
        """Differentiate :meth:`below`.

        Parameters
        ----------
        deviation : array_like of float

        Returns
        -------
        ndarray of float64
            Of the shape of `deviation`.
        """
        scale, weight = self._scales()
        z = np.asarray(deviation)[..., None] / scale
        return np.asarray(np.exp(-0.5 * z**2) @ (weight / scale)) / math.sqrt(2 * math.pi)

    def half_width(self, level: float) -> float:
        """Deviation h such that the variate lies within -h and h with probability `level`.

        Parameters
        ----------
        level : float
            Between 0 and 1.

        Returns
        -------
        float
        """
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
        return float(brentq(miss, 0.0, upper, xtol=1e-12))

    def _scales(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        log_s = self.mean[:, None] + self.sd[:, None] * _NODES
        return np.exp(log_s / 2).ravel(), (self.weight[:, None] * _NODE_WEIGHTS).ravel()


def score_interval(phase_fraction: float, n_pixels: float, half_width: float) -> ConfidenceInterval:
    """Phase fractions Phi with ``|phi - Phi| <= h sqrt(Phi (1 - Phi) / N)``.

    Parameters
    ----------
    phase_fraction : float
        Measured fraction phi.
    n_pixels : float
        Pixels measured, N.
    half_width : float
        The deviation h.

    Returns
    -------
    ConfidenceInterval
    """
    square = half_width**2 / n_pixels
    centre = (phase_fraction + square / 2) / (1 + square)
    variance = phase_fraction * (1 - phase_fraction)
    radius = math.sqrt(square * variance + square**2 / 4) / (1 + square)
    return ConfidenceInterval(max(0.0, centre - radius), min(1.0, centre + radius))
