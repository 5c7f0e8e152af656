"""Difference of two materials, from what is known of each.

The errors of two materials are independent, so the difference has the distribution of the
difference of two independent values. Many comparisons are corrected by Šidák's or Holm's method.

Source: Z. Šidák, "Rectangular confidence regions for the means of multivariate normal
distributions", J. Am. Stat. Assoc. 62 (1967) 626-633; S. Holm, "A simple sequentially rejective
multiple test procedure", Scand. J. Stat. 6 (1979) 65-70.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from imagerep.errors import ParameterError
from imagerep.root import find_root
from imagerep.uncertainty import ConfidenceInterval, Uncertainty, check_level

CORRECTIONS = ("none", "sidak", "holm")
"""Corrections for many comparisons."""

SMALLEST_P = 1e-8
"""Probabilities are not told apart below this."""

_Z = np.concatenate([[0.0, 0.1, 0.25], np.arange(0.5, 6.6, 0.5)])
"""Normal quantiles of the intervals between whose ends the distribution is sampled."""
_STEP = 0.02
_POINT = 1e-9
"""Width of a point that has a probability of its own, over the distribution's spread."""
_QUARTER = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Distribution of a material's value, uniform between two neighbouring values."""

    values: NDArray[np.float64]  # shape (n,): ascending
    below: NDArray[np.float64]  # shape (n,): probability of lying below each value, from 0 to 1

    @classmethod
    def of(cls, uncertainty: Uncertainty) -> Distribution:
        """Sample what a method knows, most densely where it is most probable."""
        ends = np.array([uncertainty.interval(level) for level in 2 * ndtr(_Z[1:]) - 1])
        places = np.concatenate([ends[::-1, 0], ends[:, 1]])
        z = np.concatenate([-_Z[:0:-1], _Z[1:]])
        places, first = np.unique(places, return_index=True)  # equal where clipped to the scale
        n = round(float(np.ptp(z[first])) / _STEP)
        values = np.interp(np.linspace(z[first][0], z[first][-1], n), z[first], places)
        low = float(values[0])
        below = np.array([uncertainty.probability_between(low, float(x)) for x in values])
        # The ends of the scale may have a probability of their own.
        before = uncertainty.probability_between(low, float(np.nextafter(values[-1], low)))
        width = _POINT * _spread(values, below)
        values = np.concatenate([[low - width], values, [values[-1] + width]])
        values[1] += width
        values[-2] -= width
        below = np.concatenate([[0.0], below[:-1], [before, below[-1]]])
        return cls(values, np.maximum.accumulate(below) / below[-1])

    @property
    def spread(self) -> float:
        """Distance of the quartiles."""
        return _spread(self.values, self.below)

    def exceeds(self, other: Distribution, by: float = 0.0) -> float:
        """Probability that this value is larger than another by more than a number."""
        middle = (other.values[1:] + other.values[:-1]) / 2
        weight = np.diff(other.below)
        above = 1.0 - np.interp(middle + by, self.values, self.below)
        return float(weight @ above)

    def difference(self, other: Distribution, confidence_level: float) -> ConfidenceInterval:
        """Interval of this value less another, with as much probability on either side."""
        outside = (1 - check_level(confidence_level)) / 2
        first = float(self.values[0] - other.values[-1])
        last = float(self.values[-1] - other.values[0])

        def end(probability: float) -> float:
            miss = self.exceeds(other, first) - probability, self.exceeds(other, last) - probability
            if miss[0] <= 0 or miss[1] >= 0:
                return first if miss[0] <= 0 else last
            return find_root(
                lambda by: self.exceeds(other, by) - probability, first, last,
                1e-12 * (self.spread + other.spread),
            )  # fmt: skip

        return ConfidenceInterval(end(1 - outside), end(outside))


def _spread(values: NDArray[np.float64], below: NDArray[np.float64]) -> float:
    low, high = np.interp([_QUARTER, 1 - _QUARTER], below / below[-1], values)
    return float(high - low) or float(np.ptp(values))


def check_correction(correction: str) -> str:
    """Refuse what is no correction."""
    if correction not in CORRECTIONS:
        raise ParameterError(
            "no-such-correction", correction=correction, corrections=", ".join(CORRECTIONS)
        )
    return correction


def level_of_each(confidence_level: float, n: int, correction: str) -> float:
    """Level at which each of n intervals is given, so that all hold together where corrected.

    With Holm's method as well: it corrects tests, and gives no intervals of its own.
    """
    level = check_level(confidence_level)
    return level if check_correction(correction) == "none" else level ** (1 / n)


def adjusted(p_values: Sequence[float], correction: str) -> list[float]:
    """p-values that may be compared with one level, however many comparisons there are."""
    p = np.asarray(p_values, np.float64)
    n = len(p)
    if check_correction(correction) == "none" or n < 2:
        return [float(one) for one in p]
    if correction == "sidak":
        return [float(one) for one in -np.expm1(n * np.log1p(-np.minimum(p, 1 - 1e-16)))]
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate((n - np.arange(n)) * p[order])
    found = np.empty(n)
    found[order] = np.minimum(stepped, 1.0)
    return [float(one) for one in found]
