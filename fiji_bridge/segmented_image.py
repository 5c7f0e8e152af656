"""An image with the rules applied: its phases, and which of them is measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.selection import Region
from imagerep.errors import ParameterError, PhaseNotFoundError
from imagerep.segmentation import Segmentation

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
            raise ParameterError(
                f"“{text}” is no way to measure a stack.", f"Choose one of: {', '.join(cls)}."
            ) from None


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """A phase that can be measured."""

    key: str  # As a macro writes it: "255", "#d55e00", "nonzero", "threshold", "outside"
    name: str  # As people read it
    label: int  # Its label in the segmentations
    fraction: float  # Its share of the pixels, 0 to 1
    is_complement: bool = False  # True where it is everything but label


@dataclass(frozen=True, slots=True, eq=False)
class SegmentedImage:
    """An image with the rules applied, ready to be measured."""

    # One, or one a slice where the slices are images of one material
    segmentations: tuple[Segmentation, ...]
    region: Region  # The rectangle that they cover
    stack: StackMode | None  # What of a stack was taken; None for a single image
    choices: tuple[PhaseChoice, ...]  # Phases present, by ascending label
    default: str  # Key of the phase that the rules propose
    how: str  # How that was decided, for people
    notes: tuple[str, ...]  # What a user should know about the region and the calibration
    is_label_image: bool  # Whether the phase is a matter of choice, for want of a rule

    def select(self, phase: str = "", *, flip: bool = False) -> tuple[PhaseChoice, ...]:
        """Choose what to measure."""
        if phase.strip().lower() == ALL_PHASES:
            if flip:
                raise ParameterError(
                    "All phases cannot be flipped.", "Name one phase, or leave out “flip”."
                )
            return tuple(one for one in self.choices if not one.is_complement)
        choice = self._choice(phase)
        if not flip:
            return (choice,)
        if choice.is_complement:
            name = str(choice.label)
            return (PhaseChoice(name, name, choice.label, 1 - choice.fraction),)
        others = [one for one in self.choices if one is not choice and not one.is_complement]
        if len(others) == 1:
            return (others[0],)
        name = f"not {choice.name}"
        return (PhaseChoice(name, name, choice.label, 1 - choice.fraction, is_complement=True),)

    def mask(self, phase: PhaseChoice, image: int = 0) -> NDArray[np.bool_]:
        """Pixels of what is measured."""
        mask = self.segmentations[image].mask(phase.label)
        return ~mask if phase.is_complement else mask

    def plane_mask(self, phase: PhaseChoice, slice_number: int) -> NDArray[np.bool_]:
        """Pixels of what is measured, in one slice."""
        image = slice_number - 1 if self.stack is StackMode.IMAGES else 0
        labels = self.segmentations[image].labels
        if labels.ndim == 3:
            labels = labels[slice_number - 1]
        mask: NDArray[np.bool_] = (labels == phase.label) ^ phase.is_complement
        return mask.reshape(self.region.height, self.region.width)

    def _choice(self, phase: str) -> PhaseChoice:
        wanted = phase.strip().lower() or self.default
        if wanted == NONZERO and len(self.choices) == 2 and self.choices[0].key == "0":
            return self.choices[1]
        for choice in self.choices:
            if wanted in (choice.key, choice.name.lower()) or _same_number(wanted, choice.key):
                return choice
        listed = ", ".join(choice.key for choice in self.choices)
        hint = f"Choose one of: {listed}, {ALL_PHASES}."
        if wanted in (THRESHOLD, OUTSIDE):
            raise PhaseNotFoundError(
                f"No threshold is set, so there is no phase “{phase}”.", f"Set it, or {hint}"
            )
        raise PhaseNotFoundError(f"There is no phase “{phase}” in this image.", hint)


def _same_number(wanted: str, key: str) -> bool:
    try:
        return float(wanted) == float(key)
    except ValueError:
        return False
