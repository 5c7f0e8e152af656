"""What the worker tells the macro to show, line by line."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import asdict

from fiji_bridge.macro.text_files import PROTOCOL
from fiji_bridge.measurement import Outcome
from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import METHODS
from fiji_bridge.overlay_layout import SHAPE_NAMES, frame_of
from fiji_bridge.overlay_shapes import OVERLAY_PREFIX, Outline, Shape
from fiji_bridge.presentation import wrapped
from fiji_bridge.segmented_image import ALL_PHASES, SegmentedImage, StackMode
from fiji_bridge.table_window import table_box

_DIALOG_CHARACTERS = 90

Lines = list[tuple[str, ...]]

_COLUMNS = {
    **dict.fromkeys(
        ("rectangle", "oval"),
        ("name", "x", "y", "width", "height", "colour", "line_width", "fill"),
    ),
    "outline": ("name", "points", "colour", "line_width"),
    "line": ("name", "x1", "y1", "x2", "y2", "colour", "line_width"),
    "label": ("name", "x", "y", "text", "size", "colour", "background", "anchor"),
}


def question(segmented: SegmentedImage, *, is_stack: bool) -> Lines:
    """What the dialog offers."""
    lines: Lines = [_first("question")]
    lines += [("choice", choice.key) for choice in segmented.choices]
    lines += [("choice", ALL_PHASES), ("proposed", segmented.default)]
    lines += [("labels", "1" if segmented.is_label_image else "0")]
    lines += [("method", method) for method in METHODS]
    lines += [("stack", str(mode)) for mode in StackMode] if is_stack else []
    lines.append(("text", segmented.shares(segmented.choices)))
    for text in segmented.texts:
        lines += [("text", line) for line in textwrap.wrap(text, _DIALOG_CHARACTERS)]
    return lines


def result(outcome: Outcome, request: Mapping[str, str]) -> Lines:
    """What is shown after a measurement; the request tells of the screen."""
    shown = outcome.presentation
    is_headless = request.get("headless") == "1"
    lines: Lines = [_first("result"), _table(outcome, request)]
    lines += [("clear", f"{OVERLAY_PREFIX}{name}") for name in SHAPE_NAMES]
    for row in shown.rows:
        lines.append(("row",))
        for heading, value in row:
            is_text = isinstance(value, str)
            lines.append(("string" if is_text else "number", heading, f"{value}"))
    lines += [_drawn(element) for element in shown.overlay]
    log = shown.log if is_headless else wrapped(shown.log)
    lines += [("log", line) for text in log for line in text.splitlines()]
    if outcome.options.add and is_headless:
        lines.append(("log", FijiMessage("roi-manager-needs-window").text))
    elif outcome.options.add:
        frame = frame_of(shown.overlay)
        if frame is None:
            lines.append(("log", FijiMessage("no-frame-to-add").text))
        else:
            lines.append(("add", *_drawn(frame)[1:6], frame.kind))
    return [*lines, ("sentence", shown.sentence)]


def _table(outcome: Outcome, request: Mapping[str, str]) -> tuple[str, ...]:
    """Title, decimals, and the box of the window where a new one is opened."""
    screen, image = (
        [int(side) for side in request.get(key, "").split(",") if side]
        for key in ("screen", "window")
    )
    box = table_box(
        (screen[0], screen[1]) if len(screen) == 2 else (1280, 1024),
        (image[0], image[1], image[2], image[3]) if len(image) == 4 else None,
    )
    return (
        "table",
        outcome.options.table_title,
        str(outcome.presentation.decimals),
        *map(str, box),
    )


def _first(kind: str) -> tuple[str, ...]:
    return ("answer", str(PROTOCOL), kind)


def _drawn(element: Shape) -> tuple[str, ...]:
    values = asdict(element)
    if isinstance(element, Outline):
        values["points"] = " ".join(f"{x:.7g} {y:.7g}" for x, y in element.points)
    return (element.kind, *(str(values[column]) for column in _COLUMNS[element.kind]))
