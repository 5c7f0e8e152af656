"""Entry point of the app: ``imagerep-qt [FILES] [--phase LABEL]``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from imagerep.streams import prepare_streams

if TYPE_CHECKING:
    from pyqtgraph.util.garbage_collector import GarbageCollector
    from PySide6.QtWidgets import QApplication

    from imagerep_qt.window.main_window import MainWindow

_SETTLE_AFTER_MS = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; returns the exit status."""
    prepare_streams()
    if arguments is None and sys.argv[1:2] in (["fiji-call"], ["fiji-worker"]):
        from fiji_bridge.entry import main as serve  # Fiji starts the app where only that is known

        serve()
    options = _parser().parse_args(arguments)
    if options.check is not None:
        from imagerep_qt.self_check import check_window

        return check_window(options.check)
    if options.screenshot is not None and not _has_screen():
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
    assert isinstance(app, QApplication)  # noqa: S101 - no other kind is created
    if options.screenshot is not None:
        return _screenshot(app, options)
    from PySide6.QtCore import QTimer

    from imagerep_qt.qt_runner import window_runner
    from imagerep_qt.settings import Settings
    from imagerep_qt.widgets.screen import fit_to_screen
    from imagerep_qt.window.create import create_window, settle_garbage_collection

    window = create_window(
        app, window_runner(), Settings(), theme=options.theme, locale=options.locale
    )
    sys.excepthook = _ErrorReporter(window)
    fit_to_screen(window)
    window.show()
    _open(window, options)
    settled: list[GarbageCollector] = []
    QTimer.singleShot(_SETTLE_AFTER_MS, lambda: settled.append(settle_garbage_collection()))
    status = app.exec()
    if not window.has_ended:
        logging.shutdown()
        os._exit(status)  # an FFT under way cannot be stopped
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="imagerep-qt", description="How well does an image represent its material?"
    )
    parser.add_argument("files", nargs="*", type=Path, help="images, folders, or a session")
    parser.add_argument("--phase", type=int, help="label of the phase to measure")
    parser.add_argument(
        "--screenshot", type=Path, metavar="OUT.png", help="save a picture of the window and exit"
    )
    parser.add_argument("--check", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--theme", choices=("system", "light", "dark"), help="look of the window")
    parser.add_argument("--locale", help="language and number format, for example de_DE")
    return parser


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(window: MainWindow, options: argparse.Namespace) -> None:
    if options.phase is not None:
        window.session.wish_phase(options.phase)
    window.commands.open_paths(options.files, replace_all=False)


def _screenshot(app: QApplication, options: argparse.Namespace) -> int:
    import tempfile

    from PySide6.QtCore import QSettings

    from imagerep_qt.session import InlineRunner
    from imagerep_qt.settings import Settings
    from imagerep_qt.window.create import create_window

    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = create_window(
            app, InlineRunner(), Settings(store), theme=options.theme, locale=options.locale
        )
        window.show()
        _open(window, options)
        for _ in range(5):
            app.processEvents()
        notices = window.session.state.notices
        is_written = window.grab().save(str(options.screenshot))
        window.close()
    for notice in notices:
        sys.stderr.write(f"{notice.message.text} {notice.message.remedy}".strip() + "\n")
    if not is_written:
        sys.stderr.write(f"“{options.screenshot}” cannot be written.\n")
    return 0 if is_written and not notices else 1


class _ErrorReporter:
    """Shows unexpected errors as notices, and logs them."""

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
        from imagerep_qt.session.notices import notice_of_error

        logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, traceback))
        self._window.session.notify(notice_of_error(error))
