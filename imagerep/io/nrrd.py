"""NRRD files (.nrrd, and .nhdr with a data file beside it); headers are parsed by pynrrd."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.companion import HEADER_BYTES, companion
from imagerep.io.compressed import n_decompressed
from imagerep.io.dataset import Dataset, Side
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described
from imagerep.optional import need

_CODECS = {"raw": "", "gzip": "gzip", "gz": "gzip", "bzip2": "bzip2", "bz2": "bzip2"}
_TYPES = {
    name: kind
    for kind, names in {
        "i1": "signed char|int8|int8_t",
        "u1": "uchar|unsigned char|uint8|uint8_t",
        "i2": "short|short int|signed short|signed short int|int16|int16_t",
        "u2": "ushort|unsigned short|unsigned short int|uint16|uint16_t",
        "i4": "int|signed int|int32|int32_t",
        "u4": "uint|unsigned int|uint32|uint32_t",
        "i8": "longlong|long long|long long int|signed long long|signed long long int|int64"
        "|int64_t",
        "u8": "ulonglong|unsigned long long|unsigned long long int|uint64|uint64_t",
        "f4": "float",
        "f8": "double",
    }.items()
    for name in names.split("|")
}
_SEVERAL_FILES = re.compile(rb"^data ?file:\s*(LIST|.*%)", re.MULTILINE)
_SPATIAL = ("domain", "space")
_COLOURS = ("RGB-color", "RGBA-color")


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open a NRRD file. The unit is the header's; anatomical spaces do not stand for one."""
    nrrd = need("nrrd", "to read NRRD", "formats")
    with path.open("rb") as file:
        text = file.read(HEADER_BYTES)
    if _SEVERAL_FILES.search(text.partition(b"\n\n")[0]):
        raise ImageReadError("variant-not-read", name=path.name, variant="NRRD")
    stream = io.BytesIO(text)
    header: dict[str, Any] = nrrd.read_header(stream)
    codec = _CODECS.get(header["encoding"])
    names = header.get("data file", header.get("datafile"))
    if codec is None or (names is not None and not isinstance(names, str)):
        raise ImageReadError("variant-not-read", name=path.name, variant="NRRD")
    sizes = [int(size) for size in header["sizes"]]
    kind = _TYPES.get(header["type"])
    if kind is None:
        raise ImageReadError("values-no-pixels", name=path.name, dtype=header["type"])
    dtype = np.dtype(kind).newbyteorder(">" if header.get("endian") == "big" else "<")
    data = companion(path, names) if names else path
    offset = 0 if names else stream.tell()
    shape, axes = tuple(sizes[::-1]), _axes(header, sizes, path.name)[::-1]
    skip = int(header.get("byte skip", header.get("byteskip", 0)))
    if header.get("line skip", header.get("lineskip", 0)) or skip < -1:
        raise ImageReadError("variant-not-read", name=path.name, variant="NRRD")
    n_bytes = math.prod(shape) * dtype.itemsize
    if skip == -1:  # the values are the last of what is there
        limits.check(path, shape, dtype.itemsize)
        whole = data.stat().st_size - offset
        skip = (n_decompressed(data, codec, offset, n_bytes) if codec else whole) - n_bytes
    if skip < 0:
        raise ImageReadError("file-cut-off", name=path.name)
    return (
        described(
            path, data, shape, dtype, axes, limits, codec=codec,
            offset=offset if codec else offset + skip, skip=skip if codec else 0, is_exact=True,
            sides=_sides(header, axes[::-1]),
            is_rgb=any(kind in _COLOURS for kind in header.get("kinds", ())),
        ),
    )  # fmt: skip


def _axes(header: dict[str, Any], sizes: Sequence[int], name: str) -> str:
    """Letter of every axis, the fastest first: spatial ones are X, Y, Z."""
    kinds = [str(kind) for kind in header.get("kinds", ["domain"] * len(sizes))]
    letters, spatial = [], iter("XYZ")
    for kind in kinds:
        if kind.lower() in _SPATIAL or kind in ("???", "none", ""):
            letters.append(next(spatial, "Q"))
        elif kind in _COLOURS:
            letters.append("S")
        else:
            letters.append("T" if kind.lower() == "time" else "C")
    if len(letters) != len(sizes) or len(set(letters)) != len(letters):
        raise ImageReadError("array-axes", name=name, n_axes=len(sizes), axes="".join(letters),
                             shape=" × ".join(map(str, sizes)))  # fmt: skip
    return "".join(letters)


def _sides(header: dict[str, Any], axes: str) -> dict[str, Side]:
    """Spacing of the spatial axes: lengths of the space directions, or the plain spacings."""
    directions, spacings = header.get("space directions"), header.get("spacings")
    sizes: list[float] = []
    if directions is not None:
        for one in directions:
            vector = np.asarray([math.nan] if one is None else one, float)
            sizes.append(float(np.sqrt(np.sum(vector**2))))
    elif spacings is not None:
        sizes = [float(size) for size in spacings]
    units = [str(unit).strip('"') for unit in header.get("space units", header.get("units", ()))]
    found, order = {}, iter(units)
    for place, axis in enumerate(axes):
        if axis not in "XYZ":
            if "units" in header and "space units" not in header:
                next(order, "")
            continue
        unit = next(order, "")
        if place < len(sizes):
            found[axis] = (sizes[place], unit)
    return found
