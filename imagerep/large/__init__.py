"""Images larger than memory, on one machine or on a cluster; needs the extra `large`.

>>> from imagerep.large import Resources, open_image
"""

from imagerep.large.image import LargeImage
from imagerep.large.opening import from_dask, open_image
from imagerep.large.resources import Resources, parse_bytes
from imagerep.large.segmentation import LargeSegmentation

__all__ = [
    "LargeImage",
    "LargeSegmentation",
    "Resources",
    "from_dask",
    "open_image",
    "parse_bytes",
]
