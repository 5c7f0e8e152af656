"""From the characteristic length scale to an interval for the material's phase fraction.

Source: Dahari et al., equations (2) and (12), Figure 4 and section 3.4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from imagerep.errors import ParameterError
from imagerep.mixture import mixture, relative_half_width

MODEL_ERROR_FIT = {2: (48.20175315, 0.4297919), 3: (444.803518, 0.436974444)}
"""sigma_mod = a / N^b for N pixels or voxels in all: fits to the 77 two-phase materials of
MicroLib (paper, Figure 4; digits of the published implementation)."""


class ConfidenceInterval(NamedTuple):
    """Interval for the material's phase fraction, both ends within 0 to 1.

    Attributes
    ----------
    low, high : float
        Ends of the interval.
    """

    low: float
    high: float


class Uncertainty(Protocol):
    """What a method knows about the phase fraction of the material, given the image's."""

    def __hash__(self) -> int:
        """Answers are kept by what was asked."""
        ...

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the phase fraction of images of this size."""
        ...

    @property
    def model_error(self) -> float:
        """Relative standard error of `standard_deviation`."""
        ...

    def half_width(self, confidence_level: float) -> float:
        """Half the width of the interval, not clipped to 0 to 1."""
        ...

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval that holds the material's phase fraction with this confidence."""
        ...

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material's phase fraction lies between two values."""
        ...

    def density(self, phase_fraction: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of phase fractions of the material, normalised to area 1."""
        ...

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long."""
        ...

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> Uncertainty:
        """Expected uncertainty for larger or more images of the same material."""
        ...

    def complement(self) -> Uncertainty:
        """Uncertainty of everything that is not the phase."""
        ...


def check_level(confidence_level: float) -> float:
    """Check a confidence level.

    Parameters
    ----------
    confidence_level : float
        Between 0 and 1, both excluded.

    Returns
    -------
    float
        The same.

    Raises
    ------
    ParameterError
        If it is not.
    """
    level = float(confidence_level)
    if not 0.0 < level < 1.0:
        hint = " (0.95, not 95)" if 1.0 <= level <= 100.0 else ""
        raise ParameterError(
            f"The confidence level is {confidence_level}.",
            f"Give a number between 0 and 1, both excluded{hint}.",
        )
    return level


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


def standard_deviation(
    phase_fraction: float, characteristic_length_scale_px: float, n_pixels: float, ndim: int
) -> float:
    """Standard deviation of the phase fraction of images of a size (equation (2)).

    Parameters
    ----------
    phase_fraction : float
        Phase fraction, 0 to 1.
    characteristic_length_scale_px : float
        Characteristic length scale, in px.
    n_pixels : float
        Pixels or voxels in all.
    ndim : int
        2 or 3.

    Returns
    -------
    float
    """
    variance = phase_fraction * (1.0 - phase_fraction)
    return math.sqrt(variance * characteristic_length_scale_px**ndim / n_pixels)


@dataclass(frozen=True, slots=True)
class TwoPointUncertainty:
    """Uncertainty of the method of the paper: a normal distribution of uncertain width.

    Attributes
    ----------
    phase_fraction : float
        Phase fraction of the image, or pooled over images.
    characteristic_length_scale_px : float
        Characteristic length scale, in px.
    n_pixels : float
        Pixels or voxels in all.
    ndim : int
        2 or 3.
    held_model_error : float or None
        sigma_mod, where it does not follow from `n_pixels`.
    """

    phase_fraction: float
    characteristic_length_scale_px: float
    n_pixels: float
    ndim: int
    held_model_error: float | None = None

    @property
    def standard_deviation(self) -> float:
        """Standard deviation sigma of the phase fraction (equation (2))."""
        return standard_deviation(
            self.phase_fraction, self.characteristic_length_scale_px, self.n_pixels, self.ndim
        )

    @property
    def model_error(self) -> float:
        """Relative standard error sigma_mod of `standard_deviation` (Figure 4)."""
        if self.held_model_error is not None:
            return self.held_model_error
        return model_error(self.n_pixels, self.ndim)

    def half_width(self, confidence_level: float) -> float:
        """Half-width c of the interval phi +- c (equation (12)).

        Parameters
        ----------
        confidence_level : float
            Between 0 and 1, both excluded.

        Returns
        -------
        float

        Raises
        ------
        ParameterError
            If the level is out of range.
        """
        factor = _relative_half_width(self.model_error, check_level(confidence_level))
        return factor * self.standard_deviation

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval phi +- c, clipped to 0 to 1.

        Parameters
        ----------
        confidence_level : float
            Between 0 and 1, both excluded.

        Returns
        -------
        ConfidenceInterval
        """
        half = self.half_width(confidence_level)
        return ConfidenceInterval(
            max(0.0, self.phase_fraction - half), min(1.0, self.phase_fraction + half)
        )

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material's phase fraction lies in a band.

        What the distribution puts below 0 or above 1 counts as lying at 0 and at 1.

        Parameters
        ----------
        low, high : float
            Ends of the band.

        Returns
        -------
        float
        """
        if high < low:
            return 0.0
        x, w = mixture(np.asarray(self.model_error))
        scale = self.standard_deviation * x
        upper = np.ones_like(x) if high >= 1.0 else ndtr((high - self.phase_fraction) / scale)
        lower = np.zeros_like(x) if low <= 0.0 else ndtr((low - self.phase_fraction) / scale)
        return float(np.clip((w * (upper - lower)).sum(), 0.0, 1.0))

    def density(self, phase_fraction: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of the material's phase fraction (Figure 5 (f)).

        Parameters
        ----------
        phase_fraction : array_like of float
            Where to evaluate it.

        Returns
        -------
        ndarray of float64, of the shape of `phase_fraction`
        """
        x, w = mixture(np.asarray(self.model_error))
        scale = self.standard_deviation * x
        distance = np.asarray(phase_fraction, np.float64)[..., None] - self.phase_fraction
        peaks = np.exp(-0.5 * (distance / scale) ** 2) / (math.sqrt(2.0 * math.pi) * scale)
        result: NDArray[np.float64] = (w * peaks).sum(axis=-1)
        return result

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long.

        Parameters
        ----------
        scales : array_like of float
            Ratios of the sides, positive.
        confidence_level : float
            Between 0 and 1, both excluded.

        Returns
        -------
        ndarray of float64, of the shape of `scales`
        """
        ratio = np.asarray(scales, np.float64) ** self.ndim
        if self.held_model_error is None:
            factor, power = MODEL_ERROR_FIT[self.ndim]
            errors = factor / (self.n_pixels * ratio) ** power
        else:
            errors = np.full_like(ratio, self.held_model_error)
        widths: NDArray[np.float64] = relative_half_width(errors, check_level(confidence_level))
        return widths * self.standard_deviation / np.sqrt(ratio)

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> TwoPointUncertainty:
        """Expected uncertainty for larger or more images of the same material.

        Parameters
        ----------
        shape_factor : float, optional
            Ratio of the sides.
        images_factor : float, optional
            Ratio of the numbers of images.
        hold_model_error : bool, optional
            Keep sigma_mod as it is, as the published implementation does, instead of letting it
            fall with the size, as Algorithm 2 of the paper does.

        Returns
        -------
        TwoPointUncertainty
        """
        held = self.model_error if hold_model_error else self.held_model_error
        n_pixels = self.n_pixels * shape_factor**self.ndim * images_factor
        return replace(self, n_pixels=n_pixels, held_model_error=held)

    def complement(self) -> TwoPointUncertainty:
        """Uncertainty of everything that is not the phase: the same errors.

        Returns
        -------
        TwoPointUncertainty
        """
        return replace(self, phase_fraction=1.0 - self.phase_fraction)
