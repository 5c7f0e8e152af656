"""What it may mean when two methods disagree about the same images."""

from __future__ import annotations

import math
from typing import Any

from imagerep.estimate import FEW_LENGTHS
from imagerep.measures.quantities import PHASE_FRACTION
from imagerep.messages import MeasurementWarning, Message
from imagerep.result.measurement import Measurement
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

UNEVEN = 0.5
"""Unevenness from which few large features are named: half of the shift that they give log S."""


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
    if one.quantity != PHASE_FRACTION.name:
        return MeasurementWarning(
            "methods-disagree-on-quantity",
            method=one.method,
            error=errors[0],
            unit=one.unit,
            other_method=other.method,
            other_error=errors[1],
            reasons=_reasons(one, other),
        )
    return MeasurementWarning(
        "methods-disagree",
        method=one.method,
        points=100 * errors[0],
        length=one.characteristic_length_scale_px,
        other_method=other.method,
        other_points=100 * errors[1],
        other_length=other.characteristic_length_scale_px,
        reasons=_reasons(one, other),
    )


def _is_in_range(one: Measurement, other: Measurement) -> bool:
    """Whether one's length scale lies in the other's range.

    A relative error of the standard deviation is that of the length scale's d/2-th power.
    """
    reach = RANGE_SD * 2 / other.ndim * other.model_error
    ratio = one.characteristic_length_scale_px / other.characteristic_length_scale_px
    return abs(math.log(ratio)) <= reach


def _reasons(one: Measurement, other: Measurement) -> tuple[Message, ...]:
    """What is known to part the methods, as far as it shows in these images."""
    shortest = min(min(shape) for shape in one.shapes)
    largest = max(each.characteristic_length_scale_px for each in (one, other))
    found = []
    for diagnostics in _spectral(one, other):
        if diagnostics.dip > ORDERED_DIP:
            found.append(Message("reason-ordered"))
        if diagnostics.anisotropy > ELONGATED:
            found.append(Message("reason-elongated", ratio=diagnostics.anisotropy))
        if diagnostics.unevenness > UNEVEN:
            found.append(Message("reason-uneven"))
        if diagnostics.has_long_features:
            found.append(Message("reason-long-features"))
    if largest > shortest / FEW_LENGTHS:
        found.append(Message("reason-large-features"))
    return tuple(found) or (Message("reason-unknown"),)


def _spectral(*measurements: Measurement) -> list[SpectralDiagnostics]:
    every: list[Any] = [each.diagnostics for each in measurements]
    return [found for found in every if isinstance(found, SpectralDiagnostics)]
