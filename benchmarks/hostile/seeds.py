"""Valid files of every format and layout, from which damaged ones are made."""

from __future__ import annotations

import io
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image

from tests.files_of_formats import PLANES, VOLUMES


def _tiff(array, **options):
    file = io.BytesIO()
    tifffile.imwrite(file, array, **options)
    return file.getvalue()


def _pillow(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@lru_cache(maxsize=1)
def seeds() -> dict[str, bytes]:
    plane = (np.arange(30 * 40) % 7 % 3).reshape(30, 40).astype(np.uint8)
    volume = np.stack([plane] * 5)
    hyper = np.stack([np.stack([plane] * 2)] * 3)
    rgb = np.stack([plane * 80, plane * 90, plane], -1)
    table = np.random.default_rng(0).integers(0, 65535, (3, 256), np.uint16)
    palette = Image.fromarray(plane)
    palette.putpalette([0, 0, 0, 255, 0, 0, 0, 0, 255])
    um = {"unit": "um", "spacing": 0.5}
    return {
        "plain.tif": _tiff(plane),
        "strips.tif": _tiff(plane, rowsperstrip=4, resolution=(25400, 25400)),
        "zlib.tif": _tiff(volume, compression="zlib", predictor=True),
        "lzw.tif": _tiff(volume, compression="lzw"),
        "zstd.tif": _tiff(plane, compression="zstd"),
        "lzma.tif": _tiff(plane, compression="lzma"),
        "packbits.tif": _tiff(plane, compression="packbits"),
        "jpeg.tif": _tiff(plane, compression="jpeg"),
        "jpegrgb.tif": _tiff(rgb, compression="jpeg", photometric="rgb", tile=(16, 16)),
        "tiles.tif": _tiff(plane, tile=(16, 16), compression="zlib"),
        "bits.tif": _tiff(plane > 0),
        "be16.tif": _tiff(plane.astype(np.uint16), byteorder=">"),
        "float.tif": _tiff(plane.astype(np.float32), compression="zlib", predictor=3),
        "big.tif": _tiff(volume, bigtiff=True),
        "rgb.tif": _tiff(rgb, photometric="rgb"),
        "palette.tif": _tiff(plane, photometric="palette", colormap=table),
        "imagej.tif": _tiff(volume, imagej=True, resolution=(2, 2), metadata={"axes": "ZYX"} | um),
        "hyper.tif": _tiff(hyper, imagej=True, metadata={"axes": "ZCYX"} | um),
        "ome.tif": _tiff(
            hyper, ome=True, metadata={"axes": "TZYX", "PhysicalSizeX": 2, "PhysicalSizeY": 2}
        ),
        "l.png": _pillow(Image.fromarray(plane), "png", dpi=(25400, 25400)),
        "p.png": _pillow(palette, "png"),
        "rgba.png": _pillow(Image.fromarray(rgb).convert("RGBA"), "png"),
        "i16.png": _pillow(Image.fromarray(plane.astype(np.uint16)), "png"),
        "bit.png": _pillow(Image.fromarray(plane > 0), "png"),
        "l.jpg": _pillow(Image.fromarray(plane), "jpeg"),
        "rgb.jpg": _pillow(Image.fromarray(rgb), "jpeg", progressive=True),
        "cmyk.jpg": _pillow(Image.fromarray(rgb).convert("CMYK"), "jpeg"),
        "u8.npy": _npy(volume),
        "f8.npy": _npy(plane.astype(float)),
        "f.npy": _npy(np.asfortranarray(volume)),
        **_of_formats(volume),
    }


def _of_formats(volume: np.ndarray) -> dict[str, bytes]:
    """Files of the formats that keep everything in one file."""
    found = {}
    for maker in (*(maker for maker, _ in VOLUMES.values()), *PLANES.values()):
        with tempfile.TemporaryDirectory() as folder:
            path = maker(Path(folder), volume)
            if sum(1 for _ in Path(folder).iterdir()) == 1:
                found[path.name.replace(" ", "_")] = path.read_bytes()
    return found
