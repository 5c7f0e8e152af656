"""Shapes and sizes in words."""

from __future__ import annotations

from collections.abc import Sequence


def shape_text(shape: Sequence[float]) -> str:
    """Shape of an array, whatever its axes are.

    Parameters
    ----------
    shape : sequence of float
        Number of values along each axis.

    Returns
    -------
    str
        For example ``"3 × 896 × 1024"``.
    """
    return " × ".join(f"{side:.0f}" for side in shape)


def size_text(shape: Sequence[float]) -> str:
    """Size of an image as people and ImageJ tell it, the width first.

    Parameters
    ----------
    shape : sequence of float
        Number of pixels along each axis, as of an array: height and width, or depth, height and
        width.

    Returns
    -------
    str
        For example ``"1024 × 896"``, or ``"1024 × 896 × 200"`` of a volume.
    """
    return shape_text(shape[::-1])


def axes_text(shape: Sequence[int]) -> str:
    """Size of an image in the order of a crop.

    Parameters
    ----------
    shape : sequence of int
        Number of pixels along each axis.

    Returns
    -------
    str
        For example ``"(Y, X) = (896, 1024)"``.
    """
    return f"({', '.join('ZYX'[-len(shape) :])}) = ({', '.join(map(str, shape))})"
