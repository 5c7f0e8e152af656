"""Jobs in threads: order, overtaking, cancelling, closing."""

from __future__ import annotations

import queue
import threading
import time

import pytest

from imagerep.errors import ImageRepError, MeasurementCancelled
from imagerep_qt.session import AppError, InlineRunner, Session, Target, ThreadRunner
from imagerep_qt.session.results import Work
from imagerep_qt.session.runner import Receiver

_WAIT_S = 20.0


class Loop:
    """The thread of a session: calls what was posted."""

    def __init__(self) -> None:
        self.calls: queue.SimpleQueue = queue.SimpleQueue()

    def run_until(self, is_reached) -> None:
        deadline = time.monotonic() + _WAIT_S
        while not is_reached():
            self.calls.get(timeout=deadline - time.monotonic())()


@pytest.fixture
def loop():
    return Loop()


@pytest.fixture
def runner(loop):
    runner = ThreadRunner(loop.calls.put)
    yield runner
    assert runner.close(_WAIT_S)


def receiver(news: list) -> Receiver:
    return Receiver(
        done=lambda value: news.append(("done", value)),
        failed=lambda error: news.append(("failed", error)),
        cancelled=lambda: news.append(("cancelled",)),
        progress=lambda fraction, text: news.append(("progress", fraction)),
        partial=lambda values: news.extend(("partial", value) for value in values),
    )


def test_news_arrive_in_order_in_the_thread_of_the_session(runner, loop):
    news: list = []

    def job(hooks):
        hooks.progress(0.5, "half")
        hooks.partial(1)
        assert threading.current_thread() is not threading.main_thread()
        return 2

    runner.submit("a", job, receiver(news))
    loop.run_until(lambda: news and news[-1][0] == "done")
    assert news == [("progress", 0.5), ("partial", 1), ("done", 2)]


def test_jobs_of_a_lane_run_one_after_the_other_and_lanes_beside_each_other(runner, loop):
    news: list = []
    gate = threading.Event()
    runner.submit("a", lambda hooks: gate.wait(_WAIT_S), receiver(news))
    runner.submit("a", lambda hooks: "second", receiver(news))
    runner.submit("b", lambda hooks: "other", receiver(news))
    loop.run_until(lambda: bool(news))
    assert news == [("done", "other")]
    gate.set()
    loop.run_until(lambda: len(news) == 3)
    assert news[1:] == [("done", True), ("done", "second")]


@pytest.mark.parametrize(
    "make", [lambda loop: InlineRunner(), lambda loop: ThreadRunner(loop.calls.put)]
)
def test_failures_are_told_apart(loop, make):
    runner = make(loop)
    news: list = []

    def failing(error):
        def job(hooks):
            raise error

        return job

    known = MeasurementCancelled("cancelled"), ImageRepError("no-image")
    for error in (*known, MemoryError(), KeyError("z")):
        runner.submit("a", failing(error), receiver(news))
    loop.run_until(lambda: len(news) == 4)
    assert [item[0] for item in news] == ["cancelled", "failed", "failed", "failed"]
    assert [type(item[1]) for item in news[1:]] == [ImageRepError, AppError, KeyError]
    assert runner.close(_WAIT_S)


def test_closing_stops_a_job_that_asks(loop):
    runner = ThreadRunner(loop.calls.put)
    started = threading.Event()

    def job(hooks):
        started.set()
        while not hooks.should_stop():
            time.sleep(0.001)
        raise MeasurementCancelled("stopped")

    runner.submit("a", job, receiver([]))
    assert started.wait(_WAIT_S)
    assert runner.close(_WAIT_S)


def test_a_job_that_does_not_ask_is_left_behind(loop):
    runner = ThreadRunner(loop.calls.put)
    started, gate = threading.Event(), threading.Event()

    def job(hooks):
        started.set()
        gate.wait(_WAIT_S)

    runner.submit("a", job, receiver([]))
    assert started.wait(_WAIT_S)
    assert not runner.close(0.01)
    gate.set()
    assert runner.close(_WAIT_S)


def test_the_slower_a_window_is_the_fewer_updates_it_gets(runner, loop):
    updates: list[list[int]] = []
    done: list = []
    first_is_drawn = threading.Event()

    def draw(values):
        updates.append(values)
        if not first_is_drawn.is_set():
            time.sleep(0.4)  # ten times that may pass until the next one

    def job(hooks):
        hooks.partial(0)
        assert first_is_drawn.wait(_WAIT_S)
        for number in range(1, 20):
            hooks.partial(number)
            time.sleep(0.01)

    nothing = receiver([])
    runner.submit("a", job, Receiver(done.append, nothing.failed, nothing.cancelled, partial=draw))
    loop.run_until(lambda: bool(updates))
    first_is_drawn.set()
    loop.run_until(lambda: bool(done))
    assert updates == [[0], list(range(1, 20))]


def test_an_overtaken_measurement_is_stopped_and_its_answer_dropped(
    runner, loop, engine, image_file
):
    started, stopped = threading.Event(), threading.Event()

    def block(should_stop):
        started.set()
        while not should_stop():
            time.sleep(0.001)
        stopped.set()

    session = Session(runner, engine)
    engine.before_measure = block
    session.open([image_file(labels=(1, 2, 3))])
    loop.run_until(started.is_set)
    first = session.state.phase
    assert session.state.work is Work.RUNNING
    engine.before_measure = lambda should_stop: None
    other = next(item.label for item in session.state.phases if item.label != first)
    session.choose_phase(other)
    loop.run_until(lambda: session.state.work is Work.DONE)
    assert stopped.is_set()
    assert session.state.result.measurement.phase == other
    assert [phase for _, phase in engine.measured] == [first, other]
    session.choose_phase(first)
    loop.run_until(lambda: session.state.work is Work.DONE)
    assert len(engine.measured) == 3


def test_cancel_stops_and_leaves_the_inputs(runner, loop, engine, image_file):
    started = threading.Event()

    def block(should_stop):
        started.set()
        while not should_stop():
            time.sleep(0.001)
        raise MeasurementCancelled("stopped")

    session = Session(runner, engine)
    engine.before_measure = block
    session.open([image_file()])
    loop.run_until(started.is_set)
    session.cancel()
    assert session.state.work is Work.CANCELLED
    assert session.state.busy is None
    assert len(session.state.images) == 1
    engine.before_measure = lambda should_stop: None
    session.measure()
    loop.run_until(lambda: session.state.work is Work.DONE)


def test_the_other_method_never_delays_the_chosen_one(runner, loop, engine, image_file):
    """While the other method is stuck on one phase, the chosen one answers for the next."""
    stuck, go = threading.Event(), threading.Event()
    measure = engine.measure

    def slow(images, phase, method, **hooks):
        if method == "two-point":
            stuck.set()
            while not go.is_set():
                time.sleep(0.001)
        return measure(images, phase, method, **hooks)

    engine.measure = slow
    session = Session(runner, engine)
    session.open([image_file(labels=(1, 2, 3))])
    loop.run_until(stuck.is_set)
    assert session.state.work is Work.DONE
    for label in [item.label for item in session.state.phases if not item.chosen]:
        session.choose_phase(label)
        loop.run_until(lambda: session.state.work is Work.DONE)
        assert session.state.result.measurement.phase == session.state.phase
    go.set()
    loop.run_until(lambda: session.state.comparison.work is Work.DONE)
    assert session.state.comparison.measurement.phase == session.state.phase


@pytest.mark.parametrize("moves", [False, True])
def test_while_a_person_moves_something_news_are_rare_and_jobs_pause(loop, monkeypatch, moves):
    monkeypatch.setattr("imagerep_qt.session.runner._UPDATE_INTERVAL_S", 0.0)
    monkeypatch.setattr("imagerep_qt.session.runner._INTERACTION_UPDATE_INTERVAL_S", _WAIT_S)
    monkeypatch.setattr("imagerep_qt.session.runner._INTERACTION_S", _WAIT_S)
    pauses: list[float] = []
    monkeypatch.setattr("imagerep_qt.session.runner.time.sleep", pauses.append)
    runner = ThreadRunner(loop.calls.put)
    news: list = []
    pieces: list = []

    def job(hooks):
        for number in range(20):
            hooks.progress(number / 20, "at work")
            hooks.partial(number)
            assert not hooks.should_stop()
        return "end"

    to = receiver(news)
    to = Receiver(to.done, to.failed, to.cancelled, to.progress, pieces.append)
    if moves:
        runner.pause_for_interaction()
    runner.submit("a", job, to)
    loop.run_until(lambda: ("done", "end") in news)
    assert [number for piece in pieces for number in piece] == list(range(20))
    assert len(pieces) == (2 if moves else 20)
    assert len(news) == (2 if moves else 21)
    assert len(pauses) == (21 if moves else 0)  # it is asked once before it begins
    assert runner.close(_WAIT_S)


def test_what_a_person_drags_has_way(engine, image_file):
    class Watched(InlineRunner):
        n = 0

        def pause_for_interaction(self):
            self.n += 1

    runner = Watched()
    session = Session(runner, engine)
    session.open([image_file()])
    assert runner.n == 0
    session.set_confidence(0.9)
    session.set_target(Target(0.1, relative=True))
    assert runner.n == 2
    assert session.state.confidence_level == 0.9
    assert session.state.target.value == 0.1
