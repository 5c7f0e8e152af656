"""Folders of slices: one image file each, in the order of the numbers in their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError
from imagerep.image_files import find_images
from imagerep.images import load
from imagerep.large.sources import Box, files_stamp
from imagerep.large.stored import StoredImage


@dataclass(frozen=True, slots=True, kw_only=True)
class SlicesSource(StoredImage):
    """A folder of slices; make with `open_folder`."""

    files: tuple[Path, ...]

    def stamp(self, box: Box) -> str | None:
        """Sizes and times of change of the files."""
        return files_stamp(self.files[box[0]])

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part.

        Parameters
        ----------
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageReadError
            If a slice is damaged, or differs in shape or type; names its file.
        """
        found = np.empty(tuple(part.stop - part.start for part in box), self.dtype)
        for target, path in enumerate(self.files[box[0]]):
            values, _ = _slice(path)
            if values.shape != self.shape[1:] or values.dtype != self.dtype:
                raise ImageReadError(
                    f"The slice “{path}” is {values.shape} {values.dtype}, and the first one "
                    f"{self.shape[1:]} {self.dtype}.",
                    "Put slices of one volume only into the folder.",
                )
            found[target] = values[box[1], box[2]]
        return found


def _slice(path: Path) -> tuple[NDArray[Any], Calibration | None]:
    image = load(path)
    values = np.asarray(image.array)
    if values.ndim != 2:
        raise ImageReadError(
            f"The slice “{path}” has {values.ndim} axes or holds colours.",
            "Save the labels of every slice as a grey image of its own.",
        )
    return values, image.calibration


def open_folder(folder: Path) -> SlicesSource:
    """Open a folder of slices.

    Parameters
    ----------
    folder : Path
        Holds one image file a slice.

    Returns
    -------
    SlicesSource

    Raises
    ------
    ImageReadError
        If it holds no images, or the first cannot be read.
    """
    folder = folder.resolve()
    files = find_images(folder)
    first, calibration = _slice(files[0])
    if calibration is not None and len(set(calibration.voxel_size)) == 1:
        calibration = Calibration(calibration.voxel_size[:1] * 3, calibration.unit)
    else:
        calibration = None
    return SlicesSource(
        path=folder,
        files=files,
        shape=(len(files), *first.shape),
        dtype=first.dtype,
        chunks=(1, *first.shape),
        identity=f"{folder} {len(files)} {files_stamp(files)}",
        calibration=calibration,
    )
