"""What a method knows about the material, given the image: intervals, probabilities, sizes."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.errors import ParameterError


class ConfidenceInterval(NamedTuple):
    """Interval for the material's phase fraction, both ends within 0 to 1.

    Attributes
    ----------
    low, high : float
        Ends of the interval.
    """

    low: float
    high: float


class Uncertainty(Protocol):
    """What a method knows about the phase fraction of the material, given the image's."""

    def __hash__(self) -> int:
        """Answers are kept by what was asked."""
        ...

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the phase fraction of images of this size."""
        ...

    @property
    def model_error(self) -> float:
        """Relative standard error of `standard_deviation`."""
        ...

    def half_width(self, confidence_level: float) -> float:
        """Half the width of the interval, not clipped to 0 to 1."""
        ...

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval that holds the material's phase fraction with this confidence."""
        ...

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material's phase fraction lies between two values."""
        ...

    def density(self, phase_fraction: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of phase fractions of the material, normalised to area 1."""
        ...

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long."""
        ...

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> Uncertainty:
        """Expected uncertainty for larger or more images of the same material."""
        ...

    def complement(self) -> Uncertainty:
        """Uncertainty of everything that is not the phase."""
        ...

    def of_multiple(self, factor: float, value: float) -> Uncertainty:
        """Uncertainty of another quantity, whose residual is a multiple of this one's."""
        ...


def check_level(confidence_level: float) -> float:
    """Confidence level as a number; refuses what is not between 0 and 1, both excluded."""
    level = float(confidence_level)
    if not 0.0 < level < 1.0:
        code = "level-in-percent" if 1.0 <= level <= 100.0 else "level-out-of-range"
        raise ParameterError(code, level=level)
    return level
