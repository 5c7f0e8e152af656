"""Plain values for JSON, which has no NaN and no infinities."""

from __future__ import annotations

import math
from typing import Any


def finite_values(value: Any) -> Any:
    """The same without NaN and infinities, which JSON does not have."""
    if isinstance(value, dict):
        return {key: finite_values(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite_values(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
