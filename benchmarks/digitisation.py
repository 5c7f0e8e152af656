"""By how much pixels change surfaces, curvature, Euler numbers and lines: bodies of known values.

    python -m benchmarks.digitisation

Prints the tables of docs/measures.md: measured over true value, with the error of the mean. Euler
numbers of Boolean models, which pass through zero, are what is measured too much a disc or ball.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from imagerep.configurations import Groups, configurations, pixel_states
from imagerep.generate import voronoi_cells
from imagerep.measures.tables import (
    boundary_table,
    euler_table,
    mean_curvature_table,
    triple_line_table,
)
from tests.measures.random_sets import boolean_densities, boolean_model

PLANE, SPACE = (1.0, 1.0), (1.0, 1.0, 1.0)
Sets = Iterator[NDArray[np.uint8]]


def density(labels: NDArray[np.uint8], table: NDArray[np.float64], groups: Groups) -> float:
    numbers = configurations(pixel_states(labels, groups), len(groups))
    return float(table[numbers].mean())


def balls(radius: float, ndim: int, count: int) -> Sets:
    rng, side = np.random.default_rng(1), 2 * math.ceil(radius) + 6
    for _ in range(count):
        axes = [np.arange(side) - side / 2 - shift for shift in rng.random(ndim)]
        yield (sum(axis**2 for axis in np.ix_(*axes)) <= radius**2).astype(np.uint8)


def boxes(side: float, ndim: int, count: int, *, turned: bool) -> Sets:
    rng = np.random.default_rng(2)
    size = math.ceil(side * (math.sqrt(ndim) if turned else 1)) + 6
    for _ in range(count):
        axes = [np.arange(size) - size / 2 - shift for shift in rng.random(ndim)]
        grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1)
        if turned:
            turn, _ = np.linalg.qr(rng.standard_normal((ndim, ndim)))
            grid = grid @ turn
        yield (np.abs(grid) <= side / 2).all(-1).astype(np.uint8)


def boolean(fraction: float, radius: float, ndim: int, count: int) -> Sets:
    rng = np.random.default_rng(3)
    shape = (1000, 1000) if ndim == 2 else (140, 140, 140)
    for _ in range(count):
        yield boolean_model(shape, fraction, radius, rng).astype(np.uint8)


def ratio(found: list[float], truth: float) -> str:
    values = np.array(found) / truth
    return f"{values.mean():.3f} ± {values.std(ddof=1) / math.sqrt(len(values)):.3f}"


def excess(found: list[float], truth: float, intensity: float) -> str:
    values = (np.array(found) - truth) / intensity
    return f"{values.mean():+.3f} ± {values.std(ddof=1) / math.sqrt(len(values)):.3f}"


def row(
    name: str, sets: Sets, truths: list[float], ndim: int, *, intensity: float | None = None
) -> str:
    """Of bodies, or of a model with so many discs or balls a unit."""
    tables = [boundary_table(PLANE), euler_table(PLANE, 4), euler_table(PLANE, 8)]
    if ndim == 3:
        tables = [
            boundary_table(SPACE), mean_curvature_table(SPACE), euler_table(SPACE, 6),
            euler_table(SPACE, 26),
        ]  # fmt: skip
    found: list[list[float]] = [[] for _ in tables]
    for labels in sets:
        volume = 1.0 if intensity else math.prod(side - 1 for side in labels.shape)
        for each, table in zip(found, tables, strict=True):
            each.append(volume * density(labels, table, ((1,),)))
    cells = [ratio(each, truth) for each, truth in zip(found, truths, strict=True)]
    if intensity:
        cells[-2:] = [
            excess(each, truth, intensity)
            for each, truth in zip(found[-2:], truths[-2:], strict=True)
        ]
    return "| " + " | ".join([name, *cells]) + " |"


def bodies(ndim: int) -> Iterator[str]:
    """Discs and squares, or balls and cubes."""
    count = 60 if ndim == 2 else 16
    for radius in (2, 3, 5, 8, 15):
        truths = [2 * math.pi * radius, 1.0, 1.0]
        if ndim == 3:
            truths = [4 * math.pi * radius**2, 4 * math.pi * radius, 1.0, 1.0]
        name = f"{'disc' if ndim == 2 else 'ball'}, radius {radius}"
        yield row(name, balls(radius, ndim, count), truths, ndim)
    for side in (10, 30):
        truths = [4.0 * side, 1.0, 1.0]
        if ndim == 3:
            truths = [6.0 * side**2, 3 * math.pi * side, 1.0, 1.0]
        for turned in (False, True):
            kind = "square" if ndim == 2 else "cube"
            name = f"{kind} of {side}, {'in all directions' if turned else 'along the axes'}"
            yield row(name, boxes(side, ndim, count, turned=turned), truths, ndim)


def models(ndim: int) -> Iterator[str]:
    """Boolean models of discs or balls."""
    for fraction in (0.1, 0.3):
        for radius in (4, 8, 16) if ndim == 2 else (4, 8):
            known = boolean_densities(fraction, radius, ndim)
            truths = [*known, known[-1]]
            name = f"{fraction:.0%} of {'discs' if ndim == 2 else 'balls'} of radius {radius}"
            volume = math.pi * radius**2 if ndim == 2 else 4 / 3 * math.pi * radius**3
            sets = boolean(fraction, radius, ndim, 60 if ndim == 2 else 20)
            intensity = -math.log(1 - fraction) / volume
            yield row(name, sets, truths, ndim, intensity=intensity)


def tessellations() -> Iterator[str]:
    """Boundaries and triple lines of Poisson-Voronoi cells of three phases.

    S_V = 2.910 lambda^(1/3) and L_V = 5.832 lambda^(2/3) (J. Ohser, F. Mücklich 2000, table 5.3).
    """
    shares = (0.3, 0.3, 0.4)
    for size in (8, 12, 20):
        each: dict[str, list[float]] = {"boundary": [], "line": []}
        for seed in range(6):
            labels = voronoi_cells(
                (140, 140, 140), phase_fractions=shares, cell_size=size, seed=seed
            ).astype(np.uint8)
            each["boundary"].append(density(labels, boundary_table(SPACE, 2), ((0,), (1,))))
            each["line"].append(density(labels, triple_line_table(SPACE), ((0,), (1,), (2,))))
        boundary = 2.9105 / size * 2 * shares[0] * shares[1]
        line = 5.8318 / size**2 * 6 * math.prod(shares)
        cells = [ratio(each["boundary"], boundary), ratio(each["line"], line)]
        print("| " + " | ".join([f"cells of {size} px", *cells]) + " |", flush=True)
    return iter(())


def main() -> None:
    makers: list[Callable[[], Iterator[str]]] = [
        lambda: bodies(2), lambda: models(2), lambda: bodies(3), lambda: models(3), tessellations,
    ]  # fmt: skip
    for make in makers:
        for line in make():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
