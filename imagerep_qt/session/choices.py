"""What the user can choose, and undo."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from imagerep_qt.session.merging import Labels

CONFIDENCE_LIMITS = (0.5, 0.9999)
LEVEL_DECIMALS = 4
"""Decimals of a confidence level: no more than the window shows."""
RELATIVE_TARGET_LIMITS = (0.001, 0.5)
"""Target errors relative to the phase fraction."""
ABSOLUTE_TARGET_LIMITS = (0.0001, 0.25)
"""Target errors as a phase fraction."""
UNIT_TARGET_LIMITS = (1e-100, 1e100)
"""Target errors in a unit: whatever is a number of use."""
SHOWN_DECIMALS = {True: 3, False: 4}
"""Decimals of a relative and of an absolute target: no more than the window shows."""
UNIT_DIGITS = 3
"""Significant digits of a target in a unit."""
PHASE_FRACTION = "phase-fraction"
PHASE_RATIO = "phase-ratio"
"""Quantities of `imagerep.measure` that have no local configurations."""
POINTS = "points"
"""Unit of absolute targets of the phase fraction, in percentage points where they are shown."""
METHODS = ("spectral", "two-point")
"""The methods of `imagerep.measure`, the default first."""


class Mode(enum.Enum):
    """Whether the images show one material, or each a material of its own."""

    ONE_MATERIAL = "one-material"
    BATCH = "batch"


class Change(enum.Enum):
    """What can be undone."""

    CROP = "crop"
    PHASE = "phase"
    PHASE_NAME = "phase name"
    MERGING = "merging of phases"
    METHOD = "method"
    QUANTITY = "quantity"
    THRESHOLD = "threshold"
    CALIBRATION = "voxel size"
    SELECTION = "selection of images"
    SLICES = "volume or separate images"
    DOMAIN = "what the sample is"
    VALUES = "what the values are"


@dataclass(frozen=True, slots=True)
class QuantityChoice:
    """What is measured of the chosen phase."""

    name: str = PHASE_FRACTION  # of a quantity of `imagerep.measure`
    # labels of the phases that a boundary is with, or that meet in a line; the whole of a ratio
    others: Labels = ()

    @property
    def is_fraction(self) -> bool:
        """Whether it is the phase fraction."""
        return self.name == PHASE_FRACTION

    @property
    def is_local(self) -> bool:
        """Whether it is counted by neighbourhoods of pixels, which takes longer."""
        return self.name not in (PHASE_FRACTION, PHASE_RATIO)

    def groups(
        self, phase: int, merged: Mapping[int, Labels] = MappingProxyType({})
    ) -> tuple[Labels, ...]:
        """Labels of every phase that it has, the chosen one first; of merged ones all labels."""
        parts = [merged.get(label, (label,)) for label in (phase, *self.others)]
        if self.name == PHASE_RATIO:
            return parts[0], tuple(sorted({label for part in parts[1:] for label in part}))
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Target:
    """Largest acceptable error, relative to the value, as a phase fraction, or in a unit."""

    value: float = 0.05
    relative: bool = True
    unit: str = POINTS  # of an absolute one

    @property
    def limits(self) -> tuple[float, float]:
        """Smallest and largest target of this kind, but for those in a unit."""
        return RELATIVE_TARGET_LIMITS if self.relative else ABSOLUTE_TARGET_LIMITS

    def limited(self) -> Target:
        """Nearest target within the limits, in the digits that are shown."""
        if self.relative and self.unit != POINTS:
            return replace(self, unit=POINTS).limited()
        if self.unit != POINTS:
            low, high = UNIT_TARGET_LIMITS
            value = float(f"{min(max(self.value, low), high):.{UNIT_DIGITS}g}")
            return replace(self, value=value)
        low, high = self.limits
        value = round(self.value, SHOWN_DECIMALS[self.relative])
        return replace(self, value=min(max(value, low), high))


@dataclass(slots=True)
class TargetMemory:
    """Absolute targets by their unit: each quantity has its own, and a relative one is for all."""

    _relative: Target = field(default_factory=Target)
    _absolute: dict[str, Target] = field(default_factory=dict)

    def keep(self, target: Target, unit: str) -> None:
        """Remember a target that was chosen where absolute ones are in a unit."""
        self._absolute.pop(unit, None)
        if target.relative:
            self._relative = target
        else:
            self._absolute[target.unit] = target

    def of(self, unit: str) -> Target:
        """Target where absolute ones are in a unit."""
        return self._absolute.get(unit, self._relative)


def other_method(method: str) -> str:
    """The method that is not this one."""
    return METHODS[1 - METHODS.index(method)]
