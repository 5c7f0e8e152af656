"""Sentences for a person."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from imagerep.errors import ImageRepError


class Severity(enum.Enum):
    """How much a notice matters."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for a person: what was found, what to do.

    Attributes
    ----------
    message, hint : str
        What was found, and what to do.
    severity : Severity
        How much it matters.
    stack : int or None
        Key of an image whose slices may be separate images: that is on offer beside the notice.
    """

    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    stack: int | None = None


def as_notice(error: BaseException) -> Notice:
    """Sentence for a person about an error.

    Parameters
    ----------
    error : BaseException
        What was raised.

    Returns
    -------
    Notice
    """
    if isinstance(error, ImageRepError):
        return Notice(error.message, error.hint)
    if isinstance(error, MemoryError):
        return Notice(
            "There is not enough memory for this image.",
            "Crop it, or close other programs and try again.",
        )
    return Notice(
        f"Something went wrong inside the program ({type(error).__name__}: {error}).",
        "Your images are unharmed. Please report it with the image, if you can.",
    )
