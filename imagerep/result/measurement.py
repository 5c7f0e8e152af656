"""The result of a measurement, which answers any level, target or size without a new transform."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ParameterError
from imagerep.image.label_text import as_labels, labels_text
from imagerep.measures.quantities import PHASE_FRACTION, Quantity, quantity_of
from imagerep.messages import MeasurementWarning, Message
from imagerep.optional import new_axes
from imagerep.result.finite_values import finite_values
from imagerep.result.size import RecommendedSize, recommended_size
from imagerep.result.statement import quantity_statement, rounded, statement
from imagerep.segmentation_uncertainty.contribution import (
    SegmentationUncertainty,
    segmentation_fields,
)
from imagerep.shapes import size_text
from imagerep.two_point.length_scale import RadialCorrelation
from imagerep.uncertainty import ConfidenceInterval, Uncertainty, check_level

_OF_PUBLISHED = (
    "method", "characteristic_length_scale_px", "standard_deviation", "model_error", "interval",
    "absolute_error", "relative_error", "recommended_side_px", "additional_images", "warnings",
    "statement",
)  # fmt: skip
"""What is told of a measurement by the method of the paper beside another one."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Likelihood of the material's phase fraction, or of another quantity.

    Attributes
    ----------
    value : ndarray of float64, shape (n,)
        Phase fractions, or values of the quantity.
    density : ndarray of float64, shape (n,)
        Likelihood, normalised to area 1 over all values.
    """

    value: NDArray[np.float64]
    density: NDArray[np.float64]

    @property
    def phase_fraction(self) -> NDArray[np.float64]:
        """The values, where they are phase fractions."""
        return self.value


@dataclass(frozen=True, slots=True, repr=False)
class Measurement:
    """Representativity of one quantity of one material; made by :func:`imagerep.measure`.

    Attributes
    ----------
    phase : int or tuple of int
        Label of the phase, or of several together; 1 for boolean images.
    phase_fraction : float
        Share of the sample in the phase, 0 to 1, over all images; NaN of grey values.
    characteristic_length_scale_px : float
        Characteristic length scale a_n, in px (equation (10)).
    uncertainty : Uncertainty
        Answers levels and sizes.
    shapes : tuple of tuple of int
        Shape of each image.
    n_pixels : int
        Pixels or voxels of the sample in all; fewer than the images have where a domain is given.
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
    quantity : str
        Name of what was measured, such as ``"phase-fraction"``.
    measured : float or None
        Value of the quantity in the images, in `unit`; None where it is the phase fraction.
    other_phases : tuple of tuple of int
        Further phases that the quantity has: those that the boundary is with, or that meet in a
        line; what a ratio is over.
    published : Measurement or None
        The same by the method of the paper, where it was asked for beside another method.
    is_round : bool
        Whether the sample is a circle, or in volumes a cylinder, in every image.
    half_pixel_change : float or None
        Change of the phase fraction where every boundary lies half a pixel off; None of other
        quantities, and of images that are not in memory.
    segmentation : SegmentationUncertainty or None
        How far the segmentation may be off, where that was found (:meth:`with_segmentation`).
        Intervals and errors are those of sampling, unless their name says "total".
    """

    phase: int | tuple[int, ...]
    phase_fraction: float
    characteristic_length_scale_px: float
    uncertainty: Uncertainty
    shapes: tuple[tuple[int, ...], ...]
    n_pixels: int
    calibration: Calibration | None
    correlation: RadialCorrelation | None = field(compare=False)
    warnings: tuple[MeasurementWarning, ...]
    method: str
    name: str
    diagnostics: Any = field(default=None, compare=False)
    quantity: str = PHASE_FRACTION.name
    measured: float | None = None
    other_phases: tuple[tuple[int, ...], ...] = ()
    published: Measurement | None = field(default=None, compare=False)
    is_round: bool = False
    half_pixel_change: float | None = None
    segmentation: SegmentationUncertainty | None = None

    @property
    def label(self) -> Message:
        """Name of the quantity for people."""
        return self._definition.label

    @property
    def value(self) -> float:
        """Value of the quantity in the images: the phase fraction, or what else was measured."""
        return self.phase_fraction if self.measured is None else self.measured

    @property
    def unit(self) -> str:
        """Unit of `value` and of its errors; empty for pure numbers."""
        return self._definition.unit(self.calibration)

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
    def doubts(self) -> tuple[MeasurementWarning, ...]:
        """Those of the warnings that make the whole answer doubtful."""
        return tuple(one for one in self.warnings if one.is_doubt)

    @property
    def is_doubtful(self) -> bool:
        """Whether what was measured may not be the sample, or not one material."""
        return bool(self.doubts)

    @property
    def standard_deviation(self) -> float:
        """Standard deviation sigma of the quantity in such images (equation (11))."""
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
        """Interval that holds the material's value (equation (12)).

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        ConfidenceInterval
            `low` and `high`, in `unit`; of a phase fraction within 0 to 1, of other quantities
            that cannot be negative above 0.

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
        """Half-width of the interval over the value: d of the paper, as a fraction.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        error = self.absolute_error(confidence_level)
        return error / abs(self.value) if self.value else math.inf

    def with_segmentation(self, segmentation: SegmentationUncertainty | None) -> Measurement:
        """The same measurement with what is known of the error of its segmentation.

        Parameters
        ----------
        segmentation : SegmentationUncertainty or None
            From an audit, thresholds, other segmentations, probabilities or displaced boundaries;
            None to assume a perfect segmentation. It is one of them: two that look at the same
            boundaries are not independent.

        Returns
        -------
        Measurement

        Raises
        ------
        ParameterError
            If it is that of another phase, or not the phase fraction of one image was measured.

        Examples
        --------
        >>> import imagerep
        >>> from imagerep.generate import boolean_model
        >>> discs = boolean_model((400, 400), phase_fraction=0.3, radius=8, seed=1)
        >>> image = imagerep.Segmentation.from_array(discs)
        >>> found = imagerep.boundary_displacement(image)
        >>> m = imagerep.measure(image).with_segmentation(found.uncertainty)
        >>> print(f"{m.absolute_error():.3f}, {m.segmentation_error():.3f}, {m.total_error():.3f}")
        0.030, 0.039, 0.049
        """
        if segmentation is not None:
            is_fraction = self.quantity == PHASE_FRACTION.name
            segmentation.check_fits(self.phase, self.n_images, is_fraction=is_fraction)
        published = self.published and self.published.with_segmentation(segmentation)
        return replace(self, segmentation=segmentation, published=published)

    @property
    def corrected_value(self) -> float:
        """`value`, corrected where an audit found how far the segmentation is off."""
        return self.value if self.segmentation is None else self.segmentation.corrected(self.value)

    def segmentation_error(self, confidence_level: float = 0.95) -> float:
        """Half-width of the interval by segmentation alone; 0 where it counts as perfect.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        if self.segmentation is None:
            return 0.0
        return self.segmentation.half_width(confidence_level)

    def total_error(self, confidence_level: float = 0.95) -> float:
        """Half-width of :meth:`total_interval` before clipping.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        own = self.segmentation_error(confidence_level)
        return math.hypot(self.absolute_error(confidence_level), own)

    def total_interval(self, confidence_level: float = 0.95) -> ConfidenceInterval:
        """Interval for the material about `corrected_value`: sampling and segmentation together.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        ConfidenceInterval
            That of sampling where nothing is known of the segmentation.
        """
        interval = self.confidence_interval(confidence_level)
        if self.segmentation is None:
            return interval
        return self.segmentation.total_interval(self.value, interval, confidence_level)

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material's value lies in a band.

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
            Deviation over the value: 0.05 for 5 %.

        Returns
        -------
        float
        """
        return self.confidence_of(relative_error * abs(self.value))

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
        return self.probability_between(self.value - absolute_error, self.value + absolute_error)

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
            First and last value; by default what holds 99.99 %.

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
            Target: half-width over the value, 0.05 for 5 %.
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
            If the target or the level is out of range, if no finite size meets the target, or if
            the phase fraction changes across the image.
        """
        if any(one.code == "gradient" for one in self.warnings):
            raise ParameterError("no-size-with-gradient", name=self.name)
        if relative_error is not None and self.value == 0:
            raise ParameterError("relative-target-of-zero", quantity=self.label)
        return recommended_size(
            self.uncertainty,
            self.value,
            self.shapes,
            self.n_pixels,
            self.calibration,
            relative_error=relative_error,
            absolute_error=absolute_error,
            confidence_level=check_level(confidence_level),
            hold_model_error=hold_model_error,
            is_round=self.is_round,
        )

    def statement(self, confidence_level: float = 0.95) -> str:
        """The paper's sentence with the numbers filled in; it names the method if it is another.

        Of quantities other than the phase fraction it names this software, too.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        str
        """
        error, labels = self.absolute_error(confidence_level), as_labels(self.phase)
        if self.quantity == PHASE_FRACTION.name:
            given = self.value, error, confidence_level, self.method, self.segmentation
            return statement(*given, labels=labels, n_images=self.n_images).text
        interval = self.confidence_interval(confidence_level)
        return quantity_statement(
            self._definition, self.value, error, interval, self.unit, confidence_level, self.method,
            phases=self._phases if self.other_phases else (), labels=labels, n_images=self.n_images,
        ).text  # fmt: skip

    def to_dict(
        self,
        confidence_level: float = 0.95,
        relative_error: float | None = 0.05,
        *,
        absolute_error: float | None = None,
        hold_model_error: bool = False,
    ) -> dict[str, Any]:
        """The measurement as plain values, ready for JSON.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.
        relative_error : float or None, optional
            Target for the recommended size; ignored where an absolute one is given.
        absolute_error : float, optional
            The same as a half-width.
        hold_model_error : bool, optional
            As in :meth:`recommended_size`.

        Returns
        -------
        dict
            Lengths in px, and in the unit where the voxel size is known; fractions 0 to 1. The
            recommended size is None where no finite one meets the target or there is a gradient;
            whether the target is reached is None where the answer is doubtful; what is not a
            finite number is None.

        Raises
        ------
        ParameterError
            If the level or the target is out of range.
        """
        interval = self.confidence_interval(confidence_level)
        half = self.absolute_error(confidence_level)
        warnings = list(self.warnings)
        relative = None if absolute_error is not None else relative_error
        size: RecommendedSize | None = None
        try:
            size = self.recommended_size(
                relative,
                confidence_level,
                absolute_error=absolute_error,
                hold_model_error=hold_model_error,
            )
        except ParameterError as error:
            if error.code in ("no-finite-size", "relative-target-of-zero"):
                warnings.append(MeasurementWarning(error.code, **error.values))
            elif error.code != "no-size-with-gradient":
                raise
        calibration, found = self.calibration, self.diagnostics
        plain = {
            "name": self.name,
            "phase": list(self.phase) if isinstance(self.phase, tuple) else self.phase,
            "other_phases": [list(labels) for labels in self.other_phases],
            "quantity": self.quantity,
            "method": self.method,
            "n_images": self.n_images,
            "shape_px": list(self.shape),
            "n_pixels": self.n_pixels,
            "value": self.value,
            "value_unit": self.unit,
            "phase_fraction": self.phase_fraction,
            "characteristic_length_scale_px": self.characteristic_length_scale_px,
            "characteristic_length_scale": self.characteristic_length_scale,
            "standard_deviation": self.standard_deviation,
            "model_error": self.model_error,
            "confidence_level": confidence_level,
            "interval": [interval.low, interval.high],
            "absolute_error": half,
            "relative_error": self.relative_error(confidence_level),
            "half_pixel_change": self.half_pixel_change,
            **segmentation_fields(self.segmentation, self.value, interval, half, confidence_level),
            "target_relative_error": size and size.relative_error,
            "target_absolute_error": size and size.absolute_error,
            "target_is_reached": None if self.is_doubtful else size and size.is_reached,
            "recommended_side_px": size and size.side_px,
            "recommended_shape_px": size and [math.ceil(side - 1e-9) for side in size.shape_px],
            "recommended_n_pixels": size and size.n_pixels,
            "recommended_area": size and size.area,
            "recommended_side": size and size.side,
            "recommended_diameter_px": size and size.diameter_px,
            "recommended_diameter": size and size.diameter,
            "recommended_shape": size and size.shape and list(size.shape),
            "volume_ratio": size and size.volume_ratio,
            "additional_images": size and size.additional_images,
            "voxel_size": calibration and list(calibration.voxel_size),
            "unit": calibration and calibration.unit,
            "diagnostics": found and found.to_dict(),
            "is_doubtful": self.is_doubtful,
            "warnings": [one.to_dict() for one in warnings],
            "statement": self.statement(confidence_level),
            "published": None,
        }
        if self.published is not None:
            other = self.published.to_dict(
                confidence_level,
                relative_error,
                absolute_error=absolute_error,
                hold_model_error=hold_model_error,
            )
            plain["published"] = {name: other[name] for name in _OF_PUBLISHED}
        finite: dict[str, Any] = finite_values(plain)
        return finite

    def plot(self, ax: Any = None, confidence_level: float = 0.95) -> Any:
        """Draw the likelihood of the material's phase fraction, with the interval shaded.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to; a new figure unless given.
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        MissingPackageError
            If Matplotlib is not installed.
        """
        if ax is None:
            ax = new_axes()
        curve, interval = self.likelihood(), self.confidence_interval(confidence_level)
        inside = np.linspace(interval.low, interval.high, 200)
        ax.plot(curve.value, curve.density)
        label = f"{100 * confidence_level:.4g} % interval"
        ax.fill_between(inside, self.uncertainty.density(inside), alpha=0.3, label=label)
        ax.axvline(self.value, linestyle="--", linewidth=1)
        unit = f" ({self.unit})" if self.unit else ""
        ax.set_xlabel(f"{self.label.text} of the material{unit}")
        ax.set_ylabel("likelihood")
        ax.set_ylim(bottom=0)
        return ax

    @property
    def _definition(self) -> Quantity:
        return quantity_of(self.quantity, self.ndim)

    @property
    def _phases(self) -> list[str]:
        return [labels_text(one, " + ") for one in (as_labels(self.phase), *self.other_phases)]

    def _facts(self) -> list[tuple[str, str]]:
        value, error = rounded(self._definition, self.value, self.absolute_error(0.95))
        phase = ", ".join(filter(None, self._phases))
        length = f"{self.characteristic_length_scale_px:.3g} px"
        if self.characteristic_length_scale is not None and self.calibration is not None:
            length += f" ({self.characteristic_length_scale:.3g} {self.calibration.unit})"
        images = f", {self.n_images} images" if self.n_images > 1 else ""
        facts = [
            ("image", f"{self.name or '–'} ({size_text(self.shape)} px{images})"),
            (
                self.label.text,
                f"{value} ± {error}{self.unit and ' '}{self.unit} (95 %)"
                + (f", phase {phase}" if phase else ""),
            ),
            ("characteristic length", length),
            ("method", self.method),
        ]
        if self.segmentation is not None:
            total, own = self.total_error(0.95), self.segmentation_error(0.95)
            corrected, all_ = rounded(self._definition, self.corrected_value, total)
            part = rounded(self._definition, own, total)[0]
            origin = self.segmentation.origin.text
            facts.insert(2, ("with segmentation", f"{corrected} ± {all_} (± {part} by {origin})"))
        if self.warnings:
            facts.append(("warnings", ", ".join(one.code for one in self.warnings)))
        return facts

    def __repr__(self) -> str:
        lines = "\n".join(f"  {name}: {text}" for name, text in self._facts())
        return f"<Measurement\n{lines}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{html.escape(name)}</th>"
            f"<td style='text-align:left'>{html.escape(text)}</td></tr>"
            for name, text in self._facts()
        )
        return f"<table>{rows}</table>"
