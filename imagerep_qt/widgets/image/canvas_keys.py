"""Keyboard control of an image: pan, zoom, slices, and the crop frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from imagerep_qt.theme import Theme
from imagerep_qt.widgets.image.canvas import ImageCanvas
from imagerep_qt.widgets.image.crop_tool import CropTool

_ZOOM = 1.25
_PAN = 0.1
"""Fraction of the visible area that a key pans."""
_CROP_AFTER_MS = 500
"""Delay until a crop frame that was moved by keys is applied."""

_Key = Qt.Key
_ARROWS = {
    _Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1),
}  # fmt: skip


class CanvasKeys(QObject):
    """Handles the keys of a canvas, and marks its keyboard focus."""

    escaped = Signal()
    """The user wants to stop drawing."""

    def __init__(self, canvas: ImageCanvas, tool: CropTool, slices: QSlider, theme: Theme) -> None:
        super().__init__(canvas)
        crop = tool.box
        self._canvas, self._tool, self._crop, self._slices = canvas, tool, crop, slices
        self._ring = _Ring(canvas, theme)
        self._apply_timer = QTimer(self)
        self._apply_timer.setSingleShot(True)
        self._apply_timer.setInterval(_CROP_AFTER_MS)
        self._apply_timer.timeout.connect(crop.commit)
        canvas.setToolTip(
            self.tr(
                "Click a phase to choose it. Drag, or use the arrow keys, to move; turn the wheel, "
                "or press + and −, to zoom; 0 shows all."
            )
        )
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._ring.setVisible(event.reason() is not Qt.FocusReason.MouseFocusReason)
        elif event.type() == QEvent.Type.FocusOut:
            self._ring.hide()
        elif event.type() == QEvent.Type.Resize:
            self._ring.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key, canvas = event.key(), self._canvas
        if key in _ARROWS:
            self._arrow(*_ARROWS[_Key(key)], event.modifiers())
        elif key in (_Key.Key_Plus, _Key.Key_Equal):
            canvas.set_zoom(canvas.zoom * _ZOOM)
        elif key in (_Key.Key_Minus, _Key.Key_Underscore):
            canvas.set_zoom(canvas.zoom / _ZOOM)
        elif key == _Key.Key_0:
            canvas.fit()
        elif key == _Key.Key_1:
            canvas.set_zoom(1.0 / canvas.devicePixelRatioF())
        elif key in (_Key.Key_PageUp, _Key.Key_PageDown):
            self._slices.setValue(self._slices.value() + (1 if key == _Key.Key_PageUp else -1))
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            return self._tool.close_polygon()
        elif key == _Key.Key_Backspace:
            return self._tool.remove_corner()
        elif key == _Key.Key_Escape and self._crop.frame.isVisible():
            self.escaped.emit()
        else:
            return False
        return True

    def _arrow(self, right: int, down: int, held: Qt.KeyboardModifier) -> None:
        if not self._crop.frame.isVisible():
            self._canvas.pan(_PAN * right, _PAN * down)
            return
        near = not held & Qt.KeyboardModifier.ShiftModifier
        far = not held & Qt.KeyboardModifier.ControlModifier
        self._crop.nudge((down * near, down * far), (right * near, right * far))
        self._apply_timer.start()


class _Ring(QWidget):
    """Frame around the widget with the focus."""

    def __init__(self, canvas: QWidget, theme: Theme) -> None:
        super().__init__(canvas)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colours.colour("accent"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
