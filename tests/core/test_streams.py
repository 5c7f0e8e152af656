"""Standard streams: UTF-8 in pipes, escapes on poor terminals, and none without a console."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys

import pytest

from imagerep.samples import sample_path
from imagerep.streams import prepare_streams


@pytest.mark.parametrize("code_page", ["cp932", "cp1251", "cp1252", "ascii"])
def test_json_and_tables_in_a_pipe_are_utf_8_whatever_the_code_page(code_page, tmp_path):
    image = tmp_path / "größe µ 試料.tif"
    shutil.copy(sample_path("two_phase_2d"), image)
    environment = os.environ | {"PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "imagerep", "measure", str(image), "--phase", "255"]
    for options in ([], ["--json"]):
        done = subprocess.run([*command, *options], capture_output=True, env=environment)
        assert done.returncode == 0, done.stderr
        text = done.stdout.decode("utf-8")
        assert image.stem in text
        if options:
            assert json.loads(text)["name"] == image.name
    missing = [*command[:-3], str(tmp_path / "試料.tif")]
    done = subprocess.run(missing, capture_output=True, env=environment)
    assert done.returncode == 2
    assert "試料.tif" in done.stderr.decode("utf-8")


class _Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def test_a_terminal_keeps_its_encoding_and_gets_escapes_for_what_it_lacks(monkeypatch):
    stream = _Terminal(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    prepare_streams()
    stream.write("0.4 µm")
    stream.flush()
    assert stream.buffer.getvalue() == b"0.4 \\xb5m"


def test_without_a_console_what_is_written_goes_nowhere(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    with sys.stdout, sys.stderr:
        sys.stdout.write("µ")
        sys.stderr.write("×")
