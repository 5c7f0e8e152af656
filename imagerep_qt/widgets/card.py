"""Framed groups of a panel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import heading

_MARGIN = 12
_SPACING = 6


class Card(QFrame):
    """A framed group with an optional title."""

    def __init__(self, theme: Theme, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN)
        self.column.setSpacing(_SPACING)
        if title:
            self.column.addWidget(heading(title, self))
        theme.changed.connect(self._frame)
        self._frame()

    def _frame(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#card {{ background: {colours.base}; border: 1px solid {colours.border};"
            " border-radius: 8px; }"
        )


def empty(layout: QLayout) -> None:
    """Remove all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def raise_fields(fields: Iterable[QWidget], theme: Theme) -> None:
    """Give fields another background than their card: dark frames alone are too faint."""
    for field in fields:
        palette = field.palette()
        palette.setColor(palette.ColorRole.Base, theme.colours.colour("raised"))
        field.setPalette(palette)
