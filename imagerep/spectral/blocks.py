"""Block means of an image, in one pass that never holds more than a slab of it.

Only low frequencies tell about the variance of the phase fraction, so a large image may first be
averaged over blocks. Anything with ``shape``, ``dtype`` and slicing along its first axis will do:
arrays, memory maps, Zarr and Dask arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import BlockSums, partial_sums

TARGET_CELLS = {2: 200**2, 3: 64**3}
"""Number of blocks aimed at. The caps on the modes (see `modes`) come from the predictive density
of the true S on 28 development media; these keep those modes well below the blocks' own limit."""

MIN_BLOCKS_PER_SIDE = 24
"""Fewest blocks along the shortest side: the lowest 4.2 multiples of the fundamental frequency (see
`modes`) stay below half of the blocks' own limit, which are 6 multiples."""

SLAB_BYTES = 1 << 20
"""Bytes read at a time from arrays in memory: fits the second-level cache of common processors."""


class ImageSource(Protocol):
    """What an image must offer: a shape, a type, and slicing along the first axis."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        ...

    @property
    def dtype(self) -> Any:
        """Type of a pixel."""
        ...

    def __getitem__(self, key: Any, /) -> Any:
        """Part of the image."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class BlockMeans:
    """Phase fraction of every block of an image.

    Attributes
    ----------
    counts : ndarray of uint8 or uint32
        Pixels of the phase in each whole block; what is left over at the far ends is dropped.
    block_px : int
        Side of a block.
    shape : tuple of int
        Number of pixels of the whole image along each axis.
    n_true : int
        Pixels of the phase in the whole image.
    """

    counts: NDArray[Any]
    block_px: int
    shape: tuple[int, ...]
    n_true: int

    @property
    def means(self) -> NDArray[np.float64]:
        """Phase fraction of each whole block."""
        return np.asarray(self.counts / float(self.block_px**self.counts.ndim))


def block_side(shapes: Sequence[Sequence[int]], multiple: int = 1) -> int:
    """Side of the blocks to average over.

    Parameters
    ----------
    shapes : sequence of shapes
        Shape of each image of the material.
    multiple : int, optional
        The side is a multiple of this.

    Returns
    -------
    int
        1 where the images are small enough to be used as they are.
    """
    ndim = len(shapes[0])
    pixels = sum(math.prod(shape) for shape in shapes) / len(shapes)
    shortest = min(min(shape) for shape in shapes)
    side = int((pixels / TARGET_CELLS[ndim]) ** (1 / ndim) + 0.5)
    side = max(1, min(side, int(shortest) // MIN_BLOCKS_PER_SIDE))
    return max(multiple, side // multiple * multiple)


def block_means(
    image: ImageSource,
    block_px: int,
    label: int | None = None,
    *,
    on_rows: Callable[[int], None] | None = None,
) -> BlockMeans:
    """Average one phase of an image over blocks, slab by slab.

    Parameters
    ----------
    image : array-like with slicing, 2D or 3D
        Truth values, or labels when `label` is given.
    block_px : int
        Side of a block.
    label : int, optional
        Label of the phase; without it every pixel that is not 0 counts.
    on_rows : callable, optional
        Told after each slab how many of the first axis' rows are done; it may raise to stop.

    Returns
    -------
    BlockMeans
    """
    sums = BlockSums(image.shape, block_px)
    n_true = 0
    rest = tuple(slice(0, int(side)) for side in image.shape[1:])
    corner = (0,) * len(rest)
    for rows, slab in _slabs(image, block_px, label):
        n_true += int(np.count_nonzero(slab))
        sums.add((rows.start // block_px, *corner), partial_sums(slab, (rows, *rest), block_px))
        if on_rows is not None:
            on_rows(rows.stop)
    shape = tuple(int(side) for side in image.shape)
    return BlockMeans(sums.values, block_px, shape, n_true)


def _slabs(
    image: ImageSource, block_px: int, label: int | None
) -> Iterator[tuple[slice, NDArray[np.bool_]]]:
    n_rows = int(image.shape[0])
    thickness = _slab_thickness(image, block_px)
    for start in range(0, n_rows, thickness):
        stop = min(start + thickness, n_rows)
        slab = np.asarray(image[start:stop])
        if label is not None:
            slab = (slab if label == 1 else ~slab) if slab.dtype == np.bool_ else slab == label
        yield slice(start, stop), np.ascontiguousarray(slab, dtype=np.bool_)


def _slab_thickness(image: ImageSource, block_px: int) -> int:
    """Rows to read at a time: whole storage chunks where there are any, else whole blocks."""
    chunks = getattr(image, "chunks", None)
    if chunks:
        return max(1, int(np.max(chunks[0])))
    bytes_per_row = math.prod(image.shape[1:]) * np.dtype(image.dtype).itemsize
    blocks: int = SLAB_BYTES // (bytes_per_row * block_px)
    return max(1, blocks) * block_px
