"""Crops, thresholds and previews of images larger than memory."""

from __future__ import annotations

import numpy as np
import pytest

import imagerep
from imagerep import NotSegmentedError, SegmentationError
from imagerep.images import find_images, load
from imagerep.large import Resources, open_image
from imagerep.large.preview import Preview, preview_step

da = pytest.importorskip("dask.array")
zarr = pytest.importorskip("zarr")

OUT = Resources(memory="1GB", threads=2, in_memory=False)
SHAPE = (40, 52, 63)


@pytest.fixture
def grey():
    return np.random.default_rng(0).integers(0, 200, SHAPE).astype(np.uint8)


def opened(array, chunks=(16, 20, 30)):
    return open_image(da.from_array(array, chunks=chunks), resources=OUT)


def test_crop_and_threshold_equal_those_in_memory(grey):
    found = opened(grey).cropped(((3, 33), (0, 52), (11, 60))).thresholded(120).counted()
    wanted = grey[3:33, :, 11:60] >= 120
    assert found.shape == wanted.shape
    assert found.count(1) == wanted.sum()
    assert found.notes == ("cropped to [3:33, 0:52, 11:60]", "values from 120 up are phase 1")
    again = opened(grey).thresholded(120).cropped(((3, 33), (0, 52), (11, 60)))
    assert (again.array() == wanted).all()
    assert again.loaded().notes == found.notes[::-1]
    with pytest.raises(SegmentationError, match="does not fit"):
        opened(grey).cropped(((3, 41), (0, 52), (11, 60)))


@pytest.mark.parametrize("step", [1, 3, 7, 16])
def test_preview_keeps_every_so_many_pixels(grey, step, monkeypatch):
    for module in ("image", "preview"):
        monkeypatch.setattr(f"imagerep.large.{module}.preview_step", lambda *_: step)
    labels = grey // 50
    for preview in (opened(labels).counted(preview=True).preview, opened(grey).preview()):
        assert preview.step == step
        assert preview.shape == SHAPE
    assert (
        opened(labels).counted(preview=True).preview.values == labels[::step, ::step, ::step]
    ).all()
    assert (opened(grey).preview().values == grey[::step, ::step, ::step]).all()


def test_preview_is_indexed_as_the_image():
    whole = np.random.default_rng(1).integers(0, 9, SHAPE)
    near = whole[tuple(np.ix_(*(np.arange(side) // 4 * 4 for side in SHAPE)))]
    preview = Preview(whole[::4, ::4, ::4], 4, SHAPE)
    assert preview.ndim == 3
    assert preview.size == whole.size
    for axis in range(3):
        key = (slice(None),) * axis + (17,)
        plane = preview[key]
        assert isinstance(plane, Preview)
        assert plane.shape == near[key].shape
        assert (plane[2:30:3, 5:41:2] == near[key][2:30:3, 5:41:2]).all()
        assert plane[11, 13] == near[key][11, 13]
    assert (preview[3:9, 5, 7:20:2] == near[3:9, 5, 7:20:2]).all()
    assert (preview[2::5, ::7, 1::3] == near[2::5, ::7, 1::3]).all()


def test_a_preview_fits_its_bound():
    assert preview_step((50, 60, 70), 1) == 1
    step = preview_step((2000, 2000, 2000), 1)
    assert step == 5
    assert 10**9 > preview_step((8, 10**5, 10**5), 2) > 1


def test_grey_images_are_told(grey):
    with pytest.raises(NotSegmentedError):
        opened(grey).counted(preview=True)


def test_a_zarr_is_an_image_among_others(tmp_path, grey):
    zarr.create_array(tmp_path / "b.zarr", data=grey, chunks=(16, 20, 30))
    np.save(tmp_path / "a.npy", grey)
    (tmp_path / "plain").mkdir()
    assert [path.name for path in find_images(tmp_path)] == ["a.npy", "b.zarr"]
    assert find_images(tmp_path / "b.zarr") == (tmp_path / "b.zarr",)
    assert (load(tmp_path / "b.zarr").array == grey).all()
    found = imagerep.images.read(tmp_path / "b.zarr", threshold=120)
    assert found.count(1) == (grey >= 120).sum()
