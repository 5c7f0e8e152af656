"""Geometry of the picture to scale. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["measured", "needed", "enough"]

SLANT = 0.35
"""Shift to the right and up per unit of depth of a volume."""
_GAP = 0.08
"""Gap between images, as a fraction of their shorter side."""
_SMALLEST_PX = 12.0
"""Smaller images are drawn as a single large one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Front face of an image or volume in the picture, in screen pixels."""

    x: float
    y: float
    width: float
    height: float
    depth: float  # shift to the right and up; 0 for an image
    kind: Kind


@dataclass(frozen=True, slots=True)
class Picture:
    """Frames in drawing order, all to the same scale."""

    frames: tuple[Frame, ...]
    # whether one large image is drawn instead of too many small ones
    is_one: bool
    scale: float  # screen pixels per image pixel


@lru_cache(maxsize=4)
def arrange(
    shape: tuple[float, ...],
    n_measured: int,
    n_more: int,
    volume_ratio: float,
    width: float,
    height: float,
    *,
    is_round: bool = False,
) -> Picture:
    """Arrange measured and needed images in an area; recent results are cached.

    Of round samples, the frames are those around the circles, or the cylinders.
    """
    if min(width, height) < 2 or volume_ratio <= 0:
        return Picture((), False, 0.0)
    one = _grid(shape, n_measured, n_more, width, height)
    face = min(shape[-1], shape[-2])
    if one.scale * face >= _SMALLEST_PX or n_more == 0:
        share = volume_ratio * n_measured
        enough = _enough(shape, share, one, is_round=is_round) if n_more == 0 else ()
        return Picture(one.frames + enough, False, one.scale)
    return _single(shape, n_measured, volume_ratio, width, height, is_round=is_round)


def footprint(shape: Sequence[float]) -> tuple[float, float, float]:
    """Width, height and depth of a drawn image at scale 1."""
    depth = SLANT * shape[0] if len(shape) == 3 else 0.0
    return shape[-1] + depth, shape[-2] + depth, depth


def _grid(
    shape: Sequence[float], n_measured: int, n_more: int, width: float, height: float
) -> Picture:
    wide, high, depth = footprint(shape)
    gap = _GAP * min(wide, high)
    n = n_measured + n_more
    best, columns = 0.0, 1
    guess = math.sqrt(n * (width / wide) / (height / high))
    around = range(max(1, int(0.5 * guess)), min(n, int(2 * guess) + 2) + 1)
    candidates = around if len(around) < 4000 else [max(1, round(guess))]
    for c in {1, *candidates, n}:
        rows = math.ceil(n / c)
        scale = min(width / (c * (wide + gap) - gap), height / (rows * (high + gap) - gap))
        if scale > best:
            best, columns = scale, c
    if best * min(shape[-1], shape[-2]) < _SMALLEST_PX and n_more:
        return Picture((), False, best)
    rows = math.ceil(n / columns)
    left = 0.5 * (width - best * (columns * (wide + gap) - gap))
    top = 0.5 * (height - best * (rows * (high + gap) - gap))
    frames = []
    for k in range(n):
        row, column = divmod(k, columns)
        x = left + best * column * (wide + gap)
        y = top + best * (row * (high + gap) + depth)
        kind: Kind = "measured" if k < n_measured else "needed"
        frames.append(Frame(x, y, best * shape[-1], best * shape[-2], best * depth, kind))
    return Picture(tuple(frames), False, best)


def _enough(
    shape: Sequence[float], share: float, grid: Picture, *, is_round: bool
) -> tuple[Frame, ...]:
    """Part of the first image that would have sufficed: in a corner, or in the middle if round."""
    if share > 1 or not grid.frames:
        return ()
    first, scale = grid.frames[0], grid.scale
    if is_round:
        shrink = share ** (1 / len(shape))
        width, height, depth = (shrink * side for side in (first.width, first.height, first.depth))
        x = first.x + (first.width - width) / 2
        y = first.y + (first.height - height) / 2
        return (Frame(x, y, width, height, depth, "enough"),)
    sides = _nearly_square(share * math.prod(shape), shape)
    height, width = scale * sides[-2], scale * sides[-1]
    depth = scale * SLANT * sides[0] if len(shape) == 3 else 0.0
    return (Frame(first.x, first.y + first.height - height, width, height, depth, "enough"),)


def _nearly_square(n_pixels: float, shape: Sequence[float]) -> tuple[float, ...]:
    """Sides of a part of an image that is as near to a square or cube as fits."""
    sides, ndim, left = list(shape), len(shape), n_pixels
    for done, axis in enumerate(sorted(range(ndim), key=lambda axis: shape[axis])):
        sides[axis] = min(shape[axis], left ** (1 / (ndim - done)))
        left /= sides[axis]
    return tuple(sides)


def _single(
    shape: Sequence[float],
    n_measured: int,
    volume_ratio: float,
    width: float,
    height: float,
    *,
    is_round: bool,
) -> Picture:
    """One square or cube of all the pixels needed, with what was measured in its corner.

    What was measured of a round sample lies in the middle of the circle or cylinder.
    """
    side = (volume_ratio * n_measured * math.prod(shape)) ** (1 / len(shape))
    wide, high, depth = footprint((side,) * len(shape))
    scale = min(width / max(wide, shape[-1]), height / max(high, shape[-2]))
    left = 0.5 * (width - scale * wide)
    top = 0.5 * (height - scale * high) + scale * depth
    frames = [Frame(left, top, scale * side, scale * side, scale * depth, "needed")]
    columns = max(1, min(n_measured, int(side / shape[-1] + 1e-9)))
    bottom, depth = top + scale * side, scale * footprint(shape)[2]
    if is_round:
        n_rows = -(-n_measured // columns)
        left += scale * (side - columns * shape[-1]) / 2
        bottom -= scale * (side - n_rows * shape[-2]) / 2
    for k in range(min(n_measured, 10_000)):
        row, column = divmod(k, columns)
        x = left + scale * column * shape[-1]
        y = bottom - scale * (row + 1) * shape[-2]
        frames.append(Frame(x, y, scale * shape[-1], scale * shape[-2], depth, "measured"))
    return Picture(tuple(frames), True, scale)
