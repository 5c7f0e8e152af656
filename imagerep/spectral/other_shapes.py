"""The variance for images of other shapes and sizes, from the fitted spectrum.

An image of sides L averages S over frequencies near zero with Fejer's kernel. Sampled at
``pi m / L`` for m = 0, +-1, +-3, ... the kernel has the weights 1/2 and ``2 / (pi m)^2`` along each
axis, which is exact where correlations end within a side, and good where they do not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from imagerep.spectral.smoothing import LogSpectrum

_Shape = TypeVar("_Shape", bound=tuple[float, ...])

MAX_MULTIPLE = 31
"""Last odd multiple: the weights left out sum to 1.3 %, and the rest is normalised."""


def leakage(fit: LogSpectrum, shape: Sequence[float]) -> float:
    """S seen by an image of some sides, in px, relative to S at zero frequency.

    Below 1 where the spectrum falls from zero frequency, above where it dips there.
    """
    multiples, weights = _fejer_weights()
    ndim = len(shape)
    form = np.zeros((1,) * ndim)
    product = np.ones((1,) * ndim)
    # The spectrum is the same at k and -k: along the first axis half of them will do.
    n_half = len(multiples) // 2 + 1
    multiples_of = [multiples[:n_half], *[multiples] * (ndim - 1)]
    weights_of = [np.r_[weights[0], 2 * weights[1:n_half]], *[weights] * (ndim - 1)]
    frequencies = [
        _along(np.pi * along / side, i, ndim)
        for i, (along, side) in enumerate(zip(multiples_of, shape, strict=True))
    ]
    metric = fit.ellipse.metric
    for i, k_i in enumerate(frequencies):
        product = product * _along(weights_of[i], i, ndim)
        form = form + metric[i, i] * k_i**2
        for j in range(i + 1, ndim):
            form = form + 2 * metric[i, j] * (k_i * frequencies[j])
    t = np.sqrt(np.maximum(form, 0.0)) / fit.bins.median_radius
    return float((product * np.exp(fit.curve(t) - fit.mean_at_zero)).sum())


def mean_leakage(fit: LogSpectrum, shapes: Mapping[_Shape, int]) -> float:
    """`leakage` of several images, by pixels; `shapes` has how many are of each."""
    sizes = {shape: n * math.prod(shape) for shape, n in shapes.items()}
    total = sum(sizes.values())
    return sum(size / total * leakage(fit, shape) for shape, size in sizes.items())


def rescaled_variance(effective: float, leakage_here: float, leakage_there: float) -> float:
    """S seen by images of another shape, from `leakage` of both.

    In proportion; but where the spectrum dips at zero frequency, what leaks in from beside the dip
    is added and not multiplied, and the larger of both is taken.
    """
    scaled = effective * leakage_there / leakage_here
    if leakage_here > 1:
        scaled = max(scaled, effective * (leakage_there - leakage_here + 1))
    return scaled


@cache
def _fejer_weights() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    odd = np.arange(1.0, MAX_MULTIPLE + 1, 2)
    multiples = np.concatenate([[0.0], odd, -odd])
    tail = 2 / (np.pi * odd) ** 2
    weights = np.concatenate([[0.5], tail, tail])
    return multiples, weights / weights.sum()


def _along(values: NDArray[np.float64], axis: int, ndim: int) -> NDArray[np.float64]:
    return values.reshape([-1 if i == axis else 1 for i in range(ndim)])
