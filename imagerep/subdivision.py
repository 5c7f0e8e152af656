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
    ndarray of float64, shape (number of patches,)
    """
    counts = [length // side for length in mask.shape]
    whole = mask[tuple(slice(0, count * side) for count in counts)]
    total: NDArray[np.floating] | NDArray[np.bool_] = whole
    for axis in range(mask.ndim - 1, -1, -1):
        starts = np.arange(counts[axis]) * side
        total = np.add.reduceat(total, starts, axis=axis, dtype=np.float64)
    fractions: NDArray[np.float64] = total.ravel() / side**mask.ndim
    return fractions


def subdivision_estimate(mask: NDArray[np.bool_]) -> float:
    """Characteristic length scale of one image by subdividing it.

    The image is cut into squares (cubes) of a half, a quarter, ... of its shortest side; the
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
    fractions = [patch_fractions(mask, side) for side in sides]
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
    shortest = min(shape)
    sides = [shortest // 2**k for k in range(1, N_SIZES + 1)]
    return [side for side in sides if side >= SMALLEST_PATCH_PX]


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
