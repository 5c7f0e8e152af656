"""Periodic two-point correlation by one real FFT pair, and its radial statistics.

The transform runs in three passes over pieces that fit the processor's cache, on all cores:
all axes but the first, slab by slab; the first axis, there and back, column by column; all axes
but the first back again, only for the lags that are asked for. The covariance is symmetric,
C(-r) = C(r), so the half with non-negative lags along the first axis holds everything.

Source: Dahari et al., Supplementary Information, equations (1) to (4).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.hooks import Hooks, chunked, run_chunks

_CHUNK = 1 << 19
"""Elements a piece of work holds: 4 MB of complex64, about a core's share of cache."""


@dataclass(frozen=True, slots=True)
class PeriodicCovariance:
    """Covariance C(r) = T(r) - phi^2 of one phase with periodic boundary; make with `covariance`.

    Attributes
    ----------
    shape : tuple of int
        Shape of the image.
    phase_fraction : float
        Phase fraction phi, exact.
    half_spectrum : ndarray of complex64, shape (shape[0] // 2 + 1, ..., shape[-1] // 2 + 1)
        Covariance, transformed along all axes but the first; lags 0 to shape[0] // 2 along it.
    """

    shape: tuple[int, ...]
    phase_fraction: float
    half_spectrum: NDArray[np.complex64]

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def variance(self) -> float:
        """Variance of a pixel, phi (1 - phi) = C(0)."""
        return self.phase_fraction * (1.0 - self.phase_fraction)

    @property
    def largest_common_lag(self) -> int:
        """Half the shortest side: the largest lag that every axis has."""
        return min(self.shape) // 2

    def window(
        self, lags: int | tuple[int, ...], hooks: Hooks | None = None
    ) -> NDArray[np.float32]:
        """Covariance at all lags of a box around zero.

        Parameters
        ----------
        lags : int or tuple of int
            Largest lag (all axes, or each); at most half the side.
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        ndarray of float32, shape (lag_0 + 1, 2 lag_1 + 1[, 2 lag_2 + 1])
            Lags 0..lag_0 along the first axis, -lag..lag along the others.

        Raises
        ------
        ValueError
            If a lag is larger than half the side.
        """
        box = (lags,) * self.ndim if isinstance(lags, int) else lags
        if any(not 0 <= lag <= side // 2 for lag, side in zip(box, self.shape, strict=True)):
            raise ValueError(f"lags {box} reach beyond half of the sides {self.shape}")
        target = np.empty((box[0] + 1, *(2 * lag + 1 for lag in box[1:])), np.float32)
        rows = max(1, _CHUNK // math.prod(self.shape[1:]))
        index = tuple(
            np.arange(-lag, lag + 1) % side for lag, side in zip(box, self.shape, strict=True)
        )

        def back(chunk: slice) -> None:
            spectrum = self.half_spectrum[chunk]
            if self.ndim == 3:
                spectrum = scipy.fft.ifft(spectrum, axis=1, norm="forward")[:, index[1]]
            lagged = scipy.fft.irfft(spectrum, n=self.shape[-1], axis=-1, norm="forward")
            np.take(lagged, index[-1], axis=-1, out=target[chunk], mode="clip")

        run_chunks(back, chunked(box[0] + 1, rows), hooks or Hooks(), "inverse transform")
        return target


def covariance(mask: NDArray[np.bool_], hooks: Hooks | None = None) -> PeriodicCovariance:
    """Transform the mask of one phase into its periodic covariance.

    Single precision is enough because the mask is centred first: the covariance is then free of
    the large constant phi^2, in which the digits of float32 would be lost.

    Parameters
    ----------
    mask : ndarray of bool, 2D or 3D
        True in the phase.
    hooks : Hooks, optional
        Progress and cancellation.

    Returns
    -------
    PeriodicCovariance

    Raises
    ------
    MeasurementCancelled
        If the hooks say so.
    """
    hooks = hooks or Hooks()
    shape, size = mask.shape, mask.size
    phase_fraction = int(np.count_nonzero(mask)) / size
    half = (*shape[1:-1], shape[-1] // 2 + 1)
    spectrum = np.empty((shape[0], *half), np.complex64)
    axes = tuple(range(1, mask.ndim))

    def forward(chunk: slice) -> None:
        centred = np.subtract(mask[chunk], np.float32(phase_fraction), dtype=np.float32)
        spectrum[chunk] = scipy.fft.rfftn(centred, axes=axes)

    rows = max(1, _CHUNK // math.prod(shape[1:]))
    run_chunks(forward, chunked(shape[0], rows), hooks.part(0.0, 0.4), "forward transform")
    # The mean that single precision left behind.
    columns = spectrum.reshape(shape[0], -1)
    columns[:, 0] -= columns[:, 0].mean()
    kept = shape[0] // 2 + 1
    scale = np.float32(1.0 / size)

    def across(chunk: slice) -> None:
        piece = scipy.fft.fft(columns[:, chunk], axis=0)
        piece *= scale
        power = np.square(piece.real)
        power += np.square(piece.imag)
        # The power spectrum is real: half of its transform is enough, and its conjugate is the
        # inverse transform.
        np.conjugate(scipy.fft.rfft(power, axis=0), out=columns[:kept, chunk])

    width = max(16, _CHUNK // shape[0])
    run_chunks(across, chunked(columns.shape[1], width), hooks.part(0.4, 1.0), "power spectrum")
    return PeriodicCovariance(tuple(shape), phase_fraction, spectrum[:kept])


def two_point_correlation(
    mask: NDArray[np.bool_], max_lag_px: int | tuple[int, ...] | None = None
) -> NDArray[np.float64]:
    """Two-point correlation T(r) with periodic boundary (SI, equation (4)).

    Parameters
    ----------
    mask : ndarray of bool, 2D or 3D
        True in the phase.
    max_lag_px : int or tuple of int, optional
        Largest lag along each axis; half of each side unless given.

    Returns
    -------
    ndarray of float64, shape (2 lag + 1, ...)
        Probability that both ends of the vector r lie in the phase; r = 0 in the middle.

    Raises
    ------
    ValueError
        If a lag is larger than half the side.
    """
    mask = np.asarray(mask, np.bool_)
    found = covariance(mask)
    half = found.window(
        tuple(side // 2 for side in mask.shape) if max_lag_px is None else max_lag_px
    )
    opposite = np.flip(half[1:])
    whole: NDArray[np.float64] = np.concatenate([opposite, half]).astype(np.float64)
    return whole + found.phase_fraction**2


@dataclass(frozen=True, slots=True)
class RadialStatistics:
    """Radial statistics of a window of lags, in bins of one width.

    Attributes
    ----------
    width : float
        Width of a bin, in px; bin k holds the lags k width <= |r| < (k + 1) width.
    count : ndarray of int64
        Number of lags in each bin, both signs counted.
    covariance_sum : ndarray of float64
        Sum of C(r) over the bin's lags.
    above : ndarray of int64
        Number of the bin's lags with C(r) above the threshold.
    """

    width: float
    count: NDArray[np.int64]
    covariance_sum: NDArray[np.float64]
    above: NDArray[np.int64]


def squared_lags(shape: tuple[int, ...], rows: slice) -> NDArray[np.floating]:
    """Squared length of every lag in some rows of a window.

    Parameters
    ----------
    shape : tuple of int
        Shape of the window, as :meth:`PeriodicCovariance.window` returns it.
    rows : slice
        The rows along the first axis.

    Returns
    -------
    ndarray of float32 or float64, shape (number of rows, *shape[1:])
        Exact: in float32 where that holds every whole number that occurs, else in float64.
    """
    axes = [np.arange(rows.start, rows.stop)]
    axes += [np.arange(-(side // 2), side // 2 + 1) for side in shape[1:]]
    largest = shape[0] ** 2 + sum((side // 2) ** 2 for side in shape[1:])
    kind = np.float32 if largest < 1 << 24 else np.float64
    squares = np.meshgrid(*((axis**2).astype(kind) for axis in axes), indexing="ij", sparse=True)
    total: NDArray[np.floating] = squares[0]
    for square in squares[1:]:
        total = total + square
    return total


def signed_rows(shape: tuple[int, ...]) -> Iterator[tuple[int, slice]]:
    """Pieces of a window, each with the number of lags that one of its elements stands for.

    Parameters
    ----------
    shape : tuple of int
        Shape of the window, as :meth:`PeriodicCovariance.window` returns it.

    Yields
    ------
    signs : int
        1 for the first row, 2 for the others: C(-r) = C(r).
    rows : slice
        Rows along the first axis.
    """
    yield 1, slice(0, 1)
    for piece in chunked(shape[0] - 1, _CHUNK // math.prod(shape[1:])):
        yield 2, slice(piece.start + 1, piece.stop + 1)


def radial_statistics(
    window: NDArray[np.float32], *, width: float, radius: float, threshold: float
) -> RadialStatistics:
    """Gather a window of lags by their length.

    Parameters
    ----------
    window : ndarray of float32
        Covariance as :meth:`PeriodicCovariance.window` returns it.
    width : float
        Width of a bin, in px.
    radius : float
        Lags of this length and longer are left out, in px.
    threshold : float
        What `above` counts.

    Returns
    -------
    RadialStatistics
    """
    n_bins = math.ceil(radius / width)
    count = np.zeros(n_bins + 1, np.int64)
    above = np.zeros(n_bins + 1, np.int64)
    covariance_sum = np.zeros(n_bins + 1)
    for signs, piece in signed_rows(window.shape):
        length = np.sqrt(squared_lags(window.shape, piece))
        length *= 1.0 / width
        index = np.minimum(length, n_bins, out=length).astype(np.intp).ravel()
        values = window[piece].ravel()
        count += signs * np.bincount(index, minlength=n_bins + 1)
        covariance_sum += signs * np.bincount(index, values, n_bins + 1)
        above += signs * np.bincount(index[values > threshold], minlength=n_bins + 1)
    return RadialStatistics(width, count[:n_bins], covariance_sum[:n_bins], above[:n_bins])
