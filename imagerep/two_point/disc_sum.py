"""Sums of the covariance over all lags shorter than r0.

Source: Dahari et al., Theorem 4.1 and section 4.1 of the Supplementary Information; the form of
the constant is that of the published implementation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.blocks import Blocks, block_sums
from imagerep.two_point.covariance import PeriodicCovariance
from imagerep.two_point.cutoff import Cutoff
from imagerep.two_point.radial import Window, signed_rows, squared_lags

TAIL_PX = 10
"""Width of the ring inside r0 whose mean corrects phi^2 (SI 4.1)."""

OVERLAP_CELLS = 128
"""Cells along an axis from which the overlap of a domain with itself is found: it is smooth."""


@dataclass(frozen=True, slots=True)
class DiscSum:
    """Sum of C(r) - shift over |r| < r0, and what makes an area of it."""

    total: float  # The sum
    # What is added to phi^2: half the difference between the mean of T over the tail and phi^2
    shift: float
    coefficient: float  # 1 / C_r0 of Theorem 4.1
    variance: float  # Variance of a pixel, phi (1 - phi), less the shift

    def area(self, total: float) -> float:
        """Integral range CLS^n (equation (10)) of a sum, in px^n.

        Not positive where the correlation swings below phi^2.
        """
        return self.coefficient * total / self.variance


def disc_sum(found: PeriodicCovariance, cutoff: Cutoff, variance: float) -> DiscSum:
    """Sum the covariance over all lags shorter than r0; `variance` is that of a pixel."""
    radius, bins, blocks = cutoff.radius_px, cutoff.statistics, found.blocks
    cell = float(blocks.side**blocks.ndim)
    inner = slice(0, radius)
    count = float(bins.count[inner].sum())
    # The tail is r0 - 10 <= |r| <= r0, both ends included.
    tail = slice(max(0, radius - TAIL_PX), radius)
    on_count, on_sum = _on_sphere(cutoff.window, radius)
    tail_sum = float(bins.covariance_sum[tail].sum()) + on_sum
    tail_count = float(bins.count[tail].sum()) + on_count
    shift = 0.5 * tail_sum / tail_count if tail_count else 0.0
    total = (float(bins.covariance_sum[inner].sum()) - count * shift) * cell
    size = blocks.n_covered
    coefficient = _coefficient(size, _overlap(blocks, radius) * cell, count * cell)
    return DiscSum(total, shift, coefficient, variance - shift)


def signed_parts(cutoff: Cutoff, shift: float) -> tuple[float, float]:
    """Sums of C(r) - shift over |r| < r0 where it is positive and where it is negative."""
    radius, window = cutoff.radius_px, cutoff.window
    step, ndim = window.step, window.covariance.ndim
    reach = -(-radius // step)
    values, overlap = (_inner(one, reach) for one in (window.covariance, window.overlap))
    assert values is not None  # noqa: S101
    positive = negative = 0.0
    for signs, rows in signed_rows(values.shape):
        inside = squared_lags(values.shape, rows) < (radius / step) ** 2
        shifted = values[rows][inside]
        shifted -= (
            np.float32(shift) if overlap is None else np.float32(shift) * overlap[rows][inside]
        )
        total = float(shifted.sum(dtype=np.float64))
        above = float(np.maximum(shifted, 0.0, out=shifted).sum(dtype=np.float64))
        positive += signs * above
        negative += signs * (total - above)
    return positive * step**ndim, negative * step**ndim


def _inner(values: NDArray[np.float32] | None, reach: int) -> NDArray[np.float32] | None:
    """Lags of a window up to a reach along every axis."""
    if values is None:
        return None
    middle = []
    for side in values.shape[1:]:
        lag = min(reach, side // 2)
        middle.append(slice(side // 2 - lag, side // 2 + lag + 1))
    return values[(slice(0, reach + 1), *middle)]


def _columns(
    lags: tuple[int, ...], squared_radius: float
) -> tuple[list[NDArray[np.int64]], NDArray[np.float64]]:
    """Lags along all axes but the last, and r0^2 less their square, in steps.

    Along the first axis only those from 0 on: the others are their opposites.
    """
    axes = [np.arange(0, lags[0] + 1), *(np.arange(-lag, lag + 1) for lag in lags[1:-1])]
    grids = list(np.meshgrid(*(axis.astype(np.int64) for axis in axes), indexing="ij"))
    squares = sum((grid**2 for grid in grids), np.zeros((), np.int64))
    return grids, np.asarray(squared_radius - squares, np.float64)


def _on_sphere(window: Window, radius: int) -> tuple[float, float]:
    """Overlap of the lags with |r| = r0 exactly, and the sum of C over them."""
    values = window.covariance
    lags = (values.shape[0] - 1, *(side // 2 for side in values.shape[1:]))
    grids, rest = _columns(lags, (radius / window.step) ** 2)
    last = np.sqrt(np.maximum(rest, 0)).round().astype(np.int64)
    exact = (rest >= 0) & (last**2 == rest) & (last <= lags[-1])
    rows, last = grids[0][exact], last[exact]
    others = [grid[exact] + lag for grid, lag in zip(grids[1:], lags[1:-1], strict=True)]
    signs = np.where(rows > 0, 2, 1)
    mirrored = last > 0

    def total(field: NDArray[np.float32]) -> float:
        found = signs * field[(rows, *others, lags[-1] + last)].astype(np.float64)
        found += np.where(mirrored, signs * field[(rows, *others, lags[-1] - last)], 0.0)
        return float(found.sum())

    if window.overlap is None:
        return float((signs * (1 + mirrored)).sum()), total(values)
    return total(window.overlap), total(values)


def _overlap(blocks: Blocks, radius: int) -> float:
    """Sum of |X_r| / |X| over |r| < r0, the share of the domain that overlaps itself shifted by r.

    For a full box |X_r| / |X| is the product of 1 - |r_i| / L_i; along the last axis it is summed
    in closed form.
    """
    if blocks.denominator is not None:
        return _overlap_of_domain(blocks, radius)
    shape, step = blocks.numerator.shape, blocks.side
    reach = min(-(-radius // step), min(shape) // 2)
    grids, rest = _columns((reach,) * len(shape), (radius / step) ** 2)
    last = np.minimum(np.ceil(np.sqrt(np.maximum(rest, 0))) - 1, reach)
    total = np.where(last >= 0, 2 * last + 1 - last * (last + 1) / shape[-1], 0.0)
    for grid, side in zip(grids, shape, strict=False):
        total = total * (1.0 - np.abs(grid) / side)
    return float((total * np.where(grids[0] > 0, 2, 1)).sum())


def _overlap_of_domain(blocks: Blocks, radius: int) -> float:
    """The same for any domain, from its autocorrelation without wrap-around on coarser cells."""
    factor = max(1, min(blocks.numerator.shape) // OVERLAP_CELLS, radius // (8 * blocks.side) // 8)
    domain: NDArray[Any] = blocks.coverage()
    if factor > 1:
        pad = [(0, -side % factor) for side in domain.shape]
        domain = block_sums(np.pad(domain, pad), factor) / np.float32(factor**domain.ndim)
    step = factor * blocks.side
    reach = -(-radius // step)
    shape = [scipy.fft.next_fast_len(side + reach, real=True) for side in domain.shape]
    spectrum = scipy.fft.rfftn(domain.astype(np.float64), s=shape)
    pairs = scipy.fft.irfftn(spectrum.real**2 + spectrum.imag**2, s=shape)
    near = [np.minimum(np.arange(side), side - np.arange(side)) for side in shape]
    grids = np.meshgrid(*(axis.astype(float) ** 2 for axis in near), indexing="ij", sparse=True)
    inside = sum(grids[1:], grids[0]) < (radius / step) ** 2
    return float(pairs[inside].sum() / domain.sum() * factor**domain.ndim)


def _coefficient(size: float, overlap: float, count: float) -> float:
    """1 / C_r0 of SI, equation (9), kept positive as the published implementation does."""
    first = size / (size - overlap)
    product = first * (count - overlap) / size
    while product >= 1.0:
        product /= 1.1
    return first / (1.0 - product)
