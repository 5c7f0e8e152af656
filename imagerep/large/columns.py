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
from imagerep.large.held import Held
from imagerep.large.lags import LagsKeeper, read_lags
from imagerep.large.plan import Plan
from imagerep.large.scratch import check_stop
from imagerep.large.sharing import Share
from imagerep.large.spectra import Moved
from imagerep.passes import CACHED, both_signs, column_covariance, last_lags

CHECKED = 64
"""Chunks of columns between two looks whether the measurement has been stopped."""


@dataclass(frozen=True, slots=True)
class ColumnTask:
    """Second pass: correlates blocks along the first axis, and keeps the lags asked for.

    What is kept is transformed back along the second axis at once, so that it becomes little.
    """

    plan: Plan
    group: int
    share: Share
    lag: int
    folder: Path
    held: Held

    def run(self) -> Moved:
        """Read, correlate, keep, one block after the other in the same memory.

        Past the cache, the next block is read meanwhile.
        """
        blocks = iter(self.share)
        coming = next(blocks, None)
        if coming is None:
            return Moved()
        plan = self.plan
        first, lowest = self.held.blocks.pop(coming, None), self.share.lowest
        memory = [Block(plan, self.group, lowest, self.folder, first)]
        if plan.direct:
            memory.append(Block(plan, self.group, lowest, self.folder))
        lags = np.empty((self.lag + 1, plan.lines, plan.width), np.complex64)
        keeper = LagsKeeper(plan, self.lag, self.folder, self.held)
        moved = Moved()
        with ThreadPoolExecutor(1) as disk:

            def ahead(stored: Block, block: tuple[int, int]) -> Callable[[], int]:
                read = partial(stored.read, block)
                return disk.submit(read).result if plan.direct else read

            ready = ahead(memory[0], coming)
            while coming is not None:
                block, stored = coming, memory[0]
                moved += Moved(from_scratch=ready())
                memory.reverse()
                coming = next(blocks, None)
                if coming is not None:
                    ready = ahead(memory[0], coming)
                self._correlate(block, stored, lags)
                with keeper.place(block) as target:
                    self._back(block[0], lags, target)
                moved += Moved(to_scratch=keeper.n_bytes)
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

    def _back(self, part: int, lags: NDArray[np.complex64], found: NDArray[np.complex64]) -> None:
        """What some lines contribute to the lags along the second axis."""
        plan = self.plan
        lags = lags[..., : found.shape[-1]]
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
    held: Held
    window: NDArray[np.float32] | None = None

    def run(self) -> tuple[NDArray[np.float32] | None, Moved]:
        """Read and transform, into the window of all lags or else to return it."""
        plan, (start, stop) = self.plan, self.rows
        spectrum, n_bytes = read_lags(plan, self.lag, self.rows, self.folder, self.held)
        moved = Moved(from_scratch=n_bytes)
        shape = (*spectrum.shape[:2], 2 * self.lag + 1)
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
