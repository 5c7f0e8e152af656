"""Crop of an image by numbers."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from imagerep_qt.widgets.planes import Bounds, Outline


class CropNumbers(QDialog):
    """Asks for the first pixel and the number of pixels along each axis."""

    def __init__(
        self,
        shape: tuple[int, ...],
        crop: Bounds | None,
        outline: Outline | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setWindowTitle(self.tr("Crop by numbers"))
        form = QFormLayout(self)
        self._kind = QComboBox(self)
        self._kind.addItems([self.tr("Rectangle"), self.tr("Ellipse")])
        self._kind.setCurrentIndex(1 if outline == "ellipse" else 0)
        form.addRow(self.tr("&Shape"), self._kind)
        names = self.tr("&x and width"), self.tr("&y and height"), self.tr("&z and slices")
        bounds = crop or tuple((0, side) for side in shape)
        self._fields: list[tuple[QSpinBox, QSpinBox]] = []
        for name, side, (start, stop) in zip(names, shape[::-1], bounds[::-1], strict=False):
            first, length = QSpinBox(self), QSpinBox(self)
            first.setRange(0, side - 1)
            length.setRange(1, side)
            first.setValue(start)
            length.setValue(stop - start)
            for field in (first, length):
                field.setSuffix(self.tr(" px"))
                field.setAccessibleName(name.replace("&", ""))
            first.valueChanged.connect(lambda value, n=side, f=length: f.setMaximum(n - value))
            length.setMaximum(side - start)
            self._fields.append((first, length))
            line = QHBoxLayout()
            line.addWidget(first, 1)
            line.addWidget(length, 1)
            label = QLabel(name, self)
            label.setBuddy(first)
            form.addRow(label, line)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    @property
    def chosen(self) -> tuple[Bounds | None, Outline | None]:
        """Bounds, None for the whole image, and the outline within them."""
        bounds = tuple(
            (first.value(), first.value() + length.value()) for first, length in self._fields[::-1]
        )
        whole = tuple((0, side) for side in self._shape)
        return (
            None if bounds == whole else bounds,
            "ellipse" if self._kind.currentIndex() == 1 else None,
        )
