"""Scratch folders that measurements share: each has its own, and the last one cleans up."""

from __future__ import annotations

from pathlib import Path

from imagerep.large.scratch import Scratch


def test_a_measurement_that_comes_while_the_scratch_folder_goes_keeps_it(tmp_path, monkeypatch):
    base = tmp_path / "scratch"
    come = []
    rmdir = Path.rmdir

    def late(path):
        if path == base and not come:
            come.append(Scratch.create(base, "second", resume=False))
        rmdir(path)

    monkeypatch.setattr(Path, "rmdir", late)
    Scratch.create(base, "first", resume=False).remove()
    (second,) = come
    assert second.folder.is_dir()
    second.remove()
    assert not base.exists()


def test_a_scratch_folder_that_goes_while_a_measurement_comes_is_made_again(tmp_path, monkeypatch):
    base = tmp_path / "scratch"
    first = Scratch.create(base, "first", resume=False)
    left = [first]
    mkdir = Path.mkdir

    def late(path, *args, **kwargs):
        try:
            mkdir(path, *args, **kwargs)
        finally:
            if path == base and left:
                left.pop().remove()

    monkeypatch.setattr(Path, "mkdir", late)
    second = Scratch.create(base, "second", resume=False)
    assert not first.folder.exists()
    assert second.folder.is_dir()
    second.remove()
    assert not base.exists()


def test_a_scratch_folder_that_was_there_stays(tmp_path):
    Scratch.create(tmp_path, "first", resume=False).remove()
    assert not list(tmp_path.iterdir())
