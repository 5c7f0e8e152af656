"""Windows that are no larger than their screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_TITLE_BAR_PX = 36
_FRAME_PX = 8
"""At each side on Windows, which puts a window as wide as the screen this far to the right."""


def fits_screen(window: QWidget) -> bool:
    """Whether a window is no larger than its screen."""
    room = _room(window)
    return window.width() <= room.width() and window.height() <= room.height()


def fit_to_screen(window: QWidget) -> None:
    """Make a window, or a dialog, no larger than its screen."""
    window.resize(window.size().boundedTo(_room(window)))


def _room(window: QWidget) -> QSize:
    """Size of the screen, without title bar and frame unless the window is to fill it."""
    screen = window.screen()
    if window.isFullScreen():
        return screen.size()
    room = screen.availableSize()
    if window.isMaximized():
        return room
    # At 150 % half a pixel may be missing of what Qt has rounded up.
    rounded = 0 if screen.devicePixelRatio().is_integer() else 1
    return QSize(room.width() - rounded - 2 * _FRAME_PX, room.height() - _TITLE_BAR_PX)
