"""The exceptions of ImageRep.

Everything that a user can cause is an :class:`ImageRepError`; anything else that is raised is a
bug. Only the edges (command line, app, Fiji) catch them.

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
    ├── OutputError               a result, or the scratch folder, cannot be written
    ├── EngineError               workers or their scheduler are lost, or memory is too small
    ├── MissingPackageError       an optional package is not installed
    └── MeasurementCancelled      ``should_stop`` returned True
"""


class ImageRepError(Exception):
    """Base of all errors that a user can cause.

    Parameters
    ----------
    message : str
        One sentence: what was found and where.
    hint : str, optional
        One sentence: what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ImageReadError(ImageRepError):
    """A file cannot be read as an image."""


class ImageLimitError(ImageReadError):
    """A file is larger than the limits allow."""


class SegmentationError(ImageRepError):
    """An image cannot be used as a segmentation."""


class NotSegmentedError(SegmentationError):
    """An image has more values than a segmentation has phases.

    Parameters
    ----------
    message, hint : str
        As for :class:`ImageRepError`.
    n_values : int
        Number of different values found (a lower bound where the search stopped early).
    """

    def __init__(self, message: str, hint: str = "", *, n_values: int = 0) -> None:
        super().__init__(message, hint)
        self.n_values = n_values


class PhaseNotFoundError(SegmentationError):
    """The phase asked for is not in the image, or several are and none was named."""


class SinglePhaseError(SegmentationError):
    """The image holds a single phase, so there is nothing to measure."""


class CalibrationError(ImageRepError):
    """A voxel size or unit makes no sense."""


class ParameterError(ImageRepError, ValueError):
    """A parameter (level, target, option) is out of range."""


class OutputError(ImageRepError):
    """A result, or the scratch folder, cannot be written."""


class EngineError(ImageRepError):
    """What works on a large image is lost, out of reach or too small."""


class MissingPackageError(ImageRepError):
    """An optional package is needed and not installed."""


class MeasurementCancelled(ImageRepError):  # noqa: N818 - it reports a wish, not a fault
    """The measurement was stopped by its ``should_stop`` hook."""
