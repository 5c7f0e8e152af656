"""Characteristic length scale by subdivision of one image, the classical method.

Source: Dahari et al., Supplementary Information 5.4, after Kanit et al. (2003).
"""

from __future__ import annotations

import math

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
    variance = phase_fraction * (1.0 - phase_fraction)
    shortest = min(mask.shape)
    sides = [shortest // 2**k for k in range(1, N_SIZES + 1)]
    sides = [side for side in sides if side >= SMALLEST_PATCH_PX]
    if variance == 0.0 or not sides:
        return math.nan
    deviations = np.array([np.std(patch_fractions(mask, side), ddof=1) for side in sides])
    weights = np.sqrt(variance / np.array(sides, float) ** mask.ndim)
    ratios = deviations / weights
    order = np.argsort(ratios)
    half = np.searchsorted(np.cumsum(weights[order]), 0.5 * weights.sum())
    root_of_range = float(ratios[order][half])
    return float(root_of_range ** (2.0 / mask.ndim))
