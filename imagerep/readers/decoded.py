"""What every reader returns, and the limits that it keeps before it decodes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageLimitError
from imagerep.shapes import shape_text

Colours = dict[int, tuple[int, int, int]]

_FREE_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large a file may be, checked before anything is decoded.

    Parameters
    ----------
    max_pixels : int
        Pixels or voxels in all (4e9 is a volume of about 1,600 voxels a side).
    max_page_pixels : int
        Pixels of one page (5e8 is an image of about 22,000 pixels a side).
    max_bytes : int
        Bytes of the decoded array.
    max_pages : int
        Pages of a TIFF.
    max_expansion : float
        Decoded bytes per byte of file, for arrays above 256 MiB. Deflate, which PNG and most TIFF
        use, reaches 1,032 on a constant image and stays far below it on a microstructure.
    """

    max_pixels: int = 4_000_000_000
    max_page_pixels: int = 500_000_000
    max_bytes: int = 16 << 30
    max_pages: int = 100_000
    max_expansion: float = 1000.0

    def check_pages(self, path: Path, n_pages: int) -> None:
        """Check the number of pages.

        Parameters
        ----------
        path : Path
            The file, for the message.
        n_pages : int
            Number of its pages.

        Raises
        ------
        ImageLimitError
            If there are too many.
        """
        if n_pages > self.max_pages:
            raise ImageLimitError(
                f"“{path.name}” has {n_pages:,} pages, more than the {self.max_pages:,} allowed.",
                "Read a part of it, or raise max_pages of ReadLimits.",
            )

    def check(
        self, path: Path, shape: Sequence[int], page_pixels: int, itemsize: int, n_bytes: int
    ) -> None:
        """Check the size of the array that a file would become.

        Parameters
        ----------
        path : Path
            The file, for the message.
        shape : sequence of int
            Shape of the array, with its samples a pixel.
        page_pixels : int
            Pixels of one page.
        itemsize : int
            Bytes of one value.
        n_bytes : int
            Bytes of the file.

        Raises
        ------
        ImageLimitError
            If it is too large.
        """
        n_values = math.prod(shape)
        size = n_values * itemsize
        what = f"“{path.name}” declares {shape_text(shape)} values ({size / 1e9:.3g} GB)"
        if n_values > self.max_pixels or page_pixels > self.max_page_pixels:
            limit = min(self.max_pixels, self.max_page_pixels)
            raise ImageLimitError(
                f"{what}, more than the limit of {limit:,} pixels.",
                "Crop or downscale it first, or raise max_pixels and max_page_pixels of "
                "ReadLimits if you trust the file.",
            )
        if size > self.max_bytes:
            raise ImageLimitError(
                f"{what}, more than the limit of {self.max_bytes / 1e9:.3g} GB.",
                "Crop or downscale it first, or raise max_bytes of ReadLimits.",
            )
        if size > max(_FREE_BYTES, self.max_expansion * n_bytes):
            raise ImageLimitError(
                f"{what} in a file of only {n_bytes:,} bytes.",
                "It is damaged or made to exhaust memory; raise max_expansion of ReadLimits if "
                "you trust it.",
            )


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """One image as a reader found it.

    Attributes
    ----------
    array : ndarray
        Values; may be mapped from the file.
    has_samples : bool
        Whether the last axis holds the samples of a pixel (grey and alpha, RGB, RGBA).
    calibration : Calibration or None
        Voxel size of the last axes; shorter than the array where the slice spacing is unknown.
    colours : dict
        Colour of each value, where the file has a palette.
    name : str
        Name for people.
    notes : tuple of str
        What a user should know about how it was read.
    """

    array: NDArray[Any]
    has_samples: bool = False
    calibration: Calibration | None = None
    colours: Colours = field(default_factory=dict)
    name: str = ""
    notes: tuple[str, ...] = ()
