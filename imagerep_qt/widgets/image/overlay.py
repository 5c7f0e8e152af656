"""Scale bar and length scale drawn over an image."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from imagerep.calibration import Calibration
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.directions import Directions, Ellipse
from imagerep_qt.widgets.image.overlay_layout import mark_side, scale_bar
from imagerep_qt.widgets.planes import Plane

_MARGIN = 10.0
_PAD = 7.0
_BAR = 4.0


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over an image."""

    numbers: NumberFormat
    voxel: float | None = None  # width of an image pixel, in `unit`
    unit: str | None = None
    characteristic_length_px: float | None = None  # side of the square
    length_text: str = ""  # beside the mark
    ellipse: Ellipse | None = None  # drawn instead of the square
    is_low: bool = False  # in the lower corners, where the upper ones have something of the image

    def draw(self, painter: QPainter, area: QRectF, zoom: float, font: QFont) -> None:
        """Draw scale bar and length scale in the upper corners of an area, or in the lower ones.

        Data bars and the scale bars of microscopes are at the lower edge, with few exceptions.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        used = self._draw_bar(painter, area, zoom)
        if self.characteristic_length_px is not None:
            self._draw_mark(painter, area, zoom, used)

    def _draw_bar(self, painter: QPainter, area: QRectF, zoom: float) -> float:
        bar = scale_bar(area.width(), zoom, self.voxel, self.unit, self.numbers)
        if bar is None:
            return area.left()
        text = painter.fontMetrics().boundingRect(bar.text)
        width = max(bar.length_px, text.width() + 2.0) + 2 * _PAD
        height = text.height() + _BAR + 2.5 * _PAD
        box = QRectF(area.left() + _MARGIN, self._top(area, height), width, height)
        _draw_ground(painter, box)
        left = box.center().x() - bar.length_px / 2
        painter.fillRect(
            QRectF(left, box.bottom() - _PAD - _BAR, bar.length_px, _BAR), QColor("white")
        )
        place = QRectF(box.left(), box.top() + 0.75 * _PAD, width, text.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, bar.text)
        return box.right()

    def _draw_mark(self, painter: QPainter, area: QRectF, zoom: float, used: float) -> None:
        sides = self._mark_sides(zoom, min(area.width(), area.height()))
        text = painter.fontMetrics().boundingRect(self.length_text)
        shown = 0.0 if sides is None else sides[0] + _PAD
        height = max(0.0 if sides is None else sides[1], text.height()) + 10
        width = shown + text.width() + 4 + 2 * _PAD
        box = QRectF(area.right() - _MARGIN - width, self._top(area, height), width, height)
        if box.left() < used + _MARGIN:
            return
        _draw_ground(painter, box)
        place = box.adjusted(_PAD, 0, -_PAD - shown, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.length_text
        )
        if sides is None:
            return
        centre = QPointF(box.right() - _PAD - sides[0] / 2, box.center().y())
        painter.setPen(QPen(QColor("white"), 1.5))
        painter.setBrush(QColor(255, 255, 255, 70))
        if self.ellipse is not None:
            _draw_ellipse(painter, centre, self.ellipse, zoom)
        else:
            square = QRectF(0, 0, *sides)
            square.moveCenter(centre)
            painter.drawRect(square)

    def _top(self, area: QRectF, height: float) -> float:
        return area.bottom() - _MARGIN - height if self.is_low else area.top() + _MARGIN

    def _mark_sides(self, zoom: float, view_side: float) -> tuple[float, float] | None:
        """Width and height of the mark on the screen; None where it would be too large."""
        if self.ellipse is None:
            side = mark_side(self.characteristic_length_px or 0.0, zoom, view_side)
            return None if side is None else (side, side)
        width, height = (mark_side(side, zoom, view_side) for side in self.ellipse.extent_px)
        return None if width is None or height is None else (width, height)


def _draw_ellipse(painter: QPainter, centre: QPointF, ellipse: Ellipse, zoom: float) -> None:
    """Draw an ellipse with its two diameters."""
    long, short = ellipse.long_px * zoom / 2, ellipse.short_px * zoom / 2
    painter.save()
    painter.translate(centre)
    painter.rotate(ellipse.angle_deg)
    painter.drawEllipse(QPointF(0, 0), long, short)
    painter.drawLine(QPointF(-long, 0), QPointF(long, 0))
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1.0))
    painter.drawLine(QPointF(0, -short), QPointF(0, short))
    painter.restore()


def _draw_ground(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 165))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor("white"))


def overlay_of(
    numbers: NumberFormat,
    plane: Plane,
    calibration: Calibration | None,
    length_px: float | None,
    directions: Directions | None,
) -> Overlay:
    """Overlay of a plane."""
    width, unit = None, None
    if calibration is not None:
        width, unit = plane.voxel(calibration)[1], calibration.unit
    fits = directions is not None and len(directions.voxel) == len(plane.shape)
    if directions is not None and fits and directions.is_to_scale:
        ellipse = directions.section(plane)
        across = directions.voxel[plane.axes[1]]
        lengths = numbers.lengths(
            (ellipse.long_px * across, ellipse.short_px * across), directions.unit
        )
        text = translate("Overlay", "length scales {size}").format(size=lengths)
        if plane.is_volume:
            text = translate("Overlay", "length scales in this plane {size}").format(size=lengths)
        return Overlay(numbers, width, unit, length_px, text, ellipse)
    text = ""
    if length_px is not None:
        size = f"{numbers.significant(length_px)} px"
        if calibration is not None:
            size = numbers.length(length_px * calibration.mean_voxel_size, calibration.unit)
        text = translate("Overlay", "characteristic length {size}").format(size=size)
    return Overlay(numbers, width, unit, length_px, text)
