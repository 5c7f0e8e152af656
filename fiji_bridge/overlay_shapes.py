"""Overlay elements as plain data, so that Java, a macro or a plot can draw them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from fiji_bridge.outlines import Points

OVERLAY_PREFIX = "ImageRep "
"""Names of all overlay elements begin with it; a run removes those of the run before."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle, or the oval in it; in pixels of the image, from its top left corner."""

    name: str
    x: float
    y: float
    width: float
    height: float
    colour: str
    line_width: float
    fill: str = ""
    kind: Literal["rectangle", "oval"] = "rectangle"


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line; positions in pixels of the image, from its top left corner."""

    name: str
    points: Points
    colour: str
    line_width: float
    kind: Literal["outline"] = "outline"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; positions in pixels of the image, from its top left corner."""

    name: str
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    line_width: float
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; `x`, `y` is the top left corner of its box, `size` the height of its font."""

    name: str
    x: float
    y: float
    text: str
    size: float
    colour: str
    background: str
    anchor: Literal["left", "right"] = "left"
    kind: Literal["label"] = "label"


Shape = Rectangle | Outline | Line | Label


def from_json(items: list[dict[str, Any]]) -> tuple[Shape, ...]:
    """Elements from their fields, as JSON holds them."""
    kinds: dict[str, type[Shape]] = {
        "rectangle": Rectangle, "oval": Rectangle, "outline": Outline, "line": Line, "label": Label,
    }  # fmt: skip
    shapes = (kinds[item["kind"]](**item) for item in items)
    return tuple(
        replace(one, points=tuple((x, y) for x, y in one.points))
        if isinstance(one, Outline)
        else one
        for one in shapes
    )
