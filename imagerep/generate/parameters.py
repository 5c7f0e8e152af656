"""Checks of what the generators are asked for."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError

MAX_PIXELS = 2**32
"""Most pixels that a generator works on, margins included: about 1600 voxels cubed."""

Seed = int | np.random.Generator | None


def check_shape(shape: Sequence[int]) -> tuple[int, ...]:
    """Check the shape of an image.

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each of two or three axes.

    Returns
    -------
    tuple of int

    Raises
    ------
    ParameterError
        If there are not two or three positive whole numbers, or they make too many pixels.
    """
    try:
        sides = tuple(operator.index(side) for side in shape)
    except TypeError:
        sides = ()
    if len(sides) not in (2, 3) or min(sides) < 1:
        raise ParameterError(
            f"The shape {shape!r} is not made of two or three positive whole numbers.",
            "Give the number of pixels along each axis, for example 600, 600.",
        )
    check_size(sides)
    return sides


def check_size(sides: Sequence[int]) -> None:
    """Refuse more pixels than a generator works on.

    Parameters
    ----------
    sides : sequence of int
        Number of pixels along each axis, margins included.

    Raises
    ------
    ParameterError
        If there are too many.
    """
    if math.prod(sides) > MAX_PIXELS:
        text = " × ".join(map(str, sides))
        raise ParameterError(
            f"An image of {text} pixels (with its margins) is too large to generate.",
            "Ask for a smaller shape or smaller features.",
        )


def check_fraction(phase_fraction: float) -> float:
    """Check a phase fraction.

    Parameters
    ----------
    phase_fraction : float
        Expected phase fraction.

    Returns
    -------
    float

    Raises
    ------
    ParameterError
        If it does not lie between 0 and 1.
    """
    if not 0.0 < phase_fraction < 1.0:
        raise ParameterError(
            f"The phase fraction {phase_fraction} does not lie between 0 and 1.",
            "Give a fraction such as 0.3 for 30 %.",
        )
    return float(phase_fraction)


def check_fractions(phase_fractions: float | Sequence[float]) -> NDArray[np.float64]:
    """Check the phase fractions of a material with any number of phases.

    Parameters
    ----------
    phase_fractions : float or sequence of float
        One fraction for two phases, or all fractions of several phases.

    Returns
    -------
    ndarray of float, shape (n_phases,)

    Raises
    ------
    ParameterError
        If a fraction does not lie between 0 and 1, or several do not sum to 1.
    """
    values = np.asarray(phase_fractions, dtype=np.float64)
    fractions = np.array([check_fraction(float(fraction)) for fraction in values.flat])
    if values.ndim == 0:
        return np.append(1.0 - fractions, fractions)
    if not 2 <= len(fractions) <= 255 or abs(fractions.sum() - 1.0) > 1e-9:
        raise ParameterError(
            f"The phase fractions {list(map(float, fractions))} do not sum to 1.",
            "Give one fraction for each of two or more phases.",
        )
    return np.asarray(fractions / fractions.sum())


def check_length(length: float, what: str, *, at_least: float = 0.0) -> float:
    """Check a length in pixels.

    Parameters
    ----------
    length : float
        The length.
    what : str
        What it is the length of, as the sentence of the error says it.
    at_least : float, optional
        Least length that makes sense.

    Returns
    -------
    float

    Raises
    ------
    ParameterError
        If it is not a positive number of at least `at_least`.
    """
    if not (math.isfinite(length) and length > 0 and length >= at_least):
        least = f" of at least {at_least:g}" if at_least else ""
        raise ParameterError(
            f"The {what} {length} is not a positive number of pixels{least}.",
            "Give a length in pixels, for example 10.",
        )
    return float(length)


def check_lengths(length: float | Sequence[float], ndim: int) -> tuple[float, ...]:
    """Check a length in pixels that may differ between the axes.

    Parameters
    ----------
    length : float or sequence of float
        One length for all axes, or one for each.
    ndim : int
        Number of axes.

    Returns
    -------
    tuple of float
        One length an axis.

    Raises
    ------
    ParameterError
        If a length is not positive, or their number does not fit.
    """
    values = np.asarray(length, dtype=np.float64)
    lengths = (float(values),) * ndim if values.ndim == 0 else tuple(map(float, values.flat))
    if len(lengths) != ndim:
        raise ParameterError(
            f"{len(lengths)} lengths were given for {ndim} axes.",
            f"Give one length, or {ndim}.",
        )
    return tuple(check_length(value, "length") for value in lengths)


def random_generator(seed: Seed) -> np.random.Generator:
    """Random numbers of a seed.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None
        A generator is used as it is; None draws fresh numbers.

    Returns
    -------
    numpy.random.Generator

    Raises
    ------
    ParameterError
        If the seed is a negative number.
    """
    if isinstance(seed, (int, np.integer)) and seed < 0:
        raise ParameterError(f"The seed {seed} is negative.", "Give a whole number from 0 upwards.")
    return np.random.default_rng(seed)
