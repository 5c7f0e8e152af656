"""The samples are what their script makes, and every installation has them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile

from imagerep.errors import ParameterError
from imagerep.samples import SAMPLES, sample_path, samples_folder

SCRIPT = Path(__file__).parents[2] / "resources" / "make_samples.py"
ROUNDING_PIXELS = 1e-5
"""Share of pixels on a threshold that another processor's FFT may round to the other side."""


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_samples", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_samples"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(script):
    return {sample.name: sample for sample in script.make_samples()}


def test_the_list_is_the_folder(made):
    assert tuple(made) == SAMPLES
    assert {path.name for path in samples_folder().glob("*.tif")} == set(SAMPLES)
    assert sum(path.stat().st_size for path in samples_folder().iterdir()) < 1_000_000


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_made_again(name, made, script, tmp_path):
    stored = tifffile.imread(sample_path(name))
    assert stored.dtype == np.uint8
    assert stored.shape == made[name].labels.shape
    assert (stored != made[name].labels).mean() <= ROUNDING_PIXELS
    script.write_sample(made[name], tmp_path)
    assert np.array_equal(tifffile.imread(tmp_path / name), made[name].labels)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_carry_their_pixel_size(name, made):
    with tifffile.TiffFile(sample_path(name)) as tif:
        metadata = tif.imagej_metadata
        numerator, denominator = tif.pages[0].tags["XResolution"].value
    assert metadata["unit"] == "um"
    assert denominator / numerator == pytest.approx(made[name].voxel_size, rel=1e-6)
    if made[name].labels.ndim == 3:
        assert metadata["spacing"] == pytest.approx(made[name].voxel_size)


def test_names_work_without_their_ending():
    assert sample_path("volume_3d") == sample_path("volume_3d.tif")
    with pytest.raises(ParameterError, match="no sample called “cheese”"):
        sample_path("cheese")
