"""Planes of an image in which doubts about it are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.image.overview import Overview

Region = tuple[tuple[int, int], ...]
"""First pixel and the pixel after the last along every axis of an image."""


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """An image, or a section through the middle of a volume."""

    labels: NDArray[Any]
    inside: NDArray[np.bool_] | None  # Pixels of the sample; None for all
    axis: int | None  # Axis of the volume that the section is normal to; None for an image
    step: int  # Distance of two pixels in the image
    shape: tuple[int, ...]  # Shape of the whole image

    def region(self, rows: tuple[int, int], columns: tuple[int, int]) -> Region:
        """A rectangle as part of the whole image, along the whole axis that the plane cuts."""
        sides = [side for axis, side in enumerate(self.shape) if axis != self.axis]
        found = [
            (min(first * self.step, side), min(last * self.step, side))
            for (first, last), side in zip((rows, columns), sides, strict=True)
        ]
        if self.axis is not None:
            found.insert(self.axis, (0, self.shape[self.axis]))
        return tuple(found)


def planes(seen: Overview) -> tuple[Plane, ...]:
    """The image itself, or the three sections through the middle of a volume."""
    if seen.ndim == 2:
        return (Plane(seen.values, seen.domain, None, seen.step, seen.shape),)
    found = []
    for axis in range(3):
        index = seen.values.shape[axis] // 2
        at = (slice(None),) * axis + (index,)
        domain = None if seen.domain is None else seen.domain[at]
        found.append(Plane(seen.values[at], domain, axis, seen.step, seen.shape))
    return tuple(found)
