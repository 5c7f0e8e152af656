"""Lengths and the recommended size in words: one wording for the command line, the app and Fiji.

The recommended size is the side of a square (a cube) of the area (the volume) that is needed; of a
round sample, the diameter of a circle (a cylinder) of that area.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from imagerep.calibration import in_metres, known_unit

_LADDER = ("nm", "µm", "mm", "m")
_ROUNDING_ERROR = 1e-9


def number_text(value: float, digits: int = 3) -> str:
    """Write a number with some significant digits, thousands separated, without an exponent."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    text = f"{round(value, decimals):,.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def lengths_text(lengths: Sequence[float], unit: str | None) -> str:
    """Write lengths in the metric prefix that suits the longest, as ``1.94 × 1.94 mm``."""
    if unit is None:
        return " × ".join(f"{math.ceil(one - _ROUNDING_ERROR):,}" for one in lengths) + " px"
    factor, unit = _suitable_prefix(max(lengths), unit)
    return " × ".join(number_text(one * factor) for one in lengths) + f" {unit}"


def needed_size_text(
    ndim: int, side_px: float, side: float | None = None, unit: str | None = None
) -> str:
    """Write the recommended size, as ``370 × 370 µm`` or, with three digits, ``740 × 740 px``."""
    if side is None or unit is None:
        return lengths_text([rounded_up(side_px)] * ndim, None)
    return lengths_text([side] * ndim, unit)


def rounded_up(side_px: float, digits: int = 3) -> float:
    """Side in pixels with some significant digits, never fewer than are needed."""
    step = 10.0 ** max(0, math.floor(math.log10(max(side_px, 1.0))) - digits + 1)
    return math.ceil(round(side_px / step, 6)) * step


def needed_diameter_text(
    ndim: int, diameter_px: float, diameter: float | None = None, unit: str | None = None
) -> str:
    """Write the recommended size of a circle, as ``⌀ 370 µm``, or of a cylinder as high as wide."""
    return "⌀ " + needed_size_text(ndim - 1, diameter_px, diameter, unit)


def area_text(
    ndim: int, n_pixels: float, area: float | None = None, unit: str | None = None
) -> str:
    """Write an area or a volume, as ``0.137 mm²`` or ``547,600 px``."""
    if area is None or unit is None:
        return f"{math.ceil(n_pixels - _ROUNDING_ERROR):,} px"
    factor, unit = _suitable_prefix(area ** (1 / ndim), unit)
    return f"{number_text(area * factor**ndim)} {unit}{'²' if ndim == 2 else '³'}"


def _suitable_prefix(length: float, unit: str) -> tuple[float, str]:
    if unit not in _LADDER or length <= 0 or not known_unit(unit):
        return 1.0, unit
    metres, at = in_metres(length, unit), _LADDER.index(unit)
    while at + 1 < len(_LADDER) and metres / in_metres(1, _LADDER[at]) >= 999.5:
        at += 1
    while at > 0 and metres / in_metres(1, _LADDER[at]) < 0.1:
        at -= 1
    return in_metres(1, unit) / in_metres(1, _LADDER[at]), _LADDER[at]
