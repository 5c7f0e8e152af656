"""Values that lie only between two others: what resampling, JPEG and antialiasing leave at edges.

A phase has an interior: pixels all of whose neighbours have its value. Values in between have
none, and lie where two phases meet or close to one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAST_PIXELS = 400
"""Fewer pixels do not tell edges from phases."""

LEAST_INTERIOR = 0.15
"""Share of a phase's pixels that have only neighbours of their own value. Phases of features of
3 px or more have 0.2 to 0.95, values between phases 0 to 0.03."""

LEAST_SHARE = 0.0005
"""Share of all pixels that are such interior of a phase."""

PEAK = 0.02
"""Share of the pixels from which the commonest of close values may be a phase's although no pixel
has only neighbours of that value, as in a noisy JPEG: then those around it are taken together."""

CLOSE = 0.15
"""Distance from a phase's value, over the range of those values, within which JPEG's noise lies."""

RARER = 0.5
"""Most pixels of a value that is close to a phase's and between no two, over the phase's."""

MOST_EDGES = 0.6
"""Most pixels that may lie between phases."""

LEAST_EXPLAINED = 0.9
"""Share of the other pixels that must lie between two phases or close to one."""

FEW = 3
"""Fewer values than this beside those of phases may be labels, such as that of a thin coating."""

LEAST_BETWEEN = 0.3
"""Share of a value's pixels that have a lower and a higher phase within two pixels: what was left
of features of a pixel has only one of them."""

LEAST_BETWEEN_OF_FEW = 0.8
"""The same where there are few values, within one pixel."""

MIXTURE_GAP = 16.0
"""Distance of a mixture from the line between two colours, in grey values: rounding, and sharpening
by the filters of a resize."""

_PATCH = {2: (128, 16), 3: (32, 8)}
_WHOLE = 1 << 24


@dataclass(frozen=True, slots=True)
class EdgeValues:
    """Values of an image told apart."""

    phases: tuple[Any, ...]  # Values of phases, ascending
    edges: tuple[Any, ...]  # Values that lie only between or close to them, ascending
    share: float  # Share of the pixels looked at that have one of `edges`


def edge_values(values: NDArray[Any], max_phases: int) -> EdgeValues | None:
    """Tell values of phases from those at their edges; None where no value is one of an edge."""
    if values.dtype == np.bool_ or min(values.shape) < 3 or _has_two_values(values):
        return None
    found = _told_apart(_patches(values), max_phases)
    if found is None or values.size > _WHOLE:
        return found
    return _told_apart(values[None], max_phases)  # rare phases lie outside the patches


def edge_colours(rgb: NDArray[np.uint8], max_phases: int) -> EdgeValues | None:
    """The same of a colour image: colours of edges are mixtures of two that have an interior."""
    packed = (rgb.astype(np.int32) << np.array([16, 8, 0], np.int32)).sum(axis=-1, dtype=np.int32)
    colours, codes, counts = np.unique(packed, return_inverse=True, return_counts=True)
    codes = codes.reshape(packed.shape)
    interior = np.bincount(codes[_is_interior(codes[None])[0]], minlength=len(colours))
    is_phase = (interior >= LEAST_INTERIOR * counts) & (interior >= LEAST_SHARE * packed.size)
    n_phases, n_edges = int(is_phase.sum()), int((~is_phase).sum())
    share = counts[~is_phase].sum() / packed.size
    if not 2 <= n_phases <= max_phases or not n_edges or share > MOST_EDGES:
        return None
    channels = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    edges, phases = channels[~is_phase].astype(np.float64), channels[is_phase].astype(np.float64)
    is_mixture = np.zeros(n_edges, np.bool_)
    for first, second in combinations(phases, 2):
        along = second - first
        part = ((edges - first) @ along / (along @ along)).clip(0, 1)
        gap = np.sqrt(((edges - first - part[:, None] * along) ** 2).sum(axis=1))
        is_mixture |= gap <= MIXTURE_GAP
    if counts[~is_phase][is_mixture].sum() < LEAST_EXPLAINED * counts[~is_phase].sum():
        return None
    order = np.argsort(-counts)  # the commonest first
    listed = [tuple(channels[one].tolist()) for one in order]
    kept = is_phase[order]
    return EdgeValues(
        tuple(one for one, is_kept in zip(listed, kept, strict=True) if is_kept),
        tuple(one for one, is_kept in zip(listed, kept, strict=True) if not is_kept),
        float(share),
    )


def _has_two_values(values: NDArray[Any]) -> bool:
    few = np.unique(values.reshape(-1)[:: max(1, values.size // 4096)])
    if len(few) > 2:
        return False
    sample = values if values.size <= _WHOLE else _patches(values)
    return bool(((sample == few[0]) | (sample == few[-1])).all())


def _patches(values: NDArray[Any]) -> NDArray[Any]:
    """Patches spread over an image, along a new first axis; the image itself where it is small."""
    side, number = _PATCH[values.ndim]
    if values.size <= number * side**values.ndim:
        return values[None]
    steps = round(number ** (1 / values.ndim))
    sides = [min(side, length) for length in values.shape]
    corners = [
        np.linspace(0, length - one, steps).astype(int)
        for length, one in zip(values.shape, sides, strict=True)
    ]
    return np.stack(
        [
            values[
                tuple(slice(first, first + one) for first, one in zip(place, sides, strict=True))
            ]
            for place in product(*corners)
        ]
    )


def _told_apart(patches: NDArray[Any], max_phases: int) -> EdgeValues | None:
    values, codes = _coded(patches)
    if len(values) < 3:
        return None
    counts = np.bincount(codes.ravel(), minlength=len(values))
    interior = np.bincount(codes[_is_interior(codes)], minlength=len(values))
    is_number = np.isfinite(values)
    if not is_number.any():
        return None
    n_pixels = int(counts[is_number].sum())
    if n_pixels < LEAST_PIXELS:
        return None
    is_phase = (interior >= LEAST_INTERIOR * counts) & (interior >= LEAST_SHARE * n_pixels)
    scaled = values / 4  # differences of the largest numbers are no numbers
    extent = float(scaled[is_number].max() - scaled[is_number].min())
    for code in np.flatnonzero(~is_phase & (counts >= PEAK * n_pixels) & is_number):
        near = np.abs(scaled - scaled[code]) <= CLOSE * extent
        if not is_phase[near].any() and counts[near].max() == counts[code]:
            whole = near[codes]
            inside = int(np.count_nonzero(_is_interior(whole) & whole))
            is_phase[code] = inside >= max(
                LEAST_INTERIOR * counts[near].sum(), LEAST_SHARE * n_pixels
            )
    is_phase &= is_number
    is_edge = ~is_phase & is_number
    phases, edges = np.flatnonzero(is_phase), np.flatnonzero(is_edge)
    if not 2 <= len(phases) <= max_phases or not len(edges):
        return None
    share = counts[edges].sum() / n_pixels
    if share > MOST_EDGES:
        return None
    # A ramp of few values is steep; one of many may be wider.
    are_few = len(edges) < FEW
    between = _count_between(codes, phases, len(values), reach=1 if are_few else 2)
    gaps = np.abs(scaled[edges][:, None] - scaled[phases])
    nearest = gaps.argmin(axis=1)
    span = float(scaled[phases[-1]] - scaled[phases[0]])
    is_close = gaps.min(axis=1) <= CLOSE * span
    least = LEAST_BETWEEN_OF_FEW if are_few else LEAST_BETWEEN
    is_between = between[edges] >= least * counts[edges]
    if are_few:
        is_between &= ~is_close  # a label beside another, such as 1 of 0, 1 and 255
    is_close &= counts[edges] <= RARER * counts[phases][nearest]
    explained = counts[edges][is_between | is_close].sum()
    if explained < LEAST_EXPLAINED * counts[edges].sum():
        return None
    if not is_between.any() and len(edges) < 2:
        return None
    return EdgeValues(tuple(values[phases].tolist()), tuple(values[edges].tolist()), float(share))


def _coded(patches: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[Any]]:
    """Values present, ascending, and the position of every pixel's among them."""
    if patches.dtype.kind in "ui" and patches.dtype.itemsize <= 2:
        unsigned = np.dtype(f"u{patches.dtype.itemsize}")
        every = np.arange(1 << 8 * unsigned.itemsize, dtype=unsigned)
        is_there = np.zeros(len(every), np.bool_)
        is_there[patches.view(unsigned)] = True
        values = every[is_there].view(patches.dtype)
        order = np.argsort(values)
        table = np.zeros(len(every), np.min_scalar_type(len(values)))
        table[values[order].view(unsigned)] = np.arange(len(values))
        return values[order].astype(np.float64), table[patches.view(unsigned)]
    values, codes = np.unique(patches, return_inverse=True)
    return values.astype(np.float64), codes.reshape(patches.shape)


def _is_interior(codes: NDArray[Any]) -> NDArray[np.bool_]:
    """Pixels whose neighbours along the axes all have their code; the first axis is of patches."""
    found = np.ones(codes.shape, np.bool_)
    for axis in range(1, codes.ndim):
        before, after = _neighbours(codes.ndim, axis)
        same = codes[after] == codes[before]
        found[after] &= same
        found[before] &= same
    return found


def _count_between(
    codes: NDArray[Any], phases: NDArray[np.intp], n_codes: int, reach: int
) -> NDArray[np.intp]:
    """Pixels of each code that have, within `reach`, the next lower and the next higher phase."""
    lowest, highest = codes, codes
    for _ in range(reach):
        for axis in range(1, codes.ndim):
            lowest = _extreme(lowest, axis, np.minimum)
            highest = _extreme(highest, axis, np.maximum)
    below = np.searchsorted(phases, np.arange(n_codes), side="left") - 1
    above = np.searchsorted(phases, np.arange(n_codes), side="right")
    inside = (below >= 0) & (above < len(phases))
    low_phase = np.where(inside, phases[below.clip(min=0)], -1)
    high_phase = np.where(inside, phases[above.clip(max=len(phases) - 1)], n_codes)
    is_between = (lowest <= low_phase[codes]) & (highest >= high_phase[codes])
    return np.bincount(codes[is_between], minlength=n_codes)


def _extreme(codes: NDArray[Any], axis: int, pick: np.ufunc) -> NDArray[Any]:
    """Minimum or maximum of each pixel and its two neighbours along an axis."""
    before, after = _neighbours(codes.ndim, axis)
    found = codes.copy()
    found[after] = pick(found[after], codes[before])
    found[before] = pick(found[before], codes[after])
    return found


def _neighbours(ndim: int, axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Places of the pixels that have a next one along an axis, and of those next ones."""
    whole: Sequence[slice] = (slice(None),) * ndim
    return (
        (*whole[:axis], slice(None, -1), *whole[axis + 1 :]),
        (*whole[:axis], slice(1, None), *whole[axis + 1 :]),
    )
