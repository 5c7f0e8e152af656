"""Whether few large features carry much of the variance, so that larger ones may be unseen.

Where all features are alike, the means of the parts of an image scatter as sums of that many
features do: with lambda independent cells a part, their excess kurtosis is about 1 / lambda. A much
larger one means that a few parts hold features unlike the others. An image that shows one such
feature might as well have shown none or two, which the spectrum of this one image does not tell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks

PARTS_PER_SIDE = {2: 8, 3: 4}
"""64 parts an image."""

KURTOSIS = (1.0, 2.0)
"""Excess kurtosis of the parts between which an image counts as uneven more and more: that of 64
normal variates scatters by 0.6."""

KURTOSIS_TIMES_CELLS = (0.7, 1.4)
"""The same for the kurtosis times the cells of the rarer phase in a part."""

RARE_FRACTION = 0.05
RARE_TIMES = 4.0
"""Phases rarer than this need 4 times as much: a Poisson variate of few events scatters so."""

DOUBTFUL_KURTOSIS = 3.0
DOUBTFUL_TIMES_CELLS = 2.5
DOUBTFUL_OTHERS = 0.4
DOUBTFUL_SHIFT = 0.5
DOUBTFUL_DIP = 0.8
"""Beyond the first two and below the others an image is doubtful whatever its interval: the parts
that one feature covers are unlike all others, and log S is shifted by too little for it. At 200 px
85 % of such intervals hold of heavy-tailed materials left out, 95 % of the others
(docs/method.md)."""

MAX_DIP = 1.5
"""Largest dip: between the particles of a lattice, parts hold one more or one less."""

SHIFT = 8.0
MAX_SHIFT = 1.4
"""log S is shifted by 8 / sqrt(n) for n independent cells, at most by 1.4. This and the other
constants are from 65 development materials: images of heavy-tailed sizes found uneven were covered
in 50 to 70 % of the cases at 95 %, the others in 92 % (docs/method.md)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How the means of the parts of images scatter.

    Attributes
    ----------
    kurtosis : float
        Excess kurtosis, in the mean over images. 0 for images of too few blocks a side, and for
        those with a domain, whose parts differ in size.
    others : float
        Largest deviation of the parts beyond those that one feature may cover (4, in volumes 8),
        over the largest of all.
    """

    kurtosis: float = 0.0
    others: float = 1.0

    @classmethod
    def of(cls, images: Sequence[Blocks]) -> Parts:
        """Parts of images of one material."""
        deviations = [_deviations(image) for image in images]
        kurtosis = [float((one**4).mean()) - 3.0 if one.size else 0.0 for one in deviations]
        sizes = np.sort(np.abs(np.concatenate(deviations)))[::-1]
        others = float(sizes[2 ** images[0].ndim] / sizes[0]) if sizes.size else 1.0
        return cls(float(np.mean(kurtosis)), others)

    def unevenness(self, cells_per_part: float, phase_fraction: float, dip: float) -> float:
        """How uneven the features are, from 0 for features that are alike to 1.

        The cells are those of the rarer phase, the dip that of log S.
        """
        if dip >= MAX_DIP:
            return 0.0
        times_cells = self.kurtosis * _cells_that_tell(cells_per_part, phase_fraction)
        return _rise(self.kurtosis, *KURTOSIS) * _rise(times_cells, *KURTOSIS_TIMES_CELLS)

    def hide_larger(
        self, cells_per_part: float, phase_fraction: float, dip: float, shift: float
    ) -> bool:
        """Whether larger features may be unseen, for which `shift` of log S is too little."""
        times_cells = self.kurtosis * _cells_that_tell(cells_per_part, phase_fraction)
        return (
            dip < DOUBTFUL_DIP
            and self.kurtosis > DOUBTFUL_KURTOSIS
            and times_cells > DOUBTFUL_TIMES_CELLS
            and self.others < DOUBTFUL_OTHERS
            and shift < DOUBTFUL_SHIFT
        )


EVEN = Parts()
"""Of images whose parts do not tell."""


def log_shift(unevenness: float, cells: float) -> float:
    """Shift of log S for what may be unseen, by the unevenness and the number of cells."""
    return unevenness * min(MAX_SHIFT, SHIFT / math.sqrt(cells))


def _cells_that_tell(cells_per_part: float, phase_fraction: float) -> float:
    is_rare = min(phase_fraction, 1 - phase_fraction) < RARE_FRACTION
    return cells_per_part / (RARE_TIMES if is_rare else 1.0)


def _deviations(blocks: Blocks) -> NDArray[np.float64]:
    """Deviations of the parts' means, in standard deviations; none where parts do not tell."""
    if blocks.denominator is not None:
        return np.empty(0)
    cells = np.asarray(blocks.residual(dtype=np.float64), np.float64)
    parts = PARTS_PER_SIDE[cells.ndim]
    if min(cells.shape) < parts:
        return np.empty(0)
    means = _part_means(cells, parts).ravel()
    deviations = means - means.mean()
    scatter = math.sqrt(float((deviations**2).mean()))
    return deviations / scatter if scatter > 0 else np.empty(0)


def _part_means(cells: NDArray[np.float64], parts: int) -> NDArray[np.float64]:
    """Means of the parts, which share the blocks between them: mirrored images have the same."""
    for _ in range(cells.ndim):  # the first axis each time, which goes to the end
        n = cells.shape[0]
        ends = np.arange(parts + 1)[:, None] * (n / parts)
        until = np.clip(ends - np.arange(n), 0.0, 1.0)  # of each block, what lies before each end
        cells = np.einsum("pi,i...->...p", np.diff(until, axis=0) * (parts / n), cells)
    return cells


def _rise(value: float, none: float, full: float) -> float:
    return min(max((value - none) / (full - none), 0.0), 1.0)
