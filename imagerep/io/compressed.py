"""Values that are compressed in one piece: gzip, zlib, deflate, bzip2."""

from __future__ import annotations

import bz2
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.source import Box, full_box

_READ_BYTES = 1 << 18
_PIECE_BYTES = 1 << 22
_HEADER_MAX = 1 << 20
_WINDOW_BITS = {"gzip": 47, "zlib": 47, "deflate": -15}  # 47: gzip or zlib, by the first bytes


@dataclass(frozen=True, slots=True)
class CompressedPixels:
    """Pixels of an array that is compressed in one piece.

    A box is decompressed from the start of the array on, and only up to the end of the box.
    """

    path: Path  # The file
    shape: tuple[int, ...]  # Shape of the array, slowest axis first
    dtype: np.dtype[Any]  # Type and byte order of a value
    codec: str  # "gzip", "zlib", "deflate" or "bzip2"
    offset: int = 0  # Bytes of the file before the compressed data
    skip: int = 0  # Decompressed bytes before the first value
    # Whether nothing may follow the values: more of them mean that the header is another's
    is_exact: bool = False

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box, in native byte order; axes beyond it are read whole."""
        box = (*box, *full_box(self.shape[len(box) :]))
        row = math.prod(self.shape[1:]) * self.dtype.itemsize
        start, stop = self.skip + box[0].start * row, self.skip + box[0].stop * row
        data = np.empty(stop - start, np.uint8)
        self._fill(data, start)
        values = data.view(self.dtype).reshape(box[0].stop - box[0].start, *self.shape[1:])
        values = values[(slice(None), *box[1:])]
        return values.astype(self.dtype.newbyteorder("="), copy=False)

    def _fill(self, target: NDArray[np.uint8], start: int) -> None:
        place, end = 0, self.skip + math.prod(self.shape) * self.dtype.itemsize
        for piece in decompressed(self.path, self.codec, self.offset):
            first, last = max(0, start - place), min(len(piece), start + len(target) - place)
            if first < last:
                part = np.frombuffer(piece, np.uint8, last - first, first)
                target[place + first - start : place + last - start] = part
            place += len(piece)
            is_last = start + len(target) == end
            if place > end and is_last and self.is_exact:
                raise ImageReadError("more-values", name=self.path.name)
            if place >= start + len(target) and not (is_last and self.is_exact):
                return
        if place >= start + len(target):
            return
        raise ImageReadError("file-cut-off", name=self.path.name)


def decompressed(path: Path, codec: str, offset: int = 0) -> Iterator[bytes]:
    """Pieces of what a file holds from an offset on, each of a few MB at most."""
    with path.open("rb") as file:
        file.seek(offset)
        decoder, data = _decoder(codec), b""
        while True:
            if not data and getattr(decoder, "needs_input", True):
                data = file.read(_READ_BYTES)
                if not data:
                    return
            piece = decoder.decompress(data, _PIECE_BYTES)
            if piece:
                yield piece
            if not decoder.eof:
                data = getattr(decoder, "unconsumed_tail", b"")
                continue
            if codec in ("zlib", "deflate"):
                return
            data = decoder.unused_data.lstrip(b"\0")  # a gzip file may have several members
            decoder = _decoder(codec)


def n_decompressed(path: Path, codec: str, offset: int, expected: int) -> int:
    """Length of what is decompressed; no further than a header beyond what is expected."""
    length = 0
    for piece in decompressed(path, codec, offset):
        length += len(piece)
        if length > expected + _HEADER_MAX:
            raise ImageReadError("more-values", name=path.name)
    return length


def first_decompressed(path: Path, codec: str, n_bytes: int) -> bytes:
    """First bytes of what a compressed file holds."""
    found = b""
    for piece in decompressed(path, codec):
        found += piece[: n_bytes - len(found)]
        if len(found) >= n_bytes:
            break
    return found


def _decoder(codec: str) -> Any:
    return bz2.BZ2Decompressor() if codec == "bzip2" else zlib.decompressobj(_WINDOW_BITS[codec])
