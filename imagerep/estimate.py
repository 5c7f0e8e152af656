"""What every method returns, and the doubts that follow from an image's size alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imagerep.large.segmentation import LargeSegmentation
from imagerep.length_scale import RadialCorrelation
from imagerep.segmentation import Segmentation
from imagerep.shapes import size_text
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
class MeasurementWarning:
    """A doubt about a valid result.

    Attributes
    ----------
    code : str
        Stable name of the doubt, for programs.
    message : str
        What was found and what it means, for people.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a method returns for one phase of one or several images.

    Attributes
    ----------
    uncertainty : Uncertainty
        Answers every confidence level and size.
    characteristic_length_scale_px : float
        Characteristic length scale, in px.
    correlation : RadialCorrelation or None
        For plots.
    warnings : tuple of MeasurementWarning
        Doubts.
    diagnostics : object or None
        What else the method can tell.
    """

    uncertainty: Uncertainty
    characteristic_length_scale_px: float
    correlation: RadialCorrelation | None
    warnings: tuple[MeasurementWarning, ...]
    diagnostics: Any = None


def size_warnings(
    images: Sequence[Segmentation | LargeSegmentation], length_px: float, phase_fraction: float
) -> list[MeasurementWarning]:
    """Doubts that follow from the size of the images against that of their features.

    Parameters
    ----------
    images : sequence of Segmentation or LargeSegmentation
        The images measured.
    length_px : float
        Characteristic length scale, in px.
    phase_fraction : float
        Phase fraction, pooled.

    Returns
    -------
    list of MeasurementWarning
    """
    found = []
    smallest = min(images, key=lambda image: min(image.shape))
    side = min(smallest.shape)
    if side < VALIDATED_SIDE_PX:
        found.append(
            MeasurementWarning(
                "small-image",
                f"The image is {size_text(smallest.shape)} px; the method has been validated "
                f"only from {VALIDATED_SIDE_PX} px a side, below that the interval may be too "
                "narrow.",
            )
        )
    if length_px > VALIDATED_LENGTH_PX:
        found.append(
            MeasurementWarning(
                "large-features",
                f"The characteristic length scale is {length_px:.0f} px; the method has been "
                f"validated up to {VALIDATED_LENGTH_PX} px. A coarser image of a larger area "
                "would serve better.",
            )
        )
    if length_px > side / FEW_LENGTHS:
        found.append(
            MeasurementWarning(
                "few-features",
                f"The shortest side, {side} px, holds only {side / length_px:.1f} characteristic "
                f"lengths ({length_px:.0f} px); with fewer than {FEW_LENGTHS} the image says "
                "little about its own representativity.",
            )
        )
    n_pixels = sum(image.size for image in images)
    cells = min(phase_fraction, 1.0 - phase_fraction) * n_pixels / length_px ** images[0].ndim
    if cells < FEW_CELLS:
        found.append(
            MeasurementWarning(
                "rare-phase",
                f"The rarer side of the image amounts to about {cells:.1f} independent features; "
                f"with fewer than {FEW_CELLS} the interval is only a rough guide.",
            )
        )
    calibration = images[0].calibration
    if calibration is not None and not calibration.is_isotropic:
        sizes = calibration.sides_text
        found.append(
            MeasurementWarning(
                "unequal-voxels",
                f"The sides of a voxel differ ({sizes} {calibration.unit}); lengths in "
                f"{calibration.unit} use their geometric mean, and sizes are given per axis.",
            )
        )
    return found
