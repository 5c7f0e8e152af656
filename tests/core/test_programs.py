"""How programs start each other, in a Python and in a bundle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from imagerep.programs import bundle_folder, is_bundled, program


def test_in_a_python_modules_are_run():
    assert not is_bundled()
    assert bundle_folder() is None
    command = [*program("imagerep", "imagerep"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("imagerep, version ")


def test_in_a_bundle_the_program_beside_this_one_is_run(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "imagerep-qt"))
    assert bundle_folder() == tmp_path / "_internal"
    monkeypatch.setattr(sys, "platform", "linux")
    assert program("imagerep-fiji", "fiji_bridge.entry") == [str(tmp_path / "imagerep-fiji")]
    monkeypatch.setattr(sys, "platform", "win32")
    (command,) = program("imagerep-fiji", "fiji_bridge.entry")
    assert Path(command).name == "imagerep-fiji.exe"
