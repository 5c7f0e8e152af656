"""Thresholded Gaussian random fields."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from imagerep.errors import ParameterError
from imagerep.generate.parameters import (
    Seed,
    check_fraction,
    check_lengths,
    check_shape,
    check_size,
    random_generator,
)
from imagerep.shapes import shape_text

_MARGIN = 4.0
"""Margin in correlation lengths: opposite sides of a window then correlate by exp(-16) = 1e-7."""

_QUADRATURE_NODES = 64


def gaussian_field(
    shape: Sequence[int],
    *,
    phase_fraction: float,
    length: float | Sequence[float],
    periodic: bool = False,
    seed: Seed = None,
) -> NDArray[np.bool_]:
    """Thresholded Gaussian random field with a Gaussian correlation.

    The field has mean 0, variance 1 and the correlation ``exp(-sum((r_i / length_i)**2))`` at the
    lag r. It is drawn on a torus and thresholded at the quantile of the normal distribution that
    belongs to the phase fraction. Memory: about 12 bytes a pixel.

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each axis; two or three axes.
    phase_fraction : float
        Expected phase fraction, between 0 and 1.
    length : float or sequence of float
        Correlation length in pixels, one for all axes or one for each (an anisotropic field).
    periodic : bool, optional
        Whether opposite sides of the image fit together. By default the torus is larger than the
        image by four correlation lengths and the image is a window cut from it, as a micrograph is.
    seed : int or numpy.random.Generator, optional
        For reproducible images.

    Returns
    -------
    ndarray of bool, of `shape`
        True where the field exceeds the threshold.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Examples
    --------
    >>> layered = gaussian_field((200, 200), phase_fraction=0.4, length=(4, 16), seed=1)
    >>> layered.shape
    (200, 200)
    """
    sides = check_shape(shape)
    phi = check_fraction(phase_fraction)
    lengths = check_lengths(length, len(sides))
    torus = sides
    if periodic:
        _check_fit(lengths, sides)
    else:
        padded = [
            side + math.ceil(_MARGIN * length) for side, length in zip(sides, lengths, strict=True)
        ]
        check_size(padded)
        torus = tuple(scipy.fft.next_fast_len(side, real=True) for side in padded)
    rng = random_generator(seed)
    noise = rng.standard_normal(torus, dtype=np.float32)
    spectrum = scipy.fft.rfftn(noise, workers=-1)
    del noise
    for axis, (side, correlation_length) in enumerate(zip(torus, lengths, strict=True)):
        amplitude = _amplitude(side, correlation_length)[: spectrum.shape[axis]]
        spectrum *= amplitude.reshape([-1 if k == axis else 1 for k in range(len(torus))])
    field = scipy.fft.irfftn(spectrum, torus, workers=-1, overwrite_x=True)
    threshold = np.float32(ndtri(1.0 - phi))
    return np.greater(field[tuple(slice(side) for side in sides)], threshold)


def gaussian_field_covariance(
    lags: ArrayLike, *, length: float | Sequence[float], phase_fraction: float
) -> NDArray[np.float64]:
    """Covariance of :func:`gaussian_field` from the bivariate normal distribution.

    With t the threshold and rho the correlation of the field at the lag, ``S2 - phi**2`` is the
    integral of ``exp(-t**2 / (1 + sin(a))) / (2 pi)`` over a from 0 to ``arcsin(rho)``; for a phase
    fraction of one half it is ``arcsin(rho) / (2 pi)``.

    Parameters
    ----------
    lags : array_like of float, shape (..., ndim)
        Lags in pixels along each axis.
    length : float or sequence of float
        Correlation length in pixels, one for all axes or one for each.
    phase_fraction : float
        Expected phase fraction phi, between 0 and 1.

    Returns
    -------
    ndarray of float64, shape (...)
        ``S2(lag) - phi**2``, by Gauss-Legendre quadrature with 64 nodes.

    Raises
    ------
    ParameterError
        If a parameter is out of range.
    """
    vectors = np.atleast_1d(np.asarray(lags, dtype=np.float64))
    lengths = np.array(check_lengths(length, vectors.shape[-1]))
    threshold = float(ndtri(1.0 - check_fraction(phase_fraction)))
    angle = np.arcsin(np.exp(-np.sum((vectors / lengths) ** 2, axis=-1)))
    nodes, weights = np.polynomial.legendre.leggauss(_QUADRATURE_NODES)
    points = 0.5 * angle[..., None] * (nodes + 1.0)
    values = np.exp(-(threshold**2) / (1.0 + np.sin(points)))
    return np.asarray(0.5 * angle * (values @ weights) / (2.0 * math.pi))


def _check_fit(lengths: tuple[float, ...], sides: tuple[int, ...]) -> None:
    if any(length > side for length, side in zip(lengths, sides, strict=True)):
        raise ParameterError("length-beyond-image", lengths=lengths, shape=shape_text(sides))


def _amplitude(side: int, length: float) -> NDArray[np.float32]:
    """Square root of the power spectrum, along one axis, of a field with unit variance."""
    correlation = np.zeros(side)
    turns = math.ceil(_MARGIN * 1.5 * length / side) + 1
    positions = np.arange(side, dtype=np.float64)
    for turn in range(-turns, turns + 1):
        correlation += np.exp(-(((positions + turn * side) / length) ** 2))
    power = scipy.fft.fft(correlation / correlation[0]).real
    amplitude: NDArray[np.float32] = np.sqrt(np.maximum(power, 0.0)).astype(np.float32)
    return amplitude
