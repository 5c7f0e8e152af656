"""Tiles of a plane at the resolution of the screen, and their encoding. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.image.overview import Overview
from imagerep_qt.widgets.planes import domain_of

TILE = 512
"""Side of a tile, in pixels of its level."""
OUTSIDE = 256
"""Code of pixels that are not part of the sample."""
_SAMPLE = 1 << 20

Code = Callable[[NDArray[Any]], NDArray[np.uint8]]
"""Encodes values as 0 to 255."""
Codes = NDArray[np.uint8] | NDArray[np.uint16]


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
    def of(cls, overview: Overview, *, stretches: bool = False) -> GreyCode:
        """Encoding with good contrast; 8-bit images are shown as they are unless it `stretches`."""
        if overview.dtype == np.uint8 and not stretches:
            return cls(0.0, 255.0)
        sample = subsample(overview)
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


def subsample(overview: Overview, most: int = _SAMPLE) -> NDArray[Any]:
    """Evenly spaced pixels of the sample, about `most` of the image's."""
    step = max(1, math.ceil((overview.size / most) ** (1 / overview.ndim)))
    places = (slice(step // 2, None, step),) * overview.ndim
    part: NDArray[Any] = overview[places]
    inside = domain_of(overview)
    return part.reshape(-1) if inside is None else part[inside[places]]


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


def places_of(stride: int, row: int, column: int) -> tuple[slice, slice]:
    """Rows and columns of the pixels of a tile."""
    side = TILE * stride
    top, left = row * side, column * side
    return slice(top, top + side, stride), slice(left, left + side, stride)


def coded(plane: Overview, code: Code, places: tuple[slice, slice]) -> Codes:
    """Codes of some pixels of a plane, which is not copied."""
    codes, inside = code(plane[places]), domain_of(plane)
    return codes if inside is None else np.where(inside[places], codes, np.uint16(OUTSIDE))
