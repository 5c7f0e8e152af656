"""Resolutions written for printers and screens, and which of them are a calibration."""

from __future__ import annotations

import math

from imagerep.calibration import Calibration
from imagerep.units import combine

PRINT_DPI_MAX = 4800.0
"""Printers and flat-bed scanners end here: a coarser resolution in a plain file is nominal."""

_NOMINAL_DPI = (72, 75, 90, 96, 100, 120, 144, 150, 180, 200, 240, 300, 350, 360, 400, 600, 1200)
_UM_PER_INCH = 25400.0


def is_nominal(dpi: float) -> bool:
    """Whether a resolution is one of those that programs write unasked.

    Parameters
    ----------
    dpi : float
        Pixels an inch.

    Returns
    -------
    bool
        True within 0.1 % of a usual screen or print resolution, such as 72, 96 or 300.
    """
    return any(abs(dpi - usual) <= 1e-3 * usual for usual in _NOMINAL_DPI)


def calibration_from_dpi(y_dpi: float, x_dpi: float) -> Calibration | None:
    """Pixel size from a resolution in pixels an inch, where it can be trusted.

    Parameters
    ----------
    y_dpi, x_dpi : float
        Pixels an inch along y and x.

    Returns
    -------
    Calibration or None
        In µm; None unless both are finer than `PRINT_DPI_MAX`.
    """
    try:
        y_dpi, x_dpi = float(y_dpi), float(x_dpi)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if not all(math.isfinite(dpi) and dpi > PRINT_DPI_MAX for dpi in (y_dpi, x_dpi)):
        return None
    return combine([(_UM_PER_INCH / y_dpi, "µm"), (_UM_PER_INCH / x_dpi, "µm")])
