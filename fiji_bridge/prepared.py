"""An image with the rules applied: its phases, and which of them is measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.regions import Region
from imagerep.errors import ParameterError, PhaseNotFoundError
from imagerep.segmentation import Segmentation

ALL_PHASES = "all"
THRESHOLD, OUTSIDE = "threshold", "outside"


class StackMode(StrEnum):
    """What of a stack is measured."""

    VOLUME = "volume"
    SLICE = "slice"
    IMAGES = "images"

    @classmethod
    def of(cls, text: str) -> Self:
        """Mode of a name.

        Parameters
        ----------
        text : str
            The name, in small or capital letters.

        Returns
        -------
        StackMode

        Raises
        ------
        ParameterError
            If there is no such mode.
        """
        try:
            return cls(text.strip().lower())
        except ValueError:
            raise ParameterError(
                f"“{text}” is no way to measure a stack.", f"Choose one of: {', '.join(cls)}."
            ) from None


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """A phase that a user can choose.

    Attributes
    ----------
    key : str
        As a macro writes it: ``"255"``, ``"#d55e00"``, ``"threshold"``, ``"outside"``.
    name : str
        As people read it.
    label : int
        Its label in the segmentations.
    fraction : float
        Its share of the pixels, 0 to 1.
    """

    key: str
    name: str
    label: int
    fraction: float


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured: one phase, or everything but it.

    Attributes
    ----------
    name : str
        As it is written in the table.
    label : int
        Label of the phase in the segmentations.
    is_complement : bool
        True for everything but the phase.
    fraction : float
        Its share of the pixels, 0 to 1.
    """

    name: str
    label: int
    is_complement: bool
    fraction: float


@dataclass(frozen=True, slots=True, eq=False)
class PreparedImage:
    """An image with the rules applied, ready to be measured.

    Attributes
    ----------
    segmentations : tuple of Segmentation
        One, or one a slice where the slices are images of one material.
    region : Region
        The rectangle that they cover.
    stack : StackMode or None
        What of a stack was taken; None for a single image.
    choices : tuple of PhaseChoice
        Phases present, by ascending label.
    default : str
        Key of the phase that the rules propose.
    how : str
        How that was decided, for people.
    notes : tuple of str
        What a user should know about the region and the calibration.
    is_label_image : bool
        Whether the largest phase is proposed for want of a rule.
    """

    segmentations: tuple[Segmentation, ...]
    region: Region
    stack: StackMode | None
    choices: tuple[PhaseChoice, ...]
    default: str
    how: str
    notes: tuple[str, ...]
    is_label_image: bool

    def targets(self, phase: str = "", *, flip: bool = False) -> tuple[Target, ...]:
        """Choose what to measure.

        Parameters
        ----------
        phase : str, optional
            Key of a phase, ``"all"``, or nothing for the one that the rules propose.
        flip : bool, optional
            Measure everything but the phase.

        Returns
        -------
        tuple of Target

        Raises
        ------
        PhaseNotFoundError
            If the image has no such phase.
        ParameterError
            If all phases are to be flipped.
        """
        if phase.strip().lower() == ALL_PHASES:
            if flip:
                raise ParameterError(
                    "All phases cannot be flipped.", "Name one phase, or leave out “flip”."
                )
            return tuple(Target(c.name, c.label, False, c.fraction) for c in self.choices)
        choice = self._choice(phase)
        if not flip:
            return (Target(choice.name, choice.label, False, choice.fraction),)
        others = [other for other in self.choices if other is not choice]
        if len(others) == 1:
            return (Target(others[0].name, others[0].label, False, others[0].fraction),)
        return (Target(f"not {choice.name}", choice.label, True, 1 - choice.fraction),)

    def mask(self, target: Target, image: int = 0) -> NDArray[np.bool_]:
        """Pixels of what is measured.

        Parameters
        ----------
        target : Target
            One of :meth:`targets`.
        image : int, optional
            Which of `segmentations`.

        Returns
        -------
        ndarray of bool, of the shape of that segmentation
        """
        mask = self.segmentations[image].mask(target.label)
        return ~mask if target.is_complement else mask

    def plane_mask(self, target: Target, slice_number: int) -> NDArray[np.bool_]:
        """Pixels of what is measured, in one slice.

        Parameters
        ----------
        target : Target
            One of :meth:`targets`.
        slice_number : int
            Slice of the stack, counted from 1.

        Returns
        -------
        ndarray of bool, shape (region.height, region.width)
        """
        image = slice_number - 1 if self.stack is StackMode.IMAGES else 0
        labels = self.segmentations[image].labels
        if labels.ndim == 3:
            labels = labels[slice_number - 1]
        mask: NDArray[np.bool_] = (labels == target.label) ^ target.is_complement
        return mask.reshape(self.region.height, self.region.width)

    def _choice(self, phase: str) -> PhaseChoice:
        wanted = phase.strip().lower() or self.default
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
