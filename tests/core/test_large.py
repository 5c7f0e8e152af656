"""Images larger than memory give the numbers that they give in memory."""

from __future__ import annotations

import math
import shutil

import numpy as np
import pytest

import imagerep
from imagerep import (
    NotSegmentedError,
    ParameterError,
    SegmentationError,
)
from imagerep.correlation import covariance
from imagerep.large import Resources, open_image, parse_bytes
from imagerep.large.columns import ColumnTask
from imagerep.large.compact import encode, is_compact, powers, restored
from imagerep.large.counts import subdivision_estimate_of
from imagerep.large.strips import Layout
from imagerep.time_left import time_text
from tests.core.large_images import assert_same, blobs, opened, round_spectra

da = pytest.importorskip("dask.array")


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
