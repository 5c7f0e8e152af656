"""NPY files through numpy; pickled objects are never loaded."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import RawPixels, selected
from imagerep.io.samples import from_samples
from imagerep.io.source import Source, in_memory, squeezed_axes

_MAX_COLOUR_SAMPLES = 4


def open_npy(path: Path, limits: ReadLimits) -> Source:
    """Open an NPY file.

    A uint8 array whose last axis has 3 or 4 values, and the others more, is a colour image.
    """
    with path.open("rb") as file:
        version = np.lib.format.read_magic(file)
        header = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[version](file)
        offset = file.tell()
    stored, is_fortran, dtype = header
    if dtype.hasobject or dtype.kind not in "biuf":
        raise ImageReadError("values-no-pixels", name=path.name, dtype=str(dtype))
    has_samples = (
        len(stored) in (3, 4)
        and dtype == np.uint8
        and stored[-1] in (3, _MAX_COLOUR_SAMPLES)
        and min(stored[-3:-1]) > _MAX_COLOUR_SAMPLES
    )
    limits.check(path, stored, dtype.itemsize)
    if path.stat().st_size < offset + math.prod(stored) * dtype.itemsize:
        raise ImageReadError("file-cut-off", name=path.name)
    if has_samples and is_fortran:
        array = np.load(path, allow_pickle=False)
        return from_samples(in_memory(array, path.name, is_colour=True), stored[-1])
    raw = RawPixels(path, stored[::-1] if is_fortran else stored, dtype, offset)
    axes = squeezed_axes(stored[: len(stored) - has_samples], path.name)
    places = range(len(stored))[:: -1 if is_fortran else 1]
    fixed = [(places[axis], 0) for axis in range(len(stored) - has_samples) if axis not in axes]
    shape = tuple(int(stored[axis]) for axis in axes)
    pixels = selected(raw, tuple(places[axis] for axis in axes), tuple(fixed))
    chunks = shape if is_fortran else (*(1,) * (len(shape) - 1), shape[-1])
    source = Source(shape, dtype.newbyteorder("="), pixels, path.name, chunks=chunks)
    return from_samples(source, stored[-1]) if has_samples else source
