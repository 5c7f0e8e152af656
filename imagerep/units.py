"""Lengths from metadata: conversion between units and checks of what files claim."""

from __future__ import annotations

import math
from collections.abc import Sequence

from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError

_METRES = {
    "km": 1e3, "m": 1.0, "dm": 1e-1, "cm": 1e-2, "mm": 1e-3, "µm": 1e-6, "nm": 1e-9,
    "Å": 1e-10, "pm": 1e-12, "inch": 0.0254, "ft": 0.3048, "mil": 25.4e-6,
}  # fmt: skip


def known_unit(unit: str) -> bool:
    """Whether a unit is a length that can be converted.

    Parameters
    ----------
    unit : str
        As :class:`imagerep.segmentation.Calibration` writes it.

    Returns
    -------
    bool
    """
    return unit in _METRES


def in_metres(size: float, unit: str) -> float:
    """Length in metres.

    Parameters
    ----------
    size : float
        Length in `unit`.
    unit : str
        A unit for which :func:`known_unit` is true.

    Returns
    -------
    float
    """
    return size * _METRES[unit]


def combine(sides: Sequence[tuple[float, str]]) -> Calibration | None:
    """Calibration from the size and unit of each axis, as found in a file.

    Parameters
    ----------
    sides : sequence of (float, str)
        Size of a voxel along each axis and its unit, in array order.

    Returns
    -------
    Calibration or None
        All sizes in the unit of the last axis; None where a size is not a positive number, a unit
        is missing, or units differ and cannot be converted.
    """
    try:
        parts = [Calibration((abs(size),), unit) for size, unit in sides]
    except CalibrationError:
        return None
    unit = parts[-1].unit
    sizes = []
    for part in parts:
        size = part.voxel_size[0]
        if part.unit != unit:
            if not (known_unit(part.unit) and known_unit(unit)):
                return None
            size = in_metres(size, part.unit) / in_metres(1.0, unit)
        if not (math.isfinite(size) and size > 0):
            return None
        sizes.append(size)
    return Calibration(tuple(sizes), unit)
