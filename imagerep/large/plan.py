"""How an image is cut for its transform: slabs, groups and blocks."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Self

from imagerep.errors import OutputError
from imagerep.large.compact import EXACT_SHARE, is_compact
from imagerep.large.cutting import (
    COMPLEX_BYTES,
    block_sides,
    count_groups,
    run_length,
    slab_depth,
)
from imagerep.large.sources import Source

ROWS_BYTES = 24 << 20
"""What a piece of work of the last pass holds: it reads a little of every block. More than 32 MB
may go back to the system each time it is freed, and new memory costs time."""

LAYOUT = 3
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
        n_groups = count_groups(shape, lag, disk_bytes)
        lines, width = block_sides(sides, task_bytes, compact=compact)
        n_blocks = -(-half // width)
        if -(-sides[1] // lines) == 1:
            share = 2 * n_workers * n_groups
            n_blocks = min(half, -(-n_blocks // share) * share)
            width = -(-half // n_blocks)
            n_blocks = -(-half // width)
        each = -(-n_blocks // n_groups)
        depth, part = slab_depth(source, task_bytes, n_workers)
        run = run_length(sides, lines * width, n_groups, task_bytes, compact=compact)
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
            n_workers if direct else 2 * n_workers,
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

    def lags_shape(self, lag: int) -> tuple[int, int, int]:
        """Shape of what is kept of a block.

        Parameters
        ----------
        lag : int
            Largest lag.

        Returns
        -------
        (int, int, int)
            Lags along the first two axes, and frequencies along the last.
        """
        return lag + 1, 2 * min(lag, self.sides[1] // 2) + 1, self.width

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
        most = max(1, min(ROWS_BYTES // row, task_bytes // (4 * row)))
        least_tasks = max(2 * n_workers, -(-(lag + 1) // most))
        n_tasks = n_workers * -(-least_tasks // n_workers)
        ends = [(lag + 1) * k // n_tasks for k in range(n_tasks + 1)]
        return [(a, b) for a, b in pairwise(ends) if a < b]
