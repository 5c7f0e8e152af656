"""Zarr arrays and OME-Zarr images that fit in memory; needs the extra `large`."""

from __future__ import annotations

import math
from pathlib import Path

from imagerep.readers.decoded import Decoded, ReadLimits


def decode_zarr(path: Path, limits: ReadLimits) -> Decoded:
    """Read a Zarr array, or the full resolution of an OME-Zarr image.

    Parameters
    ----------
    path : Path
        Its folder.
    limits : ReadLimits
        How large it may be.

    Returns
    -------
    Decoded

    Raises
    ------
    ImageReadError
        If it cannot be read; names the damaged chunk.
    ImageLimitError
        If it is too large.
    MissingPackageError
        If Zarr is not installed.
    """
    from imagerep.large import open_image

    image = open_image(path)
    itemsize = image.source.dtype.itemsize
    page = math.prod(image.shape[-2:])
    # Chunks of one value are not stored at all, so the size of the files says nothing.
    limits.check(path, image.shape, page, itemsize, image.size * itemsize)
    return Decoded(image.array(), calibration=image.calibration, name=path.name)
