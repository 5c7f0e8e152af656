"""What is checked in a TIFF before anything of it is decoded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tifffile import COMPRESSION, PHOTOMETRIC, TiffFile, TiffPage, TiffPageSeries

from imagerep.errors import ImageLimitError, ImageReadError
from imagerep.io.jpeg import jpeg_pixels
from imagerep.io.limits import ReadLimits

_LOSSLESS = frozenset({
    COMPRESSION.NONE, COMPRESSION.LZW, COMPRESSION.ADOBE_DEFLATE, COMPRESSION.DEFLATE,
    COMPRESSION.PACKBITS, COMPRESSION.LZMA, COMPRESSION.ZSTD, COMPRESSION.CCITTRLE,
    COMPRESSION.CCITT_T4, COMPRESSION.CCITT_T6,
})  # fmt: skip
_JPEG = COMPRESSION.JPEG
_NO_SCREEN_COLOURS = frozenset(
    {
        PHOTOMETRIC.SEPARATED, PHOTOMETRIC.CFA, PHOTOMETRIC.CIELAB, PHOTOMETRIC.ICCLAB,
        PHOTOMETRIC.ITULAB, PHOTOMETRIC.LOGL, PHOTOMETRIC.LOGLUV,
    }
)  # fmt: skip
_HEADER_BYTES = 1 << 16


def check_first_page(path: Path, tiff: TiffFile) -> None:
    """Check that the size of the first page makes sense, which the decoder takes for granted."""
    _check_sides(path, tiff.pages.first)


def _check_sides(path: Path, page: TiffPage) -> None:
    """Refuse sides that are negative, or tuples, which Python would repeat, not multiply."""
    sides = (page.imagewidth, page.imagelength, page.imagedepth, page.samplesperpixel)
    parts = (page.tilewidth, page.tilelength, page.tiledepth, page.rowsperstrip)
    if not all(isinstance(side, int) and side > 0 for side in sides) or not all(
        isinstance(part, int) and part >= 0 for part in parts
    ):
        raise ImageReadError("tiff-size-makes-no-sense", name=path.name)


def check_series(path: Path, found: Sequence[TiffPageSeries], limits: ReadLimits) -> None:
    """Check that the images of a TIFF are complete, of a known kind, and not too large."""
    n_bytes = path.stat().st_size
    n_values = 0
    for series in found:
        page = series.keyframe
        if series.dtype is None or not series.shape or math.prod(series.shape) == 0:
            raise ImageReadError("tiff-pixels-not-understood", name=path.name)
        _check_kind(path, page)
        n_values += math.prod(series.shape)
        itemsize = np.dtype(series.dtype).itemsize
        chunk = series.keyframe.shape if series.dataoffset is None else None
        if page.chunks and math.prod(page.chunks) > math.prod(chunk or (0,)):
            chunk = page.chunks
        limits.check(path, series.shape, itemsize, n_bytes=n_bytes, chunk=chunk)
        _check_complete(path, series, n_bytes)
        if page.compression == _JPEG:
            _check_jpeg(path, [one for one in series.pages if one is not None], page)
    if n_values > limits.max_pixels:
        raise ImageLimitError(
            "too-many-pixels-in-images", name=path.name, n_values=n_values, n_images=len(found),
            limit=limits.max_pixels,
        )  # fmt: skip


def check_page(path: Path, page: TiffPage, limits: ReadLimits) -> None:
    """Check that one page is complete, of a known kind, and not too large."""
    n_bytes = path.stat().st_size
    if page.dtype is None or not page.shape or math.prod(page.shape) == 0:
        raise ImageReadError("tiff-pixels-not-understood", name=path.name)
    _check_kind(path, page)
    chunk = max(page.shape, page.chunks or (0,), key=math.prod)
    limits.check(path, page.shape, np.dtype(page.dtype).itemsize, n_bytes=n_bytes, chunk=chunk)
    _check_segments(path, page, math.prod(page.chunked), n_bytes)
    if page.compression == _JPEG:
        _check_jpeg(path, [page], page)


def _check_kind(path: Path, page: TiffPage) -> None:
    _check_sides(path, page)
    if page.compression not in _LOSSLESS and page.compression != _JPEG:
        compression = getattr(page.compression, "name", page.compression)
        raise ImageReadError("tiff-compression", name=path.name, compression=compression)
    if page.photometric in _NO_SCREEN_COLOURS:
        raise ImageReadError("tiff-colour-model", name=path.name)


def _check_complete(path: Path, series: TiffPageSeries, n_bytes: int) -> None:
    if series.is_multifile:
        raise ImageReadError("image-over-several-files", name=path.name)
    offset = series.dataoffset
    if offset is not None:
        size = math.prod(series.shape) * np.dtype(series.dtype).itemsize
        if offset + size > n_bytes:
            raise ImageReadError("file-cut-off", name=path.name)
        return
    n_pages = 0
    n_expected = math.prod(series.keyframe.chunked)
    for page in series.pages:
        if page is None:
            raise ImageReadError("file-cut-off", name=path.name)
        n_pages += 1
        _check_segments(path, page, n_expected, n_bytes)
    if n_pages * math.prod(series.keyframe.shape) < math.prod(series.shape):
        raise ImageReadError("file-cut-off", name=path.name)


def _check_segments(path: Path, page: Any, n_expected: int, n_bytes: int) -> None:
    segments = list(zip(page.dataoffsets, page.databytecounts, strict=False))
    if len(segments) < n_expected or any(
        start <= 0 or count <= 0 or start + count > n_bytes for start, count in segments
    ):
        raise ImageReadError("file-cut-off", name=path.name)


def _check_jpeg(path: Path, pages: Sequence[Any], keyframe: TiffPage) -> None:
    """Check the JPEG headers: the decoder allocates what they declare, whatever the TIFF says."""
    with path.open("rb") as file:
        for page in pages:
            for start, count in zip(page.dataoffsets, page.databytecounts, strict=False):
                file.seek(start)
                pixels = jpeg_pixels(file.read(min(count, _HEADER_BYTES)))
                if pixels is None:
                    raise ImageReadError("file-cut-off", name=path.name)
                if pixels > max(math.prod(keyframe.chunks), 1) * 4:
                    raise ImageLimitError(
                        "jpeg-larger-than-declared", name=path.name, n_pixels=pixels
                    )
