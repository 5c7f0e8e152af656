"""Damaged and hostile files that are read in parts: one sentence, before memory is taken."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner

from imagerep.__main__ import main as cli
from imagerep.errors import ImageLimitError, ImageReadError
from imagerep.large import Resources, open_image
from imagerep.large.files import open_source
from imagerep.readers import ReadLimits

zarr = pytest.importorskip("zarr", reason="the extra “large” is not installed")


def zarr_of(path, shape, chunks):
    """A Zarr array without any chunk: as large as it likes, and a few hundred bytes on disk."""
    zarr.create_array(path, shape=shape, chunks=chunks, dtype="u1", compressors=None)
    return path


def test_chunks_larger_than_the_memory_are_refused(tmp_path):
    path = zarr_of(tmp_path / "bomb.zarr", (4000, 1000, 1000), (4000, 1000, 1000))
    with pytest.raises(ImageLimitError, match=r"pieces of 4 GB, more than the 2 GB") as caught:
        open_image(path, resources=Resources(memory="2GB"))
    assert "--memory" in caught.value.hint
    assert open_image(path, resources=Resources(memory="5GB")).size == 4 * 10**9
    zarr_of(tmp_path / "fine.zarr", (4000, 1000, 1000), (64, 256, 256))
    assert open_image(tmp_path / "fine.zarr", resources=Resources(memory="10MB")).ndim == 3


def test_mapped_files_have_no_chunks_to_decode(tmp_path):
    np.lib.format.open_memmap(tmp_path / "a.npy", "w+", np.uint8, (2, 40000, 40000)).flush()
    assert open_image(tmp_path / "a.npy", resources=Resources(memory="10MB")).ndim == 3


def read_all(path):
    source = open_source(path)
    return source.read(tuple(slice(0, side) for side in source.shape))


@pytest.mark.parametrize("dtype", ["U3", "S4", "M8[s]", "c8", [("a", "u1")]])
def test_values_that_are_no_pixels_are_refused(tmp_path, dtype):
    np.save(tmp_path / "a.npy", np.zeros((30, 40), dtype))
    with pytest.raises(ImageReadError, match="not the pixels of an image"):
        open_source(tmp_path / "a.npy")


def test_objects_are_never_loaded(tmp_path):
    np.save(tmp_path / "a.npy", np.array([[print, 1]], object), allow_pickle=True)
    with pytest.raises(ImageReadError):
        open_source(tmp_path / "a.npy")


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
        open_source(tmp_path / "a.zarr")


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
        open_source(Path(__file__).parent / "data" / "endless_pages.tif")


def test_a_tiff_has_a_largest_number_of_pages(tmp_path, monkeypatch):
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((8, 30, 40), np.uint8), compression="zlib", metadata=None)
    assert open_source(path).shape == (8, 30, 40)
    monkeypatch.setattr("imagerep.large.tiff_source.ReadLimits", lambda: ReadLimits(max_pages=7))
    with pytest.raises(ImageLimitError, match="has 8 pages, more than the 7 allowed"):
        open_source(path)


def test_a_page_larger_than_the_memory_is_told_as_such(tmp_path, monkeypatch):
    """Pages are decoded whole; such a file is not damaged."""
    path = tmp_path / "a.tif"
    strip = zlib.compress(bytes(100))
    tifffile.imwrite(
        path, iter([strip, strip]), shape=(2, 40_000, 40_000), dtype="u1", compression="zlib",
        rowsperstrip=40_000, photometric="minisblack",
    )  # fmt: skip
    with pytest.raises(
        ImageLimitError, match=r"pieces of 1\.6 GB, more than the 0\.5 GB"
    ) as caught:
        open_image(path, resources=Resources(memory="500MB"))
    assert "as Zarr" in caught.value.hint

    found = CliRunner().invoke(cli, ["measure", str(path), "--phase", "1", "--memory", "500MB"])
    assert found.exit_code == 2
    assert "as Zarr" in found.output

    def none_left(*_, **__):
        raise MemoryError

    monkeypatch.setattr("tifffile.TiffPage.asarray", none_left)
    with pytest.raises(ImageLimitError, match="needs more memory than there is") as caught:
        open_source(path).read((slice(0, 1), slice(0, 10), slice(0, 10)))
    assert "as Zarr" in caught.value.hint


def test_damaged_levels_of_a_pyramid_do_not_matter(tmp_path):
    group = zarr.open_group(tmp_path / "a.zarr", mode="w")
    group.create_array("0", shape=(30, 40), dtype="u1")
    group.create_array("2", shape=(2, 15, 20), dtype="u1")
    levels = [{"path": "0"}, {"path": "1"}, {"path": "2"}, {"path": 7}, {}, 3]
    group.attrs["ome"] = {"multiscales": [{"datasets": levels}]}
    source = open_source(tmp_path / "a.zarr")
    assert source.shape == (30, 40)
    assert source.coarser() == ()
