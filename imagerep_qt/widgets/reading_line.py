"""A line of text over or under a plot, of which as much is shown as fits."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

BETWEEN = "   ·   "
"""Between the parts of a reading."""

_TAG = re.compile(r"<[^>]+>")
_BOLD = 1.06
"""How much wider bold text is, at most."""


class ReadingLine(QLabel):
    """Label of a height that never changes; parts that do not fit are left to its tooltip."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._whole = ""
        self.is_cut = False
        """Whether not all of it is seen; the tooltip has it then."""
        self.setAccessibleName(name)
        self.setContentsMargins(8, 4, 8, 0)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.fontMetrics().height() + 8)

    def text(self) -> str:
        """All of the text, whether it is seen or not."""
        return self._whole

    def setText(self, text: str) -> None:  # noqa: N802 - the name is Qt's
        """Say something."""
        if text != self._whole:
            self._whole = text
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Show all of it as the tooltip where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        whole = _TAG.sub("", self._whole) if self.is_cut else ""
        QToolTip.showText(event.globalPos(), whole, self)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show more or less of it."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        parts = self._whole.split(BETWEEN)
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
