"""Both methods on the same images, and what it may mean when they disagree."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from imagerep.estimate import FEW_LENGTHS, MeasurementWarning
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.measurement import Measurement
from imagerep.measuring import METHODS, Images, measure_opened, open_images
from imagerep.spectral import SpectralDiagnostics

LARGEST_RATIO = 2.0
"""Ratio of half-widths beyond which two methods disagree: a factor 4 in the area to be imaged."""

RANGE_SD = 1.96
"""Reach of a characteristic length scale's range in standard errors: 95 %."""

ORDERED_DIP = 1.0
"""Fall of log S towards zero frequency that marks order: S there is lower by a factor e than at
its maximum. In the coverage benchmark at most 1 % of the images of families without order dip so
far, and at 200 px 95 % of lattices, all lamellae and 72 % of oscillating structures."""

ELONGATED = 2.0
"""Ratio of directional length scales from which anisotropy is named as a reason."""

TIME_SHARE = {"two-point": 0.9, "spectral": 0.1}
"""Share of the time that each method takes, about."""


def measure_methods(
    image: Images,
    phase: int | None = None,
    *,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[str, Measurement]:
    """Measure by every method.

    Parameters
    ----------
    image, phase
        As for :func:`imagerep.measure`.
    progress : callable, optional
        Called with the fraction done, 0 to 1, and what is being done.
    should_stop : callable, optional
        Asked between pieces of work; True cancels.

    Returns
    -------
    dict of str to Measurement
        By method. Where they disagree, each carries the warning ``"methods-disagree"``.

    Raises
    ------
    ImageRepError
        As for :func:`imagerep.measure`.
    """
    hooks = Hooks(progress, should_stop)
    images, hooks = open_images(image, hooks, tuple(METHODS))
    found: dict[str, Measurement] = {}
    begun = 0.0
    for method in METHODS:
        part = hooks.part(begun, begun + TIME_SHARE[method])
        found[method] = measure_opened(images, phase, method, part)
        begun += TIME_SHARE[method]
    names = list(found)
    for name in names:
        for other in names:
            doubt = None if name == other else disagreement(found[name], found[other])
            if doubt is not None:
                warnings = (*found[name].warnings, doubt)
                found[name] = replace(found[name], warnings=warnings)
    return found


def disagreement(
    one: Measurement, other: Measurement, confidence_level: float = 0.95
) -> MeasurementWarning | None:
    """Tell whether two methods disagree about the same images, and what it may mean.

    Parameters
    ----------
    one, other : Measurement
        Of the same phase of the same images, by different methods.
    confidence_level : float, optional
        Level at which the half-widths are compared.

    Returns
    -------
    MeasurementWarning or None
        ``"methods-disagree"`` where the half-widths differ by more than a factor 2, or where
        each characteristic length scale lies outside the other's 95 % range.
    """
    errors = [each.absolute_error(confidence_level) for each in (one, other)]
    apart = max(errors) > LARGEST_RATIO * min(errors)
    if not apart and (_is_in_range(one, other) or _is_in_range(other, one)):
        return None
    return MeasurementWarning(
        "methods-disagree",
        f"The {one.method} method gives ± {100 * errors[0]:.2g} percentage points and a length "
        f"scale of {one.characteristic_length_scale_px:.3g} px, the {other.method} method "
        f"± {100 * errors[1]:.2g} and {other.characteristic_length_scale_px:.3g} px. "
        + _reasons(one, other),
    )


def _is_in_range(one: Measurement, other: Measurement) -> bool:
    """Whether one's length scale lies in the other's range.

    A relative error of the standard deviation is that of the length scale's d/2-th power.
    """
    reach = RANGE_SD * 2 / other.ndim * other.model_error
    ratio = one.characteristic_length_scale_px / other.characteristic_length_scale_px
    return abs(math.log(ratio)) <= reach


def _reasons(one: Measurement, other: Measurement) -> str:
    """What is known to part the methods, as far as it shows in these images."""
    shortest = min(min(shape) for shape in one.shapes)
    largest = max(each.characteristic_length_scale_px for each in (one, other))
    found = []
    for diagnostics in _spectral(one, other):
        if diagnostics.dip > ORDERED_DIP:
            found.append("its features are packed or arranged periodically")
        if diagnostics.anisotropy > ELONGATED:
            ratio = f"{diagnostics.anisotropy:.1f}"
            found.append(f"its features are elongated ({ratio} times as long as wide)")
    if largest > shortest / FEW_LENGTHS:
        found.append("its features are nearly as large as the image")
    wider = "Until a larger image is at hand, the wider interval is the safe choice."
    if not found:
        return f"Nothing in the image says why. {wider}"
    spoken = " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
    return f"A likely reason: {spoken}. {wider}"


def _spectral(*measurements: Measurement) -> list[SpectralDiagnostics]:
    every: list[Any] = [each.diagnostics for each in measurements]
    return [found for found in every if isinstance(found, SpectralDiagnostics)]
