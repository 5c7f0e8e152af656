"""Spectra as whole numbers of 16 bits, which halves what the disk has to take and give.

Every line of a spectrum is stored as multiples of a power of two, with the largest values near the
ends of 16 bits. The step is 2^-15 to 2^-14 of the largest value, and the rounding an even spread of
standard deviation step / sqrt(12): at most 1.8e-5 of the largest value of the line. What it does to
a covariance is the mean over all values, and far below the rounding of a single one.

The length scale is a sum of the covariance over a ball, and hence of the power of few low
frequencies: little averages out there. The lowest frequencies along the last axis are therefore
kept as they are. The others enter that sum by the side lobes of the ball's transform only, which
fall with the square of the frequency.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

CODE_BYTES = 4
"""Bytes of a value: two whole numbers of 16 bits."""

SMALLEST = 1 << 29
"""Voxels from which an image is stored so: its spectrum takes 2 GB otherwise, and so many values
average the rounding out."""

EXACT_SHARE = 1.0 / 16.0
"""Share of the frequencies along the last axis, the lowest, that are not rounded."""

_BITS = 15
_MARGIN = 1.0 + 2.0**-14  # the largest value does not round to 2^15


def is_compact(shape: tuple[int, ...]) -> bool:
    """Whether the spectrum of an image is rounded.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.

    Returns
    -------
    bool
    """
    return math.prod(shape) >= SMALLEST


def encode(
    lines: NDArray[np.float32], rounded: NDArray[np.float32], codes: NDArray[np.int16]
) -> NDArray[np.int16]:
    """Round lines of a spectrum.

    Parameters
    ----------
    lines : ndarray of float32, shape (n, m)
        Real and imaginary parts of the values of each line.
    rounded : ndarray of float32, shape (n, m)
        Memory to work in.
    codes : ndarray of int16, shape (n, m)
        Receives the whole numbers.

    Returns
    -------
    ndarray of int16, shape (n,)
        Exponent of each line: a value is its whole number times 2^(exponent - 15).
    """
    largest = np.maximum(lines.max(axis=1, initial=0.0), -lines.min(axis=1, initial=0.0))
    exponents: NDArray[np.int32] = np.frexp(largest * np.float32(_MARGIN))[1]
    np.multiply(lines, _powers(_BITS - exponents)[:, np.newaxis], out=rounded)
    np.rint(rounded, out=rounded)
    np.copyto(codes, rounded, casting="unsafe")
    return exponents.astype(np.int16)


def powers(exponents: NDArray[np.int16]) -> NDArray[np.float32]:
    """Values that one stands for among the whole numbers of a line.

    Parameters
    ----------
    exponents : ndarray of int16
        From :func:`encode`.

    Returns
    -------
    ndarray of float32
    """
    return _powers(exponents.astype(np.int32) - _BITS)


def restored(codes: NDArray[np.int16], ones: NDArray[np.float32]) -> NDArray[np.complex64]:
    """Values of rounded lines.

    Parameters
    ----------
    codes : ndarray of int16, shape (..., n, m, 2)
        Whole numbers.
    ones : ndarray of float32, shape (..., n)
        From :func:`powers`.

    Returns
    -------
    ndarray of complex64, shape (..., n, m)
    """
    values = codes.reshape(*codes.shape[:-2], -1).astype(np.float32)
    values *= ones[..., np.newaxis]
    found: NDArray[np.complex64] = values.view(np.complex64)
    return found


def _powers(exponents: NDArray[np.signedinteger]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.ldexp(np.float32(1.0), exponents)
    return found
