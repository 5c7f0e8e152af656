"""Characteristic length scale by subdivision of one image, the classical method.

Source: Dahari et al., Supplementary Information 5.4, after Kanit et al. (2003).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SMALLEST_PATCH_PX = 5
"""Smallest side of a patch: SI 5.4 leaves out patches of 1 to 4 pixels."""

N_SIZES = 4
"""Patch sizes used, the largest first: the published implementation keeps four."""


def patch_fractions(mask: NDArray[np.bool_], side: int) -> NDArray[np.float64]:
    """Phase fractions of the squares or cubes that tile an image.

    Parameters
    ----------
    mask : ndarray of bool, 2D or 3D
        True in the phase.
    side : int
        Side of a patch, in px; what does not fill a whole patch is left out.

    Returns
    -------
    ndarray of float64, shape (patches along each axis)
    """
    counts = [length // side for length in mask.shape]
    whole = mask[tuple(slice(0, count * side) for count in counts)].view(np.uint8)
    # Along the first axis whole planes are added, in the smallest type that holds a side.
    kind = np.uint8 if side < 256 else np.uint32
    rest = whole.shape[1:]
    total = whole.reshape(counts[0], side, *rest).sum(axis=1, dtype=kind)
    sums = total.reshape(counts[0], counts[1], side, *rest[1:]).sum(axis=2, dtype=np.uint64)
    if mask.ndim == 3:
        sums = sums.reshape(*counts, side).sum(axis=3)
    fractions: NDArray[np.float64] = sums / float(side**mask.ndim)
    return fractions


def merged(fractions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Phase fractions of patches twice as large.

    Parameters
    ----------
    fractions : ndarray of float64
        As :func:`patch_fractions` returns them; an odd last patch is left out.

    Returns
    -------
    ndarray of float64
    """
    for axis in range(fractions.ndim):
        even = np.arange(fractions.shape[axis] // 2) * 2
        fractions = 0.5 * (np.take(fractions, even, axis) + np.take(fractions, even + 1, axis))
    return fractions


def subdivision_estimate(mask: NDArray[np.bool_]) -> float:
    """Characteristic length scale of one image by subdividing it.

    The image is cut into squares (cubes) of a half, a quarter, ... of its shortest side, each made
    of four (eight) of the next smaller ones; the
    standard deviations s_l of their phase fractions are fitted by equation (2),
    s_l = sqrt(phi (1 - phi) (a / l)^n), with the least mean absolute deviation: the exact
    solution is the weighted median of s_l / b_l with the weights b_l, b_l = sqrt(phi (1 - phi)
    / l^n).

    Parameters
    ----------
    mask : ndarray of bool, 2D or 3D
        True in the phase.

    Returns
    -------
    float
        Characteristic length scale in px; NaN where the image holds a single phase or no size
        gives at least two patches.
    """
    mask = np.asarray(mask, np.bool_)
    phase_fraction = int(np.count_nonzero(mask)) / mask.size
    sides = patch_sides(mask.shape)
    if not 0.0 < phase_fraction < 1.0 or not sides:
        return math.nan
    fractions = [patch_fractions(mask, sides[-1])]
    for _ in sides[1:]:
        fractions.insert(0, merged(fractions[0]))
    return estimate_from_patches(sides, fractions, phase_fraction, mask.ndim)


def patch_sides(shape: tuple[int, ...]) -> list[int]:
    """Sides of the patches into which an image is subdivided, the largest first.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.

    Returns
    -------
    list of int
        In px; empty where the image is too small.
    """
    levels = sum(min(shape) >> k >= SMALLEST_PATCH_PX for k in range(1, N_SIZES + 1))
    return [(min(shape) >> levels) << k for k in reversed(range(levels))]


def estimate_from_patches(
    sides: list[int],
    fractions: Sequence[NDArray[np.float64]],
    phase_fraction: float,
    ndim: int,
) -> float:
    """Characteristic length scale from the phase fractions of patches.

    Parameters
    ----------
    sides : list of int
        Sides of the patches, the largest first.
    fractions : sequence of ndarray of float64
        Phase fractions of the patches of each side.
    phase_fraction : float
        Phase fraction of the image.
    ndim : int
        Number of axes.

    Returns
    -------
    float
        In px.
    """
    variance = phase_fraction * (1.0 - phase_fraction)
    deviations = np.array([np.std(found, ddof=1) for found in fractions])
    weights = np.sqrt(variance / np.array(sides, float) ** ndim)
    ratios = deviations / weights
    order = np.argsort(ratios)
    half = np.searchsorted(np.cumsum(weights[order]), 0.5 * weights.sum())
    root_of_range = float(ratios[order][half])
    return float(root_of_range ** (2.0 / ndim))
