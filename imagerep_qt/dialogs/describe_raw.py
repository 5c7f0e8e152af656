"""Description of a file without a header, with a live preview."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Literal

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from imagerep.errors import ImageRepError
from imagerep.io.opening import open_image
from imagerep.io.raw import RawLayout
from imagerep_qt.dialogs.source_preview import SourcePreview, plane_image
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.messages import say_all
from imagerep_qt.session.opening import Opening
from imagerep_qt.widgets.screen import fit_to_screen

_TYPES = ("uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64")
_LARGEST_SIDE = 1_000_000
_LARGEST_OFFSET = 2_147_483_647
_AFTER_MS = 120


class DescribeRaw(QDialog):
    """Asks for the sides, the type and the place of the values, and shows what they give."""

    def __init__(self, path: Path, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._numbers = path, numbers
        self._n_bytes = path.stat().st_size
        self.setWindowTitle(self.tr("How the values lie in {name}").format(name=path.name))
        self.resize(720, 420)
        fit_to_screen(self)
        form = QFormLayout()
        self._width = self._side(self.tr("Width"))
        self._height = self._side(self.tr("Height"))
        self._slices = self._side(self.tr("Slices"))
        self._offset = QSpinBox(self)
        self._offset.setRange(0, min(self._n_bytes, _LARGEST_OFFSET))
        self._offset.setAccessibleName(self.tr("Bytes before the first value"))
        self._type = QComboBox(self)
        self._type.addItems(_TYPES)
        self._type.setAccessibleName(self.tr("Type of a value"))
        self._order = QComboBox(self)
        self._order.addItems([self.tr("little-endian"), self.tr("big-endian")])
        self._order.setAccessibleName(self.tr("Order of the bytes"))
        for text, field in (
            (self.tr("&Width"), self._width),
            (self.tr("&Height"), self._height),
            (self.tr("&Slices"), self._slices),
            (self.tr("&Type"), self._type),
            (self.tr("&Byte order"), self._order),
            (self.tr("&Offset"), self._offset),
        ):
            form.addRow(text, field)
        self._size = QLabel(self)
        self._size.setWordWrap(True)
        form.addRow(self._size)
        self._preview = SourcePreview(self.tr("Preview"), self)
        row = QHBoxLayout()
        row.addLayout(form, 1)
        row.addWidget(self._preview, 1)
        standard = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(standard.Open | standard.Cancel, self)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        side = math.isqrt(self._n_bytes)
        while side > 1 and self._n_bytes % side:
            side -= 1
        shape = (self._n_bytes // max(side, 1), max(side, 1), 1)
        cube = round(self._n_bytes ** (1 / 3))
        if cube**3 == self._n_bytes:
            shape = cube, cube, cube
        for field, value in zip((self._width, self._height, self._slices), shape, strict=True):
            field.setValue(value)
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._update)
        for spin in (self._width, self._height, self._slices, self._offset):
            spin.valueChanged.connect(self._timer.start)
        for box in (self._type, self._order):
            box.currentIndexChanged.connect(self._timer.start)
        self._update()

    @property
    def layout_(self) -> RawLayout:
        """What the fields say."""
        order: Literal["<", ">"] = ">" if self._order.currentIndex() else "<"
        sides = self._slices.value(), self._height.value(), self._width.value()
        dtype = np.dtype(self._type.currentText()).newbyteorder(order)
        return RawLayout(sides if sides[0] > 1 else sides[1:], dtype, self._offset.value())

    @property
    def chosen(self) -> tuple[Opening, ...]:
        """What was described."""
        return (Opening(raw=self.layout_),)

    def _side(self, name: str) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(1, _LARGEST_SIDE)
        field.setAccessibleName(name)
        return field

    def _update(self) -> None:
        """Show the size and the middle plane."""
        layout, numbers = self.layout_, self._numbers
        text = self.tr("{needed} of the {n} bytes in the file")
        needed = layout.n_bytes + (layout.offset or 0)
        self._size.setText(
            text.format(needed=numbers.number(needed), n=numbers.number(self._n_bytes))
        )
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Open)
        try:
            image = plane_image(open_image(self._path, raw=layout), 600)
        except ImageRepError as error:
            ok.setEnabled(False)
            self._preview.setText(say_all(error.reason, numbers))
            return
        ok.setEnabled(True)
        self._preview.show_image(image)
