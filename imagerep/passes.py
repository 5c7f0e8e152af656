"""Passes of the periodic correlation, over pieces that fit the processor's cache.

They are the same for an image in memory and for one on disk.

Source: Dahari et al., Supplementary Information, equations (1) to (4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

CHUNK = 1 << 19
"""Elements a piece of work holds: 4 MB of complex64, about a core's share of cache."""

CACHED = 1 << 17
"""Elements that are transformed at a time: 1 MB of complex64, about a core's own cache. Four times
as many took three times as long a column of 512."""


def lag_rows(
    spectrum: NDArray[np.complex64],
    sides: tuple[int, ...],
    lags: tuple[int, ...],
    target: NDArray[np.float32],
) -> None:
    """Transform some rows of a covariance back, for the lags that are asked for.

    Parameters
    ----------
    spectrum : ndarray of complex64, shape (rows, ..., sides[-1] // 2 + 1)
        Covariance at some lags along the first axis, transformed along the others.
    sides : tuple of int
        Sides of the image along these others.
    lags : tuple of int
        Largest lag along each of them.
    target : ndarray of float32, shape (rows, 2 lags[0] + 1, ...)
        Receives the covariance.
    """
    if len(sides) == 1:
        last_lags(spectrum, sides[0], lags[0], target)
        return
    partial: NDArray[Any] = scipy.fft.ifft(spectrum, axis=1, norm="forward")
    for found, wanted in both_signs(sides[0], lags[0]):
        last_lags(partial[:, found], sides[1], lags[1], target[:, wanted])


def last_lags(
    spectrum: NDArray[np.complex64], side: int, lag: int, target: NDArray[np.float32]
) -> None:
    """Transform a covariance back along its last axis, for the lags that are asked for.

    Parameters
    ----------
    spectrum : ndarray of complex64, shape (..., side // 2 + 1)
        Covariance, transformed along the last axis.
    side : int
        Side of the image along it.
    lag : int
        Largest lag.
    target : ndarray of float32, shape (..., 2 lag + 1)
        Receives the covariance.
    """
    lagged = scipy.fft.irfft(spectrum, n=side, axis=-1, norm="forward")
    for found, wanted in both_signs(side, lag):
        target[..., wanted] = lagged[..., found]


def both_signs(side: int, lag: int) -> Iterator[tuple[slice, slice]]:
    """Where the lags of either sign are found along an axis, and where they go.

    Parameters
    ----------
    side : int
        Side of the image along the axis.
    lag : int
        Largest lag.

    Yields
    ------
    found, wanted : slice
        Places in a transform, and in the lags -lag..lag.
    """
    if lag > 0:
        yield slice(side - lag, side), slice(0, lag)
    yield slice(0, lag + 1), slice(lag, 2 * lag + 1)


def column_covariance(
    columns: NDArray[np.complex64], scale: np.float32, target: NDArray[np.complex64]
) -> None:
    """Correlate columns along the first axis with themselves, periodically.

    Parameters
    ----------
    columns : ndarray of complex64, shape (n, ...)
        Image without its mean, transformed along all axes but the first; overwritten where its
        memory is contiguous, as it is then likely in the processor's cache.
    scale : float32
        One over the square of the number of pixels.
    target : ndarray of complex64, shape (lags, ...)
        Receives the covariance at the lags from zero on along the first axis, at most
        n // 2 + 1 of them; may be some of the columns.
    """
    spectrum: NDArray[Any] = scipy.fft.fft(columns, axis=0, overwrite_x=columns.flags.c_contiguous)
    power = np.square(spectrum.real)
    power += np.square(spectrum.imag)
    # The power spectrum is real: half of its inverse transform is enough.
    half: NDArray[Any] = scipy.fft.ihfft(power, axis=0, norm="forward")
    np.multiply(half[: len(target)], scale, out=target)
