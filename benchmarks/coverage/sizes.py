"""Random sizes of the objects of a medium."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Sizes(Protocol):
    """Random sizes: radii or half axes, one row an object."""

    def __call__(self, rng: Generator, n: int, ndim: int) -> Array:
        """Draw half axes, shape (n, ndim)."""
        ...


@dataclass(frozen=True)
class Fixed:
    """The same half axes for every object; a single one is a radius."""

    half_axes: tuple[float, ...]

    def __call__(self, rng: Generator, n: int, ndim: int) -> Array:
        """Draw half axes."""
        return np.broadcast_to(np.array(self.half_axes, float), (n, ndim)).copy()


@dataclass(frozen=True)
class LogNormal:
    """Radii with a median and a standard deviation of their logarithm, up to a largest one."""

    median: float
    spread: float
    largest: float

    def __call__(self, rng: Generator, n: int, ndim: int) -> Array:
        """Draw half axes."""
        radius = np.minimum(
            self.median * np.exp(self.spread * rng.standard_normal(n)), self.largest
        )
        return np.repeat(radius[:, None], ndim, axis=1)


@dataclass(frozen=True)
class Pareto:
    """Radii with a power-law tail, up to a largest one."""

    smallest: float
    exponent: float
    largest: float

    def __call__(self, rng: Generator, n: int, ndim: int) -> Array:
        """Draw half axes."""
        radius = self.smallest * (1 - rng.random(n)) ** (-1 / self.exponent)
        return np.repeat(np.minimum(radius, self.largest)[:, None], ndim, axis=1)
