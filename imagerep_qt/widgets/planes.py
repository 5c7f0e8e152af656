"""Planes of an image or volume, as views of the array. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from imagerep.calibration import Calibration

Bounds = tuple[tuple[int, int], ...]
Span = tuple[int, int]


class Pixels(Protocol):
    """What is shown: an array, or the preview of one that does not fit in memory."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""

    @property
    def ndim(self) -> int:
        """Number of axes."""

    @property
    def size(self) -> int:
        """Number of pixels."""

    @property
    def dtype(self) -> Any:
        """Type of a pixel."""

    def __getitem__(self, key: Any, /) -> Any:
        """Some of the pixels."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Which plane of an array is shown."""

    shape: tuple[int, ...]  # Shape of the array, two or three axes
    axis: int = 0  # Axis that the plane is normal to; 0 for an image
    index: int = 0  # Position along that axis; 0 for an image

    @property
    def is_volume(self) -> bool:
        """Whether there is more than one plane."""
        return len(self.shape) == 3

    @property
    def n_planes(self) -> int:
        """Number of planes along the axis."""
        return self.shape[self.axis] if self.is_volume else 1

    @property
    def axes(self) -> tuple[int, int]:
        """Axes of the array that the rows and columns of the plane run along."""
        if not self.is_volume:
            return 0, 1
        rows, columns = (axis for axis in range(3) if axis != self.axis)
        return rows, columns

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.shape[self.axes[0]]

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.shape[self.axes[1]]

    def of(self, array: Pixels) -> Pixels:
        """Plane of an array, without copying."""
        if not self.is_volume:
            return array
        view: Pixels = array[(slice(None),) * self.axis + (self.index,)]
        return view

    def position(self, row: int, column: int) -> tuple[int, ...]:
        """Indices in the array of a pixel of the plane."""
        if not self.is_volume:
            return row, column
        place = [self.index] * 3
        place[self.axes[0]], place[self.axes[1]] = row, column
        return tuple(place)

    def voxel(self, calibration: Calibration | None) -> tuple[float, float]:
        """Size of a pixel of the plane."""
        if calibration is None:
            return 1.0, 1.0
        return calibration.voxel_size[self.axes[0]], calibration.voxel_size[self.axes[1]]

    def crop(self, bounds: Bounds | None) -> tuple[tuple[int, int], tuple[int, int]]:
        """Rectangle that a box cuts out of the plane."""
        if bounds is None:
            return (0, self.height), (0, self.width)
        return bounds[self.axes[0]], bounds[self.axes[1]]

    def with_crop(
        self, bounds: Bounds | None, rows: tuple[int, int], columns: tuple[int, int]
    ) -> Bounds | None:
        """Box after a rectangle was drawn in the plane."""
        box = list(bounds or ((0, side) for side in self.shape))
        for axis, (start, stop) in zip(self.axes, (rows, columns), strict=True):
            start = min(max(start, 0), self.shape[axis] - 1)
            box[axis] = start, min(max(stop, start + 1), self.shape[axis])
        if all(pair == (0, side) for pair, side in zip(box, self.shape, strict=True)):
            return None
        return tuple(box)


def full_bounds(bounds: Sequence[Sequence[int]] | None, shape: Sequence[int]) -> Bounds | None:
    """Box with one pair an axis."""
    if bounds is None:
        return None
    pairs = [(0, side) for side in shape[: len(shape) - len(bounds)]]
    pairs += [(int(start), int(stop)) for start, stop in bounds]
    whole = all(pair == (0, side) for pair, side in zip(pairs, shape, strict=True))
    return None if whole else tuple(pairs)
