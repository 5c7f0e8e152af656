"""Thresholds by rule: Otsu, Li, isodata, triangle, minimum, and Otsu's for three phases.

All work on a histogram and return the number of the lowest bin of the upper phase, so that values
of at least the lower end of that bin are phase 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""Pixels in each bin of a histogram; the first and the last bin are not empty."""

_MOST_ROUNDS = 10_000
_TOLERANCE = 1e-6


def otsu(counts: Counts) -> int | None:
    """The largest variance between the classes.

    Source: N. Otsu, IEEE Trans. Syst. Man Cybern. 9 (1979) 62.
    """
    weight, moment = _below(counts)
    total, mean = weight[-1], moment[-1]
    low, high = weight[:-1], total - weight[:-1]
    between = low * high * (moment[:-1] / low - (mean - moment[:-1]) / high) ** 2
    return int(np.argmax(between)) + 1


def isodata(counts: Counts) -> int | None:
    """The lowest threshold midway between the means of its classes.

    Source: T. W. Ridler, S. Calvard, IEEE Trans. Syst. Man Cybern. 8 (1978) 630.
    """
    weight, moment = _below(counts)
    low = moment[:-1] / weight[:-1]
    high = (moment[-1] - moment[:-1]) / (weight[-1] - weight[:-1])
    bins = np.arange(len(counts) - 1)
    distance = (low + high) / 2 - bins
    found = np.flatnonzero((distance >= 0) & (distance < 1))
    return int(found[0]) + 1 if len(found) else None


def li(counts: Counts) -> int | None:
    """The least cross-entropy.

    Source: C. H. Li, P. K. S. Tam, Pattern Recognit. Lett. 18 (1998) 771.
    """
    weight, moment = _below(counts)
    bins = len(counts)
    at = float(moment[-1] / weight[-1])
    for _ in range(_MOST_ROUNDS):
        # Classes are the values up to the threshold and above it, as in its definition.
        last = min(max(math.floor(at), 0), bins - 2)
        low = moment[last] / weight[last]
        high = (moment[-1] - moment[last]) / (weight[-1] - weight[last])
        if low <= 0:
            break
        new = float((low - high) / (math.log(low) - math.log(high)))
        if abs(new - at) < _TOLERANCE:
            break
        at = new
    return min(max(math.floor(at) + 1, 1), bins - 1)


def triangle(counts: Counts) -> int | None:
    """Farthest below the line from the peak to the end of the longer tail; for a single peak.

    Source: G. W. Zack, W. E. Rogers, S. A. Latt, J. Histochem. Cytochem. 25 (1977) 741.
    """
    peak, last = int(np.argmax(counts)), len(counts) - 1
    is_left = peak < last - peak
    turned = counts if not is_left else counts[::-1]
    top = peak if not is_left else last - peak
    if top == 0:
        return None
    slope = turned[top] / top
    distance = slope * np.arange(top) - turned[:top]
    found = int(np.argmax(distance))
    return min(last - found + 1, last) if is_left else found + 1


def minimum(counts: Counts) -> int | None:
    """The lowest bin between two peaks of the smoothed histogram; None where it has no two.

    Source: J. M. S. Prewitt, M. L. Mendelsohn, Ann. N. Y. Acad. Sci. 128 (1966) 1035.
    """
    from scipy.ndimage import uniform_filter1d  # slow to import

    smooth = counts.astype(np.float64)
    for _ in range(_MOST_ROUNDS):
        smooth = uniform_filter1d(smooth, 3)
        peaks = _peaks(smooth)
        if len(peaks) < 3:
            break
    if len(peaks) != 2:
        return None
    return peaks[0] + int(np.argmin(smooth[peaks[0] : peaks[1] + 1])) + 1


def three_classes(counts: Counts) -> tuple[int, int] | None:
    """The two thresholds of the largest variance between three classes.

    Source: P.-S. Liao, T.-S. Chen, P.-C. Chung, J. Inf. Sci. Eng. 17 (2001) 713.
    """
    if len(counts) < 3:
        return None
    weight, moment = _below(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = moment**2 / weight
        last = (moment[-1] - moment) ** 2 / (weight[-1] - weight)
        middle = (moment[None, :] - moment[:, None]) ** 2 / (weight[None, :] - weight[:, None])
    between = first[:, None] + np.nan_to_num(middle, nan=0.0, posinf=0.0) + last[None, :]
    order = np.arange(len(counts))
    between[(order[:, None] >= order[None, :]) | (order[None, :] == len(counts) - 1)] = -np.inf
    one, other = np.unravel_index(int(np.argmax(between)), between.shape)
    return int(one) + 1, int(other) + 1


RULES: Mapping[str, Callable[[Counts], int | None]] = MappingProxyType(
    {"otsu": otsu, "isodata": isodata, "li": li, "minimum": minimum, "triangle": triangle}
)
"""The rules for two phases by name."""


def _below(counts: Counts) -> tuple[NDArray[Any], NDArray[Any]]:
    """Weight and first moment of all bins up to each."""
    return np.cumsum(counts), np.cumsum(counts * np.arange(len(counts)))


def _peaks(smooth: NDArray[np.float64]) -> list[int]:
    """Last bins of the histogram's peaks, plateaus included; it counts as rising before it."""
    steps = np.diff(smooth)
    turns = np.flatnonzero(steps)
    falls = steps[turns] < 0
    is_peak = falls & ~np.concatenate([[False], falls[:-1]])
    return [int(turn) for turn in turns[is_peak]]
