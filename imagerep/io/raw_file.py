"""RAW files: values without a header, described by hand or by another file."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.compressed import CompressedPixels
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import RawLayout, RawPixels, check_length, one_row
from imagerep.io.source import Pixels
from imagerep.messages import Message
from imagerep.shapes import shape_text


def open_raw(path: Path, layout: RawLayout, limits: ReadLimits) -> Dataset:
    """Open a RAW file that is described by hand.

    A file longer than the image is refused where nothing was said of a header, as its shape or
    type is then likely to be wrong.
    """
    limits.check(path, layout.shape, layout.dtype.itemsize)
    offset = layout.offset or 0
    n_bytes, found = offset + layout.n_bytes, path.stat().st_size
    about = {"name": path.name, "n_found": found, "n_bytes": n_bytes}
    if found < n_bytes:
        text = shape_text(layout.shape)
        raise ImageReadError("raw-too-short", **about, shape=text, dtype=str(layout.dtype))
    if found > n_bytes and layout.offset is None:
        raise ImageReadError("raw-too-long", **about, n_more=found - n_bytes)
    notes = (Message("raw-longer", n_more=found - n_bytes),) if found > n_bytes else ()
    pixels = RawPixels(path, layout.shape, layout.dtype, offset)
    axes = "ZYX"[-len(layout.shape) :]
    return Dataset(
        path, layout.shape, layout.dtype.newbyteorder("="), pixels, axes,
        chunks=one_row(layout.shape), notes=notes,
    )  # fmt: skip


def described(
    header: Path,
    data: Path,
    shape: tuple[int, ...],
    dtype: np.dtype[Any],
    axes: str,
    limits: ReadLimits,
    *,
    offset: int = 0,
    codec: str = "",
    skip: int = 0,
    is_exact: bool = False,
    **more: Any,
) -> Dataset:
    """Values in the file `data` from `offset` on, as the file `header` describes them.

    Where they are compressed, `skip` bytes come before them in what is decompressed, and nothing
    after them where they are to be exact. `more` are attributes of the dataset.
    """
    if len(shape) != len(axes) or not shape or min(shape) < 1 or offset < 0:
        raise ImageReadError("file-damaged", name=header.name)
    if dtype.kind not in "biuf":
        raise ImageReadError("values-no-pixels", name=header.name, dtype=str(dtype))
    pixels: Pixels
    if codec:
        limits.check(header, shape, dtype.itemsize, n_bytes=data.stat().st_size, chunk=shape)
        pixels, chunks = CompressedPixels(data, shape, dtype, codec, offset, skip, is_exact), shape
    else:
        limits.check(header, shape, dtype.itemsize)
        check_length(data, shape, dtype, offset)
        pixels, chunks = RawPixels(data, shape, dtype, offset), one_row(shape)
        n_more = data.stat().st_size - offset - math.prod(shape) * dtype.itemsize
        if n_more and data != header:
            more["notes"] = (*more.get("notes", ()), Message("raw-longer", n_more=n_more))
    native = dtype.newbyteorder("=")
    return Dataset(header, shape, native, pixels, axes, chunks=chunks, **more)
