"""Local configurations: which phases 2 x 2 (x 2) neighbouring pixels have, as one number each.

Every local field is a function of such a neighbourhood, so a table with one value for each
configuration. A pixel's place k in it has the offset with the binary digits of k, the last axis in
the lowest one; with m states of a pixel (one for each group of labels, 0 for all other labels) the
number of a configuration is the sum of ``state m^k``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import count_type, partial_sums
from imagerep.io.source import Box

Groups = tuple[tuple[int, ...], ...]
"""Labels that are taken together as one state each; all others are state 0."""

SLAB = 1 << 20
"""Neighbourhoods that are looked up at a time: a quarter as many took twice as long in volumes,
where every plane is then read twice."""


@dataclass(frozen=True, slots=True)
class LocalField:
    """A function of local configurations; equal where groups and tables are.

    Attributes
    ----------
    groups : tuple of tuple of int
        Labels of each state from 1 on.
    table : ndarray of float64, shape (m^(2^n),)
        Value of each configuration.
    """

    groups: Groups
    table: NDArray[np.float64] = field(compare=False)
    _bytes: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bytes", self.table.tobytes())


@dataclass(frozen=True, slots=True)
class BoxSums:
    """Sums of local fields over the blocks that a box of neighbourhoods touches.

    Attributes
    ----------
    counts : dict of groups to ndarray of int64
        How many neighbourhoods of the domain have each configuration.
    sums : tuple of ndarray of float32
        Sum of each field over every block that is touched.
    inside : ndarray or None
        Neighbourhoods of the domain in these blocks; None where all are.
    """

    counts: dict[Groups, NDArray[np.int64]]
    sums: tuple[NDArray[np.float32], ...]
    inside: NDArray[Any] | None


def n_configurations(n_groups: int, ndim: int) -> int:
    """Number of configurations of a neighbourhood."""
    return int((n_groups + 1) ** (2**ndim))


@lru_cache(maxsize=8)
def configuration_states(n_groups: int, ndim: int) -> NDArray[np.uint8]:
    """State at every place of every configuration, of shape (m^(2^n), 2^n)."""
    base, places = n_groups + 1, 2**ndim
    numbers = np.arange(base**places)[:, None]
    found: NDArray[np.uint8] = (numbers // base ** np.arange(places) % base).astype(np.uint8)
    found.flags.writeable = False
    return found


def offsets(ndim: int) -> tuple[tuple[int, ...], ...]:
    """Offset of every place of a neighbourhood."""
    return tuple(tuple(k >> (ndim - 1 - axis) & 1 for axis in range(ndim)) for k in range(2**ndim))


def pixel_states(labels: NDArray[Any], groups: Groups) -> NDArray[np.uint8]:
    """State of every pixel."""
    if len(groups) == 1:
        wanted = groups[0]
        if labels.dtype == np.bool_ and wanted in ((0,), (1,)):
            mask = labels if wanted == (1,) else ~labels
        else:
            mask = labels == wanted[0] if len(wanted) == 1 else np.isin(labels, wanted)
        return mask.view(np.uint8)
    states = np.zeros(labels.shape, np.uint8)
    for number, group in enumerate(groups, start=1):
        for label in group:
            states[labels == label] = number
    return states


def configurations(states: NDArray[np.uint8], n_groups: int) -> NDArray[np.unsignedinteger[Any]]:
    """Number of the configuration of every neighbourhood, one fewer along each axis than pixels."""
    base = n_groups + 1
    numbers: NDArray[Any] = np.ascontiguousarray(states)
    for level, axis in enumerate(reversed(range(states.ndim))):
        if numbers.dtype == np.uint8 and base ** (2 ** (level + 1)) > 256:
            numbers = numbers.astype(np.uint16)
        before: tuple[slice, ...] = (slice(None),) * axis
        upper = _times(numbers, base ** (2**level))
        numbers = upper[(*before, slice(1, None))] + numbers[(*before, slice(-1))]
    return numbers


def _times(numbers: NDArray[Any], factor: int) -> NDArray[Any]:
    """Product that fits the type; of bytes and a power of two, eight at a time."""
    if numbers.dtype != np.uint8 or factor & (factor - 1):
        plain: NDArray[Any] = np.multiply(numbers, numbers.dtype.type(factor))
        return plain
    product = numbers.copy()
    flat = product.reshape(-1)
    whole = flat.size // 8 * 8
    flat[:whole].view(np.uint64)[...] <<= np.uint64(factor.bit_length() - 1)
    flat[whole:] *= np.uint8(factor)
    return product


def count_numbers(numbers: NDArray[Any], n_numbers: int) -> NDArray[np.int64]:
    """How often each number occurs; bytes are counted in pairs, as each is made 64 bits before."""
    flat = numbers.reshape(-1)
    if flat.dtype != np.uint8 or flat.size < 1 << 16:
        return np.asarray(np.bincount(flat, minlength=n_numbers), np.int64)
    even = flat.size // 2 * 2
    pairs = np.bincount(flat[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    found: NDArray[np.int64] = pairs.sum(axis=0) + pairs.sum(axis=1)
    found[flat[even:]] += 1
    return found[:n_numbers]


def all_inside(domain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which neighbourhoods lie in a domain with all their pixels."""
    inside = domain
    for axis in range(domain.ndim):
        before: tuple[slice, ...] = (slice(None),) * axis
        inside = inside[(*before, slice(1, None))] & inside[(*before, slice(-1))]
    return inside


def sum_fields(
    labels: NDArray[Any],
    domain: NDArray[np.bool_] | None,
    fields: Sequence[LocalField],
    box: Box,
    side: int,
) -> BoxSums:
    """Sum local fields over the blocks of a side that a box of neighbourhoods touches.

    `labels` and `domain` are those of its pixels, one more along each axis.
    """
    shape = [-(-part.stop // side) - part.start // side for part in box]
    counts: dict[Groups, NDArray[np.int64]] = {}
    sums = tuple(np.zeros(shape, np.float32) for _ in fields)
    covered = None if domain is None else np.zeros(shape, count_type(side ** len(box)))
    first = box[0].start // side
    thickness = max(1, SLAB // math.prod(side - 1 for side in labels.shape[1:]))
    for start in range(0, labels.shape[0] - 1, thickness):
        stop = min(start + thickness, labels.shape[0] - 1)
        rows = slice(box[0].start + start, box[0].start + stop)
        place = slice(rows.start // side - first, -(-rows.stop // side) - first)
        slab_box = (rows, *box[1:])
        inside = None if domain is None else all_inside(domain[start : stop + 1])
        if inside is not None and covered is not None:
            covered[place] += partial_sums(inside, slab_box, side).astype(covered.dtype)
        for groups in dict.fromkeys(one.groups for one in fields):
            states = pixel_states(labels[start : stop + 1], groups)
            numbers = configurations(states, len(groups))
            seen = numbers if inside is None else numbers[inside]
            found = count_numbers(seen, n_configurations(len(groups), labels.ndim))
            counts[groups] = counts[groups] + found if groups in counts else found
            values = np.empty(numbers.shape, np.float32)
            places = numbers.astype(np.intp)  # once for all tables
            for one, total in zip(fields, sums, strict=True):
                if one.groups == groups:
                    np.take(one.table.astype(np.float32), places, out=values, mode="clip")
                    if inside is not None:
                        values *= inside
                    total[place] += partial_sums(values, slab_box, side)
    return BoxSums(counts, sums, covered)
