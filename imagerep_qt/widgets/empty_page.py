"""Why a view is empty, and a button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from imagerep_qt.theme import Theme


class EmptyPage(QWidget):
    """A reason in the middle, with a button below where there is something to do."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = QLabel(self)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setMargin(24)
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, text: str, offer: str) -> None:
        """Show a reason."""
        self.text.setText(text)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self.restyle()

    def restyle(self) -> None:
        """Take colours from the theme."""
        palette = self.text.palette()
        palette.setColor(self.text.foregroundRole(), self._theme.colours.colour("muted"))
        self.text.setPalette(palette)
