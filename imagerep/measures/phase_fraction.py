"""The phase fraction: a = "in the phase", b = "in the domain"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imagerep.blocks import Blocks
from imagerep.hooks import Hooks
from imagerep.image.segmentation import Segmentation
from imagerep.messages import MeasurementWarning
from imagerep.scale import FRACTION, Scale


@dataclass(frozen=True, slots=True)
class PhaseFraction:
    """Share of the sample that has one of some labels.

    Attributes
    ----------
    labels : tuple of int
        Labels of the phase; several are taken together.
    """

    labels: tuple[int, ...]
    name: str = "phase-fraction"
    scale: Scale = FRACTION
    doubts: tuple[MeasurementWarning, ...] = ()

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Pixels of the phase, and of the domain."""
        return float(image.count(self.labels)), float(image.n_domain)

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        return image.blocks(self.labels, side, hooks)

    def variance(self, ratio: float) -> float:
        """Variance of a pixel, phi (1 - phi)."""
        return ratio * (1.0 - ratio)

    def phase_fraction(self, images: Sequence[Segmentation]) -> float:
        """The fraction itself, of all images together."""
        totals = [self.totals(image) for image in images]
        return sum(part for part, _ in totals) / sum(whole for _, whole in totals)
