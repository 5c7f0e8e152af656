"""Axis of wavelengths over decimal logarithms of frequencies, with infinity at its left end."""

from __future__ import annotations

import math
from typing import Any

from imagerep_qt.widgets.axis import Axis
from imagerep_qt.widgets.ticks import log_ticks, tick_text

_INFINITY = 10.0
"""Spacing by which the tick at infinity is told from the others."""


class WavelengthAxis(Axis):
    """Wavelengths fall to the right; where frequency zero is drawn, they are infinite."""

    _zero: float | None = None
    _first = -math.inf

    def set_zero(self, zero: float, first: float) -> None:
        """Say where infinity is."""
        self._zero, self._first = zero, first
        self._refresh()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Any:  # noqa: N802, N803
        """Positions of the ticks, as pyqtgraph asks for them."""
        low, high = sorted((minVal, maxVal))
        low = max(low, self._first)
        if not 0 < high - low < 300:
            return []
        most = max(2, int(size / 70))
        ends = 10.0**-high * self._factor, 10.0**-low * self._factor
        levels = [
            [-math.log10(value / self._factor) for value in ticks]
            for ticks in log_ticks(*ends, most)
        ]
        infinity = [] if self._zero is None else [self._zero]
        return [(_INFINITY, infinity), (1.0, levels[0]), (0.1, levels[1])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """Numbers at the ticks, as pyqtgraph asks for them."""
        if spacing == _INFINITY:
            return ["∞"] * len(values)
        if spacing < 1:
            return [""] * len(values)
        return [tick_text(10.0**-value * self._factor, 0, self._numbers) for value in values]
