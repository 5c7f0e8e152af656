"""The periodogram of block means, and the modes that tell about zero frequency.

For block means y of side c over M blocks, ``I(k) = |rfftn(y - mean y)|^2 c^d / (M phi (1 - phi))``
has the mean S(k), the spectral density whose mean over all frequencies is one; averaging over
blocks multiplies it by ``prod sinc^2(k_i c / 2)``, which is divided out again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.spectral.blocks import BlockMeans

POWER_SHARE = 0.7
"""Share of the variance held by the modes used. From the predictive density of the true S on the
development media: higher frequencies describe edges and pixels rather than the arrangement."""

MIN_CUTOFF_FUNDAMENTALS = 4.2
"""Cut-off at least this many times 2 pi / shortest side, from the same media: about 27 modes in
2D, enough for an ellipse, whatever the share of the variance."""

MAX_MODES = {2: 4000, 3: 6000}
"""Most modes used, from the same media: with more, S(0) gains nothing and the fit costs time."""

MIN_RADIAL_MODES = 30
"""Fewest modes (counted by weight) for the radial fit, as `MIN_CUTOFF_FUNDAMENTALS`."""

CUTOFF_STEPS = 299
"""Steps of frequency in which the cut-off is looked for: fine beside its weak influence."""

ROUNDING = 1 + 1e-9
"""Modes whose frequency equals a limit belong to it, whatever the last digit says."""

TINY = 1e-12
"""Smallest power, so that its logarithm exists; S itself is far above it."""

_UNIT_BALL = {2: math.pi, 3: 4 * math.pi / 3}


@dataclass(frozen=True, slots=True, eq=False)
class Periodogram:
    """Half spectrum of one image.

    Attributes
    ----------
    power : ndarray of float64
        I(k) in the layout of ``rfftn``, as it comes (attenuated by the averaging over blocks).
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
        """Highest usable frequency along an axis: pixels alias beyond pi, blocks from pi / 2c."""
        return math.pi if self.block_px == 1 else math.pi / (2 * self.block_px)

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


@dataclass(frozen=True, slots=True, eq=False)
class Modes:
    """Modes of low frequency, of one or several images.

    Attributes
    ----------
    vectors : ndarray of float64, shape (n, d)
        Wave vectors, in radians a pixel.
    power, weight : ndarray of float64, shape (n,)
        I(k) and the weight of each mode.
    cutoff : float
        Largest length of a wave vector, in radians a pixel.
    """

    vectors: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]
    cutoff: float


@dataclass(frozen=True, slots=True, eq=False)
class RadialModes:
    """Modes by one radial variable, ascending.

    Attributes
    ----------
    radius : ndarray of float64, shape (n,)
        ``u = sqrt(k' A k)``, without dimension.
    power, weight : ndarray of float64, shape (n,)
        I(k) and the weight of each mode.
    median_radius : float
        u at half of the variance held by these modes.
    """

    radius: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]
    median_radius: float


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
    variance = phase_fraction * (1 - phase_fraction)
    coefficients = scipy.fft.rfftn(cells - cells.mean())
    power = coefficients.real**2
    power += coefficients.imag**2
    power *= side**ndim / (cells.size * variance)
    window = tuple(n * side for n in cells.shape)
    frequencies = tuple(
        _along(
            2
            * np.pi
            / length
            * (np.arange(n // 2 + 1.0) if axis == ndim - 1 else np.fft.fftfreq(n) * n),
            axis,
            ndim,
        )
        for axis, (n, length) in enumerate(zip(cells.shape, window, strict=True))
    )
    attenuation = None
    if side > 1:
        attenuation = np.ones((1,) * ndim)
        for k in frequencies:
            attenuation = attenuation * np.sinc(k * side / (2 * np.pi)) ** 2
    column_weights = np.ones(power.shape[-1])
    column_weights[0] = 0.5
    if cells.shape[-1] % 2 == 0:
        column_weights[-1] = 0.5
    return Periodogram(power, attenuation, column_weights, frequencies, window, side)


def low_frequency_modes(spectra: Sequence[Periodogram]) -> Modes:
    """Modes up to a cut-off that is the same in every direction.

    Parameters
    ----------
    spectra : sequence of Periodogram
        One an image; all with the same side of a block.

    Returns
    -------
    Modes
        Those within the frequency that holds `POWER_SHARE` of the variance, at least
        `MIN_CUTOFF_FUNDAMENTALS` and at most `MAX_MODES`.
    """
    ndim = spectra[0].ndim
    squares = [spectrum.quadratic(np.eye(ndim)) for spectrum in spectra]
    largest = math.sqrt(max(float(square.max()) for square in squares))
    edges = np.linspace(0, largest * 1.0001, CUTOFF_STEPS + 1)
    held = np.zeros(CUTOFF_STEPS)
    for spectrum, square in zip(spectra, squares, strict=True):
        step = (np.sqrt(square) * (CUTOFF_STEPS / edges[-1])).astype(np.intp)
        held += np.bincount(
            step.ravel(),
            (spectrum.column_weights * spectrum.power).ravel(),
            minlength=CUTOFF_STEPS,
        )
    share = 2 * np.cumsum(held) / sum(spectrum.n_pixels for spectrum in spectra)
    cutoff = float(edges[min(int(np.searchsorted(share, POWER_SHARE)) + 1, CUTOFF_STEPS)])
    lowest = 2 * math.pi / min(map(_shortest, spectra)) * MIN_CUTOFF_FUNDAMENTALS
    cutoff = max(cutoff, lowest)
    cutoff = min(cutoff, max(_radius_of_most_modes(spectra), lowest), spectra[0].max_frequency)
    chosen = [(square > 0) & (square <= (cutoff * ROUNDING) ** 2) for square in squares]
    pairs = list(zip(spectra, chosen, strict=True))
    return Modes(
        vectors=np.concatenate([_vectors(spectrum, which) for spectrum, which in pairs]),
        power=np.concatenate([spectrum.corrected(which) for spectrum, which in pairs]),
        weight=np.concatenate([spectrum.weights(which) for spectrum, which in pairs]),
        cutoff=cutoff,
    )


def radial_modes(spectra: Sequence[Periodogram], metric: NDArray[np.float64]) -> RadialModes:
    """Modes inside an ellipse of wave vectors, by ``u = sqrt(k' A k)``.

    Parameters
    ----------
    spectra : sequence of Periodogram
        One an image; all with the same side of a block.
    metric : ndarray of float64, shape (d, d)
        The matrix A, in pixels squared.

    Returns
    -------
    RadialModes
        Inside the largest ellipse that the usable frequencies hold, at most `MAX_MODES`, up to
        `POWER_SHARE` of the variance, at least `MIN_RADIAL_MODES`.
    """
    longest = np.sqrt(np.diag(np.linalg.inv(metric)))
    limit = spectra[0].max_frequency / float(longest.max())
    limit = min(limit, _radius_of_most_modes(spectra, metric)) * 1.0001
    radii, powers, weights = [], [], []
    for spectrum in spectra:
        square = spectrum.quadratic(metric)
        chosen = (square > 0) & (square <= limit**2)
        radii.append(np.sqrt(square[chosen]))
        powers.append(spectrum.corrected(chosen))
        weights.append(spectrum.weights(chosen))
    radius = np.concatenate(radii)
    order = np.argsort(radius, kind="stable")
    radius = radius[order]
    power = np.concatenate(powers)[order]
    weight = np.concatenate(weights)[order]
    n_pixels = sum(spectrum.n_pixels for spectrum in spectra)
    share = 2 * np.cumsum(weight * power) / n_pixels
    fewest = int(np.searchsorted(np.cumsum(weight), MIN_RADIAL_MODES))
    count = min(len(radius), max(int(np.searchsorted(share, POWER_SHARE)) + 1, fewest))
    count = int(np.searchsorted(radius, radius[count - 1] * ROUNDING, side="right"))
    middle = min(int(np.searchsorted(share[:count], 0.5)), count - 1)
    return RadialModes(radius[:count], power[:count], weight[:count], float(radius[middle]))


def _radius_of_most_modes(
    spectra: Sequence[Periodogram], metric: NDArray[np.float64] | None = None
) -> float:
    """Radius within which `MAX_MODES` modes of the half spectra lie, from their density."""
    ndim = spectra[0].ndim
    n_pixels = sum(spectrum.n_pixels for spectrum in spectra)
    volume = 2 * MAX_MODES[ndim] / _UNIT_BALL[ndim] * (2 * math.pi) ** ndim / n_pixels
    if metric is not None:
        volume *= math.sqrt(float(np.linalg.det(metric)))
    return float(volume ** (1 / ndim))


def _along(values: NDArray[np.float64], axis: int, ndim: int) -> NDArray[np.float64]:
    return values.reshape([-1 if i == axis else 1 for i in range(ndim)])


def _vectors(spectrum: Periodogram, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    places = np.nonzero(chosen)
    return np.stack(
        [k.ravel()[place] for k, place in zip(spectrum.frequencies, places, strict=True)], axis=1
    )


def _shortest(spectrum: Periodogram) -> int:
    return min(spectrum.window_px)
