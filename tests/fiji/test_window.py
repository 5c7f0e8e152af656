"""A real ImageJ window on a screen of its own: menu, dialog, recorder, table, overlay."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fiji_bridge.folders import jar_folder

pytestmark = pytest.mark.xdist_group("imagej")

FRAME, MEASURED = (0xE6, 0x9F, 0x00), (0x56, 0xB4, 0xE9)


def _environment(display, folder):
    return os.environ | {
        "DISPLAY": display,
        "IMAGEREP_IMAGEJ": str(jar_folder()),
        "IMAGEREP_STATE": str(folder / "state"),
    }


def test_run_from_the_menu_and_played_back(screen, tmp_path, cells):
    path = tmp_path / "cells with space.png"
    Image.fromarray(cells).resize((480, 480), Image.Resampling.NEAREST).save(path)
    script = Path(__file__).with_name("window_script.py")
    run = subprocess.run(
        [sys.executable, str(script), str(path), str(tmp_path)],
        env=_environment(screen, tmp_path),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert run.returncode == 0, run.stderr + run.stdout
    result = json.loads(run.stdout.splitlines()[-1])
    assert result["main_window"] > 300
    assert result["preview"] == ["ImageRep preview"]
    assert "ImageRep preview" not in result["overlay"]
    assert "ImageRep measured region" in result["overlay"]
    assert result["recorded"].startswith(
        'run("Measure Representativity", "confidence=95 target=5 phase='
    )
    assert result["recorded"].strip().endswith('flip");')
    first, second = result["rows"]
    assert first.split("\t")[1:] == second.split("\t")[1:]
    assert result["rows_after_cancel"] == 2
    # shown, flipped, closed for the recorder; shown and cancelled
    assert result["readings"] == [4, False]
    assert result["user_results"] == 0
    picture = np.asarray(Image.open(tmp_path / "result.png").convert("RGB"))
    for colour in (FRAME, MEASURED):
        assert (picture == colour).all(axis=-1).sum() > 200
