"""How an image larger than memory is cut: within memory and disk, and evenly."""

from __future__ import annotations

import numpy as np
import pytest

from imagerep import EngineError, OutputError
from imagerep.large import open_image
from imagerep.large.compact import CODE_BYTES
from imagerep.large.cutting import COMPLEX_BYTES, DISK_SHARE, largest_lag, spectrum_bytes
from imagerep.large.plan import ROWS_BYTES, Plan
from imagerep.large.sharing import shared_out
from imagerep.large.sources import pieces
from imagerep.large.strips import Layout

da = pytest.importorskip("dask.array")


def zeros(shape, chunks):
    return open_image(da.zeros(shape, chunks=chunks, dtype=np.uint8)).source


@pytest.mark.parametrize("chunks", [(1, 40, 50), (7, 40, 50), (16, 16, 16), (30, 40, 50)])
@pytest.mark.parametrize("rows", [slice(0, 30), slice(5, 23)])
def test_pieces_cover_every_pixel_once(chunks, rows, monkeypatch):
    monkeypatch.setattr("imagerep.large.sources.PIECE_BYTES", 6000)
    source = zeros((30, 40, 50), chunks)
    seen = np.zeros(source.shape, int)
    for box in pieces(source, rows):
        seen[box] += 1
    assert (seen[rows] == 1).all()
    assert seen.sum() == seen[rows].size


def test_plan_follows_memory_and_disk():
    source = zeros((300, 2000, 2000), 64)
    plenty = Plan.make(source, task_bytes=10**9, disk_bytes=10**12, n_workers=2, lag=100)
    assert plenty.slabs[0] == (0, 64)
    assert len(plenty.groups) == 1
    assert len(plenty.blocks(0)) * plenty.width >= 1001
    little = Plan.make(source, task_bytes=240 * 10**6, disk_bytes=10**12, n_workers=2, lag=100)
    assert 0 < little.slabs[0][1] < 64
    assert little.width < plenty.width
    assert little.run <= plenty.run
    tight = Plan.make(source, task_bytes=10**9, disk_bytes=10**9, n_workers=2, lag=100)
    assert len(tight.groups) > 1
    assert [block for k in range(len(tight.groups)) for block in tight.blocks(k)] == [
        (0, k) for k in range(tight.groups[-1][1])
    ]
    assert Plan.from_dict(plenty.to_dict()) == plenty
    with pytest.raises(EngineError, match="memory is too small"):
        Plan.make(source, task_bytes=10**6, disk_bytes=10**12, n_workers=2, lag=100)
    with pytest.raises(OutputError, match="free space"):
        Plan.make(source, task_bytes=10**9, disk_bytes=10**6, n_workers=2, lag=100)
    assert largest_lag(3, 4 * 10**9) > 400


def test_groups_fit_on_the_disk_though_the_first_is_not_rounded(monkeypatch):
    for module in ("cutting", "plan"):
        monkeypatch.setattr(f"imagerep.large.{module}.is_compact", lambda _: True)
    source = zeros((300, 300, 2000), 100)
    free = 100 * 10**6
    plan = Plan.make(source, task_bytes=10**9, disk_bytes=free, n_workers=2, lag=50)
    assert len(plan.groups) > 5
    kept = 8 * 51 * 101 * plan.half
    for group in range(len(plan.groups)):
        spectra = sum(Layout(plan, group, stop - start).size for start, stop in plan.slabs)
        assert spectra + kept < free


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize("side", [512, 1000, 1500, 2048, 4000, 6400, 10_000])
def test_what_fills_blocks_up_is_within_what_is_reckoned_of_the_disk(side, direct):
    source = zeros((side,) * 3, (128, 2 * side, 2 * side))
    plan = Plan.make(
        source,
        task_bytes=15 * 10**9,
        disk_bytes=10**14,
        n_workers=2,
        lag=200,
        direct=direct,
    )
    found = sum(Layout(plan, 0, stop - start).size for start, stop in plan.slabs)
    assert found <= spectrum_bytes(source.shape, plan.half) / DISK_SHARE


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize("side", [512, 1000, 1024, 2048])
def test_rows_of_a_block_do_not_crowd_into_the_same_places_of_a_cache(side, direct):
    source = zeros((side,) * 3, 128)
    plan = Plan.make(
        source,
        task_bytes=10**9,
        disk_bytes=10**12,
        n_workers=2,
        lag=200,
        direct=direct,
    )
    layout = Layout(plan, 0, side)
    for block in (0, plan.n_exact):
        # Of the 64 lines of a page, where rows begin: all, or as many as direct writing leaves.
        places = {row * layout.pitch(block) % 4096 for row in range(64)}
        assert len(places) == (plan.run if direct else 64)
        is_rounded = block >= plan.n_exact
        strip = (CODE_BYTES if is_rounded else COMPLEX_BYTES) * plan.lines * plan.width
        assert strip <= layout.pitch(block) < 1.06 * strip


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("side", [60, 1000, 2000])
@pytest.mark.parametrize("n_common", [0, 2, 3, 8])
def test_every_block_is_done_once_whoever_is_quick(compact, side, n_common, monkeypatch):
    for module in ("cutting", "plan"):
        monkeypatch.setattr(f"imagerep.large.{module}.is_compact", lambda _: compact)
    plan = Plan.make(
        zeros((side,) * 3, (20, side, side)),
        task_bytes=10**9,
        disk_bytes=10**12,
        n_workers=max(1, n_common),
        lag=30,
        direct=True,
    )
    blocks = plan.blocks(0)
    shares = shared_out(plan, blocks, n_common)
    layout = Layout(plan, 0, side)
    left = {number: iter(share) for number, share in enumerate(shares)}
    rng = np.random.default_rng(side)
    done = []
    while left:
        number = int(rng.choice(list(left)))
        block = next(left[number], None)
        if block is None:
            del left[number]
            continue
        done.append(block)
        assert layout.pitch(block[1]) <= layout.pitch(shares[number].lowest)
    assert sorted(done) == blocks
    assert len({share.first for share in shares}) == len(shares)
    assert {share.first for share in shares} <= set(blocks)


@pytest.mark.parametrize(("length", "chunk"), [(512, 128), (1500, 128), (2000, 128), (2000, 1)])
@pytest.mark.parametrize("n_workers", [1, 2, 3])
def test_slabs_are_shared_out_evenly(length, chunk, n_workers):
    image = zeros((length, 8, 8), (chunk, 8, 8))
    plan = Plan.make(image, task_bytes=10**9, disk_bytes=10**12, n_workers=n_workers, lag=4)
    depth = plan.slabs[0][1]
    assert depth % chunk == 0
    busiest = -(-len(plan.slabs) // n_workers) * depth
    assert busiest < length / n_workers + chunk


@pytest.mark.parametrize("lag", [0, 1, 20, 200, 800])
@pytest.mark.parametrize("n_workers", [1, 2, 3])
def test_lags_are_shared_out_evenly(lag, n_workers):
    image = zeros((2000, 8, 2000), (128, 8, 128))
    plan = Plan.make(image, task_bytes=10**9, disk_bytes=10**12, n_workers=n_workers, lag=4)
    rows = plan.rows(lag, n_workers, 10**9)
    assert [row for span in rows for row in range(*span)] == list(range(lag + 1))
    sizes = [stop - start for start, stop in rows]
    assert max(sizes) - min(sizes) <= 1
    if lag >= 2 * n_workers:
        assert len(rows) % n_workers == 0
    row = 8 * 8 * (plan.half + lag + 1)
    assert max(sizes) == 1 or max(sizes) * row <= ROWS_BYTES
