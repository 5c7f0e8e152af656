"""Windows that are no larger than their screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_TITLE_BAR_PX = 36


def fits_screen(window: QWidget) -> bool:
    """Whether a window is no larger than its screen."""
    room = _room(window)
    return window.width() <= room.width() and window.height() <= room.height()


def fit_to_screen(window: QWidget) -> None:
    """Make a window, or a dialog, no larger than its screen."""
    window.resize(window.size().boundedTo(_room(window)))


def _room(window: QWidget) -> QSize:
    """Size of the screen without the title bar of a window."""
    screen = window.screen()
    room = screen.availableSize()
    # At 150 % half a pixel may be missing of what Qt has rounded up.
    rounded = 0 if screen.devicePixelRatio().is_integer() else 1
    return QSize(room.width() - rounded, room.height() - _TITLE_BAR_PX)
