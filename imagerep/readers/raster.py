"""PNG and JPEG files through Pillow."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path
from typing import IO, cast

import numpy as np
from PIL import Image, JpegImagePlugin, PngImagePlugin

from imagerep.errors import ImageReadError
from imagerep.readers.decoded import Colours, Decoded, ReadLimits
from imagerep.readers.resolution import calibration_from_dpi

_BYTES_OF_MODE = {"1": 1, "L": 1, "P": 1, "LA": 2, "PA": 2, "I;16": 2, "RGB": 3, "RGBA": 4,
                  "CMYK": 4, "I": 4}  # fmt: skip
_PNG_GREY = 0


def decode_raster(path: Path, limits: ReadLimits) -> Decoded:
    """Decode a PNG or JPEG file.

    Palette images become the colours that they show; where two of the indices in use share a
    colour, the indices are the labels.

    Parameters
    ----------
    path : Path
        The file, whose first bytes are those of a PNG or JPEG.
    limits : ReadLimits
        How large it may be.

    Returns
    -------
    Decoded

    Raises
    ------
    ImageReadError
        If it is animated, or has 16 bits in each of several channels.
    """
    # Mapped, because reading a file object allocates whatever length a damaged chunk declares.
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        _open(data, path) as image,
    ):
        bytes_a_pixel = _BYTES_OF_MODE.get(image.mode, 4)
        width, height = image.size
        limits.check(path, (height, width), width * height, bytes_a_pixel, path.stat().st_size)
        if getattr(image, "n_frames", 1) > 1:
            raise ImageReadError(
                f"“{path.name}” is an animation of several images.",
                "Save the images as one TIFF, or as separate files.",
            )
        dpi = image.info.get("dpi")
        calibration = calibration_from_dpi(dpi[1], dpi[0]) if dpi else None
        notes: tuple[str, ...] = ()
        colours: Colours = {}
        if image.mode == "P":
            array, colours, notes = _from_palette(image)
        elif image.mode in ("CMYK", "YCbCr", "LAB", "HSV", "PA"):
            array = np.asarray(image.convert("RGBA" if image.mode == "PA" else "RGB"))
        else:
            array = np.asarray(image)
    return Decoded(
        array,
        has_samples=array.ndim == 3,
        calibration=calibration,
        colours=colours,
        name=path.name,
        notes=notes,
    )


def _open(data: mmap.mmap, path: Path) -> Image.Image:
    # Image.open has a pixel limit of its own, which is global; ours is checked by the caller.
    start = data[:33]
    file = cast(IO[bytes], data)
    if not start.startswith(b"\x89PNG"):
        return JpegImagePlugin.JpegImageFile(file)
    if start[12:16] == b"IHDR":
        depth, kind = struct.unpack(">BB", start[24:26])
        if depth == 16 and kind != _PNG_GREY:
            raise ImageReadError(
                f"“{path.name}” is a PNG with 16 bits in each of its channels.",
                "Save it as a TIFF, or with 8 bits a channel.",
            )
    return PngImagePlugin.PngImageFile(file)


def _from_palette(
    image: Image.Image,
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], Colours, tuple[str, ...]]:
    indices = np.asarray(image)
    flat = image.getpalette("RGB") or []
    palette = np.zeros((256, 3), np.uint8)
    known = np.asarray(flat[: 768 - 768 % 3], np.uint8).reshape(-1, 3)
    palette[: len(known)] = known
    used = np.flatnonzero(np.bincount(indices.reshape(-1), minlength=256))
    colours: Colours = {
        int(k): (int(palette[k, 0]), int(palette[k, 1]), int(palette[k, 2])) for k in used
    }
    if len(set(colours.values())) < len(used):
        note = "two entries of the palette share a colour; the labels are the palette's indices"
        return indices, colours, (note,)
    if all(red == green == blue for red, green, blue in colours.values()):
        return palette[:, 0][indices], {}, ()
    return palette[indices], {}, ()
