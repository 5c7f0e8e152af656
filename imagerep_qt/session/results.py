"""Results of measurements, and how far those under way are."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imagerep.errors import ParameterError
from imagerep.image.label_text import as_labels
from imagerep.messages import MeasurementWarning, Message
from imagerep_qt.session.choices import PHASE_FRACTION, POINTS, Target
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.notices import Notice

if TYPE_CHECKING:
    from imagerep.image.overview import Overview
    from imagerep.result.measurement import Measurement
    from imagerep.result.size import RecommendedSize
    from imagerep.uncertainty import ConfidenceInterval


class Work(enum.Enum):
    """How far a measurement is."""

    NOTHING = "nothing"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Busy:
    """A task under way."""

    text: Message | str
    fraction: float | None = None  # None where it is not known
    seconds_left: float | None = None  # None where it is not known, or soon over
    preview: Overview | None = None  # of an image whose phases are being counted


@dataclass(frozen=True, slots=True)
class Result:
    """A measurement at a confidence level and a target."""

    measurement: Measurement
    confidence_level: float
    target: Target
    interval: ConfidenceInterval
    absolute_error: float
    relative_error: float
    recommended: RecommendedSize | None  # None where the target cannot be reached
    statement: Message  # the sentence for a paper
    phases: tuple[str, ...] = ()  # names of the phases; empty without one
    other_error: float | None = None  # absolute error by the other method
    disagreement: MeasurementWarning | None = None  # where the methods disagree
    missing: MeasurementWarning | None = None  # where chosen images are not measured

    @property
    def warnings(self) -> tuple[MeasurementWarning, ...]:
        """Warnings of the measurement, of a disagreement, and of images that are left out."""
        more = (one for one in (self.disagreement, self.missing) if one is not None)
        return (*self.measurement.warnings, *more)

    @property
    def doubts(self) -> tuple[MeasurementWarning, ...]:
        """Those of the warnings that make the whole answer doubtful."""
        return tuple(one for one in self.warnings if one.is_doubt)

    @property
    def is_doubtful(self) -> bool:
        """Whether what was measured may not be the sample, or not all of it."""
        return bool(self.doubts)

    @property
    def has_gradient(self) -> bool:
        """Whether the value changes across an image, so that no size can be told."""
        return any(one.code == "gradient" for one in self.doubts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The other method's answer for the same images."""

    method: str
    work: Work  # `Work.NOTHING` where it takes so long that it is measured on request only
    seconds: float  # estimated time
    confidence_level: float
    measurement: Measurement | None = None
    absolute_error: float = 0.0
    result: Result | None = None  # that it is compared with
    disagreement: MeasurementWarning | None = None
    failure: Notice | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a phase of the material, or an image of a batch."""

    key: int  # label of the phase, or key of the image
    name: str
    groups: tuple[Labels, ...]  # labels of every phase of the quantity
    work: Work
    measurement: Measurement | None = None
    error: Notice | None = None
    other: Measurement | None = None  # by the other method
    missing: MeasurementWarning | None = None  # where chosen images are not measured
    folder: str = ""  # of an image of a batch, where these are from several


def with_missing(measurement: Measurement, missing: MeasurementWarning | None) -> Measurement:
    """A measurement as files tell it: with the doubt that chosen images are not measured."""
    if missing is None:
        return measurement
    return replace(measurement, warnings=(missing, *measurement.warnings))


def result_of(
    measurement: Measurement,
    level: float,
    target: Target,
    other: Measurement | None = None,
    missing: MeasurementWarning | None = None,
    phases: tuple[str, ...] = (),
) -> Result:
    """Evaluate a measurement at a confidence level and a target."""
    error, warning = measurement.absolute_error(level), None
    if other is not None:
        from imagerep.result.methods import disagreement

        warning = disagreement(measurement, other, level)
    return Result(
        measurement=measurement,
        confidence_level=level,
        target=target,
        interval=measurement.confidence_interval(level),
        absolute_error=error,
        relative_error=measurement.relative_error(level),
        recommended=recommended_size(measurement, level, target),
        statement=_statement(measurement, level, phases),
        other_error=other.absolute_error(level) if other else None,
        disagreement=warning,
        missing=missing,
        phases=phases,
    )


def _statement(measurement: Measurement, level: float, phases: tuple[str, ...]) -> Message:
    """The sentence for a paper."""
    from imagerep.measures.quantities import quantity_of
    from imagerep.result.statement import quantity_statement, statement

    error, n_images = measurement.absolute_error(level), len(measurement.shapes)
    if measurement.quantity == PHASE_FRACTION:
        return statement(
            measurement.phase_fraction,
            error,
            level,
            measurement.method,
            measurement.segmentation,
            phase_name=phases[0] if phases else "",
            labels=as_labels(measurement.phase),
            n_images=n_images,
        )
    return quantity_statement(
        quantity_of(measurement.quantity, measurement.ndim),
        measurement.value,
        error,
        measurement.confidence_interval(level),
        measurement.unit,
        level,
        measurement.method,
        phases=phases,
        labels=as_labels(measurement.phase),
        n_images=n_images,
    )


def target_unit(measurement: Measurement) -> str:
    """Unit of absolute targets for a measurement."""
    return POINTS if measurement.quantity == PHASE_FRACTION else measurement.unit


def recommended_size(
    measurement: Measurement, level: float, target: Target
) -> RecommendedSize | None:
    """Size that a target needs; None where it cannot be reached, or is in another unit."""
    if not target.relative and target.unit != target_unit(measurement):
        return None
    try:
        if target.relative:
            return measurement.recommended_size(target.value, level)
        return measurement.recommended_size(None, level, absolute_error=target.value)
    except ParameterError:
        return None
