"""Parts of images, and images by a threshold, made while they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import SegmentationError
from imagerep.large.sources import Box, Source, box_text
from imagerep.segmenting import apply_threshold
from imagerep.shapes import axes_text


@dataclass(frozen=True, slots=True)
class CroppedSource:
    """Part of an image; make with `cropped`."""

    whole: Source
    box: Box
    shape: tuple[int, ...]
    chunks: tuple[int, ...]
    identity: str

    @property
    def name(self) -> str:
        """Name of the image."""
        return self.whole.name

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        return self.whole.dtype

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size of the image."""
        return self.whole.calibration

    def stamp(self, box: Box) -> str | None:
        """That of the part of the whole image."""
        return self.whole.stamp(self._in_whole(box))

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part.

        Parameters
        ----------
        box : tuple of slice
            The part, counted from the corner of the crop.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageReadError
            If it cannot be read.
        """
        return self.whole.read(self._in_whole(box))

    def _in_whole(self, box: Box) -> Box:
        return tuple(
            slice(outer.start + part.start, outer.start + part.stop)
            for outer, part in zip(self.box, box, strict=True)
        )


def cropped(source: Source, bounds: Sequence[tuple[int, int]]) -> CroppedSource:
    """Part of an image inside a rectangle or box.

    Parameters
    ----------
    source : Source
        The image.
    bounds : sequence of (start, stop)
        As for `Segmentation.crop`.

    Returns
    -------
    CroppedSource

    Raises
    ------
    SegmentationError
        If the box is empty or reaches outside the image.
    """
    shape = source.shape
    pairs = [(0, side) for side in shape[: len(shape) - len(bounds)]]
    pairs += [(int(start), int(stop)) for start, stop in bounds]
    inside = len(pairs) == len(shape) and all(
        0 <= start < stop <= side for (start, stop), side in zip(pairs, shape, strict=True)
    )
    if not inside:
        raise SegmentationError(
            f"The crop {list(bounds)} does not fit an image of {axes_text(shape)} px.",
            "Give first and last pixel along each axis, inside the image.",
        )
    box = tuple(slice(start, stop) for start, stop in pairs)
    sides = tuple(part.stop - part.start for part in box)
    return CroppedSource(
        source,
        box,
        sides,
        tuple(min(one, side) for one, side in zip(source.chunks, sides, strict=True)),
        f"{source.identity} {box_text(box)}",
    )


@dataclass(frozen=True, slots=True)
class ThresholdSource:
    """A greyscale image of which the values from a threshold up are True."""

    grey: Source
    threshold: float

    @property
    def name(self) -> str:
        """Name of the image."""
        return self.grey.name

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the image."""
        return self.grey.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        return np.dtype(np.bool_)

    @property
    def chunks(self) -> tuple[int, ...]:
        """Shape of what is read in one piece."""
        return self.grey.chunks

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size of the image."""
        return self.grey.calibration

    @property
    def identity(self) -> str:
        """Text that tells this image from others."""
        return f"{self.grey.identity} from {self.threshold!r}"

    def stamp(self, box: Box) -> str | None:
        """That of the grey values."""
        return self.grey.stamp(box)

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part.

        Parameters
        ----------
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray of bool

        Raises
        ------
        ImageRepError
            If it cannot be read, or holds values that are no numbers.
        """
        return apply_threshold(self.grey.read(box), self.threshold, self.name)
