"""Files that are read in parts: formats, calibration, damage, full disks, the command line."""

from __future__ import annotations

import asyncio
import json

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner
from PIL import Image
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import ImageReadError, Resources, open_image, read
from imagerep.__main__ import main as cli

zarr = pytest.importorskip("zarr")

OUT = Resources(memory="1GB", threads=2, in_memory=False)
SHAPE = (60, 72, 80)


@pytest.fixture(autouse=True)
def one_chunk_at_a_time(monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1)


@pytest.fixture(scope="module")
def volume():
    field = gaussian_filter(np.random.default_rng(1).standard_normal(SHAPE), 3, mode="wrap")
    return (field > 0.3 * field.std()).astype(np.uint8)


def write_ome(path, volume, version):
    group = zarr.open_group(path, mode="w", zarr_format=version)
    array = group.create_array("0", shape=(1, *SHAPE), chunks=(1, 20, 30, 30), dtype="u1")
    array[:] = volume[None]
    image = {
        "axes": [{"name": "c", "type": "channel"}]
        + [{"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"],
        "datasets": [
            {
                "path": "0",
                "coordinateTransformations": [{"type": "scale", "scale": [1, 2.0, 0.5, 0.5]}],
            }
        ],
    }
    group.attrs.update(
        {"multiscales": [image]} if version == 2 else {"ome": {"multiscales": [image]}}
    )


def write(kind, folder, volume):
    path = folder / f"volume{kind}"
    if kind.startswith("2") or kind.startswith("3"):
        path = folder / f"volume{kind}.zarr"
        write_ome(path, volume, int(kind))
    elif kind == ".zarr":
        zarr.create_array(path, data=volume, chunks=(16, 16, 16))
    elif kind == ".npy":
        np.save(path, volume)
    elif kind == ".tif":
        tifffile.imwrite(path, volume, photometric="minisblack")
    elif kind == ".tiff":
        tifffile.imwrite(
            path, volume, bigtiff=True, compression="zlib", tile=(32, 32), photometric="minisblack"
        )
    else:
        path.mkdir()
        for number, one in enumerate(volume):
            Image.fromarray(one).save(path / f"slice_{number}.png")
    return path


@pytest.mark.parametrize("kind", ["2", "3", ".zarr", ".npy", ".tif", ".tiff", "_slices"])
def test_formats_give_the_numbers_of_the_array(kind, volume, tmp_path):
    path = write(kind, tmp_path, volume)
    image = read(path, resources=OUT, volume=path.suffix == "")
    whole = read(path, volume=path.suffix == "")
    assert image.shape == SHAPE
    np.testing.assert_array_equal(whole.labels, volume)
    assert image.count(1) == volume.sum()
    np.testing.assert_array_equal(image.blocks(1).numerator, whole.blocks(1, 2).numerator)
    if kind in "23":
        assert image.calibration == imagerep.Calibration((2.0, 0.5, 0.5), "µm")


def test_tiled_plane(volume, tmp_path):
    plane = np.tile(volume[0], (3, 2))
    tifffile.imwrite(
        tmp_path / "plane.tif", plane, tile=(64, 64), compression="zlib", photometric="minisblack"
    )
    image = open_image(tmp_path / "plane.tif")
    assert image.chunks == (64, 64)
    box = (slice(30, 100), slice(50, 129))
    np.testing.assert_array_equal(image.read(box), plane[box])


def test_zarr_is_read_while_a_loop_runs_as_in_a_notebook(volume, tmp_path):
    image = open_image(write(".zarr", tmp_path, volume))

    async def cell():
        return image.read()

    np.testing.assert_array_equal(asyncio.run(cell()), volume)


def test_damaged_chunk_is_named(volume, tmp_path):
    path = write(".zarr", tmp_path, volume)
    chunk = path / "c" / "2" / "1" / "3"
    chunk.write_bytes(chunk.read_bytes()[:20])
    with pytest.raises(ImageReadError) as caught:
        read(path, resources=OUT)
    assert str(chunk) in str(caught.value)
    assert "[32:48, 16:32, 48:64]" in str(caught.value)


def test_damaged_page_is_named(volume, tmp_path):
    path = tmp_path / "pages.tif"
    tifffile.imwrite(path, volume, compression="zlib", photometric="minisblack")
    with tifffile.TiffFile(path) as tiff:
        offset = tiff.pages[41].dataoffsets[0]
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * 64)
    with pytest.raises(ImageReadError, match=r"pages\.tif.* page 42"):
        read(path, resources=OUT)


def test_command_line_goes_out_of_core_by_itself(volume, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = write(".zarr", tmp_path, volume)
    small = CliRunner().invoke(cli, ["measure", str(path), "--json"])
    assert small.exit_code == 0, small.output
    monkeypatch.setattr(Resources, "holds", lambda *_: False)
    done = CliRunner().invoke(cli, ["measure", str(path), "--json", "--memory", "1GB"])
    assert done.exit_code == 0, done.output
    assert "is read in parts, as means over blocks of 2 px" in done.stderr
    found, wanted = json.loads(done.stdout), json.loads(small.stdout)
    assert found["phase_fraction"] == wanted["phase_fraction"]
    key = "characteristic_length_scale_px"
    assert found[key] == pytest.approx(wanted[key], rel=0.05)
