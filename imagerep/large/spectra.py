"""First pass of the transform: slabs, along all axes but the first, into the scratch folder."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.hooks import chunked
from imagerep.labels import as_labels
from imagerep.large.bitmap import Bitmap
from imagerep.large.direct import write_at
from imagerep.large.held import Held
from imagerep.large.plan import Plan
from imagerep.large.scratch import check_stop
from imagerep.large.sources import Source, pieces
from imagerep.large.strips import Layout, Run, slab_path
from imagerep.large.whole_files import replacing
from imagerep.passes import CHUNK


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


@dataclass(frozen=True, slots=True)
class SlabTask:
    """First pass: transforms a slab along all axes but the first; keeps one group of blocks."""

    source: Source
    phase: int
    phase_fraction: float
    plan: Plan
    group: int
    slab: int
    folder: Path
    held: Held
    bitmap: Bitmap | None = None

    def run(self) -> Moved:
        """Read, transform, write."""
        plan, (start, stop) = self.plan, self.plan.slabs[self.slab]
        layout = Layout(plan, self.group, stop - start)
        depth = max(1, min(CHUNK // math.prod(plan.sides[1:]), plan.run))
        left, right = (min(block * plan.width, plan.half) for block in plan.groups[self.group])
        spectrum = np.empty((depth, plan.sides[1], right - left), np.complex64)
        bytes_ = np.arange(256, dtype=np.uint8)[:, np.newaxis]
        eight = np.unpackbits(bytes_, axis=-1) - np.float32(self.phase_fraction)
        path = slab_path(self.folder, self.group, self.slab)
        with (
            replacing(path, direct=plan.direct) as file,
            _Runs(file, layout, start, self.held) as runs,
        ):
            for mask in self._masks(depth):
                check_stop(self.folder)
                target = spectrum[: len(mask)]
                runs.write(self._transformed(mask, eight, target, slice(left, right)))
        plane = self.source.dtype.itemsize * math.prod(self.source.shape[1:])
        read = (stop - start) * plane if self.bitmap is None else 0
        return Moved(image=read, to_scratch=layout.size)

    def _masks(self, depth: int) -> Iterator[NDArray[np.uint8]]:
        """The phase, a bit a pixel, some planes at a time."""
        plan, (start, stop) = self.plan, self.plan.slabs[self.slab]
        shape = (plan.sides[1], -(-plan.sides[2] // 8))
        if self.bitmap is not None:
            for rows in chunked(stop - start, depth):
                planes = slice(start + rows.start, start + rows.stop)
                yield self.bitmap.phase(self.phase, planes).reshape(-1, *shape)
            return
        mask = np.empty((min(plan.part, stop - start), *shape), np.uint8)
        for rows in chunked(stop - start, len(mask)):
            part = mask[: rows.stop - rows.start]
            self._read(start + rows.start, part)
            for chunk in chunked(len(part), depth):
                yield part[chunk]

    def _read(self, first: int, mask: NDArray[np.uint8]) -> None:
        """Rows of the phase from a first one on, a bit a pixel."""
        source = self.source
        inside = mask.reshape(len(mask), *source.shape[1:-1], -1)
        lines = np.empty((0,), np.bool_)
        for box in pieces(source, slice(first, first + len(mask))):
            check_stop(self.folder)
            values = source.read(box)
            shape = (*values.shape[:-1], source.shape[-1])
            if lines.shape != shape:
                lines = np.empty(shape, np.bool_)
            phase = as_labels(values, f"“{source.name}”")
            np.equal(phase, self.phase, out=lines[..., box[-1]])
            if box[-1].stop == source.shape[-1]:
                place = (slice(box[0].start - first, box[0].stop - first), *box[1:-1])
                inside[place] = np.packbits(lines, axis=-1)

    def _transformed(
        self,
        mask: NDArray[np.uint8],
        eight: NDArray[np.floating[Any]],
        target: NDArray[np.complex64],
        kept: slice,
    ) -> NDArray[np.complex64]:
        """Spectrum of some planes, in the memory of the target where it takes several steps.

        `eight` holds, for every byte of the mask, its eight pixels without their mean.
        """
        side = self.plan.sides[2]
        bits = mask.reshape(-1, mask.shape[-1])
        spectra = target.reshape(-1, target.shape[-1])
        at_once = max(1, 2 * CHUNK // side)
        centred = np.empty((min(at_once, len(bits)), bits.shape[-1], 8), np.float32)
        for part in chunked(len(bits), at_once):
            lines = centred[: part.stop - part.start]
            np.take(eight, bits[part], axis=0, out=lines, mode="clip")
            lines = lines.reshape(len(lines), -1)[:, :side]
            found: NDArray[Any] = scipy.fft.rfft(lines, axis=-1)[:, kept]
            if len(found) < len(spectra):
                spectra[part] = found
            else:
                target = found.reshape(target.shape)
        if mask.shape[1] > 1:
            target = scipy.fft.fft(target, axis=1, overwrite_x=True)
        return target


class _Runs:
    """Writes rows of a slab, many in one go; past the cache while the next ones are made."""

    def __init__(self, file: IO[bytes], layout: Layout, row: int, held: Held) -> None:
        self._file, self._layout, self._row, self._held = file, layout, row, held
        self._run, self._other = Run(layout), Run(layout) if layout.plan.direct else None
        self._first = self._filled = 0
        self._disk = ThreadPoolExecutor(1)
        self._pending: Future[None] | None = None

    def write(self, spectrum: NDArray[np.complex64]) -> None:
        """Take rows after the last ones."""
        while len(spectrum):
            part = spectrum[: self._layout.plan.run - self._filled]
            self._run.put(self._filled, part)
            self._filled += len(part)
            spectrum = spectrum[len(part) :]
            if self._filled == self._layout.plan.run:
                self._flush()

    def _flush(self) -> None:
        self._wait()
        run, first, n_rows = self._run, self._first, self._filled
        self._first, self._filled = first + n_rows, 0
        self._held.put(run, self._row + first, n_rows)
        if self._other is None:
            self._to_disk(run, first, n_rows)
            return
        self._run, self._other = self._other, run
        self._pending = self._disk.submit(self._to_disk, run, first, n_rows)

    def _to_disk(self, run: Run, first: int, n_rows: int) -> None:
        for place, data in run.pieces(first, n_rows):
            write_at(self._file, place, data)

    def _wait(self) -> None:
        if self._pending is not None:
            self._pending.result()
            self._pending = None

    def __enter__(self) -> _Runs:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what is left."""
        try:
            if kind is None and self._filled:
                self._flush()
            self._wait()
            if kind is None:
                self._file.truncate(self._layout.size)
        finally:
            self._disk.shutdown()
