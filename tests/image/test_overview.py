"""Pictures of images that are not in memory: pixels at steps, or a coarser level of the file."""

from __future__ import annotations

import numpy as np
import pytest

from imagerep.image.overview import Overview, overview_step, quick_overview, read_overview
from imagerep.io.opening import open_image
from tests.images_in_parts import IN_PARTS, in_parts, source_of

SHAPE = (40, 52, 63)


@pytest.fixture(autouse=True)
def one_chunk_at_a_time(monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1)


@pytest.fixture
def grey():
    return np.random.default_rng(0).integers(0, 200, SHAPE).astype(np.uint8)


@pytest.mark.parametrize("step", [1, 3, 7, 16])
def test_an_overview_keeps_every_so_many_pixels(grey, step, monkeypatch):
    for module in ("overview", "label_store"):
        monkeypatch.setattr(f"imagerep.image.{module}.overview_step", lambda *_: step)
    labels = grey // 50
    of_labels = in_parts(labels, (16, 20, 30)).overview
    of_grey = read_overview(source_of(grey, (16, 20, 30)), IN_PARTS)
    for found, wanted in ((of_labels, labels), (of_grey, grey)):
        assert (found.step, found.shape) == (step, SHAPE)
        assert (found.values == wanted[::step, ::step, ::step]).all()


def test_an_overview_is_indexed_as_the_image():
    whole = np.random.default_rng(1).integers(0, 9, SHAPE)
    near = whole[tuple(np.ix_(*(np.arange(side) // 4 * 4 for side in SHAPE)))]
    found = Overview(whole[::4, ::4, ::4], 4, SHAPE)
    assert found.ndim == 3
    assert found.size == whole.size
    for axis in range(3):
        key = (slice(None),) * axis + (17,)
        plane = found[key]
        assert isinstance(plane, Overview)
        assert plane.shape == near[key].shape
        assert (plane[2:30:3, 5:41:2] == near[key][2:30:3, 5:41:2]).all()
        assert plane[11, 13] == near[key][11, 13]
    assert (found[3:9, 5, 7:20:2] == near[3:9, 5, 7:20:2]).all()
    assert (found[2::5, ::7, 1::3] == near[2::5, ::7, 1::3]).all()
    full = Overview(whole, 1, SHAPE)
    assert (full[3:9, 5, 7:20:2] == whole[3:9, 5, 7:20:2]).all()


def test_an_overview_fits_its_bound():
    assert overview_step((50, 60, 70), 1) == 1
    assert overview_step((2000, 2000, 2000), 1) == 5
    assert 10**9 > overview_step((8, 10**5, 10**5), 2) > 1


def write_levels(path, levels, version=3):
    zarr = pytest.importorskip("zarr")
    group = zarr.open_group(path, mode="w", zarr_format=version)
    for number, level in enumerate(levels):
        group.create_array(f"s{number}", data=level, chunks=(16, 16, 16))
    image = {
        "axes": [{"name": name, "type": "space", "unit": "micrometer"} for name in "zyx"],
        "datasets": [
            {
                "path": f"s{number}",
                "coordinateTransformations": [{"type": "scale", "scale": [0.5 * 2**number] * 3}],
            }
            for number in range(len(levels))
        ],
    }
    group.attrs.update(
        {"multiscales": [image | {"version": "0.4"}]}
        if version == 2
        else {"ome": {"version": "0.5", "multiscales": [image]}}
    )
    return open_image(path)


@pytest.mark.parametrize("version", [2, 3])
def test_the_smallest_level_that_is_fine_enough_is_shown(tmp_path, grey, version, monkeypatch):
    """Of levels of 20, 10 and 5 voxels for an overview of 10, that of 10."""
    monkeypatch.setattr("imagerep.image.overview.overview_step", lambda *_: 4)
    levels = [grey, *(np.flip(grey[::k, ::k, ::k], 0).copy() for k in (2, 4, 8))]
    found = quick_overview(write_levels(tmp_path / "a.zarr", levels, version))
    assert (found.step, found.shape) == (4, SHAPE)
    np.testing.assert_array_equal(found.values, levels[2])


def test_levels_that_are_too_coarse_damaged_or_absent_are_not_shown(tmp_path, grey, monkeypatch):
    monkeypatch.setattr("imagerep.image.overview.overview_step", lambda *_: 4)
    assert quick_overview(write_levels(tmp_path / "0.zarr", [grey])) is None
    assert quick_overview(write_levels(tmp_path / "8.zarr", [grey, grey[::8, ::8, ::8]])) is None
    damaged = write_levels(tmp_path / "4.zarr", [grey, grey[::4, ::4, ::4].copy()])
    for chunk in (tmp_path / "4.zarr" / "s1" / "c").rglob("*"):
        if chunk.is_file():
            chunk.write_bytes(b"damaged")
    assert quick_overview(damaged) is None
