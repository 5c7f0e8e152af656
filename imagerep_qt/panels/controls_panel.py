"""Controls for method, confidence level and target error."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QWidget,
)

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.slider_scales import STEPS, LevelScale, LogScale, rounded, snapped
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import METHODS, State, Target
from imagerep_qt.session.choices import (
    ABSOLUTE_TARGET_LIMITS,
    CONFIDENCE_LIMITS,
    POINTS,
    RELATIVE_TARGET_LIMITS,
)
from imagerep_qt.widgets.card import Card, raise_fields
from imagerep_qt.widgets.target_box import TargetBox

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_LEVELS = LevelScale(*CONFIDENCE_LIMITS)
_RELATIVE = LogScale(*RELATIVE_TARGET_LIMITS)
_ABSOLUTE = LogScale(*ABSOLUTE_TARGET_LIMITS)
_RANGE_IN_UNIT = 1e4
"""Largest over smallest target in the unit of a quantity."""
_USUAL_LEVEL = 0.95


class ControlsPanel(Card):
    """Method, confidence level and target error; every change takes effect at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._session = context.session
        self._shown_unit = POINTS
        self._absolute = _ABSOLUTE
        confidence_tip = self.tr(
            "How sure you want to be that the material's value lies inside the interval."
        )
        target_tip = self.tr(
            "Largest error that you accept at this confidence; it sets the image size needed."
        )
        self._method = self._methods(Wording(context.numbers))
        self._level_slider = self._slider(self.tr("Confidence level"), confidence_tip)
        self._level = self._spin_box(self.tr("Confidence level in percent"), confidence_tip)
        self._level.setRange(100 * CONFIDENCE_LIMITS[0], 100 * CONFIDENCE_LIMITS[1])
        self._level.setDecimals(2)
        self._target_slider = self._slider(self.tr("Target error"), target_tip)
        self._target = self._spin_box(self.tr("Target error in percent"), target_tip)
        self._kind = QComboBox(self)
        self._kind.addItem(self.tr("of the phase fraction"))
        self._kind.addItem(self.tr("percentage points"))
        self._kind.setAccessibleName(self.tr("What the target error is relative to"))
        self._name_kinds(POINTS)
        self._arrange()
        context.theme.changed.connect(self._raise)
        self._raise()
        self._method.activated.connect(lambda index: self._session.choose_method(METHODS[index]))
        self._level_slider.valueChanged.connect(self._level_dragged)
        self._level.valueChanged.connect(lambda v: self._session.set_confidence(v / 100))
        self._target_slider.valueChanged.connect(self._target_dragged)
        self._target.valueChanged.connect(self._target_typed)
        self._kind.currentIndexChanged.connect(self._kind_changed)

    def show_state(self, state: State) -> None:
        target = state.target
        self._method.setCurrentIndex(METHODS.index(state.method))
        blockers = [
            QSignalBlocker(widget)
            for widget in (
                self._level,
                self._level_slider,
                self._target,
                self._target_slider,
                self._kind,
            )
        ]
        self._level.setValue(100 * state.confidence_level)
        if state.unit != self._shown_unit:
            self._name_kinds(state.unit)
        self._kind.setCurrentIndex(0 if target.relative else 1)
        self._show_target(state)
        self._level_slider.setValue(_LEVELS.position(state.confidence_level))
        scale = _RELATIVE if target.relative else self._absolute
        self._target_slider.setValue(scale.position(target.value))
        del blockers

    def _show_target(self, state: State) -> None:
        target, is_in_unit = state.target, state.unit != POINTS
        if is_in_unit and state.result is not None:
            self._absolute = _scale_in_unit(state.result.measurement)
        elif not is_in_unit:
            self._absolute = _ABSOLUTE
        # A value in a unit has no scale, and cannot be converted, before it is measured.
        is_known = not is_in_unit or state.result is not None
        self._kind.setEnabled(is_known)
        self._target_slider.setEnabled(is_known or target.relative)
        if target.relative or not is_in_unit:
            limits = RELATIVE_TARGET_LIMITS if target.relative else ABSOLUTE_TARGET_LIMITS
            self._target.show_percent(1 if target.relative else 2)
            self._target.setRange(100 * limits[0], 100 * limits[1])
            self._target.setSingleStep(1.0 if target.relative else 0.1)
            self._target.setValue(100 * target.value)
            return
        low = min(self._absolute.low, target.value)
        high = max(self._absolute.high, target.value)
        self._target.show_numbers(low)
        self._target.setRange(low, high)
        self._target.setValue(target.value)

    def _name_kinds(self, unit: str) -> None:
        """Name the kinds of targets, relative and absolute."""
        self._shown_unit = unit
        if unit == POINTS:
            self._kind.setItemText(0, self.tr("of the phase fraction"))
            self._kind.setItemText(1, self.tr("percentage points"))
            self._kind.setToolTip(
                self.tr(
                    "5 % of a phase fraction of 40 % is 2 percentage points: between 38 % and 42 %."
                )
            )
            return
        self._kind.setItemText(0, self.tr("of the value"))
        self._kind.setItemText(1, unit or self.tr("as a number"))
        self._kind.setToolTip(
            self.tr("5 % of a value of 0.4 is 0.02: between 0.38 and 0.42, in its unit.")
        )

    def _raise(self) -> None:
        raise_fields((self._method, self._level, self._target), self._theme)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        method = QLabel(self.tr("Metho&d"), self)
        method.setBuddy(self._method)
        grid.addWidget(method, 0, 0)
        grid.addWidget(self._method, 0, 1, Qt.AlignmentFlag.AlignRight)
        confidence, target = QLabel(self.tr("Co&nfidence"), self), QLabel(self.tr("Targe&t"), self)
        confidence.setBuddy(self._level)
        target.setBuddy(self._target)
        grid.addWidget(confidence, 1, 0)
        grid.addWidget(self._level, 1, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._level_slider, 2, 0, 1, 2)
        error = QHBoxLayout()  # not in the columns of the others: a narrow window has no room
        error.setSpacing(8)
        error.addWidget(target)
        error.addStretch(1)
        error.addWidget(self._target)
        error.addWidget(self._kind)
        grid.addLayout(error, 3, 0, 1, 2)
        grid.addWidget(self._target_slider, 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.column.addLayout(grid)

    def _methods(self, words: Wording) -> QComboBox:
        box = QComboBox(self)
        for method in METHODS:
            box.addItem(words.method(method))
            box.setItemData(
                box.count() - 1, words.about_method(method), Qt.ItemDataRole.ToolTipRole
            )
        box.setAccessibleName(self.tr("Method of the measurement"))
        box.setToolTip(
            self.tr(
                "How the error is estimated. The other method's answer is shown beside the result."
            )
        )
        return box

    def _slider(self, name: str, tip: str) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, STEPS)
        slider.setPageStep(STEPS // 20)
        slider.setSingleStep(STEPS // 200)
        slider.setAccessibleName(name)
        slider.setToolTip(tip)
        return slider

    def _spin_box(self, name: str, tip: str) -> TargetBox:
        box = TargetBox(self)
        box.setSuffix("\u202f%")
        box.setKeyboardTracking(False)
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        return box

    def _level_dragged(self, position: int) -> None:
        self._session.set_confidence(1 - snapped(1 - _LEVELS.value(position)))

    def _target_dragged(self, position: int) -> None:
        target = self._session.state.target
        value = (_RELATIVE if target.relative else self._absolute).value(position)
        self._session.set_target(replace(target, value=snapped(value)))

    def _target_typed(self, shown: float) -> None:
        target = self._session.state.target
        is_percent = target.relative or target.unit == POINTS
        self._session.set_target(replace(target, value=shown / 100 if is_percent else shown))

    def _kind_changed(self, index: int) -> None:
        state = self._session.state
        found = abs(state.result.measurement.value) if state.result else 0.5
        old = state.target
        if old.relative == (index == 0):
            return
        if found == 0:  # no error is relative to it
            error = state.result.absolute_error if state.result else 1.0
            value = error if old.relative else Target().value
        else:
            value = old.value * found if old.relative else old.value / found
        unit = POINTS if index == 0 else state.unit
        self._session.set_target(Target(rounded(value), index == 0, unit))


def _scale_in_unit(measurement: Measurement) -> LogScale:
    """Targets in the unit of a quantity: up to its value, or its error where that is larger."""
    largest = max(abs(measurement.value), measurement.absolute_error(_USUAL_LEVEL))
    high = 10.0 ** math.ceil(math.log10(largest)) if largest > 0 else 1.0
    return LogScale(high / _RANGE_IN_UNIT, high)
