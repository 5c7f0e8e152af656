"""Segmentations written as TIFF files that ImageJ reads with their calibration."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray

from imagerep.calibration import Calibration, in_metres, known_unit
from imagerep.errors import OutputError
from imagerep.files import replacing
from imagerep.image.label_text import label_of_colour
from imagerep.image.segmentation import Segmentation

_EXACT_IN_FLOAT32 = 1 << 24
_READABLE_UNITS = ("nm", "µm", "mm", "m")
_IMAGEJ_BYTES_MAX = 2**32 - 2**20


def write_tiff(
    path: str | PathLike[str],
    segmentation: Segmentation,
    *,
    overwrite: bool = False,
    compress: bool = False,
) -> Path:
    """Write a segmentation as a TIFF that ImageJ and Fiji open with its calibration.

    Parameters
    ----------
    path : path-like
        File to write.
    segmentation : Segmentation
        What to write. Labels are kept as grey values, in 8, 16 or 32 bits; labels of colours
        are written as colours.
    overwrite : bool, optional
        Replace a file of that name.
    compress : bool, optional
        Write with ZIP (deflate) compression.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OutputError
        If the file exists, cannot be written, or the labels fit no pixel type of ImageJ.
    """
    path = Path(path)
    array, axes = _pixels(segmentation)
    if array.nbytes > _IMAGEJ_BYTES_MAX:
        raise OutputError("tiff-too-large-for-imagej", name=path.name, gigabytes=array.nbytes / 1e9)
    metadata: dict[str, Any] = {"axes": axes, "mode": "grayscale"}
    if axes[-1] != "S":
        metadata |= {"min": float(array.min()), "max": float(max(array.max(), 1))}
    resolution = None
    if segmentation.calibration is not None:
        resolution, more = _scale(segmentation.calibration)
        metadata |= more
    try:
        with replacing(path, overwrite=overwrite) as file:
            tifffile.imwrite(
                file,
                array,
                imagej=True,
                photometric="rgb" if axes[-1] == "S" else "minisblack",
                compression="zlib" if compress else None,
                resolution=resolution,
                metadata=metadata,
            )
    except ValueError as error:
        raise OutputError("file-not-writable", path=str(path), reason=str(error)) from error
    return path


def _pixels(segmentation: Segmentation) -> tuple[NDArray[Any], str]:
    labels = segmentation.labels
    axes = "ZYX"[-labels.ndim :]
    colours = {phase.label: phase.colour for phase in segmentation.phases}
    low, high = min(colours), max(colours)
    if low >= 0 and high < 2**16:
        return labels.astype(np.uint8 if high < 2**8 else np.uint16, copy=False), axes
    if max(-low, high) <= _EXACT_IN_FLOAT32:
        return labels.astype(np.float32), axes
    if all(
        colour is not None and label_of_colour(colour) == label
        for label, colour in colours.items()
        if label > 255
    ):
        rgb = np.empty((*labels.shape, 3), np.uint8)
        for label, colour in colours.items():
            rgb[labels == label] = colour or (label, label, label)
        return rgb, axes + "S"
    raise OutputError("labels-fit-no-imagej-type", low=low, high=high)


def _scale(calibration: Calibration) -> tuple[tuple[float, float], dict[str, Any]]:
    """Resolution tags and description; a unit in which the tags' rationals are exact enough."""
    sizes, unit = calibration.voxel_size, calibration.unit
    if not 1e-4 < min(sizes) <= max(sizes) < 1e4 and known_unit(unit):
        metres = [in_metres(size, unit) for size in sizes]
        unit = next(
            (name for name in _READABLE_UNITS if max(metres) < 1e4 * in_metres(1.0, name)), "m"
        )
        sizes = tuple(size / in_metres(1.0, unit) for size in metres)
    ascii_unit = "um" if unit == "µm" else unit.encode("ascii", "backslashreplace").decode()
    metadata: dict[str, Any] = {"unit": ascii_unit.replace("\\xc5", "\\u00c5")}
    if len(sizes) == 3:
        metadata["spacing"] = sizes[0]
    return (1 / sizes[-1], 1 / sizes[-2]), metadata
