"""Directional length scales in words. Free of Qt's widgets."""

from __future__ import annotations

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.directions import Directions

_ALONG_DEG = 3.0
"""A longest direction nearer to an axis of the volume than this lies along it."""


def lengths_text(numbers: NumberFormat, found: Directions) -> str:
    """Write the lengths, longest first."""
    if not found.is_to_scale:
        return f"{numbers.significant(found.ratio, 2)} : 1"
    return numbers.lengths(found.lengths, found.unit)


def longest_text(numbers: NumberFormat, found: Directions) -> str:
    """Write where the longest length points."""
    if len(found.lengths) == 2:
        angle = numbers.number(round(found.angle_deg) % 180)
        return translate("Directions", "longest at {angle}°").format(angle=angle)
    axis, off = found.nearest_axis
    if off < _ALONG_DEG:
        return translate("Directions", "longest along {axis}").format(axis=axis)
    text = translate("Directions", "longest {angle}° off {axis}")
    return text.format(angle=numbers.number(off), axis=axis)
