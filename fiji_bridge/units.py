"""ImageJ's spatial calibration as the core's."""

from __future__ import annotations

from fiji_bridge.snapshot import PixelCalibration
from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError
from imagerep.units import in_metres, known_unit


def calibration_of(pixel: PixelCalibration, ndim: int) -> tuple[Calibration | None, str]:
    """Calibration in array order, all axes in the unit of x, and why one could not be used.

    The first is None where the image is not calibrated, the second empty where all is well.
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
    if known_unit(other) and known_unit(unit):
        return in_metres(1, other) / in_metres(1, unit)
    raise CalibrationError(
        f"the axes of the image are calibrated in different units ({unit}, {other}).",
        "Give one unit in Image > Properties.",
    )
