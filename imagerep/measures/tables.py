"""Tables of local configurations for surfaces, curvature, Euler numbers and lines.

A table holds, for every configuration of 2 x 2 (x 2) pixels (see `imagerep.configurations`), its
share of a density: the mean of the table over all neighbourhoods of an image estimates the density.
Only neighbourhoods wholly inside the image count, which leaves no border to be corrected.

Sources: J. Ohser, F. Mücklich, Statistical Analysis of Microstructures in Materials Science, Wiley
2000; D. Legland, K. Kiêu, M.-F. Devaux, Computation of Minkowski measures on 2D and 3D binary
images, Image Anal. Stereol. 26 (2007) 83-92; J. Ohser, W. Nagel, K. Schladitz, The Euler number of
discretised sets, Lecture Notes in Physics 600 (2002) 275-298. All tables follow from the formulas
named beside them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from itertools import product
from typing import Any, ParamSpec, cast

import numpy as np
from numpy.typing import NDArray

from imagerep.configurations import configuration_states, offsets

Table = NDArray[np.float64]
Spacing = tuple[float, ...]
Direction = tuple[int, ...]
Parameters = ParamSpec("Parameters")


def _kept(make: Callable[Parameters, Table]) -> Callable[Parameters, Table]:
    """The same function, which makes each table once."""

    @lru_cache(maxsize=16)
    def made(*args: Any, **kwargs: Any) -> Table:
        table = make(*args, **kwargs)
        table.flags.writeable = False
        return table

    return cast("Callable[Parameters, Table]", wraps(make)(made))


@_kept
def share_table(ndim: int) -> Table:
    """Share of the pixels that are of the one phase."""
    return np.asarray(configuration_states(1, ndim).mean(axis=1), np.float64)


@_kept
def boundary_table(spacing: Spacing, n_groups: int = 1) -> Table:
    """Boundary of a phase (one group) or between two (two groups): length an area, area a volume.

    Crofton's formula: a boundary of density B is crossed by lines of a direction P times a unit of
    length, and the mean of P over all directions is 2 B / pi in the plane and B / 2 in space. The
    directions are those to the neighbours: 4 in the plane and 13 in space (Legland et al., 2007,
    equations 5 and 11).
    """
    ndim = len(spacing)
    states, places = configuration_states(n_groups, ndim), offsets(ndim)
    factor = math.pi / 2 if ndim == 2 else 2.0
    table = np.zeros(len(states))
    for direction, weight in line_weights(spacing).items():
        length = math.hypot(*(d * s for d, s in zip(direction, spacing, strict=True)))
        pairs = [
            (i, j)
            for i, j in product(range(len(places)), repeat=2)
            if tuple(b - a for a, b in zip(places[i], places[j], strict=True)) == direction
        ]
        for i, j in pairs:
            one, other = states[:, i], states[:, j]
            crosses = one != other
            if n_groups == 2:
                crosses &= (one > 0) & (other > 0)
            table += factor * weight / (length * len(pairs)) * crosses
    return table


@_kept
def euler_table(spacing: Spacing, n_neighbours: int) -> Table:
    """Euler number of a phase an area or a volume, with 4 or 8, 6 or 26 neighbours.

    Vertices less edges plus faces (less cells) of the phase as a set of closed pixels (8, 26
    neighbours), or of the graph of pixels with all cells that it fills (4, 6 neighbours), each
    shared among the neighbourhoods that it touches (Ohser and Mücklich 2000, chapters 3 and 4).
    """
    ndim = len(spacing)
    is_closed = n_neighbours in (8, 26)
    states, places = configuration_states(1, ndim).astype(np.bool_), offsets(ndim)
    table = np.zeros(len(states))
    for sides in product((0, 1, None), repeat=ndim):
        # A cell of the grid reaches along an axis to one side of the neighbourhood's middle, or
        # lies in it; it touches the pixels on that side, or on both.
        touched = [
            k
            for k, place in enumerate(places)
            if all(side in (None, at) for side, at in zip(sides, place, strict=True))
        ]
        n_free = sum(side is None for side in sides)
        if is_closed:
            table += (-1.0) ** (ndim - n_free) / 2 ** (ndim - n_free) * states[:, touched].any(1)
        else:
            table += (-1.0) ** n_free / 2 ** (ndim - n_free) * states[:, touched].all(1)
    return table / math.prod(spacing)


@_kept
def mean_curvature_table(spacing: Spacing) -> Table:
    """Integral of mean curvature of a phase's surface in a volume.

    2 pi times the density of the mean breadth, which by Crofton's formula is the mean over all
    directions of the Euler number an area in planes across (Legland et al., 2007, equation 14).
    Where pixels of a plane touch at corners only, half of the joints count: the mean of the Euler
    numbers with 4 and 8 neighbours, so that the curvature of everything else is exactly opposite.
    """
    return 2 * math.pi * _in_planes(spacing, 1, _euler_of_rectangle, _euler_of_triangle)


@_kept
def triple_point_table(spacing: Spacing) -> Table:
    """Points an area where three phases meet in the plane: neighbourhoods that hold all three."""
    states = configuration_states(3, 2)
    return np.asarray(_holds_all(states) / math.prod(spacing), np.float64)


@_kept
def triple_line_table(spacing: Spacing) -> Table:
    """Length of the lines where three phases meet, in a volume.

    L_V = 2 P_A (S. A. Saltykov; E. E. Underwood, Quantitative Stereology, 1970, chapter 2), with
    the points P_A an area averaged over planes of 13 directions.
    """
    return 2 * _in_planes(spacing, 3, _holds_all, _holds_all)


def _holds_all(states: NDArray[np.uint8]) -> NDArray[np.float64]:
    present = [(states == phase).any(axis=1) for phase in (1, 2, 3)]
    return np.asarray(present[0] & present[1] & present[2], np.float64)


def _euler_of_rectangle(states: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean of the Euler numbers with 4 and 8 neighbours; corners in the order of `offsets`."""
    n = states.sum(axis=1)
    # Corners at a diagonal are two parts with 4 neighbours and a joint with 8: 1/2 and -1/2.
    return np.asarray(((n == 1).astype(float) - (n == 3)) / 4)


def _euler_of_triangle(states: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Of triangles, which fill the plane six about a vertex and two about an edge."""
    n = states.sum(axis=1)
    return np.asarray(((n == 1).astype(float) - (n == 2)) / 6)


Polygons = Callable[[NDArray[np.uint8]], NDArray[np.float64]]


def _in_planes(spacing: Spacing, n_groups: int, rectangle: Polygons, triangle: Polygons) -> Table:
    """Mean over planes of 13 directions of a function of their smallest polygons, an area."""
    states, places = configuration_states(n_groups, 3), offsets(3)
    table = np.zeros(len(states))
    for normal, weight in plane_weights(spacing).items():
        polygons = _polygons(normal, places)
        # The plane's smallest cell times the distance of such planes is a voxel.
        distance = 1 / math.hypot(*(n / s for n, s in zip(normal, spacing, strict=True)))
        area = math.prod(spacing) / distance
        share = 0.5 if sum(map(abs, normal)) == 1 else 1.0  # a face of two neighbourhoods
        for corners in polygons:
            found = (rectangle if len(corners) == 4 else triangle)(states[:, corners])
            table += weight * share / area * found
    return table


def _polygons(normal: Direction, places: Sequence[Direction]) -> list[list[int]]:
    """Polygons of a neighbourhood's pixels that lie in planes of a normal.

    Faces of the cube, the rectangle through two opposite edges, or the two triangles across a
    diagonal.
    """
    heights: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        height = sum(n * at for n, at in zip(normal, place, strict=True))
        heights.setdefault(height, []).append(number)
    return [corners for corners in heights.values() if len(corners) >= 3]


@lru_cache(maxsize=64)
def line_weights(spacing: Spacing) -> dict[Direction, float]:
    """Weights of the directions to the neighbours, which sum to 1.

    The share of all directions that is nearest to each (Legland et al., 2007, section 3).
    """
    return _shares_of_sphere(spacing)


@lru_cache(maxsize=64)
def plane_weights(spacing: Spacing) -> dict[Direction, float]:
    """Weights of the normals of planes through neighbours, which sum to 1."""
    return _shares_of_sphere(tuple(1 / side for side in spacing))


def _shares_of_sphere(scale: Spacing) -> dict[Direction, float]:
    """Share of all directions that is nearest to each of 4 or 13, and to its opposite."""
    ndim = len(scale)
    every = [one for one in product((-1, 0, 1), repeat=ndim) if any(one)]
    vectors = np.array(every, float) * scale
    vectors /= np.linalg.norm(vectors, axis=1)[:, None]
    if ndim == 2:
        angles = np.arctan2(vectors[:, 0], vectors[:, 1])
        order = np.argsort(angles)
        gaps = np.diff(np.concatenate([angles[order], [angles[order[0]] + 2 * math.pi]]))
        areas = np.empty(len(every))
        areas[order] = (gaps + np.roll(gaps, 1)) / 2
    else:
        from scipy.spatial import SphericalVoronoi  # slow to import

        areas = SphericalVoronoi(vectors).calculate_areas()
    total = float(areas.sum())
    return {
        one: 2 * float(area) / total
        for one, area in zip(every, areas, strict=True)
        if one > tuple(-step for step in one)
    }
