"""What the window shows: one frozen snapshot, made anew after every change."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep_qt.session.images import AnySegmentation
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.notices import Notice as Notice
from imagerep_qt.session.notices import Severity as Severity
from imagerep_qt.session.question import Question

if TYPE_CHECKING:
    from imagerep.estimate import MeasurementWarning
    from imagerep.measurement import Measurement
    from imagerep.sizing import RecommendedSize
    from imagerep.uncertainty import ConfidenceInterval

CONFIDENCE_LIMITS = (0.5, 0.9999)
"""Confidence levels on offer."""
RELATIVE_TARGET_LIMITS = (0.001, 0.5)
"""Target errors on offer, relative to the phase fraction."""
ABSOLUTE_TARGET_LIMITS = (0.0001, 0.25)
"""Target errors on offer, as a phase fraction."""
METHODS = ("two-point", "spectral")
"""The methods of `imagerep.measure`, the default first."""


class Mode(enum.Enum):
    """What several images are to each other."""

    ONE_MATERIAL = "one-material"
    BATCH = "batch"


class Change(enum.Enum):
    """What can be undone."""

    CROP = "crop"
    PHASE = "phase"
    PHASE_NAME = "phase name"
    METHOD = "method"
    THRESHOLD = "threshold"
    CALIBRATION = "voxel size"
    SELECTION = "selection of images"
    SLICES = "volume or separate images"


class Work(enum.Enum):
    """How far the measurement is."""

    NOTHING = "nothing"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Target:
    """Largest error wanted.

    Attributes
    ----------
    value : float
        As a fraction: of the phase fraction, or with `relative` False of the image.
    relative : bool
        Which of the two.
    """

    value: float = 0.05
    relative: bool = True


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
    """

    text: str
    fraction: float | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class ImageItem:
    """One line of the list of images; `n_images` counts the slices that stand for themselves.

    `entry` is what it was made of.
    """

    key: int
    name: str
    path: Path | None
    shape: tuple[int, ...]
    included: bool
    needs_threshold: bool
    is_cropped: bool
    phase_fraction: float | None
    segmentation: AnySegmentation | None
    n_images: int = 1
    entry: Entry | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PhaseItem:
    """One line of the legend.

    Attributes
    ----------
    label : int
        Grey value or number of the phase.
    name : str
        Name given by a person; empty without one.
    fraction : float
        Of all included images.
    colour : tuple of int or None
        Its colour in the file.
    chosen : bool
        Whether it is the one measured.
    """

    label: int
    name: str
    fraction: float
    colour: tuple[int, int, int] | None
    chosen: bool


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


@dataclass(frozen=True, slots=True)
class State:
    """Everything a panel may show.

    Attributes
    ----------
    mode : Mode
        One material, or a batch.
    images : tuple of ImageItem
        The images, in their order.
    current : Entry or None
        The image that is looked at.
    phases : tuple of PhaseItem
        Phases of all included images (in a batch: of the current one), by ascending label.
    phase : int or None
        The one that is measured.
    method : str
        Method that was chosen: one of `METHODS`.
    confidence_level, target
        As set.
    work : Work
        How far the measurement of the chosen phase is.
    result : Result or None
        Of the chosen phase; in a batch, of the current image.
    comparison : Comparison or None
        The other method's answer to the same.
    failure : Notice or None
        Why there is no result.
    rows : tuple of Row
        All phases, or the whole batch.
    notices : tuple of Notice
        What a person has not put away yet.
    busy : Busy or None
        Work under way.
    question : Question or None
        What waits for a yes.
    undo, redo : Change or None
        What would be undone and done again.
    path : Path or None
        File of this session.
    is_modified : bool
        Whether something changed since it was saved.
    calibration : Calibration or None
        Voxel size of the current image.
    """

    mode: Mode = Mode.ONE_MATERIAL
    images: tuple[ImageItem, ...] = ()
    current: Entry | None = None
    phases: tuple[PhaseItem, ...] = ()
    phase: int | None = None
    method: str = METHODS[0]
    confidence_level: float = 0.95
    target: Target = Target()
    work: Work = Work.NOTHING
    result: Result | None = None
    comparison: Comparison | None = None
    failure: Notice | None = None
    rows: tuple[Row, ...] = ()
    notices: tuple[Notice, ...] = ()
    busy: Busy | None = None
    question: Question | None = None
    undo: Change | None = None
    redo: Change | None = None
    path: Path | None = None
    is_modified: bool = False
    calibration: Calibration | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no image is open."""
        return not self.images

    @property
    def doubts(self) -> tuple[MeasurementWarning, ...]:
        """Doubts about the result: its own, and the other method's."""
        if self.result is None:
            return ()
        other = self.comparison.disagreement if self.comparison else None
        return (*self.result.measurement.warnings, *((other,) if other else ()))

    def measurement_by(self, method: str) -> Measurement | None:
        """Measurement of what is shown by either method.

        Parameters
        ----------
        method : str
            Name of the method.

        Returns
        -------
        Measurement or None
            None where there is none yet.
        """
        if method == self.method:
            return self.result.measurement if self.result else None
        return self.comparison.measurement if self.comparison else None
