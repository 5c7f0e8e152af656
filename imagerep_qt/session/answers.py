"""What is known of the measurements that are wanted."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep_qt.session.choices import Target
from imagerep_qt.session.notices import Notice

if TYPE_CHECKING:
    from imagerep.estimate import MeasurementWarning
    from imagerep.large import LargeSegmentation
    from imagerep.measurement import Measurement
    from imagerep.sizing import RecommendedSize
    from imagerep.uncertainty import ConfidenceInterval


class Work(enum.Enum):
    """How far the measurement is."""

    NOTHING = "nothing"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Busy:
    """Work under way.

    Attributes
    ----------
    text : str
        What is being done.
    fraction : float or None
        The part of it that is done; None where that is not known.
    seconds_left : float or None
        About how long it will take; None where that is not known, or soon.
    sight : LargeSegmentation or None
        What can already be seen of the image that is being read; its phases are not counted.
    """

    text: str
    fraction: float | None = None
    seconds_left: float | None = None
    sight: LargeSegmentation | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A measurement, read at the confidence and the target that are set.

    `other_error` is the other method's absolute error and `disagreement` the doubt where both
    disagree, where a table shows them.
    """

    measurement: Measurement
    confidence_level: float
    target: Target
    interval: ConfidenceInterval
    absolute_error: float
    relative_error: float
    recommended: RecommendedSize | None
    statement: str
    other_error: float | None = None
    disagreement: MeasurementWarning | None = None

    @property
    def doubts(self) -> tuple[MeasurementWarning, ...]:
        """Doubts of the measurement, and that of both methods together."""
        return (*self.measurement.warnings, *((self.disagreement,) if self.disagreement else ()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the other method says about the same images.

    Attributes
    ----------
    method : str
        Name of the other method.
    work : Work
        How far it is; `Work.NOTHING` where it takes so long that it waits to be asked for.
    seconds : float
        Time that it would take, roughly.
    confidence_level : float
        Confidence level of the errors.
    measurement : Measurement or None
        Where it is done.
    absolute_error : float
        Half-width of its interval.
    result : Result or None
        What it is compared with.
    disagreement : MeasurementWarning or None
        Where both methods disagree.
    failure : Notice or None
        Where it failed.
    """

    method: str
    work: Work
    seconds: float
    confidence_level: float
    measurement: Measurement | None = None
    absolute_error: float = 0.0
    result: Result | None = None
    disagreement: MeasurementWarning | None = None
    failure: Notice | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a phase of the material, or an image of a batch.

    Attributes
    ----------
    key : int
        Label of the phase, or key of the image.
    name : str
        Name for people.
    phase : int or None
        Phase measured.
    work : Work
        How far it is.
    measurement : Measurement or None
        Where it is done.
    error : Notice or None
        Where it failed.
    other : Measurement or None
        By the other method, where that is done.
    """

    key: int
    name: str
    phase: int | None
    work: Work
    measurement: Measurement | None = None
    error: Notice | None = None
    other: Measurement | None = None
