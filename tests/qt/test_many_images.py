"""Hundreds of images: told in one piece, drawn and computed as far as they are in sight."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from imagerep_qt.session import Mode, Session, ThreadRunner
from imagerep_qt.session.answers import Work
from imagerep_qt.session.runner import InlineRunner, Receiver
from tests.qt.test_runner import loop as loop

_WAIT_S = 20.0
N = 100


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    for number in range(N):
        coarse = rng.random((5, 5)) < rng.uniform(0.3, 0.7)
        np.save(tmp_path / f"{number:03}.npy", np.kron(coarse, np.ones((4, 4))).astype(np.uint8))
    return tmp_path


def test_parts_in_quick_succession_arrive_in_order_in_few_pieces(loop):
    runner = ThreadRunner(loop.calls.put)
    pieces: list = []
    ended: list = []

    def job(hooks):
        for number in range(1000):
            hooks.partial(number)

    receiver = Receiver(
        lambda _: ended.append(len(pieces)), ended.append, lambda: None, parts=pieces.append
    )
    runner.submit("a", job, receiver)
    loop.run_until(lambda: bool(ended))
    assert [number for piece in pieces for number in piece] == list(range(1000))
    assert ended == [len(pieces)]
    assert len(pieces) < 100
    assert runner.close(_WAIT_S)


def test_a_part_is_not_kept_until_the_next_one(loop):
    runner = ThreadRunner(loop.calls.put)
    seen: list = []

    def job(hooks):
        hooks.partial(1)
        hooks.partial(2)
        while len(seen) < 2 and not hooks.should_stop():
            pass

    runner.submit("a", job, Receiver(seen.append, seen.append, lambda: None, parts=seen.extend))
    loop.run_until(lambda: len(seen) == 3)
    assert seen == [1, 2, None]
    assert runner.close(_WAIT_S)


def test_a_batch_is_told_in_pieces_and_complete_at_the_end(engine, folder, loop):
    runner = ThreadRunner(loop.calls.put)
    session = Session(runner, engine)
    states: list = []
    session.subscribe(states.append)
    session.open([folder], mode=Mode.BATCH)
    loop.run_until(lambda: (
        len(session.state.rows) == N and all(row.other for row in session.state.rows)
    ))  # fmt: skip
    assert [image.name for image in session.state.images] == [f"{n:03}.npy" for n in range(N)]
    assert [row.name for row in session.state.rows] == [f"{n:03}.npy" for n in range(N)]
    assert all(row.work is Work.DONE for row in session.state.rows)
    assert session.close(_WAIT_S)


def test_a_step_of_the_confidence_makes_no_list_anew(engine, folder):
    session = Session(InlineRunner(), engine)
    session.open([folder], mode=Mode.BATCH)
    before = session.state
    session.set_confidence(0.8)
    after = session.state
    assert after.rows is before.rows
    assert after.images is before.images
    assert after.result.confidence_level == 0.8
    session.set_included(before.images[3].key, False)
    assert len(session.state.rows) == N - 1
    assert session.state.images[2] is before.images[2]
    session.undo()
    assert len(session.state.rows) == N


def test_only_thumbnails_and_results_in_sight_are_made(window, folder, qtbot):
    window.session.open([folder], mode=Mode.BATCH)
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()
    images, table = window.workspace.images, window.workspace.views.table
    assert 0 < len(images._icons) < N // 4
    assert 0 < len(table._model._results) < N // 4
    assert images._list.count() == N
    images._list.scrollToBottom()
    QApplication.processEvents()
    last = window.session.state.images[-1].key
    qtbot.waitUntil(lambda: last in images._icons)
    assert len(images._icons) < N // 2


def test_a_batch_is_sorted_by_a_column_and_stays_sorted(window, folder, qtbot):
    window.session.open([folder], mode=Mode.BATCH)
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()
    panel = window.workspace.views.table
    header = panel._table.horizontalHeader()

    def fractions():
        model = panel._table.model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    whole = window.session.state.rows
    header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: not panel._sorting.isActive())
    expected = sorted((row.measurement.phase_fraction for row in whole), reverse=True)
    numbers = window.commands._numbers
    assert fractions() == [numbers.percent(value) for value in expected]
    window.session.set_included(window.session.state.images[0].key, False)
    qtbot.waitUntil(lambda: not panel._sorting.isActive())
    kept = sorted((row.measurement.phase_fraction for row in whole[1:]), reverse=True)
    assert fractions() == [numbers.percent(value) for value in kept]
