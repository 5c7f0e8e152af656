"""Characteristic length scale of one image from its two-point correlation.

Source: Dahari et al., equations (8) to (11) and Supplementary Information 3 and 4; where the text
leaves a choice, that of the published implementation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.correlation import Covariance, covariance
from imagerep.hooks import Hooks
from imagerep.radial import radial_statistics, signed_rows, squared_lags
from imagerep.subdivision import subdivision_estimate

RING_PX = 100
"""Width of the rings in which the correlation is tested (SI 3)."""

DEVIATION = 0.05
"""A lag has not settled where T - phi^2 > 0.05 (phi - phi^2) (SI 3)."""

SHARE = 0.03
"""A ring has settled where fewer than 3 % of its lags have not (SI 3)."""

N_SMALL_RINGS = 99
"""Rings of an image whose lags do not reach 100 px (published implementation)."""

TAIL_PX = 10
"""Width of the ring inside r0 whose mean corrects phi^2 (SI 4.1)."""

LARGEST_RATIO = 3.0
"""Largest ratio of the estimate to that by subdivision before it is stabilised (SI 4.1)."""

STABILISED_UP_TO = {2: 1000**2, 3: 250**3}
"""Images of more pixels or voxels are not stabilised (published implementation)."""

STEP = 0.9
"""What a step of the stabilisation leaves of the deviations (published implementation)."""

MOST_STEPS = 400
"""Steps of the stabilisation before it gives up: 0.9^400 is 5e-19."""


@dataclass(frozen=True, slots=True)
class RadialCorrelation:
    """Radial mean of the two-point correlation, for plots.

    Attributes
    ----------
    lag_px : ndarray of float64, shape (n,)
        Middle of each bin, in px; the first is 0.
    correlation : ndarray of float64, shape (n,)
        Mean of T(r) over the bin's lags.
    cutoff_px : float
        Distance r0 beyond which the correlation counts as settled, in px.
    phase_fraction : float
        Phase fraction of the image.
    """

    lag_px: NDArray[np.float64]
    correlation: NDArray[np.float64]
    cutoff_px: float
    phase_fraction: float


@dataclass(frozen=True, slots=True)
class LengthScale:
    """Characteristic length scale of one image and how it came about.

    Attributes
    ----------
    value_px : float
        Characteristic length scale, in px; positive and finite.
    correlation : RadialCorrelation
        The radial two-point correlation.
    has_settled : bool
        Whether a ring was found beyond which the correlation has settled.
    is_stabilised : bool
        Whether the estimate was moved towards that by subdivision.
    is_fallback : bool
        Whether the value is that by subdivision.
    """

    value_px: float
    correlation: RadialCorrelation
    has_settled: bool
    is_stabilised: bool
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class _Cutoff:
    radius_px: int
    has_settled: bool
    profile: tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class _DiscSums:
    """Sums over the lags |r| < r0 of the corrected covariance C(r) - shift."""

    positive: float
    negative: float
    coefficient: float
    variance: float

    def area(self, positive: float = 1.0, negative: float = 1.0) -> float:
        """Integral range CLS^n of equation (10), its two parts scaled."""
        total = positive * self.positive + negative * self.negative
        return self.coefficient * total / self.variance


def length_scale(mask: NDArray[np.bool_], hooks: Hooks | None = None) -> LengthScale:
    """Characteristic length scale of one phase of one image (equation (10)).

    Parameters
    ----------
    mask : ndarray of bool, 2D or 3D
        True in the phase; both values occur.
    hooks : Hooks, optional
        Progress and cancellation.

    Returns
    -------
    LengthScale

    Raises
    ------
    MeasurementCancelled
        If the hooks say so.
    """
    hooks = hooks or Hooks()
    found = covariance(mask, hooks.part(0.0, 0.8))
    return length_scale_from(found, lambda: subdivision_estimate(mask), hooks.part(0.8, 1.0))


def length_scale_from(
    found: Covariance, subdivision: Callable[[], float], hooks: Hooks
) -> LengthScale:
    """Characteristic length scale from a covariance.

    Parameters
    ----------
    found : Covariance
        Covariance of the phase.
    subdivision : callable
        Gives the estimate by subdivision; called only where it is needed.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    LengthScale
    """
    cutoff, window = _find_cutoff(found, hooks)
    sums = _disc_sums(found, window, cutoff.radius_px)
    value, is_stabilised, is_fallback = _stabilised(
        sums, subdivision, found.ndim, math.prod(found.shape)
    )
    lags, means = cutoff.profile
    correlation = RadialCorrelation(
        lags, means + found.phase_fraction**2, float(cutoff.radius_px), found.phase_fraction
    )
    return LengthScale(value, correlation, cutoff.has_settled, is_stabilised, is_fallback)


def _find_cutoff(found: Covariance, hooks: Hooks) -> tuple[_Cutoff, NDArray[np.float32]]:
    """Find r0: the inner radius of the first ring, not the innermost, that has settled."""
    largest = found.largest_common_lag
    farthest = int(largest * math.sqrt(found.ndim))
    is_small = largest < RING_PX
    width = farthest / N_SMALL_RINGS if is_small else float(RING_PX)
    n_rings = N_SMALL_RINGS if is_small else (farthest - 1) // RING_PX
    first_look = min(largest, 2 * RING_PX)
    for number, lag in enumerate(found.looks(first_look)):
        window = found.window(lag, hooks.part(1.0 - 0.1**number, 1.0 - 0.1 ** (number + 1)))
        complete = n_rings if lag == largest else min(n_rings, lag // RING_PX)
        bin_px = width if is_small else 1.0
        statistics = radial_statistics(
            window,
            width=bin_px,
            radius=farthest if lag == largest else lag,
            threshold=DEVIATION * found.variance,
        )
        per_ring = 1 if is_small else RING_PX
        settled = _first_settled(statistics.count, statistics.above, per_ring, complete)
        seen = statistics.count > 0
        lags = np.arange(0.5, len(seen), dtype=np.float64)[seen] * bin_px
        lags[0] = 0.0
        profile = (lags, statistics.covariance_sum[seen] / statistics.count[seen])
        if settled is not None:
            return _Cutoff(max(1, int(settled * width)), True, profile), window
    return _Cutoff(min(RING_PX, max(1, largest)), False, profile), window


def _first_settled(
    count: NDArray[np.int64], above: NDArray[np.int64], per_ring: int, n_rings: int
) -> int | None:
    for ring in range(1, n_rings):
        bins = slice(ring * per_ring, (ring + 1) * per_ring)
        total = int(count[bins].sum())
        if total and int(above[bins].sum()) < SHARE * total:
            return ring
    return None


def _disc_sums(found: Covariance, window: NDArray[np.float32], radius: int) -> _DiscSums:
    reach = min(radius, found.largest_common_lag)
    middle = tuple(slice(side // 2 - reach, side // 2 + reach + 1) for side in window.shape[1:])
    window = window[(slice(0, reach + 1), *middle)]
    tail_sum = overlap = 0.0
    tail_count = count = 0
    for signs, piece in signed_rows(window.shape):
        squares = squared_lags(window.shape, piece)
        values = window[piece]
        tail = (squares >= max(0, radius - TAIL_PX) ** 2) & (squares <= radius**2)
        tail_sum += signs * float(values[tail].sum(dtype=np.float64))
        tail_count += signs * int(np.count_nonzero(tail))
        inside = squares < radius**2
        count += signs * int(np.count_nonzero(inside))
        overlap += signs * _overlap(found.shape, inside, piece)

    # The mean of phi^2 and of T over the tail takes the place of phi^2 (SI 4.1).
    shift = 0.5 * tail_sum / tail_count
    positive = negative = 0.0
    for signs, piece in signed_rows(window.shape):
        shifted = window[piece][squared_lags(window.shape, piece) < radius**2]
        shifted -= np.float32(shift)
        total = float(shifted.sum(dtype=np.float64))
        above = float(np.maximum(shifted, 0.0, out=shifted).sum(dtype=np.float64))
        positive += signs * above
        negative += signs * (total - above)
    coefficient = _coefficient(math.prod(found.shape), overlap, count)
    return _DiscSums(positive, negative, coefficient, found.variance - shift)


def _overlap(shape: tuple[int, ...], inside: NDArray[np.bool_], rows: slice) -> float:
    """Sum of |X_r| / |X|, the share of the image that overlaps itself shifted by r."""
    axes = [np.arange(rows.start, rows.stop)]
    axes += [np.arange(-(side // 2), side // 2 + 1) for side in inside.shape[1:]]
    total: NDArray[np.floating] = inside.astype(np.float32)
    for axis, side in zip(reversed(axes), reversed(shape), strict=True):
        total = total @ (1.0 - np.abs(axis) / side).astype(total.dtype)
        total = total.astype(np.float64)
    return float(total)


def _coefficient(size: int, overlap: float, count: float) -> float:
    """1 / C_r0 of SI, equation (9), kept positive as the published implementation does."""
    first = size / (size - overlap)
    product = first * (count - overlap) / size
    while product >= 1.0:
        product /= 1.1
    return first / (1.0 - product)


def _stabilised(
    sums: _DiscSums, subdivision: Callable[[], float], ndim: int, size: int
) -> tuple[float, bool, bool]:
    """Keep the estimate within a factor 3 of that by subdivision (SI 4.1)."""
    area = sums.area()
    value = _root(area, ndim)
    if size > STABILISED_UP_TO[ndim]:
        return (value, False, False) if value > 0 else (_fallback(subdivision()), False, True)
    reference = subdivision()
    positive = negative = 1.0
    for step in range(MOST_STEPS):
        sign = _side(value, reference)
        if sign == 0:
            return value, step > 0, False
        if sign > 0:
            negative *= STEP
        else:
            positive *= STEP
        value = _root(sums.area(positive, negative), ndim)
    return _fallback(reference), False, True


def _side(value: float, reference: float) -> int:
    """1 where the estimate is too low, -1 where it is too high, 0 where it stands."""
    if not value >= 1.0:
        return 1
    if reference > 1.0:
        if value < reference / LARGEST_RATIO:
            return 1
        if value > reference * LARGEST_RATIO:
            return -1
    return 0


def _root(area: float, ndim: int) -> float:
    return float(area ** (1.0 / ndim)) if area > 0.0 and math.isfinite(area) else 0.0


def _fallback(reference: float) -> float:
    """Estimate by subdivision, and never less than one pixel."""
    return reference if reference >= 1.0 else 1.0
