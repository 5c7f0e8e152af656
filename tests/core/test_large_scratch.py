"""What a measurement in parts leaves in the scratch folder, holds in memory, and finds again."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading

import numpy as np
import pytest

import imagerep
from imagerep import MeasurementCancelled, OutputError
from imagerep.correlation import covariance
from imagerep.large.block import Block
from imagerep.large.columns import ColumnTask
from imagerep.large.direct import aligned, direct_speed, open_file, read_at, write_at
from imagerep.large.plan import LAYOUT, Plan
from imagerep.large.strips import Layout
from tests.core.large_images import assert_same, blobs, opened, round_spectra


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
