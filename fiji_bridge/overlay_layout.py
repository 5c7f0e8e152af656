"""Where the recommended size, the measured region and the length scale are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fiji_bridge.outlines import Points, outlines
from fiji_bridge.overlay_shapes import OVERLAY_PREFIX, Label, Line, Outline, Rectangle, Shape
from fiji_bridge.selection import Region

SHAPE_NAMES = (
    "measured region", "frame", "frame label", "inset frame", "inset measured region",
    "inset ratio", "length scale", "length scale label",
)  # fmt: skip
"""All that :func:`draw` draws, each behind `OVERLAY_PREFIX`."""

# Okabe and Ito's palette, which colour-blind readers can tell apart; transparency first, as
# ImageJ writes colours.
_FRAME, _MEASURED, _SCALE = "#e69f00", "#56b4e9", "#f0e442"
_TEXT, _SHADE = "#ffffff", "#b0000000"
_FONT_SCREEN_PX = 14.0
_LEAST_FONT = 1.0  # px of the image; ImageJ draws no smaller one
_STROKE_SCREEN_PX = 1.5
_INSET_SHARE = 0.3  # of the image's shorter side
_MARGIN_SHARE = 0.02
_MAX_TEXT_SHARE = 0.22  # of the image's height for one label: three and an inset fit
# Of the font's height, for the widest of the fonts that Java calls SansSerif, with ImageJ's margin.
_LETTER_WIDTH, _LINE_HEIGHT, _MAX_LINES = 0.64, 1.3, 3


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """What is to be drawn, in pixels of the image."""

    image_width: int  # Size of the image
    image_height: int
    region: Region  # What was measured
    frame_width: float  # The recommended size, of a circle its diameter; 0 where none can be told
    frame_height: float
    frame_text: str  # Its label
    ratio_text: str  # Label of an inset: what its two rectangles are
    scale_length: float  # Characteristic length scale along x
    scale_text: str  # Its label
    # False where the depth of the stack is less than that of the recommended cube
    is_deep_enough: bool = True
    is_round: bool = False  # Whether the recommended size is that of a circle or cylinder
    zoom: float = 1.0  # Screen pixels a pixel of the image

    @property
    def fits(self) -> bool:
        """Whether the frame, centred on the region, stays inside the image and its depth."""
        x, y = self.corner
        return (
            self.is_deep_enough
            and x >= 0
            and y >= 0
            and x + self.frame_width <= self.image_width
            and y + self.frame_height <= self.image_height
        )

    @property
    def corner(self) -> tuple[float, float]:
        """Top left corner of the frame centred on the region."""
        return (
            self.region.x + (self.region.width - self.frame_width) / 2,
            self.region.y + (self.region.height - self.frame_height) / 2,
        )

    @property
    def frame_kind(self) -> Literal["rectangle", "oval"]:
        """Kind of the frame's shape."""
        return "oval" if self.is_round else "rectangle"

    @property
    def shorter_side(self) -> int:
        """Shorter side of the image."""
        return min(self.image_width, self.image_height)

    @property
    def margin(self) -> float:
        """Distance of insets and marks from the border."""
        return max(1.0, _MARGIN_SHARE * self.shorter_side)

    @property
    def stroke(self) -> float:
        """Width of a line that is seen at this zoom, and does not fill a small image."""
        return max(min(_STROKE_SCREEN_PX / self.zoom, self.shorter_side / 50), 0.5)


def draw(spec: FrameSpec) -> tuple[Shape, ...]:
    """Lay out the overlay, in drawing order.

    A frame that fits is drawn where it is, to scale with the image; a larger one goes into an
    inset in the corner: the measured region, to scale, with the needed frame.
    """
    lines = () if spec.region.inside is None else outlines(spec.region.inside)
    measured = _measured(spec, "measured region", lines, spec.region.x, spec.region.y)
    if not spec.frame_width:
        frame: tuple[Shape, ...] = (_note(spec),)
    else:
        frame = _frame_in_place(spec) if spec.fits else _inset(spec, lines)
    return (*measured, *frame, *_scale_mark(spec))


def _note(spec: FrameSpec) -> Shape:
    """What is said where there is no frame."""
    text, size = _fitted(spec, spec.frame_text)
    return _label(spec, "frame label", spec.margin, spec.margin, text, size)


def _measured(
    spec: FrameSpec, name: str, lines: tuple[Points, ...], x: float, y: float, scale: float = 1.0
) -> tuple[Shape, ...]:
    """The measured region: its rectangle, or its outlines."""
    if not lines:
        width, height = spec.region.width * scale, spec.region.height * scale
        place = (x, y, max(width, 1.0), max(height, 1.0))
        return (Rectangle(_name(name), *place, _MEASURED, spec.stroke),)
    return tuple(
        Outline(
            _name(name), tuple((x + px * scale, y + py * scale) for px, py in line), _MEASURED,
            spec.stroke,
        )
        for line in lines
    )  # fmt: skip


def frame_of(shapes: Iterable[Shape]) -> Rectangle | None:
    """The recommended frame where it is drawn in place, or else a measured rectangle."""
    by_name = {one.name: one for one in shapes if isinstance(one, Rectangle)}
    return by_name.get(_name("frame")) or by_name.get(_name("measured region"))


def _frame_in_place(spec: FrameSpec) -> tuple[Shape, ...]:
    x, y = spec.corner
    text, size = _fitted(spec, spec.frame_text)
    above = y - _height(text, size)
    frame = Rectangle(
        _name("frame"), x, y, spec.frame_width, spec.frame_height, _FRAME, spec.stroke * 1.5,
        kind=spec.frame_kind,
    )  # fmt: skip
    return (frame, _label(spec, "frame label", x, above if above >= 0 else y, text, size))


def _inset(spec: FrameSpec, lines: tuple[Points, ...]) -> tuple[Shape, ...]:
    # The region may be the wider of the two, where the frame does not fit by its height alone.
    box_width = max(spec.frame_width, spec.region.width)
    box_height = max(spec.frame_height, spec.region.height)
    scale = _INSET_SHARE * spec.shorter_side / max(box_width, box_height)
    width, height = spec.frame_width * scale, spec.frame_height * scale
    inner_width, inner_height = spec.region.width * scale, spec.region.height * scale
    x = spec.image_width - spec.margin - (box_width * scale + width) / 2
    y = spec.margin + (box_height * scale - height) / 2
    frame_text, frame_size = _fitted(spec, spec.frame_text)
    ratio_text, ratio_size = _fitted(spec, spec.ratio_text)
    size = min(frame_size, ratio_size)
    right = spec.image_width - spec.margin
    below = spec.margin + box_height * scale + spec.margin / 2
    return (
        Rectangle(
            _name("inset frame"), x, y, width, height, _FRAME, spec.stroke * 1.5, _SHADE,
            kind=spec.frame_kind,
        ),
        *_measured(
            spec, "inset measured region", lines, x + (width - inner_width) / 2,
            y + (height - inner_height) / 2, scale,
        ),
        _label(spec, "frame label", right, below, frame_text, size, "right"),
        _label(
            spec, "inset ratio", right, below + _height(frame_text, size), ratio_text, size, "right"
        ),
    )  # fmt: skip


def _scale_mark(spec: FrameSpec) -> tuple[Shape, ...]:
    margin, stroke = spec.margin, spec.stroke * 1.5
    text, size = _fitted(spec, spec.scale_text)
    tick = size / 4
    y = spec.image_height - margin - tick
    label = _label(spec, "length scale label", margin, y - tick - _height(text, size), text, size)
    end = margin + spec.scale_length
    if end > spec.image_width - margin:
        return (label,)
    name = _name("length scale")
    return (
        label,
        Line(name, margin, y, end, y, _SCALE, stroke),
        Line(name, margin, y - tick, margin, y + tick, _SCALE, stroke),
        Line(name, end, y - tick, end, y + tick, _SCALE, stroke),
    )


def _fitted(spec: FrameSpec, text: str) -> tuple[str, float]:
    """Text on as few lines as let it be read on the screen inside the image, and its size."""
    wanted = _FONT_SCREEN_PX / spec.zoom
    room = spec.image_width - 2 * spec.margin
    best_text, best_size = text, 0.0
    for n_lines in range(1, _MAX_LINES + 1):
        lines = _broken(text, n_lines)
        size = min(
            wanted,
            room / (_LETTER_WIDTH * max(map(len, lines))),
            _MAX_TEXT_SHARE * spec.image_height / (_LINE_HEIGHT * len(lines)),
        )
        if size > best_size * 1.01:
            best_text, best_size = "\n".join(lines), size
    return best_text, max(float(math.floor(best_size + 0.3)), _LEAST_FONT)  # ImageJ draws integers


def _broken(text: str, n_lines: int) -> list[str]:
    """Text on at most so many lines of nearly the same length."""
    words = text.split(" ")
    for width in range(-(-len(text) // n_lines), len(text) + 1):
        lines = [words[0]]
        for word in words[1:]:
            if len(lines[-1]) + 1 + len(word) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if len(lines) <= n_lines and max(map(len, lines)) <= width:
            return lines
    return [text]


def _height(text: str, size: float) -> float:
    return _LINE_HEIGHT * size * (text.count("\n") + 1)


def _label(
    spec: FrameSpec,
    name: str,
    x: float,
    y: float,
    text: str,
    size: float,
    anchor: Literal["left", "right"] = "left",
) -> Label:
    """A label that is moved into the image where it would leave it."""
    width = _LETTER_WIDTH * size * max(map(len, text.split("\n")))
    least, most = (width, spec.image_width) if anchor == "right" else (0, spec.image_width - width)
    x = max(min(x, most), min(least, spec.image_width))
    y = max(min(y, spec.image_height - _height(text, size)), 0.0)
    return Label(_name(name), x, y, text, size, _TEXT, _SHADE, anchor)


def _name(what: str) -> str:
    return f"{OVERLAY_PREFIX}{what}"
