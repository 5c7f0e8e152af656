"""Every code sample in the documentation works, and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import shutil

import numpy as np
import pytest
import tifffile
from scipy.ndimage import gaussian_filter

from imagerep import read
from imagerep.samples import SAMPLES, sample_path

pytest.importorskip("sybil", reason="the samples of the documentation need sybil")

from tests.docs.samples import NOT_RUN, ROOT, Samples, pages, reason_not_to_run
from tests.files_of_formats import dicom

PACKAGES = ("imagerep", "imagerep_qt", "fiji_bridge")


def _modules():
    """Modules whose docstrings hold samples."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if ">>> " in path.read_text(encoding="utf-8")
    ]


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """A folder with the images that the samples name."""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "fields").mkdir()
    (folder / "resources" / "samples").mkdir(parents=True)
    for name in SAMPLES:
        shutil.copy(sample_path(name), folder)
        shutil.copy(sample_path(name), folder / "resources" / "samples")
        if name.startswith("field"):
            shutil.copy(sample_path(name), folder / "fields")
    for number, name in enumerate(("field_1.tif", "field_2.tif", "field_3.tif", "field_4.tif")):
        material = folder / "materials" / ("cast" if number < 2 else "rolled")
        material.mkdir(parents=True, exist_ok=True)
        shutil.copy(sample_path(name), material)
    for name in ("micrograph.tif", "segmented.tif"):
        shutil.copy(sample_path("two_phase_2d.tif"), folder / name)
    rng = np.random.default_rng(3)
    field = gaussian_filter(rng.standard_normal((480, 600)), 6, mode="wrap")
    grey = np.clip(120 + 45 * field / field.std(), 0, 255).astype(np.uint8)
    tifffile.imwrite(folder / "grey.tif", grey)
    mask = gaussian_filter(rng.standard_normal((256, 300)), 5, mode="wrap") > 0
    np.save(folder / "mask.npy", mask)
    try:
        import zarr
    except ImportError:
        return folder
    volume = read(sample_path("volume_3d.tif")).mask(255).astype(np.uint8)
    tomogram = zarr.create_array(
        folder / "tomogram.zarr", shape=volume.shape, chunks=(64, 64, 64), dtype=volume.dtype
    )
    tomogram[:] = volume
    _files_of_formats(folder, mask, grey, volume)
    return folder


def _files_of_formats(folder, mask, grey, volume):
    """Files that hold several images, as the field saves them."""
    import h5py
    import zarr

    with h5py.File(folder / "project.h5", "w") as project:
        project["exported_data"] = mask.astype(np.uint8) + 1
        project["raw"] = grey
    chances = np.stack([1 - grey / 255, 0.7 * grey / 255, 0.3 * grey / 255], axis=-1)
    with h5py.File(folder / "probabilities.h5", "w") as probabilities:
        probabilities["exported_data"] = chances.astype(np.float32)
    values = np.random.default_rng(5).normal(size=(60, 200, 200))
    values = (gaussian_filter(values, 4) * 400_000 + 20_000).clip(0, 65_535)
    (folder / "scan.raw").write_bytes(bytes(1024) + values.astype(">u2").tobytes())
    cells = zarr.create_group(folder / "cells.ome.zarr")
    scales = [{"type": "scale", "scale": [0.5, 0.5]}]
    axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in "yx"]
    multiscale = {"version": "0.4", "axes": axes}
    multiscale["datasets"] = [{"path": "0", "coordinateTransformations": scales}]
    for group, values in ((cells, grey), (cells.create_group("labels/pores"), mask)):
        group.create_array("0", data=values.astype(np.uint8))
        group.attrs["multiscales"] = [multiscale]
    cells["labels"].attrs["labels"] = ["pores"]
    with tifffile.TiffWriter(folder / "image_and_mask.tif") as pages:
        pages.write(grey)
        pages.write((grey > 128).astype(np.uint8) * 255)
    (folder / "scan_folder").mkdir()
    dicom(folder / "scan_folder", volume[:24])


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_samples_of_a_page_work(page, files, tmp_path, monkeypatch):
    """Samples of a page build on each other, as a reader goes through it from the top."""
    if page.name in ("large.md", "fiji.md"):
        pytest.importorskip("zarr", reason="the extra “large” is not installed")
        pytest.importorskip("jpype", reason="the extra “fiji” is not installed")
    if "imagerep-qt" in page.read_text(encoding="utf-8"):
        pytest.importorskip("PySide6.QtWidgets", reason="Qt is not installed", exc_type=ImportError)
    folder = tmp_path / "work"
    shutil.copytree(files, folder)
    monkeypatch.chdir(folder)
    for example in Samples(folder).parse(page).examples():
        try:
            example.evaluate()
        except AssertionError as error:
            if "could not be fetched" in str(error) and not os.environ.get("IMAGEREP_NEEDS_IMAGEJ"):
                pytest.skip("ImageJ cannot be had here")
            raise


def test_samples_that_are_not_run_exist_and_are_few():
    every = [page.read_text(encoding="utf-8") for page in pages()]
    for part in NOT_RUN:
        assert any(part in text for text in every), f"no page has a sample with “{part}” any more"
    assert len(NOT_RUN) <= 6
    for test in re.findall(r"tests/\S+\.py", " ".join(NOT_RUN.values())):
        assert (ROOT / test).is_file(), f"{test} is said to run a sample, and is not there"
    assert not reason_not_to_run("imagerep measure micrograph.tif")


def test_a_wrong_output_is_noticed(tmp_path, files, monkeypatch):
    monkeypatch.chdir(files)
    page = tmp_path / "page.md"
    page.write_text("```console\n$ imagerep phases micrograph.tif\nsomething else\n```\n")
    (example,) = Samples(files).parse(page).examples()
    with pytest.raises(AssertionError, match="something else"):
        example.evaluate()


@pytest.mark.parametrize("name", _modules())
def test_samples_of_docstrings_work(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
