"""Shapes and sizes: in words, and of round samples."""

from __future__ import annotations

import math
from collections.abc import Sequence


def shape_text(shape: Sequence[float]) -> str:
    """Shape of an array in its own order, as ``3 × 896 × 1024``."""
    return " × ".join(f"{side:.0f}" for side in shape)


def size_text(shape: Sequence[float]) -> str:
    """Size of an image as microscopes and ImageJ write it, width first: ``1024 × 896``."""
    return shape_text(shape[::-1])


def axes_text(shape: Sequence[int]) -> str:
    """Size of an image in the order of a crop, as ``(Y, X) = (896, 1024)``."""
    return f"({', '.join('ZYX'[-len(shape) :])}) = ({', '.join(map(str, shape))})"


def diameter_over_side(ndim: int) -> float:
    """Diameter of a circle, or a cylinder as high as wide, over the side of a square or cube."""
    return float((4.0 / math.pi) ** (1.0 / ndim))
