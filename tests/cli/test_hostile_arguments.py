"""Arguments that nobody means: each ends in an answer or in a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from imagerep import Calibration, Segmentation, write_tiff
from imagerep.__main__ import main
from imagerep.samples import sample_path

LONG = "n" * 300
HUGE = "9" * 30
SIZE = ("size", "--phase-fraction", "0.3")
GENERATE = ("generate", "made.tif", "--shape", "40x40")
MEASURE = ("measure", "a.tif", "--phase", "255")

REFUSED = [
    ("measure", "~nosuchuser/a.tif"),
    ("measure", "--volume", "~nosuchuser/a"),
    ("measure", LONG + ".tif"),
    ("measure", "a\0b.tif"),
    ("measure", "link-to-itself.tif"),
    ("contents", LONG + ".tif"),
    ("contents", "~nosuchuser/a.tif"),
    ("phases", "--volume", LONG),
    ("generate", LONG + ".tif"),
    ("generate", "~nosuchuser/a.tif"),
    (*MEASURE, "--mask", LONG + ".tif"),
    (*MEASURE, "--json", LONG + ".json"),
    (*MEASURE, "--json", "a\0b"),
    (*MEASURE, "--csv", LONG + ".csv"),
    (*MEASURE, "--csv", "~nosuchuser/a.csv"),
    (*MEASURE, "--dataset", "\x1b[31m"),
    *((*MEASURE, option, value) for option in ("--confidence", "--target-error", "--threshold")
      for value in ("nan", "inf")),
    (*MEASURE, "--confidence", "1e300"),
    (*MEASURE, "--memory", "nan"),
    (*MEASURE, "--memory", "1e300GB"),
    (*MEASURE, "--threads", HUGE),
    (*MEASURE, "--workers", "0"),
    (*MEASURE, "--max-gigabytes", "nan"),
    (*MEASURE, "--snap", "nan,inf"),
    (*MEASURE, "--crop", f"0:{HUGE},0:5"),
    (*MEASURE, "--channel", HUGE),
    (*MEASURE, "--page", "-5"),
    (*MEASURE, "--raw", f"{HUGE}x3,uint8"),
    (*MEASURE, "--raw", f"3x3,uint8,offset={HUGE}"),
    (*MEASURE, "--voxel-size", "nan", "--unit", "um"),
    (*MEASURE, "--voxel-size", "-1", "--unit", "um"),
    (*SIZE, "--length", "1e300"),
    (*SIZE, "--length", "1e-320"),
    (*SIZE, "--length", "1e308", "--voxel-size", "1e-308", "--unit", "um"),
    (*SIZE, "--length", "10", "--target-error", "1e-300"),
    (*GENERATE, "--model", "checkerboard", "--length", "1e300"),
    (*GENERATE, "--length", "1e300"),
    (*GENERATE, "--length", "nan"),
    (*GENERATE, "--shape", f"{HUGE}x{HUGE}"),
    (*GENERATE, "--voxel-size", "1", "--unit", ""),
]  # fmt: skip

ANSWERED = [
    (*MEASURE, "--json", "--voxel-size", "1e308", "--unit", "um"),
    (*MEASURE, "--json", "--voxel-size", "1e-320", "--unit", "um"),
    (*MEASURE, "--json", "--voxel-size", "1e-308,1e308", "--unit", "um"),
    (*MEASURE, "--json", "--voxel-size", "1e308", "--unit", "um", "--method", "spectral"),
    (*MEASURE, "--json", "--target-error", "1e-300"),
    (*MEASURE, "--json", "--target-absolute-error", "1e300"),
    (*MEASURE, "--json", "--confidence", "0.9999999999999999"),
    ("phases", "a.tif", "--json", "--voxel-size", "1e308", "--unit", "um"),
    ("joint", "a.tif", "--json", "--confidence", "1e-300"),
    (*SIZE, "--json", "--length", "10", "--confidence", "0.9999999999999999"),
]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.tif").write_bytes(sample_path("two_phase_2d").read_bytes())
    if sys.platform != "win32":
        (tmp_path / "link-to-itself.tif").symlink_to("link-to-itself.tif")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def json_of(text):
    """JSON as the standard has it, without NaN and Infinity."""
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} in JSON"))


@pytest.mark.parametrize("arguments", REFUSED, ids=lambda some: " ".join(some)[:60])
def test_a_sentence_and_exit_code_2(here, arguments):
    found = run(*arguments)
    assert found.exit_code == 2
    assert len(found.stderr.strip().splitlines()[-1]) > 20
    assert "\x1b" not in found.output


@pytest.mark.parametrize("arguments", ANSWERED, ids=lambda some: " ".join(some)[:60])
def test_extreme_values_give_json_of_the_standard(here, arguments):
    found = run(*arguments)
    assert found.exit_code == 0, found.output
    json_of(found.stdout)


def test_sizes_beyond_all_numbers_are_left_out_of_tables(here):
    size = ("--voxel-size", "1e308", "--unit", "um")
    assert run(*MEASURE, *size, "--csv", "a.csv", "--json", "a.json").exit_code == 0
    row = json_of((here / "a.json").read_text(encoding="utf-8"))
    assert row["recommended_side"] is None
    text = (here / "a.csv").read_text(encoding="utf-8-sig")
    assert "inf" not in text.lower().replace("info", "")


def test_an_optional_value_takes_no_image(here):
    row = json_of(run("measure", "--phase", "255", "--json", "a.tif").stdout)
    assert row["name"] == "a.tif"
    assert run("measure", "--phase", "255", "--snap", "a.tif").exit_code == 0
    assert json_of(run("measure", "--phase", "255", "--json", str(here)).stdout)["name"] == "a.tif"
    assert run(*MEASURE, "--json", "a.json").exit_code == 0
    assert json_of((here / "a.json").read_text(encoding="utf-8")) == row


@pytest.mark.parametrize("option", ["--json", "--csv"])
@pytest.mark.parametrize("name", ["a.tif", "mask", "data.raw", "pipe", "folder"])
def test_results_replace_no_image_even_when_forced(here, option, name):
    """By its name, as a mask, as the pixels of another file, or as no file at all."""
    np.save(here / "mask.npy", np.ones((600, 600), np.uint8))
    (here / "mask.npy").rename(here / "mask")
    (here / "data.raw").write_bytes(bytes(600 * 600))
    if hasattr(os, "mkfifo"):
        os.mkfifo(here / "pipe")
    else:
        (here / "pipe").mkdir()
    (here / "folder").mkdir()
    before = {one.name: one.read_bytes() for one in here.iterdir() if one.is_file()}
    found = run(*MEASURE, "--mask", "mask", f"{option}={name}", "--force")
    assert found.exit_code == 2
    assert {one.name: one.read_bytes() for one in here.iterdir() if one.is_file()} == before


def test_names_and_units_are_data_and_no_markup(here):
    values = (np.arange(3600) % 7 < 3).reshape(60, 60).astype(np.uint8) * 255
    image = Segmentation.from_array(values, calibration=Calibration((0.5,), "[red]:smile:\x1b[7m"))
    write_tiff(here / "[bold]:smile:.tif", image)
    for command in ("measure", "phases"):
        phase = ("--phase", "255") if command == "measure" else ()
        out = run(command, "[[]bold]:smile:.tif", *phase).output
        assert "[bold]:smile:.tif" in out
        assert "[red]:smile:\\x1b[7m" in out
        assert "\x1b" not in out
        assert "😄" not in out


def test_formulas_are_text_in_a_spreadsheet(here):
    (here / "a.tif").rename(here / "=cmd.tif")
    arguments = ("measure", "=cmd.tif", "--phase", "255", "--voxel-size", "1", "--unit", "=1+1")
    assert run(*arguments, "--csv", "a.csv").exit_code == 0
    cells = (here / "a.csv").read_text(encoding="utf-8-sig").replace("\n", ",").split(",")
    assert "'=cmd.tif" in cells
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.skipif(sys.platform != "linux", reason="names there are Unicode")
def test_names_that_are_no_text(here):
    name = os.fsdecode(b"caf\xe9.tif")
    (here / "a.tif").rename(here / name)
    found = run("measure", name, "--phase", "255", "--json", "a.json", "--csv", "a.csv")
    assert found.exit_code == 0
    assert json_of((here / "a.json").read_text(encoding="utf-8"))["name"] == name
    assert "caf\\udce9.tif" in (here / "a.csv").read_text(encoding="utf-8-sig")


def test_a_hundred_million_images_start_at_once_and_stop_where_one_exists(here):
    """Their names are made one after the other."""
    (here / "made_000000002.tif").write_bytes(b"mine")
    found = run(*GENERATE, "--count", "100000000", "--length", "3")
    assert found.exit_code == 2
    assert "made_000000002.tif” exists already" in found.stderr
    assert not (here / "made_000000001.tif").exists()
    assert (here / "made_000000002.tif").read_bytes() == b"mine"


def program(*arguments, **options):
    command = [sys.executable, "-m", "imagerep", *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has that device")
@pytest.mark.parametrize("arguments", [MEASURE, (*MEASURE, "--json"), ("--version",)])
def test_a_full_standard_output_is_a_sentence(here, arguments):
    command = [
        sys.executable,
        "-m",
        "imagerep",
        *arguments,
        *(("--csv", "a.csv") * (arguments == MEASURE)),
    ]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "imagerep: Results cannot be written to the standard output: no space left on device. "
        "Choose another place."
    ]
    assert (here / "a.csv").exists() == (arguments == MEASURE)  # files are written all the same


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of POSIX")
def test_a_reader_that_goes_away_is_no_error_to_speak_of(here):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        command = [sys.executable, "-m", "imagerep", *MEASURE]
        done = subprocess.run(
            command, stdout=writer, stderr=subprocess.PIPE, timeout=120, check=False
        )
    finally:
        os.close(writer)
    assert done.returncode != 0
    assert done.stderr == b""


def test_a_terminal_of_ascii(here):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = program(*MEASURE, env=environment)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("kind", ["half", "double"])
def test_warnings_of_numpy_stay_inside(here, kind):
    where = (np.arange(3600) % 7 < 3).reshape(60, 60)
    most = 65000 if kind == "half" else 1e308
    np.save("a.npy", np.where(where, most, -most).astype(np.float16 if kind == "half" else float))
    size = ("--quantity", "all", "--voxel-size", "1e308", "--unit", "um")
    done = program("measure", "a.npy", "--phase", "1", "--snap", *size)
    assert b"Warning" not in done.stderr + done.stdout
    assert b"Traceback" not in done.stderr
