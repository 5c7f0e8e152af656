"""Checks of what the generators are asked for."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError
from imagerep.shapes import shape_text

MAX_PIXELS = 2**32
"""Most pixels that a generator works on, margins included: about 1600 voxels cubed."""

Seed = int | np.random.Generator | None


def check_shape(shape: Sequence[int]) -> tuple[int, ...]:
    """Shape of two or three positive integers, or an error."""
    try:
        sides = tuple(operator.index(side) for side in shape)
    except TypeError:
        sides = ()
    if len(sides) not in (2, 3) or min(sides) < 1:
        raise ParameterError("shape-makes-no-sense", shape=repr(shape))
    check_size(sides)
    return sides


def check_size(sides: Sequence[int]) -> None:
    """Refuse more pixels, margins included, than a generator works on."""
    if math.prod(sides) > MAX_PIXELS:
        raise ParameterError("too-large-to-generate", shape=shape_text(sides))


def check_fraction(phase_fraction: float) -> float:
    """Phase fraction between 0 and 1, or an error."""
    if not 0.0 < phase_fraction < 1.0:
        raise ParameterError("phase-fraction-out-of-range", phase_fraction=phase_fraction)
    return float(phase_fraction)


def check_fractions(phase_fractions: float | Sequence[float]) -> NDArray[np.float64]:
    """Phase fractions of all phases, from one for two phases or from all of several."""
    values = np.asarray(phase_fractions, dtype=np.float64)
    fractions = np.array([check_fraction(float(fraction)) for fraction in values.flat])
    if values.ndim == 0:
        return np.append(1.0 - fractions, fractions)
    if not 2 <= len(fractions) <= 255 or abs(fractions.sum() - 1.0) > 1e-9:
        listed = ", ".join(f"{fraction:g}" for fraction in fractions)
        raise ParameterError("phase-fractions-sum", fractions=listed)
    return np.asarray(fractions / fractions.sum())


def check_length(length: float, what: str, *, at_least: float = 0.0) -> float:
    """Positive length in px; `what` it is the length of is said in the error."""
    if not (math.isfinite(length) and length > 0 and length >= at_least):
        raise ParameterError(
            "length-too-small" if at_least else "length-no-number",
            what=what, length=length, least=at_least,
        )  # fmt: skip
    if length > MAX_PIXELS:
        raise ParameterError("length-beyond-range", what=what, length=length)
    return float(length)


def check_lengths(length: float | Sequence[float], ndim: int) -> tuple[float, ...]:
    """One length an axis in px, from one for all axes or one for each."""
    values = np.asarray(length, dtype=np.float64)
    lengths = (float(values),) * ndim if values.ndim == 0 else tuple(map(float, values.flat))
    if len(lengths) != ndim:
        raise ParameterError("number-of-lengths", n_lengths=len(lengths), ndim=ndim)
    return tuple(check_length(value, "length") for value in lengths)


def random_generator(seed: Seed) -> np.random.Generator:
    """Random numbers of a seed; a generator is used as it is."""
    if isinstance(seed, (int, np.integer)) and seed < 0:
        raise ParameterError("seed-negative", seed=seed)
    return np.random.default_rng(seed)
