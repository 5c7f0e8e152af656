"""The distance r0 beyond which the two-point correlation counts as settled.

Source: Dahari et al., Supplementary Information 3; for small images the published implementation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from imagerep.hooks import Hooks
from imagerep.two_point.covariance import PeriodicCovariance
from imagerep.two_point.radial import RadialStatistics, Window, radial_statistics

RING_PX = 100
"""Width of the rings in which the correlation is tested (SI 3)."""

DEVIATION = 0.05
"""A lag has not settled where T - phi^2 > 0.05 (phi - phi^2) (SI 3)."""

SHARE = 0.03
"""A ring has settled where fewer than 3 % of its lags have not (SI 3)."""

NOISE = 1.1
"""Ratio of the covariance at lag 0 to the variance given from which single pixels vary more than
features do, as in the fields of a boundary: what has settled is then told against lag 0."""

N_SMALL_RINGS = 99
"""Rings of an image whose lags do not reach 100 px (published implementation)."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Distance r0 and the lags that were looked at to find it."""

    radius_px: int  # Distance r0, in px, at least 1
    has_settled: bool  # Whether a ring was found in which the correlation has settled
    window: Window  # Covariance; its largest lag is at least r0 or half the shortest side
    statistics: RadialStatistics  # Of the window, in bins of one pixel


def find_cutoff(found: PeriodicCovariance, variance: float, hooks: Hooks) -> Cutoff:
    """Find r0: the inner radius of the first ring, not the innermost, that has settled.

    Rings are 100 px wide, or a 99th of the longest lag in images whose lags do not reach 100 px.
    First only lags up to 200 px are computed, which most images need; then all. Where no ring has
    settled, r0 is 100 px or, if that is less, half the shortest side.
    """
    step, largest = found.blocks.side, found.largest_common_lag * found.blocks.side
    farthest = int(largest * math.sqrt(found.ndim))
    is_small = largest < RING_PX
    width = farthest / N_SMALL_RINGS if is_small else float(RING_PX)
    n_rings = N_SMALL_RINGS if is_small else (farthest - 1) // RING_PX
    first = min(found.largest_common_lag, -(-2 * RING_PX // step))
    for number, lag in enumerate(dict.fromkeys((first, found.largest_common_lag))):
        window = found.window(lag, hooks.part(1.0 - 0.1**number, 1.0 - 0.1 ** (number + 1)))
        is_last = lag == found.largest_common_lag
        radius = farthest if is_last else lag * step
        complete = n_rings if is_last else min(n_rings, lag * step // RING_PX)
        at_zero = float(window.covariance[(0, *(n // 2 for n in window.covariance.shape[1:]))])
        threshold = DEVIATION * (at_zero if at_zero > NOISE * variance else variance)
        gather = partial(radial_statistics, window, threshold=threshold, hooks=hooks)
        statistics = gather(width=1.0, radius=radius + 1)
        rings = gather(width=width, radius=radius) if is_small else statistics
        settled = _first_settled(rings, 1 if is_small else RING_PX, complete)
        if settled is not None:
            return Cutoff(max(1, int(settled * width)), True, window, statistics)
    # Where the lags end inside ring 1, r0 is its inner radius as published, settled or not.
    has_settled = n_rings <= 1 and _first_settled(statistics, RING_PX, 2) is not None
    return Cutoff(min(RING_PX, max(1, largest)), has_settled, window, statistics)


def _first_settled(rings: RadialStatistics, bins_each: int, n_rings: int) -> int | None:
    for ring in range(1, n_rings):
        bins = slice(ring * bins_each, (ring + 1) * bins_each)
        total = float(rings.n_lags[bins].sum())
        if total and float(rings.above[bins].sum()) < SHARE * total:
            return ring
    return None
