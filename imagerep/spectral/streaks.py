"""Whether long straight features cross the image, such as fibres: their spectrum has streaks.

The power of a straight feature lies across it, in a wedge of wave vectors (a disc in volumes) the
thinner the longer it is, whatever the frequency. So where some dozens of them cross, modes of one
direction have more power than others of their ring. In other structures the modes of a ring scatter
as those of noise do, clusters and several scales included, whose rings look like those of fibres.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from imagerep.spectral.anisotropy import SpectralEllipse
from imagerep.spectral.modes import Modes, modes_within
from imagerep.spectral.periodogram import Periodogram

LARGEST_T = 2.5
"""Largest radius in units of the median one. At higher frequencies the streaks of fibres are
clearer, but facets of grains and the pixels have some, too."""

N_ANGLES = 60
N_HEIGHTS = 12
"""Directions told apart: 3 degrees each in images; in volumes 12 x 48 parts of a half sphere, 6
degrees wide, since they hold fewer modes."""

MODES_A_RING = 40
MAX_RINGS = 60
FEWEST_MODES = 30
FEWEST_TOGETHER = 3
FEWEST_DIRECTIONS = 20
"""Modes of a ring, whose mean then errs by a sixth, and most rings; fewest modes in all and of a
direction, and fewest directions, from which streaks are told."""

MAX_EXCESS = 5.0
"""Largest excess of a mode over its ring: a single strong mode is no streak."""


def streaks(
    spectra: Sequence[Periodogram], ellipse: SpectralEllipse, median_radius: float
) -> float:
    """How much more the power varies with the direction than that of noise, which has 1.

    The mean over directions of the squared sum of the excess of modes over their rings, over what
    it would be if they were independent. 1 where too few modes are left; those on the axes, to
    which the edges leak, are left out.
    """
    largest = LARGEST_T * median_radius
    modes = modes_within(spectra, ellipse.metric, largest)
    if len(modes.power) < FEWEST_MODES:
        return 1.0
    values, vectors = np.linalg.eigh(ellipse.metric)
    waves = (modes.vectors @ vectors) * np.sqrt(values)
    excess = _excess(modes, (waves**2).sum(axis=1) / largest**2)
    place = _directions(waves)
    count = np.bincount(place)
    together = count >= FEWEST_TOGETHER
    variance = float(excess.var())
    if variance == 0 or together.sum() < FEWEST_DIRECTIONS:
        return 1.0
    sums = np.bincount(place, excess)
    return float((sums[together] ** 2 / count[together]).mean()) / variance


def _excess(modes: Modes, squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power over the mean of rings of about as many modes each, less 1, of mean 0."""
    n_rings = min(max(len(squares) // MODES_A_RING, 2), MAX_RINGS)
    ring = (squares ** (modes.vectors.shape[1] / 2) * n_rings).astype(np.intp)
    count = np.maximum(np.bincount(ring), 1)
    mean = np.bincount(ring, modes.power) / count
    excess = np.minimum(modes.power / mean[ring] - 1, MAX_EXCESS)
    return np.asarray(excess - excess.mean())


def _directions(waves: NDArray[np.float64]) -> NDArray[np.intp]:
    """Number of the part of a half circle or half sphere, all of one size, that holds each."""
    if waves.shape[1] == 2:
        turn = np.arctan2(waves[:, 0], waves[:, 1]) / math.pi % 1
        return np.minimum(turn * N_ANGLES, N_ANGLES - 1).astype(np.intp)
    upper = waves * np.where(waves[:, 2:] < 0, -1.0, 1.0)
    height = upper[:, 2] / np.sqrt((upper**2).sum(axis=1))
    turn = np.arctan2(upper[:, 0], upper[:, 1]) / (2 * math.pi) % 1
    n_turns = 4 * N_HEIGHTS
    row = np.minimum(height * N_HEIGHTS, N_HEIGHTS - 1).astype(np.intp)
    column = np.minimum(turn * n_turns, n_turns - 1).astype(np.intp)
    return np.asarray(row * n_turns + column)
