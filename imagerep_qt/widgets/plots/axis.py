"""Axes of the plots, with numbers in the format of the locale."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPainter, QPen

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.widgets.plots.ticks import linear_ticks, log_ticks, tick_text

_SMALLEST_LABEL = 0.6
"""Smallest scale of the label of an axis."""
_GAP_PX = 4.0
"""Gap between two numbers."""
_TICK_DISTANCE_PX = {"bottom": 70, "top": 90, "left": 34, "right": 34}
_INFINITY = 10.0
"""Spacing that marks the tick at infinity."""


class Axis(pg.AxisItem):  # type: ignore[misc]
    """Axis with numbers in the locale's format, linear or logarithmic, in pixels or units."""

    def __init__(self, side: str, numbers: NumberFormat, *, log: bool = False) -> None:
        super().__init__(side, maxTickLength=-4)
        self._side = side
        self._numbers = numbers
        self._is_log = log
        self._factor = 1.0
        self._thickness = 1.0
        self.enableAutoSIPrefix(False)
        self.setZValue(-100)
        self.setStyle(autoExpandTextSpace=True, hideOverlappingLabels=True)

    def set_numbers(self, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self._refresh()

    def set_factor(self, factor: float) -> None:
        """Show the values of the plot multiplied by a factor."""
        self._factor = factor
        self._refresh()

    @property
    def thickness(self) -> float:
        """Width of the lines, in device pixels."""
        return self._thickness

    def set_thickness(self, thickness: float) -> None:
        if thickness != self._thickness:
            self._thickness = thickness
            self._refresh()

    def setLabel(self, *args: Any, **kwargs: Any) -> None:
        """Set the label, scaled to fit."""
        super().setLabel(*args, **kwargs)
        self._fit_label()

    def resizeEvent(self, ev: Any = None) -> None:
        super().resizeEvent(ev)
        self._fit_label()

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:  # noqa: N803
        """Draw with the current thickness, without numbers that would touch."""
        ticks = [self._thicker(spec) for spec in tickSpecs]
        texts = textSpecs if self.orientation in ("left", "right") else _apart(textSpecs)
        super().drawPicture(p, self._thicker(axisSpec), ticks, texts)

    def _thicker(self, spec: Any) -> Any:
        if self._thickness == 1:
            return spec
        pen = QPen(spec[0])
        pen.setWidthF(max(1.0, pen.widthF()) * self._thickness)
        return (pen, *spec[1:])

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Any:  # noqa: N803
        low, high = sorted((minVal, maxVal))
        most = max(2, int(size / _TICK_DISTANCE_PX[self._side]))
        if not self._is_log:
            ticks, spacing = linear_ticks(low * self._factor, high * self._factor, most)
            return [(spacing / self._factor, [tick / self._factor for tick in ticks])]
        if high - low > 300:
            return []
        labelled, plain = log_ticks(10**low * self._factor, 10**high * self._factor, most)
        levels = [[math.log10(v / self._factor) for v in ticks] for ticks in (labelled, plain)]
        return [(1.0, levels[0]), (0.1, levels[1])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if not self._is_log:
            spacing *= self._factor
            return [tick_text(v * self._factor, spacing, self._numbers) for v in values]
        if spacing < 1:
            return [""] * len(values)
        return [tick_text(10**v * self._factor, 0, self._numbers) for v in values]

    def _fit_label(self) -> None:
        """Shrink the label where it is longer than the plot."""
        plot = self.parentItem()
        if self.label is None or plot is None:
            return
        upright = self.orientation in ("left", "right")
        place, room = self.geometry(), plot.size()
        middle = place.center().y() if upright else place.center().x()
        whole = room.height() if upright else room.width()
        fitting = 2 * min(middle, whole - middle)
        length = self.label.boundingRect().width()
        scale = min(1.0, max(_SMALLEST_LABEL, fitting / length)) if fitting > 0 else 1.0
        self.label.setScale(scale)
        if scale < 1:
            half = scale * length / 2
            own = self.rect().center()
            if upright:
                self.label.setY(own.y() + half)
            else:
                self.label.setX(own.x() - half)

    def _refresh(self) -> None:
        self.picture = None
        self.update()


class WavelengthAxis(Axis):
    """Axis of wavelengths over logarithms of frequency; infinite where frequency zero is drawn."""

    _zero: float | None = None
    _first = -math.inf

    def set_zero(self, zero: float, first: float) -> None:
        """Set where infinity is drawn, and where the finite wavelengths begin."""
        self._zero, self._first = zero, first
        self._refresh()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Any:  # noqa: N803
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

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if spacing == _INFINITY:
            return ["∞"] * len(values)
        if spacing < 1:
            return [""] * len(values)
        return [tick_text(10.0**-value * self._factor, 0, self._numbers) for value in values]


def _apart(texts: list[Any]) -> list[Any]:
    """Numbers along an axis, without those that would touch their predecessor."""
    kept: list[Any] = []
    for spec in sorted(texts, key=lambda spec: float(spec[0].left())):
        if not kept or spec[0].left() >= kept[-1][0].right() + _GAP_PX:
            kept.append(spec)
    return kept
