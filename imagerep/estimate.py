"""What every method returns, and the doubts that follow from an image's size alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from imagerep.measures import MeasuredImage
from imagerep.messages import MeasurementWarning
from imagerep.shapes import size_text
from imagerep.two_point.length_scale import RadialCorrelation
from imagerep.uncertainty import Uncertainty

VALIDATED_SIDE_PX = 200
"""Shortest side for which the method was validated (paper, SI 5.3 and the published notes)."""

VALIDATED_LENGTH_PX = 70
"""Largest characteristic length scale for which it was validated (published notes)."""

FEW_LENGTHS = 5
"""Fewer characteristic lengths along the shortest side than this make a doubtful answer."""

FEW_CELLS = 10
"""Fewer independent cells of the rarer phase than this make a normal distribution doubtful."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a method returns for one measure of one or several images."""

    uncertainty: Uncertainty  # Answers every confidence level and size
    characteristic_length_scale_px: float  # Characteristic length scale, in px
    correlation: RadialCorrelation | None  # For plots
    warnings: tuple[MeasurementWarning, ...]  # Doubts
    diagnostics: Any = None  # What else the method found

    def of_multiple(self, factor: float, value: float) -> Estimate:
        """Estimate of another quantity, whose residual is a multiple of this one's."""
        return replace(
            self,
            uncertainty=self.uncertainty.of_multiple(factor, value),
            correlation=self.correlation and self.correlation.of_multiple(factor, value),
        )


def size_warnings(
    images: Sequence[MeasuredImage], length_px: float, phase_fraction: float
) -> list[MeasurementWarning]:
    """Doubts that follow from the size of the images against that of their features, in px."""
    found = []
    smallest = min(images, key=lambda image: min(image.shape))
    side = min(smallest.shape)
    if side < VALIDATED_SIDE_PX:
        found.append(
            MeasurementWarning(
                "small-image", size=size_text(smallest.shape), validated=VALIDATED_SIDE_PX
            )
        )
    if length_px > VALIDATED_LENGTH_PX:
        found.append(
            MeasurementWarning("large-features", length=length_px, validated=VALIDATED_LENGTH_PX)
        )
    if length_px > side / FEW_LENGTHS:
        found.append(
            MeasurementWarning(
                "few-features",
                side=side,
                n_lengths=side / length_px,
                length=length_px,
                least=FEW_LENGTHS,
            )
        )
    n_pixels = sum(image.n_domain for image in images)
    cells = min(phase_fraction, 1.0 - phase_fraction) * n_pixels / length_px ** images[0].ndim
    if cells < FEW_CELLS:
        found.append(MeasurementWarning("rare-phase", n_cells=cells, least=FEW_CELLS))
    calibration = images[0].calibration
    if calibration is not None and not calibration.is_isotropic:
        found.append(
            MeasurementWarning(
                "unequal-voxels", sides=calibration.sides_text, unit=calibration.unit
            )
        )
    return found
