"""ImageJ's spatial calibration as the core's."""

from __future__ import annotations

import math

from fiji_bridge.messages import FijiMessage
from fiji_bridge.snapshot import PixelCalibration
from imagerep.calibration import Calibration, combine, unit_name


def calibration_of(
    pixel: PixelCalibration, ndim: int
) -> tuple[Calibration | None, FijiMessage | None]:
    """Calibration in array order, all axes in the unit of x, and why one could not be used.

    Both are None where the image is not calibrated.
    """
    unit = unit_name(pixel.unit)
    if unit is None:
        return None, None
    axes = [(pixel.depth, pixel.z_unit), (pixel.height, pixel.y_unit), (pixel.width, "")]
    sides = [(size, (other.strip() and unit_name(other)) or unit) for size, other in axes[-ndim:]]
    found = combine(sides)
    if all(size > 0 for size, _ in sides) and found is not None:
        return found, None
    if all(0 < size < math.inf for size, _ in sides):
        other = next((one for _, one in sides if one != unit), unit)
        reason = FijiMessage("units-differ", one=unit, other=other)
    else:
        listed = " × ".join(f"{size:g}" for size, _ in reversed(sides))
        reason = FijiMessage("sizes-not-positive", sizes=listed)
    return None, FijiMessage("sizes-in-pixels", reason=reason)
