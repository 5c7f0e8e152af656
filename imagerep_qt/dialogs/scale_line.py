"""Sets the pixel size by a line along the micron bar."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from imagerep.calibration import Calibration, decimal
from imagerep.image.overview import Overview
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.session import Session
from imagerep_qt.widgets.screen import fit_to_screen

UNITS = ("nm", "µm", "mm", "cm", "m")

_SNAP_DEG = 3.0
"""Lines as level as this are taken for level: micron bars are."""
_ZOOM = 1.25
_LARGEST_ZOOM = 40.0


class LineView(QGraphicsView):
    """A picture on which a line is dragged; the wheel zooms, arrow keys move the line's end."""

    changed = Signal()
    """The line has changed."""

    def __init__(self, picture: QImage, step: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        scene = QGraphicsScene(self)
        item = scene.addPixmap(QPixmap.fromImage(picture))
        item.setScale(step)
        scene.setSceneRect(QRectF(0, 0, picture.width() * step, picture.height() * step))
        self.setScene(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(translate("ScaleLine", "Image to draw a line on"))
        self._pens = [QPen(QColor("#ffffff"), 5), QPen(QColor("#c24e00"), 2)]
        for pen in self._pens:
            pen.setCosmetic(True)
        self._lines = [scene.addLine(0, 0, 0, 0, pen) for pen in self._pens]
        self._start = self._stop = QPointF()
        self._is_zoomed = False

    @property
    def length_px(self) -> float:
        """Length of the line in pixels of the image."""
        return math.hypot(self._stop.x() - self._start.x(), self._stop.y() - self._start.y())

    def set_line(self, start: QPointF, stop: QPointF) -> None:
        """Draw a line; one that is nearly level becomes so."""
        dx, dy = stop.x() - start.x(), stop.y() - start.y()
        if abs(dy) < math.tan(math.radians(_SNAP_DEG)) * abs(dx):
            stop = QPointF(stop.x(), start.y())
        elif abs(dx) < math.tan(math.radians(_SNAP_DEG)) * abs(dy):
            stop = QPointF(start.x(), stop.y())
        self._start, self._stop = start, stop
        for line in self._lines:
            line.setLine(start.x(), start.y(), stop.x(), stop.y())
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.mapToScene(event.position().toPoint())
        self.set_line(point, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.set_line(self._start, self.mapToScene(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.set_line(self._start, self.mapToScene(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = _ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM
        if self.transform().m11() * factor <= _LARGEST_ZOOM:
            self._is_zoomed = True
            self.scale(factor, factor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the end of the line by a pixel, or by ten with Shift."""
        moves = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.set_line(self._start, self._stop + QPointF(far * move[0], far * move[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_zoomed:
            self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)


class ScaleLineDialog(QDialog):
    """Asks for a line, and for the length that it has."""

    def __init__(
        self, picture: QImage, step: int, numbers: NumberFormat, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self.setWindowTitle(translate("ScaleLine", "Set the scale by a line"))
        self.view = LineView(picture, step, self)
        self._text = QLabel(translate("ScaleLine", "Drag a line along the micron bar."), self)
        self.length = QLineEdit(self)
        self.unit = QComboBox(self)
        self.unit.addItems(UNITS)
        self.unit.setCurrentText("µm")
        self.unit.setAccessibleName(translate("ScaleLine", "Unit of the length"))
        row = QHBoxLayout()
        row.addWidget(self.length)
        row.addWidget(self.unit)
        form = QFormLayout()
        form.addRow(translate("ScaleLine", "&Length of the bar"), row)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.use = buttons.addButton(
            translate("ScaleLine", "&Use this scale"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self._text)
        column.addLayout(form)
        column.addWidget(buttons)
        self.view.changed.connect(self._show)
        self.length.textChanged.connect(self._show)
        self.unit.currentIndexChanged.connect(self._show)
        self._show()
        self.resize(860, 680)
        fit_to_screen(self)

    @property
    def pixel_size(self) -> float | None:
        """Size of a pixel in the chosen unit; None until line and length are given."""
        try:
            length = decimal(self.length.text())
        except ValueError:
            return None
        if not (math.isfinite(length) and length > 0 and self.view.length_px >= 2):
            return None
        return length / self.view.length_px

    def _show(self) -> None:
        size, numbers = self.pixel_size, self._numbers
        self.use.setEnabled(size is not None)
        pixels = numbers.number(self.view.length_px, 1)
        if size is not None:
            text = translate("ScaleLine", "The line is {length} px long: a pixel is {size}.")
            shown = numbers.length(size, self.unit.currentText())
            self._text.setText(text.format(length=pixels, size=shown))
        elif self.view.length_px > 0:
            text = translate("ScaleLine", "The line is {length} px long.")
            self._text.setText(text.format(length=pixels))


def set_scale_by_line(session: Session, numbers: NumberFormat, parent: QWidget) -> None:
    """Show the current image, and set the pixel size of all images by a line on it."""
    entry = session.state.current
    if entry is None:
        return
    image = entry.image
    overview = image.segmentation.overview if image.segmentation is not None else image.overview
    dialog = ScaleLineDialog(picture_of(overview), overview.step, numbers, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def take() -> None:
        size = dialog.pixel_size
        if size is not None:
            n = len(entry.image.shape)
            session.set_calibration(Calibration((size,) * n, dialog.unit.currentText()))

    dialog.accepted.connect(take)
    dialog.open()


def picture_of(overview: Overview) -> QImage:
    """The image in greys, from its smallest to its largest value; of a volume the middle slice."""
    values: NDArray[Any] = overview.values
    if values.ndim == 3:
        values = values[len(values) // 2]
    shown = np.asarray(values, np.float64)
    finite = shown[np.isfinite(shown)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    span = high - low or 1.0
    greys = np.nan_to_num((shown - low) / span * 255).astype(np.uint8)
    rows, columns = greys.shape
    # The picture keeps no reference to the array.
    return QImage(
        np.ascontiguousarray(greys).data, columns, rows, columns, QImage.Format.Format_Grayscale8
    ).copy()
