"""The three passes of the transform as pieces of work that share a scratch folder."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.correlation import CACHED, CHUNK, column_covariance, lag_rows
from imagerep.hooks import chunked
from imagerep.labels import as_labels
from imagerep.large.direct import Reader
from imagerep.large.plan import COMPLEX_BYTES, Plan
from imagerep.large.scratch import check_stop, replacing
from imagerep.large.sources import Source, pieces

CHECKED = 64
"""Chunks of columns between two looks whether the measurement has been stopped."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Bytes that went through a piece of work.

    Attributes
    ----------
    image : int
        Read of the image, uncompressed.
    to_scratch, from_scratch : int
        Written to and read from the scratch folder.
    returned : int
        Sent back by the worker.
    """

    image: int = 0
    to_scratch: int = 0
    from_scratch: int = 0
    returned: int = 0

    def __add__(self, other: Moved) -> Moved:
        """Sum of both."""
        return Moved(
            self.image + other.image,
            self.to_scratch + other.to_scratch,
            self.from_scratch + other.from_scratch,
            self.returned + other.returned,
        )


def slab_path(folder: Path, group: int, slab: int) -> Path:
    """File of the spectra of a slab: complex64 of shape (rows, columns of the group).

    Parameters
    ----------
    folder : Path
        Scratch folder.
    group, slab : int
        Which.

    Returns
    -------
    Path
    """
    return folder / f"slab-{group}-{slab}.c64"


def lags_path(folder: Path, group: int, columns: tuple[int, int], lag: int) -> Path:
    """File of the covariance of some columns: complex64 of shape (lag + 1, columns).

    Parameters
    ----------
    folder : Path
        Scratch folder.
    group : int
        Which group.
    columns : (int, int)
        Range of columns in the group.
    lag : int
        Largest lag along the first axis.

    Returns
    -------
    Path
    """
    return folder / f"lags-{lag}-{group}-{columns[0]}-{columns[1]}.c64"


@dataclass(frozen=True, slots=True)
class SlabTask:
    """First pass: transforms a slab along all axes but the first; keeps one group of columns."""

    source: Source
    phase: int
    phase_fraction: float
    rows: tuple[int, int]
    group: tuple[int, int]
    folder: Path
    path: Path
    direct: bool = False

    def run(self) -> Moved:
        """Read, transform, write."""
        source, (start, stop) = self.source, self.rows
        mask = np.empty((stop - start, *source.shape[1:]), np.bool_)
        read = 0
        for box in pieces(source, slice(start, stop)):
            check_stop(self.folder)
            values = source.read(box)
            read += values.nbytes
            inside = (slice(box[0].start - start, box[0].stop - start), *box[1:])
            np.equal(as_labels(values, f"“{source.name}”"), self.phase, out=mask[inside])
        written = 0
        depth = max(1, CHUNK // math.prod(source.shape[1:]))
        spectrum = np.empty(
            (depth, *source.shape[1:-1], self.group[1] - self.group[0]), np.complex64
        )
        with replacing(self.path, direct=self.direct) as file:
            for chunk in chunked(len(mask), depth):
                check_stop(self.folder)
                found = self._transformed(mask[chunk], spectrum[: chunk.stop - chunk.start])
                file.write(_bytes_of(found))
                written += found.nbytes
        return Moved(image=read, to_scratch=written)

    def _transformed(self, mask: NDArray[np.bool_], target: NDArray[np.complex64]) -> NDArray[Any]:
        """Spectrum of some planes, in the memory of the target."""
        lines = mask.reshape(-1, mask.shape[-1])
        spectra = target.reshape(-1, target.shape[-1])
        for part in chunked(len(lines), CACHED // lines.shape[-1]):
            centred = np.subtract(lines[part], np.float32(self.phase_fraction), dtype=np.float32)
            spectra[part] = scipy.fft.rfft(centred, axis=-1)[:, slice(*self.group)]
        if mask.ndim == 2:
            return target
        found: NDArray[Any] = scipy.fft.fft(target, axis=1, overwrite_x=True)
        return found


@dataclass(frozen=True, slots=True)
class ColumnTask:
    """Second pass: correlates columns along the first axis, and keeps the lags asked for."""

    plan: Plan
    group: int
    pieces: tuple[tuple[int, int], ...]
    lag: int
    folder: Path

    def run(self) -> Moved:
        """Read, correlate, write, one piece after the other in the same memory.

        Where the disk is waited for, the next piece is read meanwhile.
        """
        sides = (self.plan.shape[0], max(stop - start for start, stop in self.pieces))
        n_buffers = 2 if self.plan.direct and len(self.pieces) > 1 else 1
        buffers = [np.empty(sides, np.complex64) for _ in range(n_buffers)]
        lags = np.empty((self.lag + 1) * sides[1], np.complex64)
        moved = Moved()
        with ThreadPoolExecutor(1) as disk:
            ready = disk.submit(self._read, 0, buffers[0]) if n_buffers > 1 else None
            for number, (start, stop) in enumerate(self.pieces):
                if ready is None:
                    columns = self._read(number, buffers[0])
                else:
                    columns = ready.result()
                    if number + 1 < len(self.pieces):
                        ready = disk.submit(self._read, number + 1, buffers[(number + 1) % 2])
                kept = lags[: (self.lag + 1) * (stop - start)].reshape(-1, stop - start)
                moved += self._correlate((start, stop), columns, kept)
        return moved

    def _read(self, number: int, buffer: NDArray[np.complex64]) -> NDArray[np.complex64]:
        """Columns of a piece, in the memory of a buffer."""
        plan, (start, stop) = self.plan, self.pieces[number]
        columns = buffer.reshape(-1)[: plan.shape[0] * (stop - start)].reshape(-1, stop - start)
        n_columns = plan.n_columns(self.group)
        for slab, (first, last) in enumerate(plan.slabs):
            check_stop(self.folder)
            path = slab_path(self.folder, self.group, slab)
            with Reader(path, columns[0].nbytes, direct=plan.direct) as file:
                for row in range(first, last):
                    place = ((row - first) * n_columns + start) * COMPLEX_BYTES
                    file.fill(place, _bytes_of(columns[row]))
        return columns

    def _correlate(
        self,
        piece: tuple[int, int],
        columns: NDArray[np.complex64],
        lags: NDArray[np.complex64],
    ) -> Moved:
        plan, (start, stop) = self.plan, piece
        if start == 0 and plan.groups[self.group][0] == 0:
            # The mean that single precision left behind.
            columns[:, 0] -= columns[:, 0].mean()
        scale = np.float32(1.0 / math.prod(plan.shape))
        for number, chunk in enumerate(chunked(stop - start, max(16, CACHED // plan.shape[0]))):
            if number % CHECKED == 0:
                check_stop(self.folder)
            lags[:, chunk] = column_covariance(columns[:, chunk], scale)[: self.lag + 1]
        with replacing(lags_path(self.folder, self.group, piece, self.lag)) as file:
            file.write(_bytes_of(lags))
        return Moved(from_scratch=columns.nbytes, to_scratch=lags.nbytes)


@dataclass(frozen=True, slots=True)
class RowTask:
    """Third pass: transforms some lags along the first axis back, for the window asked for."""

    plan: Plan
    pieces: tuple[tuple[int, tuple[int, int]], ...]
    rows: tuple[int, int]
    kept_lag: int
    lag: int
    folder: Path

    def run(self) -> tuple[NDArray[np.float32], Moved]:
        """Read, transform, return."""
        sides, (start, stop) = self.plan.shape[1:], self.rows
        depth = max(1, CHUNK // math.prod(sides))
        spectrum = np.empty((depth, *sides[:-1], sides[-1] // 2 + 1), np.complex64)
        target = np.empty((stop - start, *(2 * self.lag + 1 for _ in sides)), np.float32)
        moved = Moved(returned=target.nbytes)
        for chunk in chunked(stop - start, depth):
            check_stop(self.folder)
            part = spectrum[: chunk.stop - chunk.start]
            self._fill(part, start + chunk.start)
            lag_rows(part, sides, (self.lag,) * len(sides), target[chunk])
            moved += Moved(from_scratch=part.nbytes)
        return target, moved

    def _fill(self, spectrum: NDArray[np.complex64], first: int) -> None:
        """Read some rows, which every file holds a part of."""
        plan, n_rows = self.plan, len(spectrum)
        is_whole = len(plan.groups) == 1
        for group, (left, right) in enumerate(plan.groups):
            inside = spectrum[..., left:right]
            found = inside if is_whole else np.empty(inside.shape, np.complex64)
            columns = found.reshape(n_rows, -1)
            for span in (span for number, span in self.pieces if number == group):
                width = span[1] - span[0]
                path = lags_path(self.folder, group, span, self.kept_lag)
                with Reader(path) as file:
                    for row in range(n_rows):
                        place = (first + row) * width * COMPLEX_BYTES
                        file.fill(place, _bytes_of(columns[row, slice(*span)]))
            if not is_whole:
                inside[...] = found


def _bytes_of(array: NDArray[Any]) -> memoryview:
    """The bytes of a contiguous array, not copied."""
    data: Any = array.reshape(-1).view(np.uint8)
    return memoryview(data)
