"""Sizes of the scale bar and of the length scale on the screen. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from imagerep_qt.formatting import NumberFormat, nice_length, rescale

_LONGEST_PART = 0.28
"""Longest scale bar, as a fraction of the width of the view."""
_LARGEST_MARK = 0.5
_SMALLEST_MARK_PX = 2.0


@dataclass(frozen=True, slots=True)
class ScaleBar:
    length_px: float  # on the screen
    text: str  # length that it stands for


def scale_bar(
    view_width_px: float,
    screen_per_image_px: float,
    voxel: float | None,
    unit: str | None,
    numbers: NumberFormat,
) -> ScaleBar | None:
    """Scale bar of a round length; None where there is no room."""
    longest = _LONGEST_PART * view_width_px / screen_per_image_px if screen_per_image_px > 0 else 0
    if longest <= 0:
        return None
    size, name = (voxel, unit) if voxel is not None and unit is not None else (1.0, "px")
    # Choose the unit first, so that the length is round in that unit.
    factor, name = rescale(longest * size, name)
    length = nice_length(longest * size * factor)
    digits = 1 if length < 1 else len(f"{length:.0f}")
    return ScaleBar(
        length / (size * factor) * screen_per_image_px,
        f"{numbers.significant(length, digits)} {name}",
    )


def mark_side(side_px: float, screen_per_image_px: float, view_side_px: float) -> float | None:
    """Side of a length scale on the screen; None where it would be too large."""
    side = side_px * screen_per_image_px
    if side > _LARGEST_MARK * view_side_px:
        return None
    return max(side, _SMALLEST_MARK_PX)
