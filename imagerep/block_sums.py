"""Pixels of a phase in every block of an image, added up part by part in any order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class BlockSums:
    """Pixels of one phase in every whole block of an image, or of some of its rows.

    Whole numbers are added, so parts of any shape and in any order come to the same sums.

    Parameters
    ----------
    shape : sequence of int
        Shape of the image.
    block_px : int
        Side of a block.
    rows : slice, optional
        Rows along the first axis that will be added; all unless given.

    Attributes
    ----------
    first : int
        First row of blocks that the rows touch.
    counts : ndarray of uint8 or uint32
        Pixels of the phase in each of the blocks touched; what is left over at the far ends of
        the image is dropped.
    """

    __slots__ = ("_n_blocks", "block_px", "counts", "first")

    def __init__(self, shape: Sequence[int], block_px: int, rows: slice | None = None) -> None:
        self.block_px = block_px
        self._n_blocks = tuple(int(side) // block_px for side in shape)
        rows = rows or slice(0, int(shape[0]))
        self.first = rows.start // block_px
        n_rows = min(-(-rows.stop // block_px), self._n_blocks[0]) - self.first
        kind = np.uint8 if block_px == 1 else np.uint32
        self.counts: NDArray[Any] = np.zeros((max(0, n_rows), *self._n_blocks[1:]), kind)

    def add(self, mask: NDArray[np.bool_], corner: Sequence[int]) -> None:
        """Add a part of the image, each pixel once.

        Parameters
        ----------
        mask : ndarray of bool
            Where the part is of the phase.
        corner : sequence of int
            First pixel of the part along each axis.
        """
        sums: NDArray[Any] = mask.view(np.uint8)
        largest = 1
        target, inside = [], []
        for axis, start in enumerate(corner):
            if self.block_px > 1:
                largest *= self.block_px
                kind = np.uint8 if largest < 1 << 8 else np.uint16 if largest < 1 << 16 else None
                sums = _sum_along(sums, axis, start, self.block_px, kind or np.uint32)
            first = start // self.block_px - (self.first if axis == 0 else 0)
            stop = min(first + sums.shape[axis], self.counts.shape[axis])
            target.append(slice(first, max(first, stop)))
            inside.append(slice(0, max(0, stop - first)))
        self.counts[tuple(target)] += sums[tuple(inside)].astype(self.counts.dtype, copy=False)

    def merge(self, other: BlockSums) -> None:
        """Add the sums of other rows of the same image.

        Parameters
        ----------
        other : BlockSums
            With the same side of a block, and no rows beyond these.
        """
        first = other.first - self.first
        self.counts[first : first + len(other.counts)] += other.counts


def _sum_along(
    values: NDArray[Any], axis: int, start: int, block_px: int, kind: Any
) -> NDArray[Any]:
    """Sum over the blocks that are touched along one axis; the outer ones may be so in part."""
    length = values.shape[axis]
    offset = start % block_px
    shape = list(values.shape)
    shape[axis] = -(-(offset + length) // block_px)
    total = np.zeros(shape, kind)
    before: tuple[slice, ...] = (slice(None),) * axis
    for place in range(block_px):
        first = (place - offset) % block_px
        pick = values[(*before, slice(first, None, block_px))]
        block = (offset + first) // block_px
        target = total[(*before, slice(block, block + pick.shape[axis]))]
        np.add(target, pick, out=target)
    return total
