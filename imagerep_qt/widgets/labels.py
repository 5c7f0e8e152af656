"""Labels for headings, muted text, and text that adapts to the room there is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from imagerep_qt.theme import Theme

BETWEEN = "   ·   "
"""Between the parts of a reading."""

_TAG = re.compile(r"<[^>]+>")
_BOLD = 1.06
"""How much wider bold text is, at most."""


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Font of another size."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Heading of a group."""
    label = QLabel(text, parent)
    label.setFont(scaled(label.font(), 1.0, bold=True))
    return label


class Muted(QLabel):
    """Text of lesser weight, or of a colour with a meaning."""

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
        """Take another colour."""
        self._role = role
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colours.colour(self._role))
        self.setPalette(palette)


class Selectable(QLabel):
    """Text that wraps, and can be selected with the mouse and the keyboard."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class Headline(Selectable):
    """One large line, written smaller where it would not fit: it never makes its column wider."""

    def __init__(self, factors: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWordWrap(False)
        self._fonts = [scaled(self.font(), factor, bold=True) for factor in sorted(factors)]
        self.setFont(self._fonts[-1])
        self.setFixedHeight(QFontMetrics(self._fonts[-1]).height())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the font anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        fitting = [f for f in self._fonts if QFontMetrics(f).horizontalAdvance(self.text()) <= room]
        font = fitting[-1] if fitting else self._fonts[0]
        if font != self.font():
            self.setFont(font)


class Elided(QLabel):
    """A line that is cut in its middle where there is no room, and then tells itself whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_full_text(self, text: str) -> None:
        """Show another text."""
        self._full_text = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._full_text, mode, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._full_text if shown != self._full_text else "")


class ReadingLine(QLabel):
    """Label of a height that never changes; parts that do not fit are left to its tooltip."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._full_text = ""
        self.is_cut = False
        """Whether not all of it is seen; the tooltip has it then."""
        self.setAccessibleName(name)
        self.setContentsMargins(8, 4, 8, 0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().height() + 8)

    def text(self) -> str:
        """All of the text, whether it is seen or not."""
        return self._full_text

    def setText(self, text: str) -> None:
        """Say something."""
        if text != self._full_text:
            self._full_text = text
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Show all of it as the tooltip where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        whole = _TAG.sub("", self._full_text) if self.is_cut else ""
        QToolTip.showText(event.globalPos(), whole, self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of it."""
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
