"""A block of columns as the files of the slabs hold it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imagerep.large.compact import CODE_BYTES, powers, restored
from imagerep.large.cutting import COMPLEX_BYTES
from imagerep.large.direct import read_at
from imagerep.large.held import block_memory
from imagerep.large.plan import Plan
from imagerep.large.scratch import check_stop
from imagerep.large.strips import EXPONENTS, Layout, slab_path
from imagerep.large.whole_files import reading


class Block:
    """Memory for one block after the other.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    group : int
        Group of the blocks.
    lowest : int
        Least of their numbers along the last axis: such blocks are the largest.
    folder : Path
        Scratch folder.
    first : ndarray of uint8, optional
        Memory to use, in which the first block is there already.
    """

    def __init__(
        self,
        plan: Plan,
        group: int,
        lowest: int,
        folder: Path,
        first: NDArray[np.uint8] | None = None,
    ) -> None:
        self._plan, self._group, self._folder = plan, group, folder
        self._layouts = [Layout(plan, group, stop - start) for start, stop in plan.slabs]
        one = self._layouts[0]
        self._values = block_memory(one, lowest) if first is None else first
        self._is_there = first is not None
        self._exponents = block_memory(one, EXPONENTS)
        self._part: int | None = None
        self._powers = np.empty((0, 0), np.float32)

    def read(self, block: tuple[int, int]) -> int:
        """Read a block.

        Parameters
        ----------
        block : (int, int)
            Its numbers along the second and the last axis.

        Returns
        -------
        int
            Bytes that were read.

        Raises
        ------
        MeasurementCancelled
            If the measurement has been stopped.
        OutputError
            If a file cannot be read.
        """
        plan, one = self._plan, self._layouts[0]
        part, number = block
        wanted = [] if self._is_there else [(number, self._values)]
        self._is_there = False
        needs_exponents = part != self._part and number >= plan.n_exact
        if needs_exponents:
            wanted.append((EXPONENTS, self._exponents))
        read = 0
        for slab, (layout, (start, _)) in enumerate(zip(self._layouts, plan.slabs, strict=True)):
            check_stop(self._folder)
            path = slab_path(self._folder, self._group, slab)
            with reading(path, direct=plan.direct) as file:
                for what, memory in wanted:
                    place, length = start * layout.pitch(what), layout.n_bytes(what)
                    read_at(file, layout.places[part, what], memory[place : place + length])
                    read += length
        if needs_exponents:
            pitch = one.pitch(EXPONENTS)
            found = self._exponents[: plan.sides[0] * pitch].reshape(-1, pitch).view(np.int16)
            self._powers, self._part = powers(found[:, : plan.lines]), part
        return read

    def values(self, block: int, lines: slice, columns: slice) -> NDArray[np.complex64]:
        """Values of the block that was read.

        Parameters
        ----------
        block : int
            Its number along the last axis.
        lines, columns : slice
            Which of its frequencies along the second and the last axis.

        Returns
        -------
        ndarray of complex64, shape (sides[0], lines, columns)
            May share the memory of what was read.
        """
        plan, pitch = self._plan, self._layouts[0].pitch(block)
        strips = self._values[: plan.sides[0] * pitch].reshape(-1, pitch)
        is_exact = block < plan.n_exact
        strips = strips[:, : (COMPLEX_BYTES if is_exact else CODE_BYTES) * plan.lines * plan.width]
        if is_exact:
            values = strips.view(np.complex64).reshape(-1, plan.lines, plan.width)
            return values[:, lines, columns]
        codes = strips.view(np.int16).reshape(-1, plan.lines, plan.width, 2)
        return restored(codes[:, lines, columns], self._powers[:, lines])
