"""Values as a header says that they are meant: inverted, scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.io.source import Box, Pixels


@dataclass(frozen=True, slots=True)
class InvertedPixels:
    """Unsigned values of which zero is white, with white as the largest."""

    pixels: Pixels
    white: int

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box."""
        values = self.pixels.read(box)
        if values.dtype == np.bool_:
            return ~values
        inverted: NDArray[Any] = np.subtract(values.dtype.type(self.white), values)
        return inverted


@dataclass(frozen=True, slots=True)
class ScaledPixels:
    """Stored values times a slope, plus an intercept, as 64-bit numbers."""

    pixels: Pixels
    slope: float
    shift: float

    def read(self, box: Box) -> NDArray[np.float64]:
        """Read a box."""
        values: NDArray[np.float64] = self.pixels.read(box).astype(np.float64)
        values *= self.slope
        values += self.shift
        return values
