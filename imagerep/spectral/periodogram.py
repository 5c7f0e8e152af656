"""The periodogram of block means.

For block means y of side c over M blocks, ``I(k) = |rfftn(y - mean y)|^2 c^d / (M phi (1 - phi))``
has the mean S(k), the spectral density whose mean over all frequencies is one; averaging over
blocks multiplies it by ``prod sinc^2(k_i c / 2)``, which is divided out again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.spectral.blocks import BlockMeans

ROUNDING = 1 + 1e-9
"""Modes whose frequency equals a limit belong to it, whatever the last digit says."""

TINY = 1e-12
"""Smallest power, so that its logarithm exists; S itself is far above it."""


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
        a mode and its mirror image, else 1.
    frequencies : tuple of ndarray
        Angular frequency along each axis, in radians a pixel, shaped for broadcasting.
    window_px : tuple of int
        Pixels covered along each axis.
    block_px : int
        Side of a block.
    """

    power: NDArray[np.float64]
    attenuation: NDArray[np.float64] | None
    column_weights: NDArray[np.float64]
    frequencies: tuple[NDArray[np.float64], ...]
    window_px: tuple[int, ...]
    block_px: int

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.window_px)

    @property
    def n_pixels(self) -> int:
        """Pixels covered."""
        return math.prod(self.window_px)

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
        """``k' A k`` of every mode.

        Parameters
        ----------
        metric : ndarray of float64, shape (d, d)
            The symmetric matrix A, in pixels squared.

        Returns
        -------
        ndarray of float64
            In the layout of `power`.
        """
        form = np.zeros((1,) * self.ndim)
        for i, k_i in enumerate(self.frequencies):
            form = form + metric[i, i] * k_i**2
            for j in range(i + 1, self.ndim):
                if metric[i, j]:
                    form = form + 2 * metric[i, j] * (k_i * self.frequencies[j])
        return np.maximum(form, 0.0)

    def corrected(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Power of the chosen modes, with the averaging over blocks divided out.

        Parameters
        ----------
        chosen : ndarray of bool
            In the layout of `power`.

        Returns
        -------
        ndarray of float64, 1D
        """
        power = self.power[chosen]
        if self.attenuation is not None:
            power = power / self.attenuation[chosen]
        return np.maximum(power, TINY)

    def weights(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Weight of the chosen modes.

        Parameters
        ----------
        chosen : ndarray of bool
            In the layout of `power`.

        Returns
        -------
        ndarray of float64, 1D
        """
        return np.asarray(np.broadcast_to(self.column_weights, self.power.shape)[chosen])


def periodogram(blocks: BlockMeans, phase_fraction: float) -> Periodogram:
    """Squared Fourier coefficients of an image's block means.

    Parameters
    ----------
    blocks : BlockMeans
        The image.
    phase_fraction : float
        Phase fraction of the whole sample, strictly between 0 and 1.

    Returns
    -------
    Periodogram
    """
    cells = blocks.means
    ndim, side = cells.ndim, blocks.block_px
    shape, n_cells = cells.shape, cells.size
    cells -= cells.mean()
    coefficients = scipy.fft.rfftn(cells, overwrite_x=True)
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
    coefficients = coefficients[np.ix_(*kept)]
    power = coefficients.real**2
    power += coefficients.imag**2
    power *= side**ndim / (n_cells * phase_fraction * (1 - phase_fraction))
    frequencies = tuple(
        _along(2 * np.pi / length * step[which], axis, ndim)
        for axis, (step, which, length) in enumerate(zip(steps, kept, window, strict=True))
    )
    attenuation = None
    if side > 1:
        attenuation = np.ones((1,) * ndim)
        for k in frequencies:
            attenuation = attenuation * np.sinc(k * side / (2 * np.pi)) ** 2
    return Periodogram(power, attenuation, column_weights[kept[-1]], frequencies, window, side)


def highest_frequency(block_px: int) -> float:
    """Highest usable frequency along an axis, in radians a pixel.

    Parameters
    ----------
    block_px : int
        Side of a block.

    Returns
    -------
    float
        pi for pixels; half of the blocks' own limit, beyond which they alias.
    """
    return math.pi if block_px == 1 else math.pi / (2 * block_px)


def _along(values: NDArray[np.float64], axis: int, ndim: int) -> NDArray[np.float64]:
    return values.reshape([-1 if i == axis else 1 for i in range(ndim)])
