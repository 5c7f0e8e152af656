"""What is drawn over an image: its scale bar, and the length scales of what was measured."""

from __future__ import annotations

from imagerep.calibration import Calibration
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.directions import Directions
from imagerep_qt.widgets.overlay import Overlay
from imagerep_qt.widgets.planes import Plane


def overlay_of(
    numbers: NumberFormat,
    plane: Plane,
    calibration: Calibration | None,
    length_px: float | None,
    directions: Directions | None,
) -> Overlay:
    """Overlay of a plane."""
    width, unit = None, None
    if calibration is not None:
        width, unit = plane.voxel(calibration)[1], calibration.unit
    fits = directions is not None and len(directions.voxel) == len(plane.shape)
    if directions is not None and fits and directions.is_to_scale:
        ellipse = directions.section(plane)
        across = directions.voxel[plane.axes[1]]
        lengths = numbers.lengths(
            (ellipse.long_px * across, ellipse.short_px * across), directions.unit
        )
        text = translate("Overlay", "length scales {size}").format(size=lengths)
        if plane.is_volume:
            text = translate("Overlay", "length scales in this plane {size}").format(size=lengths)
        return Overlay(numbers, width, unit, length_px, text, ellipse)
    text = ""
    if length_px is not None:
        size = f"{numbers.significant(length_px)} px"
        if calibration is not None:
            size = numbers.length(length_px * calibration.mean_voxel_size, calibration.unit)
        text = translate("Overlay", "characteristic length {size}").format(size=size)
    return Overlay(numbers, width, unit, length_px, text)
