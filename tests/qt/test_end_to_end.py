"""A real window on a virtual screen, from the start to the report; and closing it in mid-work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from imagerep.samples import sample_path

HERE = Path(__file__).parent


def test_drop_choose_drag_report_close(desktop, tmp_path):
    image, report = sample_path("three_phase_2d.tif"), tmp_path / "report.pdf"
    done = subprocess.run(
        [sys.executable, str(HERE / "drive_window.py"), str(image), str(report)],
        env=desktop,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [
        "started on xcb",
        "measured",
        "phase chosen",
        "confidence dragged",
        "method switched",
        "quantity measured",
        "report written",
        "closed",
    ]
    assert "Traceback" not in done.stderr
    content = report.read_bytes()
    assert content.startswith(b"%PDF")
    assert 1 <= content.count(b"/Type /Page\n") <= 2


def test_closing_in_mid_work_ends_the_process(desktop, tmp_path):
    """From the wish to close to the end of the process: a second, and what a slow machine adds."""
    rng = np.random.default_rng(0)
    coarse = rng.integers(0, 2, (75, 75, 75), dtype=np.uint8)
    np.save(tmp_path / "volume.npy", np.kron(coarse, np.ones((4, 4, 4), np.uint8)))
    code = (
        "import sys, time\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from imagerep_qt import app\n"
        "from imagerep_qt.session.state import Work\n"
        "application = QApplication([])\n"
        "def look():\n"
        "    main = next(w for w in QApplication.topLevelWidgets() if hasattr(w, 'commands'))\n"
        "    if main.session.state.work is Work.RUNNING:\n"
        "        print(time.time(), flush=True)\n"
        "        main.close()\n"
        "timer = QTimer(interval=5)\n"
        "timer.timeout.connect(look)\n"
        "timer.start()\n"
        "sys.exit(app.main(sys.argv[1:]))\n"
    )
    settings = {**desktop, "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "volume.npy")],
        env=settings,
        capture_output=True,
        text=True,
        timeout=120,
    )
    ended = time.time()
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert ended - float(done.stdout.split()[0]) < 30.0


def test_no_job_destroys_a_closed_dialog(tmp_path):
    """Its thread makes garbage all the time, and finds dialogs among it that live in cycles."""
    code = """
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from imagerep_qt import app

application = QApplication([])
ended = threading.Event()

class Cycle(QDialog):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.timer = QTimer(self, interval=1000)
        self.timer.start()

def make_garbage():
    while not ended.is_set():
        cycles = [[] for _ in range(1000)]
        for cycle in cycles:
            cycle.append(cycle)

def close_dialogs():
    for _ in range(20):
        Cycle().destroyed.connect(lambda: print("destroyed", flush=True))
    threading.Thread(target=make_garbage).start()
    QTimer.singleShot(3000, end)

def end():
    ended.set()
    application.quit()

QTimer.singleShot(2500, close_dialogs)
sys.exit(app.main([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "another thread" not in done.stderr
    assert done.stdout.split() == ["destroyed"] * 20
