"""Sums of local fields over blocks of an image, in memory or read in parts.

A part is read with one pixel more along each axis, so that every neighbourhood lies in exactly one
part; what is found does not depend on how the image is cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks, BlockSums, DomainSums, block_sums
from imagerep.configurations import (
    SLAB,
    BoxSums,
    CombinedField,
    Groups,
    LocalField,
    all_inside,
    configurations,
    count_numbers,
    n_configurations,
    pixel_states,
    sum_fields,
)
from imagerep.hooks import CHUNK, Hooks, chunked, run_chunks
from imagerep.io.source import Box, full_box

SLABS_A_TASK = 4
"""Slabs that a thread looks up one after the other, in the same memory."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldSums:
    """Local fields of one image, summed over blocks."""

    fields: tuple[LocalField, ...]
    # How many neighbourhoods of the domain have each configuration
    counts: dict[Groups, NDArray[np.int64]]
    # Sum of each field over every whole block; empty for blocks of one pixel
    sums: tuple[NDArray[np.float32], ...]
    # Neighbourhoods of the domain in every whole block; None where all are
    inside: NDArray[Any] | None
    side: int  # Side of a block, in px
    shape: tuple[int, ...]  # Number of neighbourhoods along each axis, one fewer than pixels
    # Configuration of every neighbourhood, for blocks of one pixel: less memory than all fields
    numbers: dict[Groups, NDArray[Any]] = field(default_factory=dict)

    @property
    def n_inside(self) -> int:
        """Number of neighbourhoods of the domain."""
        return int(next(iter(self.counts.values())).sum())

    def total(self, one: CombinedField) -> float:
        """Sum over all neighbourhoods of the domain."""
        return float(self.counts[one.groups] @ one.table)

    def blocks(self, one: CombinedField, side: int) -> Blocks:
        """Sums of the fields over blocks of a multiple of the side."""
        factor = side // self.side
        inside = None if self.inside is None else block_sums(self.inside, factor)
        if self.numbers:
            total = block_sums(self._looked_up(one), factor)
        else:
            places = map(self.fields.index, one.fields)
            first, *others = (block_sums(self.sums[place], factor) for place in places)
            total = first if one.weights == (1.0,) else first * np.float32(one.weights[0])
            for sums, weight in zip(others, one.weights[1:], strict=True):
                total += sums * np.float32(weight)
            if one.offset:
                volume = np.float32(side ** len(self.shape))
                total = total + np.float32(one.offset) * (volume if inside is None else inside)
        n_inside = float(self.n_inside)
        return Blocks(total, inside, side, self.shape, self.total(one), n_inside)

    def _looked_up(self, one: CombinedField) -> NDArray[np.float32]:
        numbers, table = self.numbers[one.groups], one.table.astype(np.float32)
        total = np.empty(numbers.shape, np.float32)
        for rows in chunked(len(numbers), CHUNK // math.prod(numbers.shape[1:])):
            np.take(table, numbers[rows], out=total[rows], mode="clip")
        return total if self.inside is None else total * self.inside


class FieldAccumulator:
    """Adds up what boxes of neighbourhoods hold, in any order."""

    def __init__(self, shape: Sequence[int], fields: Sequence[LocalField], side: int) -> None:
        self._shape = tuple(length - 1 for length in shape)
        self._fields, self._side = tuple(fields), side
        self._counts: dict[Groups, NDArray[np.int64]] = {}
        self._sums = tuple(BlockSums(self._shape, side, np.float32) for _ in fields)
        self._inside = DomainSums(self._shape, side)

    def add(self, box: Box, found: BoxSums) -> None:
        """Add the sums of one box of neighbourhoods."""
        corner = [part.start // self._side for part in box]
        for groups, counts in found.counts.items():
            before = self._counts.get(groups)
            self._counts[groups] = counts if before is None else before + counts
        for total, sums in zip(self._sums, found.sums, strict=True):
            total.add(corner, sums)
        self._inside.add(box, found.inside)

    def result(self) -> FieldSums:
        """The sums of the whole image."""
        sums = tuple(one.values for one in self._sums)
        inside, side = self._inside.values, self._side
        return FieldSums(self._fields, self._counts, sums, inside, side, self._shape)


def array_field_sums(
    labels: NDArray[Any],
    domain: NDArray[np.bool_] | None,
    fields: Sequence[LocalField],
    side: int,
    hooks: Hooks,
) -> FieldSums:
    """Sums of the local fields of an image in memory."""
    if side == 1:
        return _of_pixels(labels, domain, fields)
    accumulator = FieldAccumulator(labels.shape, fields, side)
    rest = full_box([length - 1 for length in labels.shape[1:]])
    row = math.prod(length - 1 for length in labels.shape[1:])
    n_rows = labels.shape[0] - 1
    found: dict[int, BoxSums] = {}

    def work(rows: slice) -> None:
        pixels = slice(rows.start, rows.stop + 1)
        inside = None if domain is None else domain[pixels]
        found[rows.start] = sum_fields(labels[pixels], inside, fields, (rows, *rest), side)

    chunks = chunked(n_rows, SLABS_A_TASK * max(1, SLAB // (row * side)) * side)
    run_chunks(work, chunks, hooks, "summing over blocks")
    for rows in chunks:
        accumulator.add((rows, *rest), found.pop(rows.start))
    return accumulator.result()


def _of_pixels(
    labels: NDArray[Any], domain: NDArray[np.bool_] | None, fields: Sequence[LocalField]
) -> FieldSums:
    inside = None if domain is None else all_inside(domain)
    numbers, counts = {}, {}
    for groups in dict.fromkeys(one.groups for one in fields):
        found = configurations(pixel_states(labels, groups), len(groups))
        n_numbers = n_configurations(len(groups), labels.ndim)
        numbers[groups] = found
        counts[groups] = count_numbers(found if inside is None else found[inside], n_numbers)
    shape = tuple(length - 1 for length in labels.shape)
    return FieldSums(tuple(fields), counts, (), inside, 1, shape, numbers)


def neighbourhoods(box: Box, shape: Sequence[int]) -> tuple[Box, Box]:
    """Neighbourhoods that begin in a box of pixels, and the pixels that they reach."""
    inner = tuple(
        slice(part.start, min(part.stop, side - 1)) for part, side in zip(box, shape, strict=True)
    )
    reached = tuple(slice(part.start, part.stop + 1) for part in inner)
    return inner, reached
