"""Measures that give every phase a number: the ratio of two phases, directions among several."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from imagerep.blocks import Blocks
from imagerep.errors import SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.label_text import labels_text
from imagerep.image.segmentation import Segmentation
from imagerep.messages import MeasurementWarning, Message
from imagerep.scale import FRACTION, POSITIVE, REAL, Scale


@dataclass(frozen=True, slots=True, eq=False)
class PhaseScores:
    """Mean over the sample of a number that every pixel has by its phase.

    Attributes
    ----------
    scores : mapping of int to float
        Number of each label, beyond the offset; 0 for all others.
    offset : float
        Number of every pixel.
    pixel_variance : float
        Variance of a pixel.
    features : float
        Fraction of the phase whose features are measured.
    name : str
        Name of the quantity.
    scale : Scale
        Values that the mean can have.
    """

    scores: Mapping[int, float]
    offset: float
    pixel_variance: float
    features: float
    name: str = "phase-scores"
    scale: Scale = REAL
    doubts: tuple[MeasurementWarning, ...] = ()

    @classmethod
    def of(
        cls,
        images: Sequence[Segmentation],
        scores: Mapping[int, float],
        offset: float = 0.0,
        *,
        features: float = 0.5,
        name: str = "phase-scores",
        scale: Scale = REAL,
    ) -> PhaseScores:
        """Scores of images of one material."""
        n_pixels = sum(image.n_domain for image in images)
        shares = {label: sum(image.count(label) for image in images) / n_pixels for label in scores}
        mean = math.fsum(scores[label] * share for label, share in shares.items())
        square = math.fsum(scores[label] ** 2 * share for label, share in shares.items())
        return cls(dict(scores), offset, square - mean**2, features, name, scale)

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Sum of the numbers, and the pixels of the domain."""
        found = math.fsum(score * image.count(label) for label, score in self.scores.items())
        return found + self.offset * image.n_domain, float(image.n_domain)

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        each = {label: image.blocks(label, side, hooks) for label in self.scores}
        first = next(iter(each.values()))
        total = np.zeros(first.numerator.shape, np.float32)
        for label, score in self.scores.items():
            total += np.multiply(each[label].numerator, np.float32(score), dtype=np.float32)
        volume = np.float32(first.side**first.ndim)
        inside = first.denominator
        total += np.float32(self.offset) * (volume if inside is None else inside)
        return Blocks(total, inside, first.side, first.shape, *self.totals(image))

    def variance(self, ratio: float) -> float:
        """Variance of a pixel."""
        return self.pixel_variance

    def phase_fraction(self, images: Sequence[Segmentation]) -> float:
        """Fraction of the phase whose features are measured."""
        return self.features


def phase_ratio(
    images: Sequence[Segmentation], phase: Sequence[int], over: Sequence[int]
) -> PhaseScores:
    """Pixels of some labels over those of others, by its residual (a - R b) / <b> + R."""
    n_pixels = sum(image.n_domain for image in images)
    part = sum(image.count(phase) for image in images) / n_pixels
    whole = sum(image.count(over) for image in images) / n_pixels
    scores = {}
    if whole > 0:
        ratio = part / whole
        scores = {
            label: ((label in phase) - ratio * (label in over)) / whole
            for label in dict.fromkeys((*phase, *over))
        }
    if part == 0 or not any(scores.values()):
        raise SegmentationError(
            "quantity-absent", quantity=Message("quantity-phase-ratio"), name=images[0].name,
            phases=" and ".join(labels_text(one, "+") for one in (phase, over)),
        )  # fmt: skip
    scale = FRACTION if set(phase) <= set(over) else POSITIVE
    return PhaseScores.of(images, scores, ratio, features=part, name="phase-ratio", scale=scale)
