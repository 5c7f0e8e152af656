"""Entry point of the app: ``imagerep-qt [FILES] [--phase LABEL]``."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from imagerep.streams import prepare_streams

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from imagerep_qt.main_window import MainWindow
    from imagerep_qt.session import Runner
    from imagerep_qt.settings import Settings

_SETTLED_AFTER_MS = 1000
_TITLE_BAR_PX = 36


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line without the program's name; by default that of the process.

    Returns
    -------
    int
        Exit status.
    """
    prepare_streams()
    if arguments is None and sys.argv[1:2] in (["fiji-call"], ["fiji-worker"]):
        from fiji_bridge.entry import main as serve  # Fiji calls: the app was chosen there

        serve()
    given = _parser().parse_args(arguments)
    if given.check is not None:
        from imagerep_qt.check import check_window

        return check_window(given.check)
    if given.screenshot is not None and not _has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        sys.stderr.write(
            f"The window needs Qt, which cannot be loaded ({error}).\n"
            'Install it with: pip install "imagerep[gui]"\n'
        )
        return 2
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - the app makes no other kind
    if given.screenshot is not None:
        return _screenshot(app, given)
    from PySide6.QtCore import QTimer

    from imagerep_qt.qt_runner import window_runner
    from imagerep_qt.settings import Settings

    window = make_window(app, window_runner(), Settings(), given)
    sys.excepthook = _Reporter(window)
    fit_screen(window)
    window.show()
    _open(window, given)
    QTimer.singleShot(_SETTLED_AFTER_MS, settle_memory)
    status = app.exec()
    if not window.has_ended:
        logging.shutdown()
        os._exit(status)  # a transform that is under way cannot be stopped
    return status


def settle_memory() -> None:
    """Leave what the window is made of out of garbage collection.

    Going through its hundred thousand objects takes 40 ms, which a person who drags would see.
    """
    gc.collect()
    gc.freeze()


def fit_screen(window: MainWindow) -> None:
    """Make a window no larger than its screen.

    Parameters
    ----------
    window : QWidget
        Not shown yet.
    """
    from PySide6.QtCore import QSize

    screen = window.screen()
    room = screen.availableSize()
    # At 150 % half a pixel may be missing of what Qt has rounded up.
    rounded = 0 if screen.devicePixelRatio().is_integer() else 1
    inside = QSize(room.width() - rounded, room.height() - _TITLE_BAR_PX)
    window.resize(window.size().boundedTo(inside))


def make_window(
    app: QApplication, runner: Runner, settings: Settings, given: argparse.Namespace
) -> MainWindow:
    """Make the window with everything that it needs.

    Parameters
    ----------
    app : QApplication
        The application.
    runner : Runner
        Runs long work.
    settings : Settings
        What is remembered.
    given : argparse.Namespace
        Options of the command line.

    Returns
    -------
    MainWindow
        Not shown yet.
    """
    from PySide6.QtCore import QLocale

    from imagerep_qt.formatting import NumberFormat
    from imagerep_qt.icon import app_icon
    from imagerep_qt.language import install, locale_of
    from imagerep_qt.main_window import MainWindow
    from imagerep_qt.panels.context import Context
    from imagerep_qt.session import Session
    from imagerep_qt.theme import Theme

    if given.locale:
        install(app, QLocale(given.locale))
    else:
        install(app, locale_of(settings.language), settings.language)
    app.setApplicationName("ImageRep")
    app.setDesktopFileName("imagerep-qt")
    theme = Theme(app, given.theme or settings.theme)
    theme.apply()
    app.setWindowIcon(app_icon())
    session = Session(runner)
    session.set_confidence(settings.confidence_level)
    session.set_target(settings.target)
    session.choose_method(settings.method)
    return MainWindow(Context(session, theme, NumberFormat.of(QLocale())), settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="imagerep-qt", description="How well does an image represent its material?"
    )
    parser.add_argument("files", nargs="*", type=Path, help="images, folders, or a session")
    parser.add_argument("--phase", type=int, help="label of the phase to measure")
    parser.add_argument(
        "--screenshot", type=Path, metavar="OUT.png", help="draw the measured window and exit"
    )
    parser.add_argument("--check", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="look of the window")
    parser.add_argument("--locale", help="language and number format, for example de_DE")
    return parser


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(window: MainWindow, given: argparse.Namespace) -> None:
    if given.phase is not None:
        window.session.wish_phase(given.phase)
    window.commands.open_paths(given.files, replace_all=False)


def _screenshot(app: QApplication, given: argparse.Namespace) -> int:
    import tempfile

    from PySide6.QtCore import QSettings

    from imagerep_qt.session import InlineRunner
    from imagerep_qt.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = make_window(app, InlineRunner(), Settings(store), given)
        window.show()
        _open(window, given)
        for _ in range(5):
            app.processEvents()
        notices = window.session.state.notices
        is_written = window.grab().save(str(given.screenshot))
        window.close()
    for notice in notices:
        sys.stderr.write(f"{notice.message} {notice.hint}\n")
    if not is_written:
        sys.stderr.write(f"“{given.screenshot}” cannot be written.\n")
    return 0 if is_written and not notices else 1


class _Reporter:
    """Tells the person of a fault in the program, and the log where it was."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        from imagerep_qt.session.notices import as_notice

        logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, traceback))
        self._window.session.notify(as_notice(error))
