"""The exceptions of the bridge.

::

    ImageRepError (imagerep.errors)
    └── FijiError               anything of Java, ImageJ or Fiji that a user can mend
        ├── JavaError           no usable Java, or it cannot be started this way
        ├── FijiFolderError     the folder is no Fiji
        ├── ImageJError         ImageJ cannot give what was asked for (no image open, ...)
        └── FijiConnectionError the process that runs ImageJ cannot be reached
"""

from imagerep.errors import ImageRepError


class FijiError(ImageRepError):
    """Base of the errors of the bridge; message and hint as for its base class."""


class JavaError(FijiError):
    """No usable Java was found, or it cannot be started as asked."""


class FijiFolderError(FijiError):
    """A folder does not hold a Fiji."""


class ImageJError(FijiError):
    """ImageJ cannot give what was asked for."""


class FijiConnectionError(FijiError):
    """The process that runs ImageJ cannot be reached, or has ended."""
