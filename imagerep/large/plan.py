"""How an image is cut for its transform: slabs, groups and blocks, within memory and disk."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Self

from imagerep.correlation import CHUNK
from imagerep.errors import EngineError, OutputError
from imagerep.large.compact import CODE_BYTES, EXACT_SHARE, is_compact
from imagerep.large.direct import up
from imagerep.large.sources import PIECE_BYTES, Source

COMPLEX_BYTES = 8
"""Bytes of a value of the spectrum: complex64."""

MOST_GROUPS = 64
"""Each group of blocks costs one more pass over the image; more than this is not sensible."""

DISK_SHARE = 0.9
"""Share of the free scratch space that is used."""

LARGEST_BLOCK_BYTES = 384 << 20
"""Memory for a block with the next one and its lags: new memory costs time, too."""

BLOCK_SHARE = 0.5
"""Share of a worker's memory that a block may take; the rest is for what is made of it."""

RUN_BYTES = 1 << 20
"""What is written of a block at least in one go, where the memory allows: less is slow."""

ROWS_BYTES = 64 << 20
"""What a piece of work of the last pass holds: it reads a little of every block."""

RUN_SHARE = 1.0 / 16.0
"""Share of a worker's memory for rows that wait to be written; there are two such places."""

LARGEST_SLAB = 1 << 31
"""Voxels of a slab, unless its chunks are larger: what is done is told and kept after each."""

LONGEST_RUN = 4096
"""Rows that are written in one go at most."""

MOST_BLOCKS = 16
"""Blocks that are done one after the other in the same memory: new memory costs the system time."""

WINDOW_SHARE = 3.0
"""The window of lags, with what is made of it, may fill a third of the memory."""

PART_BYTES = 32 << 20
"""What is held of a slab where its chunks are small: for work in few pieces, and little memory."""

LAYOUT = 2
"""Number of this way to store spectra, so that those of another are not mistaken for it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Pieces of the transform of one image.

    An image of two axes counts as one of three here, of which the second has length one.

    Attributes
    ----------
    sides : (int, int, int)
        Sides of the image.
    slabs : tuple of (int, int)
        Rows along the first axis that are transformed in one piece of work.
    part : int
        Rows of a slab that are held at a time.
    run : int
        Rows of a slab that are written in one go; a power of two.
    lines, width : int
        Frequencies along the second and the last axis of a block, which is correlated along the
        first axis in one piece; the last blocks may have fewer.
    groups : tuple of (int, int)
        Blocks along the last axis that are kept on disk at a time; the image is read once for each
        group.
    n_exact : int
        Number of blocks along the last axis, the first, whose values are not rounded.
    least_tasks : int
        Into how many pieces of work the blocks of a group are shared out at least.
    direct : bool
        Whether slabs are written and read past the file cache of the system.
    """

    sides: tuple[int, int, int]
    slabs: tuple[tuple[int, int], ...]
    part: int
    run: int
    lines: int
    width: int
    groups: tuple[tuple[int, int], ...]
    n_exact: int
    least_tasks: int
    direct: bool = False

    @classmethod
    def make(
        cls,
        source: Source,
        *,
        task_bytes: int,
        disk_bytes: int,
        n_workers: int,
        lag: int,
        direct: bool = False,
    ) -> Self:
        """Cut an image so that every piece fits.

        Parameters
        ----------
        source : Source
            The image.
        task_bytes : int
            Memory that a piece of work may fill.
        disk_bytes : int
            Free scratch space.
        n_workers : int
            Number of pieces that run at a time.
        lag : int
            Lags that are kept beside the spectra.
        direct : bool, optional
            As in the plan.

        Returns
        -------
        Plan

        Raises
        ------
        EngineError
            If the memory is too small for a single row.
        OutputError
            If the scratch space is too small for `MOST_GROUPS` groups.
        """
        shape = source.shape
        sides = (shape[0], math.prod(shape[1:-1]), shape[-1])
        half = sides[2] // 2 + 1
        compact = is_compact(shape)
        n_groups = _n_groups(shape, lag, disk_bytes)
        lines, width = _block(sides, task_bytes, compact=compact)
        n_blocks = -(-half // width)
        if -(-sides[1] // lines) == 1:
            share = 2 * n_workers * n_groups
            n_blocks = min(half, -(-n_blocks // share) * share)
            width = -(-half // n_blocks)
            n_blocks = -(-half // width)
        each = -(-n_blocks // n_groups)
        depth, part = _slab_depth(source, task_bytes, n_workers)
        run = _run(sides, lines * width, n_groups, task_bytes, compact=compact)
        while depth < sides[0] and depth % run:
            run //= 2
        return cls(
            sides,
            tuple((k, min(k + depth, sides[0])) for k in range(0, sides[0], depth)),
            part,
            run,
            lines,
            width,
            tuple((k, min(k + each, n_blocks)) for k in range(0, n_blocks, each)),
            math.ceil(EXACT_SHARE * n_blocks) if compact else n_blocks,
            2 * n_workers,
            direct,
        )

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Self:
        """Plan of an interrupted measurement.

        Parameters
        ----------
        found : dict
            As :meth:`to_dict` made it.

        Returns
        -------
        Plan

        Raises
        ------
        OutputError
            If it was made for another layout.
        """
        values = dict(found)
        if values.pop("layout", None) != LAYOUT:
            raise OutputError(
                "The unfinished measurement was begun by another version of ImageRep.",
                "Delete its scratch folder, and measure anew.",
            )
        for name in ("slabs", "groups"):
            values[name] = tuple((start, stop) for start, stop in values[name])
        values["sides"] = tuple(values["sides"])
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Plan as JSON holds it.

        Returns
        -------
        dict
        """
        return asdict(self) | {"layout": LAYOUT}

    @property
    def n_parts(self) -> int:
        """Number of blocks along the second axis."""
        return -(-self.sides[1] // self.lines)

    @property
    def half(self) -> int:
        """Number of frequencies along the last axis."""
        return self.sides[2] // 2 + 1

    def blocks(self, group: int) -> list[tuple[int, int]]:
        """Blocks of a group.

        Parameters
        ----------
        group : int
            Which group.

        Returns
        -------
        list of (int, int)
            Number of each along the second and the last axis.
        """
        return [
            (part, block) for part in range(self.n_parts) for block in range(*self.groups[group])
        ]

    def shared_out(self, blocks: list[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
        """Blocks for each task, as many for one as for another.

        Parameters
        ----------
        blocks : list of (int, int)
            The blocks.

        Returns
        -------
        list of tuple of (int, int)
        """
        n_tasks = self.least_tasks * -(-len(blocks) // (self.least_tasks * MOST_BLOCKS))
        ends = [len(blocks) * k // n_tasks for k in range(n_tasks + 1)]
        return [tuple(blocks[a:b]) for a, b in pairwise(ends) if a < b]

    def rows(self, lag: int, n_workers: int, task_bytes: int) -> list[tuple[int, int]]:
        """Cut the lags along the first axis into pieces of work.

        Parameters
        ----------
        lag : int
            Largest lag.
        n_workers : int
            Number of pieces that run at a time.
        task_bytes : int
            Memory that a piece of work may fill.

        Returns
        -------
        list of (int, int)
        """
        row = COMPLEX_BYTES * min(2 * lag + 1, self.sides[1]) * (self.half + lag + 1)
        count = min(ROWS_BYTES // row, task_bytes // (4 * row), -(-lag // (2 * n_workers)))
        count = max(1, count)
        return [(k, min(k + count, lag + 1)) for k in range(0, lag + 1, count)]


def _n_groups(shape: tuple[int, ...], lag: int, disk_bytes: int) -> int:
    """Number of groups, so that the spectra of one fit beside the lags kept of all."""
    half = shape[-1] // 2 + 1
    spectrum = scratch_bytes(shape)
    kept = COMPLEX_BYTES * half * math.prod(min(2 * lag + 1, n) for n in shape[:-1]) // 2
    usable = DISK_SHARE * disk_bytes - kept
    n_groups = math.ceil(spectrum / usable) if usable > 0 else MOST_GROUPS + 1
    if n_groups > min(MOST_GROUPS, half):
        least = kept + spectrum / min(MOST_GROUPS, half)
        raise OutputError(
            f"The scratch folder has {disk_bytes / 1e9:.1f} GB of free space, and the "
            f"measurement needs about {least / DISK_SHARE / 1e9:.1f} GB; "
            f"{(kept + spectrum) / DISK_SHARE / 1e9:.1f} GB make it fastest.",
            "Choose a scratch folder on a larger disk.",
        )
    return n_groups


def _block(sides: tuple[int, int, int], task_bytes: int, *, compact: bool) -> tuple[int, int]:
    """Lines and width of a block that fits: as stored, with the next one, and its lags."""
    value = 2 * (CODE_BYTES if compact else COMPLEX_BYTES) + COMPLEX_BYTES
    column = int(min(BLOCK_SHARE * task_bytes, LARGEST_BLOCK_BYTES) / (value * sides[0]))
    if column < sides[1]:
        return max(1, column), 1
    return sides[1], min(column // sides[1], sides[2] // 2 + 1)


def _run(
    sides: tuple[int, int, int], values: int, n_groups: int, task_bytes: int, *, compact: bool
) -> int:
    """Rows that are written in one go, as a power of two."""
    value = CODE_BYTES if compact else COMPLEX_BYTES
    wanted = RUN_BYTES // (value * values)
    fitting = RUN_SHARE * task_bytes * n_groups // (value * sides[1] * (sides[2] // 2 + 1))
    most = max(1, int(min(wanted, fitting, LONGEST_RUN, sides[0])))
    return 1 << (most.bit_length() - 1)


def _slab_depth(source: Source, task_bytes: int, n_workers: int) -> tuple[int, int]:
    """Rows of a slab, and those held at a time: whole chunks where they fit, else a part of one."""
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


def scratch_bytes(shape: tuple[int, ...]) -> int:
    """Scratch space that makes a measurement fastest: its spectrum.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.

    Returns
    -------
    int
        In bytes.
    """
    values = math.prod(shape[:-1]) * (shape[-1] // 2 + 1)
    if not is_compact(shape):
        return COMPLEX_BYTES * values
    return int(values * (CODE_BYTES + EXACT_SHARE * (COMPLEX_BYTES - CODE_BYTES)))


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
