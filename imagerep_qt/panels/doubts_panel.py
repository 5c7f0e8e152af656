"""Warnings of a result in plain words, each with a “why?”."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.explain import why
from imagerep_qt.panels.parts import Card, Muted, heading
from imagerep_qt.session import State


class DoubtsPanel(Card):
    """Warnings of the result that is shown; hidden without any."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        self._texts: dict[str, QLabel] = {}
        self.column.addWidget(heading(self.tr("Please note"), self))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self.setVisible(False)

    def show_state(self, state: State) -> None:
        """Show a state."""
        said = self._context.phrases.said
        doubts = {doubt.code: said(doubt.message) for doubt in state.doubts}
        if list(doubts) != list(self._texts):
            self._make_rows(doubts)
        for code, message in doubts.items():
            if message != self._texts[code].text():
                self._texts[code].setText(message)
        self.setVisible(bool(doubts))

    def _make_rows(self, doubts: dict[str, str]) -> None:
        self._texts = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for code, message in doubts.items():
            self._rows.addWidget(self._row(code, message, why(code)))

    def _row(self, code: str, message: str, explanation: str) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        mark = Muted(self._context.theme, "⚠", row, role="warning")
        mark.setWordWrap(False)
        text = self._texts[code] = QLabel(row)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setText(message)
        text.setWordWrap(True)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        column.addLayout(line)
        if explanation:
            button = QToolButton(row)
            button.setText(self.tr("Why?"))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setAccessibleName(self.tr("Why? {message}").format(message=message))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            more = Muted(self._context.theme, explanation, row)
            more.setVisible(False)
            column.addWidget(more)
            button.toggled.connect(partial(more.setVisible))
        return row
