"""Images larger than memory: opening, and preparing for a measurement in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep.errors import ImageLimitError, ImageRepError, NotSegmentedError
from imagerep.hooks import Hooks
from imagerep_qt.session.images import AnySegmentation, Bounds, Image

if TYPE_CHECKING:
    from imagerep.large import LargeImage, LargeSegmentation

_SMALL_BYTES = 10_000_000
"""Smaller files are not checked: they fit in memory."""


def open_in_parts(path: Path) -> LargeImage | None:
    """Open an image that does not fit in memory; None where it fits, or cannot be read in parts."""
    try:
        if not path.is_dir() and path.stat().st_size < _SMALL_BYTES:
            return None
        from imagerep.large import open_image

        image = open_image(path)
    except ImageLimitError:
        raise
    except (ImageRepError, OSError):
        return None
    return None if image.fits_in_memory else image


def read_in_parts(
    large: LargeImage, hooks: Hooks, preview: Callable[[LargeSegmentation], None]
) -> Image:
    """Count the phases of an image, and make a preview of it, in one pass."""
    from imagerep.spectral import block_side

    early = large.sight(hooks)
    if early is not None:
        preview(early)
    level = early.preview if early is not None else None
    try:
        found = large.counted(hooks, block_px=block_side([large.shape]), preview=True, level=level)
    except NotSegmentedError:
        return Image(grey=large.preview(hooks), calibration=large.calibration, large=large)
    return Image(found, calibration=large.calibration, large=large)


def prepare_in_parts(
    image: Image,
    threshold: float | None,
    crop: Bounds | None,
    calibration: Calibration | None,
    hooks: Hooks,
) -> AnySegmentation:
    """Threshold, crop and calibrate an image; it is read again where that changes its pixels."""
    large, found = image.large, image.segmentation
    assert large is not None  # noqa: S101 - the caller has looked
    calibration = calibration and calibration.for_ndim(len(image.shape))
    if found is not None and crop is None:
        return replace(found, calibration=calibration)
    large = replace(large, calibration=calibration)
    if found is None and threshold is not None:
        large = large.thresholded(threshold)
    if crop is not None:
        large = large.cropped(crop)
    if large.fits_in_memory:
        return large.loaded(hooks)
    from imagerep.spectral import block_side

    return large.counted(hooks, block_px=block_side([large.shape]), preview=True)
