"""Periodic two-point correlation by one real FFT pair.

The transform runs in three passes over pieces that fit the processor's cache, on all cores:
all axes but the first, slab by slab; the first axis, there and back, column by column; all axes
but the first back again, only for the lags that are asked for. The covariance is symmetric,
C(-r) = C(r), so the half with non-negative lags along the first axis holds everything.

Source: Dahari et al., Supplementary Information, equations (1) to (4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.hooks import Hooks, chunked, run_chunks
from imagerep.passes import CACHED, CHUNK, column_covariance, lag_rows


class Covariance(Protocol):
    """What the length scale needs of a periodic covariance, wherever its transform is kept."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the image."""

    @property
    def ndim(self) -> int:
        """Number of axes."""

    @property
    def phase_fraction(self) -> float:
        """Phase fraction phi, exact."""

    @property
    def variance(self) -> float:
        """Variance of a pixel, phi (1 - phi) = C(0)."""

    @property
    def largest_common_lag(self) -> int:
        """Half the shortest side: the largest lag that every axis has."""

    @property
    def n_threads(self) -> int | None:
        """Threads that may work on its lags; as many as there are cores where it is None."""

    def looks(self, first: int) -> tuple[int, ...]:
        """Lags up to which to look in turn until the correlation has settled."""

    def window(self, lags: int, hooks: Hooks | None = None) -> NDArray[np.float32]:
        """Covariance at all lags of a box around zero, as `PeriodicCovariance.window`."""


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

    @property
    def n_threads(self) -> int | None:
        """All cores."""
        return None

    def looks(self, first: int) -> tuple[int, ...]:
        """Lags up to which to look in turn until the correlation has settled.

        Parameters
        ----------
        first : int
            The first.

        Returns
        -------
        tuple of int
            Ascending; the last is the largest common lag.
        """
        return tuple(dict.fromkeys((first, self.largest_common_lag)))

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
        rows = max(1, CHUNK // math.prod(self.shape[1:]))

        def back(chunk: slice) -> None:
            lag_rows(self.half_spectrum[chunk], self.shape[1:], box[1:], target[chunk])

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

    rows = max(1, CHUNK // math.prod(shape[1:]))
    run_chunks(forward, chunked(shape[0], rows), hooks.part(0.0, 0.4), "forward transform")
    # The mean that single precision left behind.
    columns = spectrum.reshape(shape[0], -1)
    columns[:, 0] -= columns[:, 0].mean()
    kept = shape[0] // 2 + 1
    scale = np.float32(1.0 / size**2)

    def across(chunk: slice) -> None:
        column_covariance(columns[:, chunk], scale, columns[:kept, chunk])

    width = max(16, CACHED // shape[0])
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
