"""The archive's own installer: what it lays down, and that it takes all of it away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

INSTALL = Path(__file__).parents[2] / "installer" / "linux"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is for Linux")


@pytest.fixture
def archive(tmp_path):
    """An unpacked archive with programs that only say their name."""
    folder = tmp_path / "download with spaces"
    programs = folder / "imagerep"
    (programs / "_internal").mkdir(parents=True)
    app = programs / "imagerep-qt"
    app.write_text('#!/bin/sh\necho "$0"\n')
    app.chmod(0o755)
    for name in ("imagerep", "imagerep-fiji"):
        (programs / name).symlink_to("imagerep-qt")
    for source, target in (
        ("imagerep-qt.desktop", "applications/imagerep-qt.desktop"),
        ("imagerep.xml", "mime/packages/imagerep.xml"),
    ):
        (folder / "share" / target).parent.mkdir(parents=True)
        shutil.copy(INSTALL / source, folder / "share" / target)
    icons = folder / "share" / "icons" / "hicolor" / "48x48" / "apps"
    icons.mkdir(parents=True)
    (icons / "imagerep-qt.png").write_bytes(b"picture")
    shutil.copy(INSTALL / "install.sh", folder)
    return folder


@pytest.fixture
def home(tmp_path):
    """A user's folder."""
    folder = tmp_path / "home"
    (folder / ".local" / "share" / "applications").mkdir(parents=True)
    (folder / ".local" / "share" / "applications" / "other.desktop").write_text("other")
    return folder


def run(script, home, *arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    return subprocess.run(
        [str(script), *arguments], env={**environment, "HOME": str(home)},
        capture_output=True, text=True,
    )  # fmt: skip


def files(home):
    made_by_desktops = {"mimeinfo.cache", "icon-theme.cache"}
    return {
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_symlink() or (path.is_file() and path.name not in made_by_desktops)
    }


def test_installs_for_one_user_and_leaves_nothing(archive, home):
    before = files(home)
    done = run(archive / "install.sh", home)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(archive)
    command = home / ".local" / "bin" / "imagerep-qt"
    assert subprocess.run([str(command)], capture_output=True, check=True).stdout
    entry = (home / ".local/share/applications/imagerep-qt.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/lib/imagerep/imagerep-qt" %F' in entry
    assert (home / ".local/share/icons/hicolor/48x48/apps/imagerep-qt.png").is_file()
    done = run(home / ".local" / "lib" / "imagerep" / "install.sh", home, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert files(home) == before
    folders = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_dir()}
    assert folders == {".local", ".local/share", ".local/share/applications"}


def test_a_second_installation_replaces_the_first(archive, home):
    assert run(archive / "install.sh", home).returncode == 0
    old = home / ".local" / "lib" / "imagerep" / "_internal" / "old.so"
    old.write_text("of the first version")
    assert run(archive / "install.sh", home).returncode == 0
    assert not old.exists()
    assert (home / ".local" / "bin" / "imagerep").exists()


def test_what_is_not_its_own_is_left_alone(archive, home):
    place = home / ".local" / "lib" / "imagerep"
    place.mkdir(parents=True)
    (place / "mine.txt").write_text("mine")
    done = run(archive / "install.sh", home)
    assert done.returncode == 1
    assert "is not ImageRep's" in done.stderr
    assert (place / "mine.txt").read_text() == "mine"
    shutil.rmtree(place)
    command = home / ".local" / "bin" / "imagerep"
    command.parent.mkdir(parents=True)
    command.write_text("mine")
    assert run(archive / "install.sh", home).returncode == 0
    assert run(archive / "install.sh", home, "--uninstall").returncode == 0
    assert command.read_text() == "mine"


def test_uninstalling_nothing_says_so(archive, home):
    done = run(archive / "install.sh", home, "--uninstall")
    assert done.returncode == 1
    assert "not installed" in done.stdout
    assert run(archive / "install.sh", home, "--help").returncode == 2
