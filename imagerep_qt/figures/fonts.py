"""The font of figures: its width, and its outlines."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

_FAMILIES = ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans", "Segoe UI"]
"""What journals ask for, and what is there instead."""

_PX = 200
"""Size at which text is measured, so that no screen's rounding shows."""


def font(pixels: int) -> QFont:
    """The font at a size in pixels of what is drawn on."""
    found = QFont()
    found.setFamilies(_FAMILIES)
    found.setStyleHint(QFont.StyleHint.SansSerif)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    found.setPixelSize(max(1, pixels))
    return found


def width(text: str, size: float) -> float:
    """Width of a line of text, in points."""
    return QFontMetricsF(font(_PX)).horizontalAdvance(text) * size / _PX


def outlines(text: str) -> tuple[QPainterPath, float]:
    """Outlines of a line of text from its base line, and the size in points that they have."""
    path = QPainterPath()
    path.addText(0, 0, font(_PX), text)
    return path, float(_PX)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """Text in lines that fit."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
