"""Six kinds of users finish their task in a real window, with the right answer."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import tifffile
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.samples import sample_path
from tests.virtual_screen import virtual_screen

HERE = Path(__file__).parent
LAPTOP = {"QT_SCALE_FACTOR": "1.25"}


def cells(seed, shape=(220, 260), level=0.1, sigma=4):
    smooth = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma)
    return (smooth > level * smooth.std()).astype(np.uint8)


def sem(path):
    """A grey image with noise, and a data bar with a scale bar below it."""
    noise = 14 * np.random.default_rng(1).standard_normal((480, 640))
    grey = (80 + 90 * cells(0, (480, 640)) + noise).clip(0, 255).astype(np.uint8)
    grey[440:] = 12
    grey[452:468, 480:600] = 250
    tifffile.imwrite(path, grey)
    return grey


@pytest.fixture(scope="module")
def laptop_screen():
    with virtual_screen("1366x768") as display:
        yield display


@pytest.fixture
def do(laptop_screen, desktop, tmp_path):
    """Does a task; gives what the user has found, and the folder of what was written."""
    files, out = tmp_path / "files", tmp_path / "out"
    files.mkdir()
    out.mkdir()

    def run(task, **environment):
        done = subprocess.run(
            [sys.executable, str(HERE / "drive_tasks.py"), task, str(files), str(out)],
            env={**desktop, "DISPLAY": laptop_screen, **environment},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout.splitlines()[-1]), out

    run.files = files
    return run


def percent(text):
    """The two numbers of a headline, as fractions."""
    value, error = text.replace("\u202f", "").replace(",", ".").rstrip("%").split("±")
    return float(value) / 100, float(error) / 100


def test_a_technician_measures_a_grey_sem_image(do):
    grey = sem(do.files / "sem.tif")
    found, out = do("technician")
    (top, bottom), (left, right) = found["crop"]
    assert (top, left) == (0, 0)
    assert abs(bottom - 440) <= 2
    assert right == 640
    right_one = imagerep.measure(grey[:bottom] >= 128)
    assert found["threshold"] == 128
    assert found["phase_fraction"] == right_one.phase_fraction
    value, error = percent(found["headline"])
    assert value == pytest.approx(right_one.phase_fraction, abs=6e-4)
    assert error == pytest.approx(right_one.absolute_error(0.95), rel=0.06)
    assert found["doubts"] == []
    assert "µm" in found["needed"]
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_student_writes_up(do):
    tifffile.imwrite(do.files / "phases.tif", tifffile.imread(sample_path("three_phase_2d")))
    found, out = do("student")
    right = imagerep.measure(imagerep.read(do.files / "phases.tif"), 255)
    assert found["phase_fraction"] == right.phase_fraction
    assert "graphite" in found["sentence"]
    assert f"{right.phase_fraction:.3f}" in found["sentence"]
    assert "graphite" in found["caption"]
    assert (out / "figure.svg").read_bytes().startswith(b"<?xml")
    assert found["data"]


def test_twelve_materials_become_a_table(do):
    truth = {}
    for k in range(12):
        name = f"heat {k + 1}"
        folder = do.files / "materials" / name
        folder.mkdir(parents=True)
        images = [cells(10 * k + n, level=0.05 * (k - 6)) for n in range(2)]
        for n, image in enumerate(images):
            tifffile.imwrite(folder / f"field {n}.tif", image)
        truth[name] = np.mean(images)
    found, out = do("batch")
    assert found["rows"] == [12, 66]
    assert found["correction"] != "not corrected"
    book = openpyxl.load_workbook(out / "materials.xlsx")
    heading, *rows = book.worksheets[0].values
    shown = {
        row[heading.index("material")]: row[heading.index("phase_fraction")]
        for row in rows
        if not row[heading.index("image")]
    }
    assert shown == pytest.approx(truth)
    values = list(shown.values())
    assert values == sorted(values, reverse=True)
    assert len(list(book.worksheets[1].values)) == 67


def test_a_round_tomogram_is_measured_within_its_circle(do):
    side = 300
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    inside = np.hypot(x, y) < side / 2
    phases = 1 + cells(3, (side, side))
    tifffile.imwrite(do.files / "tomogram.tif", np.where(inside, phases, 0).astype(np.uint8))
    found, _ = do("tomogram")
    assert found["before"] == ["outside-suspected"]
    assert found["doubts"] == []
    assert [0, True] in found["phases"]
    shares = {np.mean(phases[inside] == label) for label in (1, 2)}
    assert any(found["phase_fraction"] == pytest.approx(share) for share in shares)


def test_keys_and_a_screen_reader_are_enough(do):
    tifffile.imwrite(do.files / "phases.tif", tifffile.imread(sample_path("three_phase_2d")))
    found, out = do("keyboard", QT_SCALE_FACTOR="1.5")
    assert found["level"] == 0.99
    assert all(found["seen"]), "something in the order of Tab has no name"
    assert found["seen"][-1] == "Confidence level in percent"
    right = imagerep.measure(imagerep.read(do.files / "phases.tif"), found["phase"])
    assert found["phase_fraction"] == right.phase_fraction
    assert percent(found["headline"])[1] == pytest.approx(right.absolute_error(0.99), rel=0.06)
    assert "99" in found["sentence"]
    with (out / "table.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    fractions = {int(row["phase"]): float(row["phase_fraction"]) for row in rows}
    assert fractions[found["phase"]] == pytest.approx(right.phase_fraction)


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5"])
def test_a_laptop_in_german_has_room_for_the_answer(do, factor):
    folder = do.files / "fields"
    folder.mkdir()
    images = [cells(k) for k in range(5)]
    for k, image in enumerate(images):
        tifffile.imwrite(folder / f"feld {k}.tif", image)
    found, _ = do("laptop", QT_SCALE_FACTOR=factor)
    assert found["fits"]
    assert found["above_fold"]
    assert found["n_images"] == 5
    assert found["notices"] == []
    assert found["phase_fraction"] == pytest.approx(np.mean(images))
    assert percent(found["headline"])[0] == pytest.approx(np.mean(images), abs=6e-4)
