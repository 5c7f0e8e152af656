"""The result: phase fraction with its error, length scale, recommended size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from imagerep_qt.panels.context import Context, breakable
from imagerep_qt.panels.doubts_box import DoubtsBox
from imagerep_qt.panels.other_method_button import OtherMethodButton
from imagerep_qt.panels.segmentation_wording import (
    remaining_text,
    segmentation_text,
    with_segmentation,
)
from imagerep_qt.panels.wording import Wording, why_no_result, why_no_target
from imagerep_qt.quantity_text import QuantityText, quantity_title
from imagerep_qt.session import Result, State
from imagerep_qt.session.choices import PHASE_RATIO
from imagerep_qt.session.results import Work
from imagerep_qt.widgets.card import Card
from imagerep_qt.widgets.directions import directions, lengths_text, longest_text
from imagerep_qt.widgets.labels import Headline, Muted, Selectable, heading, scaled

_LARGE = 1.4, 1.7, 2.0, 2.3


class ResultPanel(Card):
    """Phase fraction ± error in large figures, with what follows from it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        self._wording = Wording(context.numbers)
        self._shown: object = None
        self._title = heading("", self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._value = Headline(_LARGE, self)
        self._value.setAccessibleName(self.tr("Phase fraction and error"))
        self._sign = Muted(context.theme, "⚠", self, role="warning")
        self._sign.setFont(scaled(self._sign.font(), _LARGE[1], bold=True))
        self._sign.setWordWrap(False)
        self._sign.setToolTip(self.tr("The answer is doubtful: see below."))
        self._sign.setAccessibleName(self.tr("Doubtful answer"))
        self.doubts = DoubtsBox(context, self)
        self._interval = Selectable("", self)
        self._segmentation = Muted(context.theme, "", self)
        self._segmentation.setAccessibleName(self.tr("Errors of sampling and of segmentation"))
        self._other = OtherMethodButton(context, self)
        self._scale = Selectable("", self)
        self._rule = QFrame(self)
        self._rule.setFrameShape(QFrame.Shape.HLine)
        self._rule.setForegroundRole(self.palette().ColorRole.Mid)
        self._need = Selectable("", self)
        self._need.setFont(scaled(self._need.font(), 1.25, bold=True))
        self._need_title = heading(self.tr("Image size needed"), self)
        self._need_title.setWordWrap(True)
        self._need_detail = Muted(context.theme, "", self)
        self._reached = Muted(context.theme, "", self, role="needed")
        self._message = Muted(context.theme, "", self, role="text")
        self._message.setAccessibleName(self.tr("Why there is no result"))
        self._working = QProgressBar(self)
        self._working.setRange(0, 0)
        self._working.setTextVisible(False)
        self._working.setFixedHeight(6)
        self._again = QPushButton(self.tr("Measure again"), self)
        self._again.clicked.connect(context.session.measure)
        headline = QHBoxLayout()
        headline.addWidget(self._sign)
        headline.addWidget(self._value, 1)
        self.column.addWidget(self._title)
        self.column.addLayout(headline)
        for widget in (
            self.doubts, self._interval, self._segmentation, self._message, self._working,
            self._again, self._other, self._scale, self._rule, self._need_title, self._need,
            self._reached, self._need_detail,
        ):  # fmt: skip
            self.column.addWidget(widget)

    def show_state(self, state: State) -> None:
        self._other.show_state(state)
        self.doubts.show_state(state)
        names = tuple((p.labels, p.name) for p in state.phases)
        shown = (
            state.result, state.work, state.failure, state.phase, state.quantity, names,
            state.question,
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        result = state.result
        self._title.setText(self._title_of(state))
        self._name_parts(state)
        for widget in (self._value, self._interval, self._segmentation, self._scale, self._rule,
                       self._need_title, self._need, self._need_detail, self._reached):  # fmt: skip
            widget.setVisible(result is not None)
        self._sign.setVisible(result is not None and result.is_doubtful)
        self._message.setVisible(result is None)
        waiting = state.work in (Work.RUNNING, Work.WAITING) and state.question is None
        self._working.setVisible(result is None and waiting)
        is_permanent = state.failure is not None and state.failure.is_permanent
        self._again.setVisible(state.work in (Work.FAILED, Work.CANCELLED) and not is_permanent)
        if result is None:
            why = why_no_result(state, self._context)
            self._message.setText(why or self.tr("No result yet."))
        else:
            self._fill(result)

    def _title_of(self, state: State) -> str:
        if state.phase is None:
            return self.tr("Phase fraction")
        phases = self._wording.phases(state.groups, state.phases)
        offer = next((one for one in state.quantities if one.name == state.quantity.name), None)
        if offer is not None and not state.quantity.is_fraction:
            is_ratio = state.quantity.name == PHASE_RATIO
            return breakable(quantity_title(offer.label, phases, is_ratio=is_ratio))
        return breakable(self.tr("Fraction of phase {phase}").format(phase=phases[0]))

    def _name_parts(self, state: State) -> None:
        """Say what the figures are, to screen readers and in the tip of the length."""
        is_fraction = state.quantity.is_fraction
        self._value.setAccessibleName(
            self.tr("Phase fraction and error")
            if is_fraction
            else self.tr("{quantity} and error").format(quantity=self._title.text())
        )
        tip = (
            self.tr(
                "The characteristic length scale: the side of a square (or cube) of the material "
                "that counts as one independent observation of the phase fraction."
            )
            if is_fraction
            else self.tr(
                "The characteristic length scale: the side of a square (or cube) of the material "
                "that counts as one independent observation of this quantity."
            )
        )
        self._scale.setToolTip(tip)

    def _fill(self, result: Result) -> None:
        numbers, words = self._context.numbers, self._wording
        total, text = with_segmentation(result), QuantityText.of(result.measurement, numbers)
        self._value.setText(text.plus_minus(total.value, total.error))
        self._segmentation.setText(segmentation_text(result, numbers))
        self._segmentation.setVisible(bool(self._segmentation.text()))
        interval = text.interval(*total.interval)
        self._interval.setText(
            self.tr("{level} confident: {interval}, ±{relative} of the value").format(
                level=numbers.level(result.confidence_level),
                interval=interval,
                relative=numbers.percent(total.relative_error, 2),
            )
        )
        scale = self.tr("Characteristic length scale: {length}").format(
            length=words.length_scale(result.measurement)
        )
        found = directions(result.measurement)
        if found is not None:
            parts = lengths_text(numbers, found), longest_text(numbers, found)
            lengths, longest = (part.replace(" ", "\u00a0") for part in parts)
            along = self.tr("By direction: {lengths}, {longest}").format(
                lengths=lengths, longest=longest
            )
            scale = f"{scale}\n{along}"
        self._scale.setText(scale)
        target = words.target(result.target, total.value, text)
        self._need_title.setText(self.tr("Needed for {target}").format(target=target))
        size = result.recommended
        for widget in (self._need_title, self._need, self._need_detail):
            widget.setVisible(not result.has_gradient)
        self._reached.setVisible(size is not None and size.is_reached)
        self._reached.set_role("warning" if result.is_doubtful else "needed")
        if size is None:
            self._need.setText(self.tr("no finite size"))
            beyond = self.tr(
                "The target is beyond what the method can predict. Choose a larger one."
            )
            self._need_detail.setText(why_no_target(result) or beyond)
            return
        self._need.setText(words.size(size))
        self._reached.setText(
            self.tr("⚠ Whether it is reached cannot be told before the doubts are settled.")
            if result.is_doubtful
            else self.tr("✓ Measured: {error}, within the target.").format(
                error=words.error(result)
            )
        )
        details = (
            words.size_detail(size, result.measurement), remaining_text(result, numbers),
            self._near_zero(result),
        )  # fmt: skip
        self._need_detail.setText("\n".join(filter(None, details)))

    def _near_zero(self, result: Result) -> str:
        """What to do about a relative target of a value that may have either sign."""
        low, high = result.interval
        if not result.target.relative or not low < 0 < high:
            return ""
        return self.tr("The value may be zero: choose a target in its unit.")
