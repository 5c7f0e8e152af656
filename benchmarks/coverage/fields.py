"""Generators of random media, in pixels; each is a frozen record of its parameters.

Calling one with a random generator and a shape draws a field of that shape. All are stationary
except :class:`Gradient`. Points and Gaussian fields live on a torus; what cannot is drawn with a
margin and cropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import ndtri

from benchmarks.coverage.spectra import Spectrum, standard_gaussian

Mask = NDArray[np.bool_]


class Medium(Protocol):
    """Anything that draws fields of a random medium."""

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        ...


@dataclass(frozen=True)
class GaussianField:
    """Where a standard Gaussian field of the given spectrum is above a threshold."""

    spectrum: Spectrum
    phase_fraction: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        return standard_gaussian(rng, shape, self.spectrum) > -ndtri(self.phase_fraction)


@dataclass(frozen=True)
class Gradient:
    """A Gaussian field, not stationary: its phase fraction changes linearly along the last axis."""

    spectrum: Spectrum
    first: float
    last: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        steps = (np.arange(shape[-1]) + 0.5) / shape[-1]
        fraction = self.first + (self.last - self.first) * steps
        return standard_gaussian(rng, shape, self.spectrum) > -ndtri(fraction)


@dataclass(frozen=True)
class Lamellae:
    """Stripes across the first axis, ``phase`` radians of Gaussian wander over ``wander_px``."""

    period: float
    phase_fraction: float
    phase: float
    wander_px: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        wander = standard_gaussian(rng, shape, _GaussianWander(self.wander_px))
        first = (np.arange(shape[0]) + 0.5).reshape(-1, *[1] * (len(shape) - 1))
        angle = 2 * np.pi * (first / self.period + rng.random()) + self.phase * wander
        return np.cos(angle) > np.cos(np.pi * self.phase_fraction)


@dataclass(frozen=True)
class _GaussianWander:
    length: float

    def __call__(self, wave: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.exp(-sum(k * k for k in wave) * self.length**2 / 2)


@dataclass(frozen=True)
class WhiteNoise:
    """Every pixel by itself."""

    phase_fraction: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        return rng.random(shape, dtype=np.float32) < self.phase_fraction


@dataclass(frozen=True)
class Checkerboard:
    """Squares of one side, coloured independently, at a random offset."""

    side: int
    phase_fraction: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        cells = rng.random([n // self.side + 2 for n in shape]) < self.phase_fraction
        for axis, n in enumerate(shape):
            start = int(rng.integers(self.side))
            cells = np.repeat(cells, self.side, axis).take(range(start, start + n), axis)
        return cells


@dataclass(frozen=True)
class VoronoiCells:
    """Cells of a Poisson process, coloured independently; stretched along the last axis."""

    cell_px: float
    phase_fraction: float
    stretch: float = 1.0

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        box = np.array(shape, float)
        box[-1] /= self.stretch
        n_seeds = rng.poisson(float(np.prod(shape)) / self.cell_px ** len(shape))
        tree = cKDTree(rng.random((n_seeds, len(shape))) * box, boxsize=box)
        scale = np.array([1.0] * (len(shape) - 1) + [self.stretch])
        _, nearest = tree.query(_pixel_centres(shape) / scale)
        return (rng.random(n_seeds) < self.phase_fraction)[nearest].reshape(shape)


@dataclass(frozen=True)
class FoamWalls:
    """Walls between the Voronoi cells of a grid of points moved by ``jitter`` spacings."""

    cell_px: float
    wall_px: float
    jitter: float = 0.25

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        points = _jittered_grid(rng, shape, self.cell_px, self.jitter)
        distance, _ = cKDTree(points, boxsize=shape).query(_pixel_centres(shape), k=2)
        return (distance[:, 1] - distance[:, 0] < self.wall_px).reshape(shape)


@dataclass(frozen=True)
class PoissonLines:
    """Polygons between isotropic Poisson lines, coloured independently (2D)."""

    length_px: float
    phase_fraction: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field.

        Each line has a random key; a cell's key is the exclusive or of the lines on its left, so
        one pass along the rows labels every cell.
        """
        height, width = shape
        reach = 0.75 * max(shape)
        n_lines = rng.poisson(np.pi * reach / self.length_px)
        angle, offset = rng.random(n_lines) * np.pi, (2 * rng.random(n_lines) - 1) * reach
        keys = rng.integers(1, 2**63, n_lines, dtype=np.uint64)
        rows = np.arange(height)
        cells = np.zeros((height, width + 1), np.uint64)
        for theta, distance, key in zip(angle, offset, keys, strict=True):
            crossing = (distance - (rows - height / 2) * np.sin(theta)) / np.cos(theta)
            column = np.clip(np.ceil(crossing + width / 2), 0, width).astype(np.intp)
            cells[rows, column] ^= key
        np.bitwise_xor.accumulate(cells, axis=1, out=cells)
        return _hashed(cells[:, :width]) < self.phase_fraction


@dataclass(frozen=True)
class Combined:
    """Union, intersection or exclusive or of independent media."""

    how: str
    parts: tuple[Medium, ...]

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        operations: dict[str, Callable[[Mask, Mask], Mask]] = {
            "or": np.logical_or,
            "and": np.logical_and,
            "xor": np.logical_xor,
        }
        field = self.parts[0](rng, shape)
        for part in self.parts[1:]:
            field = operations[self.how](field, part(rng, shape))
        return field


def _pixel_centres(shape: tuple[int, ...]) -> NDArray[np.float64]:
    axes = [np.arange(n) + 0.5 for n in shape]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)


def _jittered_grid(
    rng: Generator, shape: tuple[int, ...], spacing: float, jitter: float
) -> NDArray[np.float64]:
    counts = [max(1, int(n / spacing)) for n in shape]
    grid = _pixel_centres(tuple(counts)) + jitter * rng.standard_normal(
        (int(np.prod(counts)), len(shape))
    )
    box = np.array(shape, float)
    return (grid * (box / counts)) % box


def _hashed(keys: NDArray[np.uint64]) -> NDArray[np.float64]:
    mixed = (keys ^ (keys >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return (mixed ^ (mixed >> np.uint64(32))) / 2.0**64
