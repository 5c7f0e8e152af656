"""Planes of an image or volume, as views of its overview. Free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from imagerep.calibration import Calibration
from imagerep.image.overview import Overview

Bounds = tuple[tuple[int, int], ...]
Span = tuple[int, int]
Outline = Literal["circle", "ellipse"] | tuple[tuple[float, float], ...]
"""Part of a crop in its planes: a circle, its ellipse, or a polygon of corners (y, x)."""


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane of an image or volume."""

    shape: tuple[int, ...]  # of the array, two or three axes
    axis: int = 0  # that the plane is normal to; 0 for an image
    index: int = 0  # along that axis; 0 for an image

    @property
    def is_volume(self) -> bool:
        return len(self.shape) == 3

    @property
    def n_planes(self) -> int:
        return self.shape[self.axis] if self.is_volume else 1

    @property
    def axes(self) -> tuple[int, int]:
        """Axes of the array along the rows and columns of the plane."""
        if not self.is_volume:
            return 0, 1
        rows, columns = (axis for axis in range(3) if axis != self.axis)
        return rows, columns

    @property
    def height(self) -> int:
        return self.shape[self.axes[0]]

    @property
    def width(self) -> int:
        return self.shape[self.axes[1]]

    def of(self, overview: Overview) -> Overview:
        """View of the plane."""
        if not self.is_volume:
            return overview
        view: Overview = overview[(slice(None),) * self.axis + (self.index,)]
        return view

    def position(self, row: int, column: int) -> tuple[int, ...]:
        """Indices in the array of a pixel of the plane."""
        if not self.is_volume:
            return row, column
        place = [self.index] * 3
        place[self.axes[0]], place[self.axes[1]] = row, column
        return tuple(place)

    def voxel(self, calibration: Calibration | None) -> tuple[float, float]:
        """Height and width of a pixel of the plane."""
        if calibration is None:
            return 1.0, 1.0
        return calibration.voxel_size[self.axes[0]], calibration.voxel_size[self.axes[1]]

    def crop(self, bounds: Bounds | None) -> tuple[tuple[int, int], tuple[int, int]]:
        """Rows and columns of the plane within bounds."""
        if bounds is None:
            return (0, self.height), (0, self.width)
        return bounds[self.axes[0]], bounds[self.axes[1]]

    def with_crop(
        self, bounds: Bounds | None, rows: tuple[int, int], columns: tuple[int, int]
    ) -> Bounds | None:
        """Bounds after a rectangle was drawn in the plane; None for the whole image."""
        box = list(bounds or ((0, side) for side in self.shape))
        for axis, (start, stop) in zip(self.axes, (rows, columns), strict=True):
            start = min(max(start, 0), self.shape[axis] - 1)
            box[axis] = start, min(max(stop, start + 1), self.shape[axis])
        if all(pair == (0, side) for pair, side in zip(box, self.shape, strict=True)):
            return None
        return tuple(box)


def domain_of(overview: Overview) -> Overview | None:
    """Which pixels are part of the sample, to be sliced like the image; None where all are."""
    if overview.domain is None:
        return None
    return Overview(overview.domain, overview.step, overview.shape)


def full_bounds(bounds: Sequence[Sequence[int]] | None, shape: Sequence[int]) -> Bounds | None:
    """Bounds with one pair per axis; None for the whole image."""
    if bounds is None:
        return None
    pairs = [(0, side) for side in shape[: len(shape) - len(bounds)]]
    pairs += [(int(start), int(stop)) for start, stop in bounds]
    whole = all(pair == (0, side) for pair, side in zip(pairs, shape, strict=True))
    return None if whole else tuple(pairs)
