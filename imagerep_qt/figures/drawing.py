"""Lines, areas and text in final coordinates: points (1/72 inch), from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""x and y of each point; shape (n, 2)."""

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line through points."""

    points: Points
    colour: str
    width: float = 0.6
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A filled polygon, perhaps with an outline.

    It is opaque: Inkscape, for one, reads no transparency from a PDF.
    """

    points: Points
    fill: str
    outline: str = ""
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str
    outline: str = ""
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text, from its base line; upright text is turned by 90° to the left."""

    text: str
    x: float
    y: float
    size: float
    anchor: float = 0.0
    """0 begins at the position, 0.5 is centred on it, 1 ends there."""
    colour: str = "#000000"
    is_upright: bool = False


Item = Line | Area | Dot | Label


@dataclass(slots=True)
class Drawing:
    """A page of items; the later ones lie over the earlier ones."""

    width: float
    height: float
    title: str = ""
    items: list[Item] = field(default_factory=list)


def clipped(points: Points, box: tuple[float, float, float, float]) -> Iterator[Points]:
    """Pieces of a line that lie within a box: left, top, right, bottom."""
    piece: list[tuple[float, float]] = []
    for start, stop in pairwise(points):
        inside = _clipped_segment(start, stop, box)
        if inside is None:
            if len(piece) > 1:
                yield np.array(piece)
            piece = []
            continue
        first, last = inside
        if not piece or piece[-1] != first:
            if len(piece) > 1:
                yield np.array(piece)
            piece = [first]
        piece.append(last)
    if len(piece) > 1:
        yield np.array(piece)


def _clipped_segment(
    start: Points, stop: Points, box: tuple[float, float, float, float]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Part of a segment within a box (Liang and Barsky 1984)."""
    dx, dy = (float(b - a) for a, b in zip(start, stop, strict=True))
    x, y = float(start[0]), float(start[1])
    if not np.isfinite([x, y, dx, dy]).all():
        return None
    left, top, right, bottom = box
    first, last = 0.0, 1.0
    for p, q in ((-dx, x - left), (dx, right - x), (-dy, y - top), (dy, bottom - y)):
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            first = max(first, q / p)
        else:
            last = min(last, q / p)
    if first >= last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)
