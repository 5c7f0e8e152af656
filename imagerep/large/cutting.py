"""How large the pieces of a transform may be: within memory, disk and time."""

from __future__ import annotations

import math

from imagerep.cutoff import RING_PX
from imagerep.errors import EngineError, OutputError
from imagerep.large.compact import CODE_BYTES, EXACT_SHARE, is_compact
from imagerep.large.direct import up
from imagerep.large.sources import PIECE_BYTES, Source
from imagerep.passes import CHUNK

COMPLEX_BYTES = 8
"""Bytes of a value of the spectrum: complex64."""

MOST_GROUPS = 64
"""Each group of blocks costs one more pass over the image; more than this is not sensible."""

DISK_SHARE = 0.9
"""Share of the free scratch space that is used."""

LARGEST_BLOCK_BYTES = 384 << 20
"""Memory for a block with the next one and its lags: new memory costs time, too."""

SMALLER_BLOCK_BYTES = 192 << 20
"""The same of small images. Twice as much took two threads a tenth longer over the columns of
1000^3 voxels, and no longer at 1500^3."""

SMALLER_BLOCK_SHARE = 1.0 / 12.0
"""Share of the spectrum up to which a block may take more than that."""

BLOCK_SHARE = 0.5
"""Share of a worker's memory that a block may take; the rest is for what is made of it."""

RUN_BYTES = 1 << 20
"""What is written of a block at least in one go, where the memory allows: less is slow."""

RUN_SHARE = 1.0 / 16.0
"""Share of a worker's memory for rows that wait to be written; there are two such places."""

LARGEST_SLAB = 1 << 31
"""Voxels of a slab, unless its chunks are larger: what is done is told and kept after each."""

LONGEST_RUN = 4096
"""Rows that are written in one go at most."""

WINDOW_SHARE = 3.0
"""The window of lags, with what is made of it, may fill a third of the memory."""

PART_BYTES = 32 << 20
"""What is held of a slab where its chunks are small: for work in few pieces, and little memory."""


def count_groups(shape: tuple[int, ...], lag: int, disk_bytes: int) -> int:
    """Number of groups, so that the spectra of one fit beside the lags kept of all.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.
    lag : int
        Lags that are kept.
    disk_bytes : int
        Free scratch space.

    Returns
    -------
    int

    Raises
    ------
    OutputError
        If the scratch space is too small for `MOST_GROUPS` groups.
    """
    half = shape[-1] // 2 + 1
    most = min(MOST_GROUPS, half)
    kept = kept_bytes(shape, lag)
    for n_groups in range(1, most + 1):
        if spectrum_bytes(shape, -(-half // n_groups)) + kept <= DISK_SHARE * disk_bytes:
            return n_groups
    least = kept + spectrum_bytes(shape, -(-half // most))
    raise OutputError(
        f"The scratch folder has {disk_bytes / 1e9:.1f} GB of free space, and the "
        f"measurement needs about {least / DISK_SHARE / 1e9:.1f} GB; "
        f"{(kept + spectrum_bytes(shape, half)) / DISK_SHARE / 1e9:.1f} GB make it fastest.",
        "Choose a scratch folder on a larger disk.",
    )


def block_sides(sides: tuple[int, int, int], task_bytes: int, *, compact: bool) -> tuple[int, int]:
    """Lines and width of a block that fits: as stored, with the next one, and its lags.

    Parameters
    ----------
    sides : (int, int, int)
        Sides of the image.
    task_bytes : int
        Memory that a piece of work may fill.
    compact : bool
        Whether values are rounded.

    Returns
    -------
    lines, width : int
        Frequencies along the second and the last axis.
    """
    value = 2 * (CODE_BYTES if compact else COMPLEX_BYTES) + COMPLEX_BYTES
    share = SMALLER_BLOCK_SHARE * spectrum_bytes(sides, sides[2] // 2 + 1)
    largest = min(LARGEST_BLOCK_BYTES, max(SMALLER_BLOCK_BYTES, share), BLOCK_SHARE * task_bytes)
    column = int(largest / (value * sides[0]))
    if column < sides[1]:
        n_parts = -(-sides[1] // max(1, column))
        return -(-sides[1] // n_parts), 1  # as many in each, so that little fills up the last
    return sides[1], min(column // sides[1], sides[2] // 2 + 1)


def run_length(
    sides: tuple[int, int, int], values: int, n_groups: int, task_bytes: int, *, compact: bool
) -> int:
    """Rows that are written in one go, as a power of two.

    Parameters
    ----------
    sides : (int, int, int)
        Sides of the image.
    values : int
        Values of a row of a block.
    n_groups : int
        Number of groups.
    task_bytes : int
        Memory that a piece of work may fill.
    compact : bool
        Whether values are rounded.

    Returns
    -------
    int
    """
    value = CODE_BYTES if compact else COMPLEX_BYTES
    wanted = RUN_BYTES // (value * values)
    fitting = RUN_SHARE * task_bytes * n_groups // (value * sides[1] * (sides[2] // 2 + 1))
    most = max(1, int(min(wanted, fitting, LONGEST_RUN, sides[0])))
    return 1 << (most.bit_length() - 1)


def slab_depth(source: Source, task_bytes: int, n_workers: int) -> tuple[int, int]:
    """Rows of a slab, and those held at a time: whole chunks where they fit, else a part of one.

    Parameters
    ----------
    source : Source
        The image.
    task_bytes : int
        Memory that a piece of work may fill.
    n_workers : int
        Number of pieces that run at a time.

    Returns
    -------
    depth, part : int

    Raises
    ------
    EngineError
        If the memory is too small for a single row.
    """
    length, chunk = source.shape[0], source.chunks[0]
    plane = math.prod(source.shape[1:])
    bits = math.prod(source.shape[1:-1]) * -(-source.shape[-1] // 8)
    # A piece under way: values of one and a half type, spectrum and what the transform copies.
    working = 20 * max(CHUNK, plane) + 6 * PIECE_BYTES
    fitting = int((1.0 - 3.0 * RUN_SHARE) * task_bytes - working) // bits
    if fitting < 1:
        needed = (working + bits) / (1.0 - 3.0 * RUN_SHARE)
        raise EngineError(
            f"The memory is too small for this image: a worker needs {needed / 1e9:.1f} GB beside "
            "what the libraries take.",
            "Give more memory, or fewer workers.",
        )
    if fitting < chunk:
        part = -(-chunk // -(-chunk // fitting))
        return part, part
    most = max(chunk, min(up(-(-length // (2 * n_workers)), chunk), LARGEST_SLAB // plane))

    def longest(depth: int) -> int:
        """Rows that the busiest worker is given."""
        return -(-length // depth // n_workers) * depth

    depth = min(range(most // chunk * chunk, 0, -chunk), key=longest)
    return depth, min(depth, max(chunk, min(fitting, PART_BYTES // bits) // chunk * chunk))


def spectrum_bytes(shape: tuple[int, ...], n_frequencies: int) -> int:
    """Scratch space of the lowest frequencies of an image, which take the most.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.
    n_frequencies : int
        How many along the last axis.

    Returns
    -------
    int
        In bytes.
    """
    exact = n_frequencies
    if is_compact(shape):
        exact = min(exact, math.ceil(EXACT_SHARE * (shape[-1] // 2 + 1)))
    column = CODE_BYTES * (n_frequencies - exact) + COMPLEX_BYTES * exact
    return math.prod(shape[:-1]) * column


def kept_bytes(shape: tuple[int, ...], lag: int) -> int:
    """Scratch space of the lags that are kept, transformed along the last axis.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.
    lag : int
        Largest lag.

    Returns
    -------
    int
        In bytes.
    """
    box = [lag + 1, *(min(2 * lag + 1, n) for n in shape[1:-1])]
    return COMPLEX_BYTES * (shape[-1] // 2 + 1) * math.prod(box)


def scratch_bytes(shape: tuple[int, ...]) -> int:
    """Scratch space that makes a measurement fastest, with some to spare.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.

    Returns
    -------
    int
        In bytes.
    """
    return int(
        (spectrum_bytes(shape, shape[-1] // 2 + 1) + kept_bytes(shape, first_lag(shape)))
        / DISK_SHARE
    )


def first_lag(shape: tuple[int, ...]) -> int:
    """Largest lag of the first look at the covariance.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.

    Returns
    -------
    int
    """
    return min(2 * RING_PX, min(shape) // 2)


def largest_lag(ndim: int, memory: int) -> int:
    """Largest lag whose window the memory holds.

    Parameters
    ----------
    ndim : int
        Number of axes.
    memory : int
        Bound of the memory, in bytes.

    Returns
    -------
    int
    """
    values = memory / WINDOW_SHARE / 4
    return int((values / 2 ** (ndim - 1)) ** (1.0 / ndim)) - 1
