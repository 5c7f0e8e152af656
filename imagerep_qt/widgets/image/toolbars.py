"""Toolbars of an image: zoom, crop and tint, and the slices of a volume."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from imagerep_qt.widgets.labels import AllOrNothing
from imagerep_qt.widgets.planes import Plane


class ImageBar(QWidget):
    """Toolbar above an image."""

    fit_pressed = Signal()
    full_size_pressed = Signal()
    tint_changed = Signal(float)
    """Opacity of the tint, 0 to 1."""
    crop_toggled = Signal(bool)
    shape_chosen = Signal(str)
    """The user wants to draw a ``rectangle``, an ``ellipse`` or a ``polygon``."""
    circle_chosen = Signal()
    numbers_chosen = Signal()
    mask_chosen = Signal()
    whole_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 0)
        row.setSpacing(2)
        fit = self._button(self.tr("Fit"), self.tr("Show the whole image."), self.fit_pressed.emit)
        full = self._button(
            self.tr("1:1"),
            self.tr("Show every pixel of the image as one pixel of the screen."),
            self.full_size_pressed.emit,
        )
        self.crop = self._button(
            self.tr("Crop"),
            self.tr(
                "Exclude data bars, labels and edges: draw a rectangle on the image, or drag "
                "the handles of the frame. The arrow keys move it, with Shift its right and "
                "bottom edges, with Ctrl its left and top edges; the middle button moves the "
                "image."
            ),
        )
        self.crop.setCheckable(True)
        self.crop.toggled.connect(self.crop_toggled)
        self.crop.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.crop.setMenu(self._shapes())
        self.whole = self._button(
            self.tr("Whole image"), self.tr("Remove the crop."), self.whole_pressed.emit
        )
        self.tint = QSlider(Qt.Orientation.Horizontal, self)
        self.tint.setRange(0, 100)
        self.tint.setValue(60)
        self.tint.setMaximumWidth(130)
        self.tint.setAccessibleName(self.tr("Strength of the tint"))
        self.tint.setToolTip(self.tr("How strongly the chosen phase is coloured."))
        self.tint.valueChanged.connect(lambda value: self.tint_changed.emit(value / 100))
        label = AllOrNothing(self.tr("T&int"), self)
        label.setBuddy(self.tint)
        for widget in (fit, full, self.crop, self.whole):
            row.addWidget(widget)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tint.setMinimumWidth(28)
        row.addWidget(label, 1)  # it goes first where there is no room
        row.addWidget(self.tint)

    def _shapes(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for shape, text in (
            ("rectangle", self.tr("Draw a &rectangle")),
            ("ellipse", self.tr("Draw an &ellipse")),
            ("polygon", self.tr("Draw a &polygon, or freely")),
        ):
            action = menu.addAction(text, partial(self.shape_chosen.emit, shape))
            action.setCheckable(True)
            action.setChecked(shape == "rectangle")
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tr("&Circle of a tomogram"), self.circle_chosen.emit)
        menu.addAction(self.tr("By &numbers…"), self.numbers_chosen.emit)
        menu.addAction(self.tr("&Mask from a file…"), self.mask_chosen.emit)
        return menu

    def _button(
        self, text: str, tip: str, pressed: Callable[[], None] | None = None
    ) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        if pressed is not None:
            button.clicked.connect(pressed)
        return button


class SliceBar(QWidget):
    """Toolbar to choose the plane and slice of a volume."""

    changed = Signal(int, int)
    """Axis that the plane is normal to, and position along it."""
    apart_changed = Signal(bool)
    """The user treats the slices as separate images, or as a volume."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        self._axis = QComboBox(self)
        self._axis.addItems([self.tr("xy plane"), self.tr("xz plane"), self.tr("yz plane")])
        self._axis.setAccessibleName(self.tr("Plane of the volume"))
        self._axis.setToolTip(self.tr("Which way the volume is cut."))
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(self.tr("Slice of the volume"))
        self._number = QSpinBox(self)
        self._number.setAccessibleName(self.tr("Number of the slice"))
        self._kind = QComboBox(self)
        self._kind.addItems([self.tr("one volume"), self.tr("separate images")])
        self._kind.setAccessibleName(self.tr("What the slices are"))
        self._kind.setToolTip(
            self.tr(
                "One volume: measured in 3D. Separate images: each slice is another image of the "
                "same material."
            )
        )
        self._kind.activated.connect(lambda index: self.apart_changed.emit(index == 1))
        row.addWidget(self._axis)
        row.addWidget(self.slider, 1)
        row.addWidget(self._number)
        row.addWidget(self._kind)
        self._axis.currentIndexChanged.connect(self._emit)
        self.slider.valueChanged.connect(self._slide)
        self._number.valueChanged.connect(lambda number: self.slider.setValue(number - 1))

    @property
    def axis(self) -> int:
        """Axis that the plane is normal to."""
        return self._axis.currentIndex()

    def set_axis(self, axis: int) -> None:
        """Choose the plane, with its signal."""
        self._axis.setCurrentIndex(axis)

    def enable_kind(self, enabled: bool) -> None:
        """Enable or disable the choice between a volume and separate images."""
        self._kind.setEnabled(enabled)

    def set_apart(self, apart: bool) -> None:
        """Show whether the slices are separate images."""
        self._kind.setCurrentIndex(1 if apart else 0)
        if apart and self.axis != 0:
            self.set_axis(0)
        self._axis.setEnabled(not apart)

    def show_plane(self, plane: Plane) -> None:
        """Show the current plane, without a signal."""
        last = plane.n_planes - 1
        for widget in (self._axis, self.slider, self._number):
            widget.blockSignals(True)
        self._axis.setCurrentIndex(plane.axis)
        self.slider.setRange(0, last)
        self.slider.setValue(plane.index)
        self._number.setRange(1, plane.n_planes)
        self._number.setSuffix(f" / {plane.n_planes}")
        self._number.setValue(plane.index + 1)
        for widget in (self._axis, self.slider, self._number):
            widget.blockSignals(False)

    def _slide(self, index: int) -> None:
        self._number.blockSignals(True)
        self._number.setValue(index + 1)
        self._number.blockSignals(False)
        self._emit()

    def _emit(self) -> None:
        self.changed.emit(self.axis, self.slider.value())
