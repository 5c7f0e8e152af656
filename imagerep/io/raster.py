"""PNG, JPEG, BMP, GIF and WebP files through Pillow."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import (
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
)

from imagerep.calibration import calibration_from_dpi
from imagerep.errors import ImageReadError
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.source import ArrayPixels, Colour, Source
from imagerep.messages import Message

_BYTES_OF_MODE = {"1": 1, "L": 1, "P": 1, "LA": 2, "PA": 2, "I;16": 2, "RGB": 3, "RGBA": 4,
                  "CMYK": 4, "I": 4}  # fmt: skip
_PNG_GREY = 0


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Decode a file of one image, or the frames of a GIF or WebP, which are pages.

    Palette images become the colours that they show; where two of the indices in use share a
    colour, the indices are the labels.
    """
    # From memory, because reading a file allocates whatever length a damaged chunk declares.
    with _open(path.read_bytes(), path) as image:
        n_frames = _n_frames(image, path, limits)
        itemsize = 4 if n_frames > 1 else _BYTES_OF_MODE.get(image.mode, 4)
        shape = (*(n_frames,) * (n_frames > 1), *image.size[::-1])
        limits.check(path, shape, itemsize, n_bytes=path.stat().st_size, chunk=shape)
        if image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
            ImageOps.exif_transpose(image, in_place=True)
        colours: dict[int, Colour] = {}
        notes: tuple[Message, ...] = ()
        dpi = image.info.get("dpi")
        calibration = calibration_from_dpi(dpi[1], dpi[0]) if dpi else None
        if n_frames == 1:
            array, colours, notes = _values(image)
        else:
            array = _frames(image, n_frames)
    is_rgb = array.ndim - (n_frames > 1) == 3
    axes = "Z" * (n_frames > 1) + "YX" + "S" * is_rgb

    def finish(source: Source, kept: str) -> Source:
        return replace(source, calibration=calibration)

    return (
        Dataset(
            path, array.shape, array.dtype, ArrayPixels(array), axes, colours=colours, notes=notes,
            is_rgb=is_rgb, finish=finish,
        ),
    )  # fmt: skip


def _open(data: bytes, path: Path) -> Image.Image:
    # Image.open has a pixel limit of its own, which is global; ours is checked by the caller.
    start, file = data[:33], io.BytesIO(data)
    if start.startswith(b"\x89PNG") and start[12:16] == b"IHDR":
        depth, kind = struct.unpack(">BB", start[24:26])
        if depth == 16 and kind != _PNG_GREY:
            raise ImageReadError("deep-png", name=path.name)
    openers: dict[bytes, Callable[[io.BytesIO], Image.Image]] = {
        b"\x89PNG": PngImagePlugin.PngImageFile,
        b"\xff\xd8": JpegImagePlugin.JpegImageFile,
        b"BM": BmpImagePlugin.BmpImageFile,
        b"GIF8": GifImagePlugin.GifImageFile,
        b"RIFF": _open_webp,
    }
    return next(opener for magic, opener in openers.items() if start.startswith(magic))(file)


def _open_webp(file: io.BytesIO) -> Image.Image:
    from PIL import WebPImagePlugin

    return WebPImagePlugin.WebPImageFile(file)


def _n_frames(image: Image.Image, path: Path, limits: ReadLimits) -> int:
    n_frames = int(getattr(image, "n_frames", 1))
    if n_frames > 1 and image.format not in ("GIF", "WEBP"):
        raise ImageReadError("animation", name=path.name)
    limits.check_pages(path, n_frames)
    return n_frames


def _values(image: Image.Image) -> tuple[NDArray[Any], dict[int, Colour], tuple[Message, ...]]:
    if image.mode == "P" and "transparency" not in image.info:
        return _from_palette(image)
    if image.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return np.asarray(image.convert("RGB")), {}, ()
    if image.mode in ("P", "PA"):
        return np.asarray(image.convert("RGBA")), {}, ()
    return np.array(image), {}, ()


def _frames(image: Image.Image, n_frames: int) -> NDArray[Any]:
    """All frames, as drawn over each other: grey values, colours, or with transparency too."""
    rgba = np.empty((n_frames, *image.size[::-1], 4), np.uint8)
    for number, frame in enumerate(rgba):
        image.seek(number)
        frame[...] = np.asarray(image.convert("RGBA"))
    if (rgba[..., 3] < 255).any():
        return rgba
    is_grey = (rgba[..., 0] == rgba[..., 1]).all() and (rgba[..., 0] == rgba[..., 2]).all()
    return np.ascontiguousarray(rgba[..., 0] if is_grey else rgba[..., :3])


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
