"""The estimators under test; register another with one function.

A method looks at a patch once and answers as one or several estimators, each at every level::

    @method("mine")
    def _mine(mask):
        fit = my_package.fit(mask)
        return {"mine": Estimate(fit.phase_fraction, fit.sigma, fit.cls, fit.interval)}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
NAMES = {
    "two-point": "two-point (paper)",
    "two-point-sigma": "two-point without σ_mod",
    "spectral": "spectral",
    "subdivision": "subdivision",
}
"""As people read them."""


@dataclass(frozen=True)
class Estimate:
    """What an estimator says of one patch.

    Attributes
    ----------
    phase_fraction : float
        Measured in the patch.
    standard_deviation : float
        Predicted, of the phase fraction of patches of that shape.
    length_scale_px : float
        Predicted characteristic length scale.
    interval : callable
        Confidence level -> (low, high), fractions, as a user would see them.
    warnings : tuple of str
        Codes of the warnings raised.
    """

    phase_fraction: float
    standard_deviation: float
    length_scale_px: float
    interval: Callable[[float], tuple[float, float]]
    warnings: tuple[str, ...] = field(default=())


Method = Callable[[NDArray[np.bool_]], Mapping[str, Estimate]]
METHODS: dict[str, Method] = {}
ANSWERS: dict[str, tuple[str, ...]] = {}


def method(name: str, *answers: str) -> Callable[[Method], Method]:
    """Register a method under a name.

    Parameters
    ----------
    name : str
        Name for ``--estimators``.
    *answers : str
        Names of its estimators, where there are several.

    Returns
    -------
    callable
        Decorator.
    """

    def register(function: Method) -> Method:
        if name in METHODS:
            raise ValueError(f"There is an estimator {name} already.")
        METHODS[name] = function
        ANSWERS[name] = answers or (name,)
        return function

    return register


def half_width(level: float) -> float:
    """Half-width of a normal interval in standard deviations."""
    return float(ndtri((1 + level) / 2))


def normal_interval(centre: float, deviation: float) -> Callable[[float], tuple[float, float]]:
    """Interval of a normal distribution, clipped to 0..1.

    Parameters
    ----------
    centre, deviation : float
        Mean and standard deviation.

    Returns
    -------
    callable
        Level -> (low, high).
    """

    def interval(level: float) -> tuple[float, float]:
        reach = half_width(level) * deviation
        return max(0.0, centre - reach), min(1.0, centre + reach)

    return interval


@method("two-point", "two-point", "two-point-sigma")
def _two_point(mask: NDArray[np.bool_]) -> Mapping[str, Estimate]:
    """The paper's method, and the same without its model error (the paper's "only std")."""
    import imagerep

    measurement = imagerep.measure(mask, method="two-point")
    centre, deviation = measurement.phase_fraction, measurement.standard_deviation
    scale = measurement.characteristic_length_scale_px
    codes = tuple(warning.code for warning in measurement.warnings)
    return {
        "two-point": Estimate(centre, deviation, scale, measurement.confidence_interval, codes),
        "two-point-sigma": Estimate(
            centre, deviation, scale, normal_interval(centre, deviation), codes
        ),
    }


@method("spectral")
def _spectral(mask: NDArray[np.bool_]) -> Mapping[str, Estimate]:
    """The project's second method: the spectral density at zero frequency."""
    import imagerep

    measurement = imagerep.measure(mask, method="spectral")
    estimate = Estimate(
        measurement.phase_fraction,
        measurement.standard_deviation,
        measurement.characteristic_length_scale_px,
        measurement.confidence_interval,
        tuple(warning.code for warning in measurement.warnings),
    )
    return {"spectral": estimate}


@method("subdivision")
def _subdivision(mask: NDArray[np.bool_]) -> Mapping[str, Estimate]:
    """The classical method: standard deviations of ever smaller parts of the one image."""
    from imagerep import subdivision_estimate

    centre = float(np.count_nonzero(mask)) / mask.size
    scale = float(subdivision_estimate(mask))
    deviation = float(np.sqrt(centre * (1 - centre) * scale**mask.ndim / mask.size))
    return {"subdivision": Estimate(centre, deviation, scale, normal_interval(centre, deviation))}
