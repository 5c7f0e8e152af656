"""Damaged and hostile files that are read in parts: one sentence, before memory is taken."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile

from imagerep import ReadLimits, Resources, open_image, read
from imagerep.errors import ImageLimitError, ImageReadError

zarr = pytest.importorskip("zarr", reason="the extra “large” is not installed")


def zarr_of(path, shape, chunks):
    """A Zarr array without any chunk: as large as it likes, and a few hundred bytes on disk."""
    zarr.create_array(path, shape=shape, chunks=chunks, dtype="u1", compressors=None)
    return path


def in_parts(path, memory):
    return read(path, resources=Resources(memory=memory, in_memory=False))


def test_chunks_larger_than_the_memory_are_refused(tmp_path):
    path = zarr_of(tmp_path / "bomb.zarr", (2100, 1000, 1000), (2100, 1000, 1000))
    (path / "c").mkdir()
    (path / "c" / "stored").touch()
    limits = ReadLimits(max_page_pixels=10**10)
    with pytest.raises(ImageLimitError, match=r"pieces of 2.1 GB, more than the 2 GB") as caught:
        read(path, limits=limits, resources=Resources(memory="2GB", in_memory=False))
    assert "--memory" in caught.value.hint
    with pytest.raises(ImageLimitError, match="stored in pieces of 2100 × 1000 × 1000"):
        open_image(path)


@pytest.mark.parametrize(
    ("shape", "chunks", "words"),
    [
        ((2**31, 2**31), (1000, 1000), "more than the limit"),
        ((2**62, 1), (1000, 1), "more than the limit"),
        ((1000, 1000), (1, 1), "pieces of 1 bytes"),
        ((90, 10**5, 10**5), (1, 10**5, 10**5), "stored in pieces"),
    ],
)
def test_claims_are_checked_before_anything_is_allocated(tmp_path, shape, chunks, words):
    path = zarr_of(tmp_path / "claim.zarr", shape, chunks)
    with pytest.raises(ImageLimitError, match=words):
        open_image(path)


@pytest.mark.parametrize("suffix", [".zarr", ".zarr.zip"])
def test_an_array_without_a_single_chunk_is_empty_however_large_it_claims_to_be(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    store = zarr.storage.ZipStore(path, mode="w") if suffix.endswith("zip") else path
    zarr.create_array(store, shape=(100_000, 100_000), chunks=(64, 64), dtype="u1")
    if suffix.endswith("zip"):
        store.close()
    with pytest.raises(ImageReadError, match="holds no values"):
        open_image(path)


def test_a_folder_in_the_place_of_a_chunk_is_no_chunk_of_zeros(tmp_path):
    path = zarr_of(tmp_path / "a.zarr", (30, 40), (15, 20))
    (path / "c" / "0" / "0").mkdir(parents=True)
    with pytest.raises(ImageReadError, match="no ordinary file"):
        open_image(path).read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("name", ["zarr.json", "c/0/0"])
def test_a_pipe_in_a_zarr_is_not_opened(tmp_path, name):
    path = zarr_of(tmp_path / "a.zarr", (30, 40), (15, 20))
    (path / name).unlink(missing_ok=True)
    (path / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path / name)
    with pytest.raises(ImageReadError):
        read(path)


def read_all(path):
    return open_image(path).read()


@pytest.mark.parametrize("dtype", ["U3", "S4", "M8[s]", "c8", [("a", "u1")]])
def test_values_that_are_no_pixels_are_refused(tmp_path, dtype):
    np.save(tmp_path / "a.npy", np.zeros((30, 40), dtype))
    with pytest.raises(ImageReadError, match="not the pixels of an image"):
        open_image(tmp_path / "a.npy")


def test_objects_are_never_loaded(tmp_path):
    np.save(tmp_path / "a.npy", np.array([[print, 1]], object), allow_pickle=True)
    with pytest.raises(ImageReadError):
        open_image(tmp_path / "a.npy")


@pytest.mark.parametrize(
    "change",
    [
        {"shape": "x"},
        {"shape": [-5, 10]},
        {"shape": [10**400, 10]},
        {"chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [0, 0]}}},
        {"codecs": [{"name": "none"}]},
        {"data_type": "string"},
        {"zarr_format": 9},
        {"fill_value": "x"},
    ],
)
def test_damaged_zarr_metadata_is_one_sentence(tmp_path, change):
    path = zarr_of(tmp_path / "a.zarr", (30, 40), (15, 20))
    meta = json.loads((path / "zarr.json").read_text())
    (path / "zarr.json").write_text(json.dumps({**meta, **change}))
    with pytest.raises(ImageReadError) as caught:
        read_all(path)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("scales", [[], [3], [{"datasets": []}], [{"datasets": [{"path": 1}]}], {}])
def test_damaged_ome_metadata_is_one_sentence(tmp_path, scales):
    group = zarr.open_group(tmp_path / "a.zarr", mode="w")
    for name in "ab":
        group.create_array(name, shape=(30, 40), dtype="u1")
    group.attrs["ome"] = {"multiscales": scales}
    with pytest.raises(ImageReadError):
        open_image(tmp_path / "a.zarr")


def test_a_tiff_that_is_cut_in_a_directory_is_one_sentence(tmp_path):
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((8, 30, 40), np.uint8), compression="zlib")
    content = path.read_bytes()
    refused = 0
    for length in range(8, len(content), 61):
        path.write_bytes(content[:length])
        try:
            assert read_all(path).shape == (8, 30, 40)
        except ImageReadError:
            refused += 1
    assert refused > len(content) // 61 // 2


def test_a_tiff_whose_pages_have_no_end_is_refused():
    """`endless_pages.tif` was made by `benchmarks/fuzz/fuzz_others.py`; it was read for ever."""
    with pytest.raises(ImageReadError):
        open_image(Path(__file__).parent / "data" / "endless_pages.tif")


def test_a_tiff_has_a_largest_number_of_pages(tmp_path):
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((8, 30, 40), np.uint8), compression="zlib", metadata=None)
    assert open_image(path).shape == (8, 30, 40)
    with pytest.raises(ImageLimitError, match="has 8 pages, more than the 7 allowed"):
        open_image(path, limits=ReadLimits(max_pages=7))


def test_a_page_larger_than_the_memory_is_told_as_such(tmp_path, monkeypatch):
    """Pages are decoded whole; such a file is not damaged."""
    path = tmp_path / "a.tif"
    strip = zlib.compress(bytes(100))
    tifffile.imwrite(
        path, iter([strip, strip]), shape=(2, 40_000, 40_000), dtype="u1", compression="zlib",
        rowsperstrip=40_000, photometric="minisblack",
    )  # fmt: skip
    with pytest.raises(ImageLimitError, match="40000 × 40000"):
        open_image(path)
    limits = ReadLimits(max_page_pixels=10**10, max_expansion=1e9)
    with pytest.raises(ImageLimitError, match=r"pieces of 1\.6 GB, more than the 0\.6 GB"):
        read(path, limits=limits, resources=Resources(memory="600MB"))

    def none_left(*_, **__):
        raise MemoryError

    monkeypatch.setattr("tifffile.TiffPage.asarray", none_left)
    with pytest.raises(ImageLimitError, match="needs more memory than there is"):
        open_image(path, limits=limits).read((slice(0, 1), slice(0, 40_000), slice(0, 40_000)))


def test_damaged_levels_of_a_pyramid_do_not_matter(tmp_path):
    group = zarr.open_group(tmp_path / "a.zarr", mode="w")
    group.create_array("0", shape=(30, 40), dtype="u1")
    group.create_array("2", shape=(2, 15, 20), dtype="u1")
    levels = [{"path": "0"}, {"path": "1"}, {"path": "2"}, {"path": 7}, {}, 3]
    group.attrs["ome"] = {"multiscales": [{"datasets": levels}]}
    source = open_image(tmp_path / "a.zarr")
    assert source.shape == (30, 40)
    assert source.levels == ()
