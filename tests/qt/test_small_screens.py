"""A laptop of 1366 × 768 pixels at 100, 125 and 150 %: nothing is clipped, nothing is too wide."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile

from tests.qt.test_two_thresholds import grey
from tests.qt.test_window_holds import cells, with_bar
from tests.virtual_screen import virtual_screen

HERE = Path(__file__).parent


def make_images(folder):
    for number in (1, 2):
        grey(folder / f"grey {number}.tif", number)
        with_bar(folder / f"cells {number}.tif")
    planes = np.stack(
        [tifffile.imread(cells(folder / "plane.tif", k, (60, 70))) for k in range(50)]
    )
    tifffile.imwrite(folder / "volume.tif", planes)
    (folder / "values.raw").write_bytes(bytes(60 * 70))
    for material in ("graphite, batch 1", "graphite, batch 2"):
        (folder / "materials" / material).mkdir(parents=True, exist_ok=True)
        for k in range(2):
            cells(folder / "materials" / material / f"field {k}.tif", k + len(material))


@pytest.fixture(scope="module")
def laptop():
    with virtual_screen("1366x768") as display:
        yield display


@pytest.mark.parametrize("locale", ["de_DE", "en_GB"])
@pytest.mark.parametrize("factor", ["1", "1.25", "1.5"])
def test_nothing_is_clipped_on_a_laptop(laptop, desktop, tmp_path, locale, factor):
    images, pictures = tmp_path / "images", tmp_path / "pictures"
    images.mkdir()
    pictures.mkdir()
    make_images(images)
    screen = {"DISPLAY": laptop, "QT_SCALE_FACTOR": factor}
    done = subprocess.run(
        [sys.executable, str(HERE / "report_fit.py"), locale, str(images), str(pictures)],
        env={**desktop, **screen, "PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    scenes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(scenes) == 15
    assert {one["scene"]: one["problems"] for one in scenes if one["problems"]} == {}
