"""The command that writes random microstructures."""

from __future__ import annotations

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner

from imagerep import read
from imagerep.cli.generate import generate_command
from imagerep.generate import boolean_model


def run(*arguments):
    return CliRunner().invoke(generate_command, [str(argument) for argument in arguments])


def succeed(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_writes_a_calibrated_image(tmp_path):
    out = tmp_path / "discs.tif"
    output = succeed(
        "--shape", "80x90", "--seed", 4, "--length", 5, "--voxel-size", "0.5,0.25", out
    )
    expected = boolean_model((80, 90), phase_fraction=0.3, radius=5, seed=np.random.default_rng(4))
    with tifffile.TiffFile(out) as tif:
        assert np.array_equal(tif.asarray(), expected * np.uint8(255))
        assert tif.imagej_metadata["unit"] == "um"
        tags = tif.pages[0].tags
        assert tags["XResolution"].value == (4, 1)
        assert tags["YResolution"].value == (2, 1)
    assert f"phase fraction {expected.mean():.4f}" in output
    assert "Seed 4" in output


def test_unit_beyond_ascii_can_be_written(tmp_path):
    out = tmp_path / "a.tif"
    succeed("--shape", "20,20", "--voxel-size", 2, "--unit", "Å", out)
    with tifffile.TiffFile(out) as tif:
        assert tif.imagej_metadata["unit"].endswith("00c5")


def test_the_reader_finds_phases_and_calibration(tmp_path):
    out = tmp_path / "grains.tif"
    succeed(
        *("--model", "voronoi", "--phase-fraction", "0.4,0.6", "--shape", "20x30x40"),
        *("--voxel-size", "2,0.5,0.5", out),
    )
    image = read(out)
    assert image.shape == (20, 30, 40)
    assert image.phase_labels == (127, 255)
    assert image.calibration.voxel_size == pytest.approx((2, 0.5, 0.5))
    assert image.calibration.unit == "µm"


def test_several_images_are_numbered_and_differ(tmp_path):
    options = ("--shape", "30x30", "--count", 11, "--seed", 1, "--length", 3)
    succeed(*options, tmp_path / "field.tif")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"field_{k:02d}.tif" for k in range(1, 12)]
    images = {tifffile.imread(tmp_path / name).tobytes() for name in names}
    assert len(images) == 11
    (tmp_path / "again").mkdir()
    succeed(*options, tmp_path / "again" / "field.tif")
    assert images == {tifffile.imread(p).tobytes() for p in (tmp_path / "again").iterdir()}


@pytest.mark.parametrize("model", ["voronoi", "checkerboard"])
def test_several_phases(model, tmp_path):
    out = tmp_path / "phases.tiff"
    succeed("--model", model, "--phase-fraction", "0.5,0.3,0.2", "--shape", "60x60", out)
    assert set(np.unique(tifffile.imread(out))) == {85, 170, 255}


def test_volume_and_anisotropy(tmp_path):
    out = tmp_path / "layers.tif"
    succeed(
        *("--model", "gaussian", "--shape", "20x40x60", "--anisotropy", "0.3,1,3"),
        *("--length", 4, "--voxel-size", 0.1, "--unit", "nm", out),
    )
    with tifffile.TiffFile(out) as tif:
        volume = tif.asarray()
        assert tif.imagej_metadata["spacing"] == pytest.approx(0.1)
        assert tif.imagej_metadata["unit"] == "nm"
    changes = [(np.diff(volume.astype(int), axis=k) != 0).mean() for k in range(3)]
    assert changes[0] > changes[1] > changes[2]


def test_files_are_kept_unless_forced(tmp_path):
    out = tmp_path / "kept.tif"
    out.write_text("mine")
    result = run("--shape", "20x20", out)
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert out.read_text() == "mine"
    succeed("--shape", "20x20", "--force", out)
    assert tifffile.imread(out).shape == (20, 20)


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.png"],
        ["nowhere/a.tif"],
        ["--anisotropy", "1,2", "a.tif"],
        ["--model", "gaussian", "--phase-fraction", "0.5,0.5", "a.tif"],
        ["--phase-fraction", "1.5", "a.tif"],
        ["--shape", "100000x100000x1000", "a.tif"],
        ["--shape", "20", "a.tif"],
        ["--length", "nan", "a.tif"],
        ["--voxel-size", "-1", "a.tif"],
        ["--voxel-size", "1", "--unit", "px", "a.tif"],
        ["--model", "checkerboard", "--length", "2.5", "a.tif"],
    ],
)
def test_refusals(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2, (result.output, result.exception)
    assert result.stderr.startswith("imagerep: ")
    assert result.stderr.count("\n") == 1
    assert not result.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments", [["--shape", "axb", "a.tif"], ["--seed", "-1", "a.tif"], ["--count", "0", "a.tif"]]
)
def test_options_that_cannot_be_read(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
