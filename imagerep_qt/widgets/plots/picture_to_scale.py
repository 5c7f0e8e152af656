"""Picture of measured and needed images, drawn to the same scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from imagerep_qt.theme import Theme
from imagerep_qt.widgets.plots.picture_layout import Frame, Picture, arrange

_LEAST_PX = 30.0
"""Least height that is drawn in."""
_MARGIN_PX = 10.0
_POINTER_PX = 7.0
_THIN_PX = 6.0


class PictureToScale(QWidget):
    """Measured images as filled frames, needed ones hatched; boxes for volumes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[float, ...] = ()
        self._counts = 0, 0
        self._ratio = 1.0
        self._is_round = False
        self._thumbnails: tuple[QImage, ...] = ()
        self._pixmaps: dict[int, QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 1)
        self.setAccessibleName(self.tr("Picture to scale of measured and needed images"))
        self.setToolTip(
            self.tr(
                "Filled: what you have measured. Hatched: what is still to be measured. "
                "Everything is drawn to the same scale."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(260, 240)

    def set_images(
        self,
        shape: Sequence[float],
        n_measured: int,
        n_more: int,
        volume_ratio: float,
        *,
        is_round: bool = False,
    ) -> None:
        self._shape = tuple(shape)
        self._is_round = is_round
        self._counts = n_measured, n_more
        self._ratio = volume_ratio
        self.update()

    def set_thumbnails(self, thumbnails: Sequence[QImage]) -> None:
        self._thumbnails = tuple(thumbnails)
        self._pixmaps.clear()
        self.update()

    def picture(self) -> Picture:
        """Frames at the current size."""
        if not self._shape:
            return Picture((), False, 0.0)
        area = self._area()
        size = area.width(), area.height()
        return arrange(self._shape, *self._counts, self._ratio, *size, is_round=self._is_round)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._theme.colours
        painter.fillRect(self.rect(), colours.colour("base"))
        area = self._area()
        if area.height() < _LEAST_PX:
            painter.end()
            return
        painter.translate(area.topLeft())
        picture = self.picture()
        measured, needed, enough = (
            [frame for frame in picture.frames if frame.kind == kind]
            for kind in ("measured", "needed", "enough")
        )
        if needed and _is_thin(needed[0]):
            self._draw_thin_needed(painter, needed)
        else:
            for frame in needed:
                self._draw_needed(painter, frame)
        if measured and _is_thin(measured[0]):
            self._draw_thin_measured(painter, measured)
        else:
            for index, frame in enumerate(measured):
                self._draw_measured(painter, frame, index)
        for frame in enough:
            self._draw_enough(painter, frame)
        if picture.is_one:
            self._draw_pointer(painter, picture)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def _draw_thin_measured(self, painter: QPainter, frames: Sequence[Frame]) -> None:
        colour = self._theme.colours.colour("measured")
        painter.setPen(QPen(colour, 0.5))
        painter.setBrush(colour)
        painter.drawRects([QRectF(f.x, f.y, f.width, f.height) for f in frames])

    def _draw_thin_needed(self, painter: QPainter, frames: Sequence[Frame]) -> None:
        colours = self._theme.colours
        faces = [QRectF(f.x, f.y, f.width, f.height) for f in frames]
        painter.setPen(QPen(colours.colour("needed"), 0.75))
        painter.setBrush(colours.colour("needed", 0.08))
        painter.drawRects(faces)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colours.colour("needed", 0.55), Qt.BrushStyle.BDiagPattern))
        painter.drawRects(faces)

    def _draw_measured(self, painter: QPainter, frame: Frame, index: int) -> None:
        colour = self._theme.colours.colour("measured")
        faint = QColor(colour)
        faint.setAlphaF(0.55)
        outline = QPen(colour, 1.5 if frame.width > _THIN_PX else 0.5)
        self._draw_box(painter, frame, QBrush(colour), QBrush(faint), outline)
        if index < len(self._thumbnails) and min(frame.width, frame.height) >= 12:
            face = QRectF(frame.x, frame.y, frame.width, frame.height)
            front = self._front(frame)
            painter.save()
            painter.setClipPath(front)
            painter.drawPixmap(face.topLeft().toPoint(), self._scaled(index, face.size()))
            painter.restore()
            painter.strokePath(front, outline)

    def _scaled(self, index: int, size: QSizeF) -> QPixmap:
        """Thumbnail in the size of its frame, cached."""
        ratio = self.devicePixelRatioF()
        wanted = (size * ratio).toSize().expandedTo(QSize(1, 1))
        kept = self._pixmaps.get(index)
        if kept is None or kept.size() != wanted:
            kept = QPixmap.fromImage(
                self._thumbnails[index].scaled(
                    wanted,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            kept.setDevicePixelRatio(ratio)
            self._pixmaps[index] = kept
        return kept

    def _draw_needed(self, painter: QPainter, frame: Frame) -> None:
        colours = self._theme.colours
        ground = QBrush(colours.colour("needed", 0.08))
        outline = QPen(colours.colour("needed"), 1.25)
        self._draw_box(painter, frame, ground, ground, outline)
        hatch = QBrush(colours.colour("needed", 0.55), Qt.BrushStyle.BDiagPattern)
        painter.fillPath(self._front(frame), hatch)

    def _draw_enough(self, painter: QPainter, frame: Frame) -> None:
        colours = self._theme.colours
        halo = QPen(colours.colour("base", 0.9), 4)
        dashes = QPen(colours.colour("needed"), 2, Qt.PenStyle.DashLine)
        empty = QBrush(Qt.BrushStyle.NoBrush)
        face = Frame(frame.x, frame.y, frame.width, frame.height, 0.0, frame.kind)
        for outline in (halo, dashes):
            self._draw_box(painter, face, empty, empty, outline)

    def _draw_box(
        self, painter: QPainter, frame: Frame, front_brush: QBrush, side: QBrush, outline: QPen
    ) -> None:
        x, y, w, h, d = frame.x, frame.y, frame.width, frame.height, frame.depth
        painter.setPen(outline)
        if self._is_round:
            front = self._front(frame)
            if d:
                painter.setBrush(side)
                painter.drawPath(_flank(frame).united(front.translated(d, -d)).subtracted(front))
            painter.setBrush(front_brush)
            painter.drawPath(front)
            return
        if d:
            painter.setBrush(side)
            lid = [(x, y), (x + d, y - d), (x + w + d, y - d), (x + w, y)]
            flank = [(x + w, y), (x + w + d, y - d), (x + w + d, y + h - d), (x + w, y + h)]
            for corners in (lid, flank):
                painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setBrush(front_brush)
        painter.drawRect(QRectF(x, y, w, h))

    def _front(self, frame: Frame) -> QPainterPath:
        """Front face of a frame."""
        path, face = QPainterPath(), QRectF(frame.x, frame.y, frame.width, frame.height)
        if self._is_round:
            path.addEllipse(face)
        else:
            path.addRect(face)
        return path

    def _draw_pointer(self, painter: QPainter, picture: Picture) -> None:
        """Draw a ring around measured images that are too small to see."""
        measured = [frame for frame in picture.frames if frame.kind == "measured"]
        right = max(frame.x + frame.width for frame in measured)
        left = min(frame.x for frame in measured)
        top = min(frame.y for frame in measured)
        bottom = max(frame.y + frame.height for frame in measured)
        if max(right - left, bottom - top) >= _POINTER_PX:
            return
        centre = QPointF(0.5 * (left + right), 0.5 * (top + bottom))
        colour = self._theme.colours.colour("measured")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for outline in (QPen(self._theme.colours.colour("base"), 4), QPen(colour, 2)):
            painter.setPen(outline)
            painter.drawEllipse(centre, _POINTER_PX, _POINTER_PX)


def _flank(frame: Frame) -> QPainterPath:
    """What a cylinder's front face sweeps as it moves to the back."""
    a, b, d = frame.width / 2, frame.height / 2, frame.depth
    angle = math.atan2(b, a)  # the tangent runs along the depth there
    x, y = frame.x + a, frame.y + b
    across = QPointF(a * math.cos(angle), b * math.sin(angle))
    near, deep = QPointF(x, y), QPointF(x + d, y - d)
    path = QPainterPath()
    path.addPolygon(QPolygonF([near - across, deep - across, deep + across, near + across]))
    path.closeSubpath()
    return path


def _is_thin(frame: Frame) -> bool:
    return not frame.depth and frame.width <= _THIN_PX
