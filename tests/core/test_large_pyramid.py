"""Previews come from a coarser level of an OME-Zarr image, where that holds labels."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from imagerep.large import Resources, open_image

zarr = pytest.importorskip("zarr")
pytest.importorskip("dask")

OUT = Resources(memory="1GB", threads=2, in_memory=False)
SHAPE = (48, 60, 72)


@pytest.fixture(autouse=True)
def step(monkeypatch):
    monkeypatch.setattr("imagerep.large.image.preview_step", lambda *_: 4)


@pytest.fixture(scope="module")
def labels():
    """Of single pixels, so that a pixel says which level it comes from."""
    return np.random.default_rng(5).choice([3, 7], SHAPE).astype(np.uint8)


def write(path, version, levels):
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
    return path


def preview_of(path):
    return open_image(path, resources=OUT).counted(preview=True).preview


@pytest.mark.parametrize("version", [2, 3])
def test_the_smallest_level_that_is_fine_enough_is_shown(tmp_path, labels, version):
    """Of levels of 24, 12 and 6 voxels for a preview of 12, that of 12."""
    levels = [labels, *(np.flip(labels[::k, ::k, ::k], 0).copy() for k in (2, 4, 8))]
    found = preview_of(write(tmp_path / "a.zarr", version, levels))
    assert (found.step, found.shape) == (4, SHAPE)
    np.testing.assert_array_equal(found.values, levels[2])


def test_pixels_are_the_nearest_of_a_finer_level(tmp_path, labels):
    finer = np.flip(labels[::2, ::2, ::2], 1).copy()
    found = preview_of(write(tmp_path / "a.zarr", 3, [labels, finer]))
    np.testing.assert_array_equal(found.values, finer[::2, ::2, ::2])


def test_a_level_that_was_seen_is_not_read_again(tmp_path, labels):
    level = np.flip(labels[::4, ::4, ::4], 0).copy()
    path = write(tmp_path / "a.zarr", 3, [labels, level])
    image = open_image(path, resources=OUT)
    sight = image.sight()
    shutil.rmtree(path / "s1" / "c")  # chunks that are missing count as zeros
    found = image.counted(preview=True, level=sight.preview)
    np.testing.assert_array_equal(found.preview.values, level)
    assert not image.sight().preview.values.any()


def test_means_of_labels_are_not_shown(tmp_path, labels):
    mean = labels.reshape(12, 4, 15, 4, 18, 4).mean((1, 3, 5)).astype(np.uint8)
    found = preview_of(write(tmp_path / "a.zarr", 3, [labels, mean]))
    np.testing.assert_array_equal(found.values, labels[::4, ::4, ::4])


def test_a_level_that_is_too_coarse_or_damaged_is_not_shown(tmp_path, labels):
    for levels in ([labels[::8, ::8, ::8]], [np.flip(labels[::4, ::4, ::4], 0).copy()]):
        path = write(tmp_path / f"{levels[0].shape[0]}.zarr", 3, [labels, *levels])
        for chunk in (path / "s1" / "c").rglob("0"):
            if chunk.is_file():
                chunk.write_bytes(b"damaged")
        np.testing.assert_array_equal(preview_of(path).values, labels[::4, ::4, ::4])


def test_a_crop_is_shown_from_the_full_resolution(tmp_path, labels):
    path = write(tmp_path / "a.zarr", 3, [labels, np.flip(labels[::4, ::4, ::4], 0).copy()])
    part = open_image(path, resources=OUT).cropped([(4, 44), (0, 60), (8, 72)])
    found = part.counted(preview=True).preview
    np.testing.assert_array_equal(found.values, labels[4:44:4, ::4, 8::4])
