"""The exceptions of the bridge, with the texts of `fiji_bridge.messages`.

::

    ImageRepError (imagerep.errors)
    └── FijiError               anything of Java, ImageJ or Fiji that a user can mend
        ├── JavaError           no usable Java, or it cannot be started this way
        ├── FijiFolderError     the folder is no Fiji
        ├── ImageJError         ImageJ cannot give what was asked for (no image open, ...)
        ├── FijiConnectionError the process that runs ImageJ cannot be reached
        ├── OptionError         also a ParameterError
        ├── RowsError           also an OutputError
        └── ImageError          also a SegmentationError
            ├── GreyImageError      also a NotSegmentedError
            ├── NoSuchPhaseError    also a PhaseNotFoundError
            └── OnePhaseError       also a SinglePhaseError
"""

from fiji_bridge.messages import FijiMessage
from imagerep.errors import (
    ImageRepError,
    NotSegmentedError,
    OutputError,
    ParameterError,
    PhaseNotFoundError,
    SegmentationError,
    SinglePhaseError,
)


class FijiError(ImageRepError):
    """Base of the errors of the bridge; codes and values as for its base class."""

    message_type = FijiMessage


class JavaError(FijiError):
    """No usable Java was found, or it cannot be started as asked."""


class FijiFolderError(FijiError):
    """A folder does not hold a Fiji."""


class ImageJError(FijiError):
    """ImageJ cannot give what was asked for."""


class FijiConnectionError(FijiError):
    """The process that runs ImageJ cannot be reached, or has ended."""


class OptionError(FijiError, ParameterError):
    """An option of the command makes no sense."""


class RowsError(FijiError, OutputError):
    """Rows or a report cannot be written to a file."""


class ImageError(FijiError, SegmentationError):
    """An image of ImageJ cannot be measured as asked."""


class GreyImageError(ImageError, NotSegmentedError):
    """An image of ImageJ is not segmented."""


class NoSuchPhaseError(ImageError, PhaseNotFoundError):
    """The phase asked for is not in an image of ImageJ."""


class OnePhaseError(ImageError, SinglePhaseError):
    """An image of ImageJ holds a single phase."""
