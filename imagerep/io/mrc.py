"""MRC and CCP4 files of electron tomography; headers as mrcfile describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.compressed import first_decompressed
from imagerep.io.dataset import Dataset, Side
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described
from imagerep.optional import need

_HEADER_BYTES = 1024
_BIG_ENDIAN = b"\x11\x11"
_IMOD_STAMP = 1146047817  # "IMOD" as an integer; bit 0 of the flags: bytes are signed
_UNIT = "Å"  # MRC2014: cell dimensions in ångström


def is_mrc(start: bytes) -> bool:
    """Whether a file, decompressed, has the stamp of MRC2014."""
    return start[208:211] == b"MAP"


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open an MRC file; bytes are unsigned where IMOD wrote them as such."""
    mrcfile = need("mrcfile", "to read MRC", "formats")
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
    codec = {b"\x1f\x8b": "gzip", b"BZ": "bzip2"}.get(start[:2], "")
    if codec:
        start = first_decompressed(path, codec, _HEADER_BYTES)
    if len(start) < _HEADER_BYTES:
        raise ImageReadError("file-cut-off", name=path.name)
    order = ">" if start[212:214] == _BIG_ENDIAN else "<"
    header = np.frombuffer(start, mrcfile.dtypes.HEADER_DTYPE.newbyteorder(order))[0]
    try:
        dtype = np.dtype(mrcfile.utils.dtype_from_mode(header["mode"])).newbyteorder(order)
    except ValueError:
        raise ImageReadError(
            "values-no-pixels", name=path.name, dtype=f"MRC mode {int(header['mode'])}"
        ) from None
    if header["mode"] == 0 and _has_unsigned_bytes(start, order):
        dtype = np.dtype(np.uint8)
    shape = tuple(int(header[name]) for name in ("nz", "ny", "nx"))
    axes = _axes(header)
    offset = _HEADER_BYTES + int(header["nsymbt"])
    return (
        described(
            path, path, shape, dtype, axes, limits, codec=codec, sides=_sides(header),
            offset=0 if codec else offset, skip=offset if codec else 0,
        ),
    )  # fmt: skip


def _has_unsigned_bytes(start: bytes, order: str) -> bool:
    stamp, flags = np.frombuffer(start, f"{order}i4", 2, 152)
    return int(stamp) == _IMOD_STAMP and not int(flags) & 1


def _axes(header: Any) -> str:
    """Letters of sections, rows and columns."""
    letters = {1: "X", 2: "Y", 3: "Z"}
    found = "".join(letters.get(int(header[name]), "?") for name in ("maps", "mapr", "mapc"))
    return found if set(found) == set("XYZ") else "ZYX"


def _sides(header: Any) -> dict[str, Side]:
    """Cell divided by its number of samples, as mrcfile gives it."""
    found = {}
    for axis, count in (("X", "mx"), ("Y", "my"), ("Z", "mz")):
        size, n_samples = float(header["cella"][axis.lower()]), int(header[count])
        if n_samples > 0 and size > 0:
            found[axis] = (size / n_samples, _UNIT)
    return found
