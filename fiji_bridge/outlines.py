"""Outlines of a selection along the borders of its pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_EDGES, MOST_OUTLINES = 1 << 16, 200
"""Beyond so many sides of pixels and outlines nothing can be seen in them, and ImageJ gets slow."""

_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # right, down, left, up, in image coordinates
_STARTS = ((0, 0), (1, 0), (1, 1), (0, 1))  # corner of a pixel from which its sides begin

Points = tuple[tuple[float, float], ...]


def outlines(inside: NDArray[np.bool_]) -> tuple[Points, ...]:
    """Corners (x, y) of the closed lines around the true pixels and their holes.

    Nothing where they are too many to be seen.
    """
    padded = np.pad(inside, 1)
    others = (padded[:-2, 1:-1], padded[1:-1, 2:], padded[2:, 1:-1], padded[1:-1, :-2])
    sides = [inside & ~other for other in others]  # top, right, bottom, left
    if sum(np.count_nonzero(side) for side in sides) > MOST_EDGES:
        return ()
    edges: dict[tuple[int, int], set[int]] = {}
    for direction, (side, (dx, dy)) in enumerate(zip(sides, _STARTS, strict=True)):
        for y, x in np.argwhere(side).tolist():
            edges.setdefault((x + dx, y + dy), set()).add(direction)
    found: list[Points] = []
    while edges:
        found.append(_followed(edges))
    return tuple(found) if len(found) <= MOST_OUTLINES else ()


def _followed(edges: dict[tuple[int, int], set[int]]) -> Points:
    """One closed line, taken out of the edges by their start: to the right where lines meet."""
    point = next(iter(edges))  # of the uppermost edges the first one, so a corner
    direction = min(edges[point])
    corners: list[tuple[float, float]] = []
    while point in edges:
        turns = (direction + 1, direction, direction - 1)
        chosen = next(turn % 4 for turn in turns if turn % 4 in edges[point])
        if chosen != direction or not corners:
            corners.append((float(point[0]), float(point[1])))
        direction = chosen
        edges[point].remove(direction)
        if not edges[point]:
            del edges[point]
        point = (point[0] + _STEPS[direction][0], point[1] + _STEPS[direction][1])
    return tuple(corners)
