"""Images larger than memory give the numbers that they give in memory."""

from __future__ import annotations

import itertools
import math
import os
import shutil
import subprocess
import sys
import threading

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import (
    MeasurementCancelled,
    NotSegmentedError,
    OutputError,
    ParameterError,
    SegmentationError,
)
from imagerep.correlation import covariance
from imagerep.large import Resources, open_image, parse_bytes
from imagerep.large.block import Block
from imagerep.large.columns import ColumnTask
from imagerep.large.compact import encode, is_compact, powers, restored
from imagerep.large.counts import subdivision_estimate_of
from imagerep.large.direct import aligned, direct_speed, open_file, read_at, write_at
from imagerep.large.plan import LAYOUT, Plan
from imagerep.large.strips import Layout
from imagerep.time_left import time_text

da = pytest.importorskip("dask.array")

OUT = {"memory": "1GB", "threads": 2, "in_memory": False}


def blobs(shape, sigma, seed=0, level=0.3):
    field = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return field > level * field.std()


def opened(image, chunks, **resources):
    return open_image(da.from_array(image, chunks=chunks), resources=Resources(**OUT | resources))


def assert_same(found, wanted):
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    assert found.warnings == wanted.warnings
    for one, other in (
        (found.correlation.lag_px, wanted.correlation.lag_px),
        (found.correlation.correlation, wanted.correlation.correlation),
    ):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize(
    ("shape", "chunks", "sigma"),
    [
        ((300, 401), (64, 100), 4),
        ((61, 73, 82), (16, 20, 30), 3),
        ((40, 220, 64), (40, 7, 64), 2),
        ((203, 210, 201), (64, 64, 201), 3),
    ],
)
@pytest.mark.parametrize("is_held", [False, True])
def test_same_numbers_as_in_memory(shape, chunks, sigma, is_held):
    image = blobs(shape, sigma)
    large = opened(image, chunks).counted(is_held=is_held)
    assert_same(imagerep.measure(large), imagerep.measure(image))


def test_same_numbers_where_the_window_grows():
    """A structure that settles only beyond the first look at 200 px, in two dimensions."""
    y, x = np.indices((1500, 1400))
    image = (np.hypot(y - 700, x - 650) < 420) ^ blobs((1500, 1400), 3, level=2.0)
    found = imagerep.measure(opened(image, (200, 1400)))
    wanted = imagerep.measure(image)
    assert found.correlation.cutoff_px == wanted.correlation.cutoff_px > 200
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )


def test_several_groups_of_columns_give_the_same(tmp_path, monkeypatch):
    """Little scratch space: the image is read several times instead."""
    image = blobs((90, 100, 110), 3)
    spectrum = 90 * 100 * 56 * 8
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(spectrum, 0, spectrum * 3 // 4)
    )
    large = opened(image, 32, scratch=tmp_path)
    counted = large.counted()
    with counted.covariance(counted.phases[-1]) as (found, _, _):
        assert len(found.plan.groups) > 1
        np.testing.assert_allclose(found.window(45), covariance(image).window(45), atol=1e-7)
    assert not list(tmp_path.iterdir())


SHAPES = [
    ((300, 401), (64, 100)),
    ((61, 73, 82), (16, 20, 30)),
    ((40, 220, 64), (40, 7, 64)),
]


def window_in_parts(image, chunks, **resources):
    """All lags of an image, and how it was cut for them."""
    counted = opened(image, chunks, **resources).counted()
    with counted.covariance(counted.phases[-1]) as (found, _, _):
        return found.window(min(image.shape) // 2), found.plan


def round_spectra(monkeypatch, wanted=True):
    """Round the spectra of images of all sizes, or of none."""
    for module in ("cutting", "plan"):
        monkeypatch.setattr(f"imagerep.large.{module}.is_compact", lambda _: wanted)


@pytest.mark.parametrize("block_bytes", [1 << 30, 40_000, 3_000])
@pytest.mark.parametrize(("shape", "chunks"), SHAPES)
def test_blocks_of_every_size_give_the_same(shape, chunks, block_bytes, monkeypatch):
    """Down to blocks of a part of the lines, and of a single frequency."""
    image = blobs(shape, 3)
    monkeypatch.setattr("imagerep.large.cutting.LARGEST_BLOCK_BYTES", block_bytes)
    found, plan = window_in_parts(image, chunks)
    wanted = covariance(image).window(min(shape) // 2)
    np.testing.assert_allclose(found, wanted, atol=3e-7 * wanted.max())
    assert plan.n_exact >= -(-plan.half // plan.width)
    assert (plan.n_parts > 1) == (block_bytes < 1 << 20 and len(shape) == 3)


@pytest.mark.parametrize("block_bytes", [1 << 30, 3_000])
@pytest.mark.parametrize(("shape", "chunks"), SHAPES)
def test_rounded_spectra_give_nearly_the_same(shape, chunks, block_bytes, monkeypatch):
    """So few values average little of the rounding out, and yet a covariance moves by 1e-6."""
    image = blobs(shape, 3)
    round_spectra(monkeypatch)
    monkeypatch.setattr("imagerep.large.cutting.LARGEST_BLOCK_BYTES", block_bytes)
    found, plan = window_in_parts(image, chunks)
    wanted = covariance(image).window(min(shape) // 2)
    np.testing.assert_allclose(found, wanted, atol=2e-6 * wanted.max())
    assert (found != wanted).any()
    assert 0 < plan.n_exact < -(-plan.half // plan.width)


@pytest.mark.parametrize("sigma", [0.01, 3, 9])
def test_rounded_spectra_take_half_the_space_and_keep_the_length_scale(sigma, monkeypatch):
    image = blobs((160, 170, 180), sigma)
    wanted = imagerep.measure(image)
    exact, plan = window_in_parts(image, 64)
    round_spectra(monkeypatch)
    rounded, compact = window_in_parts(image, 64)
    sizes = [Layout(one, 0, image.shape[0]).size for one in (plan, compact)]
    assert sizes[1] < 0.7 * sizes[0]
    np.testing.assert_allclose(rounded, exact, atol=1e-6 * exact.max())
    found = imagerep.measure(opened(image, 64))
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    assert is_compact((1000, 1000, 1000))
    assert not is_compact((512, 512, 512))


def test_rounding_is_within_half_a_step_of_the_largest_value():
    rng = np.random.default_rng(0)
    lines = rng.standard_normal((50, 64)).astype(np.float32)
    lines *= np.logspace(-9, 9, 50, dtype=np.float32)[:, np.newaxis]
    lines[3] = 0.0
    lines[4] = [1.0, -1.0] * 32  # powers of two, the ends of the range
    codes = np.empty(lines.shape, np.int16)
    exponents = encode(lines, np.empty_like(lines), codes)
    found = restored(codes.reshape(50, 32, 2), powers(exponents)).view(np.float32)
    step = np.abs(lines).max(axis=1, keepdims=True) * 2.0**-14
    assert (np.abs(found - lines) <= 0.5 * step * (1 + 1e-4)).all()
    np.testing.assert_array_equal(found[3], 0.0)
    np.testing.assert_array_equal(found[4], lines[4])


def test_blocks_that_share_their_memory_give_the_same(monkeypatch):
    image = blobs((40, 36, 50), 2)
    wanted = imagerep.measure(image)
    done = []
    original = ColumnTask._correlate

    def watched(task, block, stored, lags):
        done.append((id(task), block))
        original(task, block, stored, lags)

    monkeypatch.setattr("imagerep.large.cutting.LARGEST_BLOCK_BYTES", 40 * 36 * 24)
    monkeypatch.setattr(ColumnTask, "_correlate", watched)
    assert_same(imagerep.measure(opened(image, 10)), wanted)
    assert len({task for task, _ in done}) < len(done)
    assert sorted(block for _, block in done) == [(0, k) for k in range(26)]


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("held_share", [0.0, 0.05])
def test_scratch_files_past_the_cache_give_the_same(tmp_path, monkeypatch, compact, held_share):
    """The blocks that are correlated first need not be read, if there is memory for them."""
    if not direct_speed(tmp_path):
        pytest.skip("this file system has no direct files")
    image = blobs((61, 73, 82), 3)
    wanted = imagerep.measure(image)
    monkeypatch.setattr("imagerep.large.direct.CACHED_SHARE", 0.0)
    monkeypatch.setattr("imagerep.large.held.BLOCKS_SHARE", held_share)
    original, read = Block.read, {}

    def watched(stored, block):
        read[block] = original(stored, block)
        return read[block]

    monkeypatch.setattr(Block, "read", watched)
    round_spectra(monkeypatch, compact)
    monkeypatch.setattr("imagerep.large.cutting.LARGEST_BLOCK_BYTES", 61 * 73 * 24)
    monkeypatch.setattr("imagerep.large.cutting.RUN_BYTES", 1 << 12)  # slabs of several runs
    large = opened(image, (16, 20, 30), scratch=tmp_path).counted()
    with large.covariance(large.phases[-1]) as (found, _, _):
        plan = found.plan
        assert plan.direct
        assert 1 < plan.run < plan.slabs[0][1]
        assert Plan.from_dict(plan.to_dict()) == plan
        found.window(30)
        assert len(read) == len(plan.blocks(0))
        assert (read[0, 0] == 0) == bool(held_share)
    assert_same(imagerep.measure(opened(image, (16, 20, 30), scratch=tmp_path)), wanted)
    assert not list(tmp_path.iterdir())


def test_direct_files_hold_what_is_written(tmp_path):
    if not direct_speed(tmp_path):
        pytest.skip("this file system has no direct files")
    data = np.frombuffer(np.random.default_rng(0).bytes(5 * 4096), np.uint8)
    memory, found = aligned(3 * 4096), aligned(2 * 4096)
    memory[:] = data[: 3 * 4096]
    with open_file(tmp_path / "a", "wb", direct=True) as file:
        write_at(file, 2 * 4096, memory[4096:])
        write_at(file, 0, memory[:4096])
    with open_file(tmp_path / "a", "rb", direct=True) as file:
        read_at(file, 2 * 4096, found)
        assert (found == memory[4096:]).all()
        with pytest.raises(EOFError, match="ends early"):
            read_at(file, 3 * 4096, found)
    assert not list(tmp_path.glob("direct"))


def test_a_large_scratch_folder_is_deleted_in_the_background(tmp_path, monkeypatch):
    """The answer does not wait, and what a killed program left is deleted by the next."""
    monkeypatch.setattr("imagerep.large.scratch.QUICK_BYTES", 0)
    left = tmp_path / "discarded-imagerep-1"
    left.mkdir()
    (left / "slab").write_bytes(b"0" * 1000)
    image = blobs((60, 60, 60), 2)
    for _ in range(2):  # the same folder again: nothing seems unfinished
        imagerep.measure(opened(image, 32, scratch=tmp_path))
    for thread in threading.enumerate():
        if thread.name == "imagerep-scratch":
            thread.join()
    assert not list(tmp_path.iterdir())


def test_a_scratch_folder_that_was_made_is_gone_in_the_end(tmp_path, monkeypatch):
    """Also where phases follow each other, and the files of one are still being deleted."""
    monkeypatch.setattr("imagerep.large.scratch.QUICK_BYTES", 0)
    image = blobs((60, 60, 60), 2)
    scratch, mine = tmp_path / "new" / "scratch", tmp_path / "mine"
    mine.mkdir()
    for folder in (scratch, mine):
        for phase in (0, 1):
            imagerep.measure(opened(image, 32, scratch=folder), phase)
    large = opened(image, 32, scratch=scratch).counted()
    with pytest.raises(ValueError, match="reaches"), large.covariance(large.phases[-1]) as found:
        found[0].window(99)
    assert list(scratch.glob("imagerep-*"))
    imagerep.measure(opened(image, 32, scratch=scratch, resume=True))
    for thread in threading.enumerate():
        if thread.name == "imagerep-scratch":
            thread.join()
    assert not scratch.exists()
    assert not list(mine.iterdir())


def test_a_measurement_of_another_layout_is_not_resumed(tmp_path):
    image = blobs((60, 60, 60), 2)
    large = opened(image, 32, scratch=tmp_path).counted()
    with pytest.raises(ValueError, match="reaches"), large.covariance(large.phases[-1]) as found:
        found[0].window(99)
    (plan,) = tmp_path.glob("*/plan.json")
    plan.write_text(plan.read_text().replace(f'"layout": {LAYOUT}', f'"layout": {LAYOUT - 1}'))
    again = opened(image, 32, scratch=tmp_path, resume=True).counted()
    with (
        pytest.raises(OutputError, match="another version"),
        again.covariance(again.phases[-1]),
    ):
        pass


@pytest.mark.parametrize("lags_share", [0.0, 0.2])
def test_window_equals_that_in_memory_and_counts_what_it_moves(lags_share, monkeypatch):
    """Lags go through files, or stay in memory."""
    monkeypatch.setattr("imagerep.large.held.LAGS_SHARE", lags_share)
    image = blobs((64, 70, 75), 2)
    counted = opened(image, (20, 70, 30)).counted()
    with counted.covariance(counted.phases[-1]) as (found, _, _):
        np.testing.assert_allclose(found.window(20), covariance(image).window(20), atol=1e-7)
        assert found.moved.image == image.size
        plan = found.plan
        spectra = sum(Layout(plan, 0, b - a).size for a, b in plan.slabs)
        assert spectra == pytest.approx(64 * 70 * 38 * 8, rel=0.1)
        lags = 0 if lags_share else 8 * 21 * 41 * plan.width * len(plan.blocks(0))
        assert found.moved.from_scratch == pytest.approx(spectra + lags, rel=0.05)
        assert found.moved.to_scratch == pytest.approx(spectra + lags, rel=0.05)
        assert found.moved.returned == 0
        with pytest.raises(ValueError, match="reaches beyond"):
            found.window(33)


@pytest.mark.parametrize("lags_share", [0.0, 0.2])
def test_an_interrupted_second_pass_goes_on_from_the_spectra(tmp_path, monkeypatch, lags_share):
    monkeypatch.setattr("imagerep.large.held.LAGS_SHARE", lags_share)
    monkeypatch.setattr("imagerep.large.cutting.LARGEST_BLOCK_BYTES", 40 * 36 * 24)
    image = blobs((40, 36, 50), 2)
    wanted = covariance(image).window(18)
    counted = opened(image, 10, scratch=tmp_path).counted()
    original, blocks = ColumnTask._correlate, []

    def breaks(task, block, stored, lags):
        blocks.append(block)
        if len(blocks) == 12:
            raise OutputError("The disk is gone.")
        original(task, block, stored, lags)

    with monkeypatch.context() as patched:
        patched.setattr(ColumnTask, "_correlate", breaks)
        with (
            pytest.raises(OutputError, match="gone"),
            counted.covariance(counted.phases[-1]) as (found, _, _),
        ):
            found.window(18)
    again = opened(image, 10, scratch=tmp_path, resume=True).counted()
    with again.covariance(again.phases[-1]) as (found, _, _):
        np.testing.assert_allclose(found.window(18), wanted, atol=1e-7)
        assert found.moved.image == 0
    assert not list(tmp_path.iterdir())


def test_three_phases_and_labels_as_floats():
    cells = np.random.default_rng(3).integers(0, 3, (12, 13, 14)) * 100
    labels = np.kron(cells, np.ones((5, 5, 5), int)).astype(np.float32)
    wanted = imagerep.measure_phases(labels)
    found = imagerep.measure_phases(opened(labels, 25))
    assert list(found) == [0, 100, 200]
    for label, one in wanted.items():
        assert_same(found[label], one)


def test_a_dask_array_is_measured_in_memory_where_it_fits():
    image = blobs((120, 130), 3)
    found = imagerep.measure(da.from_array(image, chunks=50))
    assert found.characteristic_length_scale_px == pytest.approx(
        imagerep.measure(image).characteristic_length_scale_px, rel=1e-12
    )
    several = imagerep.measure([da.from_array(image, chunks=50), image])
    assert several.n_images == 2


def test_subdivision_equals_that_in_memory():
    image = blobs((100, 90, 120), 3)
    counted = opened(image.astype(np.uint8), (33, 17, 40)).counted()
    with counted.covariance(counted.phases[-1]) as (_, engine, scratch):
        found = subdivision_estimate_of(
            counted.source, counted.phases[-1], engine, scratch, imagerep.hooks.Hooks()
        )
    assert found == pytest.approx(imagerep.subdivision_estimate(image), rel=1e-12)


def test_truncated_lags_are_told(monkeypatch):
    y, x = np.indices((900, 900))
    image = np.hypot(y - 450, x - 450) < 300
    monkeypatch.setattr("imagerep.large.covariance.largest_lag", lambda *_: 210)
    found = imagerep.measure(opened(image, 300))
    assert {"lags-truncated", "no-decay"} <= {one.code for one in found.warnings}


def test_cancel_leaves_nothing_behind(tmp_path):
    image = blobs((120, 120, 120), 3)
    asked = itertools.count()
    large = opened(image, 16, scratch=tmp_path)
    with pytest.raises(MeasurementCancelled):
        imagerep.measure(large, should_stop=lambda: next(asked) > 2)


def test_a_program_that_ends_with_an_error_leaves_no_scratch_folder(tmp_path):
    code = (
        "import dask.array as da, numpy as np, imagerep\n"
        "from imagerep.large import Resources, open_image\n"
        "image = da.from_array(np.arange(64000).reshape(40, 40, 40) % 2, chunks=20)\n"
        "image = open_image(image, resources=Resources(memory='1GB', in_memory=False))\n"
        "asked = iter(range(99))\n"
        "imagerep.measure(image, 1, should_stop=lambda: next(asked) > 8)\n"
    )
    env = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1].endswith("The measurement was cancelled.")
    assert "interpreter shutdown" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_progress_rises_to_one():
    seen = []
    image = blobs((100, 100, 100), 3)
    imagerep.measure(
        opened(image, 32), progress=lambda fraction, text: seen.append((fraction, text))
    )
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {"counting the phases", "transforming slabs", "inverse transform"} <= {
        t for _, t in seen
    }


@pytest.mark.parametrize(
    ("seconds", "text"), [(3, "about 10 s"), (100, "about 2 min"), (9000, "about 2.5 h")]
)
def test_time_left_as_text(seconds, text):
    assert time_text(seconds) == text


def test_what_cannot_be_measured_is_refused():
    grey = np.random.default_rng(0).integers(0, 255, (64, 64)).astype(np.uint8)
    with pytest.raises(NotSegmentedError):
        imagerep.measure(opened(grey, 32))
    with pytest.raises(NotSegmentedError, match="fractional"):
        imagerep.measure(opened(grey / 7, 32))
    with pytest.raises(imagerep.SinglePhaseError):
        imagerep.measure(opened(np.zeros((64, 64), np.uint8), 32))
    with pytest.raises(SegmentationError, match="4 axes"):
        opened(np.zeros((8, 8, 8, 8)), 8)
    unknown = da.from_array(grey, chunks=32)
    unknown = unknown[unknown > 3]
    with pytest.raises(SegmentationError, match="unknown shape"):
        open_image(unknown)
    with pytest.raises(ParameterError, match="no method"):
        imagerep.measure(opened(grey > 100, 32), method="spectroscopy")


def test_amounts_of_memory():
    assert parse_bytes("4GB") == 4 * 10**9
    assert parse_bytes("1.5 GiB") == 3 * 2**29
    assert parse_bytes(1000) == 1000
    for wrong in ("much", "-1GB", "0", "1..2"):
        with pytest.raises(ParameterError):
            parse_bytes(wrong)
    with pytest.raises(ParameterError):
        Resources(workers=0)
    with pytest.raises(ParameterError, match="exclude"):
        Resources(workers=2, scheduler="tcp://a:1")
    with pytest.raises(ParameterError):
        Resources(resume=True)
    assert not Resources(memory="1GB").holds(10**9, 1)
    assert math.isfinite(Resources().memory_bytes)
