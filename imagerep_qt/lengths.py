"""Units and round numbers for lengths. Free of Qt."""

from __future__ import annotations

import math

_METRES = {"pm": 1e-12, "nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "m": 1.0, "km": 1e3}


def rescale(value: float, unit: str) -> tuple[float, str]:
    """Metric prefix that suits a length."""
    if unit not in _METRES or not value or not math.isfinite(value):
        return 1.0, unit
    metres = abs(value) * _METRES[unit] * (1 + 1e-12)
    best = max((u for u in _METRES if _METRES[u] <= metres), key=_METRES.__getitem__, default="pm")
    return _METRES[unit] / _METRES[best], best


def nice_length(longest: float) -> float:
    """Largest of 1, 2 and 5 times a power of ten that is not longer."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max((m * power for m in (1, 2, 5) if m * power <= longest * (1 + 1e-9)), default=power)
