"""What is checked in a TIFF before anything of it is decoded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tifffile import COMPRESSION, PHOTOMETRIC, TiffFile, TiffPage, TiffPageSeries

from imagerep.errors import ImageLimitError, ImageReadError
from imagerep.readers.decoded import ReadLimits

_LOSSLESS = frozenset({
    COMPRESSION.NONE, COMPRESSION.LZW, COMPRESSION.ADOBE_DEFLATE, COMPRESSION.DEFLATE,
    COMPRESSION.PACKBITS, COMPRESSION.LZMA, COMPRESSION.ZSTD, COMPRESSION.CCITTRLE,
    COMPRESSION.CCITT_T4, COMPRESSION.CCITT_T6,
})  # fmt: skip
_JPEG = COMPRESSION.JPEG
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HEADER_BYTES = 1 << 16


def check_first_page(path: Path, tiff: TiffFile) -> None:
    """Check that the size of the first page makes sense, which the decoder takes for granted.

    Parameters
    ----------
    path : Path
        The file.
    tiff : TiffFile
        The open file.

    Raises
    ------
    ImageReadError
        If a side is not a positive number.
    """
    _check_sides(path, tiff.pages.first)


def _check_sides(path: Path, page: TiffPage) -> None:
    """Refuse sides that are negative, or tuples, which Python would repeat, not multiply."""
    sides = (page.imagewidth, page.imagelength, page.imagedepth, page.samplesperpixel)
    parts = (page.tilewidth, page.tilelength, page.tiledepth, page.rowsperstrip)
    if not all(isinstance(side, int) and side > 0 for side in sides) or not all(
        isinstance(part, int) and part >= 0 for part in parts
    ):
        raise ImageReadError(
            f"“{path.name}” is a TIFF whose declared size makes no sense.",
            "It is damaged; save it again in the program that made it.",
        )


def check_series(path: Path, found: Sequence[TiffPageSeries], limits: ReadLimits) -> None:
    """Check that the images of a TIFF are complete, of a known kind, and not too large.

    Parameters
    ----------
    path : Path
        The file.
    found : sequence of TiffPageSeries
        Its images.
    limits : ReadLimits
        How large they may be.

    Raises
    ------
    ImageReadError
        If data are missing, or written in a way that is not supported.
    ImageLimitError
        If they are too large.
    """
    n_bytes = path.stat().st_size
    n_values = 0
    for series in found:
        page = series.keyframe
        _check_sides(path, page)
        if series.dtype is None or not series.shape or math.prod(series.shape) == 0:
            raise ImageReadError(
                f"“{path.name}” is a TIFF whose pixels cannot be understood.",
                "It is damaged, or of a rare kind; save it again as a plain 8-bit TIFF.",
            )
        if page.compression not in _LOSSLESS and page.compression != _JPEG:
            raise ImageReadError(
                f"“{path.name}” is a TIFF with a compression that is not supported "
                f"({getattr(page.compression, 'name', page.compression)}).",
                "Save it again with LZW, ZIP or no compression.",
            )
        if page.photometric in (PHOTOMETRIC.SEPARATED, PHOTOMETRIC.CFA):
            raise ImageReadError(
                f"“{path.name}” has colours for printing or of a raw camera image.",
                "Save it again as an RGB or greyscale image.",
            )
        n_values += math.prod(series.shape)
        itemsize = np.dtype(series.dtype).itemsize
        tile_pixels = math.prod(page.chunks) if page.chunks else 0
        page_pixels = max(page.imagewidth * page.imagelength, tile_pixels)
        limits.check(path, series.shape, page_pixels, itemsize, n_bytes)
        _check_complete(path, series, n_bytes)
        if page.compression == _JPEG:
            _check_jpeg(path, series, limits)
    if n_values > limits.max_pixels:
        raise ImageLimitError(
            f"“{path.name}” declares {n_values:,} values in {len(found)} images, more than the "
            f"limit of {limits.max_pixels:,}.",
            "Split the file, or raise max_pixels of ReadLimits.",
        )


def cut_off(path: Path) -> ImageReadError:
    """Error for a file that ends too early.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    ImageReadError
        To be raised.
    """
    return ImageReadError(
        f"“{path.name}” is cut off or damaged: some of its image data are missing.",
        "Copy it anew, or save it again in the program that made it.",
    )


def _check_complete(path: Path, series: TiffPageSeries, n_bytes: int) -> None:
    if series.is_multifile:
        raise ImageReadError(
            f"“{path.name}” is one part of an image that is spread over several files.",
            "Save the image as one file.",
        )
    offset = series.dataoffset
    if offset is not None:
        size = math.prod(series.shape) * np.dtype(series.dtype).itemsize
        if offset + size > n_bytes:
            raise cut_off(path)
        return
    n_pages = 0
    n_expected = math.prod(series.keyframe.chunked)
    for page in series.pages:
        if page is None:
            raise cut_off(path)
        n_pages += 1
        segments = list(zip(page.dataoffsets, page.databytecounts, strict=False))
        if len(segments) < n_expected or any(
            start <= 0 or count <= 0 or start + count > n_bytes for start, count in segments
        ):
            raise cut_off(path)
    if n_pages * math.prod(series.keyframe.shape) < math.prod(series.shape):
        raise cut_off(path)


def _check_jpeg(path: Path, series: TiffPageSeries, limits: ReadLimits) -> None:
    """Check the JPEG headers: the decoder allocates what they declare, whatever the TIFF says."""
    with path.open("rb") as file:
        for page in series.pages:
            if page is None:
                continue
            for start, count in zip(page.dataoffsets, page.databytecounts, strict=False):
                file.seek(start)
                pixels = _jpeg_pixels(file.read(min(count, _HEADER_BYTES)))
                if pixels is None:
                    raise cut_off(path)
                if pixels > max(math.prod(series.keyframe.chunks), 1) * 4:
                    raise ImageLimitError(
                        f"“{path.name}” holds JPEG data of {pixels:,} pixels where far fewer are "
                        "declared.",
                        "It is damaged or made to exhaust memory.",
                    )


def _jpeg_pixels(data: bytes) -> int | None:
    where = 2
    while where + 9 <= len(data) and data[where] == 0xFF:
        marker = data[where + 1]
        if marker == 0xFF:
            where += 1
            continue
        length = int.from_bytes(data[where + 2 : where + 4], "big")
        if marker in _JPEG_FRAMES:
            height = int.from_bytes(data[where + 5 : where + 7], "big")
            width = int.from_bytes(data[where + 7 : where + 9], "big")
            return height * width
        where += 2 + length
    return None
