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
    """Work under way."""

    text: str  # What is being done
    fraction: float | None = None  # The part of it that is done; None where that is not known
    # About how long it will take; None where that is not known, or soon
    seconds_left: float | None = None
    # What can already be seen of the image that is being read; its phases are not counted
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
    """What the other method says about the same images."""

    method: str  # Name of the other method
    work: Work  # How far it is; `Work.NOTHING` where it takes so long that it waits to be asked for
    seconds: float  # Time that it would take, roughly
    confidence_level: float  # Confidence level of the errors
    measurement: Measurement | None = None  # Where it is done
    absolute_error: float = 0.0  # Half-width of its interval
    result: Result | None = None  # What it is compared with
    disagreement: MeasurementWarning | None = None  # Where both methods disagree
    failure: Notice | None = None  # Where it failed


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a phase of the material, or an image of a batch."""

    key: int  # Label of the phase, or key of the image
    name: str  # Name for people
    phase: int | None  # Phase measured
    work: Work  # How far it is
    measurement: Measurement | None = None  # Where it is done
    error: Notice | None = None  # Where it failed
    other: Measurement | None = None  # By the other method, where that is done
