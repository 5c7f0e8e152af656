"""Spectral densities of Gaussian fields, up to a factor, and the fields themselves.

A spectrum is called with the wave numbers of each axis (radians a pixel, open grids).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import scipy.fft
from numpy.random import Generator
from numpy.typing import NDArray

Wave = Sequence[NDArray[np.float64]]


class Spectrum(Protocol):
    """Spectral density at given wave numbers, up to a factor."""

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        ...


@dataclass(frozen=True)
class Metric:
    """Length of a wave vector: isotropic, one length an axis, or an ellipse turned by an angle.

    Attributes
    ----------
    length : float
        Length in pixels (geometric mean of the axes of an ellipse).
    ratio : float
        Long over short axis of an ellipse (2D).
    angle : float
        Direction of its long axis, degrees from the last axis (2D).
    axes : tuple of float
        One length an axis, instead of the others.
    """

    length: float = 1.0
    ratio: float = 1.0
    angle: float = 0.0
    axes: tuple[float, ...] = field(default=())

    def squared(self, wave: Wave) -> NDArray[np.float64]:
        """Squared length of ``wave`` times the lengths, without unit."""
        if self.axes:
            return sum((k * a) ** 2 for k, a in zip(wave, self.axes, strict=True))
        if self.ratio == 1:
            return sum(k * k for k in wave) * self.length**2
        turn = math.radians(self.angle)
        along = math.sin(turn) * wave[0] + math.cos(turn) * wave[1]
        across = math.cos(turn) * wave[0] - math.sin(turn) * wave[1]
        return self.length**2 * (self.ratio * along**2 + across**2 / self.ratio)


@dataclass(frozen=True)
class Matern:
    """Matérn covariance; ``smoothness`` 0.5 is the exponential one."""

    smoothness: float
    metric: Metric

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        return (1 + self.metric.squared(wave)) ** (-self.smoothness - len(wave) / 2)


@dataclass(frozen=True)
class Squared:
    """Squared-exponential covariance, exp(-r² / 2 length²): a blurred white noise."""

    metric: Metric

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        return np.exp(-self.metric.squared(wave) / 2)


@dataclass(frozen=True)
class Ring:
    """Power around one wave number: a covariance that oscillates."""

    centre: float
    width: float

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        radius = np.sqrt(sum(k * k for k in wave))
        return np.exp(-((radius - self.centre) ** 2) / (2 * self.width**2))


@dataclass(frozen=True)
class Spinodal:
    """Spinodal decomposition: k⁴ exp(-2 (k / peak)²)."""

    peak: float
    metric: Metric

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        squared = self.metric.squared(wave)
        return squared**2 * np.exp(-2 * squared / self.peak**2)


@dataclass(frozen=True)
class PowerLaw:
    """Power law, flat below a cut-off wave number."""

    exponent: float
    cutoff: float

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        return (self.cutoff**2 + sum(k * k for k in wave)) ** (-self.exponent / 2)


@dataclass(frozen=True)
class Mixture:
    """Sum of spectra with weights."""

    parts: tuple[tuple[float, Spectrum], ...]

    def __call__(self, wave: Wave) -> NDArray[np.float64]:
        """Evaluate the density."""
        return sum(weight * spectrum(wave) for weight, spectrum in self.parts)


def standard_gaussian(
    rng: Generator, shape: tuple[int, ...], spectrum: Spectrum
) -> NDArray[np.float32]:
    """Periodic Gaussian field of mean 0 and variance 1 over the ensemble.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of the noise.
    shape : tuple of int
        Pixels along each axis.
    spectrum : Spectrum
        Its spectral density, up to a factor.

    Returns
    -------
    ndarray of float32, of that shape
    """
    frequencies = [scipy.fft.fftfreq(n) for n in shape[:-1]] + [scipy.fft.rfftfreq(shape[-1])]
    wave = np.meshgrid(*[2 * np.pi * f for f in frequencies], indexing="ij", sparse=True)
    density = np.broadcast_to(spectrum(wave), [f.size for f in frequencies])
    weights = np.full(frequencies[-1].size, 2.0)
    weights[0] = 1
    if shape[-1] % 2 == 0:
        weights[-1] = 1
    variance = float((density.sum(axis=tuple(range(density.ndim - 1))) * weights).sum())
    amplitude = np.sqrt(density * (math.prod(shape) / variance)).astype(np.float32)
    noise = scipy.fft.rfftn(rng.standard_normal(shape, dtype=np.float32))
    noise *= amplitude
    return scipy.fft.irfftn(noise, s=shape)
