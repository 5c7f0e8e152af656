"""Progress of the task under way, and a summary of the image."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import State
from imagerep_qt.widgets.labels import Elided

_STEPS = 1000


class StatusPanel(QWidget):
    """Content of the status bar."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: object = None
        self._text = Elided("", self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setFixedWidth(180)
        self._bar.setMaximumHeight(14)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setToolTip(self.tr("Stop reading and measuring (Esc)"))
        self._cancel.clicked.connect(context.session.cancel)
        self._size = Elided("", self)
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 8, 0)
        line.addWidget(self._text, 2)
        line.addWidget(self._bar)
        line.addWidget(self._cancel)
        line.addWidget(self._size, 3)

    def show_state(self, state: State) -> None:
        current = state.current
        key = current.key if current else None
        shown = (state.busy, key, state.work, state.calibration, state.method)
        if shown == self._shown:
            return
        self._shown = shown
        busy = state.busy
        self._bar.setVisible(busy is not None)
        self._cancel.setVisible(busy is not None)
        if busy is not None:
            fraction = busy.fraction
            self._bar.setRange(0, 0 if fraction is None else _STEPS)
            if fraction is not None:
                self._bar.setValue(round(_STEPS * fraction))
            text = self._context.say(busy.text)
            text = text[:1].upper() + text[1:] + "…"
            if busy.seconds_left is not None:
                time = Wording(self._context.numbers).duration(busy.seconds_left)
                text += " " + self.tr("about {time} left").format(time=time)
            self._text.set_full_text(text)
        else:
            self._text.set_full_text("")
        self._size.set_full_text(self._summary(state))

    def _summary(self, state: State) -> str:
        if state.current is None:
            return ""
        numbers, shape = self._context.numbers, state.current.image.shape
        method = Wording(numbers).method(state.method)
        volume = state.current.ndim == 3
        pixels = self.tr("{shape} voxels") if volume else self.tr("{shape} px")
        size = pixels.format(shape=numbers.shape(shape))
        in_units = numbers.in_units(shape, state.calibration)
        return f"{method}  ·  {state.current.origin.name}  {size} {in_units}".rstrip()
