"""Notices to the user: what was found, and what to do about it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path

from imagerep.errors import (
    CalibrationError,
    ImageLimitError,
    ImageRepError,
    ParameterError,
    SegmentationError,
)
from imagerep.messages import Message
from imagerep_qt.session.messages import AppMessage

_PERMANENT = CalibrationError, ImageLimitError, ParameterError, SegmentationError
"""Errors of the images themselves: the same images fail again."""


class Severity(enum.Enum):
    """How serious a notice is."""

    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was found, and what to do about it."""

    message: Message
    severity: Severity = Severity.ERROR
    stack: int | None = None  # key of an image whose slices can be made separate images
    is_permanent: bool = False  # whether retrying cannot help
    file: Path | None = None  # that it is about
    is_missing: bool = False  # whether a saved session names that file and it is not there

    def is_about(self, file: Path) -> bool:
        return self.file == file


def notice(
    code: str, severity: Severity = Severity.ERROR, *, stack: int | None = None, **values: object
) -> Notice:
    """Notice with a message of the app."""
    return Notice(AppMessage(code, **values), severity, stack)


def notice_of_error(error: BaseException) -> Notice:
    """Notice about an exception."""
    if isinstance(error, ImageRepError):
        return Notice(error.reason, is_permanent=isinstance(error, _PERMANENT))
    if isinstance(error, MemoryError):
        return notice("out-of-memory")
    return notice("internal-error", kind=type(error).__name__, error=str(error))
