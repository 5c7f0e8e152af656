"""The embedded ImageJ of an installed bundle: its own jars and Java, and nothing fetched."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fiji_bridge import check, jars
from fiji_bridge.errors import JavaError
from fiji_bridge.java_home import embedded_java

pytestmark = pytest.mark.xdist_group("imagej")


@pytest.fixture
def bundle(monkeypatch, tmp_path):
    """Folder of a bundle, without ImageJ; the user has fetched none either."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setenv("IMAGEREP_IMAGEJ", str(tmp_path / "cache"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(jars, "_fetch", lambda _: pytest.fail("something is fetched"))
    return tmp_path


def test_without_the_part_nothing_is_fetched(bundle):
    assert jars.installed_jars() is None
    with pytest.raises(JavaError, match="does not include the embedded ImageJ"):
        jars.embedded_jars()
    with pytest.raises(JavaError) as caught:
        embedded_java(None)
    assert caught.value.code == "no-java-bundled"
    assert "pip" not in caught.value.hint


def test_the_check_of_a_bundle_without_the_part_says_so(bundle, monkeypatch):
    """Also where an earlier installation of another kind has fetched the jars."""
    monkeypatch.setattr(check, "installed_jars", lambda: ())
    assert check.check_embedded() == check.NOT_INSTALLED


def test_the_jars_of_the_bundle_are_taken_if_genuine(bundle, monkeypatch):
    folder = bundle / "imagej_jars"
    folder.mkdir()
    contents = {"a.jar": b"a", "b.jar": b"b"}
    monkeypatch.setattr(
        jars,
        "CHECKSUMS",
        {
            "a.jar": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
            "b.jar": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
        },
    )
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    assert jars.installed_jars() == (folder / "a.jar", folder / "b.jar")
    assert jars.embedded_jars() == (folder / "a.jar", folder / "b.jar")
    (folder / "b.jar").write_bytes(b"not b")
    assert jars.installed_jars() is None


def test_the_check_starts_imagej_or_says_that_it_is_missing(ij, tmp_path, monkeypatch):
    command = [sys.executable, "-m", "fiji_bridge.entry", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert (done.returncode, done.stdout) == (0, f"ImageJ {ij.version}\n"), done.stderr
    monkeypatch.setenv("IMAGEREP_IMAGEJ", str(tmp_path))
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert (done.returncode, done.stdout) == (3, "")
    assert "not installed" in done.stderr
