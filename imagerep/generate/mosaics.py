"""Mosaics: cells that take a phase each, at random and independently."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from imagerep.errors import ParameterError
from imagerep.generate.parameters import (
    Seed,
    check_fractions,
    check_length,
    check_shape,
    check_size,
    random_generator,
)

_MARGIN_CELLS = 3.0
"""Margin of the Voronoi cells' points: none is farther from a pixel but for one in 1e12."""

_CHUNK_PIXELS = 1 << 20


def voronoi_cells(
    shape: Sequence[int],
    *,
    phase_fractions: float | Sequence[float],
    cell_size: float,
    seed: Seed = None,
) -> NDArray[Any]:
    """Voronoi cells of random points, each of a random phase.

    The points are those of a Poisson process. The covariance of a phase is ``phi (1 - phi)`` times
    the probability that both ends of the lag lie in one cell, so the integral range is the mean
    size of the cell about a fixed point: 1.280 ``cell_size**2`` in 2D and 1.179 ``cell_size**3``
    in 3D (Gilbert, Annals of Mathematical Statistics 33, 958, 1962).

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each axis; two or three axes.
    phase_fractions : float or sequence of float
        Expected phase fraction of a two-phase material, or those of all phases, summing to 1.
    cell_size : float
        Square root (2D) or cube root (3D) of the mean size of a cell, in pixels; at least 1.
    seed : int or numpy.random.Generator, optional
        For reproducible images.

    Returns
    -------
    ndarray of bool or uint8, of `shape`
        True in the phase where one fraction was given, else labels 0, 1, ... in their order.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Examples
    --------
    >>> grains = voronoi_cells((90, 120), phase_fractions=[0.5, 0.3, 0.2], cell_size=12, seed=1)
    >>> grains.dtype, int(grains.max())
    (dtype('uint8'), 2)
    """
    sides = check_shape(shape)
    fractions = check_fractions(phase_fractions)
    size = check_length(cell_size, "cell size", at_least=1.0)
    rng = random_generator(seed)
    margin = _MARGIN_CELLS * size
    extent = np.array(sides) + 2.0 * margin
    check_size([math.ceil(side) for side in extent])
    n_points = max(1, int(rng.poisson(float(np.prod(extent / size)))))
    points = rng.random((n_points, len(sides))) * extent - margin
    phases = _draw_phases(n_points, fractions, rng)
    tree = cKDTree(points)
    labels = np.empty(sides, np.uint8)
    flat = labels.reshape(-1)
    for start in range(0, flat.size, _CHUNK_PIXELS):
        stop = min(start + _CHUNK_PIXELS, flat.size)
        pixels = np.stack(np.unravel_index(np.arange(start, stop), sides), axis=-1)
        flat[start:stop] = phases[tree.query(pixels + 0.5, workers=-1)[1]]
    return _as_image(labels, phase_fractions)


def random_checkerboard(
    shape: Sequence[int],
    *,
    phase_fractions: float | Sequence[float],
    cell_size: float,
    random_offset: bool = True,
    seed: Seed = None,
) -> NDArray[Any]:
    """Square or cubic cells on a grid, each of a random phase.

    The covariance of a phase is ``phi (1 - phi)`` times the product of
    ``max(0, 1 - |r_i| / cell_size)`` over the axes; it sums to a characteristic length scale of
    exactly `cell_size`.

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each axis; two or three axes.
    phase_fractions : float or sequence of float
        Expected phase fraction of a two-phase material, or those of all phases, summing to 1.
    cell_size : float
        Side of a cell: a whole number of pixels.
    random_offset : bool, optional
        Whether the grid lies at random against the image, which makes the material stationary;
        without it the first pixel is the corner of a cell.
    seed : int or numpy.random.Generator, optional
        For reproducible images.

    Returns
    -------
    ndarray of bool or uint8, of `shape`
        True in the phase where one fraction was given, else labels 0, 1, ... in their order.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Examples
    --------
    >>> board = random_checkerboard((40, 40), phase_fractions=0.5, cell_size=10, seed=1)
    >>> board.dtype
    dtype('bool')
    """
    sides = check_shape(shape)
    fractions = check_fractions(phase_fractions)
    if check_length(cell_size, "cell size") != int(cell_size):
        raise ParameterError("cell-size-not-integral", cell_size=cell_size)
    side = int(cell_size)
    rng = random_generator(seed)
    offsets = rng.integers(side, size=len(sides)) if random_offset else np.zeros(len(sides), int)
    indices = [(np.arange(n) + offset) // side for n, offset in zip(sides, offsets, strict=True)]
    n_cells = [int(index[-1]) + 1 for index in indices]
    phases = _draw_phases(math.prod(n_cells), fractions, rng).reshape(n_cells)
    return _as_image(phases[np.ix_(*indices)], phase_fractions)


def _draw_phases(
    n_cells: int, fractions: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.uint8]:
    bounds = np.cumsum(fractions)[:-1]
    return np.searchsorted(bounds, rng.random(n_cells), side="right").astype(np.uint8)


def _as_image(labels: NDArray[np.uint8], phase_fractions: float | Sequence[float]) -> NDArray[Any]:
    return labels.view(np.bool_) if np.ndim(phase_fractions) == 0 else labels
