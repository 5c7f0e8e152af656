"""An image with the rules applied: its phases, and which of them is measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import NoSuchPhaseError, OptionError
from fiji_bridge.messages import FijiMessage, doubt_text
from fiji_bridge.selection import Region
from imagerep.image.doubts import object_doubt
from imagerep.image.segmentation import Segmentation

ALL_PHASES = "all"
THRESHOLD, OUTSIDE = "threshold", "outside"
NONZERO = "nonzero"


class StackMode(StrEnum):
    """What of a stack is measured."""

    VOLUME = "volume"
    SLICE = "slice"
    IMAGES = "images"

    @classmethod
    def of(cls, text: str) -> Self:
        """Mode of a name."""
        try:
            return cls(text.strip().lower())
        except ValueError:
            raise OptionError("no-such-stack-mode", text=text, modes=", ".join(cls)) from None


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """A phase that can be measured."""

    key: str  # As a macro writes it: "255", "#d55e00", "nonzero", "threshold", "outside"
    name: str  # As people read it
    label: int | tuple[int, ...]  # Its label in the segmentations, or those taken together
    fraction: float  # Its share of the pixels that are measured, 0 to 1

    @property
    def labels(self) -> tuple[int, ...]:
        """Its labels, one or several."""
        return (self.label,) if isinstance(self.label, int) else self.label


@dataclass(frozen=True, slots=True, eq=False)
class SegmentedImage:
    """An image with the rules applied, ready to be measured."""

    # One, or one a slice where the slices are images of one material; what is not measured is
    # outside of their domain
    segmentations: tuple[Segmentation, ...]
    region: Region  # The pixels of a slice that they cover
    stack: StackMode | None  # What of a stack was taken; None for a single image
    choices: tuple[PhaseChoice, ...]  # Phases present, by ascending label, then unions of them
    default: str  # Key of the phase that the rules propose
    how: FijiMessage | None = None  # How that was decided
    notes: tuple[FijiMessage, ...] = ()  # What to know about the region and the calibration
    is_label_image: bool = False  # Whether the phase is a matter of choice, for want of a rule
    n_objects: int = 0  # Number of labels that were taken together, each one object

    @property
    def texts(self) -> tuple[str, ...]:
        """What a dialog says: one doubt of each kind, how the phase was found, and notes."""
        doubts = {doubt.code: doubt for one in self.segmentations for doubt in one.doubts}
        notes = [note.text for note in (self.how, *self.notes) if note is not None]
        return (*(doubt_text(doubt.to_dict()) for doubt in doubts.values()), *notes)

    def shares(self, phases: tuple[PhaseChoice, ...]) -> str:
        """How much of the image phases are, as a dialog says it."""
        what = "Phases" if len(phases) > 1 else "Phase"
        return f"{what} " + "; ".join(f"{one.name}: {100 * one.fraction:.2f} %" for one in phases)

    def unconfirmed(self) -> Self:
        """The same for somebody who has not said that all objects are the phase."""
        if not self.n_objects:
            return self
        first, *others = self.segmentations
        doubt = object_doubt(self.n_objects, first.name, are_joined=True)
        doubted = replace(first, doubts=(*first.doubts, doubt))
        return replace(self, segmentations=(doubted, *others))

    def select(self, phase: str = "", *, flip: bool = False) -> tuple[PhaseChoice, ...]:
        """Choose what to measure."""
        phases = tuple(one for one in self.choices if isinstance(one.label, int))
        if phase.strip().lower() == ALL_PHASES:
            if flip:
                raise OptionError("all-phases-flipped")
            return phases
        choice = self._choice(phase)
        if not flip:
            return (choice,)
        others = [one for one in phases if one.label not in choice.labels]
        if len(others) == 1:
            return (others[0],)
        name, labels = f"not {choice.name}", tuple(label for one in others for label in one.labels)
        return (PhaseChoice(name, name, labels, 1 - choice.fraction),)

    def plane_mask(self, phase: PhaseChoice, slice_number: int) -> NDArray[np.bool_]:
        """Pixels of what is measured, in one slice."""
        image = slice_number - 1 if self.stack is StackMode.IMAGES else 0
        labels, domain = self.segmentations[image].labels, self.segmentations[image].domain
        if labels.ndim == 3:
            labels = labels[slice_number - 1]
            domain = None if domain is None else domain[slice_number - 1]
        mask = np.isin(labels, phase.labels)
        return mask if domain is None else mask & domain

    def _choice(self, phase: str) -> PhaseChoice:
        wanted = phase.strip().lower() or self.default
        if wanted == NONZERO and len(self.choices) == 2 and self.choices[0].key == "0":
            return self.choices[1]
        for choice in self.choices:
            if wanted in (choice.key, choice.name.lower()) or _same_number(wanted, choice.key):
                return choice
        listed = ", ".join([*(choice.key for choice in self.choices), ALL_PHASES])
        code = "no-threshold" if wanted in (THRESHOLD, OUTSIDE) else "phase-not-found"
        raise NoSuchPhaseError(code, phase=phase, choices=listed)


def _same_number(wanted: str, key: str) -> bool:
    try:
        return float(wanted) == float(key)
    except ValueError:
        return False
