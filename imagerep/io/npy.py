"""NPY and NPZ files; pickled objects are never loaded."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import RawPixels, TransposedPixels, check_length, one_row
from imagerep.io.raw_file import described
from imagerep.io.source import Pixels
from imagerep.shapes import shape_text

_HEADER_BYTES = 1 << 16
_LOCAL_HEADER = struct.Struct("<26xHH")  # of a ZIP file: lengths of name and extra field
_MEMBERS_MAX = 10_000


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open an NPY file."""
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
    shape, is_fortran, dtype, offset = _header(start, path)
    return (_array(path, shape, is_fortran, dtype, offset, limits),)


def datasets_of_npz(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the arrays of an NPZ file that can be images; those stored as they are, in parts."""
    found = []
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if one.filename.endswith(".npy")]
        if len(members) > _MEMBERS_MAX:
            raise ImageReadError("file-damaged", name=path.name)
        for member in members:
            with archive.open(member) as file:
                start = file.read(_HEADER_BYTES)
            try:
                shape, is_fortran, dtype, offset = _header(start, path)
            except ImageReadError:
                continue
            if len(shape) < 2:
                continue
            name = member.filename.removesuffix(".npy")
            place = _data_place(path, member)
            if member.compress_type == zipfile.ZIP_STORED:
                one = _array(path, shape, is_fortran, dtype, place + offset, limits, name)
            elif member.compress_type == zipfile.ZIP_DEFLATED:
                one = described(
                    path, path, shape[::-1] if is_fortran else shape, dtype, "x" * len(shape),
                    limits, offset=place, codec="deflate", skip=offset,
                )  # fmt: skip
                one = _named(path, one.pixels, shape, is_fortran, dtype, name, one.chunks)
            else:
                continue
            found.append(one)
    if not found:
        raise ImageReadError("no-dataset", name=path.name)
    return tuple(found) if len(found) > 1 else (replace(found[0], name=""),)


def _header(start: bytes, path: Path) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Shape, order and type of an array, and where its values begin."""
    file = io.BytesIO(start)
    version = np.lib.format.read_magic(file)
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }[version]
    shape, is_fortran, dtype = read(file)
    if dtype.hasobject and path.name.endswith("_seg.npy"):
        raise ImageReadError("cellpose-file", name=path.name)
    if dtype.hasobject:
        raise ImageReadError("pickled-objects", name=path.name)
    if dtype.kind not in "biuf":
        raise ImageReadError("values-no-pixels", name=path.name, dtype=str(dtype))
    return tuple(int(side) for side in shape), is_fortran, dtype, file.tell()


def _array(
    path: Path, shape: tuple[int, ...], is_fortran: bool, dtype: np.dtype[Any], offset: int,
    limits: ReadLimits, name: str = "",
) -> Dataset:  # fmt: skip
    limits.check(path, shape, dtype.itemsize)
    if min(shape, default=0) < 0:
        raise ImageReadError("file-damaged", name=path.name)
    if 0 in shape:
        raise ImageReadError("image-empty", name=path.name, shape=shape_text(shape))
    check_length(path, shape, dtype, offset)
    raw = RawPixels(path, shape[::-1] if is_fortran else shape, dtype, offset)
    chunks = shape if is_fortran else one_row(shape)
    return _named(path, raw, shape, is_fortran, dtype, name, chunks)


def _named(
    path: Path, stored: Pixels, shape: tuple[int, ...], is_fortran: bool, dtype: np.dtype[Any],
    name: str, chunks: tuple[int, ...],
) -> Dataset:  # fmt: skip
    pixels = stored
    if is_fortran and len(shape) > 1:
        pixels = TransposedPixels(stored, tuple(range(len(shape)))[::-1])
    return Dataset(path, shape, dtype.newbyteorder("="), pixels, name=name, chunks=chunks)


def _data_place(path: Path, member: zipfile.ZipInfo) -> int:
    """Where the data of a member begin, behind a header of its own."""
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise ImageReadError("file-damaged", name=path.name)
    n_name, n_extra = _LOCAL_HEADER.unpack(header)
    return int(member.header_offset + _LOCAL_HEADER.size + n_name + n_extra)
