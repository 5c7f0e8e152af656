"""Doubts about the result, at its headline, each with what mends it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from imagerep.image.label_text import labels_text
from imagerep.messages import MeasurementWarning
from imagerep_qt.messages import say_remedy
from imagerep_qt.panels.context import Context, breakable
from imagerep_qt.session import Mode, Remedy, State
from imagerep_qt.session.one_volume import slices_among
from imagerep_qt.session.remedies import entry_of, remedies
from imagerep_qt.widgets.card import empty

_HALF_ROW_CHARACTERS = 18
"""Longest text of a button that shares its row with another."""


class DoubtsBox(QFrame):
    """What makes the answer doubtful, with buttons; hidden where nothing does."""

    crop_wanted = Signal()
    """The user wants to draw a crop."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: object = None
        self.setObjectName("doubts")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 8, 8)
        self._column.setSpacing(6)
        context.theme.changed.connect(self._frame)
        self._frame()
        self.setVisible(False)

    def show_state(self, state: State) -> None:
        doubts = state.result.doubts if state.result else ()
        entries = self._context.session.entries
        offered = tuple(remedies(one, entries) for one in doubts)
        shown = (doubts, offered)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._column)
        for doubt, buttons in zip(doubts, offered, strict=True):
            self._column.addWidget(self._row(doubt, buttons))
        self.setVisible(bool(doubts))

    def _row(self, doubt: MeasurementWarning, offered: tuple[Remedy, ...]) -> QWidget:
        row = QWidget(self)
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        said = self._context.say(doubt)
        text = QLabel(row)
        text.setTextFormat(Qt.TextFormat.PlainText)
        remedy_text = breakable(say_remedy(doubt, self._context.numbers))
        text.setText(said if offered else f"{said} {remedy_text}")
        text.setWordWrap(True)
        text.setAccessibleName(self.tr("Doubt: {text}").format(text=said))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(text, 0, 0, 1, 2)
        line, place = 1, 0
        for index, remedy in enumerate(offered):
            label = self._text(remedy, doubt)
            button = QPushButton(label, row)
            button.setAccessibleDescription(said)
            button.clicked.connect(partial(self._mend, remedy, doubt))
            follows = offered[index + 1 : index + 2]
            is_short = len(label) <= _HALF_ROW_CHARACTERS
            shares = is_short and (
                place == 1
                or any(len(self._text(one, doubt)) <= _HALF_ROW_CHARACTERS for one in follows)
            )
            grid.addWidget(button, line, place, 1, 1 if shares else 2)
            line, place = (line, 1) if shares and place == 0 else (line + 1, 0)
        return row

    def _text(self, remedy: Remedy, doubt: MeasurementWarning) -> str:
        values = doubt.values
        entries = self._context.session.entries
        entry = entry_of(doubt, entries)
        labels = labels_text(values.get("exclude", ()))
        n = entry.n_images if entry is not None else 0
        if entry is not None and not entry.edits.apart:
            n = len(slices_among(entries, Mode.ONE_MATERIAL))
        are_joined = "outcome" in values and values["outcome"].code == "objects-are-joined"
        objects = (
            self.tr("Yes, they are objects of one phase")
            if are_joined
            else self.tr("Measure all objects as one phase")
        )
        return {
            Remedy.EXCLUDE: self.tr("Exclude label {labels}").format(labels=labels),
            Remedy.CIRCLE: self.tr("Measure the circle"),
            Remedy.CROP: self.tr("Crop it away"),
            Remedy.NEAREST: self.tr("Take the nearest of {phases}").format(
                phases=values.get("phases", "")
            ),
            Remedy.OBJECTS: objects,
            Remedy.ONE_VOLUME: self.tr("Measure one volume of {n} slices").format(n=n),
            Remedy.SHOW: self.tr("Show the image"),
            Remedy.LEAVE_OUT: self.tr("Leave it out"),
            Remedy.SAME_THRESHOLD: self.tr("Use one threshold for all images"),
            Remedy.LEAVE_REST_OUT: self.tr("Leave out those without"),
            Remedy.DRAW_CROP: self.tr("Crop a part…"),
        }[remedy]

    def _mend(self, remedy: Remedy, doubt: MeasurementWarning) -> None:
        if remedy is Remedy.DRAW_CROP:
            self.crop_wanted.emit()
        else:
            self._context.session.mend(remedy, doubt)

    def _frame(self) -> None:
        colours = self._context.theme.colours
        self.setStyleSheet(
            f"#doubts {{ background: {colours.raised}; border: 1px solid {colours.warning};"
            f" border-left: 4px solid {colours.warning}; border-radius: 4px; }}"
        )
