"""Sentences for a person."""

from __future__ import annotations

import enum
from dataclasses import dataclass


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
