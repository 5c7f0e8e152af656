"""Voxel size of a TIFF: OME, ImageJ, electron microscopes, plain resolution tags."""

from __future__ import annotations

import html
import re
from typing import Any

from tifffile import TiffFile, TiffPage

from imagerep.calibration import (
    PRINT_DPI_MAX,
    Calibration,
    calibration_from_dpi,
    combine,
    in_metres,
    is_nominal_dpi,
    known_unit,
    unit_name,
)
from imagerep.messages import Message

_RESUNIT_INCH = 2
_INCHES = {2: 1.0, 3: 1 / 2.54}
"""Inches in ResolutionUnit inch and cm."""
_SCIENTIFIC_UNITS = {4: "mm", 5: "µm"}
"""ResolutionUnit 4 and 5, an extension that instruments write."""
_CM_PER_INCH = 2.54
_OME_PIXELS = re.compile(r"<(?:\w+:)?Pixels\b([^>]*)>")
_OME_ATTRIBUTE = re.compile(r"""(PhysicalSize[XYZ](?:Unit)?)\s*=\s*["']([^"']*)["']""")

Found = tuple[Calibration | None, tuple[Message, ...]]


def find_calibration(tiff: TiffFile, page: TiffPage, series: int, ndim: int) -> Found:
    """Voxel size of an image in a TIFF.

    Sources in order of trust: OME metadata, ImageJ's description, the tags of FEI and Zeiss
    electron microscopes, and the resolution tags of a plain TIFF. The last count only where they
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
    return _microscope(tiff) or _plain(page), ()


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


def _microscope(tiff: TiffFile) -> Calibration | None:
    if tiff.is_fei:
        scan = (tiff.fei_metadata or {}).get("Scan", {})
        width, height = _number(scan.get("PixelWidth")), _number(scan.get("PixelHeight"))
        return _readable([(height, "m"), (width, "m")])
    if tiff.is_sem:
        entry = (tiff.sem_metadata or {}).get("ap_image_pixel_size") or (
            tiff.sem_metadata or {}
        ).get("ap_pixel_size")
        if isinstance(entry, tuple) and len(entry) >= 3:
            side = (_number(entry[1]), str(entry[2]))
            return _readable([side, side])
    return None


def _readable(sides: list[tuple[float, str]]) -> Calibration | None:
    """Bring sizes to nm or µm, so that nobody reads 5e-09 m."""
    found = combine(sides)
    if found is None or not known_unit(found.unit):
        return found
    metres = [in_metres(size, found.unit) for size in found.voxel_size]
    unit = "nm" if max(metres) < 1e-7 else "µm"
    return combine([(size / in_metres(1.0, unit), unit) for size in metres])


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
