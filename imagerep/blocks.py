"""Sums of local fields over blocks: what every method works on, whatever the size of the image.

A measure is a ratio R = sum a / sum b of two local fields. The mean over blocks is the mean over
pixels, so the variance of R can be found from the sums of a and b over squares (cubes) of side c:
c = 1 for an image in memory, and more for an image that is larger, which is read once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.io.source import Box


@dataclass(frozen=True, eq=False)
class Blocks:
    """Sums of the numerator a and the denominator b of a measure over blocks of one image."""

    # Sum of a over each whole block; what is left over at the far ends is dropped
    numerator: NDArray[Any]
    denominator: NDArray[Any] | None  # Sum of b; None where every pixel has b = 1
    side: int  # Side c of a block, in px
    shape: tuple[int, ...]  # Shape of the whole image, in px
    total_numerator: float  # Sums over the whole image, with what is left over
    total_denominator: float

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.shape)

    @property
    def ratio(self) -> float:
        """R of the whole image."""
        return self.total_numerator / self.total_denominator

    @cached_property
    def n_covered(self) -> float:
        """Sum of b over the blocks."""
        if self.denominator is None:
            return float(self.numerator.size * self.side**self.ndim)
        return float(self.denominator.sum(dtype=np.float64))

    @cached_property
    def transform(self) -> NDArray[np.complex128]:
        """Fourier transform (`rfftn`) of the residual, with a mean of zero in the domain."""
        cells = self.residual(dtype=np.float64)
        if self.denominator is not None:
            cells -= self.coverage() * (cells.sum() / (self.n_covered / self.side**self.ndim))
        from scipy.fft import rfftn  # the app shows its window before SciPy is imported

        coefficients: NDArray[np.complex128] = rfftn(cells, overwrite_x=True)
        coefficients.flat[0] = 0.0
        return coefficients

    def residual(
        self, rows: slice = slice(None), dtype: Any = np.float32
    ) -> NDArray[np.floating[Any]]:
        """Mean of a - R b over the blocks of some rows."""
        volume = self.side**self.ndim
        if self.denominator is None:
            if volume == 1:
                field: NDArray[Any] = np.subtract(
                    self.numerator[rows], dtype(self.ratio), dtype=dtype
                )
                return field
            field = np.divide(self.numerator[rows], dtype(volume), dtype=dtype)
            field -= dtype(self.ratio)
            return field
        field = np.multiply(self.denominator[rows], dtype(-self.ratio), dtype=dtype)
        field += self.numerator[rows]
        if volume > 1:
            field /= dtype(volume)
        return field

    def coverage(self, rows: slice = slice(None)) -> NDArray[np.float32]:
        """Mean of b over the blocks of some rows."""
        if self.denominator is None:
            return np.ones(self.numerator[rows].shape, np.float32)
        volume = np.float32(self.side**self.ndim)
        cover: NDArray[np.float32] = np.divide(self.denominator[rows], volume, dtype=np.float32)
        return cover

    def trimmed(self) -> Blocks:
        """The part around the domain: farther than it reaches no two of its pixels are apart."""
        if self.denominator is None:
            return self
        is_used = (self.denominator != 0) | (self.numerator != 0)
        box = []
        for axis in range(self.ndim):
            others = tuple(other for other in range(self.ndim) if other != axis)
            used = np.flatnonzero(is_used.any(axis=others))
            box.append(slice(int(used[0]), int(used[-1]) + 1))
        part = tuple(box)
        return replace(self, numerator=self.numerator[part], denominator=self.denominator[part])

    def coarsened(self, factor: int) -> Blocks:
        """Blocks `factor` times as large along every axis."""
        if factor == 1:
            return self
        denominator = self.denominator
        return Blocks(
            block_sums(self.numerator, factor),
            None if denominator is None else block_sums(denominator, factor),
            self.side * factor,
            self.shape,
            self.total_numerator,
            self.total_denominator,
        )


def pooled_ratio(blocks: Sequence[Blocks]) -> float:
    """R of several images together."""
    return math.fsum(one.total_numerator for one in blocks) / math.fsum(
        one.total_denominator for one in blocks
    )


class BlockSums:
    """Sums over every whole block of an image, added up box by box in any order."""

    def __init__(self, shape: Sequence[int], side: int, dtype: Any = None) -> None:
        n_blocks = tuple(int(length) // side for length in shape)
        self.side = side
        self.values: NDArray[Any] = np.zeros(n_blocks, dtype or count_type(side ** len(n_blocks)))

    def add(self, corner: Sequence[int], sums: NDArray[Any]) -> None:
        """Add sums over the blocks of a box from its first block on, as `partial_sums` finds."""
        target, inside = [], []
        for first, length, n_blocks in zip(corner, sums.shape, self.values.shape, strict=True):
            n_kept = max(0, min(length, n_blocks - first))
            target.append(slice(first, first + n_kept))
            inside.append(slice(0, n_kept))
        self.values[tuple(target)] += sums[tuple(inside)].astype(self.values.dtype, copy=False)


class DomainSums:
    """Number of pixels of the domain in every whole block; None as long as all are inside."""

    def __init__(self, shape: Sequence[int], side: int) -> None:
        self._shape, self._side = shape, side
        self._full: list[Box] = []
        self._sums: BlockSums | None = None

    def add(self, box: Box, inside: NDArray[Any] | None) -> None:
        """Add those of a box, as `partial_sums` finds them; None where all are inside."""
        if inside is None and self._sums is None:
            self._full.append(box)
            return
        if self._sums is None:
            self._sums = BlockSums(self._shape, self._side)
            for full in self._full:
                self.add(full, None)
        sums = full_sums(box, self._side) if inside is None else inside
        self._sums.add([part.start // self._side for part in box], sums)

    @property
    def values(self) -> NDArray[Any] | None:
        """The numbers."""
        return None if self._sums is None else self._sums.values


def count_type(largest: int) -> type[np.unsignedinteger[Any]]:
    """Smallest unsigned type that holds a number."""
    if largest < 1 << 8:
        return np.uint8
    return np.uint16 if largest < 1 << 16 else np.uint32


def partial_sums(values: NDArray[Any], box: Box, side: int, width: int = 1) -> NDArray[Any]:
    """Sums of the values of a box over the blocks that it touches, the outer ones in part.

    Truth values are counted in the smallest type that holds the sums. Each value may be the sum of
    `width` pixels along the last axis, of which blocks and the box begin at multiples.
    """
    is_count = values.dtype == np.bool_
    sums: NDArray[Any] = values.view(np.uint8) if is_count else values
    largest = 1
    for axis, part in enumerate(box):
        largest *= side
        kind = count_type(largest) if is_count else values.dtype
        step = width if axis == len(box) - 1 else 1
        sums = _sum_along(sums, axis, part.start // step, side // step, kind)
    return sums


def full_sums(box: Box, side: int) -> NDArray[Any]:
    """Number of pixels of a box in every block that it touches."""
    total: NDArray[Any] = np.ones((1,) * len(box), count_type(side ** len(box)))
    for axis, part in enumerate(box):
        edges = np.arange(part.start // side, -(-part.stop // side) + 1) * side
        lengths = np.diff(np.clip(edges, part.start, part.stop)).astype(total.dtype)
        total = total * lengths.reshape([-1 if k == axis else 1 for k in range(len(box))])
    return total


def block_sums(values: NDArray[Any], side: int) -> NDArray[Any]:
    """Sums over every whole block of an array."""
    whole = tuple(slice(0, length // side * side) for length in values.shape)
    kind = np.uint32 if values.dtype.kind in "bu" else values.dtype
    sums: NDArray[Any] = values[whole].view(np.uint8) if values.dtype == bool else values[whole]
    for axis in range(values.ndim):
        sums = _sum_along(sums, axis, 0, side, kind)
    return sums


def _sum_along(values: NDArray[Any], axis: int, start: int, side: int, kind: Any) -> NDArray[Any]:
    """Sum over the blocks that are touched along one axis; the outer ones may be so in part."""
    if side == 1:
        return values
    length = values.shape[axis]
    offset = start % side
    if offset == 0 and length % side == 0:  # whole blocks: fewer passes over the memory
        at = [(slice(None),) * axis + (slice(k, None, side),) for k in range(side)]
        whole: NDArray[Any] = np.add(values[at[0]], values[at[1]], dtype=kind, casting="unsafe")
        for other in at[2:]:
            np.add(whole, values[other], out=whole, casting="unsafe")
        return whole
    shape = list(values.shape)
    shape[axis] = -(-(offset + length) // side)
    total: NDArray[Any] = np.zeros(tuple(shape), kind)
    before: tuple[slice, ...] = (slice(None),) * axis
    for shift in range(side):
        first = (shift - offset) % side
        pick = values[(*before, slice(first, None, side))]
        begin = (offset + first) // side
        target = total[(*before, slice(begin, begin + pick.shape[axis]))]
        np.add(target, pick, out=target, casting="unsafe")
    return total
