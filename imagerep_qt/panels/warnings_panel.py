"""The warnings of a result, each with an explanation on request."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.warning_texts import explanation
from imagerep_qt.session import State
from imagerep_qt.widgets.card import Card, empty
from imagerep_qt.widgets.labels import Muted, heading


class WarningsPanel(Card):
    """Warnings of the result that are no doubts; hidden where there are none."""

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
        say = self._context.say
        texts = {one.code: say(one) for one in state.warnings if not one.is_doubt}
        if list(texts) != list(self._texts):
            self._make_rows(texts)
        for code, message in texts.items():
            if message != self._texts[code].text():
                self._texts[code].setText(message)
        self.setVisible(bool(texts))

    def _make_rows(self, texts: dict[str, str]) -> None:
        self._texts = {}
        empty(self._rows)
        for code, message in texts.items():
            self._rows.addWidget(self._row(code, message, explanation(code)))

    def _row(self, code: str, message: str, why: str) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        sign = Muted(self._context.theme, "⚠", row, role="warning")
        sign.setWordWrap(False)
        text = self._texts[code] = QLabel(row)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setText(message)
        text.setWordWrap(True)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        column.addLayout(line)
        if why:
            button = QToolButton(row)
            button.setText(self.tr("Why?"))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setAccessibleName(self.tr("Why? {message}").format(message=message))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            more = Muted(self._context.theme, why, row)
            more.setVisible(False)
            column.addWidget(more)
            button.toggled.connect(partial(more.setVisible))
        return row
