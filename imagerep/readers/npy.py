"""NPY files through numpy; pickled objects are never loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.readers.decoded import Decoded, ReadLimits

_MAX_COLOUR_SAMPLES = 4


def decode_npy(path: Path, limits: ReadLimits) -> Decoded:
    """Map an NPY file.

    A uint8 array whose last axis has 3 or 4 values, and the others more, is a colour image.

    Parameters
    ----------
    path : Path
        The file.
    limits : ReadLimits
        How large it may be.

    Returns
    -------
    Decoded
        Its array is mapped from the file, so that nothing is read yet.

    Raises
    ------
    ImageReadError
        If it holds Python objects, records or text.
    """
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    if array.dtype.hasobject or array.dtype.kind not in "biufc":
        raise ImageReadError(
            f"“{path.name}” holds values of type {array.dtype}, not the pixels of an image.",
            "Save the labels as whole numbers.",
        )
    page = array.shape[-2:] if array.ndim < 4 else array.shape[-3:-1]
    has_samples = (
        array.ndim in (3, 4)
        and array.dtype == np.uint8
        and array.shape[-1] in (3, _MAX_COLOUR_SAMPLES)
        and min(array.shape[-3:-1]) > _MAX_COLOUR_SAMPLES
    )
    if has_samples:
        page = array.shape[-3:-1]
    limits.check(path, array.shape, int(np.prod(page)), array.dtype.itemsize, path.stat().st_size)
    return Decoded(array, has_samples=has_samples, name=path.name)
