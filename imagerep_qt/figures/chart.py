"""A chart: a frame with axes, what is drawn in it, its legend and its note below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from imagerep_qt.figures import fonts
from imagerep_qt.figures.drawing import (
    POINTS_PER_MM,
    Area,
    Dot,
    Drawing,
    Label,
    Line,
    Points,
    clipped,
)
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import LIGHT
from imagerep_qt.widgets.plots.ticks import linear_ticks, log_ticks, tick_text

_TICK = 3.0
_GAP = 2.5
_LINE = 0.6
_LEADING = 1.25
"""Distance of two lines over the size of their font."""
_MARK = 14.0
"""Width of a mark in the legend."""


@dataclass(frozen=True, slots=True)
class Style:
    """Width of a figure, and size of its font."""

    width_mm: float = 85.0  # Width of the figure; columns of journals are about 85 mm, pages 180 mm
    font_pt: float = 8.0  # Size of the font
    aspect: float = 0.62  # Height of the frame over its width


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its range in the coordinates of what is drawn, and how these become numbers."""

    label: str  # Name of the quantity, with its unit
    low: float  # Ends; logarithms to base 10 where `is_log`
    high: float
    is_log: bool = False  # Whether coordinates are logarithms
    # Of the coordinates, or of what they are logarithms of, to the numbers that are shown
    factor: float = 1.0
    # Where infinity is drawn, on an axis of wavelengths over logarithms of frequency
    zero: float | None = None
    first: float = -math.inf
    names: tuple[str, ...] = ()  # Texts at 0, 1, 2, … in place of numbers

    def ticks(self, most: int, numbers: NumberFormat) -> list[tuple[float, str]]:
        """Positions of ticks, and the text at each."""
        if self.names:
            return [(float(k), name) for k, name in enumerate(self.names)]
        if self.zero is not None:
            return self._wavelengths(most, numbers)
        if not self.is_log:
            ticks, spacing = linear_ticks(self.low * self.factor, self.high * self.factor, most)
            return [(tick / self.factor, tick_text(tick, spacing, numbers)) for tick in ticks]
        labelled, plain = log_ticks(10**self.low * self.factor, 10**self.high * self.factor, most)
        return [
            *((math.log10(v / self.factor), tick_text(v, 0, numbers)) for v in labelled),
            *((math.log10(v / self.factor), "") for v in plain),
        ]

    def _wavelengths(self, most: int, numbers: NumberFormat) -> list[tuple[float, str]]:
        low = max(self.low, self.first)
        ends = 10.0**-self.high * self.factor, 10.0**-low * self.factor
        labelled, plain = log_ticks(*ends, most)
        return [
            (self.zero or 0.0, "∞"),
            *((-math.log10(v / self.factor), tick_text(v, 0, numbers)) for v in labelled),
            *((-math.log10(v / self.factor), "") for v in plain),
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A line through points; `name` is its entry in the legend."""

    x: ArrayLike
    y: ArrayLike
    colour: str
    name: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """What lies between two curves."""

    x: ArrayLike
    low: ArrayLike
    high: ArrayLike
    colour: str
    name: str = ""
    tint: float = 0.2  # of its colour on white

    @property
    def fill(self) -> str:
        """Its colour on paper."""
        parts = (int(self.colour[k : k + 2], 16) for k in (1, 3, 5))
        return "#" + "".join(f"{round(255 + self.tint * (part - 255)):02x}" for part in parts)


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Points, as dots or diamonds."""

    x: ArrayLike
    y: ArrayLike
    colour: str
    name: str = ""
    radius: float = 2.0
    is_diamond: bool = False


Series = Curve | Band | Markers


@dataclass(slots=True)
class Chart:
    """A chart to draw."""

    title: str  # What it shows, for programs that read it aloud; it is not drawn
    x: Axis  # Axes below and on the left
    y: Axis
    top: Axis | None = None  # The same as below, in other units
    series: list[Series] = field(default_factory=list)  # What is drawn, the first one lowest
    note: str = ""  # Phase, value, confidence level and method, below the legend
    columns: dict[str, ArrayLike] = field(default_factory=dict)  # The data, by their names
    height_mm: float | None = None

    def draw(self, style: Style, numbers: NumberFormat) -> Drawing:
        """The chart in final coordinates."""
        return _Layout(self, style, numbers).drawing()

    def rows(self) -> list[dict[str, object]]:
        """The data as a table; shorter columns end earlier."""
        columns = {name: np.atleast_1d(np.asarray(c)).tolist() for name, c in self.columns.items()}
        n = max((len(column) for column in columns.values()), default=0)
        return [
            {name: column[k] if k < len(column) else "" for name, column in columns.items()}
            for k in range(n)
        ]


class _Layout:
    """Places of the frame, the axes and the legend."""

    def __init__(self, chart: Chart, style: Style, numbers: NumberFormat) -> None:
        self.chart, self.style, self.numbers = chart, style, numbers
        self.size = style.font_pt
        width = style.width_mm * POINTS_PER_MM
        self.left, self.right = self.size, width - 1.2 * self.size
        most = max(2, int((self.right - self.left) * style.aspect / (2.6 * self.size)))
        self.y_ticks = chart.y.ticks(most, numbers)
        widest = max((fonts.width(text, self.size) for _, text in self.y_ticks), default=0.0)
        has_label = bool(chart.y.label)
        self.left = (1.5 * self.size if has_label else 0.3 * self.size) + widest + _GAP + _TICK
        self.left = min(self.left, 0.6 * width)
        frame = self.right - self.left
        height = style.aspect * frame
        if chart.height_mm is not None:
            height = chart.height_mm * POINTS_PER_MM
        self.top = 0.6 * self.size
        if chart.top is not None:
            self.top = 2.8 * self.size + _TICK + _GAP
        self.bottom = self.top + height
        self.page = Drawing(width, 0.0, chart.title)

    def drawing(self) -> Drawing:
        """Everything drawn; the height of the page follows from what is below the frame."""
        box = (self.left, self.top, self.right, self.bottom)
        bands = [one for one in self.chart.series if isinstance(one, Band)]
        for band in bands:  # below the grid, which they would hide
            self._draw(band, box)
        self._grid()
        for one in self.chart.series:
            if one not in bands:
                self._draw(one, box)
        self._frame()
        y = self.bottom + _TICK + _GAP + 2.4 * self.size
        y = self._legend(y)
        room = self.page.width - 2 * 0.3 * self.size
        for line in fonts.wrapped(self.chart.note, self.size, room) if self.chart.note else []:
            y += _LEADING * self.size
            self._text(line, 0.3 * self.size, y, colour=LIGHT.muted)
        self.page.height = y + 0.6 * self.size
        return self.page

    def _x(self, value: float) -> float:
        axis = self.chart.x
        share = (value - axis.low) / (axis.high - axis.low)
        return self.left + share * (self.right - self.left)

    def _y(self, value: float) -> float:
        axis = self.chart.y
        share = (value - axis.low) / (axis.high - axis.low)
        return self.bottom - share * (self.bottom - self.top)

    def _points(self, x: ArrayLike, y: ArrayLike) -> Points:
        axis, other = self.chart.x, self.chart.y
        a = (np.asarray(x, np.float64) - axis.low) / (axis.high - axis.low)
        b = (np.asarray(y, np.float64) - other.low) / (other.high - other.low)
        return np.stack(
            [self.left + a * (self.right - self.left), self.bottom - b * (self.bottom - self.top)],
            axis=1,
        )

    def _draw(self, one: Series, box: tuple[float, float, float, float]) -> None:
        if isinstance(one, Curve):
            for piece in clipped(self._points(one.x, one.y), box):
                self.page.items.append(Line(piece, one.colour, one.width, one.dash))
        elif isinstance(one, Band):
            lower = self._points(one.x, one.low)
            upper = self._points(one.x, one.high)
            points = np.concatenate([lower, upper[::-1]])
            points[:, 0] = np.clip(points[:, 0], box[0], box[2])
            points[:, 1] = np.clip(points[:, 1], box[1], box[3])
            self.page.items.append(Area(points, one.fill))
        else:
            points = self._points(np.atleast_1d(one.x), np.atleast_1d(one.y))
            for x, y in points.tolist():
                if box[0] - 0.01 <= x <= box[2] + 0.01 and box[1] - 0.01 <= y <= box[3] + 0.01:
                    self._marker(one, x, y)

    def _marker(self, one: Markers, x: float, y: float) -> None:
        if not one.is_diamond:
            self.page.items.append(Dot(x, y, one.radius, one.colour, "#ffffff", 0.4))
            return
        r = 1.35 * one.radius
        corners = np.array([[x, y - r], [x + r, y], [x, y + r], [x - r, y]])
        self.page.items.append(Area(corners, one.colour, "#ffffff", 0.4))

    def _grid(self) -> None:
        for position, text in self.y_ticks:
            if text and not self.chart.y.names and self.chart.y.low < position < self.chart.y.high:
                y = self._y(position)
                self._line([[self.left, y], [self.right, y]], LIGHT.grid, 0.4)
        if self.chart.y.names:
            for position, text in self._x_ticks(self.chart.x):
                if text:
                    x = self._x(position)
                    self._line([[x, self.top], [x, self.bottom]], LIGHT.grid, 0.4)

    def _frame(self) -> None:
        left, top, right, bottom = self.left, self.top, self.right, self.bottom
        corners = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
        self._line(corners, LIGHT.text, _LINE)
        for position, text in self.y_ticks:
            y = self._y(position)
            if not top - 0.01 <= y <= bottom + 0.01:
                continue
            length = _TICK if text else _TICK / 2
            self._line([[left - length, y], [left, y]], LIGHT.text, _LINE)
            if text:
                self._text(text, left - _TICK - _GAP, y + 0.36 * self.size, 1.0)
        if self.chart.y.label:
            self._fitted(self.chart.y.label, 1.05 * self.size, (top + bottom) / 2, upright=True)
        self._x_axis(self.chart.x, bottom, 1)
        if self.chart.top is not None:
            self._x_axis(self.chart.top, top, -1)

    def _x_ticks(self, axis: Axis) -> list[tuple[float, str]]:
        """Ticks whose texts do not touch."""
        most = max(2, int((self.right - self.left) / (3.6 * self.size)))
        found = []
        end = -math.inf
        for position, text in sorted(axis.ticks(most, self.numbers)):
            x = self._x(position)
            if not self.left - 0.01 <= x <= self.right + 0.01:
                continue
            half = fonts.width(text, self.size) / 2
            if text and x - half < end + 0.4 * self.size:
                found.append((position, ""))
                continue
            if text:
                end = x + half
            found.append((position, text))
        return found

    def _x_axis(self, axis: Axis, y: float, direction: int) -> None:
        for position, text in self._x_ticks(axis):
            x = self._x(position)
            length = direction * (_TICK if text else _TICK / 2)
            self._line([[x, y], [x, y + length]], LIGHT.text, _LINE)
            if text:
                below = _TICK + _GAP + (0.75 * self.size if direction > 0 else 0.0)
                self._text(text, x, y + direction * below, 0.5)
        offset = _TICK + _GAP + (2.05 if direction > 0 else 1.35) * self.size
        self._fitted(axis.label, (self.left + self.right) / 2, y + direction * offset)

    def _fitted(self, text: str, x: float, y: float, *, upright: bool = False) -> None:
        """A name of an axis, smaller where it is longer than the frame, within the page."""
        whole = (self.bottom - self.top) * 1.15 if upright else self.page.width
        own = fonts.width(text, self.size)
        size = self.size * min(1.0, whole / own) if own else self.size
        half = own * size / self.size / 2
        if upright:
            y = max(y, half)
        else:
            x = min(max(x, half), self.page.width - half)
        self.page.items.append(Label(text, x, y, size, 0.5, LIGHT.text, upright))

    def _legend(self, y: float) -> float:
        """Entries in as many columns as fit; returns where they end."""
        named = [one for one in self.chart.series if one.name]
        if not named:
            return y
        size, start = self.size, 0.3 * self.size
        room = self.page.width - 2 * start
        x = start
        y += _LEADING * size
        for one in named:
            lines = fonts.wrapped(one.name, size, room - _MARK - _GAP)
            width = _MARK + _GAP + max(fonts.width(line, size) for line in lines)
            if x > start and x + width > start + room:
                x, y = start, y + _LEADING * size
            self._mark(one, x, y - 0.34 * size)
            for k, line in enumerate(lines):
                y += _LEADING * size if k else 0.0
                self._text(line, x + _MARK + _GAP, y)
            x += width + 1.4 * size
        return y + 0.25 * size

    def _mark(self, one: Series, x: float, y: float) -> None:
        middle = x + _MARK / 2
        if isinstance(one, Curve):
            dash = one.dash
            self.page.items.append(
                Line(np.array([[x, y], [x + _MARK, y]]), one.colour, one.width, dash)
            )
        elif isinstance(one, Band):
            h = 0.3 * self.size
            corners = np.array([[x, y - h], [x + _MARK, y - h], [x + _MARK, y + h], [x, y + h]])
            self.page.items.append(Area(corners, one.fill))
        else:
            self._marker(one, middle, y)

    def _line(self, points: Sequence[Sequence[float]], colour: str, width: float) -> None:
        self.page.items.append(Line(np.array(points, np.float64), colour, width))

    def _text(
        self, text: str, x: float, y: float, anchor: float = 0.0, colour: str = LIGHT.text
    ) -> None:
        self.page.items.append(Label(text, x, y, self.size, anchor, colour))
