"""The three passes of the transform as pieces of work that share a scratch folder."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.correlation import CHUNK, column_covariance, lag_rows
from imagerep.hooks import chunked
from imagerep.labels import as_labels
from imagerep.large.plan import COMPLEX_BYTES, Plan
from imagerep.large.scratch import check_stop, replacing
from imagerep.large.sources import Source, pieces


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
            mask[inside] = as_labels(values, f"“{source.name}”") == self.phase
        written = 0
        with replacing(self.path) as file:
            for chunk in chunked(len(mask), CHUNK // math.prod(source.shape[1:])):
                check_stop(self.folder)
                spectrum = self._transformed(mask[chunk])
                file.write(_bytes_of(spectrum))
                written += spectrum.nbytes
        return Moved(image=read, to_scratch=written)

    def _transformed(self, mask: NDArray[np.bool_]) -> NDArray[Any]:
        centred = np.subtract(mask, np.float32(self.phase_fraction), dtype=np.float32)
        spectrum: NDArray[Any] = scipy.fft.rfft(centred, axis=-1)
        del centred
        kept = spectrum[..., slice(*self.group)]
        if mask.ndim == 3:
            kept = scipy.fft.fft(kept, axis=1)
        return np.ascontiguousarray(kept)


@dataclass(frozen=True, slots=True)
class ColumnTask:
    """Second pass: correlates columns along the first axis, and keeps the lags asked for."""

    plan: Plan
    group: int
    columns: tuple[int, int]
    lag: int
    folder: Path

    def run(self) -> Moved:
        """Read, correlate, write."""
        plan, (start, stop) = self.plan, self.columns
        columns = np.empty((plan.shape[0], stop - start), np.complex64)
        n_columns = plan.n_columns(self.group)
        for slab, (first, last) in enumerate(plan.slabs):
            check_stop(self.folder)
            with slab_path(self.folder, self.group, slab).open("rb") as file:
                for row in range(first, last):
                    file.seek(((row - first) * n_columns + start) * COMPLEX_BYTES)
                    _fill(file, columns[row])
        if start == 0 and plan.groups[self.group][0] == 0:
            # The mean that single precision left behind.
            columns[:, 0] -= columns[:, 0].mean()
        scale = np.float32(1.0 / math.prod(plan.shape))
        lags = np.empty((self.lag + 1, stop - start), np.complex64)
        for chunk in chunked(stop - start, max(16, CHUNK // plan.shape[0])):
            check_stop(self.folder)
            lags[:, chunk] = column_covariance(columns[:, chunk], scale)[: self.lag + 1]
        with replacing(lags_path(self.folder, self.group, self.columns, self.lag)) as file:
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
        spectrum = np.empty((stop - start, *sides[:-1], sides[-1] // 2 + 1), np.complex64)
        groups = [
            np.empty((stop - start, self.plan.n_columns(k)), np.complex64)
            for k in range(len(self.plan.groups))
        ]
        for group, columns in self.pieces:
            check_stop(self.folder)
            width = columns[1] - columns[0]
            path = lags_path(self.folder, group, columns, self.kept_lag)
            with path.open("rb") as file:
                for row in range(start, stop):
                    file.seek(row * width * COMPLEX_BYTES)
                    _fill(file, groups[group][row - start, slice(*columns)])
        for group, (first, last) in enumerate(self.plan.groups):
            shape = (stop - start, *sides[:-1], last - first)
            spectrum[..., first:last] = groups[group].reshape(shape)
        del groups
        target = np.empty((stop - start, *(2 * self.lag + 1 for _ in sides)), np.float32)
        lag_rows(spectrum, sides, (self.lag,) * len(sides), target)
        return target, Moved(from_scratch=spectrum.nbytes, returned=target.nbytes)


def _bytes_of(array: NDArray[Any]) -> memoryview:
    """The bytes of a contiguous array, not copied."""
    data: Any = array.reshape(-1).view(np.uint8)
    return memoryview(data)


def _fill(file: IO[bytes], target: NDArray[np.complex64]) -> None:
    """Read into a contiguous array."""
    wanted = _bytes_of(target)
    if file.readinto(wanted) != len(wanted):  # type: ignore[attr-defined]
        raise EOFError(f"{file.name} ends early")
