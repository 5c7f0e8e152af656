"""Labels: headings, muted text, and text that fits the available space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from imagerep_qt.theme import Theme

BETWEEN = "   ·   "
"""Separator between the parts of a reading."""

_TAG = re.compile(r"<[^>]+>")
_BOLD = 1.06
"""Upper bound of the width of bold text relative to normal text."""


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Scaled font."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def plain(text: str) -> str:
    """Text for a tool tip or message that holds names of files, which are no markup."""
    if "<" not in text:
        return text
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Heading of a group."""
    label = QLabel(text, parent)
    label.setFont(scaled(label.font(), 1.0, bold=True))
    return label


class Muted(QLabel):
    """Text in the muted colour of the theme, or in that of another role."""

    def __init__(
        self, theme: Theme, text: str = "", parent: QWidget | None = None, role: str = "muted"
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self.setWordWrap(True)
        theme.changed.connect(self._colour)
        self._colour()

    def set_role(self, role: str) -> None:
        self._role = role
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colours.colour(self._role))
        self.setPalette(palette)


class Selectable(QLabel):
    """Text that wraps and can be selected."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class Headline(Selectable):
    """A large line whose font shrinks to fit; it never widens its column."""

    def __init__(self, factors: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWordWrap(False)
        self._fonts = [scaled(self.font(), factor, bold=True) for factor in sorted(factors)]
        self.setFont(self._fonts[-1])
        self.setFixedHeight(QFontMetrics(self._fonts[-1]).height())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        fitting = [f for f in self._fonts if QFontMetrics(f).horizontalAdvance(self.text()) <= room]
        font = fitting[-1] if fitting else self._fonts[0]
        if font != self.font():
            self.setFont(font)


class Elided(QLabel):
    """A line that is elided in the middle where it does not fit; the tooltip shows all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_full_text(self, text: str) -> None:
        self._full_text = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._full_text, mode, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._full_text if shown != self._full_text else "")


class AllOrNothing(QLabel):
    """A label that is left out where its text does not fit."""

    def paintEvent(self, event: QPaintEvent) -> None:
        fits = (
            self.height() >= self.heightForWidth(self.width())
            if self.wordWrap()
            else self.width() >= self.sizeHint().width()
        )
        if fits:
            super().paintEvent(event)


class Hint(AllOrNothing, Muted):
    """Muted text that is left out where it does not fit."""


class ReadingLine(QLabel):
    """Label of fixed height; parts that do not fit are shown in the tooltip only."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._full_text = ""
        self.is_cut = False
        """Whether the text is incomplete."""
        self.setAccessibleName(name)
        self.setContentsMargins(8, 4, 8, 0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().height() + 8)

    def text(self) -> str:
        """The complete text."""
        return self._full_text

    def setText(self, text: str) -> None:
        if text != self._full_text:
            self._full_text = text
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Show the complete text as the tooltip where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        whole = _TAG.sub("", self._full_text) if self.is_cut else ""
        QToolTip.showText(event.globalPos(), whole, self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        parts = self._full_text.split(BETWEEN)
        room = self.contentsRect().width()
        n = len(parts)
        while n > 1 and self._width(BETWEEN.join(parts[:n])) > room:
            n -= 1
        super().setText(BETWEEN.join(parts[:n]))
        self.is_cut = n < len(parts) or self._width(parts[0]) > room

    def _width(self, text: str) -> float:
        plain = _TAG.sub("", text)
        wide = self.fontMetrics().horizontalAdvance(plain)
        return wide if plain == text else _BOLD * wide
