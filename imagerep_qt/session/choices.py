"""What a person can choose, and undo."""

from __future__ import annotations

import enum
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Target:
    """Largest error wanted."""

    # As a fraction: of the phase fraction, or with `relative` False of the image
    value: float = 0.05
    relative: bool = True  # Which of the two
