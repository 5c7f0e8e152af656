"""The check of the window that the self-test runs in a process of its own."""

from __future__ import annotations

import subprocess
import sys

from PIL import Image


def test_window_and_report_are_made(tmp_path):
    command = [sys.executable, "-m", "imagerep_qt", "--check", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "window.png") as picture:
        assert min(picture.size) > 300
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert {path.name for path in tmp_path.iterdir()} == {"window.png", "report.pdf"}
