"""Voxel size of a TIFF: OME, ImageJ, electron microscopes, plain resolution tags; data bars."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

from tifffile import TiffFile, TiffPage

from imagerep.calibration import (
    PRINT_DPI_MAX,
    Calibration,
    calibration_from_dpi,
    combine,
    in_metres,
    is_nominal_dpi,
    unit_name,
)
from imagerep.io.scan import SAME, readable, rows_above_bar
from imagerep.messages import Message

_RESUNIT_INCH = 2
_INCHES = {2: 1.0, 3: 1 / 2.54}
"""Inches in ResolutionUnit inch and cm."""
_SCIENTIFIC_UNITS = {4: "mm", 5: "µm"}
"""ResolutionUnit 4 and 5, an extension that instruments write."""
_CM_PER_INCH = 2.54
_TESCAN_TAG, _SIS_TAG = 50431, 33560
_TESCAN_SIZE = re.compile(r"(PixelSizeX|PixelSizeY|ImageStripSize)=([^\r\n]+)")
_GATAN_TAGS = ((65010, 65009), (65004, 65003))
"""Pixel sizes and their units along y and x in a TIFF that DigitalMicrograph wrote."""
_OME_PIXELS = re.compile(r"<(?:\w+:)?Pixels\b([^>]*)>")
_OME_ATTRIBUTE = re.compile(r"""(PhysicalSize[XYZ](?:Unit)?)\s*=\s*["']([^"']*)["']""")

Found = tuple[Calibration | None, tuple[Message, ...]]


def find_calibration(tiff: TiffFile, page: TiffPage, series: int, ndim: int) -> Found:
    """Voxel size of an image in a TIFF.

    Sources in order of trust: OME metadata, ImageJ's description, the tags of electron
    microscopes, and the resolution tags of a plain TIFF. The last count only where they
    are finer than any printer (see :func:`imagerep.calibration.calibration_from_dpi`), since 72, 96
    or 300 dpi are what programs write when nobody asked. The calibration has the sizes of the last
    axes; only (y, x) for a volume whose slice spacing is not recorded.
    """
    if tiff.is_ome and tiff.ome_metadata:
        found = _ome(tiff.ome_metadata, series, ndim)
        if found is not None:
            return found, ()
    if tiff.is_imagej and tiff.imagej_metadata:
        return _imagej(tiff.imagej_metadata, page, ndim)
    return _microscope(tiff, page) or _plain(page), ()


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def _ratio(page: TiffPage, name: str) -> float:
    tag = page.tags.get(name)
    if tag is None:
        return float("nan")
    value = tag.value
    if isinstance(value, tuple) and len(value) == 2:
        return _number(value[0]) / _number(value[1]) if value[1] else float("nan")
    return _number(value)


def _ome(xml: str, series: int, ndim: int) -> Calibration | None:
    elements = _OME_PIXELS.findall(xml)
    if series >= len(elements):
        return None
    found = {key: html.unescape(text) for key, text in _OME_ATTRIBUTE.findall(elements[series])}
    sides = [
        (_number(found.get(f"PhysicalSize{axis}")), found.get(f"PhysicalSize{axis}Unit", "µm"))
        for axis in "ZYX"
    ]
    return (combine(sides) if ndim == 3 else None) or combine(sides[1:])


def _unit(text: object) -> str:
    return str(text or "").strip()


def _imagej(meta: dict[str, Any], page: TiffPage, ndim: int) -> Found:
    x_per, y_per = _ratio(page, "XResolution"), _ratio(page, "YResolution")
    unit = _unit(meta.get("unit"))
    if not unit or not (x_per > 0 and y_per > 0):
        return None, ()
    if _is_print_resolution(unit, x_per):
        return None, ()
    y_unit, z_unit = _unit(meta.get("yunit")) or unit, _unit(meta.get("zunit")) or unit
    plane = [(1 / y_per, y_unit), (1 / x_per, unit)]
    if ndim < 3:
        return combine(plane), ()
    spacing = _number(meta.get("spacing", 1.0))
    volume = combine([(spacing, z_unit), *plane])
    if volume is None:
        return combine(plane), ()
    notes: tuple[Message, ...] = ()
    if "spacing" not in meta and not volume.is_isotropic:
        notes = (Message("no-slice-spacing-in-imagej-file", unit=volume.unit),)
    return volume, notes


def _is_print_resolution(unit: str, per_unit: float) -> bool:
    known = unit_name(unit)
    if known is None:
        return True
    unit = known
    if unit not in ("inch", "cm"):
        return False
    dpi = per_unit if unit == "inch" else per_unit * _CM_PER_INCH
    return is_nominal_dpi(dpi) or (unit == "inch" and dpi <= PRINT_DPI_MAX)


def _microscope(tiff: TiffFile, page: TiffPage) -> Calibration | None:
    height, width = page.shape[:2]
    if tiff.is_fei:
        fei = _entries(tiff.fei_metadata)
        scan = _entries(fei.get("Scan"))
        recorded = _number(_entries(fei.get("Image")).get("ResolutionX", width))
        sides = [(_number(scan.get(f"Pixel{side}")), "m") for side in ("Height", "Width")]
        return readable(sides) if recorded == width else None
    if tiff.is_sem:
        return _zeiss(_entries(tiff.sem_metadata), height, width)
    if _TESCAN_TAG in page.tags:
        tescan = _tescan(page)
        return readable([(_number(tescan.get(f"PixelSize{axis}")), "m") for axis in "YX"])
    if page.is_sis:
        sis = _entries(page.tags[_SIS_TAG].value)
        return readable([(_number(sis.get(f"pixelsize{axis}")), "m") for axis in "yx"])
    if all(tag in page.tags for pair in _GATAN_TAGS for tag in pair):
        (y_size, x_size), (y_unit, x_unit) = (
            [page.tags[tag].value for tag in pair] for pair in _GATAN_TAGS
        )
        return combine([(_number(y_size), _unit(y_unit)), (_number(x_size), _unit(x_unit))])
    return None


def scan_rows(tiff: TiffFile, page: TiffPage) -> int | None:
    """Rows of the scan where an electron microscope put a data bar below; None where not told."""
    height = page.imagelength
    if tiff.is_fei:
        image = _entries(_entries(tiff.fei_metadata).get("Image"))
        if _number(image.get("ResolutionX")) == page.imagewidth:
            return rows_above_bar(_number(image.get("ResolutionY")), height)
    elif _TESCAN_TAG in page.tags:
        return rows_above_bar(height - _number(_tescan(page).get("ImageStripSize")), height)
    return None


def _tescan(page: TiffPage) -> dict[str, str]:
    text = page.tags[_TESCAN_TAG].value
    return dict(_TESCAN_SIZE.findall(str(text, "latin-1") if isinstance(text, bytes) else ""))


def _entries(metadata: object) -> dict[str, Any]:
    return metadata if isinstance(metadata, dict) else {}


def _zeiss(metadata: dict[str, Any], height: int, width: int) -> Calibration | None:
    """Pixel of the image; None where that and the field of view contradict each other.

    `ap_pixel_size` is that of 1024 columns, however many the image has: it counts for nothing.
    Where the pixel of the image is not recorded, the field over the image's sides tells it.
    """
    (y_field, y_unit), (x_field, x_unit) = (
        _with_unit(metadata.get(f"ap_{side}")) for side in ("height", "width")
    )
    from_field = readable([(y_field / height, y_unit), (x_field / width, x_unit)])
    pixel = _with_unit(metadata.get("ap_image_pixel_size"))
    recorded = readable([pixel, pixel])
    if from_field is None:
        return recorded
    y_size, x_size = from_field.voxel_size
    is_whole = _agree(y_size, x_size)
    if recorded is None:
        return replace(from_field, voxel_size=(x_size, x_size)) if is_whole else None
    is_same = _agree(
        x_size, in_metres(recorded.voxel_size[1], recorded.unit) / in_metres(1.0, from_field.unit)
    )
    return recorded if is_same or not is_whole else None


def _with_unit(entry: object) -> tuple[float, str]:
    """Number and unit of an entry of a Zeiss file; NaN for what is none."""
    if isinstance(entry, tuple) and len(entry) >= 3:
        return _number(entry[1]), str(entry[2])
    return float("nan"), "m"


def _agree(one: float, other: float) -> bool:
    return abs(one / other - 1) < SAME


def _plain(page: TiffPage) -> Calibration | None:
    tag = page.tags.get("ResolutionUnit")
    kind = int(tag.value) if tag is not None and isinstance(tag.value, int) else _RESUNIT_INCH
    y_per, x_per = _ratio(page, "YResolution"), _ratio(page, "XResolution")
    if kind in _SCIENTIFIC_UNITS:
        unit = _SCIENTIFIC_UNITS[kind]
        return combine([(1 / y_per, unit), (1 / x_per, unit)]) if y_per > 0 and x_per > 0 else None
    if kind not in _INCHES:
        return None
    return calibration_from_dpi(y_per / _INCHES[kind], x_per / _INCHES[kind])
