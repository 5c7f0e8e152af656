"""Runs jobs in threads, and passes their outcome to the thread of the window."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from imagerep_qt.session import ThreadRunner

_LATEST_MS = 250
"""How long what waits for a drawing waits at most: a window out of sight is not drawn."""


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

    def post_late(self, call: Callable[[], None]) -> None:
        """Call a function after the window should have been drawn, from the same thread."""
        QTimer.singleShot(_LATEST_MS, self, call)

    def _call(self, call: Callable[[], None]) -> None:
        call()


def window_runner(parent: QObject | None = None) -> ThreadRunner:
    """Runner for a window."""
    poster = Poster(parent)
    return ThreadRunner(poster.post, poster.post_late)
