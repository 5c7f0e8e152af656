"""What the window shows: one frozen snapshot, made anew after every change."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep_qt.session.answers import Busy, Comparison, Result, Row, Work
from imagerep_qt.session.choices import METHODS, Change, Mode, Target
from imagerep_qt.session.images import AnySegmentation
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.question import Question

if TYPE_CHECKING:
    from imagerep.estimate import MeasurementWarning
    from imagerep.measurement import Measurement


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
    """One line of the legend."""

    label: int  # Grey value or number of the phase
    name: str  # Name given by a person; empty without one
    fraction: float  # Of all included images
    colour: tuple[int, int, int] | None  # Its colour in the file
    chosen: bool  # Whether it is the one measured


@dataclass(frozen=True, slots=True)
class State:
    """Everything a panel may show."""

    mode: Mode = Mode.ONE_MATERIAL  # One material, or a batch
    images: tuple[ImageItem, ...] = ()  # The images, in their order
    current: Entry | None = None  # The image that is looked at
    # Phases of all included images (in a batch: of the current one), by ascending label
    phases: tuple[PhaseItem, ...] = ()
    phase: int | None = None  # The one that is measured
    method: str = METHODS[0]  # Method that was chosen: one of `METHODS`
    confidence_level: float = 0.95  # As set
    target: Target = field(default_factory=Target)  # As set
    work: Work = Work.NOTHING  # How far the measurement of the chosen phase is
    result: Result | None = None  # Of the chosen phase; in a batch, of the current image
    comparison: Comparison | None = None  # The other method's answer to the same
    failure: Notice | None = None  # Why there is no result
    rows: tuple[Row, ...] = ()  # All phases, or the whole batch
    notices: tuple[Notice, ...] = ()  # What a person has not put away yet
    busy: Busy | None = None  # Work under way
    question: Question | None = None  # What waits for a yes
    undo: Change | None = None  # What would be undone and done again
    redo: Change | None = None  # What would be undone and done again
    path: Path | None = None  # File of this session
    is_modified: bool = False  # Whether something changed since it was saved
    calibration: Calibration | None = None  # Voxel size of the current image

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
        """Measurement of what is shown by either method."""
        if method == self.method:
            return self.result.measurement if self.result else None
        return self.comparison.measurement if self.comparison else None
