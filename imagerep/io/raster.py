"""PNG and JPEG files through Pillow."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, JpegImagePlugin, PngImagePlugin

from imagerep.calibration import calibration_from_dpi
from imagerep.errors import ImageReadError
from imagerep.io.limits import ReadLimits
from imagerep.io.samples import from_samples
from imagerep.io.source import Colour, Source, in_memory
from imagerep.messages import Message

_BYTES_OF_MODE = {"1": 1, "L": 1, "P": 1, "LA": 2, "PA": 2, "I;16": 2, "RGB": 3, "RGBA": 4,
                  "CMYK": 4, "I": 4}  # fmt: skip
_PNG_GREY = 0


def open_raster(path: Path, limits: ReadLimits) -> Source:
    """Decode a PNG or JPEG file.

    Palette images become the colours that they show; where two of the indices in use share a
    colour, the indices are the labels.
    """
    # From memory, because reading a file allocates whatever length a damaged chunk declares.
    with _open(path.read_bytes(), path) as image:
        itemsize = _BYTES_OF_MODE.get(image.mode, 4)
        shape = image.size[::-1]
        limits.check(path, shape, itemsize, n_bytes=path.stat().st_size, chunk=shape)
        if getattr(image, "n_frames", 1) > 1:
            raise ImageReadError("animation", name=path.name)
        if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
            ImageOps.exif_transpose(image, in_place=True)
        dpi = image.info.get("dpi")
        calibration = calibration_from_dpi(dpi[1], dpi[0]) if dpi else None
        notes: tuple[Message, ...] = ()
        colours: dict[int, Colour] = {}
        if image.mode == "P" and "transparency" not in image.info:
            array, colours, notes = _from_palette(image)
        elif image.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
            array = np.asarray(image.convert("RGB"))
        elif image.mode in ("P", "PA"):
            array = np.asarray(image.convert("RGBA"))
        else:
            array = np.array(image)
    source = in_memory(array, path.name, is_colour=array.ndim == 3)
    source = replace(source, calibration=calibration, colours=colours, notes=notes)
    return from_samples(source, array.shape[2]) if array.ndim == 3 else source


def _open(data: bytes, path: Path) -> Image.Image:
    # Image.open has a pixel limit of its own, which is global; ours is checked by the caller.
    start = data[:33]
    file = io.BytesIO(data)
    if not start.startswith(b"\x89PNG"):
        return JpegImagePlugin.JpegImageFile(file)
    if start[12:16] == b"IHDR":
        depth, kind = struct.unpack(">BB", start[24:26])
        if depth == 16 and kind != _PNG_GREY:
            raise ImageReadError("deep-png", name=path.name)
    return PngImagePlugin.PngImageFile(file)


def _from_palette(
    image: Image.Image,
) -> tuple[NDArray[Any], dict[int, Colour], tuple[Message, ...]]:
    indices = np.asarray(image)
    flat = image.getpalette("RGB") or []
    palette = np.zeros((256, 3), np.uint8)
    known = np.asarray(flat[: 768 - 768 % 3], np.uint8).reshape(-1, 3)
    palette[: len(known)] = known
    used = np.flatnonzero(np.bincount(indices.reshape(-1), minlength=256))
    colours = {int(k): (int(palette[k, 0]), int(palette[k, 1]), int(palette[k, 2])) for k in used}
    if len(set(colours.values())) < len(used):
        return indices, colours, (Message("palette-shares-a-colour"),)
    if all(red == green == blue for red, green, blue in colours.values()):
        return palette[:, 0][indices], {}, ()
    return palette[indices], {}, ()
