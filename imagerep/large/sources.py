"""Images that are read in parts: what a source is, and its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import SegmentationError

Box = tuple[slice, ...]
"""A part of an image: first pixel and the pixel after the last along each axis."""

PIECE_BYTES = 16 << 20
"""About what is read at once: a cancellation is noticed soon, and the memory is used again (larger
pieces are given new memory by the system each time)."""


class Source(Protocol):
    """An image that is read in parts; can be pickled, and reopens itself elsewhere."""

    @property
    def name(self) -> str:
        """Name for people."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape, two or three axes."""

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""

    @property
    def chunks(self) -> tuple[int, ...]:
        """Shape of what is stored, and can be read, in one piece."""

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size, where the file tells it."""

    @property
    def identity(self) -> str:
        """Text that tells this image from others, for resuming."""

    def stamp(self, box: Box) -> str | None:
        """Text that changes when what is stored of a part does; None where that is not known."""

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part; raises ImageReadError naming file and chunk where that fails."""


def pieces(source: Source, rows: slice) -> Iterator[Box]:
    """Parts of some rows of an image, cut along its chunks, of about `PIECE_BYTES` each.

    Parameters
    ----------
    source : Source
        The image.
    rows : slice
        Range along the first axis.

    Yields
    ------
    tuple of slice
    """
    shape, chunks = source.shape, source.chunks
    rest = [tuple(slice(0, side) for side in shape[2:])]
    depth = min(chunks[0], rows.stop - rows.start)
    plane = source.dtype.itemsize * int(np.prod(shape[1:], dtype=np.int64))
    if depth * plane <= PIECE_BYTES or len(shape) == 2:
        depth *= max(1, PIECE_BYTES // (depth * plane))
        width = shape[1]
    else:
        row = plane // shape[1]
        fitting = PIECE_BYTES // (depth * chunks[1] * row)
        width = chunks[1] * max(1, fitting)
        if not fitting:
            column = depth * min(chunks[1], shape[1]) * source.dtype.itemsize
            length = chunks[2] * max(1, PIECE_BYTES // (column * chunks[2]))
            rest = [(slice(k, min(k + length, shape[2])),) for k in range(0, shape[2], length)]
    for start in _starts(rows, depth):
        stop = min(start + depth - start % depth, rows.stop)
        for left in range(0, shape[1], width):
            for last in rest:
                yield (slice(start, stop), slice(left, min(left + width, shape[1])), *last)


def _starts(rows: slice, depth: int) -> Iterator[int]:
    """Starts of the pieces: the first row, and then the multiples of the depth."""
    yield rows.start
    yield from range(rows.start - rows.start % depth + depth, rows.stop, depth)


def chunk_boxes(shape: tuple[int, ...], chunks: tuple[int, ...], box: Box) -> Iterator[Box]:
    """Chunks that a part touches.

    Parameters
    ----------
    shape, chunks : tuple of int
        Of the image.
    box : tuple of slice
        The part.

    Yields
    ------
    tuple of slice
        The box of each chunk, cut at the sides of the image.
    """
    ranges = [
        range(part.start // step, -(-part.stop // step))
        for part, step in zip(box, chunks, strict=True)
    ]
    for index in product(*ranges):
        yield tuple(
            slice(k * step, min((k + 1) * step, side))
            for k, step, side in zip(index, chunks, shape, strict=True)
        )


def box_text(box: Box) -> str:
    """Part of an image as people read it.

    Parameters
    ----------
    box : tuple of slice
        The part.

    Returns
    -------
    str
        For example ``"[0:64, 128:192]"``.
    """
    return "[" + ", ".join(f"{part.start}:{part.stop}" for part in box) + "]"


def squeezed_index(shape: tuple[int, ...], what: str) -> tuple[int | slice, ...]:
    """Index that drops axes of length one down to two or three.

    Parameters
    ----------
    shape : tuple of int
        Shape as stored.
    what : str
        What it is, for messages.

    Returns
    -------
    tuple of int or slice

    Raises
    ------
    SegmentationError
        If the image is empty, or other than two or three axes remain.
    """
    index: list[int | slice] = [slice(None)] * len(shape)
    left = len(shape)
    for axis, side in enumerate(shape):
        if side == 1 and left > 2:
            index[axis] = 0
            left -= 1
    if 0 in shape:
        raise SegmentationError(
            f"{what} is empty (shape {shape}).", "Choose an image that has pixels."
        )
    if left not in (2, 3):
        raise SegmentationError(
            f"{what} has {left} axes (shape {shape}).",
            "An image has two axes and a volume three; choose one channel and one time point.",
        )
    return tuple(index)


def kept(values: tuple[Any, ...], index: tuple[int | slice, ...]) -> tuple[Any, ...]:
    """Values of the axes that an index keeps.

    Parameters
    ----------
    values : tuple
        One value an axis as stored.
    index : tuple of int or slice
        From :func:`squeezed_index`.

    Returns
    -------
    tuple
    """
    return tuple(
        value for value, part in zip(values, index, strict=True) if isinstance(part, slice)
    )


def stored_box(box: Box, index: tuple[int | slice, ...]) -> tuple[int | slice, ...]:
    """Part of an image in the axes as stored.

    Parameters
    ----------
    box : tuple of slice
        The part, without the dropped axes.
    index : tuple of int or slice
        From :func:`squeezed_index`.

    Returns
    -------
    tuple of int or slice
    """
    parts = iter(box)
    return tuple(next(parts) if isinstance(part, slice) else part for part in index)


def file_identity(path: Path) -> str:
    """Path, size and time of change of a file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
    """
    status = path.stat()
    return f"{path.resolve()} {status.st_size} {status.st_mtime_ns}"


def files_stamp(paths: Iterable[Path]) -> str:
    """Sizes and times of change of many files, in short; files that are absent count as well.

    Parameters
    ----------
    paths : iterable of Path
        The files.

    Returns
    -------
    str
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            text = f"{path.name} absent"
        else:
            text = f"{path.name} {status.st_size} {status.st_mtime_ns}"
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()


def short(error: Exception) -> str:
    """First line of an error, or its kind.

    Parameters
    ----------
    error : Exception
        The error.

    Returns
    -------
    str
    """
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
