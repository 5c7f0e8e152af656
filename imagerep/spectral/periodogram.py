"""The periodogram of block means.

For residuals e (means of a - R b over blocks of side c), M blocks inside the domain and the
variance v of a pixel, ``I(k) = |rfftn(e)|^2 c^d / (M v)`` has the mean S(k), the spectral density
whose mean over all frequencies is one; averaging over blocks multiplies it by
``prod sinc^2(k_i c / 2)``, which is divided out again. Outside the domain e is zero: of the modes
near zero frequency the mean then takes the share ``|W(k)|^2 / W(0)^2`` of the domain's own
transform W, which is divided out too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.blocks import Blocks

ROUNDING = 1 + 1e-9
"""Modes whose frequency equals a limit belong to it, whatever the last digit says."""

TINY = 1e-12
"""Smallest power, so that its logarithm exists; S itself is far above it."""

LEAST_LEFT = 0.2
"""Smallest share of a mode's power that a domain is taken to have left: modes with less hold little
but noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Periodogram:
    """Half spectrum of one image.

    Attributes
    ----------
    power : ndarray of float64
        I(k) in the layout of ``rfftn``, as it comes (attenuated by the averaging over blocks);
        frequencies beyond `max_frequency` are left out.
    attenuation : ndarray of float64, or None
        ``prod sinc^2(k_i c / 2)``; None without blocks.
    column_weights : ndarray of float64, 1D
        Weight of a mode by its place along the last axis: 1/2 where the half spectrum holds both
        a mode and its mirror image, else 1; times the share of the domain.
    frequencies : tuple of ndarray
        Angular frequency along each axis, in radians a pixel, shaped for broadcasting.
    window_px : tuple of int
        Pixels covered along each axis.
    n_pixels : float
        Pixels of the domain covered.
    block_px : int
        Side of a block.
    on_axes : tuple of ndarray of complex128, 1D
        Coefficients along each axis, from zero frequency on, ``|C|^2 = I(k)`` without attenuation;
        phases are relative to the edge of the image. Empty where a domain has edges of its own.
    """

    power: NDArray[np.float64]
    attenuation: NDArray[np.float64] | None
    column_weights: NDArray[np.float64]
    frequencies: tuple[NDArray[np.float64], ...]
    window_px: tuple[int, ...]
    n_pixels: float
    block_px: int
    on_axes: tuple[NDArray[np.complex128], ...] = ()

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.window_px)

    @property
    def max_frequency(self) -> float:
        """Highest usable frequency along an axis, in radians a pixel."""
        return highest_frequency(self.block_px)

    @property
    def corner_frequency(self) -> float:
        """Length of the longest wave vector that the blocks have, usable or not."""
        cells = [length // self.block_px for length in self.window_px]
        steps = [n // 2 / length for n, length in zip(cells, self.window_px, strict=True)]
        return 2 * math.pi * math.hypot(*steps)

    def quadratic(self, metric: NDArray[np.float64]) -> NDArray[np.float64]:
        """``k' A k`` of every mode, in the layout of `power`."""
        form = np.zeros((1,) * self.ndim)
        for i, k_i in enumerate(self.frequencies):
            form = form + metric[i, i] * k_i**2
            for j in range(i + 1, self.ndim):
                if metric[i, j]:
                    form = form + 2 * metric[i, j] * (k_i * self.frequencies[j])
        return np.maximum(form, 0.0)

    def corrected(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Power of the chosen modes, with the averaging over blocks divided out."""
        power = self.power[chosen]
        if self.attenuation is not None:
            power = power / self.attenuation[chosen]
        return np.maximum(power, TINY)

    def weights(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Weight of the chosen modes."""
        return np.asarray(np.broadcast_to(self.column_weights, self.power.shape)[chosen])


def periodogram(blocks: Blocks, variance: float) -> Periodogram:
    """Squared Fourier coefficients of the residual of a measure with this variance of a pixel."""
    ndim, shape, side = blocks.ndim, blocks.numerator.shape, blocks.side
    n_covered = blocks.n_covered / side**ndim
    cover = None if blocks.denominator is None else blocks.coverage().astype(np.float64)
    window = tuple(n * side for n in shape)
    steps = [np.fft.fftfreq(n) * n for n in shape]
    steps[-1] = np.arange(shape[-1] // 2 + 1.0)
    column_weights = np.ones(len(steps[-1]))
    column_weights[0] = 0.5
    if shape[-1] % 2 == 0:
        column_weights[-1] = 0.5
    kept = [
        np.abs(step) * (2 * np.pi / length) <= highest_frequency(side) * ROUNDING
        for step, length in zip(steps, window, strict=True)
    ]
    coefficients = blocks.transform[np.ix_(*kept)]
    scale = side**ndim / (n_covered * variance)
    power = coefficients.real**2
    power += coefficients.imag**2
    power *= scale
    if cover is not None:
        power /= np.maximum(1 - _taken(cover)[np.ix_(*kept)], LEAST_LEFT)
    frequencies = tuple(
        _along(2 * np.pi / length * step[which], axis, ndim)
        for axis, (step, which, length) in enumerate(zip(steps, kept, window, strict=True))
    )
    attenuation = None
    if side > 1:
        attenuation = np.ones((1,) * ndim)
        for k in frequencies:
            attenuation = attenuation * np.sinc(k * side / (2 * np.pi)) ** 2
    is_whole = cover is None
    return Periodogram(
        power,
        attenuation,
        column_weights[kept[-1]] * (n_covered / math.prod(shape)),
        frequencies,
        window,
        blocks.n_covered,
        side,
        _on_axes(coefficients * math.sqrt(scale), frequencies, side) if is_whole else (),
    )


def _taken(cover: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each mode's power that the mean over a domain takes."""
    transform = scipy.fft.rfftn(cover)
    return np.asarray(np.abs(transform) ** 2 / abs(transform.flat[0]) ** 2)


def _on_axes(
    coefficients: NDArray[Any],
    frequencies: Sequence[NDArray[np.float64]],
    block_px: int,
) -> tuple[NDArray[np.complex128], ...]:
    """Coefficients along each axis, without attenuation, with phases relative to the edge."""
    found = []
    for axis, along in enumerate(frequencies):
        k = along.ravel()  # of an even number of blocks the last axis alone has the highest as +pi
        k = k[(k >= 0) & (k * block_px < np.pi / ROUNDING)]
        place = tuple(slice(len(k)) if i == axis else 0 for i in range(len(frequencies)))
        # A block's phase is that of its centre, half a block from the edge.
        line = coefficients[place] * np.exp(-0.5j * k * block_px)
        found.append(line if block_px == 1 else line / np.sinc(k * block_px / (2 * np.pi)))
    return tuple(found)


def highest_frequency(block_px: int) -> float:
    """Highest usable frequency along an axis: of blocks half their own limit, where they alias."""
    return math.pi if block_px == 1 else math.pi / (2 * block_px)


def _along(values: NDArray[np.float64], axis: int, ndim: int) -> NDArray[np.float64]:
    return values.reshape([-1 if i == axis else 1 for i in range(ndim)])
