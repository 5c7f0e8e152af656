"""From the files that the macro has laid down to an image with its facts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray

from fiji_bridge.errors import FijiError
from fiji_bridge.macro.text_files import MASK, PIXELS
from fiji_bridge.snapshot import (
    SIGNED_16_OFFSET,
    ImageSnapshot,
    PixelCalibration,
    RegionOfInterest,
    as_signed,
)

_AREA_TYPES = frozenset({0, 1, 2, 3, 4, 9})
"""Numbers of the macro function selectionType() that are areas."""


def read_snapshot(folder: Path, request: Mapping[str, str]) -> ImageSnapshot:
    """Read an image and remove its files."""
    described: dict[str, Any] = {}
    sent = np.zeros(0, np.uint8)
    try:
        if (folder / PIXELS).exists() or not _is_outside(request):
            sent, described = _read_pixels(folder / PIXELS)
        mask = _read_pixels(folder / MASK)[0] != 0 if (folder / MASK).exists() else None
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise FijiError("image-incomplete") from error
    finally:
        for name in (PIXELS, MASK):
            (folder / name).unlink(missing_ok=True)
    width, height, n_slices = (int(request[key]) for key in ("width", "height", "slices"))
    is_rgb = request["bit_depth"] == "24"
    shape = (height, width) if n_slices == 1 else (n_slices, height, width)
    roi = _roi(request, mask)
    pixels = _whole(sent, shape, request, is_rgb)
    is_signed = request.get("signed") == "1"
    pixels = as_signed(pixels) if is_signed else pixels
    unit = request["unit"]
    return ImageSnapshot(
        pixels,
        title=request["title"],
        is_rgb=is_rgb,
        has_inverting_lut=request["inverting_lut"] == "1",
        black_background=request["black_background"] == "1",
        threshold=None if is_rgb else _threshold(request, "raw", is_signed),
        shown_threshold=None if is_rgb else _threshold(request, "threshold", False),
        roi=roi,
        calibration=PixelCalibration(
            number(request["pixel_width"]),
            number(request["pixel_height"]),
            number(request["pixel_depth"]),
            unit or "pixel",
            str(described.get("yunit", "")),
            str(described.get("zunit", "")),
        ),
        slice_number=int(request["slice"]),
        slice_label=request.get("slice_label", ""),
        channel=int(request["channel"]),
        frame=int(request["frame"]),
        n_channels=int(request["channels"]),
        n_frames=int(request["frames"]),
        zoom=number(request.get("zoom", "1")),
    )


def number(text: str) -> float:
    """Read a number that the macro has written in two parts."""
    first, _, second = text.partition(";")
    value = float(first)
    return value + float(second) if second and math.isfinite(value) else value


def _read_pixels(path: Path) -> tuple[NDArray[Any], dict[str, Any]]:
    with tifffile.TiffFile(path) as file:
        values = file.series[0].asarray()
        described = dict(file.imagej_metadata or {})
    return values.astype(values.dtype.newbyteorder("="), copy=False), described


def _whole(
    sent: NDArray[Any], shape: tuple[int, ...], request: Mapping[str, str], is_rgb: bool
) -> NDArray[Any]:
    x, y, width, height = (int(part) for part in request["sent"].split(","))
    colours = (3,) if is_rgb else ()
    if _is_outside(request):
        return np.zeros((*shape, *colours), np.uint8)
    expected = (*shape[:-2], height, width, *colours)
    if sent.size != math.prod(expected):
        raise FijiError("image-incomplete")
    sent = sent.reshape(expected)
    if (height, width) == shape[-2:]:
        return sent
    whole = np.zeros((*shape, *colours), sent.dtype)
    inside = (slice(y, y + height), slice(x, x + width))
    whole[(..., *inside, slice(None)) if is_rgb else (..., *inside)] = sent
    return whole


def _is_outside(request: Mapping[str, str]) -> bool:
    """Whether the selection misses the image, so that there is nothing to send."""
    return request["sent"].split(",")[2:] == ["0", "0"]


def _threshold(
    request: Mapping[str, str], kind: str, is_signed: bool
) -> tuple[float, float] | None:
    if not request.get(f"{kind}_low"):
        return None
    offset = SIGNED_16_OFFSET if is_signed else 0
    return number(request[f"{kind}_low"]) - offset, number(request[f"{kind}_high"]) - offset


def _roi(request: Mapping[str, str], mask: NDArray[np.bool_] | None) -> RegionOfInterest | None:
    kind = int(request["selection"])
    if kind < 0:
        return None
    x, y, width, height = (int(part) for part in request["bounds"].split(","))
    name = request.get("selection_name", "")
    if kind not in _AREA_TYPES:
        return RegionOfInterest(x, y, width, height, is_area=False, name=name)
    if mask is None:
        return RegionOfInterest(x, y, width, height, name=name)
    left, top = max(x, 0), max(y, 0)
    inside = mask[top : max(y + height, top), left : max(x + width, left)]
    n_rows, n_columns = inside.shape
    return RegionOfInterest(
        left, top, n_columns, n_rows, None if inside.all() else inside, name=name
    )
