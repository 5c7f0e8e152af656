"""What a segmentation adds to the uncertainty of a phase fraction, however it was found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from scipy.special import ndtri

from imagerep.errors import ParameterError
from imagerep.image.label_text import labels_text
from imagerep.messages import Message
from imagerep.uncertainty import ConfidenceInterval, check_level

_FIELDS = (
    "segmentation_origin", "segmentation_shift", "segmentation_absolute_error", "corrected_value",
    "total_absolute_error", "total_interval",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SegmentationUncertainty:
    """How far the phase fraction of an image may be off by its segmentation.

    Made by :func:`imagerep.boundary_displacement`, :func:`imagerep.threshold_sensitivity`,
    :func:`imagerep.compare_segmentations`, :func:`imagerep.compare_probabilities` and
    :meth:`imagerep.PointAudit.estimate`; :meth:`imagerep.Measurement.with_segmentation` takes it.

    Attributes
    ----------
    phase : tuple of int
        Labels of the phase.
    standard_error : float
        Standard error of the phase fraction of the image, after the shift.
    shift : float
        What has to be added to the measured phase fraction.
    origin : Message
        How it was found.
    is_correction : bool
        Whether the phase fraction is corrected by the shift. An audit does; other ways say how
        much segmentations differ, and not which of them is right.
    """

    phase: tuple[int, ...]
    standard_error: float
    shift: float
    origin: Message
    is_correction: bool = False

    def half_width(self, confidence_level: float = 0.95) -> float:
        """Half the width of the interval that segmentation alone would give.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        float
        """
        return float(ndtri(0.5 + check_level(confidence_level) / 2)) * self.standard_error

    def check_fits(self, phase: int | tuple[int, ...], n_images: int, *, is_fraction: bool) -> None:
        """Refuse a measurement of another quantity or phase, or of several images."""
        measured = (phase,) if isinstance(phase, int) else phase
        if not is_fraction:
            raise ParameterError("segmentation-of-quantity")
        if n_images > 1:
            raise ParameterError("segmentation-of-one-image", n_images=n_images)
        if set(measured) != set(self.phase):
            raise ParameterError(
                "segmentation-of-other-phase",
                phase=labels_text(self.phase),
                measured=labels_text(measured),
            )

    def corrected(self, value: float) -> float:
        """A phase fraction with the shift, within 0 to 1."""
        return min(1.0, max(0.0, value + self.shift))

    def total_interval(
        self, value: float, sampling: ConfidenceInterval, confidence_level: float
    ) -> ConfidenceInterval:
        """Interval for the material that holds the errors of sampling and of segmentation.

        The two are independent, so that their squares add up on either side.
        """
        own = self.half_width(confidence_level)
        centre = self.corrected(value)
        low = centre - math.hypot(value - sampling.low, own)
        high = centre + math.hypot(sampling.high - value, own)
        return ConfidenceInterval(max(0.0, low), min(1.0, high))


def segmentation_fields(
    found: SegmentationUncertainty | None,
    value: float,
    sampling: ConfidenceInterval,
    absolute_error: float,
    confidence_level: float,
) -> dict[str, Any]:
    """What a measurement as plain values says of the segmentation; None where nothing is known."""
    if found is None:
        return dict.fromkeys(_FIELDS)
    own = found.half_width(confidence_level)
    values = (
        found.origin.text,
        found.shift,
        own,
        found.corrected(value),
        math.hypot(absolute_error, own),
        list(found.total_interval(value, sampling, confidence_level)),
    )
    return dict(zip(_FIELDS, values, strict=True))


def standard_error_of_range(value: float, low: float, high: float) -> float:
    """Root mean square distance of a value from one that may lie anywhere within two limits.

    A rectangular distribution stands for limits between which nothing is preferred (JCGM 100:2008,
    "Guide to the expression of uncertainty in measurement", 4.3.7).
    """
    return math.hypot((high - low) / math.sqrt(12), (low + high) / 2 - value)
