"""What all images in files have in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError
from imagerep.large.sources import Box, box_text, file_identity, short


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredImage:
    """Image in a file or folder: all of a `Source` but how a part is read.

    Attributes
    ----------
    path : Path
        The file or folder, absolute.
    shape : tuple of int
        Shape of the image, two or three axes.
    dtype : dtype
        Type of the values.
    chunks : tuple of int
        Shape of what is stored, and can be read, in one piece.
    identity : str
        Text that tells this image from others, for resuming.
    calibration : Calibration or None
        Voxel size, where the file tells it.
    """

    path: Path
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    chunks: tuple[int, ...]
    identity: str
    calibration: Calibration | None = None

    @property
    def name(self) -> str:
        """Name of the file or folder."""
        return self.path.name

    def stamp(self, box: Box) -> str | None:
        """Size and time of change of the file: any change counts for every part."""
        return file_identity(self.path)

    def unreadable(self, where: Box | str, error: Exception) -> ImageReadError:
        """Error for a part that cannot be read.

        Parameters
        ----------
        where : tuple of slice or str
            The part, or in words where it lies.
        error : Exception
            What was raised.

        Returns
        -------
        ImageReadError
        """
        if not isinstance(where, str):
            where = f"in its part {box_text(where)}"
        return ImageReadError(
            f"“{self.path}” cannot be read {where} ({short(error)}).",
            "Check that it is complete and the disk is healthy; else restore it from a copy.",
        )
