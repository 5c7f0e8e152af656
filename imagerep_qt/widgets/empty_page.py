"""The empty state of a view."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from imagerep_qt.theme import Theme


class EmptyPage(QWidget):
    """A reason why there is nothing to show, with an optional button that helps."""

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

    def set_text(self, text: str, offer: str) -> None:
        self.text.setText(text)
        self.button.setText(offer)
        self.button.setVisible(bool(offer))
        self.restyle()

    def restyle(self) -> None:
        palette = self.text.palette()
        palette.setColor(self.text.foregroundRole(), self._theme.colours.colour("muted"))
        self.text.setPalette(palette)
