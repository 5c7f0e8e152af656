"""Base class of the views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.empty_page import EmptyPage

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


class View(QWidget):
    """A view with a theme, a number format and an empty state."""

    offer_taken = Signal()
    """The button of the empty state was pressed."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers = numbers
        self._measurement: Measurement | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._empty = EmptyPage(theme, self)
        self._empty.button.clicked.connect(self.offer_taken)
        self._content = QWidget(self)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._content)
        theme.changed.connect(self._restyle)

    def set_numbers(self, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self._restyle()

    @property
    def is_empty(self) -> bool:
        """Whether the empty state is shown."""
        return self._stack.currentWidget() is self._empty

    def _show_empty(self, text: str, offer: str = "") -> None:
        self._empty.set_text(text, offer)
        self._stack.setCurrentWidget(self._empty)

    def set_missing(self, text: str, offer: str = "") -> None:
        """Show why there is nothing to show, with an optional button."""
        self._measurement = None
        self._show_empty(text, offer)

    def _show_content(self) -> None:
        self._stack.setCurrentWidget(self._content)

    def event(self, event: QEvent) -> bool:
        """Redraw on a screen of another scale."""
        taken = super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._restyle()
        return taken

    def _restyle(self) -> None:
        """Update colours, numbers and the scale of the screen."""
        self._empty.restyle()
