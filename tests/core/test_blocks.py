"""Sums over blocks, and measurements of images that are not in memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import imagerep
from imagerep import (
    EngineError,
    ImageLimitError,
    MeasurementCancelled,
    NotSegmentedError,
    ParameterError,
    Resources,
    Segmentation,
)
from imagerep.blocks import BlockSums, block_sums, full_sums, partial_sums
from imagerep.generate import boolean_model, gaussian_field, random_checkerboard, voronoi_cells
from imagerep.io.source import grid
from imagerep.memory import parse_bytes
from imagerep.two_point.covariance import of_mask
from imagerep.two_point.length_scale import length_scale
from tests.images_in_parts import IN_PARTS, blobs, in_parts, source_of


@pytest.fixture(autouse=True)
def one_chunk_at_a_time(monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1)


def plain_sums(array, side):
    n = [length // side for length in array.shape]
    whole = array[tuple(slice(0, k * side) for k in n)].astype(float)
    shape = [x for k in n for x in (k, side)]
    return whole.reshape(shape).sum(tuple(range(1, 2 * array.ndim, 2)))


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 20), min_size=2, max_size=3),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
    st.integers(1, 6),
    st.integers(0, 2**32 - 1),
)
def test_sums_of_boxes_in_any_order_are_those_of_the_whole(shape, step, side, seed):
    rng = np.random.default_rng(seed)
    mask = rng.random(shape) < 0.4
    field = rng.standard_normal(shape)
    counts, sums, ones = (BlockSums(shape, side, dtype) for dtype in (None, float, None))
    boxes = grid(shape, step[: len(shape)])
    rng.shuffle(boxes)
    for box in map(tuple, boxes):
        corner = [part.start // side for part in box]
        counts.add(corner, partial_sums(mask[box], box, side))
        sums.add(corner, partial_sums(field[box], box, side))
        ones.add(corner, full_sums(box, side))
    np.testing.assert_array_equal(counts.values, plain_sums(mask, side))
    np.testing.assert_allclose(sums.values, plain_sums(field, side), atol=1e-12)
    assert (ones.values == side ** len(shape)).all()
    np.testing.assert_array_equal(block_sums(mask, side), plain_sums(mask, side))


@pytest.mark.parametrize("side", [2, 4, 8])
def test_counts_do_not_overflow_their_type(side):
    full = np.ones((side, side, side), bool)
    box = tuple(slice(0, side) for _ in range(3))
    assert partial_sums(full, box, side).item() == side**3


MATERIALS = {
    "discs": lambda: boolean_model((2000, 2000), phase_fraction=0.3, radius=8, seed=1),
    "field": lambda: gaussian_field((2000, 2000), phase_fraction=0.4, length=12, seed=2),
    "cells": lambda: voronoi_cells((2000, 2000), phase_fractions=0.5, cell_size=20, seed=3) == 1,
    "squares": lambda: random_checkerboard(
        (2000, 2000), phase_fractions=0.5, cell_size=16, seed=4
    ) == 1,
    "spheres": lambda: boolean_model((260, 260, 260), phase_fraction=0.3, radius=7, seed=5),
    "stretched": lambda: gaussian_field(
        (260, 260, 260), phase_fraction=0.3, length=(4, 6, 10), seed=6
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MATERIALS)
def test_the_length_scale_from_blocks_is_that_of_the_whole_image(name):
    """Of images that are not stabilised: sigma_mod there is 5 and 13 %."""
    mask = MATERIALS[name]()
    blocks = of_mask(mask)
    variance = blocks.ratio * (1 - blocks.ratio)
    wanted = length_scale(blocks, variance)
    for side in (2, 4):
        found = length_scale(blocks.coarsened(side), variance)
        assert found.value_px == pytest.approx(wanted.value_px, rel=0.015)
        assert found.correlation.cutoff_px == wanted.correlation.cutoff_px


@pytest.mark.parametrize(
    ("shape", "chunks", "sigma"),
    [
        ((300, 401), (64, 100), 4),
        ((91, 103, 112), (16, 20, 30), 3),
        ((40, 220, 164), (40, 7, 164), 2),
    ],
)
@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_an_image_in_parts_has_nearly_the_numbers_of_memory(shape, chunks, sigma, method):
    image = blobs(shape, sigma)
    found = imagerep.measure(in_parts(image, chunks), method=method)
    wanted = imagerep.measure(image, method=method)
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=0.06
    )
    assert {one.code for one in found.warnings} == {one.code for one in wanted.warnings}


def test_all_phases_by_both_methods_in_one_pass():
    cells = np.random.default_rng(3).integers(0, 3, (24, 26, 28)) * 100
    labels = np.kron(cells, np.ones((5, 5, 5), np.uint8))
    sizes = []
    image = Segmentation.of(source_of(labels, 25, sizes), IN_PARTS)
    assert sum(sizes) == labels.size
    for method in ("two-point", "spectral"):
        found = imagerep.measure_phases(image, method=method)
        wanted = imagerep.measure_phases(labels, method=method)
        assert list(found) == [0, 100, 200]
        for label, one in wanted.items():
            assert found[label].phase_fraction == one.phase_fraction
            assert found[label].characteristic_length_scale_px == pytest.approx(
                one.characteristic_length_scale_px, rel=0.05
            )
    assert sum(sizes) == labels.size


def test_images_in_memory_and_in_parts_are_one_material():
    images = [blobs((400, 300), 4, seed) for seed in range(2)]
    found = imagerep.measure([in_parts(images[0], 100), images[1]], method="spectral")
    wanted = imagerep.measure(images, method="spectral")
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=0.03
    )


def test_smaller_memory_gives_larger_blocks():
    shape = (2000, 2000, 2000)
    assert Resources(memory="4GB").block_side(shape) == 4
    assert Resources(memory="20GB").block_side(shape) == 2
    assert Resources(memory="750MB").block_side(shape) == 8
    with pytest.raises(EngineError, match="too little"):
        Resources(memory="300MB").block_side(shape)


def test_labels_that_are_not_in_memory_are_not_given():
    image = in_parts(blobs((200, 220), 3), 64)
    assert not image.is_in_memory
    assert image.block_side == 2
    with pytest.raises(ImageLimitError, match="do not fit in memory"):
        _ = image.labels


def test_crops_and_slices_are_read_again():
    array = blobs((40, 64, 72), 3)
    image = in_parts(array, 16)
    part = image.crop(((10, 60), (5, 70)))
    assert part.shape == (40, 50, 65)
    assert part.count(1) == array[:, 10:60, 5:70].sum()
    slices = image.slices()
    assert [one.count(1) for one in slices] == array.sum((1, 2)).tolist()


def test_what_cannot_be_measured_is_refused():
    grey = np.random.default_rng(0).integers(0, 255, (64, 64)).astype(np.uint8)
    with pytest.raises(NotSegmentedError):
        in_parts(grey, 32)
    with pytest.raises(NotSegmentedError, match="fractional"):
        in_parts(grey / 7, 32)
    with pytest.raises(imagerep.SinglePhaseError):
        imagerep.measure(in_parts(np.zeros((64, 64), np.uint8), 32))


def test_progress_rises_and_a_wish_to_stop_is_heard():
    from imagerep.hooks import Hooks

    seen = []
    source = source_of(blobs((100, 100, 100), 3), 8)
    Segmentation.of(source, IN_PARTS, hooks=Hooks(lambda *told: seen.append(told)))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    asked = iter([False, False, True])
    with pytest.raises(MeasurementCancelled):
        Segmentation.of(source, IN_PARTS, hooks=Hooks(should_stop=lambda: next(asked, True)))


def test_amounts_of_memory():
    assert parse_bytes("4GB") == 4 * 10**9
    assert parse_bytes("1.5 GiB") == 3 * 2**29
    assert parse_bytes(1000) == 1000
    for wrong in ("much", "-1GB", "0", "1..2", "inf", "1e300GB"):
        with pytest.raises(ParameterError):
            parse_bytes(wrong)
    for wrong in ({"workers": 0}, {"threads": 10**9}, {"workers": 2, "scheduler": "tcp://a:1"}):
        with pytest.raises(ParameterError):
            Resources(memory="8GB", **wrong)
    assert not Resources(memory="1GB").holds(10**9, 1)
    assert Resources().memory_bytes > 0


def test_too_little_memory_for_workers_is_refused_at_once():
    with pytest.raises(EngineError, match="2 worker processes"):
        Resources(memory="400MB", workers=2)
