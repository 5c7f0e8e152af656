"""What the user can choose, and undo."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

CONFIDENCE_LIMITS = (0.5, 0.9999)
LEVEL_DECIMALS = 4
"""Decimals of a confidence level: no more than the window shows."""
RELATIVE_TARGET_LIMITS = (0.001, 0.5)
"""Target errors relative to the phase fraction."""
ABSOLUTE_TARGET_LIMITS = (0.0001, 0.25)
"""Target errors as a phase fraction."""
SHOWN_DECIMALS = {True: 3, False: 4}
"""Decimals of a relative and of an absolute target: no more than the window shows."""
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
    METHOD = "method"
    THRESHOLD = "threshold"
    CALIBRATION = "voxel size"
    SELECTION = "selection of images"
    SLICES = "volume or separate images"
    DOMAIN = "what the sample is"
    VALUES = "what the values are"


@dataclass(frozen=True, slots=True)
class Target:
    """Largest acceptable error, relative to the phase fraction or as a phase fraction."""

    value: float = 0.05
    relative: bool = True

    @property
    def limits(self) -> tuple[float, float]:
        """Smallest and largest target of this kind."""
        return RELATIVE_TARGET_LIMITS if self.relative else ABSOLUTE_TARGET_LIMITS

    def limited(self) -> Target:
        """Nearest target within the limits, in the digits that are shown."""
        low, high = self.limits
        value = round(self.value, SHOWN_DECIMALS[self.relative])
        return replace(self, value=min(max(value, low), high))


def other_method(method: str) -> str:
    """The method that is not this one."""
    return METHODS[1 - METHODS.index(method)]
