"""A real window on a virtual screen, from the start to the report; and closing it in mid-work."""

from __future__ import annotations

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
    assert ended - float(done.stdout.split()[0]) < 10.0
