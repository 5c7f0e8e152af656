"""The image: chosen phase tinted, scale bar, crop, slices, threshold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from imagerep.calibration import Calibration
from imagerep.large import LargeSegmentation
from imagerep.segmentation import Phase, Segmentation
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.directions import Directions
from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_tool import CropTool
from imagerep_qt.widgets.image.displayed_image import DisplayedImage
from imagerep_qt.widgets.image.histogram import histogram
from imagerep_qt.widgets.image.overlay import Overlay, overlay_of
from imagerep_qt.widgets.image.pixel_text import PixelText
from imagerep_qt.widgets.image.threshold_bar import ThresholdBar
from imagerep_qt.widgets.image.toolbars import ImageBar, SliceBar
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.planes import Bounds, Pixels, Plane, full_bounds
from imagerep_qt.widgets.view import View

_BRIGHT = (Phase(0, 0, 0.0), Phase(1, 0, 0.0))
"""Stand for the two phases that a threshold makes."""


class ImageView(View):
    """An image or volume."""

    phase_clicked = Signal(int)
    """Label under a click."""
    crop_changed = Signal(object)
    """Box that the user drew, one (start, stop) an axis, or None for the whole image."""
    threshold_changed = Signal(float)
    """The user moves the threshold; pixels of at least this value are the bright phase."""
    threshold_accepted = Signal(float)
    """The user wants this threshold."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._shown: DisplayedImage | None = None
        self._phases: tuple[Phase, ...] = ()
        self._plane = Plane((1, 1))
        self._calibration: Calibration | None = None
        self._phase: int | None = None
        self._length_px: float | None = None
        self._directions: Directions | None = None
        self._alpha = 0.6
        self._build()
        self._restyle()
        self._show_empty(self.tr("Open an image to see it here."))

    @property
    def plane(self) -> Plane:
        """Plane that is seen now."""
        return self._plane

    @property
    def crop(self) -> Bounds | None:
        """Box of the crop, one (start, stop) an axis."""
        return self.crop_tool.bounds

    def set_segmentation(self, segmentation: Segmentation | LargeSegmentation | None) -> None:
        """Show a segmented image."""
        if segmentation is None:
            self._shown = None
            self._show_empty(self.tr("Open an image to see it here."))
            return
        self._phases = segmentation.phases
        self._take(DisplayedImage.of_labels(segmentation), segmentation.calibration)

    def set_grey(self, array: Pixels | None, calibration: Calibration | None = None) -> None:
        """Show a greyscale image, to choose a threshold."""
        if array is None:
            self.set_segmentation(None)
            return
        self._phases = _BRIGHT
        self.threshold.set_histogram(histogram(array))
        self._take(DisplayedImage.of_grey(array), calibration)

    def set_calibration(self, calibration: Calibration | None) -> None:
        """Take another voxel size."""
        before, self._calibration = self._calibration, calibration
        if self._shown is not None:
            aspects = [self._shown.aspect(self._plane.voxel(c)) for c in (before, calibration)]
            self._show_plane(fit=aspects[0] != aspects[1])

    def set_phase(self, label: int | None) -> None:
        """Tint a phase."""
        self._phase = label
        self._colour()

    def set_characteristic_length(
        self, length_px: float | None, directions: Directions | None = None
    ) -> None:
        """Draw a characteristic length scale to scale."""
        self._length_px, self._directions = length_px, directions
        self._draw_overlay()

    def set_crop(self, bounds: Sequence[Sequence[int]] | None) -> None:
        """Show a crop."""
        self._hold_crop(full_bounds(bounds, self._plane.shape))

    def set_crop_editing(self, editing: bool) -> None:
        """Let the user move the crop."""
        self.bar.crop.setChecked(editing)

    def set_threshold(self, value: float) -> None:
        """Preview a threshold."""
        self.threshold.set_value(value)
        self._colour()

    def set_numbers(self, numbers: NumberFormat) -> None:
        """Write numbers in another format from now on."""
        self.threshold.set_numbers(numbers)
        super().set_numbers(numbers)

    def picture(self, max_side_px: int = 1600) -> QImage:
        """Picture of the plane, tinted and with its scale bar, for reports."""
        if self._shown is None:
            return QImage()
        return self.canvas.picture(max_side_px, self.crop_tool.box.shade)

    def _build(self) -> None:
        self.bar = ImageBar(self)
        self._column.addWidget(self.bar)
        self.canvas = ImageCanvas(Overlay(self._numbers), self)
        self.canvas.setAccessibleName(self.tr("Image"))
        self._column.addWidget(self.canvas, 1)
        self.slices = SliceBar(self)
        self._column.addWidget(self.slices)
        self.threshold = ThresholdBar(self._theme, self._numbers, self)
        self._column.addWidget(self.threshold)
        self._reading = ReadingLine(self, self.tr("Pixel under the mouse"))
        self._column.addWidget(self._reading)
        self.crop_tool = CropTool(self.canvas)
        self.crop_tool.changed.connect(self._change_crop)
        self.crop_tool.moved.connect(self._rest)
        self.bar.fit_pressed.connect(self.canvas.fit)
        self.bar.full_size_pressed.connect(self._full_size)
        self.bar.tint_changed.connect(self._set_alpha)
        self.bar.crop_toggled.connect(self._edit_crop)
        self.bar.whole_pressed.connect(lambda: self._change_crop(None))
        self.slices.changed.connect(self._choose_plane)
        self.threshold.changed.connect(self._preview)
        self.threshold.accepted.connect(self.threshold_accepted)
        self.canvas.pixel_clicked.connect(self._click)
        self.canvas.pixel_hovered.connect(self._hover)

    def _take(self, shown: DisplayedImage, calibration: Calibration | None) -> None:
        same = self._shown is not None and self._shown.array.shape == shown.array.shape
        self._shown, self._calibration = shown, calibration
        self.crop_tool.bounds = None
        if not same:
            shape = tuple(int(side) for side in shown.array.shape)
            self._plane = Plane(shape, 0, shape[0] // 2 if len(shape) == 3 else 0)
            self.bar.crop.setChecked(False)
        self.slices.setVisible(self._plane.is_volume)
        self.threshold.setVisible(shown.is_grey)
        self.bar.crop.setEnabled(True)
        self._show_content()
        self._show_plane(fit=not same)

    def _show_plane(self, *, fit: bool) -> None:
        if self._shown is None:
            return
        aspect = self._shown.aspect(self._plane.voxel(self._calibration))
        self.canvas.set_plane(self._plane.of(self._shown.array), self._shown.code, aspect, fit=fit)
        self.slices.show_plane(self._plane)
        self._colour()
        self.crop_tool.place(self._plane, self.crop_tool.bounds)
        self.bar.whole.setEnabled(self.crop_tool.bounds is not None)
        self._rest()
        self._draw_overlay()

    def _colour(self) -> None:
        if self._shown is None:
            return
        label = self._phase
        if self._shown.is_grey:
            label = 0 if self._phase == 0 else 1
        colour = self._theme.phase_colours(self._phases).get(label or 0, QColor())
        tint = colour.red(), colour.green(), colour.blue()
        value = self.threshold.value if self._shown.is_grey else None
        self.canvas.item.set_table(self._shown.table(label, value, tint, self._alpha))

    def _draw_overlay(self) -> None:
        overlay = overlay_of(
            self._numbers, self._plane, self._calibration, self._length_px, self._directions
        )
        self.canvas.set_overlay(overlay)

    def _hold_crop(self, bounds: Bounds | None) -> None:
        self.crop_tool.place(self._plane, bounds)
        self.bar.whole.setEnabled(bounds is not None)
        if self._shown is not None and self._shown.is_grey:  # a data bar's values count no more
            self.threshold.count(histogram(self._shown.array, bounds, self._shown.step))

    def _change_crop(self, bounds: Bounds | None) -> None:
        if bounds != self.crop_tool.bounds:
            self._hold_crop(bounds)
            self.crop_changed.emit(bounds)

    def _edit_crop(self, editing: bool) -> None:
        self.crop_tool.set_on(editing)
        self._rest()

    def _full_size(self) -> None:
        self.canvas.set_zoom(1.0 / self.devicePixelRatioF())

    def _set_alpha(self, alpha: float) -> None:
        self._alpha = alpha
        self._colour()

    def _choose_plane(self, axis: int, index: int) -> None:
        turned = axis != self._plane.axis
        shape = self._plane.shape
        index = shape[axis] // 2 if turned else index
        self._plane = Plane(shape, axis, index)
        self._show_plane(fit=turned)

    def _preview(self, value: float) -> None:
        self._colour()
        self.threshold_changed.emit(value)

    def _click(self, row: int, column: int) -> None:
        if self._shown is None:
            return
        value = self._plane.of(self._shown.array)[row, column]
        is_grey = self._shown.is_grey
        self.phase_clicked.emit(int(value >= self.threshold.value) if is_grey else int(value))

    def _hover(self, row: int, column: int) -> None:
        words = self._words()
        if words is None or row < 0 or self.crop_tool.is_held:
            self._rest()
        else:
            self._reading.setText(words.pixel(row, column))

    def _rest(self) -> None:
        """Say what is to be said without a pixel."""
        words = self._words()
        if words is None:
            self._reading.setText("")
        elif self.crop_tool.is_held:
            self._reading.setText(words.crop(*self.crop_tool.box.box()))
        else:
            draws = self.crop_tool.is_on and self.crop_tool.bounds is None
            self._reading.setText(words.nothing(draws=draws))

    def _words(self) -> PixelText | None:
        if self._shown is None:
            return None
        return PixelText(self._numbers, self._shown, self._plane, self._calibration)

    def _restyle(self) -> None:
        super()._restyle()
        self.canvas.setBackground(self._theme.colours.window)
        self.threshold.restyle()
        self._colour()
        self._draw_overlay()
