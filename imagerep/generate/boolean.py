"""The Boolean model: overlapping discs or spheres about random centres."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from imagerep.errors import ParameterError
from imagerep.generate.parameters import (
    Seed,
    check_fraction,
    check_length,
    check_shape,
    check_size,
    random_generator,
)
from imagerep.shapes import shape_text

_SLAB_PIXELS = 1 << 26


def boolean_model(
    shape: Sequence[int], *, phase_fraction: float, radius: float, seed: Seed = None
) -> NDArray[np.bool_]:
    """Overlapping discs (2D) or spheres (3D) with an expected phase fraction.

    Every pixel of the window and of a margin around it is the centre of a disc with the
    probability ``1 - (1 - phi) ** (1 / n)``, where n is the number of pixels of the digitised disc.
    A pixel is void when none of the n pixels around it is a centre, so its probability of being
    void is exactly ``1 - phi``. (Section 2 of the paper's Supplementary Information, with the
    number of pixels in place of the area of the disc.)

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each axis; two or three axes.
    phase_fraction : float
        Expected phase fraction phi of the discs, between 0 and 1.
    radius : float
        Radius of the discs in pixels; pixels whose centre lies within it belong to a disc.
    seed : int or numpy.random.Generator, optional
        For reproducible images.

    Returns
    -------
    ndarray of bool, of `shape`
        True in the discs.

    Raises
    ------
    ParameterError
        If a parameter is out of range.

    Notes
    -----
    With k(r) the number of pixels that the disc shares with itself shifted by the lag r, the
    covariance is ``S2(r) - phi**2 = (1 - phi)**2 * ((1 - phi)**(-k(r) / n) - 1)``, which
    :func:`boolean_model_covariance` gives.

    Examples
    --------
    >>> image = boolean_model((200, 300), phase_fraction=0.3, radius=8, seed=1)
    >>> image.shape, image.dtype
    ((200, 300), dtype('bool'))
    """
    sides = check_shape(shape)
    phi = check_fraction(phase_fraction)
    reach = math.floor(check_length(radius, "radius"))
    padded = [side + 2 * reach for side in sides]
    check_size(padded)
    disc = _digital_ball(radius, len(sides))
    probability = -math.expm1(math.log1p(-phi) / np.count_nonzero(disc))
    rng = random_generator(seed)
    centres = np.empty(padded, np.bool_)
    for plane in centres:
        np.less(rng.random(plane.shape), probability, out=plane)
    return _dilate(centres, disc, sides)


def boolean_model_covariance(
    lags: ArrayLike, *, radius: float, phase_fraction: float
) -> NDArray[np.float64]:
    """Covariance of :func:`boolean_model` in closed form, exact for the digitised discs.

    Parameters
    ----------
    lags : array_like of int, shape (..., ndim)
        Lags in pixels along each of two or three axes.
    radius : float
        Radius of the discs in pixels.
    phase_fraction : float
        Expected phase fraction phi, between 0 and 1.

    Returns
    -------
    ndarray of float64, shape (...)
        ``S2(lag) - phi**2``.

    Raises
    ------
    ParameterError
        If a parameter is out of range.
    """
    phi = check_fraction(phase_fraction)
    vectors = np.asarray(lags, dtype=np.int64)
    if vectors.ndim == 0 or vectors.shape[-1] not in (2, 3):
        raise ParameterError("lags-makes-no-sense", shape=shape_text(vectors.shape))
    disc = _digital_ball(check_length(radius, "radius"), vectors.shape[-1])
    reach = disc.shape[0] - 1
    inside = np.all(np.abs(vectors) <= reach, axis=-1)
    shared = np.zeros(vectors.shape[:-1])
    index = np.moveaxis(np.where(inside[..., None], vectors, 0) + reach, -1, 0)
    shared[...] = np.where(inside, _overlap(disc)[tuple(index)], 0.0)
    return _covariance(shared / np.count_nonzero(disc), phi)


def boolean_model_length_scale(*, radius: float, phase_fraction: float, ndim: int) -> float:
    """Characteristic length scale of :func:`boolean_model` in closed form.

    It is the n-th root of the integral range, the sum of the covariance over all lags divided by
    ``phi (1 - phi)``; for a window that is large against the discs, the variance of the phase
    fraction is ``phi (1 - phi)`` times the integral range over the number of pixels.

    Parameters
    ----------
    radius : float
        Radius of the discs in pixels.
    phase_fraction : float
        Expected phase fraction phi, between 0 and 1.
    ndim : int
        2 for discs, 3 for spheres.

    Returns
    -------
    float
        The length in pixels.

    Raises
    ------
    ParameterError
        If a parameter is out of range.
    """
    phi = check_fraction(phase_fraction)
    if ndim not in (2, 3):
        raise ParameterError("ndim-out-of-range", ndim=ndim)
    disc = _digital_ball(check_length(radius, "radius"), ndim)
    covariance = _covariance(_overlap(disc) / np.count_nonzero(disc), phi)
    return float((covariance.sum() / (phi * (1.0 - phi))) ** (1.0 / ndim))


def _digital_ball(radius: float, ndim: int) -> NDArray[np.bool_]:
    reach = math.floor(radius)
    check_size((2 * reach + 1,) * ndim)
    squares = np.arange(-reach, reach + 1.0) ** 2
    total = squares
    for _ in range(ndim - 1):
        total = total[..., None] + squares
    return total <= radius**2


def _overlap(disc: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Pixels that a centrally symmetric set shares with itself at each lag, lag 0 in the middle."""
    full = [2 * side - 1 for side in disc.shape]
    fast = [scipy.fft.next_fast_len(side, real=True) for side in full]
    spectrum = scipy.fft.rfftn(disc.astype(np.float64), fast)
    counts = scipy.fft.irfftn(spectrum * spectrum, fast)
    return np.rint(counts[tuple(slice(side) for side in full)])


def _covariance(shared_fraction: NDArray[np.float64], phi: float) -> NDArray[np.float64]:
    return (1.0 - phi) ** 2 * np.expm1(-shared_fraction * math.log1p(-phi))


def _dilate(
    centres: NDArray[np.bool_], disc: NDArray[np.bool_], sides: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Window of the union of discs, a slab at a time; the count of discs is a convolution."""
    image = np.empty(sides, np.bool_)
    margin = disc.shape[0] - 1
    across = math.prod(centres.shape[1:])
    depth = min(sides[0], max(_SLAB_PIXELS // across, margin, 1))
    fast = [
        scipy.fft.next_fast_len(side, real=True) for side in (depth + margin, *centres.shape[1:])
    ]
    kernel = scipy.fft.rfftn(disc.astype(np.float32), fast, workers=-1)
    valid = tuple(slice(margin, margin + side) for side in sides[1:])
    for start in range(0, sides[0], depth):
        slab = centres[start : start + depth + margin].astype(np.float32)
        spectrum = scipy.fft.rfftn(slab, fast, workers=-1)
        spectrum *= kernel
        counts = scipy.fft.irfftn(spectrum, fast, workers=-1, overwrite_x=True)
        stop = min(start + depth, sides[0])
        rows = slice(margin, margin + stop - start)
        np.greater(counts[(rows, *valid)], 0.5, out=image[start:stop])
    return image
