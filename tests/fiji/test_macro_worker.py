"""What the macro in Fiji calls: files, versions, worker, installing and removing. No Java."""

import csv
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner

from fiji_bridge import protocol
from fiji_bridge.cli import main
from fiji_bridge.errors import FijiError, FijiFolderError
from fiji_bridge.macro import call, text_files
from fiji_bridge.macro.image_files import number, read_snapshot
from fiji_bridge.macro.install import (
    CONFIG,
    JAR,
    MACROS,
    install,
    macro_folder,
    remove,
)
from fiji_bridge.macro.program import command
from fiji_bridge.macro.serve import RequestServer
from fiji_bridge.macro.worker import Worker
from fiji_bridge.overlay_layout import SHAPE_NAMES


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / f"{text_files.FOLDER_PREFIX}ü 'x"
    path.mkdir(mode=0o700)
    return path


@pytest.fixture
def ask(folder, cells):
    """Function that lays a request down, as the macro does."""

    def lay(pixels=cells, **changes):
        facts = {
            "protocol": str(text_files.PROTOCOL), "step": "measure", "options": "confidence=90",
            "title": "größe 1.tif", "bit_depth": "8", "width": "240", "height": "240",
            "channels": "1", "slices": "1", "frames": "1", "channel": "1", "slice": "1",
            "frame": "1", "slice_label": "", "pixel_width": "5.000000000E-1;0.000000000E0",
            "pixel_height": "5.000000000E-1;0.000000000E0", "pixel_depth": "1;0", "unit": "µm",
            "inverting_lut": "0", "signed": "0", "selection": "-1", "sent": "0,0,240,240",
            "black_background": "1",
        }  # fmt: skip
        lines = [(key, value) for key, value in (facts | changes).items()]
        (folder / text_files.REQUEST).write_text(text_files.to_text(lines), encoding="ascii")
        if pixels is not None:
            tifffile.imwrite(folder / text_files.PIXELS, pixels, imagej=True)
        return folder

    return lay


def _answer(folder):
    return text_files.from_text((folder / text_files.ANSWER).read_text(encoding="ascii"))


def _values(folder, key):
    return [line[1:] for line in _answer(folder) if line[0] == key]


@pytest.mark.parametrize(
    "text", ["", "plain", "µm × 3 — “ü”\t\\u00e9\n", "𝒳 beyond 16 bits", "\\e"]
)
def test_text_goes_through_ascii(text):
    written = text_files.to_text([("key", text)])
    assert written.isascii()
    assert text_files.from_text(written) == [("key", text)]


@pytest.mark.parametrize("value", [0.0, 1 / 3, 1e-9 / 7, 65535.0, -0.1, np.pi * 1e6])
def test_numbers_arrive_in_full(value):
    first = f"{value:.9E}"
    assert number(f"{first};{value - float(first):.9E}") == value
    assert number("Infinity;NaN") == np.inf


def test_measured_by_the_rules_of_the_bridge(ask, cells):
    from fiji_bridge.measurement import measure_snapshot
    from fiji_bridge.options import parse_macro
    from fiji_bridge.presentation import wrapped
    from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration

    folder = ask(options="confidence=90 target=2 method=two-point add")
    RequestServer().serve(folder)
    expected = measure_snapshot(
        ImageSnapshot(cells, title="größe 1.tif", calibration=PixelCalibration(0.5, 0.5, 1, "µm")),
        parse_macro("confidence=90 target=2 method=two-point add"),
    ).presentation
    assert _answer(folder)[0] == ("answer", str(text_files.PROTOCOL), "result")
    shown = dict(_values(folder, "number") + _values(folder, "string"))
    assert shown == {heading: str(value) for heading, value in expected.rows[0]}
    assert [line[0] for line in _values(folder, "log")] == [
        part for line in wrapped(expected.log) for part in line.splitlines()
    ]
    assert len(_values(folder, "add")) == 1
    assert [name for (name,) in _values(folder, "clear")] == [
        f"ImageRep {name}" for name in SHAPE_NAMES
    ]
    drawn = [line for line in _answer(folder) if line[0] in ("rectangle", "line", "label")]
    assert [line[1] for line in drawn] == [element.name for element in expected.overlay]
    assert not (folder / text_files.PIXELS).exists()


def test_every_element_has_a_name_that_is_cleared(ask):
    text = (macro_folder() / "clear-overlay.txt").read_text(encoding="ascii")
    assert all(f'"{name}"' in text for name in SHAPE_NAMES)


def test_macros_are_ascii_and_of_this_protocol():
    # ImageJ reads macros as ISO 8859-1.
    for name in (*MACROS, CONFIG):
        assert (macro_folder() / name).read_bytes().isascii()
    text = (macro_folder() / "measure-image.txt").read_text()
    assert f'var protocol = "{text_files.PROTOCOL}";' in text


def test_nothing_that_is_installed_depends_on_where_imagej_found_it(tmp_path):
    """A true Fiji runs scripts of its own by another way, on another thread and image."""
    (tmp_path / "ij.jar").touch()
    install(tmp_path)
    files = sorted((tmp_path / "plugins" / "ImageRep").iterdir())
    assert {path.suffix for path in files} == {".txt", ".jar"}
    for path in files:
        assert b"macro.filepath" not in path.read_bytes()
        # Plain ImageJ lists text files with an underscore as commands of their own.
        assert path.suffix == ".jar" or "_" not in path.name
    with zipfile.ZipFile(tmp_path / "plugins" / "ImageRep" / JAR) as jar:
        assert jar.namelist() == [CONFIG]
        lines = [line for line in jar.read(CONFIG).decode().splitlines() if line[:1] != "#"]
    command = re.compile(r'Plugins>ImageRep, "[\w ]+", ij\.plugin\.Macro_Runner\("(.+)"\)')
    called = [command.fullmatch(line).group(1) for line in lines]
    assert len(called) == 4
    assert all((tmp_path / "plugins" / path).is_file() for path in called)


def test_rows_go_to_a_file_too(ask, folder, tmp_path, cells):
    path = tmp_path / "rows ü.csv"
    for unit in ("µm", "pixel"):
        RequestServer().serve(ask(options=f"csv=[{path}]", unit=unit))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[0]["Characteristic length (µm)"]) > 0
    assert rows[1]["Characteristic length (µm)"] == ""
    assert [float(row["Phase fraction"]) for row in rows] == [np.mean(cells == 255)] * 2
    path.write_text("mine\n1\n")
    RequestServer().serve(ask(options=f"csv=[{path}]"))
    assert "not a table of ImageRep" in _values(folder, "error")[0][0]
    assert path.read_text() == "mine\n1\n"


def test_threshold_of_a_calibrated_image_is_compared_in_raw_values(ask, folder):
    threshold = {"threshold_low": "5E2;0", "threshold_high": "6E2;0"}
    ask(**threshold, raw_low="2.46E2;0", raw_high="2.94E2;0")
    snapshot = read_snapshot(folder, text_files.read_request(folder))
    assert snapshot.threshold == (246, 294)
    assert snapshot.shown_threshold == (500, 600)


def test_question_then_measurement_sends_the_image_once(ask):
    jobs = RequestServer()
    folder = ask(step="question", options="")
    jobs.serve(folder)
    assert [key for (key,) in _values(folder, "choice")] == ["0", "255", "all"]
    assert _values(folder, "proposed") == [("255",)]
    ask(None, again="1", options="phase=0 stack=volume")
    jobs.serve(folder)
    assert _answer(folder)[0][2] == "result"
    assert ("Phase", "0") in _values(folder, "string")
    ask(None, again="1")
    jobs.serve(folder)
    assert _answer(folder)[0][2] == "again"


def test_only_the_bounds_of_a_selection_are_sent(ask, folder, cells):
    mask = np.zeros((240, 240), np.uint8)
    mask[20:120, 30:200] = 255
    mask[20:40, 30:50] = 0
    tifffile.imwrite(folder / text_files.MASK, mask, imagej=True)
    ask(cells[20:120, 30:200], selection="2", bounds="30,20,170,100", sent="30,20,170,100")
    snapshot = read_snapshot(folder, text_files.read_request(folder))
    np.testing.assert_array_equal(snapshot.pixels[20:120, 30:200], cells[20:120, 30:200])
    assert snapshot.shape == (240, 240)
    np.testing.assert_array_equal(snapshot.roi.mask, mask[20:120, 30:200] != 0)
    assert (snapshot.roi.x, snapshot.roi.y) == (30, 20)
    assert list(folder.iterdir()) == [folder / text_files.REQUEST]


def test_colours_and_signed_numbers(ask, folder):
    volume = np.zeros((4, 240, 240, 3), np.uint8)
    volume[..., :100, 0] = 9
    ask(volume, bit_depth="24", slices="4")
    snapshot = read_snapshot(folder, text_files.read_request(folder))
    assert snapshot.is_rgb
    np.testing.assert_array_equal(snapshot.pixels, volume)
    ask(np.full((240, 240), 32768 - 7, np.uint16), bit_depth="16", signed="1")
    assert read_snapshot(folder, text_files.read_request(folder)).pixels[0, 0] == -7


@pytest.mark.parametrize("size", [0, 1000])
def test_image_that_did_not_arrive_whole(ask, folder, size):
    ask()
    (folder / text_files.PIXELS).write_bytes((folder / text_files.PIXELS).read_bytes()[:size])
    RequestServer().serve(folder)
    assert "did not arrive completely" in _values(folder, "error")[0][0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"options": "target=x"}, "target error “x” is not a number"),
        ({"options": "phase=7"}, "no phase “7”"),
        ({"protocol": "0"}, "too old for the installed ImageRep"),
        ({"protocol": "99"}, "newer than the installed ImageRep"),
        ({"selection": "0", "bounds": "500,500,9,9", "sent": "0,0,0,0"}, "outside the image"),
        ({"width": "x"}, "internal error occurred in ImageRep (ValueError)"),
    ],
)
def test_what_is_wrong_is_one_answer(ask, changes, said):
    folder = ask(**changes)
    RequestServer().serve(folder)
    ((text,),) = _values(folder, "error")
    assert said in text


def test_grey_image_is_refused(ask):
    folder = ask(np.arange(240 * 240, dtype=np.uint16).reshape(240, 240), bit_depth="16")
    RequestServer().serve(folder)
    assert "is not segmented" in _values(folder, "error")[0][0]


@pytest.mark.parametrize("sign", ["cancel", "gone", "silence"])
def test_measurement_stops_when_the_macro_has(ask, sign, monkeypatch):
    folder = ask()
    began = time.monotonic()

    def run(*args, should_stop, progress, **kwargs):
        if sign == "cancel":
            (folder / text_files.CANCEL).touch()
        elif sign == "gone":
            shutil.rmtree(folder)
        while not should_stop():
            assert time.monotonic() - began < 30
            time.sleep(0.01)
        progress(0.5, "raises")

    monkeypatch.setattr("fiji_bridge.macro.serve.measure_snapshot", run)
    monkeypatch.setattr(
        "fiji_bridge.macro.serve._SILENCE_SECONDS", 0.5 if sign == "silence" else 60
    )
    RequestServer().serve(folder)
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX's")
def test_folders_of_others_are_refused(folder, tmp_path, capsys):
    folder.chmod(0o777)
    link = tmp_path / f"{text_files.FOLDER_PREFIX}link"
    link.symlink_to(tmp_path)
    for path in (folder, link, tmp_path, tmp_path / f"{text_files.FOLDER_PREFIX}absent"):
        with pytest.raises(FijiError, match="not the folder of a measurement"):
            text_files.check_folder(path)
        assert call.main([str(path)]) == 2
    assert list(folder.iterdir()) == []


def test_client_imports_nothing_slow():
    code = "import sys, fiji_bridge.entry; print(*({'numpy', 'scipy', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_app_answers_fiji_too(ask, folder, tmp_path):
    pytest.importorskip("PySide6")
    ask(protocol="99")
    code = "import sys; from imagerep_qt.app import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, call.CALL, str(folder)], check=False)
    assert done.returncode == 1
    assert "newer than the installed ImageRep" in _values(folder, "error")[0][0]


def _wait_for(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def _measure(ask, folder):
    """Ask as the macro does, by a process of its own."""
    ask()
    client = [sys.executable, "-m", "fiji_bridge.entry", call.CALL, str(folder)]
    subprocess.run(client, check=True)
    _wait_for((folder / text_files.ANSWER).exists)
    assert _answer(folder)[0][2] == "result"
    (folder / text_files.ANSWER).unlink()


def test_worker_is_started_and_kept_warm(ask, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    pids = set()
    for _ in range(2):
        _measure(ask, folder)
        _wait_for(lambda: protocol.read_endpoint(call.worker_file()) is not None)
        pids.add(protocol.read_endpoint(call.worker_file()).pid)
    if sys.platform != "win32":
        assert call.worker_file().stat().st_mode & 0o077 == 0
    assert call.stop_worker() == 0
    assert len(pids) == 1


def test_worker_without_work_ends_by_itself(ask, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("IMAGEREP_WORKER_IDLE", "0.5")
    _measure(ask, folder)
    _wait_for(lambda: not call.worker_file().exists())


def test_worker_removes_what_killed_runs_have_left(ask, folder, tmp_path, monkeypatch):
    old, new = (tmp_path / f"{text_files.FOLDER_PREFIX}{name}" for name in ("old", "new"))
    for path in (old, new):
        path.mkdir(mode=0o700)
        (path / text_files.PIXELS).touch()
    os.utime(old, (0, 0))
    ask()
    Worker(tmp_path / "state" / "worker.json", idle_seconds=0).run(folder)
    assert not old.exists()
    assert new.exists()
    assert _answer(folder)[0][2] == "result"


def test_worker_of_another_version_makes_room(ask, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    worker = Worker(call.worker_file(), idle_seconds=60)
    thread = threading.Thread(target=worker.run)
    thread.start()
    _wait_for(lambda: protocol.read_endpoint(call.worker_file()) is not None)
    ask()
    monkeypatch.setattr("fiji_bridge.macro.call.__version__", "0.0.0")
    assert not call._handed_over(folder)
    thread.join(30)
    assert not thread.is_alive()


@pytest.mark.parametrize("is_busy", [False, True])
def test_installers_end_the_worker_that_does_not_measure(is_busy, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(call, "_PATIENCE", 5.0 if not is_busy else 0.5)
    assert call.stop_worker() == 0  # there is none
    worker = Worker(call.worker_file(), idle_seconds=60)
    measured = threading.Event()
    if is_busy:
        monkeypatch.setattr(worker._requests, "serve", lambda folder: measured.wait(30))
        worker._take(tmp_path)
    thread = threading.Thread(target=worker.run)
    thread.start()
    _wait_for(lambda: protocol.read_endpoint(call.worker_file()) is not None)
    assert call.stop_worker() == is_busy
    assert thread.is_alive() == is_busy
    measured.set()
    thread.join(30)
    assert not thread.is_alive()
    assert not call.worker_file().exists()


def test_worker_that_cannot_start_is_said(ask, folder, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "absent"))
    ask()
    assert call.main([str(folder)]) == 1
    assert "could not be started" in _values(folder, "error")[0][0]


def _content(folder):
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture(params=["plain", "with plugins", "with a folder", "Fiji", "Mac"])
def home(request, tmp_path):
    home = tmp_path / "ImageJ ü's"
    home.mkdir()
    if request.param == "Fiji":
        for name in ("ij-1.54p.jar", "imagej-2.16.0.jar", "imagej-legacy-2.0.1.jar"):
            (home / "jars").mkdir(exist_ok=True)
            (home / "jars" / name).touch()
    elif request.param == "Mac":
        (home / "ImageJ.app" / "Contents" / "Java").mkdir(parents=True)
        (home / "ImageJ.app" / "Contents" / "Java" / "ij.jar").touch()
    else:
        (home / "ij.jar").write_bytes(b"jar")
    if request.param != "plain":
        (home / "plugins").mkdir()
        (home / "plugins" / "Mine_.ijm").write_text("// mine")
    if request.param == "with a folder":
        (home / "plugins" / "ImageRep").mkdir()
        (home / "plugins" / "ImageRep" / "notes.txt").write_text("mine")
    return home


def test_removal_leaves_everything_as_it_was(home):
    before = _content(home)
    chosen = home / "ImageJ.app" if (home / "ImageJ.app").exists() else home
    done = install(chosen)
    assert done.folder == home.resolve()
    assert done.command == command()
    (home / "plugins" / "ImageRep" / "Measure_Representativity.ijm").touch()  # of earlier versions
    install(home)  # once more brings it up to date
    names = {path.name for path in (home / "plugins" / "ImageRep").iterdir()}
    assert {*MACROS, JAR} < names
    assert "Measure_Representativity.ijm" not in names
    remove(home)
    assert _content(home) == before
    with pytest.raises(FijiFolderError, match="is not installed in"):
        remove(home)


def test_files_of_others_are_not_replaced(tmp_path):
    (tmp_path / "ij.jar").touch()
    (tmp_path / "plugins" / "ImageRep").mkdir(parents=True)
    (tmp_path / "plugins" / "ImageRep" / MACROS[0]).write_text("mine")
    before = _content(tmp_path)
    with pytest.raises(FijiFolderError, match="that is not ImageRep's"):
        install(tmp_path)
    assert _content(tmp_path) == before


def test_read_only_folder_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "ij.jar").touch()
    before = _content(tmp_path)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("imagerep.files._rename", refuse)
    with pytest.raises(FijiFolderError, match="cannot be written to"):
        install(tmp_path)
    assert _content(tmp_path) == before


def test_commands(tmp_path, monkeypatch):
    monkeypatch.setattr("fiji_bridge.cli.find_fiji", lambda: None)
    (tmp_path / "ij.jar").touch()
    run = CliRunner().invoke
    done = run(main, ["install", str(tmp_path)])
    assert done.exit_code == 0
    assert "Measure Representativity" in done.output
    done = run(main, ["remove", str(tmp_path)])
    assert "no longer in" in done.output
    for arguments, said in (
        (["install"], "Name its folder"),
        (["install", str(tmp_path / "absent")], "There is no folder"),
        (["remove", str(tmp_path)], "is not installed in"),
    ):
        done = run(main, arguments)
        assert done.exit_code == 1
        assert said in done.output
    (tmp_path / "ij.jar").unlink()
    assert "not a folder of Fiji or ImageJ" in run(main, ["install", str(tmp_path)]).output


def test_removal_can_clear_the_preferences(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    home = tmp_path / "ImageJ"
    home.mkdir()
    (home / "ij.jar").touch()
    folder = tmp_path / ("Library/Preferences" if sys.platform == "darwin" else ".imagej")
    folder.mkdir(parents=True)
    others = b"#ImageJ 1.54p Preferences\r\n.bs.background=0\r\ndir.image=/tmp/\\u00fc \xb5\r\n"
    (folder / "IJ_Prefs.txt").write_bytes(
        others + b".imagerep.confidence=90\r\n.imagerep.add=true\r\n"
    )
    install(home)
    before = (folder / "IJ_Prefs.txt").read_bytes()
    CliRunner().invoke(main, ["remove", str(home)])
    assert (folder / "IJ_Prefs.txt").read_bytes() == before
    install(home)
    done = CliRunner().invoke(main, ["remove", "--preferences", str(home)])
    assert "no longer in" in done.output
    assert (folder / "IJ_Prefs.txt").read_bytes() == others
    assert [path.name for path in folder.iterdir()] == ["IJ_Prefs.txt"]


def test_help_is_not_cut_off():
    said = CliRunner().invoke(main, ["--help"]).output
    assert "..." not in said.partition("Commands:")[2]
    assert "Remove ImageRep from your Fiji or ImageJ." in said


def test_program_is_absolute_and_there():
    path = command()
    assert path.is_absolute()
    assert path.is_file()
    done = subprocess.run([path, "--help"], capture_output=True, text=True, check=True)
    assert "install" in done.stdout
    assert isinstance(Path(path), Path)
