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

TOGETHER = 4
"""Fields that are looked up at once: four take 0.4 of the time of one after the other, eight no
less, and five three times as long as four."""


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
class CombinedField:
    """Local fields of the same groups, each times a weight, and an offset.

    Attributes
    ----------
    fields : tuple of LocalField
        The fields.
    weights : tuple of float
        Weight of each.
    offset : float
        What every neighbourhood has besides.
    """

    fields: tuple[LocalField, ...]
    weights: tuple[float, ...] = (1.0,)
    offset: float = 0.0

    @property
    def groups(self) -> Groups:
        """Labels of each state."""
        return self.fields[0].groups

    @property
    def table(self) -> NDArray[np.float64]:
        """Value of each configuration."""
        table = np.full(self.fields[0].table.shape, self.offset)
        for one, weight in zip(self.fields, self.weights, strict=True):
            table += weight * one.table
        return table

    def over(self, other: CombinedField) -> float | None:
        """What another one is multiplied by to give this one, but for offsets; None if by none."""
        mine = dict(zip(self.fields, self.weights, strict=True))
        others = dict(zip(other.fields, other.weights, strict=True))
        if mine.keys() != others.keys() or not all(others.values()):
            return None
        factors = [weight / others[one] for one, weight in mine.items()]
        alike = all(math.isclose(one, factors[0], rel_tol=1e-9) for one in factors)
        return factors[0] if alike else None


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


class Scratch:
    """Arrays that are used again: to have fresh memory takes longer than what is done in it."""

    def __init__(self) -> None:
        self._arrays: dict[tuple[str, np.dtype[Any]], NDArray[Any]] = {}

    def array(self, name: str, shape: Sequence[int], dtype: Any) -> NDArray[Any]:
        """An array of some name, with whatever it held last."""
        size, key = math.prod(shape), (name, np.dtype(dtype))
        if key not in self._arrays or self._arrays[key].size < size:
            self._arrays[key] = np.empty(size, dtype)
        return self._arrays[key][:size].reshape(shape)


def configurations(
    states: NDArray[np.uint8], n_groups: int, scratch: Scratch | None = None
) -> NDArray[np.unsignedinteger[Any]]:
    """Number of the configuration of every neighbourhood, one fewer along each axis than pixels."""
    base, scratch = n_groups + 1, scratch or Scratch()
    numbers = scratch.array("numbers", states.shape, np.uint8)
    numbers[...] = states
    for level, axis in enumerate(reversed(range(states.ndim))):
        if numbers.dtype == np.uint8 and base ** (2 ** (level + 1)) > 256:
            wider = scratch.array("numbers", numbers.shape, np.uint16)
            wider[...] = numbers
            numbers = wider
        upper = _times(numbers, base ** (2**level), scratch)
        before: tuple[slice, ...] = (slice(None),) * axis
        lower = numbers[(*before, slice(-1))]
        lower += upper[(*before, slice(1, None))]
    return numbers[(slice(-1),) * states.ndim]


def _times(numbers: NDArray[Any], factor: int, scratch: Scratch) -> NDArray[Any]:
    """Product that fits the type; of bytes and a power of two, eight at a time."""
    product = scratch.array("product", numbers.shape, numbers.dtype)
    if numbers.dtype != np.uint8 or factor & (factor - 1):
        np.multiply(numbers, numbers.dtype.type(factor), out=product)
        return product
    flat, given = product.reshape(-1), numbers.reshape(-1)
    whole = flat.size // 8 * 8
    shift = np.uint64(factor.bit_length() - 1)
    np.left_shift(given[:whole].view(np.uint64), shift, out=flat[:whole].view(np.uint64))
    flat[whole:] = given[whole:] * np.uint8(factor)
    return product


def in_pairs(numbers: NDArray[np.uint8], scratch: Scratch | None = None) -> NDArray[np.intp]:
    """Bytes two by two along the last axis, as one number each: 65536 and more for one left over.

    All that follows then takes half as long.
    """
    n_pairs, left = divmod(numbers.shape[-1], 2)
    shape = (*numbers.shape[:-1], n_pairs + left)
    pairs = (scratch or Scratch()).array("places", shape, np.intp)
    pairs[..., :n_pairs] = numbers[..., : 2 * n_pairs].view(np.uint16)
    if left:
        pairs[..., -1] = numbers[..., -1]
        pairs[..., -1] += 1 << 16
    return pairs


@lru_cache(maxsize=16)
def _tables(fields: tuple[LocalField, ...], by_pairs: bool) -> NDArray[np.float32]:
    """Tables of fields side by side; those of pairs hold sums over each number of `in_pairs`."""
    tables = np.stack([one.table for one in fields], axis=1)
    if len(fields) == 3:
        tables = np.pad(tables, [(0, 0), (0, 1)])  # four are looked up in the time of two
    if by_pairs:
        whole = np.pad(tables, [(0, 256 - len(tables)), (0, 0)])
        pairs = (whole[:, None] + whole).reshape(1 << 16, -1)
        tables = np.concatenate([pairs, whole])
    return tables.astype(np.float32)


def count_numbers(numbers: NDArray[Any], n_numbers: int) -> NDArray[np.int64]:
    """How often each number occurs."""
    if numbers.dtype == np.uint8 and numbers.size >= 1 << 16:
        return count_pairs(in_pairs(numbers.reshape(-1)), n_numbers)
    return np.asarray(np.bincount(numbers.reshape(-1), minlength=n_numbers), np.int64)


def count_pairs(pairs: NDArray[np.intp], n_numbers: int) -> NDArray[np.int64]:
    """How often each byte occurs in pairs."""
    found = np.bincount(pairs.reshape(-1), minlength=(1 << 16) + 256).reshape(257, 256)
    return np.asarray(found.sum(axis=0) + found[:256].sum(axis=1), np.int64)[:n_numbers]


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
    sums = {one: np.zeros(shape, np.float32) for one in fields}
    covered = None if domain is None else np.zeros(shape, count_type(side ** len(box)))
    first = box[0].start // side
    thickness = max(1, SLAB // math.prod(side - 1 for side in labels.shape[1:]))
    scratch = Scratch()
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
            n_numbers = n_configurations(len(groups), labels.ndim)
            numbers = configurations(states, len(groups), scratch)
            is_bytes = numbers.dtype == np.uint8
            by_pairs = is_bytes and inside is None and side % 2 == box[-1].start % 2 == 0
            if by_pairs:
                places = in_pairs(numbers, scratch)
                found = count_pairs(places, n_numbers)
            else:
                places = scratch.array("places", numbers.shape, np.intp)
                places[...] = numbers
                found = count_numbers(numbers if inside is None else numbers[inside], n_numbers)
            counts[groups] = counts[groups] + found if groups in counts else found
            same = [one for one in sums if one.groups == groups]
            for some in (same[k : k + TOGETHER] for k in range(0, len(same), TOGETHER)):
                table = _tables(tuple(some), by_pairs)
                values = scratch.array("values", (*places.shape, table.shape[1]), np.float32)
                np.take(table, places, axis=0, out=values, mode="clip")
                if inside is not None:
                    values *= inside[..., None]
                found_sums = partial_sums(values, slab_box, side, 1 + by_pairs)
                for k, one in enumerate(some):
                    sums[one][place] += found_sums[..., k]
    return BoxSums(counts, tuple(sums[one] for one in fields), covered)
