"""Overlay elements as plain data, so that Java, a macro or a plot can draw them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

OVERLAY_PREFIX = "ImageRep "
"""Names of all overlay elements begin with it; a run removes those of the run before."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle; lengths and positions in pixels of the image, from its top left corner."""

    name: str
    x: float
    y: float
    width: float
    height: float
    colour: str
    line_width: float
    fill: str = ""
    kind: Literal["rectangle"] = "rectangle"


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


Shape = Rectangle | Line | Label


def to_json(elements: tuple[Shape, ...]) -> list[dict[str, Any]]:
    """Elements as JSON can hold them."""
    return [asdict(element) for element in elements]


def from_json(items: list[dict[str, Any]]) -> tuple[Shape, ...]:
    """Elements from :func:`to_json`."""
    kinds: dict[str, type[Rectangle | Line | Label]] = {
        "rectangle": Rectangle,
        "line": Line,
        "label": Label,
    }
    return tuple(kinds[item["kind"]](**item) for item in items)
