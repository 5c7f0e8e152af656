"""The exceptions of ImageRep.

Everything that a user can cause is an :class:`ImageRepError` with a stable code and the values of
its sentence; anything else that is raised is a bug. Only the edges (command line, app, Fiji) catch
them.

::

    ImageRepError
    ├── ImageReadError            a file cannot be read as an image
    │   └── ImageLimitError       a file is larger than the limits allow
    ├── SegmentationError         an image cannot be used as a segmentation
    │   ├── NotSegmentedError     too many grey values
    │   ├── PhaseNotFoundError    the phase asked for is not there, or none was named
    │   └── SinglePhaseError      only one phase is present
    ├── CalibrationError          a voxel size or unit makes no sense
    ├── ParameterError            a level, target or option out of range (also a ValueError)
    ├── OutputError               a result cannot be written
    ├── EngineError               workers or their scheduler are lost, or memory is too small
    ├── MissingPackageError       an optional package is not installed
    └── MeasurementCancelled      ``should_stop`` returned True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from imagerep.messages import Message


class ImageRepError(Exception):
    """Base of all errors that a user can cause.

    Parameters
    ----------
    code : str
        Stable name of the error, a key of its catalogue of messages.
    **values
        What the sentences say: names, numbers, limits.

    Examples
    --------
    >>> error = ImageReadError("empty-file", name="mask.tif")
    >>> error.code, error.values["name"]
    ('empty-file', 'mask.tif')
    >>> print(error)
    “mask.tif” is an empty file. Copy or save it again.
    """

    message_type: ClassVar[type[Message]] = Message

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.reason = self.message_type(code, **values)

    @property
    def code(self) -> str:
        """Stable name of the error, for programs."""
        return self.reason.code

    @property
    def values(self) -> Mapping[str, Any]:
        """Values in the sentences."""
        return self.reason.values

    @property
    def message(self) -> str:
        """One sentence: what was found and where."""
        return self.reason.text

    @property
    def hint(self) -> str:
        """One sentence: what to do about it."""
        return self.reason.remedy

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.code, dict(self.values))


def _rebuilt(kind: type[ImageRepError], code: str, values: dict[str, object]) -> ImageRepError:
    return kind(code, **values)


class ImageReadError(ImageRepError):
    """A file cannot be read as an image."""


class ImageLimitError(ImageReadError):
    """A file is larger than the limits allow."""


class SegmentationError(ImageRepError):
    """An image cannot be used as a segmentation."""


class NotSegmentedError(SegmentationError):
    """An image has more values than a segmentation has phases."""


class PhaseNotFoundError(SegmentationError):
    """The phase asked for is not in the image, or several are and none was named."""


class SinglePhaseError(SegmentationError):
    """The image holds a single phase, so there is nothing to measure."""


class CalibrationError(ImageRepError):
    """A voxel size or unit makes no sense."""


class ParameterError(ImageRepError, ValueError):
    """A parameter (level, target, option) is out of range."""


class OutputError(ImageRepError):
    """A result cannot be written."""


class EngineError(ImageRepError):
    """Workers or their scheduler are lost or out of reach, or the memory is too small."""


class MissingPackageError(ImageRepError):
    """An optional package is needed and not installed."""


class MeasurementCancelled(ImageRepError):  # noqa: N818 - it reports a wish, not a fault
    """The measurement was stopped by its ``should_stop`` hook."""
