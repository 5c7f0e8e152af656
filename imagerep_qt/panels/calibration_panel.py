"""Editor of the voxel size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QSignalBlocker
from PySide6.QtGui import QDoubleValidator, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError
from imagerep_qt.panels.context import Context
from imagerep_qt.session import State
from imagerep_qt.widgets.card import Card, raise_fields
from imagerep_qt.widgets.labels import Muted, heading

_UNITS = ("nm", "µm", "mm", "cm", "m", "Å", "inch")
_AXES = ("x", "y", "z")


class CalibrationPanel(Card):
    """Voxel size along each axis, of the file or set by the user."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._session = context.session
        self._locale = QLocale()
        self._shown: object = None
        self._ndim = 2
        self._title = heading(self.tr("Pixel size"), self)
        self._fields = [self._field(axis) for axis in _AXES]
        self._unit = QComboBox(self)
        self._unit.addItems(_UNITS)
        self._unit.setCurrentText("µm")
        self._unit.setAccessibleName(self.tr("Unit of the pixel size"))
        self._same = QCheckBox(self.tr("Same along all axes"), self)
        self._same.setChecked(True)
        self._origin = Muted(context.theme, "", self)
        self._reset = QPushButton(self.tr("Reset"), self)
        self._reset.setToolTip(self.tr("Restore the value of the file"))
        self._arrange()
        context.theme.changed.connect(self._raise)
        self._raise()
        for field in self._fields:
            field.editingFinished.connect(self._apply)
        self._unit.textActivated.connect(self._apply)
        self._same.toggled.connect(self._same_toggled)
        self._reset.clicked.connect(lambda: self._session.set_calibration(None))

    def show_state(self, state: State) -> None:
        current = state.current
        if current is None:
            return
        calibration, by_hand = state.calibration, current.edits.calibration is not None
        shown = (current.key, calibration, by_hand, len(current.image.shape))
        if shown == self._shown:
            return
        self._shown = shown
        self._ndim = len(current.image.shape)
        self._title.setText(self.tr("Pixel size") if self._ndim == 2 else self.tr("Voxel size"))
        blockers = [QSignalBlocker(widget) for widget in (self._same, self._unit, *self._fields)]
        sizes: tuple[float, ...] = ()
        if calibration is not None:
            sizes = calibration.for_ndim(self._ndim).voxel_size[::-1]
            if self._unit.findText(calibration.unit) < 0:  # one that only the file has
                self._unit.addItem(calibration.unit)
            self._unit.setCurrentText(calibration.unit)
            self._same.setChecked(len(set(sizes)) == 1)
        for index, field in enumerate(self._fields):
            text = self._locale.toString(sizes[index], "g", 6) if index < len(sizes) else ""
            field.setText(text)
        del blockers
        self._show_axes()
        self._reset.setVisible(by_hand)
        if by_hand:
            self._origin.setText(self.tr("Set by hand"))
        elif calibration is not None:
            self._origin.setText(self.tr("Read from the file"))
        else:
            self._origin.setText(self.tr("Not in the file: lengths are in pixels"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Undo to the window where nothing was typed since the size was set."""
        undo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        if (
            event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and any(map(event.matches, undo))
            and not (watched.isUndoAvailable() or watched.isRedoAvailable())
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def focus(self) -> None:
        """Focus the first field."""
        self._fields[0].setFocus()
        self._fields[0].selectAll()

    def _raise(self) -> None:
        raise_fields((*self._fields, self._unit), self._theme)

    def _arrange(self) -> None:
        self.column.addWidget(self._title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        self._labels = [QLabel(axis, self) for axis in _AXES]
        for row, (label, field) in enumerate(zip(self._labels, self._fields, strict=True)):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._unit, 0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self.column.addLayout(grid)
        self.column.addWidget(self._same)
        line = QHBoxLayout()
        line.addWidget(self._origin, 1)
        line.addWidget(self._reset)
        self.column.addLayout(line)

    def _field(self, axis: str) -> QLineEdit:
        field = QLineEdit(self)
        validator = QDoubleValidator(0.0, 1e12, 9, field)
        validator.setLocale(self._locale)
        field.setValidator(validator)
        field.setMinimumWidth(50)
        field.setPlaceholderText("–")
        field.setAccessibleName(self.tr("Size of a pixel along {axis}").format(axis=axis))
        field.setToolTip(self.tr("Size of one pixel of the image, for lengths in units"))
        field.installEventFilter(self)
        return field

    def _show_axes(self) -> None:
        same = self._same.isChecked()
        for index, (label, field) in enumerate(zip(self._labels, self._fields, strict=True)):
            visible = index == 0 or (not same and index < self._ndim)
            label.setVisible(visible and not same)
            field.setVisible(visible)

    def _same_toggled(self, same: bool) -> None:
        self._show_axes()
        if same:
            self._apply()

    def _apply(self) -> None:
        values = [self._value(field) for field in self._fields[: self._ndim]]
        first = values[0]
        if self._same.isChecked():
            values = [first] * self._ndim
        if first is None:
            return
        sizes = tuple(first if value is None else value for value in values)[::-1]
        try:
            calibration = Calibration(sizes, self._unit.currentText())
        except CalibrationError as error:
            self._session.report(error)
            return
        if not _equal(calibration, self._session.state.calibration):
            self._session.set_calibration(calibration)

    def _value(self, field: QLineEdit) -> float | None:
        value, valid = self._locale.toDouble(field.text())
        return value if valid else None


def _equal(one: Calibration, other: Calibration | None) -> bool:
    """Whether two calibrations agree in the digits that are shown."""
    if other is None or one.unit != other.unit:
        return False
    other = other.for_ndim(len(one.voxel_size))
    pairs = zip(one.voxel_size, other.voxel_size, strict=True)
    return all(abs(a - b) <= 1e-5 * b for a, b in pairs)
