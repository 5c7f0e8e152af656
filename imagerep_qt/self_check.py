"""Checks that the app works here: window, measurement and report, without a screen."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def check_window(target: Path) -> int:
    """Measure a sample in a window, and save a picture and a report; returns the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QLocale, QSettings
    from PySide6.QtWidgets import QApplication

    from imagerep.samples import sample_path
    from imagerep_qt.export.report_pdf import write_report
    from imagerep_qt.formatting import NumberFormat
    from imagerep_qt.session import InlineRunner
    from imagerep_qt.settings import Settings
    from imagerep_qt.window.create import create_window

    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat)
        window = create_window(app, InlineRunner(), Settings(store), theme="light", locale="en_GB")
        window.show()
        window.session.wish_phase(255)
        window.session.open([sample_path("two_phase_2d.tif")])
        for _ in range(5):
            app.processEvents()
        state = window.session.state
        if state.result is None:
            sys.stderr.write("; ".join(notice.message.text for notice in state.notices) + "\n")
            return 1
        is_drawn = window.grab().save(str(target / "window.png"))
        write_report(state, NumberFormat.of(QLocale()), target / "report.pdf")
        window.close()
    return 0 if is_drawn else 1
