"""From what a reader found to an image with two or three axes, grey or RGB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.raw_image import RawImage
from imagerep.readers.decoded import Decoded
from imagerep.shapes import shape_text

_KEEP_MAPPED_BYTES = 1 << 28


def raw_image(decoded: Decoded, crop: Sequence[tuple[int, int]] | None = None) -> RawImage:
    """Crop an image, drop a constant alpha channel, and load it.

    Parameters
    ----------
    decoded : Decoded
        What a reader found.
    crop : sequence of (start, stop), optional
        As for :meth:`RawImage.crop`; what lies outside is not loaded from mapped files.

    Returns
    -------
    RawImage
        Above 256 MiB its array stays mapped from an uncompressed file.

    Raises
    ------
    ImageReadError
        If it has not two or three axes, or its transparency varies.
    SegmentationError
        If the crop does not fit.
    """
    array, name = decoded.array, decoded.name
    samples = list(array.shape[array.ndim - decoded.has_samples :])
    shape = list(array.shape[: array.ndim - decoded.has_samples])
    while len(shape) > 2 and 1 in shape:
        shape.remove(1)
    if len(shape) not in (2, 3) or 0 in shape:
        raise ImageReadError(
            f"“{name}” has {len(shape)} axes ({shape_text(array.shape)} values).",
            "An image has two axes and a volume three, and none of them is empty.",
        )
    raw = RawImage(
        array.reshape(shape + samples),
        is_colour=decoded.has_samples,
        calibration=decoded.calibration,
        name=name,
        colours=decoded.colours,
        notes=decoded.notes,
    )
    if crop is not None:
        raw = raw.crop(crop)
    array = raw.array
    if samples:
        array = _opaque(array, name)
    is_colour = bool(samples) and samples[0] > 2
    return replace(raw, array=_loaded(array), is_colour=is_colour)


def _opaque(array: NDArray[Any], name: str) -> NDArray[Any]:
    n_samples = array.shape[-1]
    if n_samples not in (1, 2, 3, 4):
        raise ImageReadError(
            f"“{name}” has {n_samples} values in each pixel.",
            "Save one of its channels as a greyscale image.",
        )
    if n_samples in (2, 4):
        alpha = array[..., -1]
        n_other = int(np.count_nonzero(alpha != alpha[(0,) * alpha.ndim]))
        if n_other:
            raise ImageReadError(
                f"“{name}” has a transparency that varies: {100 * n_other / alpha.size:.3g} % of "
                "its pixels differ from the first one.",
                "Flatten it and save it without an alpha channel, or crop that part off.",
            )
    if n_samples < 3:
        grey: NDArray[Any] = array[..., 0]
        return grey
    rgb: NDArray[Any] = array[..., :3]
    if rgb.dtype == np.uint8:
        return rgb
    if rgb.dtype == np.uint16:
        return _to_eight_bits(rgb, name)
    raise ImageReadError(
        f"“{name}” has colours of type {rgb.dtype}.", "Save it with 8 bits a channel."
    )


def _to_eight_bits(rgb: NDArray[Any], name: str) -> NDArray[np.uint8]:
    if rgb.max() <= 255:
        return rgb.astype(np.uint8)
    result: NDArray[np.uint8] = np.right_shift(rgb, 8).astype(np.uint8)
    if (result.astype(np.uint16) * 257 != rgb).any():
        raise ImageReadError(
            f"“{name}” has 16-bit colours that 8 bits cannot hold.",
            "Save it with 8 bits a channel, or as a greyscale image.",
        )
    return result


def _loaded(array: NDArray[Any]) -> NDArray[Any]:
    is_mapped = isinstance(array, np.memmap)
    is_ready = bool(array.dtype.isnative and array.flags.c_contiguous)
    if not (is_mapped and is_ready and array.nbytes > _KEEP_MAPPED_BYTES):
        dtype = array.dtype.newbyteorder("=")
        array = np.array(array, dtype, order="C", copy=True if is_mapped else None)
    view: NDArray[Any] = array.view(np.ndarray)
    view.flags.writeable = False
    return view
