"""Equation (12): a normal distribution whose standard deviation is itself uncertain.

Everything is in units of the predicted standard deviation sigma.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

_N_NODES = 160
_REACH = 10.0
"""Standard deviations of f_sigma that are integrated: 1.5e-23 lies outside."""


@lru_cache(maxsize=1)
def _gauss_legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nodes, weights = np.polynomial.legendre.leggauss(_N_NODES)
    return nodes, weights


def mixture(
    model_errors: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes x and weights of f_sigma, a normal distribution cut to (0, 2), in units of sigma.

    Equation (12) integrates over sigma; the paper cuts the range to sigma +- sigma.
    """
    errors = np.asarray(model_errors, np.float64)[..., None]
    low = np.maximum(0.0, 1.0 - _REACH * errors)
    high = np.minimum(2.0, 1.0 + _REACH * errors)
    nodes, weights = _gauss_legendre()
    x = 0.5 * (high + low) + 0.5 * (high - low) * nodes
    w = weights * np.exp(-0.5 * ((x - 1.0) / errors) ** 2)
    return x, w / w.sum(axis=-1, keepdims=True)


def relative_half_width(model_errors: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
    """Half-width of the interval over the predicted standard deviation.

    Solves equation (12), P(|phi - Phi| <= c) = level, by Gauss-Legendre quadrature over sigma and
    a bracketed Newton iteration on the logarithm of the tail; accurate to 1e-10.

    Parameters
    ----------
    model_errors : array_like of float
        sigma_mod, relative; any shape.
    confidence_level : float
        Between 0 and 1, both excluded.

    Returns
    -------
    ndarray of float64, of the shape of `model_errors`
        c / sigma.

    Raises
    ------
    ParameterError
        If the level is out of range.
    """
    outside = 1.0 - confidence_level
    x, w = mixture(np.asarray(model_errors, np.float64))
    low = np.zeros(x.shape[:-1])
    # No sigma of the mixture exceeds twice the predicted one.
    high = np.full(x.shape[:-1], -2.0 * ndtri(0.5 * outside))
    c = 0.5 * high
    for _ in range(100):
        scaled = c[..., None] / x
        tail = (w * 2.0 * ndtr(-scaled)).sum(axis=-1)
        slope = -(w * 2.0 * np.exp(-0.5 * scaled**2) / (math.sqrt(2.0 * math.pi) * x)).sum(axis=-1)
        low = np.where(tail > outside, c, low)
        high = np.where(tail > outside, high, c)
        with np.errstate(all="ignore"):
            step = c - np.log(tail / outside) * tail / slope
        safe = (step >= low) & (step <= high)
        new = np.where(safe, step, 0.5 * (low + high))
        done = np.abs(new - c) <= 1e-13 * np.maximum(c, 1e-300)
        c = new
        if np.all(done):
            break
    result: NDArray[np.float64] = c
    return result
