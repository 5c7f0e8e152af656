"""Files that another program has open while they are to be replaced."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from imagerep import replacing
from imagerep.replacing import replace_file, why_not_written


class _Open(Path):
    """A file whose target another program has open at first."""

    _flavour = getattr(type(Path()), "_flavour", None)  # Python 3.11 needs it of a subclass
    refusals = 0

    def replace(self, target):
        if _Open.refusals:
            _Open.refusals -= 1
            raise _denied()
        return super().replace(target)


def _denied():
    error = PermissionError(13, "Permission denied")
    error.winerror = 5
    return error


@pytest.fixture
def files(tmp_path):
    draft, target = _Open(tmp_path / "draft"), tmp_path / "target"
    draft.write_text("new")
    target.write_text("old")
    return draft, target


def test_a_file_that_is_read_for_a_moment_is_waited_for_on_windows(files, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(replacing, "_PAUSE_S", 0.0)
    _Open.refusals = 3
    replace_file(*files)
    assert files[1].read_text() == "new"


@pytest.mark.parametrize(("platform", "patience"), [("win32", 0.0), ("linux", 60.0)])
def test_one_that_stays_open_is_said_and_stays_as_it_was(files, monkeypatch, platform, patience):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(replacing, "_PATIENCE_S", patience)
    _Open.refusals = 1
    with pytest.raises(PermissionError):
        replace_file(*files)
    assert files[1].read_text() == "old"


def test_the_reason_names_what_can_be_done():
    assert "another program has it open" in why_not_written(_denied())
    assert why_not_written(OSError(28, "No space left on device")) == "no space left on device"
    assert why_not_written(OSError("?")) == "unknown reason"
