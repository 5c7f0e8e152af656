"""From the characteristic length scale to an interval for the material.

Equation (12): a normal distribution whose standard deviation is itself uncertain.

Source: Dahari et al., equations (2) and (12), Figure 4 and section 3.4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from imagerep.scale import FRACTION, Scale
from imagerep.uncertainty import ConfidenceInterval, check_level

MODEL_ERROR_FIT = {2: (48.20175315, 0.4297919), 3: (444.803518, 0.436974444)}
"""sigma_mod = a / N^b for N pixels or voxels in all: fits to the 77 two-phase materials of
MicroLib (paper, Figure 4; digits of the published implementation)."""

_N_NODES = 160
_REACH = 10.0
"""Standard deviations of f_sigma that are integrated: 1.5e-23 lies outside."""


@lru_cache(maxsize=1)
def _gauss_legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nodes, weights = np.polynomial.legendre.leggauss(_N_NODES)
    return nodes, weights


def mixture(
    model_errors: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes x and weights of f_sigma, a normal distribution cut to (0, 2), in units of sigma.

    Equation (12) integrates over sigma; the paper cuts the range to sigma +- sigma.
    """
    errors = np.asarray(model_errors, np.float64)[..., None]
    low = np.maximum(0.0, 1.0 - _REACH * errors)
    high = np.minimum(2.0, 1.0 + _REACH * errors)
    nodes, weights = _gauss_legendre()
    x = 0.5 * (high + low) + 0.5 * (high - low) * nodes
    w = weights * np.exp(-0.5 * ((x - 1.0) / errors) ** 2)
    return x, w / w.sum(axis=-1, keepdims=True)


def relative_half_width(model_errors: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
    """Half-width of the interval over the predicted standard deviation, c / sigma.

    Solves equation (12), P(|phi - Phi| <= c) = level, by Gauss-Legendre quadrature over sigma and
    a bracketed Newton iteration on the logarithm of the tail; accurate to 1e-10.
    """
    outside = 1.0 - confidence_level
    x, w = mixture(np.asarray(model_errors, np.float64))
    low = np.zeros(x.shape[:-1])
    # No sigma of the mixture exceeds twice the predicted one.
    high = np.full(x.shape[:-1], -2.0 * ndtri(0.5 * outside))
    c = 0.5 * high
    for _ in range(100):
        scaled = c[..., None] / x
        tail = (w * 2.0 * ndtr(-scaled)).sum(axis=-1)
        slope = -(w * 2.0 * np.exp(-0.5 * scaled**2) / (math.sqrt(2.0 * math.pi) * x)).sum(axis=-1)
        low = np.where(tail > outside, c, low)
        high = np.where(tail > outside, high, c)
        with np.errstate(all="ignore"):
            step = c - np.log(tail / outside) * tail / slope
        safe = (step >= low) & (step <= high)
        new = np.where(safe, step, 0.5 * (low + high))
        done = np.abs(new - c) <= 1e-13 * np.maximum(c, 1e-300)
        c = new
        if np.all(done):
            break
    result: NDArray[np.float64] = c
    return result


def model_error(n_pixels: float, ndim: int) -> float:
    """Relative standard error sigma_mod of the predicted standard deviation.

    Fitted by the paper for 2D images and 3D volumes of MicroLib; not validated below 200 px a
    side nor for characteristic length scales above 70 px.

    Parameters
    ----------
    n_pixels : float
        Pixels or voxels in all.
    ndim : int
        2 or 3.

    Returns
    -------
    float
        sigma_mod, relative: 0.279 for 400^2 pixels.
    """
    factor, power = MODEL_ERROR_FIT[ndim]
    return float(factor / n_pixels**power)


@lru_cache(maxsize=1024)
def _relative_half_width(error: float, confidence_level: float) -> float:
    """Half-width over sigma; a view of the result asks for the same ones several times."""
    return float(relative_half_width(error, confidence_level))


@dataclass(frozen=True, slots=True)
class TwoPointUncertainty:
    """Uncertainty of the method of the paper: a normal distribution of uncertain width."""

    value: float  # Phase fraction, or what else is measured, of the image or pooled over images
    characteristic_length_scale_px: float  # Characteristic length scale, in px
    n_pixels: float  # Pixels or voxels in all
    ndim: int  # 2 or 3
    held_model_error: float | None = None  # sigma_mod, where it does not follow from `n_pixels`
    # Variance of a pixel; that of a phase of fraction `value` where it is None
    variance: float | None = None
    scale: Scale = FRACTION  # Values that the quantity can have

    @property
    def standard_deviation(self) -> float:
        """Standard deviation sigma of the quantity (equation (2))."""
        area = self.characteristic_length_scale_px**self.ndim
        return math.sqrt(self._variance * area / self.n_pixels)

    @property
    def model_error(self) -> float:
        """Relative standard error sigma_mod of `standard_deviation` (Figure 4)."""
        if self.held_model_error is not None:
            return self.held_model_error
        return model_error(self.n_pixels, self.ndim)

    def half_width(self, confidence_level: float) -> float:
        """Half-width c of the interval (equation (12))."""
        return self.scale.half_width(self.value, self._normal_half_width(confidence_level))

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval phi +- c, clipped to 0 to 1; of other quantities on their scale."""
        return self.scale.interval(self.value, self._normal_half_width(confidence_level))

    def probability_between(self, low: float, high: float) -> float:
        """Probability of a band; what lies beyond the ends of the scale counts as lying there."""
        if high < low:
            return 0.0
        x, w = mixture(np.asarray(self.model_error))
        ends = self.scale.ends(self.value, low, high)
        lower, upper = ndtr(ends[:, None] / (self.standard_deviation * x))
        return float(np.clip((w * (upper - lower)).sum(), 0.0, 1.0))

    def density(self, value: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of values of the material (Figure 5 (f))."""
        x, w = mixture(np.asarray(self.model_error))
        scale = self.standard_deviation * x
        there = np.asarray(value, np.float64)
        distance = self.scale.deviation(self.value, there)[..., None]
        peaks = np.exp(-0.5 * (distance / scale) ** 2) / (math.sqrt(2.0 * math.pi) * scale)
        result: NDArray[np.float64] = (w * peaks).sum(axis=-1)
        return result * self.scale.slope(self.value, there)

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long."""
        ratio = np.asarray(scales, np.float64) ** self.ndim
        if self.held_model_error is None:
            factor, power = MODEL_ERROR_FIT[self.ndim]
            errors = factor / (self.n_pixels * ratio) ** power
        else:
            errors = np.full_like(ratio, self.held_model_error)
        widths: NDArray[np.float64] = relative_half_width(errors, check_level(confidence_level))
        widths = widths * self.standard_deviation / np.sqrt(ratio)
        if not self.scale.is_logarithmic:
            return widths
        return np.asarray(self.value * np.sinh(np.minimum(widths / self.value, 700.0)))

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> TwoPointUncertainty:
        """Expected uncertainty for larger images (ratio of sides) or more of the same material.

        `hold_model_error` keeps sigma_mod as it is, as the published implementation does, instead
        of letting it fall with the size, as Algorithm 2 of the paper does.
        """
        held = self.model_error if hold_model_error else self.held_model_error
        n_pixels = self.n_pixels * shape_factor**self.ndim * images_factor
        return replace(self, n_pixels=n_pixels, held_model_error=held)

    def complement(self) -> TwoPointUncertainty:
        """Uncertainty of everything that is not the phase: the same errors."""
        return replace(self, value=1.0 - self.value)

    def of_multiple(self, factor: float, value: float) -> TwoPointUncertainty:
        """Uncertainty of another quantity, whose residual is a multiple of this one's."""
        return replace(self, value=value, variance=factor**2 * self._variance)

    @property
    def _variance(self) -> float:
        return self.value * (1.0 - self.value) if self.variance is None else self.variance

    def _normal_half_width(self, confidence_level: float) -> float:
        factor = _relative_half_width(self.model_error, check_level(confidence_level))
        return factor * self.standard_deviation
