"""Where the recommended size, the measured region and the length scale are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fiji_bridge.elements import OVERLAY_PREFIX, Element, Label, Line, Rectangle
from fiji_bridge.regions import Region

ELEMENT_NAMES = (
    "measured region", "frame", "frame label", "inset frame", "inset measured region",
    "inset ratio", "length scale", "length scale label",
)  # fmt: skip
"""All that :func:`draw` draws, each behind `OVERLAY_PREFIX`."""

# Okabe and Ito's palette, which colour-blind readers can tell apart; transparency first, as
# ImageJ writes colours.
_FRAME, _MEASURED, _SCALE = "#e69f00", "#56b4e9", "#f0e442"
_TEXT, _SHADE = "#ffffff", "#b0000000"
_FONT_SHARE, _FONT_MIN, _FONT_MAX = 0.03, 7.0, 64.0  # of the image's shorter side; pixels
_INSET_SHARE = 0.3
_Anchor = Literal["left", "right"]
_LETTER_WIDTH, _LINE_HEIGHT = 0.58, 1.3  # of the font's height, for a sans-serif font


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """What is to be drawn, in pixels of the image.

    Attributes
    ----------
    image_width, image_height : int
        Size of the image.
    region : Region
        The measured rectangle.
    frame_width, frame_height : float
        The recommended size.
    frame_text : str
        Its label.
    ratio_text : str
        How many times the measured region that is.
    scale_length : float
        Characteristic length scale along x.
    scale_text : str
        Its label.
    """

    image_width: int
    image_height: int
    region: Region
    frame_width: float
    frame_height: float
    frame_text: str
    ratio_text: str
    scale_length: float
    scale_text: str

    @property
    def fits(self) -> bool:
        """Whether the frame, centred on the region, stays inside the image."""
        x, y = self.corner
        return (
            x >= 0
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


def draw(spec: FrameSpec) -> tuple[Element, ...]:
    """Lay out the overlay.

    A frame that fits is drawn where it is, to scale with the image; a larger one goes into an
    inset in the corner: the measured region, to scale, inside the needed frame.

    Parameters
    ----------
    spec : FrameSpec
        What is to be drawn.

    Returns
    -------
    tuple of Rectangle, Line or Label
        In drawing order.
    """
    region = spec.region
    measured = Rectangle(
        _name("measured region"), region.x, region.y, region.width, region.height,
        _MEASURED, _stroke(spec),
    )  # fmt: skip
    frame = _frame_in_place(spec) if spec.fits else _inset(spec)
    return (measured, *frame, *_scale_mark(spec))


def _frame_in_place(spec: FrameSpec) -> tuple[Element, ...]:
    x, y = spec.corner
    size = _font_size(spec, spec.frame_text)
    above = y - size * _LINE_HEIGHT
    return (
        Rectangle(
            _name("frame"), x, y, spec.frame_width, spec.frame_height, _FRAME, _stroke(spec) * 1.5
        ),
        _label("frame label", max(x, 0.0), above if above >= 0 else y, spec.frame_text, size),
    )


def _inset(spec: FrameSpec) -> tuple[Element, ...]:
    shorter = min(spec.image_width, spec.image_height)
    # The region may be the wider of the two, where the frame does not fit by its height alone.
    box_width = max(spec.frame_width, spec.region.width)
    box_height = max(spec.frame_height, spec.region.height)
    scale = _INSET_SHARE * shorter / max(box_width, box_height)
    width, height = spec.frame_width * scale, spec.frame_height * scale
    inner_width, inner_height = spec.region.width * scale, spec.region.height * scale
    margin = _margin(spec)
    x = spec.image_width - margin - (box_width * scale + width) / 2
    y = margin + (box_height * scale - height) / 2
    size = _font_size(spec, max(spec.frame_text, spec.ratio_text, key=len))
    right, below = spec.image_width - margin, margin + box_height * scale + margin / 2
    return (
        Rectangle(_name("inset frame"), x, y, width, height, _FRAME, _stroke(spec) * 1.5, _SHADE),
        Rectangle(
            _name("inset measured region"),
            x + (width - max(inner_width, 1.0)) / 2,
            y + (height - max(inner_height, 1.0)) / 2,
            max(inner_width, 1.0),
            max(inner_height, 1.0),
            _MEASURED,
            _stroke(spec),
        ),
        _label("frame label", right, below, spec.frame_text, size, "right"),
        _label("inset ratio", right, below + size * _LINE_HEIGHT, spec.ratio_text, size, "right"),
    )


def _scale_mark(spec: FrameSpec) -> tuple[Element, ...]:
    margin, stroke = _margin(spec), _stroke(spec) * 1.5
    size = _font_size(spec, spec.scale_text)
    tick = size / 4
    y = spec.image_height - margin - tick
    text = _label(
        "length scale label", margin, y - tick - size * _LINE_HEIGHT, spec.scale_text, size
    )
    end = margin + spec.scale_length
    if end > spec.image_width - margin:
        return (text,)
    name = _name("length scale")
    return (
        Line(name, margin, y, end, y, _SCALE, stroke),
        Line(name, margin, y - tick, margin, y + tick, _SCALE, stroke),
        Line(name, end, y - tick, end, y + tick, _SCALE, stroke),
        text,
    )


def _label(
    name: str, x: float, y: float, text: str, size: float, anchor: _Anchor = "left"
) -> Label:
    return Label(_name(name), x, y, text, size, _TEXT, _SHADE, anchor)


def _name(what: str) -> str:
    return f"{OVERLAY_PREFIX}{what}"


def _margin(spec: FrameSpec) -> float:
    return max(2.0, 0.02 * min(spec.image_width, spec.image_height))


def _stroke(spec: FrameSpec) -> float:
    return max(1.0, min(spec.image_width, spec.image_height) / 400)


def _font_size(spec: FrameSpec, text: str) -> float:
    shorter = min(spec.image_width, spec.image_height)
    wanted = min(max(_FONT_SHARE * shorter, _FONT_MIN), _FONT_MAX)
    room = (spec.image_width - 2 * _margin(spec)) / (_LETTER_WIDTH * max(len(text), 1))
    return float(max(min(wanted, room), _FONT_MIN))
