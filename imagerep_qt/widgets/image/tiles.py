"""Tiles of a plane at the resolution of the screen, and their encoding. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep_qt.widgets.planes import Pixels

TILE = 512
"""Side of a tile, in pixels of its level."""
_SAMPLE = 1 << 20


@dataclass(frozen=True, slots=True)
class LabelCode:
    """Encodes labels by rank."""

    labels: tuple[int, ...]  # ascending

    def __call__(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        if values.dtype == np.uint8:
            table = np.zeros(256, np.uint8)
            table[[label for label in self.labels if label < 256]] = np.arange(len(self.labels))
            coded: NDArray[np.uint8] = table[values]
            return coded
        if values.dtype == np.bool_ and self.labels == (0, 1):
            return values.astype(np.uint8)
        return np.searchsorted(np.array(self.labels), values).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class GreyCode:
    """Encodes grey values as 0 to 255."""

    low: float
    high: float

    @classmethod
    def of(cls, array: Pixels) -> GreyCode:
        """Encoding with good contrast for an image."""
        if array.dtype == np.uint8:
            return cls(0.0, 255.0)
        sample = subsample(array)
        sample = sample[np.isfinite(sample)]
        if sample.size == 0:
            return cls(0.0, 1.0)
        low, high = (float(value) for value in np.quantile(sample, (0.001, 0.999)))
        return cls(low, high if high > low else low + 1.0)

    def __call__(self, values: NDArray[Any]) -> NDArray[np.uint8]:
        if values.dtype == np.uint8 and (self.low, self.high) == (0.0, 255.0):
            return values
        scaled = (values.astype(np.float32) - self.low) * (255.0 / (self.high - self.low))
        coded: NDArray[np.uint8] = np.nan_to_num(scaled).clip(0, 255).astype(np.uint8)
        return coded

    def position(self, value: float) -> float:
        """Code of a grey value, not clipped."""
        return 255.0 * (value - self.low) / (self.high - self.low)


def subsample(array: Pixels, most: int = _SAMPLE) -> NDArray[Any]:
    """Evenly spaced pixels of an array, about `most` of them."""
    step = max(1, math.ceil((array.size / most) ** (1 / array.ndim)))
    part: NDArray[Any] = array[(slice(step // 2, None, step),) * array.ndim]
    return part.reshape(-1)


def stride_for(image_px_per_screen_px: float) -> int:
    """Step between the pixels that are read: a power of two."""
    return int(2 ** max(0, math.floor(math.log2(max(image_px_per_screen_px, 1.0)) + 1e-9)))


def tiles_in(
    left: float, top: float, right: float, bottom: float, shape: Sequence[int], stride: int
) -> Iterator[tuple[int, int]]:
    """Row and column of the tiles that intersect a rectangle."""
    side = TILE * stride
    rows = range(max(0, int(top // side)), min(math.ceil(bottom / side), -(-shape[0] // side)))
    columns = range(max(0, int(left // side)), min(math.ceil(right / side), -(-shape[1] // side)))
    for row in rows:
        for column in columns:
            yield row, column


def read_tile(plane: Pixels, stride: int, row: int, column: int) -> NDArray[Any]:
    """Pixels of a tile, without copying the plane."""
    side = TILE * stride
    top, left = row * side, column * side
    tile: NDArray[Any] = plane[top : top + side : stride, left : left + side : stride]
    return tile
