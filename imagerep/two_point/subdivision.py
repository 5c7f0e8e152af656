"""Characteristic length scale by subdivision of one image, the classical method.

Source: Dahari et al., Supplementary Information 5.4, after Kanit et al. (2003).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.blocks import Blocks
from imagerep.two_point.covariance import of_mask

SMALLEST_PATCH_PX = 5
"""Smallest side of a patch: SI 5.4 leaves out patches of 1 to 4 pixels."""

N_SIZES = 4
"""Patch sizes used, the largest first: the published implementation keeps four."""

LEAST_COVER = 0.9
"""Patches of which less lies in the domain are left out."""


def subdivision_estimate(mask: ArrayLike) -> float:
    """Characteristic length scale of one image by subdividing it.

    The image is cut into squares (cubes) of a half, a quarter, ... of its shortest side, each made
    of four (eight) of the next smaller ones; the standard deviations s_l of their phase fractions
    are fitted by equation (2), s_l = sqrt(phi (1 - phi) (a / l)^n), with the least mean absolute
    deviation: the exact solution is the weighted median of s_l / b_l with the weights b_l,
    b_l = sqrt(phi (1 - phi) / l^n).

    Parameters
    ----------
    mask : array_like of bool, 2D or 3D
        True in the phase.

    Returns
    -------
    float
        Characteristic length scale in px; NaN where the image holds a single phase or no size
        gives at least two patches.
    """
    mask = np.asarray(mask, np.bool_)
    if not 0 < np.count_nonzero(mask) < mask.size:
        return math.nan
    blocks = of_mask(mask)
    return subdivision_of(blocks, blocks.ratio * (1.0 - blocks.ratio))


def subdivision_of(blocks: Blocks, variance: float) -> float:
    """The same from blocks of any measure; `variance` is that of its local field."""
    sides = patch_sides(blocks.numerator.shape, blocks.side)
    deviations, kept = [], []
    sums: list[NDArray[np.float64]] = []
    covers: list[NDArray[np.float64]] = []
    for side in reversed(sides):
        if not sums:
            sums = [patch_sums(blocks.numerator, side)]
            if blocks.denominator is not None:
                covers = [patch_sums(blocks.denominator, side)]
        else:
            sums, covers = ([merged(one) for one in fields] for fields in (sums, covers))
        volume = float((side * blocks.side) ** blocks.ndim)
        values = sums[0] / volume
        if covers:
            is_inside = covers[0] >= LEAST_COVER * volume
            values = sums[0][is_inside] / covers[0][is_inside]
        if values.size > 1:
            deviations.append(np.std(values, ddof=1))
            kept.append(side * blocks.side)
    if not kept:
        return math.nan
    weights = np.sqrt(variance / np.array(kept[::-1], float) ** blocks.ndim)
    ratios = np.array(deviations[::-1]) / weights
    order = np.argsort(ratios)
    half = np.searchsorted(np.cumsum(weights[order]), 0.5 * weights.sum())
    root_of_range = float(ratios[order][half])
    return float(root_of_range ** (2.0 / blocks.ndim))


def patch_sides(shape: tuple[int, ...], step: int = 1) -> list[int]:
    """Sides of the patches into which an image is subdivided, the largest first, in blocks."""
    shortest, least = min(shape), -(-SMALLEST_PATCH_PX // step)
    levels = sum(shortest >> k >= least for k in range(1, N_SIZES + 1))
    return [(shortest >> levels) << k for k in reversed(range(levels))]


def patch_sums(values: NDArray[np.generic], side: int) -> NDArray[np.float64]:
    """Sums over the squares or cubes that tile an image; what fills no whole one is left out."""
    counts = [length // side for length in values.shape]
    whole = values[tuple(slice(0, count * side) for count in counts)]
    kind: type[np.generic] = np.float64
    if whole.dtype == np.bool_:
        # Along the first axis whole planes are added, in the smallest type that holds a side.
        whole, kind = whole.view(np.uint8), np.uint8 if side < 256 else np.uint32
    elif whole.dtype.kind == "u":
        kind = np.uint32
    rest = whole.shape[1:]
    wide = np.uint64 if whole.dtype.kind == "u" else np.float64
    total = whole.reshape(counts[0], side, *rest).sum(axis=1, dtype=kind)
    sums = total.reshape(counts[0], counts[1], side, *rest[1:]).sum(axis=2, dtype=wide)
    if values.ndim == 3:
        sums = sums.reshape(*counts, side).sum(axis=3)
    return np.asarray(sums, np.float64)


def merged(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums of patches twice as large; an odd last patch is left out."""
    for axis in range(sums.ndim):
        even = np.arange(sums.shape[axis] // 2) * 2
        sums = np.take(sums, even, axis) + np.take(sums, even + 1, axis)
    return sums
