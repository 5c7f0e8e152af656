"""A result with the error of its segmentation, as figures and as text."""

from __future__ import annotations

import math
from dataclasses import dataclass

from imagerep.uncertainty import ConfidenceInterval
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.messages import say
from imagerep_qt.session import Result


@dataclass(frozen=True, slots=True)
class Total:
    """Value, error and interval by sampling and, where it is known, segmentation."""

    value: float
    error: float
    interval: ConfidenceInterval

    @property
    def relative_error(self) -> float:
        return self.error / abs(self.value) if self.value else math.inf


def with_segmentation(result: Result) -> Total:
    """The figures of a result."""
    measurement, level = result.measurement, result.confidence_level
    return Total(
        measurement.corrected_value,
        measurement.total_error(level),
        measurement.total_interval(level),
    )


def segmentation_text(result: Result, numbers: NumberFormat) -> str:
    """The parts of the error; without a known one of segmentation, what half a pixel changes."""
    measurement, level = result.measurement, result.confidence_level
    if measurement.segmentation is None:
        change = measurement.half_pixel_change
        if change is None:
            return ""
        return translate(
            "Segmentation",
            "Boundaries half a pixel off: ± {change} percentage points, not included",
        ).format(change=_points(change, numbers))
    return translate(
        "Segmentation",
        "± {sampling} from sampling, ± {own} from segmentation: {origin}. As segmented: {value}",
    ).format(
        sampling=_points(measurement.absolute_error(level), numbers),
        own=_points(measurement.segmentation_error(level), numbers),
        origin=say(measurement.segmentation.origin, numbers),
        value=numbers.percent(measurement.value),
    )


def remaining_text(result: Result, numbers: NumberFormat) -> str:
    """What a larger image does not mend; empty where nothing is known of the segmentation."""
    measurement = result.measurement
    if measurement.segmentation is None:
        return ""
    own = measurement.segmentation_error(result.confidence_level)
    return translate(
        "Segmentation", "For sampling only: ± {own} points of segmentation remain."
    ).format(own=_points(own, numbers))


def _points(fraction: float, numbers: NumberFormat) -> str:
    """A difference of fractions in percentage points."""
    return numbers.significant(100 * fraction, 2)
