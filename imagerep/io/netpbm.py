"""PBM, PGM, PPM and PAM files through netpbmfile: the values as stored, not stretched to 255."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import RawPixels, check_length
from imagerep.io.source import ArrayPixels
from imagerep.messages import Message
from imagerep.optional import need

_HEADER_BYTES = 1 << 12
_TEXT_BYTES = 64
"""Bytes of memory that a value takes while it is read from text."""


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open a Netpbm file: 1 bit, grey values of up to 16 bits, or colours."""
    netpbm = need("netpbmfile", "to read PBM, PGM and PPM", "formats")
    with path.open("rb") as file:
        start = file.read(_HEADER_BYTES)
    header = netpbm.NetpbmFile(io.BytesIO(start))
    is_text, is_bits = header.magicnumber in ("P1", "P2", "P3"), header.magicnumber in ("P1", "P4")
    shape = (int(header.height), int(header.width), *(int(header.depth),) * (header.depth > 1))
    dtype = np.dtype(header.dtype)
    if min(shape) < 1 or dtype.kind not in "buf" or header.magicnumber.startswith(("P7 332", "PG")):
        raise ImageReadError("file-damaged", name=path.name)
    axes, is_rgb = ("YXS", header.depth in (2, 3, 4)) if header.depth > 1 else ("YX", False)
    if header.magicnumber in ("PF", "Pf", "PF4"):
        raise ImageReadError("values-no-pixels", name=path.name, dtype=str(dtype))
    if not is_text and not is_bits:
        limits.check(path, shape, dtype.itemsize)
        check_length(path, shape, dtype, header.dataoffset)
        raw = RawPixels(path, shape, dtype, header.dataoffset)
        chunks = (1, *shape[1:])
        native = dtype.newbyteorder("=")
        return (Dataset(path, shape, native, raw, axes, chunks=chunks, is_rgb=is_rgb),)
    n_bytes = path.stat().st_size
    limits.check(path, shape, _TEXT_BYTES if is_text else 1, n_bytes=n_bytes * 8, chunk=shape)
    with netpbm.NetpbmFile(path) as whole:
        values = np.asarray(whole.asarray()).astype(dtype.newbyteorder("="), copy=False)
    if values.size < math.prod(shape):
        raise ImageReadError("file-cut-off", name=path.name)
    values = values.reshape(-1)[: math.prod(shape)].reshape(shape)
    notes: tuple[Message, ...] = ()
    if is_bits:  # 1 is black: a viewer shows it as such
        values, notes = ~values.astype(np.bool_), (Message("zero-is-white"),)
    return (
        Dataset(path, shape, values.dtype, ArrayPixels(values), axes, notes=notes, is_rgb=is_rgb),
    )
