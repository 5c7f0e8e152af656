"""Whether the window works here: opened offscreen, a sample measured, the report written."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path


def check_window(target: Path) -> int:
    """Open the window, measure, write picture and report."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QLocale, QSettings
    from PySide6.QtWidgets import QApplication

    from imagerep.samples import sample_path
    from imagerep_qt.app import make_window
    from imagerep_qt.export.report import write_report
    from imagerep_qt.formatting import NumberFormat
    from imagerep_qt.session import InlineRunner
    from imagerep_qt.settings import Settings

    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        given = Namespace(theme="light", locale="en_GB")
        window = make_window(app, InlineRunner(), Settings(store), given)
        window.show()
        window.session.wish_phase(255)
        window.session.open([sample_path("two_phase_2d.tif")])
        for _ in range(5):
            app.processEvents()
        state = window.session.state
        if state.result is None:
            sys.stderr.write("; ".join(notice.message for notice in state.notices) + "\n")
            return 1
        is_drawn = window.grab().save(str(target / "window.png"))
        write_report(state, NumberFormat.of(QLocale()), target / "report.pdf")
        window.close()
    return 0 if is_drawn else 1
