"""Plot of the error against image size, beside a picture to scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from imagerep_qt.formatting import NumberFormat, rescale
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.line_handle import LineHandle
from imagerep_qt.widgets.plots.picture_to_scale import PictureToScale
from imagerep_qt.widgets.plots.plot import Plot
from imagerep_qt.widgets.plots.size_curve import SizeCurve, size_curve
from imagerep_qt.widgets.plots.size_text import SizeText, error_axis, size_axis
from imagerep_qt.widgets.view import View

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement
    from imagerep.result.size import RecommendedSize

_LABEL_LEFT, _LABEL_RIGHT, _LABEL_ENDS = 0.1, 0.55, 0.4
"""Start of the target's label along its line, left or right, and end of the left one."""
_NARROW = 70
"""Width of the view, in characters, from which the caption has at most five lines."""
_LABEL_HEIGHT = 0.2
"""Height of the label below the line, as a fraction of the plot."""


class ImageSizeView(View):
    """Error against image size."""

    target_changed = Signal(float)
    """The user drags the error line to this target, as of :meth:`set_target`."""

    def __init__(self, theme: Theme, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(theme, numbers, parent)
        self._curve: SizeCurve | None = None
        self._level, self._target, self._relative = 0.95, 0.05, True
        self._build()
        self._restyle()
        self.set_measurement(None)

    @property
    def recommended(self) -> RecommendedSize | None:
        """Size that the target needs, as shown."""
        return self._curve.recommended if self._curve else None

    def set_measurement(self, measurement: Measurement | None) -> None:
        self._measurement = measurement
        self._curve = None
        if measurement is None:
            self._show_empty(self.tr("Choose a phase to see how large an image you need."))
        self._redraw()

    def set_confidence(self, level: float) -> None:
        self._level = level
        self._redraw()

    def set_target(self, value: float, relative: bool = True) -> None:
        if relative != self._relative:
            self._curve = None
        self._target, self._relative = value, relative
        self._redraw()

    def set_thumbnails(self, thumbnails: Sequence[QImage]) -> None:
        self.picture.set_thumbnails(thumbnails)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the height of the caption."""
        super().resizeEvent(event)
        font = self._caption.fontMetrics()
        is_narrow = event.size().width() < _NARROW * font.averageCharWidth()
        self._caption.setFixedHeight((7 if is_narrow else 5) * font.height() + 12)
        self._fit_caption()

    def _fit_caption(self) -> None:
        """Make room for all of the caption; it does not shrink again while something is dragged."""
        needed = self._caption.heightForWidth(self._caption.width())
        if needed > self._caption.height():
            self._caption.setFixedHeight(needed)

    def _build(self) -> None:
        self._reading = ReadingLine(self, self.tr("Error and size"))
        self._column.addWidget(self._reading)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._column.addLayout(row, 1)
        self.plot = Plot(self._theme, self._numbers, self, log=True)
        self.plot.setAccessibleName(self.tr("Error of the phase fraction against image size"))
        self.plot.axis("left").set_factor(100)
        row.addWidget(self.plot, 3)
        side = QVBoxLayout()
        row.addLayout(side, 2)
        self.picture = PictureToScale(self._theme, self)
        side.addWidget(self.picture, 1)
        self._caption = QLabel(self)
        self._caption.setWordWrap(True)
        self._caption.setMargin(6)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._caption.setAccessibleName(self.tr("What has been measured and what is needed"))
        self._caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side.addWidget(self._caption)
        self._line = pg.PlotCurveItem(antialias=True)
        self._dots = pg.ScatterPlotItem(antialias=True, pxMode=True, useCache=False)
        self._dots.setZValue(30)
        self._error_line = DragLine(
            vertical=False,
            grip=0.06,
            label=_LABEL_LEFT,
            tip=self.tr("Drag to choose the error you can accept; the size bar follows."),
        )
        self._size_line = DragLine(
            vertical=True,
            grip=0.06,
            tip=self.tr("Drag to see what error an image of another size would give."),
        )
        for item in (self._line, self._error_line, self._size_line, self._dots):
            self.plot.addItem(item, ignoreBounds=True)
        self._handles = (
            LineHandle(self.plot, self._error_line, self.tr("Target error")),
            LineHandle(self.plot, self._size_line, self.tr("Image size")),
        )
        self.plot.getViewBox().sigResized.connect(self._place_label)
        self._error_line.sigDragged.connect(self._drag_error)
        self._size_line.sigDragged.connect(self._drag_size)

    def _redraw(self) -> None:
        measurement = self._measurement
        if measurement is None:  # why there is none is shown already
            return
        old = self._curve
        self._curve = curve = size_curve(
            measurement, self._level, self._target, relative=self._relative, keep=old
        )
        if curve is None:
            self._show_empty(
                self.tr("The error of this measurement is zero, so there is no size to show.")
            )
            return
        self._show_content()
        if old is None or (old.side_range, old.error_range) != (
            curve.side_range,
            curve.error_range,
        ):
            self.plot.setRange(xRange=curve.side_range, yRange=curve.error_range, padding=0)
            self._size_line.setBounds(curve.side_range)
            self._error_line.setBounds(curve.error_range)
        if old is None:
            self._name_axes(measurement)
        self._line.setData(curve.log_side, curve.log_error)
        self._error_line.move_to(curve.target)
        self._error_line.set_label(
            SizeText(self._numbers, measurement, curve, self._relative).target()
        )
        needed = curve.recommended
        self._size_line.move_to(math.log10(needed.side_px) if needed else curve.side_range[1])
        self._place_label()
        self._show_size(exact=True)

    def _place_label(self) -> None:
        """Place the label of the target clear of the curve, which falls from the upper left."""
        curve = self._curve
        if curve is None:
            return
        (left, right), (bottom, top) = curve.side_range, curve.error_range
        crossing = (self._size_line.value() - left) / (right - left)
        height = (curve.target - bottom) / (top - bottom)
        is_right = crossing > _LABEL_ENDS
        width = self._error_line.label.boundingRect().width()
        room = self.plot.getViewBox().width()
        begin = _LABEL_LEFT if is_right else _LABEL_RIGHT
        fitting = max(0.0, 1 - width / room) if room else begin
        self._error_line.place_label(min(begin, fitting), below=is_right and height > _LABEL_HEIGHT)

    def _show_size(self, *, exact: bool) -> None:
        """Update everything that follows from the size line."""
        curve, measurement = self._curve, self._measurement
        if curve is None or measurement is None:
            return
        words = SizeText(self._numbers, measurement, curve, self._relative)
        log_side = float(self._size_line.value())
        needed = curve.recommended if exact else None
        error = curve.target if needed else self._error_at(log_side)
        colours = self._theme.colours
        spots = [
            (curve.measured, "o", 12, "measured"),
            ((log_side, error), "d", 14, "needed"),
        ]
        self._dots.setData(
            [
                {"pos": pos, "symbol": symbol, "size": size, "brush": colours.colour(name),
                 "pen": self.plot.pen(colours.colour("base"), 1.5)}
                for pos, symbol, size, name in spots
            ]
        )  # fmt: skip
        ratio = needed.volume_ratio if needed else curve.volume_ratio(log_side)
        n_more = needed.additional_images if needed else words.more_images(ratio)
        n, first = measurement.n_images, math.prod(measurement.shape)
        n_all = sum(map(math.prod, measurement.shapes))
        of_first = ratio * n_all / (n * first)  # all are drawn in its size
        self.picture.set_images(
            measurement.shape, n, n_more, of_first, is_round=measurement.is_round
        )
        self._error_line.set_label(words.target())
        text = words.reading(log_side, error, self._level)
        self._reading.setText(text)
        plain = text.replace("<b>", "").replace("</b>", "")
        self.plot.setAccessibleDescription(plain)
        self._handles[0].set_value_text(words.target())
        self._handles[1].set_value_text(plain)
        caption = words.caption(ratio, n_more, error, colours)
        self._caption.setText(caption)
        self._fit_caption()
        self.picture.setAccessibleDescription(words.plain(caption))

    def _error_at(self, log_side: float) -> float:
        """Decimal logarithm of the error at a side."""
        curve, measurement = self._curve, self._measurement
        if curve is None or measurement is None:
            return 0.0
        scale = 10 ** (log_side - curve.measured[0])
        error = float(measurement.error_at_size(scale, self._level))
        return math.log10(error / (abs(measurement.value) if self._relative else 1.0))

    def _name_axes(self, measurement: Measurement) -> None:
        calibration = measurement.calibration
        self.plot.getPlotItem().showAxis("top", calibration is not None)
        name, over_side = size_axis(measurement)
        self.plot.axis("bottom").set_factor(over_side)
        unit = self.tr("voxels") if measurement.ndim == 3 else "px"
        self.plot.axis("bottom").setLabel(name.format(unit=unit))
        text = QuantityText.of(measurement, self._numbers)
        self.plot.setAccessibleName(
            self.tr("Error of the phase fraction against image size")
            if text.is_fraction
            else self.tr("Error against image size: {quantity}").format(quantity=text.name)
        )
        self.plot.axis("left").set_factor(100 if self._relative else text.factor)
        self.plot.axis("left").setLabel(error_axis(text, relative=self._relative))
        if calibration is not None and self._curve is not None:
            voxel = calibration.mean_voxel_size
            voxel *= over_side
            factor, unit = rescale(voxel * 10 ** self._curve.measured[0], calibration.unit)
            axis = self.plot.axis("top")
            axis.set_factor(voxel * factor)
            axis.setLabel(name.format(unit=unit))

    def _drag_size(self) -> None:
        self._show_size(exact=False)

    def _drag_error(self) -> None:
        if self._curve is None:
            return
        self._target = float(f"{10 ** self._error_line.value():.3g}")
        self._redraw()
        self.target_changed.emit(self._target)

    def _restyle(self) -> None:
        super()._restyle()
        colours = self._theme.colours
        self.plot.restyle(self._numbers)
        self._line.setPen(self.plot.pen(colours.colour("text"), 2))
        ground = colours.colour("base", 0.0)
        solid, ratio = Qt.PenStyle.SolidLine, self.devicePixelRatioF()
        self._error_line.restyle(colours.colour("target"), ground, solid, ratio)
        self._size_line.restyle(colours.colour("needed"), ground, solid, ratio)
        self.picture.update()
        self._show_size(exact=True)
