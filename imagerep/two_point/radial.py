"""Radial statistics of the lags of a two-point correlation."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import CHUNK, Hooks, chunked, run_chunks

_SHIFT = float(1 << 26)
"""Lags of a chunk and those of them above the threshold are counted as one number: there are fewer
than this, and products with it are exact in double precision."""


@dataclass(frozen=True, slots=True)
class Window:
    """Covariance at all lags of a box around zero."""

    # shape (lag_0 + 1, 2 lag_1 + 1[, 2 lag_2 + 1]): C(r) of pairs inside the domain; lags 0..lag_0
    # along the first axis, -lag..lag along the others. C(-r) = C(r) gives the rest
    covariance: NDArray[np.float32]
    # Share of the domain that such pairs have, of the same shape; None where it is 1
    overlap: NDArray[np.float32] | None
    step: int  # Distance of neighbouring lags, in px

    @property
    def lag_px(self) -> int:
        """Largest lag along the first axis, in px."""
        return (len(self.covariance) - 1) * self.step


@dataclass(frozen=True, slots=True)
class RadialStatistics:
    """Radial statistics of a window of lags, in bins of one width."""

    width: float  # Width of a bin, in px; bin k holds the lags k width <= |r| < (k + 1) width
    # Sum of the overlap over each bin's lags, both signs: their number where it is 1
    count: NDArray[np.float64]
    covariance_sum: NDArray[np.float64]  # Sum of C(r) over the bin's lags
    above: NDArray[np.float64]  # Number of the bin's lags with C(r) above the threshold
    n_lags: NDArray[np.float64]  # Number of the bin's lags


def squared_lags(shape: tuple[int, ...], rows: slice) -> NDArray[np.floating]:
    """Squared length of every lag in some rows of a window, in steps; exact."""
    axes = [np.arange(rows.start, rows.stop)]
    axes += [np.arange(-(side // 2), side // 2 + 1) for side in shape[1:]]
    return _squares(axes)


def _squares(axes: list[NDArray[np.int_]]) -> NDArray[np.floating]:
    """Sums of squares of integers, each of one axis; in float32 where that is exact."""
    largest = sum(int(np.square(axis[[0, -1]]).max()) for axis in axes)
    kind = np.float32 if largest < 1 << 24 else np.float64
    squares = np.meshgrid(*((axis**2).astype(kind) for axis in axes), indexing="ij", sparse=True)
    total: NDArray[np.floating] = squares[0]
    for square in squares[1:]:
        total = total + square
    return total


def signed_rows(shape: tuple[int, ...]) -> Iterator[tuple[int, slice]]:
    """Rows of a window in chunks, each with the number of lags that one element stands for."""
    yield 1, slice(0, 1)
    for piece in chunked(shape[0] - 1, CHUNK // math.prod(shape[1:])):
        yield 2, slice(piece.start + 1, piece.stop + 1)


def radial_statistics(
    window: Window, *, width: float, radius: float, threshold: float, hooks: Hooks | None = None
) -> RadialStatistics:
    """Gather a window of lags by their length.

    Bins are `width` wide and lags of `radius` and longer are left out, both in px; `above` counts
    lags with C(r) > `threshold` overlap(r). The numbers do not depend on the number of threads.
    """
    n_bins = math.ceil(radius / width)
    farthest = n_bins * width
    values, overlap, step = window.covariance, window.overlap, window.step
    every = _folded(np.ones((1, *values.shape[1:]), np.uint8), np.uint8)
    chunks = [one for one in signed_rows(values.shape) if one[1].start * step <= farthest]
    parts = np.zeros((len(chunks), 4, n_bins + 1))

    def gather(which: slice) -> None:
        signs, rows = chunks[which.start]
        reach = int(math.sqrt((farthest / step) ** 2 - rows.start**2)) + 1
        part = _middle(values[rows], reach)
        index = _bins(part.shape, rows, width / step, n_bins).ravel()
        # Lags that differ in signs only are as long: their values are added up before.
        sums = _folded(part, np.float64)
        lags = every[(slice(None), *(slice(side // 2 + 1) for side in part.shape[1:]))]
        shares = None if overlap is None else _middle(overlap[rows], reach)
        limit = threshold if shares is None else threshold * shares
        beyond = _folded((part > limit).view(np.uint8), np.uint8)
        covariance_sum = np.bincount(index, sums.ravel(), n_bins + 1)
        both = np.bincount(index, (lags + _SHIFT * beyond).ravel(), n_bins + 1)
        above = np.floor(both / _SHIFT)
        n_lags = both - _SHIFT * above
        count: NDArray[Any] = n_lags
        if shares is not None:
            count = np.bincount(index, _folded(shares, np.float64).ravel(), n_bins + 1)
        parts[which.start] = np.multiply(signs, (count, covariance_sum, above, n_lags))

    stop = hooks.should_stop if hooks is not None else None
    workers = 1 if len(chunks) <= 2 else None  # the first one is a single row
    run_chunks(gather, chunked(len(chunks), 1), Hooks(should_stop=stop), "", workers)
    return RadialStatistics(width, *parts.sum(axis=0)[:, :n_bins])


def _middle(values: NDArray[Any], reach: int) -> NDArray[Any]:
    """Rows of a window without the lags that are longer along another axis."""
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
