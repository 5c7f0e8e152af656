"""What the worker tells the macro to show, line by line."""

from __future__ import annotations

from dataclasses import asdict

from fiji_bridge.elements import OVERLAY_PREFIX, Element, Rectangle
from fiji_bridge.frame import ELEMENT_NAMES
from fiji_bridge.job import Outcome
from fiji_bridge.macro.exchange import PROTOCOL
from fiji_bridge.options import METHODS
from fiji_bridge.prepared import ALL_PHASES, PreparedImage, StackMode
from fiji_bridge.presentation import TABLE_TITLE

Lines = list[tuple[str, ...]]

_COLUMNS = {
    "rectangle": ("name", "x", "y", "width", "height", "colour", "line_width", "fill"),
    "line": ("name", "x1", "y1", "x2", "y2", "colour", "line_width"),
    "label": ("name", "x", "y", "text", "size", "colour", "background", "anchor"),
}


def question(prepared: PreparedImage, *, is_stack: bool) -> Lines:
    """What the dialog offers.

    Parameters
    ----------
    prepared : PreparedImage
        The image with the rules applied.
    is_stack : bool
        Whether there is more than one slice.

    Returns
    -------
    list of tuple of str
        ``choice`` (key of a phase), ``proposed``, ``labels`` (1 where the phase is a matter of
        choice), ``method``, ``stack``, ``text``.
    """
    lines: Lines = [_first("question")]
    lines += [("choice", choice.key) for choice in prepared.choices]
    lines += [("choice", ALL_PHASES), ("proposed", prepared.default)]
    lines += [("labels", "1" if prepared.is_label_image else "0")]
    lines += [("method", method) for method in METHODS]
    lines += [("stack", str(mode)) for mode in StackMode] if is_stack else []
    shares = "; ".join(f"{one.name}: {100 * one.fraction:.2f} %" for one in prepared.choices)
    lines += [("text", f"Phases {shares}"), ("text", prepared.how)]
    lines += [("text", note) for note in prepared.notes]
    return lines


def result(outcome: Outcome, *, is_headless: bool) -> Lines:
    """What is shown after a measurement.

    Parameters
    ----------
    outcome : Outcome
        The measurement.
    is_headless : bool
        Whether ImageJ has no windows, and so no ROI Manager.

    Returns
    -------
    list of tuple of str
        ``table`` (title); ``clear`` (name of elements of an earlier run); ``row``, ``number`` and
        ``string`` (heading, value) of that row; ``rectangle``, ``line`` and ``label`` in drawing
        order; ``add`` (a rectangle for the ROI Manager); ``log``; ``sentence``.
    """
    shown = outcome.presentation
    lines: Lines = [_first("result"), ("table", TABLE_TITLE)]
    lines += [("clear", f"{OVERLAY_PREFIX}{name}") for name in ELEMENT_NAMES]
    for row in shown.rows:
        lines.append(("row",))
        for cell in row:
            is_text = isinstance(cell.value, str)
            lines.append(("string" if is_text else "number", cell.heading, f"{cell.value}"))
    lines += [_drawn(element) for element in shown.overlay]
    lines += [("log", line) for line in shown.log]
    if outcome.options.add and is_headless:
        lines.append(("log", "The ROI Manager needs a window: the frame was not added to it."))
    elif outcome.options.add:
        lines += [("add", *_drawn(one)[1:6]) for one in _framed(shown.overlay)]
    return [*lines, ("sentence", shown.sentence)]


def _framed(overlay: tuple[Element, ...]) -> list[Rectangle]:
    """The recommended frame, or else the measured region."""
    by_name = {e.name: e for e in overlay if isinstance(e, Rectangle)}
    for name in ("frame", "measured region"):
        if found := by_name.get(f"{OVERLAY_PREFIX}{name}"):
            return [found]
    return []


def _first(kind: str) -> tuple[str, ...]:
    return ("answer", str(PROTOCOL), kind)


def _drawn(element: Element) -> tuple[str, ...]:
    values = asdict(element)
    return (element.kind, *(str(values[column]) for column in _COLUMNS[element.kind]))
