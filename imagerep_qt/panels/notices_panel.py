"""Notices and questions at the top of the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import Notice, Question, State
from imagerep_qt.session.notices import Severity
from imagerep_qt.session.opening import NEEDS_CHOICE, NEEDS_LAYOUT
from imagerep_qt.widgets.card import empty

_MOST_SHOWN = 4


class NoticesPanel(QWidget):
    """Notices, each until it is dismissed, and the question before a long measurement."""

    choice_wanted = Signal(object, bool)
    """The user wants to choose an image of a file, or to describe a file without a header."""

    locate_wanted = Signal(object)
    """The user wants to say where a missing file is."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 0)
        self._column.setSpacing(4)
        self.setVisible(False)
        context.theme.changed.connect(self._redraw)

    def show_state(self, state: State) -> None:
        shown = (state.notices, state.question, _answered(state))
        if shown != self._shown:
            self._shown = shown
            self._fill(state)

    def _redraw(self) -> None:
        self._fill(self._context.session.state)

    def _fill(self, state: State) -> None:
        empty(self._column)
        if state.question is not None:
            self._column.addWidget(self._question(state.question, _answered(state)))
        for notice in state.notices[-_MOST_SHOWN:]:
            self._column.addWidget(self._notice(notice))
        hidden = len(state.notices) - _MOST_SHOWN
        if hidden > 0:
            self._column.addWidget(self._more(hidden, state.notices[:-_MOST_SHOWN]))
        self.setVisible(self._column.count() > 0)

    def _notice(self, notice: Notice) -> QWidget:
        session = self._context.session
        code = notice.message.code
        offers_choice = notice.file is not None and code in NEEDS_CHOICE | NEEDS_LAYOUT
        say = self._context.say if offers_choice else self._context.say_all
        bar, line = self._bar(notice.severity, say(notice.message))
        if offers_choice:
            text = self.tr("Choose…") if code in NEEDS_CHOICE else self.tr("Describe it…")
            button = QPushButton(text, bar)
            button.clicked.connect(partial(self._choose, notice))
            line.addWidget(button)
        if notice.is_missing:
            button = QPushButton(self.tr("Locate…"), bar)
            button.clicked.connect(partial(self.locate_wanted.emit, notice.file))
            line.addWidget(button)
        if notice.stack is not None:
            button = QPushButton(self.tr("Separate images"), bar)
            button.clicked.connect(partial(self._separate_slices, notice))
            line.addWidget(button)
        close = QToolButton(bar)
        style = self.style().standardIcon(QStyle.StandardPixmap.SP_TitleBarCloseButton)
        close.setIcon(style)
        close.setAutoRaise(True)
        close.setToolTip(self.tr("Dismiss this notice"))
        close.setAccessibleName(self.tr("Dismiss this notice"))
        close.clicked.connect(partial(session.dismiss, notice))
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return bar

    def _choose(self, notice: Notice) -> None:
        self._context.session.dismiss(notice)
        self.choice_wanted.emit(notice.file, notice.message.code in NEEDS_LAYOUT)

    def _separate_slices(self, notice: Notice) -> None:
        session = self._context.session
        if notice.stack is not None:
            session.select(notice.stack)
        session.set_apart(True)
        session.dismiss(notice)

    def _more(self, n: int, notices: tuple[Notice, ...]) -> QWidget:
        one = self.tr("1 more notice")
        text = one if n == 1 else self.tr("{n} more notices").format(n=n)
        bar, line = self._bar(notices[-1].severity, text)
        say = self._context.say
        bar.setToolTip("\n".join(say(notice.message) for notice in notices[-20:]))
        button = QPushButton(self.tr("Dismiss all"), bar)
        button.clicked.connect(lambda: self._context.session.dismiss())
        line.addWidget(button)
        return bar

    def _question(self, question: Question, answered: str) -> QWidget:
        numbers = self._context.numbers
        n, time = numbers.count(question.n_pixels), self._duration(question.seconds)
        text = self.tr("This is a large measurement: {n} pixels in all.").format(n=n)
        if question.in_parts:
            hint = self.tr(
                "What does not fit in memory is read once, and measured from means over blocks; "
                "this takes about {time}."
            ).format(time=time)
        else:
            hint = self._in_memory(question, time)
        if answered:
            method = Wording(numbers).method_inside(answered)
            quick = self.tr("The {method} has already answered: see beside the result.")
            hint = f"{hint} {quick.format(method=method)}"
        bar, line = self._bar(Severity.WARNING, f"{text} {hint}")
        start = QPushButton(self.tr("Measure"), bar)
        start.clicked.connect(self._context.session.confirm)
        leave = QPushButton(self.tr("Not now"), bar)
        leave.clicked.connect(self._context.session.cancel)
        line.addWidget(start)
        line.addWidget(leave)
        return bar

    def _in_memory(self, question: Question, time: str) -> str:
        numbers = self._context.numbers
        need = numbers.significant(question.memory_bytes / 2**30, 2)
        hint = self.tr(
            "It needs about {need} GB of memory in addition to the image, and about {time}."
        )
        hint = hint.format(need=need, time=time)
        if question.memory_available_bytes is not None:
            has = numbers.significant(question.memory_available_bytes / 2**30, 2)
            hint += " " + self.tr("This computer has {has} GB.").format(has=has)
            if question.memory_bytes > question.memory_available_bytes:
                hint += " " + self.tr("It will not fit: crop the volume first.")
        return hint

    def _duration(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{n} seconds").format(n=round(seconds))
        return self.tr("{n} minutes").format(n=round(seconds / 60))

    def _bar(self, severity: Severity, text: str) -> tuple[QFrame, QHBoxLayout]:
        colours = self._context.theme.colours
        role = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(severity, "accent")
        bar = QFrame(self)
        bar.setObjectName("notice")
        bar.setStyleSheet(
            f"#notice {{ background: {colours.base}; border: 1px solid {colours.border};"
            f" border-left: 4px solid {getattr(colours, role)}; border-radius: 4px; }}"
        )
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 6, 6, 6)
        label = QLabel(bar)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(label, 1)
        return bar, line


def _answered(state: State) -> str:
    """Name of the other method if it has answered while a question is open, else empty."""
    other = state.comparison
    return other.method if state.question and other and other.measurement else ""
