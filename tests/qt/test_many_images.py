"""Hundreds of images: told in one piece, drawn and computed as far as they are in sight."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from imagerep.result.measurement import Measurement
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.session import Mode, Session, ThreadRunner, table_rows
from imagerep_qt.session.results import Work
from imagerep_qt.session.runner import InlineRunner, Receiver
from imagerep_qt.session.table_rows import TableRows
from tests.qt.test_runner import loop as loop
from tests.qt.user import find, table

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
        lambda _: ended.append(len(pieces)), ended.append, lambda: None, partial=pieces.append
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

    runner.submit("a", job, Receiver(seen.append, seen.append, lambda: None, partial=seen.extend))
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


def test_rows_are_those_that_would_be_made_anew(engine, folder, monkeypatch):
    updated, rng, n_checked = TableRows.updated, np.random.default_rng(3), 0

    def checked(rows, state, entries, methods, table):
        nonlocal n_checked
        n_checked += 1
        found = updated(rows, state, entries, methods, table)
        anew = updated(TableRows(), replace(state, rows=()), entries, methods, table)
        assert found.rows == anew.rows
        return found

    monkeypatch.setattr(TableRows, "updated", checked)
    session, files = Session(InlineRunner(), engine), sorted(folder.iterdir())[:24]
    actions = (
        lambda one: session.open([files[one], files[one - 1]]),
        lambda one: session.set_mode(Mode.BATCH if one % 3 else Mode.ONE_MATERIAL),
        lambda one: session.set_included(keys[one % len(keys)], bool(one % 2)),
        lambda one: session.select(keys[one % len(keys)]),
        lambda one: session.choose_phase(one % 2),
        lambda one: session.switch_method(),
        lambda one: session.set_crop(((0, 10 + one % 3), (0, 12))),
        lambda one: session.undo(),
        lambda one: session.remove(keys[: one % 3]),
        lambda one: session.want_table(bool(one % 2)),
        lambda one: session.rename_phase(0, f"pores {one % 3}"),
    )
    session.open(files[:5], mode=Mode.BATCH)
    for _ in range(120):
        keys = [entry.key for entry in session.entries] or [0]
        actions[rng.integers(len(actions))](int(rng.integers(len(files))))
    session.close_all()
    session.open(files)
    assert len(session.state.images) == len(files)
    assert n_checked > 1000


def test_an_answer_makes_no_row_anew_but_its_own(engine, folder, monkeypatch):
    made: list = []
    row = table_rows.Row
    monkeypatch.setattr(table_rows, "Row", lambda *a, **b: made.append(a[0]) or row(*a, **b))
    session = Session(InlineRunner(), engine)
    session.open([folder], mode=Mode.BATCH)
    assert all(row.other for row in session.state.rows)
    # as it is opened; as it runs and is answered, by either method; and all as a method starts
    assert len(made) < 12 * N


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


def test_only_visible_thumbnails_and_results_are_computed(window, folder, qtbot, monkeypatch):
    computed = set()
    original = Measurement.recommended_size

    def recommended_size(self, *args, **options):
        computed.add(id(self))
        return original(self, *args, **options)

    monkeypatch.setattr(Measurement, "recommended_size", recommended_size)
    window.session.open([folder], mode=Mode.BATCH)
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()
    images = find(window, QListWidget, "Images")
    assert images.count() == N

    def n_drawn(rows=range(N)):
        icons = (images.item(row).icon().pixmap(20, 20).toImage() for row in rows)
        return sum(icon.pixelColor(10, 10).alpha() > 0 for icon in icons)

    assert 0 < n_drawn() < N // 4
    assert 0 < len(computed) < N // 4
    images.scrollToBottom()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: n_drawn([N - 1]) == 1)
    assert n_drawn() < N // 2


def test_a_batch_is_sorted_by_a_column_and_stays_sorted(window, folder, qtbot):
    window.session.open([folder], mode=Mode.BATCH)
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()

    def fractions():
        model = table(window)
        texts = [model.index(row, 1).data() for row in range(model.rowCount())]
        return [text.removeprefix("⚠ ") for text in texts]

    def sorted_fractions(rows):
        values = sorted((row.measurement.phase_fraction for row in rows), reverse=True)
        return [NumberFormat().percent(value) for value in values]

    rows = window.session.state.rows
    window.workspace.tabs.table.order = 1, Qt.SortOrder.DescendingOrder
    qtbot.waitUntil(lambda: fractions() == sorted_fractions(rows))
    window.session.set_included(window.session.state.images[0].key, False)
    qtbot.waitUntil(lambda: fractions() == sorted_fractions(rows[1:]))
