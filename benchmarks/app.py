"""Start-up, redraw after a drag, and time to the answer: ``python -m benchmarks.app``.

Prints JSON. Start-up is from the start of the process to the first empty window that takes input;
the rest is in one process, with the work in threads as in the app. Drawn without a screen.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

N_STARTS = 5
N_REDRAWS = 60
SIDE = 1000
CELL = 10

_START = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from imagerep_qt import app
def seen():
    if QApplication.topLevelWidgets():
        print(time.time(), flush=True)
        QApplication.quit()
application = QApplication([])
QTimer.singleShot(0, seen)
sys.exit(app.main([]))
"""


def startup_s() -> float:
    """Seconds from the start of the process to its first turn of the event loop with a window."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _START], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[0]) - begun


def in_the_window() -> dict[str, float]:
    """Time to the answer and of redraws, in milliseconds."""
    import numpy as np
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from imagerep_qt.app import make_window, settle_memory
    from imagerep_qt.qt_runner import window_runner
    from imagerep_qt.session.state import Work
    from imagerep_qt.settings import Settings

    folder = Path(tempfile.mkdtemp())
    cells = np.random.default_rng(0).random((SIDE // CELL, SIDE // CELL)) < 0.4
    np.save(folder / "image.npy", np.kron(cells, np.ones((CELL, CELL), bool)).astype(np.uint8))
    application = QApplication([])
    settings = Settings(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    options = argparse.Namespace(theme="light", locale="en_GB")
    window = make_window(application, window_runner(), settings, options)
    window.show()
    assert window.workspace is not None
    application.processEvents()
    settle_memory()

    def answer() -> float:
        begun = time.perf_counter()
        window.commands.open_paths([folder / "image.npy"], replace_all=True)
        while window.session.state.work is not Work.DONE:
            application.processEvents()
        application.processEvents()
        return time.perf_counter() - begun

    answers = [answer() for _ in range(3)]
    figures = {
        "first_answer_ms": 1e3 * answers[0],
        "next_answer_ms": 1e3 * min(answers[1:]),
    }
    for name in ("scale_bar", "likelihood"):
        window.actions_.by_name[f"view_{name}"].trigger()
        application.processEvents()
        times = []
        for step in range(N_REDRAWS):
            begun = time.perf_counter()
            window.workspace.controls._level_slider.setValue(200 + 10 * step)
            application.processEvents()
            times.append(time.perf_counter() - begun)
        figures[f"redraw_{name}_median_ms"] = 1e3 * statistics.median(times)
        figures[f"redraw_{name}_worst_ms"] = 1e3 * max(times)
    window.close()
    return figures


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    starts = [startup_s() for _ in range(N_STARTS)]
    figures = {
        "startup_median_s": statistics.median(starts),
        "startup_worst_s": max(starts),
        **in_the_window(),
    }
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
