"""The app and the command line reach for nothing outside this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_nothing_leaves_the_machine(tmp_path):
    pytest.importorskip("PySide6.QtWidgets", reason="the extra “gui” is not installed")
    script = Path(__file__).parent / "no_network.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "no network"
