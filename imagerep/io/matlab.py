"""MATLAB files up to version 7 through SciPy; those of version 7.3 are HDF5."""

from __future__ import annotations

import io
import math
import struct
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io import codecs
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import TransposedPixels
from imagerep.io.source import Box, full_box, unreadable

_TYPES = {
    "logical": "u1", "uint8": "u1", "int8": "i1", "uint16": "u2", "int16": "i2", "uint32": "u4",
    "int32": "i4", "uint64": "u8", "int64": "i8", "single": "f4", "double": "f8",
}  # fmt: skip
_LEAST_SIDE = 2
_HEADER_BYTES, _TAG_BYTES, _MOST_TAGS_BYTES = 128, 8, 1024
_COMPRESSED = 15
_MOST_BYTES_A_VALUE = 16  # of complex ones


def is_matlab(start: bytes, path: Path) -> bool:
    """Whether a file is one of MATLAB 5 to 7, or by its name of MATLAB 4."""
    is_other = start.startswith((b"MATLAB 7", b"\x89HDF"))
    return start.startswith(b"MATLAB 5") or (path.suffix.lower() == ".mat" and not is_other)


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the arrays of a MATLAB file that can be images: rows, columns, slices."""
    from scipy.io import whosmat

    found = []
    for name, sizes, kind in whosmat(path):
        shape = tuple(int(side) for side in sizes)
        if kind not in _TYPES or sum(side >= _LEAST_SIDE for side in shape) < 2:
            continue
        dtype = np.dtype(_TYPES[kind])
        limits.check(path, shape, dtype.itemsize, n_bytes=path.stat().st_size, chunk=shape)
        order, axes = image_order(shape, dtype)
        pixels = TransposedPixels(_MatPixels(path, name, shape, dtype), order)
        ordered = tuple(shape[k] for k in order)
        found.append(Dataset(path, ordered, dtype, pixels, axes, name, is_rgb="S" in axes))
    if not found:
        raise ImageReadError("no-dataset", name=path.name)
    return tuple(found) if len(found) > 1 else (replace(found[0], name=""),)


def image_order(shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[tuple[int, ...], str]:
    """Axes of a MATLAB array (rows, columns, slices, …) from the slowest on, and their letters.

    Letters are given only where a third axis is red, green and blue.
    """
    is_colour = len(shape) == 3 and shape[2] == 3 and dtype == np.uint8 and min(shape[:2]) > 4
    return (*range(len(shape) - 1, 1, -1), 0, 1), "SYX" if is_colour else ""


@dataclass(frozen=True, slots=True)
class _MatPixels:
    """Pixels of a variable, which is read whole."""

    path: Path
    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    def read(self, box: Box) -> NDArray[Any]:
        from scipy.io import loadmat

        box = (*box, *full_box(self.shape[len(box) :]))
        try:
            n_most = codecs.room(math.prod(self.shape) * _MOST_BYTES_A_VALUE)
            with self.path.open("rb") as file:
                data = _inflated(file, self.name, n_most) or file
                found = loadmat(data, variable_names=[self.name])[self.name]  # type: ignore[arg-type]
        except MemoryError:
            raise
        except Exception as error:
            raise unreadable(self.path.name, self.name, error) from error
        if not isinstance(found, np.ndarray) or math.prod(found.shape) != math.prod(self.shape):
            raise ImageReadError("file-damaged", name=self.path.name)
        if found.dtype.kind not in "biuf":
            raise ImageReadError("values-no-pixels", name=self.path.name, dtype=str(found.dtype))
        values = found.reshape(self.shape)[box]
        return np.ascontiguousarray(values.astype(self.dtype, copy=False))


def _inflated(file: BinaryIO, name: str, n_most: int) -> BinaryIO | None:
    """MATLAB file with one of the compressed variables, decompressed; None where it is not there.

    SciPy decompresses a variable to whatever size it claims to have, besides that of its array.
    """
    header, found = file.read(_HEADER_BYTES), None
    order = "<" if header.endswith(b"IM") else ">"
    while header.startswith(b"MATLAB 5") and len(tag := file.read(_TAG_BYTES)) == _TAG_BYTES:
        kind, size = struct.unpack(f"{order}II", tag)
        place = file.tell()
        if kind == _COMPRESSED:
            start = zlib.decompressobj().decompress(
                file.read(min(size, _MOST_TAGS_BYTES)), _MOST_TAGS_BYTES
            )
            if _variable_name(start, order) == name:
                found = place, size
        file.seek(place + size)
    if found is None:
        file.seek(0)
        return None
    file.seek(found[0])
    return io.BytesIO(header + codecs.inflate(file.read(found[1]), n_most))


def _variable_name(start: bytes, order: str) -> str:
    """Name of a variable, behind the tag, the flags and the sizes of its array."""
    place = _TAG_BYTES + 16
    (n_sizes,) = struct.unpack_from(f"{order}I", start, place + 4)
    place += _TAG_BYTES + -(-n_sizes // 8) * 8
    kind, size = struct.unpack_from(f"{order}II", start, place)
    if kind >> 16:  # up to four bytes lie in the tag itself
        return start[place + 4 : place + 4 + (kind >> 16)].decode("latin-1")
    return start[place + 8 : place + 8 + size].decode("latin-1")
