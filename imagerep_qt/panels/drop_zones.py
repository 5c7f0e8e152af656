"""Zones over the window that ask where new images belong."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.session import Mode, State
from imagerep_qt.widgets.labels import scaled


class Place(enum.Enum):
    """How new images relate to those that are open."""

    ADD = "add"
    REPLACE = "replace"
    BATCH = "batch"


class DropZones(QWidget):
    """Cards over the window, to drop on or to click."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._answer: Callable[[Place], None] | None = None
        self._title = QLabel(self)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setFont(scaled(self._title.font(), 1.0, bold=True))
        self._cancel = QLabel(self.tr("Esc cancels"), self)
        self._cancel.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cards = {place: _Card(self) for place in Place}
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        for place, card in self.cards.items():
            row.addWidget(card, 4)
            card.clicked.connect(lambda _=False, place=place: self._choose(place))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._cancel)
        column.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def offer(self) -> None:
        """Show the cards during a drag."""
        self._answer = None
        self._show()

    def ask(self, answer: Callable[[Place], None]) -> None:
        """Show the cards as buttons."""
        self._answer = answer
        self._show()
        next(card for card in self.cards.values() if card.isVisibleTo(self)).setFocus()

    def hover(self, point: QPoint) -> None:
        """Highlight the card under the mouse."""
        over = self.place_at(point)
        for place, card in self.cards.items():
            card.highlight(place is over)

    def place_at(self, point: QPoint) -> Place | None:
        """Card under a point."""
        for place, card in self.cards.items():
            if card.isVisibleTo(self) and card.geometry().contains(point - self.pos()):
                return place
        return None

    def _show(self) -> None:
        self._set_texts(self._context.session.state)
        colours = self._context.theme.colours
        self.setStyleSheet(
            f"QLabel {{ color: {colours.text}; background: transparent; }}"
            f"QPushButton {{ background: {colours.base}; border: 2px dashed {colours.border};"
            " border-radius: 10px; padding: 18px; }"
            "QPushButton:focus, QPushButton:hover, QPushButton[highlighted=true]"
            f" {{ border: 2px solid {colours.accent}; background: {colours.raised}; }}"
        )
        for card in self.cards.values():
            card.highlight(False)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def _set_texts(self, state: State) -> None:
        batch = state.mode is Mode.BATCH
        self._title.setText(self.tr("Where do the new images belong?"))
        self.cards[Place.ADD].set_texts(
            self.tr("Add to this batch") if batch else self.tr("Add to this material"),
            self.tr("Each image is a separate material.")
            if batch
            else self.tr("Measured together with the images that are open."),
        )
        self.cards[Place.REPLACE].set_texts(
            self.tr("Open instead"), self.tr("Closes the images that are open.")
        )
        self.cards[Place.BATCH].set_texts(
            self.tr("Make a batch"), self.tr("Every image is a separate material.")
        )
        self.cards[Place.BATCH].setVisible(not batch)

    def _choose(self, place: Place) -> None:
        answer, self._answer = self._answer, None
        self.hide()
        if answer is not None:
            answer(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colours.colour("window", 0.9))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        cards = [card for card in self.cards.values() if card.isVisibleTo(self)]
        now = next((k for k, card in enumerate(cards) if card.hasFocus()), 0)
        cards[(now + (1 if forward else -1)) % len(cards)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def event(self, event: QEvent) -> bool:
        """Handle Esc before the menu does."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window at any size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)


class _Card(QPushButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumSize(200, 120)
        self.setAutoDefault(True)
        self._labels = QLabel(self), QLabel(self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in self._labels:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self._labels[0].setFont(scaled(self._labels[0].font(), 1.0, bold=True))

    def set_texts(self, title: str, text: str) -> None:
        for label, content in zip(self._labels, (title, text), strict=True):
            label.setText(content)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def highlight(self, highlighted: bool) -> None:
        if self.property("highlighted") != highlighted:
            self.setProperty("highlighted", highlighted)
            self.style().polish(self)
