"""How much a field may vary on the scale of its image, judged from its shorter waves.

The residual of a measure, e = a - R b, is projected onto cosines with k = (k_1, ..., k_d) half
waves along the sides of the image. Where a material is the same everywhere, the squares of the
projections are S(k), the spectral density of e, times chi-square variates of one degree of freedom.
From waves that are shorter than the image, and the curves that S may follow, one expects what the
longest waves have, and how much several images of one material differ. More of it is a gradient, or
fields that disagree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtrc

from imagerep.blocks import Blocks

CELLS = 48
"""Blocks along the shortest side of an image, about."""

MOST_WAVES = {2: 14, 3: 10}
"""Largest length of k that is looked at. Further ones are of single features."""

LONG_WAVES = 2.25
"""Squares of the length of k up to which waves are not taken for reference."""

LENGTHS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Correlation lengths of the curves 1 / (1 + (length |k|)^2) that S may follow, over the shortest
side and pi, beside a constant. On the benchmark's materials the tests below are then as frequent as
they should be; longer ones would explain any gradient."""

ASPECTS = {
    2: tuple((math.sqrt(a), 1 / math.sqrt(a)) for a in (1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8)),
    3: tuple((a, b, 1 / (a * b)) for a, b in product((0.4, 1.0, 2.5), repeat=2)),
}
"""Factors of the length along each axis."""


@dataclass(frozen=True, slots=True, eq=False)
class Waves:
    """Squared projections of the residual of one image."""

    # shape (n,): square of each projection, normalised so that its mean is S
    power: NDArray[np.float64]
    half_waves: NDArray[np.intp]  # shape (n, d): half waves along each side
    sides: tuple[int, ...]  # Sides of the image in px

    @classmethod
    def of(cls, blocks: Blocks) -> Waves:
        """Project the residual of an image, whatever its domain."""
        ndim = blocks.ndim
        most = MOST_WAVES[ndim]
        residual = blocks.residual(dtype=np.float64).astype(np.float64, copy=False)
        cosines = [_cosines(min(most, n - 1), n) for n in residual.shape]
        projected = _projected(residual, cosines) * blocks.side**ndim
        squares = [table**2 for table in cosines]
        norm: NDArray[np.float64]
        if blocks.denominator is None:
            norm = reduce(np.multiply.outer, [table.sum(axis=1) for table in squares])
        else:
            norm = _projected(blocks.coverage().astype(np.float64), squares)
        norm = norm * blocks.side**ndim
        half_waves = np.indices(projected.shape).reshape(ndim, -1).T
        square = (half_waves**2).sum(axis=1)
        kept = (square > 0) & (square <= most**2)
        power = (projected**2 / norm).ravel()
        return cls(power[kept], half_waves[kept], blocks.shape)

    @property
    def square(self) -> NDArray[np.intp]:
        """Squared length of k."""
        found: NDArray[np.intp] = (self.half_waves**2).sum(axis=1)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """What images of one material lead to expect of waves as long as they are."""

    weights: NDArray[np.float64]  # shape (m,): probability of each curve
    scales: NDArray[np.float64]  # shape (m,): S at zero frequency of each
    # shape (m,): degrees of freedom of each: the waves of reference, fewer where some of them hold
    # most of the power, as in periodic structures
    freedom: NDArray[np.float64]
    shortest: int  # Shortest side of the images, in px

    @classmethod
    def of(cls, images: Sequence[Waves]) -> Expectation | None:
        """Learn from the shorter waves of some images; None where there are too few."""
        shortest = min(min(image.sides) for image in images)
        n_curves = len(_log_prior(images[0]))
        log_evidence, total, squares = np.zeros((3, n_curves))
        n_waves = 0
        for image in images:
            curves = _curves(image, shortest)
            is_reference = image.square > LONG_WAVES
            log_evidence -= 0.5 * np.log(curves[:, is_reference]).sum(axis=1)
            relative = (image.power / curves)[:, is_reference]
            total += relative.sum(axis=1)
            squares += (relative**2).sum(axis=1)
            n_waves += int(is_reference.sum())
        if n_waves < 8 or not np.all(total > 0):
            return None
        log_evidence += _log_prior(images[0]) - 0.5 * n_waves * np.log(total)
        weights = np.exp(log_evidence - log_evidence.max())
        # The square of chi-square of one degree is three times that of its mean.
        freedom = np.minimum(3 * total**2 / squares, n_waves)
        return cls(weights / weights.sum(), total / n_waves, freedom, shortest)

    @property
    def density(self) -> float:
        """Mean of S at zero frequency."""
        return float(self.weights @ self.scales)

    def probability_of(self, image: Waves, which: NDArray[np.bool_]) -> float:
        """Probability that some waves of an image have as much power as they do, or more."""
        curves = _curves(image, self.shortest)[:, which]
        ratio = (image.power[which] / curves).mean(axis=1) / self.scales
        return float(self.weights @ fdtrc(int(which.sum()), self.freedom, ratio))

    def probability_of_scatter(self, ratios: ArrayLike, sizes: ArrayLike) -> float:
        """Probability that the ratios R of images of some sizes scatter as much, or more."""
        freedom = np.size(ratios) - 1
        scaled = scatter(ratios, sizes) / freedom / self.scales
        return float(self.weights @ fdtrc(freedom, self.freedom, scaled))


def scatter(ratios: ArrayLike, sizes: ArrayLike) -> float:
    """Sum of N (R - mean)^2 over images: S times chi-square of one degree fewer than images."""
    values, weights = np.asarray(ratios, float), np.asarray(sizes, float)
    mean = float(weights @ values / weights.sum())
    return float(weights @ (values - mean) ** 2)


def block_side(shape: Sequence[int], smallest: int) -> int:
    """Side of the blocks whose sums are projected, a multiple of the smallest that there is."""
    return max(1, min(shape) // CELLS // smallest) * smallest


def _projected(
    field: NDArray[np.float64], tables: Sequence[NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Sums of a field times a function of the position along every axis."""
    for table in reversed(tables):  # the last axis becomes the first, and so on
        field = np.moveaxis(field @ table.T, -1, 0)
    return field


@lru_cache(maxsize=64)
def _cosines(most: int, n: int) -> NDArray[np.float64]:
    middles = (np.arange(n) + 0.5) / n
    return np.cos(np.pi * np.arange(most + 1)[:, None] * middles)


def _curves(image: Waves, shortest: int) -> NDArray[np.float64]:
    """S of every curve at the waves of an image, relative to zero frequency."""
    waves = image.half_waves * (shortest / np.array(image.sides))
    curves = [np.ones(len(waves))]
    for aspect in ASPECTS[len(image.sides)]:
        square = ((waves * np.array(aspect)) ** 2).sum(axis=1)
        curves += [1 / (1 + length**2 * square) for length in LENGTHS]
    return np.stack(curves)


def _log_prior(image: Waves) -> NDArray[np.float64]:
    """A constant is as probable as all aspects of one length."""
    n_aspects = len(ASPECTS[len(image.sides)])
    return -np.log([1.0, *[n_aspects] * (n_aspects * len(LENGTHS))])
