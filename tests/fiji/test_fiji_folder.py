"""Fiji's folder and its Java: found, checked, remembered; no Java runs."""

import json
import sys

import pytest

from fiji_bridge.errors import FijiFolderError, JavaError
from fiji_bridge.fiji_folder import check_folder, find_fiji
from fiji_bridge.folders import remember_fiji, remembered_fiji
from fiji_bridge.java_home import (
    check_java,
    embedded_java,
    java_homes_in,
    read_java_home,
    this_machine,
)

LIBRARY = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}.get(
    sys.platform, "lib/server/libjvm.so"
)
JARS = ("ij-1.54p.jar", "imagej-2.16.0.jar", "imagej-legacy-2.0.1.jar")


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("JAVA_HOME", raising=False)


@pytest.fixture
def fiji(tmp_path):
    folder = tmp_path / "my Fiji ü" / "Fiji.app"
    (folder / "jars").mkdir(parents=True)
    (folder / "plugins").mkdir()
    for name in JARS:
        (folder / "jars" / name).touch()
    return folder


def _java(folder, version="21.0.7", machine=None):
    (folder / LIBRARY).parent.mkdir(parents=True)
    (folder / LIBRARY).touch()
    arch = f'OS_ARCH="{machine}"\n' if machine else ""
    (folder / "release").write_text(f'JAVA_VERSION="{version}"\n{arch}')
    return folder


def test_folder_above_and_inside_are_understood(fiji):
    for chosen in (fiji, fiji.parent, fiji / "jars", fiji / "jars" / JARS[0]):
        found = check_folder(chosen)
        assert found.path == fiji
        assert not found.has_imglyb
    (fiji / "jars" / "imglib2-imglyb-1.1.0.jar").touch()
    assert check_folder(fiji).has_imglyb


def test_what_is_no_fiji_is_said(tmp_path, fiji):
    with pytest.raises(FijiFolderError, match="There is no folder"):
        check_folder(tmp_path / "absent")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(FijiFolderError, match=r"not a Fiji folder.*“jars” and “plugins”"):
        check_folder(empty)
    (empty / "ij.jar").touch()
    with pytest.raises(FijiFolderError, match="ImageJ without the parts of Fiji"):
        check_folder(empty)
    (fiji / "jars" / JARS[2]).unlink()
    with pytest.raises(FijiFolderError, match=r"incomplete: imagej-legacy-\*\.jar missing"):
        check_folder(fiji)


def test_remembered_folder_comes_first(tmp_path, fiji):
    assert find_fiji([tmp_path / "absent"]) is None
    assert find_fiji([tmp_path / "absent", fiji]).path == fiji
    remember_fiji(fiji)
    assert remembered_fiji() == fiji
    assert find_fiji([]).path == fiji
    remember_fiji(None)
    assert remembered_fiji() is None


def test_damaged_settings_are_forgotten(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "fiji.json").write_text("[]")
    assert remembered_fiji() is None


def test_fijis_own_java_is_taken_newest_first(fiji, monkeypatch, tmp_path):
    _java(fiji / "java" / "linux-amd64" / "jdk8", "1.8.0_322", this_machine())
    own = _java(fiji / "java" / "linux64" / "zulu21", "21.0.7", this_machine())
    monkeypatch.setenv("JAVA_HOME", str(_java(tmp_path / "other", "25.0.1")))
    chosen = check_folder(fiji).java()
    assert chosen.path == own
    assert chosen.version == 21


def test_java_for_another_processor_is_passed_over(fiji):
    other = "aarch64" if this_machine() != "aarch64" else "amd64"
    _java(fiji / "java" / "a" / "jdk", "25", other)
    with pytest.raises(JavaError, match=f"processors, and this Python for {this_machine()}"):
        check_folder(fiji).java()
    fitting = _java(fiji / "java" / "b" / "jdk", "21", this_machine())
    assert check_folder(fiji).java().path == fitting


def test_old_java_is_refused_unless_java_home_helps(fiji, monkeypatch, tmp_path):
    _java(fiji / "java" / "linux-amd64" / "jdk8", "1.8.0_322")
    with pytest.raises(JavaError, match="is version 8, and 11 or newer is needed"):
        check_folder(fiji).java()
    newer = _java(tmp_path / "newer", "17.0.1")
    monkeypatch.setenv("JAVA_HOME", str(newer))
    assert check_folder(fiji).java().path == newer


def test_fiji_without_java_takes_the_installed_one(fiji, tmp_path):
    with pytest.raises(JavaError, match="No Java was found"):
        check_folder(fiji).java()
    installed = _java(tmp_path / "installed", "25")
    assert check_folder(fiji).java(installed).path == installed
    (installed / LIBRARY).unlink()
    with pytest.raises(JavaError, match="is incomplete"):
        embedded_java(installed)


def test_java_homes(tmp_path):
    assert java_homes_in(tmp_path / "absent") == ()
    assert read_java_home(tmp_path) is None
    bundle = _java(tmp_path / "jdk" / "Contents" / "Home", "21")
    (home,) = java_homes_in(tmp_path)
    assert home.path == bundle
    assert check_java(home) is home


@pytest.mark.parametrize("name", ["ü" * 5000, "\0", 7, None, [], "gone"])
def test_a_damaged_memory_is_no_memory(tmp_path, monkeypatch, name):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path))
    (tmp_path / "fiji.json").write_text(json.dumps({"fiji_folder": name}))
    assert remembered_fiji() is None
