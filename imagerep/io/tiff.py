"""TIFF files through tifffile: volumes, hyperstacks, several images in one file."""

from __future__ import annotations

import math
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tifffile import PHOTOMETRIC, TiffFile, TiffPage, TiffPageSeries

from imagerep.errors import ImageReadError
from imagerep.io.choice import unique_axes
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.ome_set import ome_set
from imagerep.io.raw import RawPixels, one_row
from imagerep.io.source import Box, Colour, Pixels, Source, full_box, unreadable
from imagerep.io.tiff_calibration import find_calibration, scan_rows
from imagerep.io.tiff_checks import check_first_page, check_series
from imagerep.io.transformed import InvertedPixels
from imagerep.messages import Message

_ORIENTATION_TAG = 274
_FLIPS = {1: "", 2: "x", 3: "yx", 4: "y", 5: "t", 6: "tx", 7: "tyx", 8: "ty"}
"""What each Orientation of TIFF 6.0 (section 8) asks for: transpose (t), then flip y, x."""


class _OpenTiff:
    """A TIFF that is opened once in every process, and closed when nothing reads it any more."""

    def __init__(self, path: Path, tiff: TiffFile | None = None) -> None:
        self._path, self._lock = path, threading.Lock()
        self._tiff = tiff
        if tiff is not None:
            self._share(tiff)

    def __reduce__(self) -> tuple[Any, ...]:
        return _OpenTiff, (self._path,)

    def series(self, number: int) -> TiffPageSeries:
        with self._lock:
            if self._tiff is None:
                self._tiff = TiffFile(self._path, _multifile=False)
                self._share(self._tiff)
        return self._tiff.series[number]

    def _share(self, tiff: TiffFile) -> None:
        tiff.filehandle.set_lock(True)  # several threads read
        weakref.finalize(self, tiff.close)


@dataclass(frozen=True, slots=True, eq=False)
class _PagedPixels:
    """Pixels of a series that is stored in compressed strips or tiles, page by page."""

    file: _OpenTiff
    name: str
    number: int
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    n_page_axes: int

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box; of axes that it does not name, everything."""
        box = (*box, *full_box(self.shape[len(box) :]))
        series = self.file.series(self.number)
        if box == full_box(self.shape):
            return np.asarray(series.asarray()).reshape(self.shape)
        n_leading = len(self.shape) - self.n_page_axes
        values = np.empty([part.stop - part.start for part in box], self.dtype)
        outer = [range(part.start, part.stop) for part in box[:n_leading]]
        for place in np.ndindex(*map(len, outer)):
            index = [steps[k] for steps, k in zip(outer, place, strict=True)]
            page = int(np.ravel_multi_index(index, self.shape[:n_leading])) if index else 0
            values[place] = self._of_page(series, page, box[n_leading:])
        return values

    def _of_page(self, series: TiffPageSeries, number: int, box: Box) -> NDArray[Any]:
        page_shape = self.shape[len(self.shape) - self.n_page_axes :]
        try:
            page = series.pages[number]
            if page is None:
                raise EOFError("it is missing")
            is_part = box != full_box(page_shape)
            if is_part and self.n_page_axes == 2 and series.keyframe.samplesperpixel == 1:
                return self._of_segments(page, box)
            return np.asarray(page.asarray(maxworkers=1)).reshape(page_shape)[box]
        except MemoryError:
            raise
        except Exception as error:
            where = Message("place-page", number=number + 1) if len(series.pages) > 1 else box
            raise unreadable(self.name, where, error) from error

    def _of_segments(self, page: Any, box: Box) -> NDArray[Any]:
        """Part of a page from the strips or tiles that it touches."""
        keyframe = page.keyframe
        length, width = _segment_sides(keyframe)
        across = -(-keyframe.imagewidth // width)
        numbers = [
            down * across + right
            for down in range(box[0].start // length, -(-box[0].stop // length))
            for right in range(box[1].start // width, -(-box[1].stop // width))
        ]
        values = np.empty([part.stop - part.start for part in box], self.dtype)
        offsets = [page.dataoffsets[k] for k in numbers]
        sizes = [page.databytecounts[k] for k in numbers]
        for data, number in page.parent.filehandle.read_segments(offsets, sizes, numbers):
            segment, place, shape = keyframe.decode(data, number, jpegtables=page.jpegtables)
            target, inside = [], []
            for part, start, side in zip(box, place[2:4], shape[1:3], strict=True):
                low, high = max(part.start, start), min(part.stop, start + side)
                target.append(slice(low - part.start, high - part.start))
                inside.append(slice(low - start, high - start))
            values[tuple(target)] = segment[(0, *inside, 0)]
        return values


def _segment_sides(page: TiffPage) -> tuple[int, int]:
    """Height and width of a tile or strip."""
    if page.is_tiled:
        return page.tilelength, page.tilewidth
    return max(1, min(page.rowsperstrip, page.imagelength)), page.imagewidth


@dataclass(frozen=True, slots=True)
class _TurnedPixels:
    """Pixels whose rows and columns are swapped and flipped (the Orientation tag)."""

    pixels: Pixels
    turn: str
    shape: tuple[int, ...]

    def read(self, box: Box) -> NDArray[Any]:
        *outer, y, x = box
        sides = self.shape[-2:]
        if "y" in self.turn:
            y = slice(sides[0] - y.stop, sides[0] - y.start)
        if "x" in self.turn:
            x = slice(sides[1] - x.stop, sides[1] - x.start)
        planes = (x, y) if "t" in self.turn else (y, x)
        values = self.pixels.read((*outer, *planes))
        axis = len(outer)
        if "t" in self.turn:
            values = np.swapaxes(values, axis, axis + 1)
        flips = tuple(axis + k for k, name in enumerate("yx") if name in self.turn)
        return np.ascontiguousarray(np.flip(values, flips))


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open every image of a TIFF file; pages of one shape and type are one volume."""
    tiff = TiffFile(path, _multifile=False)
    file = _OpenTiff(path, tiff)
    check_first_page(path, tiff)
    limits.check_pages(path, len(tiff.pages))
    of_set = ome_set(path, tiff, limits)
    if of_set is not None:
        return of_set
    found = [
        (number, series)
        for number, series in enumerate(tiff.series)
        if number == 0 or not series.keyframe.is_reduced
    ]
    if not found:
        raise ImageReadError("tiff-without-image", name=path.name)
    check_series(path, [series for _, series in found], limits)
    several = len(found) > 1
    return tuple(
        _dataset(path, tiff, file, number, series, str(order + 1) * several)
        for order, (number, series) in enumerate(found)
    )


def _dataset(
    path: Path, tiff: TiffFile, file: _OpenTiff, number: int, series: TiffPageSeries, name: str
) -> Dataset:
    page, shape = series.keyframe, tuple(int(side) for side in series.shape)
    pixels = _stored(path, file, number, series)
    notes: tuple[Message, ...] = ()
    dtype = np.dtype(series.dtype)
    if page.photometric == PHOTOMETRIC.MINISWHITE and dtype.kind in "bu":
        white = (1 << min(int(page.bitspersample), 8 * dtype.itemsize)) - 1
        pixels, notes = InvertedPixels(pixels, white), (Message("zero-is-white"),)

    def finish(source: Source, kept: str) -> Source:
        calibration, more = find_calibration(tiff, page, number, source.ndim)
        is_page = source.shape[-2:] == (page.imagelength, page.imagewidth)
        source = replace(
            source,
            calibration=calibration,
            scan_rows=scan_rows(tiff, page) if is_page else None,
            notes=(*source.notes, *more),
            chunks=_chunks(page, source.shape, kept, series),
        )
        return _turned(source, page)

    return Dataset(
        path, shape, dtype, pixels, unique_axes(series.axes), name, _pieces(page, series),
        colours=_palette(page), notes=notes, is_rgb=_has_colours(page), is_page=True,
        finish=finish,
    )  # fmt: skip


def _pieces(page: TiffPage, series: TiffPageSeries) -> tuple[int, ...]:
    """Shape of what is decoded at once, along the axes of a series: rows or pages."""
    shape = tuple(int(side) for side in series.shape)
    if series.dataoffset is not None and page.is_memmappable:
        return one_row(shape)
    n_page_axes = min(len(page.shape), len(shape))
    return (*(1,) * (len(shape) - n_page_axes), *shape[len(shape) - n_page_axes :])


def _has_colours(page: TiffPage) -> bool:
    """Whether the samples of a pixel are colours or transparency, and no measurements."""
    is_rgb = page.photometric in (PHOTOMETRIC.RGB, PHOTOMETRIC.YCBCR)
    return is_rgb or any(extra in (1, 2) for extra in page.extrasamples)


def _stored(path: Path, file: _OpenTiff, number: int, series: TiffPageSeries) -> Pixels:
    """Pixels in the order of the file; the samples, where there are any, need not be last."""
    page, shape = series.keyframe, tuple(int(side) for side in series.shape)
    dtype = np.dtype(series.dtype)
    if series.dataoffset is not None and page.is_memmappable:
        return RawPixels(path, shape, dtype.newbyteorder(page.parent.byteorder), series.dataoffset)
    return _PagedPixels(file, path.name, number, shape, dtype, len(page.shape))


def _chunks(
    page: TiffPage, shape: tuple[int, ...], kept: str, series: TiffPageSeries
) -> tuple[int, ...]:
    """Shape of what is decoded at once: rows, tiles or pages."""
    if series.dataoffset is not None and page.is_memmappable:
        return one_row(shape)
    if len(shape) == 2 and len(page.shape) == 2:
        return tuple(min(one, side) for one, side in zip(_segment_sides(page), shape, strict=True))
    return (1, *shape[1:]) if len(page.shape) < 3 or kept[0] not in page.axes else shape


def _turned(source: Source, page: TiffPage) -> Source:
    """Rows and columns as a viewer shows them: the top is up."""
    tag = page.tags.get(_ORIENTATION_TAG)
    turn = _FLIPS.get(tag.value, "") if tag is not None and isinstance(tag.value, int) else ""
    if not turn:
        return source
    shape, chunks = source.shape, source.chunks
    calibration = source.calibration
    if "t" in turn:
        shape = (*shape[:-2], shape[-1], shape[-2])
        chunks = (*chunks[:-2], chunks[-1], chunks[-2])
        if calibration is not None:
            sizes = calibration.voxel_size
            calibration = replace(calibration, voxel_size=(*sizes[:-2], sizes[-1], sizes[-2]))
    return replace(
        source,
        shape=shape,
        chunks=chunks,
        calibration=calibration,
        scan_rows=None,
        pixels=_TurnedPixels(source.pixels, turn, shape),
        notes=(*source.notes, Message("orientation-applied")),
    )


def _palette(page: TiffPage) -> dict[int, Colour]:
    if page.photometric != PHOTOMETRIC.PALETTE:
        return {}
    table = getattr(page, "colormap", None)
    if table is None or table.ndim != 2 or len(table) != 3:
        return {}
    if (table[0] == table[1]).all() and (table[0] == table[2]).all():
        return {}
    return {k: _eight_bits(column) for k, column in enumerate(table.T)}


def _eight_bits(column: Sequence[int]) -> Colour:
    red, green, blue = (math.floor(int(value) / 256) for value in column)
    return red, green, blue
