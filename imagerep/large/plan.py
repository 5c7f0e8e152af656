"""How an image is cut for its transform: slabs, groups and columns, within memory and disk."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Self

from imagerep.correlation import CHUNK
from imagerep.errors import EngineError, OutputError
from imagerep.large.sources import PIECE_BYTES, Source

COMPLEX_BYTES = 8
"""Bytes of a value of the spectrum: complex64."""

MOST_GROUPS = 64
"""Each group of columns costs one more pass over the image; more than this is not sensible."""

DISK_SHARE = 0.9
"""Share of the free scratch space that is used."""

LARGEST_COLUMNS_BYTES = 512 << 20
"""Columns that a piece of work holds: larger pieces bring nothing and are slow to cancel."""

STRIP_BYTES = 256 << 10
"""What a piece of work reads of each row: enough for a disk, and little memory."""

MOST_PIECES = 8
"""Pieces that are done one after the other in the same memory: new memory costs the system time."""

WINDOW_SHARE = 3.0
"""The window of lags, with what is made of it, may fill a third of the memory."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Pieces of the transform of one image.

    Attributes
    ----------
    shape : tuple of int
        Shape of the image.
    slabs : tuple of (int, int)
        Rows along the first axis that are transformed in one piece of work.
    groups : tuple of (int, int)
        Frequencies along the last axis that are kept on disk at a time; the image is read once
        for each group.
    column_bytes : int
        About the memory of the columns of one piece of work.
    least_pieces : int
        Into how many pieces the columns of a group are cut at least.
    direct : bool
        Whether slabs are written and read past the file cache of the system.
    """

    shape: tuple[int, ...]
    slabs: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, int], ...]
    column_bytes: int
    least_pieces: int
    direct: bool = False

    @classmethod
    def make(
        cls,
        source: Source,
        *,
        task_bytes: int,
        disk_bytes: int,
        n_workers: int,
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
        depth = _slab_depth(source, task_bytes, n_workers)
        slabs = tuple((k, min(k + depth, shape[0])) for k in range(0, shape[0], depth))
        half = shape[-1] // 2 + 1
        spectrum = COMPLEX_BYTES * math.prod(shape[:-1]) * half
        # Beside the spectra of a group lie the lags kept of all groups, a fifth at most.
        usable = DISK_SHARE * disk_bytes - 0.2 * spectrum
        n_groups = math.ceil(spectrum / usable) if usable > 0 else MOST_GROUPS + 1
        if n_groups > min(MOST_GROUPS, half):
            raise OutputError(
                f"The scratch folder has {disk_bytes / 1e9:.1f} GB of free space, and the "
                f"measurement needs about {0.25 * spectrum / 1e9:.1f} GB; "
                f"{1.3 * spectrum / 1e9:.1f} GB make it fastest.",
                "Choose a scratch folder on a larger disk.",
            )
        width = -(-half // n_groups)
        groups = tuple((k, min(k + width, half)) for k in range(0, half, width))
        column_bytes = min(task_bytes // (3 if direct else 2), LARGEST_COLUMNS_BYTES)
        return cls(shape, slabs, groups, column_bytes, 2 * n_workers, direct)

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
        """
        return cls(
            tuple(found["shape"]),
            tuple((start, stop) for start, stop in found["slabs"]),
            tuple((start, stop) for start, stop in found["groups"]),
            int(found["column_bytes"]),
            int(found["least_pieces"]),
            bool(found.get("direct", False)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plan as JSON holds it.

        Returns
        -------
        dict
        """
        return asdict(self)

    def n_columns(self, group: int) -> int:
        """Number of columns along the first axis in a group.

        Parameters
        ----------
        group : int
            Which group.

        Returns
        -------
        int
        """
        start, stop = self.groups[group]
        return math.prod(self.shape[1:-1]) * (stop - start)

    def columns(self, group: int, lag: int) -> list[tuple[int, int]]:
        """Cut the columns of a group into pieces of work.

        Parameters
        ----------
        group : int
            Which group.
        lag : int
            Largest lag along the first axis that is kept.

        Returns
        -------
        list of (int, int)
        """
        n_columns = self.n_columns(group)
        width = self.column_bytes // (COMPLEX_BYTES * (self.shape[0] + lag + 1))
        width = max(1, min(width, STRIP_BYTES // COMPLEX_BYTES))
        n_pieces = -(-n_columns // width)
        n_pieces = -(-n_pieces // self.least_pieces) * self.least_pieces
        width = -(-n_columns // n_pieces)
        return [(k, min(k + width, n_columns)) for k in range(0, n_columns, width)]

    def shared_out(self, pieces: list[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
        """Pieces of columns for each task, as many for one as for another.

        Parameters
        ----------
        pieces : list of (int, int)
            The pieces.

        Returns
        -------
        list of tuple of (int, int)
        """
        n_tasks = self.least_pieces * -(-len(pieces) // (self.least_pieces * MOST_PIECES))
        ends = [len(pieces) * k // n_tasks for k in range(n_tasks + 1)]
        return [tuple(pieces[a:b]) for a, b in pairwise(ends) if a < b]

    def rows(self, lag: int, task_bytes: int) -> list[tuple[int, int]]:
        """Cut the lags along the first axis into pieces of work.

        Parameters
        ----------
        lag : int
            Largest lag.
        task_bytes : int
            Memory that a piece of work may fill.

        Returns
        -------
        list of (int, int)
        """
        plane = math.prod(self.shape[1:])
        count = max(1, min(max(CHUNK, PIECE_BYTES // 4) // plane, task_bytes // (16 * plane)))
        return [(k, min(k + count, lag + 1)) for k in range(0, lag + 1, count)]


def _slab_depth(source: Source, task_bytes: int, n_workers: int) -> int:
    """Rows of a slab: whole chunks where they fit, else a part of one."""
    length, chunk = source.shape[0], source.chunks[0]
    plane = math.prod(source.shape[1:])
    # A piece under way: values of one and a half type, spectrum and what the transform copies.
    working = 20 * max(CHUNK, plane) + 3 * PIECE_BYTES
    fitting = (task_bytes - working) // plane
    if fitting < 1:
        needed = working + plane
        raise EngineError(
            f"The memory is too small for this image: a worker needs {needed / 1e9:.1f} GB beside "
            "what the libraries take.",
            "Give more memory, or fewer workers.",
        )
    if fitting < chunk:
        return -(-chunk // -(-chunk // fitting))
    most = min(fitting, max(-(-length // (2 * n_workers)), chunk))

    def longest(depth: int) -> int:
        """Rows that the busiest worker is given."""
        return -(-length // depth // n_workers) * depth

    return min(range(most // chunk * chunk, 0, -chunk), key=longest)


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
