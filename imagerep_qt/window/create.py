"""Creates the main window with everything that it needs."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.icon import app_icon
from imagerep_qt.language import install, locale_of
from imagerep_qt.panels.context import Context
from imagerep_qt.session import Runner, Session
from imagerep_qt.settings import Settings
from imagerep_qt.theme import Mode, Theme
from imagerep_qt.window.main_window import MainWindow

if TYPE_CHECKING:
    from pyqtgraph.util.garbage_collector import GarbageCollector


def create_window(
    app: QApplication,
    runner: Runner,
    settings: Settings,
    *,
    theme: Mode | None = None,
    locale: str | None = None,
) -> MainWindow:
    """Main window; theme and locale are those of the settings unless given."""
    if locale:
        install(app, QLocale(locale))
    else:
        install(app, locale_of(settings.language), settings.language)
    app.setApplicationName("ImageRep")
    app.setDesktopFileName("imagerep-qt")
    look = Theme(app, theme or settings.theme)
    look.apply()
    app.setWindowIcon(app_icon())
    session = Session(runner)
    session.set_confidence(settings.confidence_level)
    session.set_target(settings.target)
    session.choose_method(settings.method)
    return MainWindow(Context(session, look, NumberFormat.of(QLocale())), settings)


def settle_garbage_collection() -> GarbageCollector:
    """Collect garbage in this thread alone, as long as the result lives, and none of the window.

    Qt forbids that the thread of a job, which happens to collect it, destroys a closed dialog.
    Traversing the window's hundred thousand objects takes 40 ms, which is visible while dragging.
    """
    from pyqtgraph.util.garbage_collector import GarbageCollector

    gc.collect()
    gc.freeze()
    return GarbageCollector()
