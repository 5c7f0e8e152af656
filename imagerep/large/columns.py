"""Second and third pass of the transform: along the first axis, and back along the others."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.hooks import chunked
from imagerep.large.block import Block
from imagerep.large.cutting import COMPLEX_BYTES
from imagerep.large.direct import ALIGNMENT, aligned, read_at, up, write_at
from imagerep.large.plan import Plan
from imagerep.large.scratch import check_stop
from imagerep.large.spectra import Moved
from imagerep.large.whole_files import reading, replacing
from imagerep.passes import CACHED, both_signs, column_covariance, last_lags

CHECKED = 64
"""Chunks of columns between two looks whether the measurement has been stopped."""


def lags_path(folder: Path, block: tuple[int, int], lag: int) -> Path:
    """File of the covariance of a block: complex64, transformed along the last axis.

    Parameters
    ----------
    folder : Path
        Scratch folder.
    block : (int, int)
        Numbers of the block along the second and the last axis.
    lag : int
        Largest lag.

    Returns
    -------
    Path
    """
    return folder / f"lags-{lag}-{block[0]}-{block[1]}.c64"


def lags_shape(plan: Plan, lag: int) -> tuple[int, int, int]:
    """Shape of what is kept of a block.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    lag : int
        Largest lag.

    Returns
    -------
    (int, int, int)
        Lags along the first two axes, and frequencies along the last.
    """
    return lag + 1, 2 * min(lag, plan.sides[1] // 2) + 1, plan.width


@dataclass(frozen=True, slots=True)
class ColumnTask:
    """Second pass: correlates blocks along the first axis, and keeps the lags asked for.

    What is kept is transformed back along the second axis at once, so that it becomes little.
    """

    plan: Plan
    group: int
    blocks: tuple[tuple[int, int], ...]
    lag: int
    folder: Path

    def run(self) -> Moved:
        """Read, correlate, write, one block after the other in the same memory.

        Past the cache, the next block is read meanwhile.
        """
        plan = self.plan
        memory = [Block(plan, self.group, self.blocks, self.folder)]
        if plan.direct and len(self.blocks) > 1:
            memory.append(Block(plan, self.group, self.blocks, self.folder))
        lags = np.empty((self.lag + 1, plan.lines, plan.width), np.complex64)
        kept = aligned(up(COMPLEX_BYTES * math.prod(lags_shape(plan, self.lag)), ALIGNMENT))
        moved = Moved()
        with ThreadPoolExecutor(1) as disk:

            def ahead(number: int) -> Callable[[], int]:
                read = partial(memory[number % len(memory)].read, self.blocks[number])
                return disk.submit(read).result if len(memory) > 1 else read

            ready = ahead(0)
            for number, block in enumerate(self.blocks):
                moved += Moved(from_scratch=ready(), to_scratch=kept.nbytes)
                if number + 1 < len(self.blocks):
                    ready = ahead(number + 1)
                self._correlate(block, memory[number % len(memory)], lags)
                self._back(block[0], lags, kept)
                path = lags_path(self.folder, block, self.lag)
                with replacing(path, direct=plan.direct) as file:
                    write_at(file, 0, kept)
        return moved

    def _correlate(
        self, block: tuple[int, int], stored: Block, lags: NDArray[np.complex64]
    ) -> None:
        plan = self.plan
        scale = np.float32(1.0 / math.prod(plan.sides) ** 2)
        at_once = max(16, CACHED // plan.sides[0])
        columns = chunked(plan.width, at_once)
        for number, lines in enumerate(chunked(plan.lines, at_once // plan.width)):
            if number % CHECKED == 0:
                check_stop(self.folder)
            for some in columns:
                values = stored.values(block[1], lines, some)
                if block == (0, 0) and lines.start == some.start == 0:
                    # The mean that single precision left behind.
                    values[:, 0, 0] -= values[:, 0, 0].mean()
                column_covariance(values, scale, lags[:, lines, some])

    def _back(self, part: int, lags: NDArray[np.complex64], kept: NDArray[np.uint8]) -> None:
        """What some lines contribute to the lags along the second axis."""
        plan = self.plan
        shape = lags_shape(plan, self.lag)
        found = kept.view(np.complex64)[: math.prod(shape)].reshape(shape)
        if plan.sides[1] == 1:
            found[...] = lags
            return
        side, first = plan.sides[1], part * plan.lines
        for chunk in chunked(len(lags), CACHED // (side * plan.width)):
            check_stop(self.folder)
            lines = lags[chunk]
            if plan.n_parts > 1:
                lines = np.zeros((len(lines), side, plan.width), np.complex64)
                n_lines = min(plan.lines, side - first)
                lines[:, first : first + n_lines] = lags[chunk, :n_lines]
            back: NDArray[Any] = scipy.fft.ifft(lines, axis=1, norm="forward")
            for these, wanted in both_signs(side, found.shape[1] // 2):
                found[chunk, wanted] = back[:, these]


@dataclass(frozen=True, slots=True)
class RowTask:
    """Third pass: transforms some lags along the first axis back along the last."""

    plan: Plan
    rows: tuple[int, int]
    lag: int
    folder: Path
    window: NDArray[np.float32] | None = None

    def run(self) -> tuple[NDArray[np.float32] | None, Moved]:
        """Read and transform, into the window of all lags or else to return it."""
        plan, (start, stop) = self.plan, self.rows
        _, n_lines, width = lags_shape(plan, self.lag)
        spectrum = np.zeros((stop - start, n_lines, plan.half), np.complex64)
        row = COMPLEX_BYTES * n_lines * width
        first = start * row // ALIGNMENT * ALIGNMENT
        memory = aligned(up(stop * row, ALIGNMENT) - first)
        found = memory[start * row - first : stop * row - first].view(np.complex64)
        found = found.reshape(-1, n_lines, width)
        moved = Moved()
        for group in range(len(plan.groups)):
            for block in plan.blocks(group):
                check_stop(self.folder)
                path = lags_path(self.folder, block, self.lag)
                with reading(path, direct=plan.direct) as file:
                    read_at(file, first, memory)
                inside = spectrum[..., block[1] * width : (block[1] + 1) * width]
                inside += found[..., : inside.shape[-1]]
                moved += Moved(from_scratch=memory.nbytes)
        shape = (stop - start, n_lines, 2 * self.lag + 1)
        window = self.window
        target = np.empty(shape, np.float32) if window is None else window[start:stop]
        target = target.reshape(shape)
        lines, kept = spectrum.reshape(-1, plan.half), target.reshape(-1, target.shape[-1])
        for chunk in chunked(len(lines), CACHED // plan.sides[2]):
            check_stop(self.folder)
            last_lags(lines[chunk], plan.sides[2], self.lag, kept[chunk])
        if window is not None:
            return None, moved
        return target, moved + Moved(returned=target.nbytes)
