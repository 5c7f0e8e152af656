"""The mean of grey values or probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imagerep.blocks import Blocks
from imagerep.errors import SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.grey import GreyImage
from imagerep.messages import MeasurementWarning
from imagerep.scale import FRACTION, REAL, Scale


@dataclass(frozen=True, slots=True)
class GreyMean:
    """Mean of the values of grey images of one material.

    Attributes
    ----------
    pixel_variance : float
        Variance of a pixel.
    scale : Scale
        Values that the mean can have: 0 to 1 where no value lies outside.
    """

    pixel_variance: float
    scale: Scale
    name: str = "mean"
    doubts: tuple[MeasurementWarning, ...] = ()

    @classmethod
    def of(cls, images: Sequence[GreyImage]) -> GreyMean:
        """Of images of one material; refuses images of a single value."""
        n_pixels = sum(image.n_domain for image in images)
        mean = sum(image.total for image in images) / n_pixels
        variance = sum(image.total_square for image in images) / n_pixels - mean**2
        low, high = min(image.low for image in images), max(image.high for image in images)
        if low == high:
            raise SegmentationError("values-all-equal", name=images[0].name, value=low)
        is_share = low >= 0 and high <= 1
        return cls(variance, FRACTION if is_share else REAL)

    def totals(self, image: Any) -> tuple[float, float]:
        """Sum of the values, and the pixels of the domain."""
        return image.total, float(image.n_domain)

    def blocks(self, image: Any, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        found: Blocks = image.blocks(side)
        return found

    def variance(self, ratio: float) -> float:
        """Variance of a pixel."""
        return self.pixel_variance

    def phase_fraction(self, images: Sequence[Any]) -> float:
        """Half: every part of the image counts."""
        return 0.5
