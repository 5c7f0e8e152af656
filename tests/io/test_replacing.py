"""Files that another program has open while they are to be replaced."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from imagerep import files
from imagerep.errors import OutputError
from imagerep.files import replacing


@pytest.fixture
def refusals(monkeypatch):
    """How often the target still refuses to be replaced, as Windows does while it is open."""
    left = []
    rename = Path.replace

    def replace(self, target):
        if left:
            left.pop()
            error = PermissionError(13, "Permission denied")
            error.winerror = 5
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return left


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "target"
    path.write_text("old")
    return path


def write(path):
    with replacing(path, overwrite=True) as file:
        file.write(b"new")


def test_a_file_that_is_read_for_a_moment_is_waited_for_on_windows(target, refusals, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(files, "_PAUSE_S", 0.0)
    refusals += [1, 2, 3]
    write(target)
    assert target.read_text() == "new"


@pytest.mark.parametrize(("platform", "patience"), [("win32", 0.0), ("linux", 60.0)])
def test_one_that_stays_open_is_named_and_stays_as_it_was(
    target, refusals, monkeypatch, platform, patience
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(files, "_PATIENCE_S", patience)
    refusals += [1]
    with pytest.raises(OutputError, match="another program has it open"):
        write(target)
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]
