"""NIfTI files (.nii, .nii.gz, pairs of .hdr and .img); headers are read by nibabel."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.companion import companion
from imagerep.io.compressed import first_decompressed
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described
from imagerep.io.transformed import ScaledPixels
from imagerep.optional import need

_HEADER_BYTES = 540  # NIfTI-2; NIfTI-1 has 348
_UNITS = {"meter": "m", "mm": "mm", "micron": "µm"}
_AXES = "XYZTCQR"


def is_nifti(start: bytes) -> bool:
    """Whether a file, decompressed, begins as NIfTI-1 or NIfTI-2 does."""
    return start[344:348] in (b"n+1\0", b"ni1\0") or start[4:8] in (b"n+2\0", b"ni2\0")


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open a NIfTI file; a unit that it does not name is not guessed."""
    nibabel = need("nibabel", "to read NIfTI", "formats")
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
    codec = "gzip" if start.startswith(b"\x1f\x8b") else ""
    if codec:
        start = first_decompressed(path, codec, _HEADER_BYTES)
    is_second = start[4:6] == b"n+" or start[4:6] == b"ni"
    kind = nibabel.Nifti2Header if is_second else nibabel.Nifti1Header
    if len(start) < kind.sizeof_hdr:
        raise ImageReadError("file-cut-off", name=path.name)
    header = kind(start[: kind.sizeof_hdr], check=False)
    sizes = tuple(int(size) for size in header.get_data_shape())
    dtype = header.get_data_dtype()
    is_pair = start[344:348] == b"ni1\0" or start[4:8] == b"ni2\0"
    data = companion(path, _image_name(path)) if is_pair else path
    if is_pair and data.suffix == ".gz":
        codec = "gzip"
    offset = int(header["vox_offset"])
    shape = sizes[::-1]
    unit = _UNITS.get(header.get_xyzt_units()[0], "")
    zooms = [abs(float(size)) for size in header.get_zooms()]
    sides = {axis: (size, unit) for axis, size in zip("XYZ", zooms, strict=False) if size > 0}
    axes = _AXES[: len(sizes)][::-1]
    is_rgb = dtype.names is not None
    if dtype.names is not None:  # RGB24 and RGBA32
        shape, axes = (*shape, len(dtype.names)), axes + "S"
        dtype = np.dtype(np.uint8)
    found = described(
        path, data, shape, dtype, axes, limits, codec=codec, sides=sides, is_rgb=is_rgb,
        offset=0 if codec else offset, skip=offset if codec else 0,
    )  # fmt: skip
    return (_scaled(found, header),)


def _image_name(path: Path) -> str:
    name = path.name
    for suffix, other in ((".hdr.gz", ".img.gz"), (".hdr", ".img")):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] + other
    raise ImageReadError("data-file-missing", name=name, data="*.img")


def _scaled(found: Dataset, header: Any) -> Dataset:
    """Values as the header scales them; labels are not."""
    slope, shift = float(header["scl_slope"]), float(header["scl_inter"])
    if not math.isfinite(slope) or slope == 0 or not math.isfinite(shift):
        return found
    if (slope, shift) == (1.0, 0.0):
        return found
    return replace(
        found, pixels=ScaledPixels(found.pixels, slope, shift), dtype=np.dtype(np.float64)
    )
