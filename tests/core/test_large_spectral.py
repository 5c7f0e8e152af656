"""The spectral method on images larger than memory: one pass, and the numbers of memory."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import EngineError, MeasurementCancelled
from imagerep.__main__ import main as cli
from imagerep.block_sums import BlockSums
from imagerep.large import Resources, open_image
from imagerep.large.array_sources import DaskSource

da = pytest.importorskip("dask.array")

OUT = Resources(memory="1GB", threads=2, in_memory=False)


def blobs(shape, sigma, seed=0, level=0.3):
    field = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return field > level * field.std()


def opened(image, chunks, resources=OUT):
    return open_image(da.from_array(image, chunks=chunks), resources=resources)


def assert_same(found, wanted):
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-12
    )
    assert found.confidence_interval(0.95) == pytest.approx(wanted.confidence_interval(0.95))
    assert found.diagnostics.block_px == wanted.diagnostics.block_px
    assert found.warnings == wanted.warnings


@pytest.fixture
def reads(monkeypatch):
    """Number of pixels that are read."""
    seen = []
    read = DaskSource.read

    def counting(self, box):
        values = read(self, box)
        seen.append(values.size)
        return values

    monkeypatch.setattr(DaskSource, "read", counting)
    return seen


@pytest.mark.parametrize(
    ("shape", "chunks", "sigma"),
    [
        ((160, 160), (50, 60), 3),
        ((700, 901), (64, 100), 4),
        ((61, 73, 82), (16, 20, 30), 3),
        ((150, 101, 203), (40, 7, 64), 3),
    ],
)
def test_same_numbers_as_in_memory_in_one_pass(shape, chunks, sigma, reads):
    image = blobs(shape, sigma)
    found = imagerep.measure(opened(image, chunks), method="spectral")
    assert sum(reads) == image.size
    assert_same(found, imagerep.measure(image, method="spectral"))


def test_all_phases_in_one_pass(reads):
    cells = np.random.default_rng(3).integers(0, 3, (12, 23, 24)) * 100
    labels = np.kron(cells, np.ones((9, 5, 5), np.uint8))
    found = imagerep.measure_phases(opened(labels, 25), method="spectral")
    assert sum(reads) == labels.size
    wanted = imagerep.measure_phases(labels, method="spectral")
    assert list(found) == [0, 100, 200]
    for label, one in wanted.items():
        assert_same(found[label], one)


@pytest.mark.parametrize(("third", "times"), [(False, 1), (True, 3)])
def test_both_methods_count_once(reads, third, times):
    """Two phases are held as bits; three are read to be counted, transformed and subdivided."""
    image = blobs((90, 100, 110), 3).astype(np.uint8)
    image[0, 0, 0] += 2 * third
    found = imagerep.measure_methods(opened(image, 32), 1)
    assert sum(reads) == times * image.size
    wanted = imagerep.measure_methods(image, 1)
    assert_same(found["spectral"], wanted["spectral"])
    assert found["two-point"].characteristic_length_scale_px == pytest.approx(
        wanted["two-point"].characteristic_length_scale_px, rel=1e-6
    )


def test_several_images_of_one_material_share_their_blocks(reads):
    images = [blobs((400, 300), 4, seed) for seed in range(2)] + [blobs((200, 600), 4, 2)]
    found = imagerep.measure([opened(one, 100) for one in images], method="spectral")
    assert sum(reads) == sum(one.size for one in images)
    assert_same(found, imagerep.measure(images, method="spectral"))


def test_an_image_counted_for_others_is_read_again():
    image = blobs((400, 300), 4)
    counted = opened(image, 100).counted(block_px=7)
    assert_same(
        imagerep.measure(counted, method="spectral"), imagerep.measure(image, method="spectral")
    )


def test_blocks_that_do_not_fit_are_told(monkeypatch):
    monkeypatch.setattr("imagerep.large.segmentation.BLOCK_BYTES", 10**6)
    large = opened(blobs((60, 400, 400), 3), 32)
    with pytest.raises(EngineError, match="memory is too small for the spectral method"):
        imagerep.measure(large, method="spectral")


def test_cancelled():
    asked = iter([False, False, True])
    with pytest.raises(MeasurementCancelled):
        imagerep.measure(
            opened(blobs((120, 120, 120), 3), 16),
            method="spectral",
            should_stop=lambda: next(asked, True),
        )


@pytest.mark.parametrize("block_px", [1, 3, 5, 70])
def test_block_sums_of_any_parts_are_those_of_the_whole(block_px):
    rng = np.random.default_rng(4)
    image = rng.random((73, 80, 71)) < 0.4
    total = BlockSums(image.shape, block_px)
    for rows in (slice(0, 7), slice(7, 50), slice(50, 73)):
        part = BlockSums(image.shape, block_px, rows)
        for start in range(0, 80, 33):
            part.add(image[rows, start : start + 33], (rows.start, start, 0))
        total.merge(part)
    n = [side // block_px for side in image.shape]
    whole = image[tuple(slice(0, k * block_px) for k in n)]
    wanted = whole.reshape(n[0], block_px, n[1], block_px, n[2], block_px).sum((1, 3, 5))
    np.testing.assert_array_equal(total.counts, wanted)


def test_command_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    grey = np.where(blobs((90, 100, 110), 3), 200, 20).astype(np.uint8)
    grey += np.random.default_rng(0).integers(0, 9, grey.shape, np.uint8)
    np.save("image.npy", grey)
    runner = CliRunner()
    for more in (
        ["--method", "spectral", "--threshold", "100"],
        ["--compare", "--phase", "all", "--threshold", "100", "--crop", "3:88,0:100,7:107"],
    ):
        command = ["measure", "image.npy", "--json", "--memory", "1GB", *more]
        whole = runner.invoke(cli, command)
        with monkeypatch.context() as patched:
            patched.setattr(Resources, "holds", lambda *_: False)
            parts = runner.invoke(cli, command)
        assert parts.exit_code == whole.exit_code == 0, parts.output
        assert "is read in parts" in parts.stderr
        found, wanted = (json.loads(one.stdout) for one in (parts, whole))
        if isinstance(found, dict):
            found, wanted = [found], [wanted]
        assert [one["name"] for one in found] == [one["name"] for one in wanted]
        for one, other in zip(found, wanted, strict=True):
            assert one["phase_fraction"] == other["phase_fraction"]
            key = "characteristic_length_scale_px"
            assert one[key] == pytest.approx(other[key], rel=1e-6)
    with monkeypatch.context() as patched:
        patched.setattr(Resources, "holds", lambda *_: False)
        listed = runner.invoke(cli, ["phases", "image.npy", "--threshold", "100", "--json"])
    assert listed.exit_code == 0, listed.output
    assert json.loads(listed.stdout)["phases"][1]["pixels"] == (grey >= 100).sum()
    assert [path.name for path in tmp_path.iterdir()] == ["image.npy"]
