"""Pixels of several samples: grey with transparency, colours, colours with transparency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.source import ArrayPixels, Box, Pixels, Source


@dataclass(frozen=True, slots=True)
class _ValuePixels:
    """Grey values, or red, green and blue of 8 bits, without the transparency."""

    samples: Pixels
    n_samples: int
    name: str

    def read(self, box: Box) -> NDArray[Any]:
        values = self.samples.read(box)
        if self.n_samples < 3:
            return np.ascontiguousarray(values[..., 0])
        rgb = values[..., :3]
        return rgb if rgb.dtype == np.uint8 else _to_eight_bits(rgb, self.name)


@dataclass(frozen=True, slots=True)
class _OpaquePixels:
    """Whether each pixel is not fully transparent."""

    samples: Pixels

    def read(self, box: Box) -> NDArray[np.bool_]:
        opaque: NDArray[np.bool_] = self.samples.read(box)[..., -1] != 0
        return opaque


def from_samples(source: Source, n_samples: int) -> Source:
    """Source of grey values or RGB from one whose pixels have a further axis of samples."""
    name = source.name
    if n_samples not in (1, 2, 3, 4):
        raise ImageReadError("samples-a-pixel", name=name, n_samples=n_samples)
    is_colour = n_samples > 2
    if is_colour and source.dtype not in (np.uint8, np.uint16):
        raise ImageReadError("colour-type", name=name, dtype=str(source.dtype))
    samples = source.pixels
    found = replace(
        source,
        dtype=np.dtype(np.uint8) if is_colour else source.dtype,
        pixels=_ValuePixels(samples, n_samples, name),
        is_colour=is_colour,
    )
    if n_samples in (2, 4):
        found = replace(found, domain=_OpaquePixels(samples))
    if isinstance(samples, ArrayPixels):
        found = replace(found, pixels=ArrayPixels(found.read()))
    return found


def _to_eight_bits(rgb: NDArray[Any], name: str) -> NDArray[np.uint8]:
    if rgb.size and rgb.max() <= 255:
        return rgb.astype(np.uint8)
    result: NDArray[np.uint8] = np.right_shift(rgb, 8).astype(np.uint8)
    if (result.astype(np.uint16) * 257 != rgb).any():
        raise ImageReadError("deep-colours", name=name)
    return result
