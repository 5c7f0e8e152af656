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
    target: Target = field(default_factory=Target)
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
