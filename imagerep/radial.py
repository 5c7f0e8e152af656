"""Radial statistics of the lags of a two-point correlation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import chunked
from imagerep.passes import CACHED


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
    for piece in chunked(shape[0] - 1, CACHED // math.prod(shape[1:])):
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
    count, covariance_sum, above = np.zeros((3, n_bins + 1))
    lags_as_long = _folded(np.ones((1, *window.shape[1:]), np.uint8))
    for signs, piece in signed_rows(window.shape):
        values = window[piece]
        # Lags that differ in signs only are as long: their values are added up before.
        length = np.sqrt(_positive(squared_lags(window.shape, piece)))
        length *= 1.0 / width
        index = np.minimum(length, n_bins, out=length).astype(np.intp).ravel()
        for total, found in (
            (count, np.broadcast_to(lags_as_long, (len(values), *lags_as_long.shape[1:]))),
            (covariance_sum, _folded(values.astype(np.float64))),
            (above, _folded((values > threshold).view(np.uint8))),
        ):
            total += signs * np.bincount(index, found.ravel(), n_bins + 1)
    return RadialStatistics(
        width,
        count[:n_bins].astype(np.int64),
        covariance_sum[:n_bins],
        above[:n_bins].astype(np.int64),
    )


def _positive(values: NDArray[Any]) -> NDArray[Any]:
    """Part of some rows of a window whose lags along the other axes are not negative."""
    return values[(slice(None), *(slice(side // 2, None) for side in values.shape[1:]))]


def _folded(values: NDArray[Any]) -> NDArray[Any]:
    """Sums of the values of some rows of a window over the signs along the other axes."""
    for axis in range(1, values.ndim):
        lower, upper = np.split(values, [values.shape[axis] // 2], axis)
        values = upper.copy()
        np.moveaxis(values, axis, 0)[1:] += np.moveaxis(np.flip(lower, axis), axis, 0)
    return values
