"""Radial statistics of the lags of a two-point correlation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import Hooks, chunked, run_chunks
from imagerep.passes import CHUNK

_SHIFT = float(1 << 26)
"""Lags of a piece and those of them above the threshold are counted as one number: there are fewer
than this, and products with it are exact in double precision."""


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
    return _squares(axes)


def _squares(axes: list[NDArray[np.int_]]) -> NDArray[np.floating]:
    """Sums of squares of whole numbers, each of one axis."""
    largest = sum(int(np.square(axis[[0, -1]]).max()) for axis in axes)
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
    for piece in chunked(shape[0] - 1, CHUNK // math.prod(shape[1:])):
        yield 2, slice(piece.start + 1, piece.stop + 1)


def radial_statistics(
    window: NDArray[np.float32],
    *,
    width: float,
    radius: float,
    threshold: float,
    threads: int | None = None,
    hooks: Hooks | None = None,
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
    threads : int, optional
        Threads that work; as many as there are cores unless given. The numbers do not depend on it.
    hooks : Hooks, optional
        Cancellation: windows of some hundred lags take seconds.

    Returns
    -------
    RadialStatistics

    Raises
    ------
    MeasurementCancelled
        If the hooks say so.
    """
    n_bins = math.ceil(radius / width)
    farthest = n_bins * width
    every = _folded(np.ones((1, *window.shape[1:]), np.uint8), np.uint8)
    pieces = [one for one in signed_rows(window.shape) if one[1].start <= farthest]
    parts = np.zeros((len(pieces), 3, n_bins + 1))

    def gather(which: slice) -> None:
        signs, piece = pieces[which.start]
        reach = int(math.sqrt(farthest**2 - piece.start**2)) + 1
        values = _middle(window[piece], reach)
        index = _bins(values.shape, piece, width, n_bins).ravel()
        # Lags that differ in signs only are as long: their values are added up before.
        sums = _folded(values, np.float64)
        lags = every[(slice(None), *(slice(side // 2 + 1) for side in values.shape[1:]))]
        beyond = _folded((values > threshold).view(np.uint8), np.uint8)
        covariance_sum = np.bincount(index, sums.ravel(), n_bins + 1)
        both = np.bincount(index, (lags + _SHIFT * beyond).ravel(), n_bins + 1)
        above = np.floor(both / _SHIFT)
        parts[which.start] = np.multiply(signs, (both - _SHIFT * above, covariance_sum, above))

    stop = hooks.should_stop if hooks is not None else None
    run_chunks(gather, chunked(len(pieces), 1), Hooks(should_stop=stop), "", threads)
    count, covariance_sum, above = parts.sum(axis=0)
    return RadialStatistics(
        width,
        count[:n_bins].astype(np.int64),
        covariance_sum[:n_bins],
        above[:n_bins].astype(np.int64),
    )


def _middle(values: NDArray[Any], reach: int) -> NDArray[Any]:
    """Part of some rows of a window whose lags along the other axes are at most so long."""
    middles = [(side // 2, min(side // 2, reach)) for side in values.shape[1:]]
    return values[(slice(None), *(slice(k - lag, k + lag + 1) for k, lag in middles))]


def _bins(shape: tuple[int, ...], rows: slice, width: float, n_bins: int) -> NDArray[np.intp]:
    """Bins of lags that are not negative; the one after the last for those beyond."""
    axes = [np.arange(rows.start, rows.stop), *(np.arange(side // 2 + 1) for side in shape[1:])]
    length: NDArray[np.floating] = np.sqrt(_squares(axes))
    length *= 1.0 / width
    found: NDArray[np.intp] = np.minimum(length, n_bins, out=length).astype(np.intp)
    return found


def _folded(values: NDArray[Any], kind: type[np.generic]) -> NDArray[Any]:
    """Sums of the values of some rows of a window over the signs along the other axes."""
    for axis in range(1, values.ndim):
        middle, before = values.shape[axis] // 2, (slice(None),) * axis
        total = values[(*before, slice(middle, None))].astype(kind)
        total[(*before, slice(1, None))] += values[(*before, slice(middle))][(*before, np.s_[::-1])]
        values = total
    return values
