"""Voxel size of a TIFF: OME, ImageJ, electron microscopes, plain resolution tags."""

from __future__ import annotations

import html
import re
from typing import Any

from tifffile import TiffFile, TiffPage

from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError
from imagerep.readers.resolution import PRINT_DPI_MAX, calibration_from_dpi, is_nominal
from imagerep.units import combine, in_metres, known_unit

_RESUNIT_INCH, _RESUNIT_CM = 2, 3
_CM_PER_INCH = 2.54
_OME_PIXELS = re.compile(r"<(?:\w+:)?Pixels\b([^>]*)>")
_OME_ATTRIBUTE = re.compile(r"""(PhysicalSize[XYZ](?:Unit)?)\s*=\s*["']([^"']*)["']""")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")

Found = tuple[Calibration | None, tuple[str, ...]]


def find_calibration(tiff: TiffFile, page: TiffPage, series: int, ndim: int) -> Found:
    """Voxel size of an image in a TIFF.

    Sources in order of trust: OME metadata, ImageJ's description, the tags of FEI and Zeiss
    electron microscopes, and the resolution tags of a plain TIFF. The last count only where they
    are finer than any printer (see :func:`imagerep.readers.resolution.calibration_from_dpi`),
    since 72, 96 or 300 dots an inch are what programs write when nobody asked.

    Parameters
    ----------
    tiff : TiffFile
        The open file.
    page : TiffPage
        First page of the image.
    series : int
        Number of the image in the file, from 0.
    ndim : int
        2 for an image, 3 for a volume.

    Returns
    -------
    calibration : Calibration or None
        Sizes of the last axes; only (y, x) for a volume whose slice spacing is not recorded.
    notes : tuple of str
        What was assumed.
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
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(text or "")).strip()


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
    notes: tuple[str, ...] = ()
    if "spacing" not in meta and not volume.is_isotropic:
        notes = (f"the file has no slice spacing; 1 {z_unit} is taken, as ImageJ does",)
    return volume, notes


def _is_print_resolution(unit: str, per_unit: float) -> bool:
    try:
        unit = Calibration((1.0,), unit).unit
    except CalibrationError:
        return True
    if unit not in ("inch", "cm"):
        return False
    dpi = per_unit if unit == "inch" else per_unit * _CM_PER_INCH
    return is_nominal(dpi) or (unit == "inch" and dpi <= PRINT_DPI_MAX)


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
    if kind not in (_RESUNIT_INCH, _RESUNIT_CM):
        return None
    factor = _CM_PER_INCH if kind == _RESUNIT_CM else 1.0
    return calibration_from_dpi(
        _ratio(page, "YResolution") * factor, _ratio(page, "XResolution") * factor
    )
