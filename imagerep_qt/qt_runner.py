"""Runs jobs in threads, and passes their outcome to the thread of the window."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from imagerep_qt.session import ThreadRunner

_DRAWN_AFTER_MS = 25
"""Longer than a window waits until it draws what has changed: a frame of the screen at most."""


class Poster(QObject):
    """Calls functions in the thread in which it was created."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Call a function soon, from any thread."""
        with contextlib.suppress(RuntimeError):  # the window has been deleted
            self._posted.emit(call)

    def post_drawn(self, call: Callable[[], None]) -> None:
        """Call a function after the window has drawn what has changed, from the same thread."""
        QTimer.singleShot(_DRAWN_AFTER_MS, self, call)

    def _call(self, call: Callable[[], None]) -> None:
        call()


def window_runner(parent: QObject | None = None) -> ThreadRunner:
    """Runner for a window."""
    poster = Poster(parent)
    return ThreadRunner(poster.post, poster.post_drawn)
