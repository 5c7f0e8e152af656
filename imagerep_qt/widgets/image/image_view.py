"""View of an image: tinted phase, scale bar, crop, slices and threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from imagerep.calibration import Calibration
from imagerep.image.overview import Overview
from imagerep.image.segmentation import Phase, Segmentation
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.directions import Directions
from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_tool import CropTool, Shape
from imagerep_qt.widgets.image.displayed_image import DisplayedImage
from imagerep_qt.widgets.image.doubt_mark import DoubtMark
from imagerep_qt.widgets.image.histogram import histogram
from imagerep_qt.widgets.image.overlay import Overlay, overlay_of
from imagerep_qt.widgets.image.pixel_text import PixelText
from imagerep_qt.widgets.image.threshold_bar import ThresholdBar
from imagerep_qt.widgets.image.toolbars import ImageBar, SliceBar
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.planes import Bounds, Outline, Plane, domain_of, full_bounds
from imagerep_qt.widgets.view import View

_OF_THRESHOLDS = (Phase(0, 0, 0.0), Phase(1, 0, 0.0), Phase(2, 0, 0.0))
"""The phases of one or two thresholds; two have the first two."""


class ImageView(View):
    """An image or volume."""

    phase_clicked = Signal(int)
    """Label of the pixel that was clicked."""
    crop_changed = Signal(object, object)
    """Bounds that the user drew, one (start, stop) per axis, or None for the whole image, and the
    outline within them, or None for all of it."""
    whole_wanted = Signal()
    """The user wants the whole image."""
    threshold_changed = Signal(float)
    """The user moves the threshold; pixels of at least this value are the bright phase."""
    threshold_accepted = Signal(float)
    """The user accepts this threshold."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._displayed: DisplayedImage | None = None
        self._phases: tuple[Phase, ...] = ()
        self._plane = Plane((1, 1))
        self._calibration: Calibration | None = None
        self._labels: tuple[int, ...] = ()
        self._length_px: float | None = None
        self._directions: Directions | None = None
        self._alpha = 0.6
        self._diameter = 0.0
        self._doubt: tuple[Bounds | None, Bounds | str | None, int | None] = None, None, None
        self._build()
        self._restyle()
        self._show_empty(self.tr("Open an image to see it here."))

    @property
    def plane(self) -> Plane:
        """Plane that is displayed."""
        return self._plane

    @property
    def crop(self) -> Bounds | None:
        """Bounds of the crop, one (start, stop) per axis."""
        return self.crop_tool.bounds

    def set_segmentation(self, segmentation: Segmentation | None) -> None:
        if segmentation is None:
            self._displayed = None
            self._show_empty(self.tr("Open an image to see it here."))
            return
        self._phases = segmentation.phases
        self._display(DisplayedImage.of_labels(segmentation), segmentation.calibration)

    def set_grey(self, overview: Overview, calibration: Calibration | None = None) -> None:
        """Show a greyscale image with its histogram."""
        self._phases = _OF_THRESHOLDS[:2]
        self.threshold.set_histogram(histogram(overview))
        self._display(DisplayedImage.of_grey(overview), calibration)

    def set_preview(self, overview: Overview) -> None:
        """Show the values of an image that is still being read, in greys."""
        self._phases = ()
        self._display(DisplayedImage.of_grey(overview, stretches=True), None, is_preview=True)

    def set_calibration(self, calibration: Calibration | None) -> None:
        before, self._calibration = self._calibration, calibration
        if self._displayed is not None:
            aspects = [self._displayed.aspect(self._plane.voxel(c)) for c in (before, calibration)]
            self._show_plane(fit=aspects[0] != aspects[1])

    def set_phase(self, *labels: int) -> None:
        """Tint the pixels of a phase, which may have several labels."""
        self._labels = labels
        self._colour()

    def set_characteristic_length(
        self, length_px: float | None, directions: Directions | None = None
    ) -> None:
        """Draw a length scale, or the ellipse of directional ones, to scale."""
        self._length_px, self._directions = length_px, directions
        self._draw_overlay()

    def set_doubt(
        self,
        region: Bounds | None = None,
        around: Bounds | str | None = None,
        label: int | None = None,
    ) -> None:
        """Mark what is likely no sample: a region without its inside, or the pixels of a label."""
        if self._doubt != (region, around, label):
            self._doubt = region, around, label
            self._mark_doubt()
            self._colour()
            self._draw_overlay()

    @property
    def outline(self) -> Outline | None:
        """What is measured within the crop; None for all of it."""
        return self.crop_tool.outline

    def set_crop(
        self,
        bounds: Sequence[Sequence[int]] | None,
        outline: Outline | None = None,
        diameter: float = 0.0,
    ) -> None:
        """Show a crop with its outline; the diameter is that of a circle, in pixels."""
        self._set_bounds(full_bounds(bounds, self._plane.shape), outline, diameter)

    def set_domain(self, domain: NDArray[np.bool_] | None) -> None:
        """Hatch what is not part of the sample, given for the pixels of the overview."""
        if self._displayed is not None and domain is not self._displayed.overview.domain:
            overview = replace(self._displayed.overview, domain=domain)
            self._displayed = replace(self._displayed, overview=overview)
            self._show_plane(fit=False)

    def set_crop_editing(self, editing: bool) -> None:
        self.bar.crop.setChecked(editing)

    def set_threshold(self, value: float, upper: float | None = None) -> None:
        """Preview a threshold, or two, without accepting it."""
        self.threshold.set_value(value, upper)
        self._colour()

    def set_numbers(self, numbers: NumberFormat) -> None:
        self.threshold.set_numbers(numbers)
        super().set_numbers(numbers)

    def picture(self, max_side_px: int = 1600, *, overlay: bool = True) -> QImage:
        """Picture of the plane with its tint, with the overlay or without."""
        if self._displayed is None:
            return QImage()
        shade = self.crop_tool.box.shade
        return self.canvas.picture(max_side_px, shade, overlay=overlay)

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
        self.mark = DoubtMark(self.canvas.item)
        self.crop_tool.changed.connect(self._change_crop)
        self.crop_tool.moved.connect(self._update_idle_text)
        self.bar.fit_pressed.connect(self.canvas.fit)
        self.bar.full_size_pressed.connect(self._full_size)
        self.bar.tint_changed.connect(self._set_alpha)
        self.bar.crop_toggled.connect(self._edit_crop)
        self.bar.shape_chosen.connect(self._draw_shape)
        self.bar.whole_pressed.connect(self.whole_wanted)
        self.slices.changed.connect(self._choose_plane)
        self.threshold.changed.connect(self._preview)
        self.threshold.accepted.connect(self.threshold_accepted)
        self.canvas.pixel_clicked.connect(self._click)
        self.canvas.pixel_hovered.connect(self._hover)

    def _display(
        self,
        displayed: DisplayedImage,
        calibration: Calibration | None,
        *,
        is_preview: bool = False,
    ) -> None:
        same = (
            self._displayed is not None
            and self._displayed.overview.shape == displayed.overview.shape
        )
        self._displayed, self._calibration = displayed, calibration
        self._doubt = None, None, None
        self.crop_tool.bounds = self.crop_tool.outline = None
        self._diameter = 0.0
        if not same:
            shape = displayed.overview.shape
            self._plane = Plane(shape, 0, shape[0] // 2 if len(shape) == 3 else 0)
            self.bar.crop.setChecked(False)
        self.slices.setVisible(self._plane.is_volume)
        self.threshold.setVisible(displayed.is_grey and not is_preview)
        for tool in (self.bar.crop, self.bar.tint):
            tool.setEnabled(not is_preview)
        self._show_content()
        self._show_plane(fit=not same)

    def _show_plane(self, *, fit: bool) -> None:
        if self._displayed is None:
            return
        aspect = self._displayed.aspect(self._plane.voxel(self._calibration))
        self.canvas.set_plane(
            self._plane.of(self._displayed.overview), self._displayed.code, aspect, fit=fit
        )
        self.slices.show_plane(self._plane)
        self._colour()
        tool = self.crop_tool
        tool.place(self._plane, tool.bounds, tool.outline, self._diameter)
        self.bar.whole.setEnabled(self._is_cropped)
        self._mark_doubt()
        self._update_idle_text()
        self._draw_overlay()

    def _mark_doubt(self) -> None:
        region, around, _ = self._doubt
        self.mark.place(self._plane, region, around)

    def _colour(self) -> None:
        if self._displayed is None:
            return
        labels = self._labels
        thresholds = () if self.threshold.isHidden() else self.threshold.values
        if self._displayed.is_grey and self._phases:
            self._phases = _OF_THRESHOLDS[: len(thresholds) + 1]
            labels = tuple(one for one in labels if one <= len(thresholds)) or (1,)
        colour = self._theme.tint(self._phases, labels)
        tint = colour.red(), colour.green(), colour.blue()
        table = self._displayed.table(labels, thresholds, tint, self._alpha)
        doubted = self._displayed.rank(self._doubt[2])
        if doubted is not None:
            table[doubted] = self._theme.colours.colour("warning").rgba()
        self.canvas.item.set_table(table)

    def _draw_overlay(self) -> None:
        overlay = overlay_of(
            self._numbers, self._plane, self._calibration, self._length_px, self._directions
        )
        self.canvas.set_overlay(replace(overlay, is_low=self._has_bar_above))

    @property
    def _has_bar_above(self) -> bool:
        """Whether what is likely a data bar, or what is cropped away, is at the upper edge."""
        height, (region, around, _) = self._plane.height, self._doubt
        if region is not None and around is None:
            first, last = self._plane.crop(region)[0]
            return first + last < height
        first, last = self._plane.crop(self.crop_tool.bounds)[0]
        return first > height - last

    @property
    def _is_cropped(self) -> bool:
        return self.crop_tool.bounds is not None or self.crop_tool.outline is not None

    def _set_bounds(
        self, bounds: Bounds | None, outline: Outline | None, diameter: float = 0.0
    ) -> None:
        self._diameter = diameter
        self.crop_tool.place(self._plane, bounds, outline, diameter)
        self._draw_overlay()
        self.bar.whole.setEnabled(self._is_cropped)
        if (
            self._displayed is not None and self._displayed.is_grey
        ):  # a data bar outside the crop is not counted
            self.threshold.update_histogram(histogram(self._displayed.overview, bounds))

    def _change_crop(self, bounds: Bounds | None, outline: Outline | None = None) -> None:
        if (bounds, outline) != (self.crop_tool.bounds, self.crop_tool.outline):
            self._set_bounds(bounds, outline, self._diameter)
            self.crop_changed.emit(bounds, outline)

    def _draw_shape(self, shape: Shape) -> None:
        self.crop_tool.cancel()
        self.crop_tool.shape = shape
        self.bar.crop.setChecked(True)
        self._update_idle_text()

    def _edit_crop(self, editing: bool) -> None:
        self.crop_tool.set_enabled(editing)
        self._update_idle_text()

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
        if self._displayed is None:
            return
        if self.crop_tool.is_drawing_polygon:
            self.crop_tool.add_corner(row + 0.5, column + 0.5)
            return
        plane = self._plane.of(self._displayed.overview)
        inside, value = domain_of(plane), plane[row, column]
        if inside is not None and not inside[row, column]:
            return
        above = sum(value >= one for one in self.threshold.values)
        self.phase_clicked.emit(int(above) if self._displayed.is_grey else int(value))

    def _hover(self, row: int, column: int) -> None:
        words = self._pixel_text()
        if words is None or row < 0 or self.crop_tool.is_dragging:
            self._update_idle_text()
        else:
            self._reading.setText(words.pixel(row, column))

    def _update_idle_text(self) -> None:
        """Update the text for when no pixel is under the mouse."""
        words = self._pixel_text()
        if words is None:
            self._reading.setText("")
        elif self.crop_tool.is_dragging:
            self._reading.setText(words.crop(*self.crop_tool.box.box()))
        else:
            tool = self.crop_tool
            draws = tool.is_drawing_polygon or (tool.is_enabled and tool.bounds is None)
            self._reading.setText(words.idle(draws=tool.shape if draws else None))

    def _pixel_text(self) -> PixelText | None:
        if self._displayed is None:
            return None
        return PixelText(self._numbers, self._displayed, self._plane, self._calibration)

    def _restyle(self) -> None:
        super()._restyle()
        colours = self._theme.colours
        self.canvas.setBackground(colours.window)
        self.canvas.item.set_outside(colours.colour("base"), colours.colour("outline"))
        self.threshold.restyle()
        self.mark.set_colour(colours.colour("target"))
        self._colour()
        self._draw_overlay()
