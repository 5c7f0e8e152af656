"""Periodic two-point correlation by one real FFT pair.

The transform runs in three passes over chunks that fit the processor's cache, on all cores: all
axes but the first, slab by slab; the first axis, there and back, column by column; all axes but
the first back again, only for the lags that are asked for. The covariance is symmetric,
C(-r) = C(r), so the half with non-negative lags along the first axis holds everything.

Source: Dahari et al., Supplementary Information, equations (1) to (4).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from imagerep.blocks import Blocks
from imagerep.errors import ParameterError
from imagerep.hooks import CHUNK, Hooks, chunked, run_chunks
from imagerep.two_point.radial import Window

CACHED = 1 << 17
"""Elements that are transformed at a time: 1 MB of complex64, about a core's own cache. Four times
as many took three times as long a column of 512."""


@dataclass(frozen=True, slots=True)
class PeriodicCovariance:
    """Covariance C(r) of the residual of a measure with periodic boundary; see `covariance`."""

    blocks: Blocks  # What was transformed
    # shape (n_0 // 2 + 1, ..., n_d // 2 + 1): covariance, transformed along all axes but the first;
    # lags 0 to n_0 // 2 along it
    half_spectrum: NDArray[np.complex64]
    # The same of the share of the domain that pairs of a lag have; None for a full box
    half_overlap: NDArray[np.complex64] | None

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return self.blocks.ndim

    @property
    def largest_common_lag(self) -> int:
        """Half the shortest side: the largest lag that every axis has, in blocks."""
        return int(min(self.blocks.numerator.shape)) // 2

    def window(self, lags: int | tuple[int, ...], hooks: Hooks | None = None) -> Window:
        """Covariance at all lags of a box around zero."""
        hooks = hooks or Hooks()
        shape = self.blocks.numerator.shape
        box = (lags,) * self.ndim if isinstance(lags, int) else lags
        overlap = None
        if self.half_overlap is not None:
            overlap = _window(self.half_overlap, shape, box, hooks.part(0.5, 1.0))
            np.maximum(overlap, 0.0, out=overlap)
            hooks = hooks.part(0.0, 0.5)
        found = _window(self.half_spectrum, shape, box, hooks)
        return Window(found, overlap, self.blocks.side)


def covariance(blocks: Blocks, hooks: Hooks | None = None) -> PeriodicCovariance:
    """Transform the residual of a measure into its periodic covariance.

    Single precision is enough because the residual has mean zero: the covariance is then free of
    the large constant R^2, in which the digits of float32 would be lost.

    Raises MeasurementCancelled if the hooks say so.
    """
    hooks = hooks or Hooks()
    shape = blocks.numerator.shape
    inside = blocks.n_covered / blocks.side**blocks.ndim
    scale = 1.0 / (math.prod(shape) * inside)
    if blocks.denominator is None:
        return PeriodicCovariance(blocks, _half(blocks.residual, shape, scale, hooks), None)
    found = _half(blocks.residual, shape, scale, hooks.part(0.0, 0.5))
    overlap = _half(blocks.coverage, shape, scale, hooks.part(0.5, 1.0), is_centred=False)
    return PeriodicCovariance(blocks, found, overlap)


def two_point_correlation(
    mask: ArrayLike, max_lag_px: int | tuple[int, ...] | None = None
) -> tuple[NDArray[np.float64], tuple[NDArray[np.int_], ...]]:
    """Two-point correlation T(r) with periodic boundary (SI, equation (4)).

    Parameters
    ----------
    mask : array_like of bool, 2D or 3D
        True in the phase.
    max_lag_px : int or tuple of int, optional
        Largest lag along each axis; half of each side unless given.

    Returns
    -------
    correlation : ndarray of float64, shape (2 lag + 1, ...)
        Probability that both ends of the vector r lie in the phase; r = 0 in the middle.
    lags : tuple of ndarray of int
        Lags along each axis, in px.

    Raises
    ------
    ParameterError
        If a lag is larger than half the side.

    Examples
    --------
    >>> import numpy as np
    >>> correlation, (dy, dx) = two_point_correlation(np.eye(8, dtype=bool), 2)
    >>> dx.tolist(), correlation[2].round(3).tolist()
    ([-2, -1, 0, 1, 2], [0.0, 0.0, 0.125, 0.0, 0.0])
    """
    mask = np.asarray(mask, np.bool_)
    found = covariance(of_mask(mask))
    if max_lag_px is None:
        box = tuple(side // 2 for side in mask.shape)
    else:
        box = (max_lag_px,) * mask.ndim if isinstance(max_lag_px, int) else tuple(max_lag_px)
    if len(box) != mask.ndim or any(
        not 0 <= lag <= side // 2 for lag, side in zip(box, mask.shape, strict=True)
    ):
        raise ParameterError("lags-beyond-half", lags=box, shape=mask.shape)
    half = found.window(box).covariance
    whole = np.concatenate([np.flip(half[1:]), half]).astype(np.float64)
    lags = tuple(np.arange(-lag, lag + 1) for lag in box)
    return whole + found.blocks.ratio**2, lags


def of_mask(mask: NDArray[np.bool_], domain: NDArray[np.bool_] | None = None) -> Blocks:
    """Blocks of one pixel of the phase fraction of a mask."""
    inside = mask.size if domain is None else int(np.count_nonzero(domain))
    numerator = mask if domain is None else mask & domain
    return Blocks(
        numerator, domain, 1, mask.shape, float(np.count_nonzero(numerator)), float(inside)
    )


def _half(
    field: Callable[[slice], NDArray[Any]],
    shape: tuple[int, ...],
    scale: float,
    hooks: Hooks,
    *,
    is_centred: bool = True,
) -> NDArray[np.complex64]:
    """Periodic autocorrelation of a field that is given by rows, times a scale."""
    half = (*shape[1:-1], shape[-1] // 2 + 1)
    spectrum = np.empty((shape[0], *half), np.complex64)
    axes = tuple(range(1, len(shape)))

    def forward(chunk: slice) -> None:
        spectrum[chunk] = scipy.fft.rfftn(field(chunk), axes=axes)

    rows = max(1, CHUNK // math.prod(shape[1:]))
    run_chunks(forward, chunked(shape[0], rows), hooks.part(0.0, 0.4), "forward transform")
    columns = spectrum.reshape(shape[0], -1)
    if is_centred:  # the mean that single precision left behind
        columns[:, 0] -= columns[:, 0].mean()
    kept = shape[0] // 2 + 1

    def across(chunk: slice) -> None:
        _column_covariance(columns[:, chunk], np.float32(scale), columns[:kept, chunk])

    width = max(16, CACHED // shape[0])
    run_chunks(across, chunked(columns.shape[1], width), hooks.part(0.4, 1.0), "power spectrum")
    return spectrum[:kept]


def _window(
    spectrum: NDArray[np.complex64], shape: tuple[int, ...], box: tuple[int, ...], hooks: Hooks
) -> NDArray[np.float32]:
    target = np.empty((box[0] + 1, *(2 * lag + 1 for lag in box[1:])), np.float32)
    rows = max(1, CHUNK // math.prod(shape[1:]))

    def back(chunk: slice) -> None:
        _lag_rows(spectrum[chunk], shape[1:], box[1:], target[chunk])

    run_chunks(back, chunked(box[0] + 1, rows), hooks, "inverse transform")
    return target


def _column_covariance(
    columns: NDArray[np.complex64], scale: np.float32, target: NDArray[np.complex64]
) -> None:
    """Correlate columns along the first axis with themselves, periodically.

    `columns` is overwritten where its memory is contiguous, as it is then likely in the cache.
    """
    spectrum: NDArray[Any] = scipy.fft.fft(columns, axis=0, overwrite_x=columns.flags.c_contiguous)
    power = np.square(spectrum.real)
    power += np.square(spectrum.imag)
    # The power spectrum is real: half of its inverse transform is enough.
    half: NDArray[Any] = scipy.fft.ihfft(power, axis=0, norm="forward")
    np.multiply(half[: len(target)], scale, out=target)


def _lag_rows(
    spectrum: NDArray[np.complex64],
    sides: tuple[int, ...],
    lags: tuple[int, ...],
    target: NDArray[np.float32],
) -> None:
    """Transform some rows of a covariance back, for the lags that are asked for."""
    if len(sides) == 1:
        _last_lags(spectrum, sides[0], lags[0], target)
        return
    partial: NDArray[Any] = scipy.fft.ifft(spectrum, axis=1, norm="forward")
    for found, wanted in _both_signs(sides[0], lags[0]):
        _last_lags(partial[:, found], sides[1], lags[1], target[:, wanted])


def _last_lags(
    spectrum: NDArray[np.complex64], side: int, lag: int, target: NDArray[np.float32]
) -> None:
    """Transform a covariance back along its last axis, for the lags that are asked for."""
    lagged = scipy.fft.irfft(spectrum, n=side, axis=-1, norm="forward")
    for found, wanted in _both_signs(side, lag):
        target[..., wanted] = lagged[..., found]


def _both_signs(side: int, lag: int) -> Iterator[tuple[slice, slice]]:
    """Where the lags of either sign are found along an axis, and where they go."""
    if lag > 0:
        yield slice(side - lag, side), slice(0, lag)
    yield slice(0, lag + 1), slice(lag, 2 * lag + 1)
