"""Lags that are kept between the second pass of the transform and the third: in files, or held."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imagerep.large.cutting import COMPLEX_BYTES
from imagerep.large.direct import ALIGNMENT, aligned, read_at, up, write_at
from imagerep.large.held import Held
from imagerep.large.plan import Plan
from imagerep.large.scratch import check_stop
from imagerep.large.whole_files import is_complete, reading, replacing


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


def is_kept(plan: Plan, lag: int, folder: Path, block: tuple[int, int]) -> bool:
    """Whether the file of a block is there.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    lag : int
        Largest lag.
    folder : Path
        Scratch folder.
    block : (int, int)
        Numbers of the block along the second and the last axis.

    Returns
    -------
    bool
    """
    return is_complete(lags_path(folder, block, lag), _file_bytes(plan, lag))


class LagsKeeper:
    """Keeps what one piece of work finds, block after block.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    lag : int
        Largest lag.
    folder : Path
        Scratch folder.
    held : Held
        Has the lags instead, where they fit in memory.
    """

    def __init__(self, plan: Plan, lag: int, folder: Path, held: Held) -> None:
        self._plan, self._lag, self._folder = plan, lag, folder
        self._held = held.lags
        self.n_bytes = 0 if self._held is not None else _file_bytes(plan, lag)
        self._memory = aligned(self.n_bytes)

    @contextmanager
    def place(self, block: tuple[int, int]) -> Iterator[NDArray[np.complex64]]:
        """Memory for the lags of a block, which are kept at the end.

        Parameters
        ----------
        block : (int, int)
            Its numbers along the second and the last axis.

        Yields
        ------
        ndarray of complex64
            As `Plan.lags_shape` says; may lack the frequencies that an image does not have.

        Raises
        ------
        OutputError
            If the disk is full.
        """
        if self._held is not None:
            width = self._plan.width
            yield self._held[..., block[1] * width : (block[1] + 1) * width]
            return
        shape = self._plan.lags_shape(self._lag)
        yield self._memory.view(np.complex64)[: math.prod(shape)].reshape(shape)
        path = lags_path(self._folder, block, self._lag)
        with replacing(path, direct=self._plan.direct) as file:
            write_at(file, 0, self._memory)


def read_lags(
    plan: Plan, lag: int, rows: tuple[int, int], folder: Path, held: Held
) -> tuple[NDArray[np.complex64], int]:
    """Some lags along the first axis, of all blocks.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    lag : int
        Largest lag.
    rows : (int, int)
        The first of these lags, and the one after the last.
    folder : Path
        Scratch folder.
    held : Held
        Has the lags instead, where they fit in memory.

    Returns
    -------
    spectrum : ndarray of complex64, shape (rows, lags along the second axis, frequencies)
        May be the memory that is held.
    n_bytes : int
        Bytes that were read.

    Raises
    ------
    OutputError
        If a file cannot be read.
    """
    start, stop = rows
    if held.lags is not None:
        return held.lags[start:stop], 0
    _, n_lines, width = plan.lags_shape(lag)
    spectrum = np.zeros((stop - start, n_lines, plan.half), np.complex64)
    row = COMPLEX_BYTES * n_lines * width
    first = start * row // ALIGNMENT * ALIGNMENT
    memory = aligned(up(stop * row, ALIGNMENT) - first)
    found = memory[start * row - first : stop * row - first].view(np.complex64)
    found = found.reshape(-1, n_lines, width)
    n_bytes = 0
    for group in range(len(plan.groups)):
        for block in plan.blocks(group):
            check_stop(folder)
            with reading(lags_path(folder, block, lag), direct=plan.direct) as file:
                read_at(file, first, memory)
            inside = spectrum[..., block[1] * width : (block[1] + 1) * width]
            inside += found[..., : inside.shape[-1]]
            n_bytes += memory.nbytes
    return spectrum, n_bytes


def _file_bytes(plan: Plan, lag: int) -> int:
    return up(COMPLEX_BYTES * math.prod(plan.lags_shape(lag)), ALIGNMENT)
