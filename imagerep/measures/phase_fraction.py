"""The phase fraction: a = "in the phase", b = "in the domain"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

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
    known : mapping of Segmentation to Blocks
        Sums over blocks that were found before.
    """

    labels: tuple[int, ...]
    name: str = "phase-fraction"
    scale: Scale = FRACTION
    doubts: tuple[MeasurementWarning, ...] = ()
    known: Mapping[Segmentation, Blocks] = field(default_factory=dict, compare=False, repr=False)

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Pixels of the phase, and of the domain."""
        return float(image.count(self.labels)), float(image.n_domain)

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        known = self.known.get(image)
        if known is not None and side is not None and side % known.side == 0:
            return known.coarsened(side // known.side)
        return image.blocks(self.labels, side, hooks)

    def over_blocks(self, images: Sequence[Segmentation], side: int, hooks: Hooks) -> PhaseFraction:
        """The same, with the sums over blocks of a side at hand."""
        parts = hooks.parts(len(images))
        known = {
            image: image.blocks(self.labels, side, part)
            for image, part in zip(images, parts, strict=True)
        }
        return replace(self, known=known)

    def smallest_side(self, image: Segmentation) -> int:
        """Side of the blocks at hand of an image, or else of the smallest that it has."""
        known = self.known.get(image)
        return image.block_side if known is None else known.side

    def variance(self, ratio: float) -> float:
        """Variance of a pixel, phi (1 - phi)."""
        return ratio * (1.0 - ratio)

    def phase_fraction(self, images: Sequence[Segmentation]) -> float:
        """The fraction itself, of all images together."""
        totals = [self.totals(image) for image in images]
        return sum(part for part, _ in totals) / sum(whole for _, whole in totals)
