"""MetaImage files (.mha, and .mhd with a data file beside it), as ITK writes them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.companion import HEADER_BYTES, companion, fields, integers, numbers, sides_of
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described

_TYPES = {
    "MET_UCHAR": "u1", "MET_CHAR": "i1", "MET_USHORT": "u2", "MET_SHORT": "i2", "MET_UINT": "u4",
    "MET_INT": "i4", "MET_ULONG": "u4", "MET_LONG": "i4", "MET_ULONG_LONG": "u8",
    "MET_LONG_LONG": "i8", "MET_FLOAT": "f4", "MET_DOUBLE": "f8",
}  # fmt: skip
_AXES = "XYZT"


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open a MetaImage.

    Its header has no unit unless it names one (DistanceUnits); ITK takes mm, other programs do not.
    """
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    header, offset = _header(start, path.name)
    n_axes = integers(header.get("ndims", ""), path.name, 1)[0]
    if not 2 <= n_axes <= len(_AXES) or header.get("binarydata", "True").lower() == "false":
        raise ImageReadError("variant-not-read", name=path.name, variant="MetaImage")
    sizes = integers(header.get("dimsize", ""), path.name, n_axes)
    kind = _TYPES.get(header.get("elementtype", "").upper().removesuffix("_ARRAY"))
    if kind is None:
        raise ImageReadError(
            "values-no-pixels", name=path.name, dtype=header.get("elementtype", "unknown")
        )
    is_big = "true" in (
        header.get("binarydatabyteordermsb", header.get("elementbyteordermsb", "")).lower()
    )
    n_channels = integers(header.get("elementnumberofchannels", "1"), path.name, 1)[0]
    shape, axes = sizes[::-1], _AXES[:n_axes][::-1]
    if n_channels > 1:
        shape, axes = (*shape, n_channels), axes + "S"
    dtype = np.dtype(kind).newbyteorder(">" if is_big else "<")
    data = path
    if header["elementdatafile"].upper() != "LOCAL":
        if header["elementdatafile"].upper().startswith("LIST") or "%" in header["elementdatafile"]:
            raise ImageReadError("variant-not-read", name=path.name, variant="MetaImage")
        data, offset = companion(path, header["elementdatafile"]), 0
    is_compressed = header.get("compresseddata", "").lower() == "true"
    skip = header.get("headersize", "0")
    if skip == "-1":
        offset = max(0, data.stat().st_size - math.prod(shape) * dtype.itemsize)
    else:
        offset += integers(skip, path.name, 1)[0]
    spacing = numbers(header.get("elementspacing", header.get("elementsize", "")))
    unit = header.get("distanceunits", "")
    return (
        described(
            path, data, shape, dtype, axes, limits, offset=offset,
            codec="zlib" if is_compressed else "", is_exact=True,
            sides=sides_of(spacing, "" if unit == "?" else unit),
            is_rgb=n_channels in (3, 4) and dtype == np.uint8,
        ),
    )  # fmt: skip


def _header(start: bytes, name: str) -> tuple[dict[str, str], int]:
    """Fields of the header, which ends with ElementDataFile, and the length of its text."""
    place = start.find(b"ElementDataFile")
    end = start.find(b"\n", place)
    if place < 0:
        raise ImageReadError("file-damaged", name=name)
    end = len(start) if end < 0 else end + 1
    header = fields(start[:end].decode("utf-8", "replace"), "=")
    if not header.get("elementdatafile"):
        raise ImageReadError("file-damaged", name=name)
    return header, end
