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

from imagerep.spectral.modes import Modes, modes_within
from imagerep.spectral.periodogram import Periodogram
from imagerep.spectral.smoothing import LogSpectrum
from imagerep.spectral.unevenness import RARE_FRACTION

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


LEAST_STREAKS = {2: 2.0, 3: 1.6}
LARGEST_DIP = 1.0
LARGEST_ASPECT = 2.5
"""Streaks from which long straight features are there, by number of axes. Lattices, features along
one direction and a few rare ones (`RARE_FRACTION`) have streaks, too, so they count below a dip and
a ratio of the ellipse's axes only. From one half of the materials, judged on the other
(docs/method.md)."""


def streaks(
    spectra: Sequence[Periodogram], metric: NDArray[np.float64], median_radius: float
) -> float:
    """How much more the power varies with the direction than that of noise, which has 1.

    By the rings of the ellipse or by round ones, whichever has less: round ones show a material's
    own direction, and those of an ellipse that is so by chance one that is not there.
    """
    ndim = len(metric)
    round_metric = np.eye(ndim) * float(np.linalg.det(metric)) ** (1 / ndim)
    largest = LARGEST_T * median_radius
    return min(_over_rings(spectra, each, largest) for each in (metric, round_metric))


def are_long_features(streaky: float, fit: LogSpectrum, phase_fraction: float) -> bool:
    """Whether streaks are those of long straight features that cross in all directions."""
    return (
        streaky > LEAST_STREAKS[fit.ellipse.ndim]
        and fit.dip < LARGEST_DIP
        and fit.ellipse.aspect < LARGEST_ASPECT
        and fit.log_edges == -math.inf
        and min(phase_fraction, 1 - phase_fraction) >= RARE_FRACTION
    )


def _over_rings(
    spectra: Sequence[Periodogram], metric: NDArray[np.float64], largest: float
) -> float:
    """The mean over directions of the squared sum of the excess of modes over their rings.

    Over what it would be if they were independent. 1 where too few modes are left; those on the
    axes, to which the edges leak, are left out.
    """
    modes = modes_within(spectra, metric, largest)
    if len(modes.power) < FEWEST_MODES:
        return 1.0
    values, vectors = np.linalg.eigh(metric)
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
