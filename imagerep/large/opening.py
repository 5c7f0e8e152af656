"""Opens images that are larger than memory."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from imagerep.calibration import Calibration
from imagerep.large.array_sources import DaskSource
from imagerep.large.image import LargeImage
from imagerep.large.resources import Resources
from imagerep.large.sources import Source
from imagerep.segmentation import MAX_PHASES


def from_dask(array: Any) -> LargeImage:
    """Image behind a dask array.

    Parameters
    ----------
    array : dask.array.Array
        Labels, 2D or 3D.

    Returns
    -------
    LargeImage
    """
    return LargeImage(DaskSource(array), Resources())


def open_image(
    image: str | PathLike[str] | Any,
    *,
    calibration: Calibration | None = None,
    max_phases: int = MAX_PHASES,
    resources: Resources | None = None,
) -> LargeImage:
    """Open an image without loading it.

    Parameters
    ----------
    image : path, dask.array.Array or Source
        A Zarr or OME-Zarr folder, a TIFF, a NumPy file, a folder of slices; or a dask array.
    calibration : Calibration, optional
        Voxel size, in place of what the file tells.
    max_phases : int, optional
        Most values that the image may hold.
    resources : Resources, optional
        What a measurement may use.

    Returns
    -------
    LargeImage
        For `imagerep.measure`.

    Raises
    ------
    ImageReadError
        If it cannot be read as an image.
    MissingPackageError
        If an optional package is not installed.

    Examples
    --------
    >>> import imagerep
    >>> from imagerep.large import Resources, open_image
    >>> image = open_image("tomogram.zarr", resources=Resources(memory="4GB"))  # doctest: +SKIP
    >>> imagerep.measure(image, phase=1)  # doctest: +SKIP
    """
    source: Source
    if isinstance(image, str | PathLike):
        from imagerep.large.files import check_chunk, open_source

        source = open_source(Path(image))
        check_chunk(source, (resources or Resources()).memory_bytes)
    elif hasattr(image, "__dask_graph__"):
        source = DaskSource(image)
    else:
        source = image
    found = calibration or source.calibration
    if found is not None and len(found.voxel_size) == 2 < len(source.shape):
        found = None
    if found is not None:
        found = found.for_ndim(len(source.shape))
    return LargeImage(source, resources or Resources(), found, max_phases)
