"""Media made of objects: overlapping, packed, on lattices, in clusters.

An object is an ellipsoid, a box or an annulus; pixels whose centres lie inside belong to it, so a
continuous model's phase fraction is exactly that of its pixels.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from benchmarks.coverage.fields import Mask, _jittered_grid
from benchmarks.coverage.sizes import Array, Sizes

_MEAN_SAMPLES = 200_000


@dataclass(frozen=True)
class BooleanModel:
    """Union of objects at Poisson points.

    Attributes
    ----------
    phase_fraction : float
        1 - exp(-density x mean size of an object).
    sizes : Sizes
        Half axes of the objects.
    box : bool
        Boxes instead of ellipsoids.
    turn : float or None
        Angle of the first half axis, degrees; None: every object in a random direction.
    hole : float
        Radius of a hole over that of the object (annuli).
    """

    phase_fraction: float
    sizes: Sizes
    box: bool = False
    turn: float | None = 90.0
    hole: float = 0.0

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        ndim = len(shape)
        axes = self.sizes(np.random.default_rng(5), _MEAN_SAMPLES, ndim)
        unit = 2.0**ndim if self.box else {2: math.pi, 3: 4 * math.pi / 3}[ndim]
        size = unit * float(np.prod(axes, axis=1).mean()) * (1 - self.hole**ndim)
        n = rng.poisson(-math.log1p(-self.phase_fraction) / size * math.prod(shape))
        frames = _frames(rng, n, ndim, self.turn)
        field = np.zeros(shape, bool)
        half_axes = self.sizes(rng, n, ndim)
        _stamp(field, rng.random((n, ndim)) * shape, half_axes, frames, self.box, self.hole)
        return field


@dataclass(frozen=True)
class DeadLeaves:
    """Boxes thrown one over another, each of either phase, in two directions (2D)."""

    phase_fraction: float
    half_axes: tuple[float, float]
    directions: tuple[float, float]
    layers: float = 6.5

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field; what no leaf covers is white noise of the same phase fraction."""
        n = int(self.layers * math.prod(shape) / (4 * math.prod(self.half_axes)))
        field = rng.random(shape) < self.phase_fraction
        turns = np.where(rng.random(n) < 0.5, *self.directions)
        frames = np.stack([_frame(turn) for turn in turns])
        half_axes = np.tile(self.half_axes, (n, 1))
        values = rng.random(n) < self.phase_fraction
        _stamp(field, rng.random((n, 2)) * shape, half_axes, frames, box=True, values=values)
        return field


@dataclass(frozen=True)
class Packing:
    """Random sequential addition of particles that do not overlap, all sizes in each round.

    Attributes
    ----------
    target : float
        Phase fraction aimed at; a dense target may be missed.
    sizes : Sizes
        Radii.
    attempts : int
        Rounds of proposals before a particle is given up.
    """

    target: float
    sizes: Sizes
    attempts: int = 200

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        ndim = len(shape)
        unit = {2: math.pi, 3: 4 * math.pi / 3}[ndim]
        mean = float(
            (self.sizes(np.random.default_rng(5), _MEAN_SAMPLES, ndim)[:, 0] ** ndim).mean()
        )
        n = int(self.target * math.prod(shape) / (unit * mean))
        radii = np.sort(self.sizes(rng, n, ndim)[:, 0])[::-1]
        centres, radii = _sequential_addition(rng, shape, radii, self.attempts)
        field = np.zeros(shape, bool)
        _stamp_balls(field, centres, radii)
        return field


@dataclass(frozen=True)
class HardCore:
    """Matérn's second hard-core process: of two points too close, the older is dropped."""

    density: float
    distance: float
    radius: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        n = rng.poisson(self.density * math.prod(shape))
        centres, age = rng.random((n, len(shape))) * shape, rng.random(n)
        pairs = cKDTree(centres, boxsize=shape).query_pairs(self.distance, output_type="ndarray")
        dropped = np.where(age[pairs[:, 0]] > age[pairs[:, 1]], pairs[:, 0], pairs[:, 1])
        field = np.zeros(shape, bool)
        centres = np.delete(centres, np.unique(dropped), axis=0)
        _stamp_balls(field, centres, np.full(len(centres), self.radius))
        return field


@dataclass(frozen=True)
class Clusters:
    """Neyman-Scott discs: Poisson parents with Gaussian clouds of children."""

    parents: float
    children: float
    spread: float
    radius: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        n = rng.poisson(self.parents * math.prod(shape))
        centres = np.repeat(
            rng.random((n, len(shape))) * shape, rng.poisson(self.children, n), axis=0
        )
        centres = (centres + self.spread * rng.standard_normal(centres.shape)) % shape
        field = np.zeros(shape, bool)
        _stamp_balls(field, centres, np.full(len(centres), self.radius))
        return field


@dataclass(frozen=True)
class SquareLattice:
    """Discs or balls on a square or cubic lattice, moved by ``jitter`` spacings, some missing.

    Along the axes unless turned (by ``turn`` degrees; in volumes about each axis in turn). Along
    the axes the spacing is fitted to the field, whose faces are periodic.
    """

    spacing: float
    jitter: float
    radius: float
    missing: float = 0.0
    turn: float = 0.0

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        if self.turn:
            return self._turned(rng, shape)
        centres = _jittered_grid(rng, shape, self.spacing, self.jitter)
        centres = (centres + rng.random(len(shape)) * self.spacing) % shape
        centres = centres[rng.random(len(centres)) >= self.missing]
        field = np.zeros(shape, bool)
        _stamp_balls(field, centres, np.full(len(centres), self.radius))
        return field

    def _turned(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        ndim = len(shape)
        reach = int(0.5 * math.sqrt(ndim) * max(shape) / self.spacing) + 2
        steps = np.indices((2 * reach + 1,) * ndim).reshape(ndim, -1).T - reach
        lattice = (steps + rng.random(ndim)) * self.spacing
        frame = _frame(self.turn) if ndim == 2 else _turned_about_each_axis(self.turn)
        centres = lattice @ frame + np.array(shape) / 2
        centres += self.spacing * self.jitter * rng.standard_normal(centres.shape)
        centres = centres[rng.random(len(centres)) >= self.missing]
        return _balls_of_a_larger_field(shape, centres, self.radius)


@dataclass(frozen=True)
class HexagonalLattice:
    """Discs on a hexagonal lattice in a random direction, moved by ``jitter`` spacings (2D)."""

    spacing: float
    jitter: float
    radius: float

    def __call__(self, rng: Generator, shape: tuple[int, ...]) -> Mask:
        """Draw one field."""
        reach = int(0.75 * max(shape) / self.spacing) + 4
        rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
        rows, columns = rows * self.spacing, columns * self.spacing
        lattice = np.stack([rows * math.sqrt(0.75), columns + 0.5 * (rows % (2 * self.spacing))], 1)
        lattice += rng.random(2) * self.spacing
        centres = lattice @ _frame(180 * rng.random()) + np.array(shape) / 2
        centres += self.spacing * self.jitter * rng.standard_normal(centres.shape)
        return _balls_of_a_larger_field(shape, centres, self.radius)


def _frame(turn: float) -> Array:
    """Rows: the unit vectors of a box's or ellipse's axes, in array order (y, x)."""
    angle = math.radians(turn)
    return np.array([[math.sin(angle), math.cos(angle)], [math.cos(angle), -math.sin(angle)]])


def _turned_about_each_axis(turn: float) -> Array:
    return Rotation.from_euler("xyz", [turn] * 3, degrees=True).as_matrix()


def _frames(rng: Generator, n: int, ndim: int, turn: float | None) -> Array:
    if ndim == 2:
        turns = np.full(n, turn) if turn is not None else rng.random(n) * 180
        return np.stack([_frame(angle) for angle in turns]) if n else np.zeros((0, 2, 2))
    if turn is not None:
        return np.broadcast_to(np.eye(3), (n, 3, 3))
    return np.linalg.qr(rng.standard_normal((n, 3, 3)))[0].transpose(0, 2, 1)


def _windows(
    shape: tuple[int, ...], centres: Array, extents: Array, middles: Array | None = None
) -> Iterator[tuple[tuple[NDArray[np.intp], ...], list[Array]]]:
    """Pixel indices (wrapped) and offsets from the centre, for the box around each object.

    `middles` are those of the boxes where they surround pieces of objects.
    """
    middles = centres if middles is None else middles
    first = np.floor(middles - extents).astype(int)
    last = np.ceil(middles + extents).astype(int)
    ndim = len(shape)
    for start, stop, centre in zip(first, last, centres, strict=True):
        pixels = [np.arange(start[axis], stop[axis] + 1) for axis in range(ndim)]
        offsets = [
            (pixels[axis] + 0.5 - centre[axis]).reshape(
                [-1 if i == axis else 1 for i in range(ndim)]
            )
            for axis in range(ndim)
        ]
        yield np.ix_(*[p % n for p, n in zip(pixels, shape, strict=True)]), offsets


def _stamp(
    field: Mask,
    centres: Array,
    half_axes: Array,
    frames: Array,
    box: bool,
    hole: float = 0.0,
    values: Mask | None = None,
) -> None:
    reach = np.abs(frames) * half_axes[:, :, None]
    extents = reach.sum(axis=1) if box else np.sqrt((reach**2).sum(axis=1))
    scaled = frames / half_axes[:, :, None]
    numbers, middles = np.arange(len(centres)), centres
    if box and field.ndim == 3:  # the box around a slanted fibre is nearly empty: take pieces
        counts = np.maximum((half_axes[:, 0] / (4 * half_axes[:, 1:].max(axis=1))).astype(int), 1)
        numbers = np.repeat(numbers, counts)
        first = np.repeat(np.cumsum(counts) - counts, counts)
        place = (2 * (np.arange(len(numbers)) - first) + 1) / counts[numbers] - 1
        middles = centres[numbers] + (place * half_axes[numbers, 0])[:, None] * frames[numbers, 0]
        extents = (reach[:, 0] / counts[:, None] + reach[:, 1:].sum(axis=1))[numbers]
        centres = centres[numbers]
    windows = _windows(field.shape, centres, extents, middles)
    for number, (window, offsets) in zip(numbers, windows, strict=True):
        along = [sum(b * d for b, d in zip(row, offsets, strict=True)) for row in scaled[number]]
        if box:
            inside = np.logical_and.reduce([np.abs(u) <= 1 for u in along])
        else:
            squared = sum(u * u for u in along)
            inside = squared <= 1
            if hole:
                inside &= squared > hole**2
        if values is None or values[number]:
            field[window] |= inside
        else:
            field[window] &= ~inside


def _stamp_balls(field: Mask, centres: Array, radii: Array) -> None:
    extents = np.repeat(radii[:, None], field.ndim, axis=1)
    for radius, (window, offsets) in zip(
        radii, _windows(field.shape, centres, extents), strict=True
    ):
        field[window] |= sum(d * d for d in offsets) <= radius**2


def _balls_of_a_larger_field(shape: tuple[int, ...], centres: Array, radius: float) -> Mask:
    """Stamp balls, also those whose centres lie just outside; nothing is wrapped round."""
    margin = math.ceil(radius) + 4
    inside = ((centres > -margin) & (centres < np.array(shape) + margin)).all(axis=1)
    padded = np.zeros([n + 2 * margin + 8 for n in shape], bool)
    centres = centres[inside] + margin + 4
    _stamp_balls(padded, centres, np.full(len(centres), radius))
    return padded[tuple(slice(margin + 4, margin + 4 + n) for n in shape)].copy()


def _sequential_addition(
    rng: Generator, shape: tuple[int, ...], radii: Array, attempts: int
) -> tuple[Array, Array]:
    """Place particles in rounds; of two proposals that overlap, the larger (first) stays."""
    box = np.array(shape, float)
    centres, placed = np.zeros((0, len(shape))), np.zeros(0)
    waiting = radii
    for _ in range(attempts):
        if not len(waiting):
            break
        proposals = rng.random((len(waiting), len(shape))) * box
        free = np.ones(len(waiting), bool)
        if len(centres):
            reach = float(placed.max() + waiting.max())
            near = cKDTree(proposals, boxsize=box).sparse_distance_matrix(
                cKDTree(centres, boxsize=box), reach, output_type="ndarray"
            )
            hit = near["v"] < waiting[near["i"]] + placed[near["j"]]
            free[near["i"][hit]] = False
        candidates = np.flatnonzero(free)
        tree = cKDTree(proposals[candidates], boxsize=box)
        pairs = tree.query_pairs(2 * float(waiting.max()), output_type="ndarray")
        pairs = candidates[np.sort(pairs, axis=1)]
        gap = np.abs(proposals[pairs[:, 0]] - proposals[pairs[:, 1]])
        distance = np.sqrt((np.minimum(gap, box - gap) ** 2).sum(axis=1))
        pairs = pairs[distance < waiting[pairs[:, 0]] + waiting[pairs[:, 1]]]
        for first, second in pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]:
            if free[first]:
                free[second] = False
        centres = np.concatenate([centres, proposals[free]])
        placed = np.concatenate([placed, waiting[free]])
        waiting = waiting[~free]
    return centres, placed
