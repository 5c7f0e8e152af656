"""What the window shows: one frozen snapshot, replaced at every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep_qt.session.choices import METHODS, POINTS, Change, Mode, QuantityChoice, Target
from imagerep_qt.session.cost import Question
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.quantities import Offer
from imagerep_qt.session.results import Busy, Comparison, Result, Row, Work

if TYPE_CHECKING:
    from imagerep.image.segmentation import Segmentation
    from imagerep.messages import MeasurementWarning
    from imagerep.result.measurement import Measurement


@dataclass(frozen=True, slots=True)
class ImageItem:
    """A row of the list of images."""

    key: int
    name: str
    path: Path | None
    shape: tuple[int, ...]
    included: bool
    needs_threshold: bool
    is_cropped: bool
    phase_fraction: float | None
    segmentation: Segmentation | None
    folder: str = ""  # where images are from several; with the name it is unique
    n_images: int = 1  # number of slices where these are separate images
    entry: Entry | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PhaseItem:
    """A row of the list of phases."""

    labels: Labels  # several where phases are merged
    name: str  # given by the user, also to what is merged; may be empty
    fraction: float  # of all included images
    colour: tuple[int, int, int] | None  # in the file
    chosen: bool
    excluded: bool = False  # from the sample

    @property
    def label(self) -> int:
        """The first label, by which it is chosen."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a panel may show."""

    mode: Mode = Mode.ONE_MATERIAL
    images: tuple[ImageItem, ...] = ()
    current: Entry | None = None  # the image that is shown
    # of all included images (in a batch: of the current one), by ascending label
    phases: tuple[PhaseItem, ...] = ()
    phase: int | None = None  # first label of the phase that is measured
    merged: tuple[Labels, ...] = ()  # labels that are one phase
    quantity: QuantityChoice = field(default_factory=QuantityChoice)  # measured of it
    quantities: tuple[Offer, ...] = ()  # that can be chosen
    unit: str = POINTS  # of absolute targets
    method: str = METHODS[0]
    confidence_level: float = 0.95
    target: Target = field(default_factory=Target)
    work: Work = Work.NOTHING  # on the chosen phase
    result: Result | None = None  # for the chosen phase; in a batch, for the current image
    comparison: Comparison | None = None  # the other method's answer
    failure: Notice | None = None  # why there is no result
    rows: tuple[Row, ...] = ()  # all phases, or the whole batch
    notices: tuple[Notice, ...] = ()
    busy: Busy | None = None
    question: Question | None = None  # to be answered before the measurement starts
    undo: Change | None = None
    redo: Change | None = None
    path: Path | None = None  # file of the session
    is_modified: bool = False  # since it was saved
    calibration: Calibration | None = None  # of the current image

    @property
    def is_empty(self) -> bool:
        """Whether no image is open."""
        return not self.images

    @property
    def warnings(self) -> tuple[MeasurementWarning, ...]:
        """Warnings about the result, and that of a disagreement of the methods."""
        if self.result is None:
            return ()
        other = self.comparison.disagreement if self.comparison else None
        return (*self.result.warnings, *((other,) if other else ()))

    @property
    def groups(self) -> tuple[Labels, ...]:
        """Labels of every phase of the quantity, those of the measured one first."""
        together = {item.label: item.labels for item in self.phases}
        return () if self.phase is None else self.quantity.groups(self.phase, together)

    def item_of(self, label: int | None) -> PhaseItem | None:
        """Phase that has a label."""
        return next((item for item in self.phases if label in item.labels), None)

    def labels_of(self, label: int | None) -> Labels:
        """Labels of the phase that has a label; none without one."""
        item = self.item_of(label)
        return item.labels if item is not None else () if label is None else (label,)

    def measurement_by(self, method: str) -> Measurement | None:
        """Measurement of what is shown, by either method."""
        if method == self.method:
            return self.result.measurement if self.result else None
        return self.comparison.measurement if self.comparison else None


def named_parts(labels: Labels, phases: Sequence[PhaseItem]) -> list[tuple[Labels, str]]:
    """Labels that are taken together, by the phases that they are, with the names of these."""
    found: dict[Labels, str] = {}
    for label in labels:
        item = next((p for p in phases if label in p.labels and {*p.labels} <= {*labels}), None)
        found[item.labels if item else (label,)] = item.name if item else ""
    return list(found.items())
