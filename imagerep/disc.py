"""Sums of the covariance over all lags shorter than r0.

Source: Dahari et al., Theorem 4.1 and section 4.1 of the Supplementary Information; the form of
the constant is that of the published implementation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.correlation import Covariance
from imagerep.cutoff import Cutoff
from imagerep.radial import signed_rows, squared_lags

TAIL_PX = 10
"""Width of the ring inside r0 whose mean corrects phi^2 (SI 4.1)."""


@dataclass(frozen=True, slots=True)
class DiscSum:
    """Sum of C(r) - shift over |r| < r0, and what makes an area of it.

    Attributes
    ----------
    total : float
        The sum.
    shift : float
        What is added to phi^2: half the difference between the mean of T over the tail and phi^2.
    coefficient : float
        1 / C_r0 of Theorem 4.1.
    variance : float
        phi (1 - phi) - shift.
    """

    total: float
    shift: float
    coefficient: float
    variance: float

    def area(self, total: float) -> float:
        """Integral range CLS^n (equation (10)) of a sum.

        Parameters
        ----------
        total : float
            `total`, or what the stabilisation made of it.

        Returns
        -------
        float
            In px^n; not positive where the correlation swings below phi^2.
        """
        return self.coefficient * total / self.variance


def disc_sum(found: Covariance, cutoff: Cutoff) -> DiscSum:
    """Sum the covariance over all lags shorter than r0.

    Parameters
    ----------
    found : Covariance
        Covariance of the phase.
    cutoff : Cutoff
        Distance r0 and the lags around it.

    Returns
    -------
    DiscSum
    """
    radius, bins = cutoff.radius_px, cutoff.statistics
    inner = slice(0, radius)
    count = int(bins.count[inner].sum())
    # The tail is r0 - 10 <= |r| <= r0, both ends included.
    tail = slice(max(0, radius - TAIL_PX), radius)
    on_count, on_sum = _on_sphere(cutoff.window, radius)
    tail_sum = float(bins.covariance_sum[tail].sum()) + on_sum
    tail_count = int(bins.count[tail].sum()) + on_count
    shift = 0.5 * tail_sum / tail_count
    total = float(bins.covariance_sum[inner].sum()) - count * shift
    coefficient = _coefficient(math.prod(found.shape), _overlap(found, radius), count)
    return DiscSum(total, shift, coefficient, found.variance - shift)


def signed_parts(cutoff: Cutoff, shift: float) -> tuple[float, float]:
    """Positive and negative part of the sum.

    Parameters
    ----------
    cutoff : Cutoff
        Distance r0 and the lags around it.
    shift : float
        Of the sum.

    Returns
    -------
    positive, negative : float
        Sums of C(r) - shift where it is positive and where it is negative.
    """
    radius, window = cutoff.radius_px, cutoff.window
    reach = [min(radius, side // 2) for side in window.shape[1:]]
    middle = (
        slice(side // 2 - lag, side // 2 + lag + 1)
        for side, lag in zip(window.shape[1:], reach, strict=True)
    )
    window = window[(slice(0, radius + 1), *middle)]
    positive = negative = 0.0
    for signs, piece in signed_rows(window.shape):
        shifted = window[piece][squared_lags(window.shape, piece) < radius**2]
        shifted -= np.float32(shift)
        total = float(shifted.sum(dtype=np.float64))
        above = float(np.maximum(shifted, 0.0, out=shifted).sum(dtype=np.float64))
        positive += signs * above
        negative += signs * (total - above)
    return positive, negative


def _columns(
    lags: tuple[int, ...], radius: int
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Lags along all axes but the last, and r0^2 less their square.

    Along the first axis only those from 0 on: the others are their opposites.
    """
    axes = [np.arange(0, lags[0] + 1), *(np.arange(-lag, lag + 1) for lag in lags[1:-1])]
    grids = list(np.meshgrid(*(axis.astype(np.int64) for axis in axes), indexing="ij"))
    squares = sum((grid**2 for grid in grids), np.zeros((), np.int64))
    return grids, np.asarray(radius**2 - squares, np.int64)


def _on_sphere(window: NDArray[np.float32], radius: int) -> tuple[int, float]:
    """Number of lags with |r| = r0 exactly, and the sum of C over them."""
    lags = (window.shape[0] - 1, *(side // 2 for side in window.shape[1:]))
    grids, rest = _columns(lags, radius)
    last = np.sqrt(np.maximum(rest, 0)).round().astype(np.int64)
    exact = (rest >= 0) & (last**2 == rest) & (last <= lags[-1])
    rows, last = grids[0][exact], last[exact]
    others = [grid[exact] + lag for grid, lag in zip(grids[1:], lags[1:-1], strict=True)]
    signs = np.where(rows > 0, 2, 1)
    values = signs * window[(rows, *others, lags[-1] + last)].astype(np.float64)
    mirrored = last > 0
    values += np.where(mirrored, signs * window[(rows, *others, lags[-1] - last)], 0.0)
    return int((signs * (1 + mirrored)).sum()), float(values.sum())


def _overlap(found: Covariance, radius: int) -> float:
    """Sum of |X_r| / |X| over |r| < r0, the share of the image that overlaps itself shifted by r.

    |X_r| / |X| is the product of 1 - |r_i| / L_i; along the last axis it is summed in closed form.
    """
    reach = min(radius, found.largest_common_lag)
    grids, rest = _columns((reach,) * found.ndim, radius)
    last = np.minimum(np.ceil(np.sqrt(np.maximum(rest, 0))) - 1, reach)
    total = np.where(last >= 0, 2 * last + 1 - last * (last + 1) / found.shape[-1], 0.0)
    for grid, side in zip(grids, found.shape, strict=False):
        total = total * (1.0 - np.abs(grid) / side)
    return float((total * np.where(grids[0] > 0, 2, 1)).sum())


def _coefficient(size: int, overlap: float, count: float) -> float:
    """1 / C_r0 of SI, equation (9), kept positive as the published implementation does."""
    first = size / (size - overlap)
    product = first * (count - overlap) / size
    while product >= 1.0:
        product /= 1.1
    return first / (1.0 - product)
