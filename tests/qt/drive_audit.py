"""Audits an image in a real window with keys alone; run by a test in a process of its own.

Argument: a folder with mask.tif, grey.tif and truth.npy. Prints one line a step, and exits with 0.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from imagerep_qt import app as entry
from imagerep_qt import settings as settings_module
from imagerep_qt.session.results import Work

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.qt.user import text_of

FOLDER = Path(sys.argv[1])
STORE = str(Path(tempfile.mkdtemp()) / "settings.ini")
N_POINTS = 100
THINKING_MS = 50
WAIT_S = 60.0
Key = Qt.Key


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wait(is_reached):
    end = time.monotonic() + WAIT_S
    while not is_reached():
        assert time.monotonic() < end, "waited too long"
        QTest.qWait(10)


def press(window, key):
    """A key as the system sends it: to the window, for whatever has the focus."""
    QTest.keyClick(window.windowHandle(), key)


def drive():
    main = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "commands"))
    wait(main.isVisible)
    say(f"started on {QApplication.platformName()}")
    wait(lambda: main.session.state.work is Work.DONE)
    main.activateWindow()
    wait(lambda: QApplication.activeWindow() is main)
    press(main, Key.Key_F6)
    wait(lambda: main.audits.open_window is not None)
    audit = main.audits.open_window
    wait(lambda: QApplication.activeWindow() is audit)
    say("audit opened by keys")
    truth = np.load(FOLDER / "truth.npy")
    begun = time.monotonic()
    for _ in range(N_POINTS):
        point = audit.points.points[audit.number]
        number = audit.number
        press(audit, Key.Key_2 if truth[point.position] else Key.Key_1)
        wait(lambda number=number: audit.number == number + 1)
        QTest.qWait(THINKING_MS)
    assert audit.points.n_answered == N_POINTS
    say("100 answered by keys")
    say(f"in {time.monotonic() - begun:.0f} s")
    press(audit, Key.Key_Escape)
    wait(lambda: main.audits.open_window is None)
    say(text_of(main.workspace.result, "Errors of sampling"))
    main.session.set_saved(FOLDER / "none.imagerep")
    main.close()


def guarded():
    try:
        drive()
    except BaseException as error:
        say(f"failed: {error!r}")
        QApplication.exit(1)


settings_module.QSettings = lambda *_: QSettings(STORE, QSettings.Format.IniFormat)
QFileDialog.getOpenFileNames = lambda *_, **__: ([str(FOLDER / "grey.tif")], "")
if QApplication.instance() is None:
    QApplication(sys.argv[:1])
QTimer.singleShot(0, guarded)
sys.exit(entry.main(["--theme", "light", "--locale", "en_GB", str(FOLDER / "mask.tif")]))
