"""How well one segmented image represents its material."""

from imagerep._version import __version__

__all__ = ["__version__"]
