"""Images of two phases are held as bits where they fit, and read once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

import imagerep
from imagerep.hooks import Hooks
from imagerep.large import Resources, open_image
from imagerep.large.bitmap import BitmapMaker, bitmap_fits
from imagerep.large.image import LargeImage
from imagerep.large.plan import Plan
from imagerep.large.resources import FIXED_BYTES
from imagerep.large.sources import pieces
from imagerep.measuring import open_images

da = pytest.importorskip("dask.array")

OUT = {"memory": "1GB", "threads": 2, "in_memory": False}


@dataclass(frozen=True)
class Counting:
    """A source that counts how often each pixel is read."""

    whole: object
    seen: np.ndarray

    def __getattr__(self, name):
        return getattr(self.whole, name)

    def read(self, box):
        self.seen[box] += 1
        return self.whole.read(box)


def large_image(array, chunks, **resources):
    found = open_image(da.from_array(array, chunks=chunks), resources=Resources(**OUT | resources))
    return LargeImage(Counting(found.source, np.zeros(array.shape, int)), found.resources)


def image(labels, shape=(40, 61, 83), seed=0):
    """A checkerboard of 4-px cubes of some labels."""
    cells = np.random.default_rng(seed).integers(len(labels), size=[-(-n // 4) for n in shape])
    for axis in range(len(shape)):
        cells = cells.repeat(4, axis)
    return np.array(labels)[cells[tuple(slice(n) for n in shape)]]


@pytest.mark.parametrize(
    ("labels", "dtype"), [((0, 1), bool), ((0, 1), "u1"), ((255, 0), "u1"), ((-3, 7), "i2")]
)
@pytest.mark.parametrize("shape", [(40, 61, 83), (120, 77), (48, 40, 64)])
def test_two_phases_are_read_once_and_give_the_same(labels, dtype, shape):
    array = image(labels, shape).astype(dtype)
    found = large_image(array, (16,) * array.ndim)
    counted = found.counted(is_held=True)
    assert counted.bitmap is not None
    for phase in counted.phase_labels:
        held = imagerep.measure(counted, phase)
        read = imagerep.measure(large_image(array, (16,) * array.ndim).counted(), phase)
        assert held.characteristic_length_scale_px == read.characteristic_length_scale_px
        np.testing.assert_array_equal(held.correlation.correlation, read.correlation.correlation)
    assert (found.source.seen == 1).all()


def test_measuring_reads_once_by_itself():
    found = large_image(image((0, 1)), (16, 16, 16))
    imagerep.measure(found, 1)
    assert (found.source.seen == 1).all()


def test_several_images_are_not_held_at_a_time():
    found = [large_image(image((0, 1), seed=seed), (16, 16, 16)) for seed in (0, 1)]
    imagerep.measure(found, 1)
    assert all((one.source.seen > 1).all() for one in found)


def test_the_spectral_method_does_not_hold_what_it_needs_once():
    found = large_image(image((0, 1)), (16, 16, 16))
    (counted,), _ = open_images(found, Hooks(), ("spectral",))
    assert counted.bitmap is None


def test_three_phases_are_read_again():
    array = image((0, 1, 2))
    found = large_image(array, (16, 16, 16))
    counted = found.counted(is_held=True)
    assert counted.bitmap is None
    held, wanted = imagerep.measure(counted, 2), imagerep.measure(array, 2)
    assert held.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    assert (found.source.seen > 1).all()


def test_a_third_phase_in_the_last_piece_only_is_noticed():
    array = image((0, 1))
    array[-1, -1, -1] = 2
    assert large_image(array, (16, 16, 16)).counted(is_held=True).bitmap is None


def test_one_phase_alone_is_not_held():
    array = np.ones((40, 40, 40), np.uint8)
    assert large_image(array, (16, 16, 16)).counted(is_held=True).bitmap is None


@pytest.mark.parametrize(("length", "is_held"), [(8, True), (16, True), (19, True), (9, False)])
def test_lines_in_parts_are_held_where_they_are_cut_between_bytes(length, is_held):
    labels = np.random.default_rng(0).random((4, 19)) < 0.5
    maker = BitmapMaker(labels.shape)
    for start in range(0, 19, length):
        part = slice(start, min(start + length, 19))
        maker.put((slice(0, 4), part), labels[:, part], {0, 1})
    found = maker.finished()
    assert (found is not None) == is_held
    if found is not None:
        np.testing.assert_array_equal(found.mask(1, (slice(0, 4), slice(0, 19))), labels)
        np.testing.assert_array_equal(
            found.mask(0, (slice(1, 3), slice(2, 17))), ~labels[1:3, 2:17]
        )


def test_an_image_whose_pieces_are_parts_of_lines_is_held(monkeypatch):
    monkeypatch.setattr("imagerep.large.sources.PIECE_BYTES", 16 * 16 * 32)
    array = image((0, 1), (40, 61, 83))
    found = large_image(array, (16, 16, 16))
    boxes = list(pieces(found.source, slice(0, 40)))
    assert any(box[-1] != slice(0, 83) for box in boxes)
    held = imagerep.measure(found, 1)
    assert (found.source.seen == 1).all()
    read = imagerep.measure(large_image(array, (16, 16, 16)).counted(), 1)
    assert held.characteristic_length_scale_px == read.characteristic_length_scale_px


def test_an_image_that_was_packed_in_part_is_not_held():
    maker = BitmapMaker((8, 16))
    maker.put((slice(0, 4), slice(0, 16)), np.eye(4, 16, dtype=bool), {0, 1})
    assert maker.finished() is None
    maker.put((slice(4, 8), slice(0, 16)), np.eye(4, 16, dtype=bool), {0, 1})
    assert maker.finished() is not None


def test_bits_are_held_within_a_share_of_the_memory():
    source = open_image(da.zeros((2000, 2000, 2000), chunks=128, dtype=np.uint8)).source
    assert bitmap_fits(source, Resources(memory="4GB"))
    assert not bitmap_fits(source, Resources(memory="3GB"))
    assert not bitmap_fits(source, Resources(memory=FIXED_BYTES))
    assert not bitmap_fits(source, Resources(memory="4GB", workers=2))
    assert not bitmap_fits(source, Resources(memory="4GB", scheduler="tcp://127.0.0.1:8786"))


def test_bits_leave_the_memory_that_the_measurement_needs():
    """Of few large planes the bits would be within their share, and the rest too little."""
    source = open_image(da.zeros((100, 6000, 6000), chunks=(1, 6000, 6000), dtype=np.uint8)).source
    made = {"disk_bytes": 10**12, "n_workers": 2, "lag": 50}
    for memory in (2.5e9, 2.7e9, 3e9):
        held = bitmap_fits(source, Resources(memory=int(memory), threads=2))
        assert held == (memory > 2.8e9)
        left = memory - FIXED_BYTES - held * 100 * 6000 * 750
        Plan.make(source, task_bytes=int(left / 2), **made)


def test_what_is_held_counts_as_memory_of_the_measurement(monkeypatch):
    given = []
    made = imagerep.large.engine.ThreadEngine.__init__

    def watched(self, n_workers, memory):
        given.append(memory)
        made(self, n_workers, memory)

    monkeypatch.setattr(imagerep.large.engine.ThreadEngine, "__init__", watched)
    counted = large_image(image((0, 1)), (16, 16, 16)).counted(is_held=True)
    imagerep.measure(counted, 1)
    assert given == [10**9, 10**9 - counted.bitmap.bits.nbytes]


def test_lags_reach_as_far_where_bits_are_held(monkeypatch):
    """They fill a share of the memory, which must not depend on what makes it quicker."""
    given = []

    def watched(_, memory):
        given.append(memory)
        return 10

    monkeypatch.setattr("imagerep.large.covariance.largest_lag", watched)
    found = large_image(image((0, 1)), (16, 16, 16))
    for is_held in (True, False):
        counted = found.counted(is_held=is_held)
        with counted.covariance(counted.phases[1]) as (covariance, _, _):
            assert covariance.looks(1) == (1, 2, 4, 8, 10)
    assert given == [10**9, 10**9]


def test_what_was_counted_earlier_is_read_again(tmp_path):
    """Counts that an interrupted measurement kept come without the image."""
    array = image((0, 1))
    path = tmp_path / "image.npy"
    np.save(path, array)
    resources = Resources(**OUT | {"scratch": tmp_path / "scratch", "resume": True})
    counted = open_image(path, resources=resources).counted(is_held=True)
    with pytest.raises(KeyboardInterrupt), counted.covariance(counted.phases[1]):
        raise KeyboardInterrupt
    again = open_image(path, resources=resources).counted(is_held=True)
    assert again.bitmap is None
    found, wanted = imagerep.measure(again, 1), imagerep.measure(replace(counted), 1)
    assert found.characteristic_length_scale_px == wanted.characteristic_length_scale_px
