"""What was measured, and how much of the variance larger images of it would see."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from imagerep.spectral.other_shapes import mean_leakage, rescaled_variance
from imagerep.spectral.smoothing import LogSpectrum
from imagerep.spectral.unevenness import EVEN, PARTS_PER_SIDE, Parts, log_shift

WAVY_DIP = 0.5
"""Dip of log S from which errors may rise with the size here and there: seen from 0.7 on (discs on
a square lattice, 8 to a side); a thresholded field without order has 0.16."""

STEP = 0.05
"""Steps of the logarithm of a size where `leakage` is computed."""
_WINDOW = tuple(math.cos(0.5 * math.pi * step / 6) ** 2 for step in range(-5, 6))


def rarer_cells(cells: float, phase_fraction: float) -> float:
    """Independent cells of the rarer phase, so counted that at 1/2 it is all; at least 1."""
    return max(2 * cells * min(phase_fraction, 1 - phase_fraction), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class SampleSpectrum:
    """Fitted spectrum of the images measured; make one with :meth:`of`.

    Attributes
    ----------
    fit : LogSpectrum
        Log S, as the measured images see it.
    shapes : tuple of pairs of tuple of float and int
        Sides of the boxes that the images are, and how many are each.
    leakage : float
        S that the images see, relative to S at zero frequency.
    parts : Parts
        How the means of the images' parts scatter.
    """

    fit: LogSpectrum
    shapes: tuple[tuple[tuple[float, ...], int], ...]
    leakage: float
    parts: Parts = EVEN

    @classmethod
    def of(
        cls, fit: LogSpectrum, shapes: Iterable[tuple[float, ...]], parts: Parts = EVEN
    ) -> SampleSpectrum:
        """Sample of images, given the fit and the sides of each."""
        counts = Counter(shapes)
        return cls(fit, tuple(counts.items()), mean_leakage(fit, counts), parts)

    @property
    def ndim(self) -> int:
        """2 or 3."""
        return len(self.shapes[0][0])

    @property
    def n_pixels(self) -> float:
        """Pixels or voxels in all."""
        return sum(n * math.prod(shape) for shape, n in self.shapes)

    @property
    def n_images(self) -> int:
        """Number of images."""
        return sum(n for _, n in self.shapes)

    @property
    def shortest_side(self) -> float:
        """Shortest side of an image."""
        return min(min(shape) for shape, _ in self.shapes)

    def unevenness(self, phase_fraction: float) -> float:
        """How much few large features carry the variance, from 0 to 1."""
        per_part = self._cells_per_part(phase_fraction)
        return self.parts.unevenness(per_part, phase_fraction, self.fit.dip)

    def hides_larger_features(self, phase_fraction: float) -> bool:
        """Whether larger ones may be unseen, for which log S is shifted by too little."""
        per_part = self._cells_per_part(phase_fraction)
        shift = log_shift(self.unevenness(phase_fraction), self._cells)
        return self.parts.hide_larger(per_part, phase_fraction, self.fit.dip, shift)

    def seen_by_larger(self, shape_factor: float) -> float:
        """S that larger images see, relative to what the images measured see.

        Where the spectrum has a dip, it is averaged over sizes around both, up to a fourth larger
        or smaller: how a size fits to the period of a structure is chance.
        """
        if shape_factor == 1.0:
            return 1.0
        if self.fit.dip <= WAVY_DIP:
            return rescaled_variance(1.0, self.leakage, _leakage(self, shape_factor))
        here, there = _mean_around(self, 0.0), _mean_around(self, math.log(shape_factor))
        return rescaled_variance(1.0, here, there)

    @property
    def _cells(self) -> float:
        """Independent cells that the images amount to."""
        return self.n_pixels / math.exp(self.fit.mean_at_zero)

    def _cells_per_part(self, phase_fraction: float) -> float:
        """Independent cells of the rarer phase in each of an image's parts."""
        parts = PARTS_PER_SIDE[self.ndim] ** self.ndim * self.n_images
        return float(rarer_cells(self._cells, phase_fraction) / parts)


@lru_cache(maxsize=4096)
def _leakage(sample: SampleSpectrum, shape_factor: float) -> float:
    """`leakage` of larger images; kept, as a slider asks for the same sizes at every level."""
    larger = {tuple(n * shape_factor for n in shape): count for shape, count in sample.shapes}
    return mean_leakage(sample.fit, larger)


def _mean_around(sample: SampleSpectrum, log_factor: float) -> float:
    """Mean `leakage` around a size, linear between `STEP` s, so that few have to be computed."""
    place = math.floor(log_factor / STEP)
    part = log_factor / STEP - place
    low, high = (_mean_at_step(sample, step) for step in (place, place + 1))
    return (1 - part) * low + part * high


@lru_cache(maxsize=4096)
def _mean_at_step(sample: SampleSpectrum, place: int) -> float:
    total = sum(_WINDOW)
    return sum(
        weight / total * _leakage(sample, math.exp(STEP * (place + step)))
        for step, weight in enumerate(_WINDOW, -(len(_WINDOW) // 2))
    )
