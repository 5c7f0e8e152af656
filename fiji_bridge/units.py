"""Lengths: ImageJ's calibration into the core's, and lengths as people read them."""

from __future__ import annotations

import math

from fiji_bridge.snapshot import PixelCalibration
from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError

_METRES = {"pm": 1e-12, "Å": 1e-10, "nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0}
_LADDER = ("nm", "µm", "mm", "m")


def calibration_of(pixel: PixelCalibration, ndim: int) -> tuple[Calibration | None, str]:
    """Calibration of an image of ImageJ.

    Parameters
    ----------
    pixel : PixelCalibration
        As ImageJ holds it.
    ndim : int
        2 for an image (y, x), 3 for a volume (z, y, x).

    Returns
    -------
    calibration : Calibration or None
        In array order, all axes in the unit of x; None where the image is not calibrated.
    note : str
        Why a calibration that is there could not be used; empty otherwise.
    """
    try:
        unit = Calibration((1.0,), pixel.unit).unit
    except CalibrationError:
        return None, ""
    sizes = [(pixel.height, pixel.y_unit), (pixel.width, "")]
    if ndim == 3:
        sizes.insert(0, (pixel.depth, pixel.z_unit))
    try:
        converted = tuple(size * _in_unit(other, unit) for size, other in sizes)
        return Calibration(converted, unit), ""
    except CalibrationError as error:
        return None, f"Sizes are given in pixels: {error.message}"


def _in_unit(other: str, unit: str) -> float:
    other = Calibration((1.0,), other).unit if other.strip() else unit
    if other == unit:
        return 1.0
    if other in _METRES and unit in _METRES:
        return _METRES[other] / _METRES[unit]
    raise CalibrationError(
        f"the axes of the image are calibrated in different units ({unit}, {other}).",
        "Give one unit in Image > Properties.",
    )


def length_text(length: float, unit: str | None) -> str:
    """Length as people read it, with three significant digits.

    Parameters
    ----------
    length : float
        Length in `unit`, or in pixels.
    unit : str or None
        Its unit; None for pixels, which are rounded up to whole ones.

    Returns
    -------
    str
        For example ``"1.94 mm"`` for 1940 µm, or ``"2,517 px"``.
    """
    if unit is None:
        return f"{math.ceil(length - 1e-9):,} px"
    if unit in _LADDER and length > 0:
        metres = length * _METRES[unit]
        at = _LADDER.index(unit)
        while at + 1 < len(_LADDER) and metres / _METRES[_LADDER[at]] >= 999.5:
            at += 1
        while at > 0 and metres / _METRES[_LADDER[at]] < 0.1:
            at -= 1
        length, unit = metres / _METRES[_LADDER[at]], _LADDER[at]
    return f"{number_text(length)} {unit}"


def number_text(value: float) -> str:
    """Write a number with three significant digits and no exponent.

    Parameters
    ----------
    value : float
        The number.

    Returns
    -------
    str
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    digits = 2 - math.floor(math.log10(abs(value)))
    rounded = round(value, digits)
    text = f"{rounded:,.{max(digits, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
