"""The result of a measurement, which answers any level, target or size without a new transform."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.calibration import Calibration
from imagerep.estimate import MeasurementWarning
from imagerep.length_scale import RadialCorrelation
from imagerep.report import statement
from imagerep.sizing import RecommendedSize, recommended_size
from imagerep.uncertainty import ConfidenceInterval, Uncertainty, check_level


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Likelihood of the material's phase fraction.

    Attributes
    ----------
    phase_fraction : ndarray of float64, shape (n,)
        Phase fractions.
    density : ndarray of float64, shape (n,)
        Likelihood, normalised to area 1 over all phase fractions.
    """

    phase_fraction: NDArray[np.float64]
    density: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Representativity of one phase of one material; made by :func:`imagerep.measure`.

    Attributes
    ----------
    phase : int
        Label of the phase; 1 for boolean images.
    phase_fraction : float
        Share of pixels in the phase, 0 to 1, over all images.
    characteristic_length_scale_px : float
        Characteristic length scale a_n, in px (equation (10)).
    uncertainty : Uncertainty
        Answers levels and sizes.
    shapes : tuple of tuple of int
        Shape of each image.
    calibration : Calibration or None
        Voxel size.
    correlation : RadialCorrelation or None
        Radial two-point correlation, for plots.
    warnings : tuple of MeasurementWarning
        Doubts about this result.
    method : str
        Name of the method.
    name : str
        Name of the image, or of the first of several.
    diagnostics : object or None
        What else the method can tell.
    """

    phase: int
    phase_fraction: float
    characteristic_length_scale_px: float
    uncertainty: Uncertainty
    shapes: tuple[tuple[int, ...], ...]
    calibration: Calibration | None
    correlation: RadialCorrelation | None
    warnings: tuple[MeasurementWarning, ...]
    method: str
    name: str
    diagnostics: Any = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the (first) image."""
        return self.shapes[0]

    @property
    def ndim(self) -> int:
        """2 for images, 3 for volumes."""
        return len(self.shapes[0])

    @property
    def n_images(self) -> int:
        """Number of images."""
        return len(self.shapes)

    @property
    def n_pixels(self) -> int:
        """Pixels or voxels in all."""
        return sum(math.prod(shape) for shape in self.shapes)

    @property
    def standard_deviation(self) -> float:
        """Standard deviation sigma of the phase fraction of such images (equation (11))."""
        return self.uncertainty.standard_deviation

    @property
    def model_error(self) -> float:
        """Relative standard error sigma_mod of `standard_deviation`."""
        return self.uncertainty.model_error

    @property
    def characteristic_length_scale(self) -> float | None:
        """Characteristic length scale in the calibration's unit, or None without one."""
        if self.calibration is None:
            return None
        return self.characteristic_length_scale_px * self.calibration.mean_voxel_size

    def confidence_interval(self, confidence_level: float = 0.95) -> ConfidenceInterval:
        """Interval that holds the material's phase fraction (equation (12)).

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        ConfidenceInterval
            `low` and `high`, clipped to 0 to 1.

        Raises
        ------
        ParameterError
            If the level is out of range.
        """
        return self.uncertainty.interval(confidence_level)

    def absolute_error(self, confidence_level: float = 0.95) -> float:
        """Half-width of the interval before clipping.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        return self.uncertainty.half_width(confidence_level)

    def relative_error(self, confidence_level: float = 0.95) -> float:
        """Half-width of the interval over the phase fraction: d of the paper, as a fraction.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        return self.absolute_error(confidence_level) / self.phase_fraction

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material's phase fraction lies in a band.

        Parameters
        ----------
        low, high : float
            Ends of the band.

        Returns
        -------
        float
        """
        return self.uncertainty.probability_between(low, high)

    def probability_within(self, relative_error: float) -> float:
        """Probability that the material deviates by at most this much from the image.

        Parameters
        ----------
        relative_error : float
            Deviation over the phase fraction: 0.05 for 5 %.

        Returns
        -------
        float
        """
        return self.confidence_of(relative_error * self.phase_fraction)

    def confidence_of(self, absolute_error: float) -> float:
        """Confidence that the material lies within this distance; inverse of `absolute_error`.

        Where the band reaches beyond 0 or 1, what the distribution puts there counts as inside,
        so that the confidence is above the level that has this half-width.

        Parameters
        ----------
        absolute_error : float
            Half-width.

        Returns
        -------
        float
        """
        return self.probability_between(
            self.phase_fraction - absolute_error, self.phase_fraction + absolute_error
        )

    def is_representative(self, confidence_level: float, relative_error: float) -> bool:
        """Whether the image is (c, d)-phase fraction representative (Definition 2).

        Parameters
        ----------
        confidence_level : float
            c, between 0 and 1.
        relative_error : float
            d: 0.05 for 5 %.

        Returns
        -------
        bool
        """
        return self.relative_error(confidence_level) <= relative_error

    def tails(self, probability: float) -> ConfidenceInterval:
        """Band outside of which the material lies with some probability (section 5.2).

        Parameters
        ----------
        probability : float
            0.5: "with 50 % probability the phase fraction is below `low` or above `high`".

        Returns
        -------
        ConfidenceInterval
        """
        return self.confidence_interval(1.0 - check_level(probability))

    def likelihood(
        self, n_points: int = 500, span: tuple[float, float] | None = None
    ) -> Likelihood:
        """Likelihood curve for plots (Figure 5 (f)).

        Parameters
        ----------
        n_points : int, optional
            Points of the curve.
        span : tuple of float, optional
            First and last phase fraction; by default what holds 99.99 %.

        Returns
        -------
        Likelihood
        """
        low, high = span or self.confidence_interval(0.9999)
        grid = np.linspace(low, high, n_points)
        return Likelihood(grid, self.uncertainty.density(grid))

    def error_at_size(
        self, scale: ArrayLike, confidence_level: float = 0.95
    ) -> NDArray[np.float64]:
        """Absolute error that images of another size would give.

        Parameters
        ----------
        scale : array_like of float
            Ratio of the sides to those measured.
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        ndarray of float64, of the shape of `scale`
        """
        return self.uncertainty.half_width_at(scale, confidence_level)

    def recommended_size(
        self,
        relative_error: float | None = None,
        confidence_level: float = 0.95,
        *,
        absolute_error: float | None = None,
        hold_model_error: bool = False,
    ) -> RecommendedSize:
        """Image size that a target needs (Algorithm 2).

        Parameters
        ----------
        relative_error : float, optional
            Target: half-width over the phase fraction, 0.05 for 5 %.
        confidence_level : float, optional
            Between 0 and 1, both excluded.
        absolute_error : float, optional
            Target as a half-width, instead of `relative_error`.
        hold_model_error : bool, optional
            Keep sigma_mod at this image's value, the published implementation's conservative
            choice, instead of letting it fall with the size.

        Returns
        -------
        RecommendedSize

        Raises
        ------
        ParameterError
            If the target or the level is out of range.
        """
        return recommended_size(
            self.uncertainty,
            self.phase_fraction,
            self.shapes,
            self.calibration,
            relative_error=relative_error,
            absolute_error=absolute_error,
            confidence_level=check_level(confidence_level),
            hold_model_error=hold_model_error,
        )

    def statement(self, confidence_level: float = 0.95) -> str:
        """The paper's sentence with the numbers filled in; it names the method if it is another.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        str
        """
        return statement(
            self.phase_fraction,
            self.absolute_error(confidence_level),
            confidence_level,
            self.method,
        )
