"""Button with the other method's answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.wording import Wording
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.session import Comparison, State
from imagerep_qt.session.results import Work


class OtherMethodButton(QPushButton):
    """The other method's value and error; a click switches to it, or measures it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wording = Wording(context.numbers)
        self._shown: Comparison | None = None
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        context.theme.changed.connect(self._restyle)
        self._restyle()
        self.setVisible(False)

    def show_state(self, state: State) -> None:
        other = state.comparison
        if other is self._shown:
            return
        self._shown = other
        same = other is not None and other.failure is not None and other.failure == state.failure
        self.setVisible(
            other is not None and not same
        )  # one message is enough if both methods fail
        if other is None:
            return
        name = self._wording.method(other.method)
        self.setText(self.tr("{method}: {answer}").format(method=name, answer=self._answer(other)))
        self.setEnabled(other.work not in (Work.WAITING, Work.RUNNING))
        self.setToolTip(self._tip(other))

    def _answer(self, other: Comparison) -> str:
        if other.measurement is not None:
            text = QuantityText.of(other.measurement, self._context.numbers)
            answer = text.plus_minus(other.measurement.value, other.absolute_error)
            return f"{answer}  ⚠" if other.disagreement else answer
        if other.work is Work.NOTHING:
            time = self._wording.duration(other.seconds)
            return self.tr("measure too (about {time})").format(time=time)
        return {
            Work.FAILED: self.tr("failed, try again"),
            Work.CANCELLED: self.tr("measure too"),
        }.get(other.work, self.tr("measuring…"))

    def _tip(self, other: Comparison) -> str:
        if other.failure is not None:
            return self._context.say_all(other.failure.message)
        if other.measurement is None:
            return self.tr("Measure by the other method as well; the result does not change.")
        tip = self.tr("The same images by the other method. Click to switch to it.")
        if other.disagreement is not None:
            tip += " " + self.tr("The methods disagree: see “Please note” below.")
        return f"{tip}\n{self._wording.about_method(other.method)}"

    def _clicked(self) -> None:
        other, session = self._shown, self._context.session
        if other is None:
            return
        if other.measurement is not None:
            session.choose_method(other.method)
        else:
            session.measure_other()

    def _restyle(self) -> None:
        colours = self._context.theme.colours
        self.setStyleSheet(
            f"QPushButton {{ color: {colours.accent}; text-align: left; border: none;"
            " padding: 1px 0; background: transparent; }"
            "QPushButton:hover:enabled, QPushButton:focus { text-decoration: underline; }"
            f"QPushButton:disabled {{ color: {colours.muted}; }}"
        )
