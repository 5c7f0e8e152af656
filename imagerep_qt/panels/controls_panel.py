"""Controls for method, confidence level and target error."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
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
    RELATIVE_TARGET_LIMITS,
)
from imagerep_qt.widgets.card import Card, raise_fields

_LEVELS = LevelScale(*CONFIDENCE_LIMITS)
_RELATIVE = LogScale(*RELATIVE_TARGET_LIMITS)
_ABSOLUTE = LogScale(*ABSOLUTE_TARGET_LIMITS)


class ControlsPanel(Card):
    """Method, confidence level and target error; every change takes effect at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._session = context.session
        confidence_tip = self.tr(
            "How sure you want to be that the material's phase fraction lies inside the interval."
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
        self._kind.setToolTip(
            self.tr(
                "5 % of a phase fraction of 40 % is 2 percentage points: between 38 % and 42 %."
            )
        )
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
        limits = RELATIVE_TARGET_LIMITS if target.relative else ABSOLUTE_TARGET_LIMITS
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
        self._target.setDecimals(1 if target.relative else 2)
        self._target.setRange(100 * limits[0], 100 * limits[1])
        self._target.setSingleStep(1.0 if target.relative else 0.1)
        self._target.setValue(100 * target.value)
        self._kind.setCurrentIndex(0 if target.relative else 1)
        self._level_slider.setValue(_LEVELS.position(state.confidence_level))
        scale = _RELATIVE if target.relative else _ABSOLUTE
        self._target_slider.setValue(scale.position(target.value))
        del blockers

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
        confidence, target = QLabel(self.tr("Co&nfidence"), self), QLabel(self.tr("&Target"), self)
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

    def _spin_box(self, name: str, tip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setSuffix("\u202f%")
        box.setKeyboardTracking(False)
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        return box

    def _level_dragged(self, position: int) -> None:
        self._session.set_confidence(1 - snapped(1 - _LEVELS.value(position)))

    def _target_dragged(self, position: int) -> None:
        relative = self._session.state.target.relative
        value = (_RELATIVE if relative else _ABSOLUTE).value(position)
        self._session.set_target(Target(snapped(value), relative))

    def _target_typed(self, percent: float) -> None:
        self._session.set_target(Target(percent / 100, self._session.state.target.relative))

    def _kind_changed(self, index: int) -> None:
        state = self._session.state
        fraction = state.result.measurement.phase_fraction if state.result else 0.5
        old = state.target
        if old.relative == (index == 0):
            return
        value = old.value * fraction if old.relative else old.value / fraction
        self._session.set_target(Target(rounded(value), index == 0))
