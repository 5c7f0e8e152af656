"""The sentence and the citation for a paper, with buttons that copy them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QWidget

from imagerep.messages import Message
from imagerep_qt.language import translate
from imagerep_qt.messages import say_sentence
from imagerep_qt.panels.context import Context
from imagerep_qt.session import State
from imagerep_qt.widgets.card import Card
from imagerep_qt.widgets.labels import Muted, Selectable, heading

_CONFIRMATION_MS = 1500


class SentencePanel(Card):
    """Sentence, citation and BibTeX."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._numbers = context.numbers
        self._statement: Message | None = None
        self._method = context.session.state.method
        self._quantity = context.session.state.quantity.name
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("For your paper"), self), 1)
        self._in_english = QToolButton(self)
        self._in_english.setText(self.tr("In English"))
        self._in_english.setToolTip(self.tr("Show and copy the sentence in English"))
        self._in_english.setCheckable(True)
        self._in_english.setAutoRaise(True)
        self._in_english.toggled.connect(self._show_sentence)
        top.addWidget(self._in_english)
        self.column.addLayout(top)
        self._sentence = Selectable("", self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setMinimumWidth(1)  # a long name in it must not widen the window
        self._sentence.setAccessibleName(self.tr("Sentence for a paper"))
        self.column.addWidget(self._sentence)
        self._doubtful = Muted(
            context.theme, self.tr("⚠ Doubtful: settle the doubts above first."), self, "warning"
        )
        self.column.addWidget(self._doubtful)
        buttons = QGridLayout()
        self._copy = QPushButton(self.tr("Copy sentence"), self)
        self._citation = QPushButton(self.tr("Copy citation"), self)
        self._bibtex = QPushButton(self.tr("Copy BibTeX"), self)
        buttons.addWidget(self._copy, 0, 0, 1, 2)
        buttons.addWidget(self._citation, 1, 0)
        buttons.addWidget(self._bibtex, 1, 1)
        self.column.addLayout(buttons)
        self._copy.clicked.connect(self.copy_sentence)
        self._citation.clicked.connect(self.copy_citation)
        self._bibtex.clicked.connect(self.copy_bibtex)

    @property
    def in_english(self) -> bool:
        """Whether the sentence is shown in English whatever the language."""
        return self._in_english.isChecked()

    @in_english.setter
    def in_english(self, shown: bool) -> None:
        self._in_english.setChecked(shown)

    def show_state(self, state: State) -> None:
        self._method, self._quantity = state.method, state.quantity.name
        statement = state.result.statement if state.result else None
        if statement != self._statement:
            self._statement = statement
            self._show_sentence()
        self._doubtful.setVisible(state.result is not None and state.result.is_doubtful)
        self.setVisible(statement is not None)

    def _show_sentence(self) -> None:
        if self._statement is None:
            return
        english, said = self._statement.text, say_sentence(self._statement, self._numbers)
        self._in_english.setVisible(said != english)
        self._sentence.setText(english if self._in_english.isChecked() else said)

    def copy_sentence(self) -> None:
        if self._sentence.text():
            _copy(self._sentence.text(), self._copy)

    def copy_citation(self) -> None:
        from imagerep.result.statement import citation

        _copy(citation(self._method, self._quantity), self._citation)

    def copy_bibtex(self) -> None:
        from imagerep.result.statement import citation_bibtex

        _copy(citation_bibtex(self._method, self._quantity), self._bibtex)


def _copy(text: str, button: QPushButton) -> None:
    QGuiApplication.clipboard().setText(text)
    text_before = button.property("text_before") or button.text()
    button.setProperty("text_before", text_before)
    button.setText(translate("SentencePanel", "Copied ✓"))
    button.setMinimumWidth(button.width())
    QTimer.singleShot(_CONFIRMATION_MS, button, partial(button.setText, text_before))
