"""Sentences for a person."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from imagerep.errors import (
    CalibrationError,
    ImageLimitError,
    ImageRepError,
    ParameterError,
    SegmentationError,
)

_LASTING = CalibrationError, ImageLimitError, ParameterError, SegmentationError
"""Faults of what is measured: the same images fail again."""


class Severity(enum.Enum):
    """How much a notice matters."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for a person: what was found, what to do."""

    message: str  # What was found, and what to do
    hint: str = ""  # What was found, and what to do
    severity: Severity = Severity.ERROR  # How much it matters
    # Key of an image whose slices may be separate images: that is on offer beside the notice
    stack: int | None = None
    is_lasting: bool = False  # Whether trying again as it is cannot help


def as_notice(error: BaseException) -> Notice:
    """Sentence for a person about an error."""
    if isinstance(error, ImageRepError):
        is_lasting = isinstance(error, _LASTING)
        return Notice(error.message, error.hint, is_lasting=is_lasting)
    if isinstance(error, MemoryError):
        return Notice(
            "There is not enough memory for this image.",
            "Crop it, or close other programs and try again.",
        )
    return Notice(
        f"Something went wrong inside the program ({type(error).__name__}: {error}).",
        "Your images are unharmed. Please report it with the image, if you can.",
    )
