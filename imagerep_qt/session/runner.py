"""Runs long jobs: at once, or in threads.

A job is a function of :class:`Hooks`. Its outcome is passed to a :class:`Receiver`, always in the
thread of the session. Jobs of the same lane run one after the other, different lanes in parallel.
"""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from imagerep.errors import MeasurementCancelled
from imagerep.messages import Message
from imagerep_qt.session.messages import AppError

_UPDATE_INTERVAL_S = 0.05
"""Shortest time between two updates of the window: it draws 20 a second with ease."""
_UPDATE_SHARE = 0.1
"""Largest share of the time that the session spends on them: a thousand images take longer."""

_INTERACTION_S = 0.15
"""How long after the last step of a slider the user is assumed to be still moving it."""
_INTERACTION_UPDATE_INTERVAL_S = 0.5
"""Shortest time between two updates during an interaction."""
_PAUSE_S = 0.002
"""How long jobs sleep during an interaction whenever they check whether to stop: measuring small
images is mostly Python, which competes with the window for the interpreter's lock."""

Stage: TypeAlias = Message | str
"""What a job is doing, for people."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Callbacks of a job; it raises `MeasurementCancelled` where `should_stop()` is true."""

    progress: Callable[[float, Stage], None]
    partial: Callable[[Any], None]  # takes a part of the result
    should_stop: Callable[[], bool]


Job: TypeAlias = Callable[[Hooks], Any]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Callbacks for the outcome of a job, called in the thread of the session."""

    done: Callable[[Any], None]  # takes the result
    failed: Callable[[Exception], None]  # any error but an `ImageRepError` is a bug
    cancelled: Callable[[], None]
    progress: Callable[[float, Stage], None] = lambda fraction, stage: None
    partial: Callable[[list[Any]], None] = lambda values: None  # takes parts since the last call


class Task:
    """A job that was submitted."""

    __slots__ = ("_stop",)

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to stop, or has ended."""
        return self._stop.is_set()


class Runner(Protocol):
    """Runs jobs."""

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """Run a job after those of its lane."""

    def pause_for_interaction(self) -> None:
        """Let jobs leave the processor to the window for a moment."""

    def call_late(self, call: Callable[[], None]) -> None:
        """Call a function when the window should have drawn what it was told so far."""

    def close(self, timeout_s: float) -> bool:
        """Stop all jobs; returns whether they ended in time."""


class InlineRunner:
    """Runs a job inside `submit`: for tests and screenshots."""

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """See :meth:`Runner.submit`."""
        task = Task()
        hooks = Hooks(receiver.progress, lambda value: receiver.partial([value]), task.is_cancelled)
        _run(job, hooks, receiver, lambda call: call())
        return task

    def pause_for_interaction(self) -> None:
        """See :meth:`Runner.pause_for_interaction`."""

    def call_late(self, call: Callable[[], None]) -> None:
        """See :meth:`Runner.call_late`."""
        call()

    def close(self, timeout_s: float) -> bool:
        """See :meth:`Runner.close`."""
        return True


@dataclass(slots=True)
class ThreadRunner:
    """Runs each lane in a thread; the FFTs of a measurement release the interpreter's lock."""

    post: Callable[[Callable[[], None]], None]
    post_late: Callable[[Callable[[], None]], None] = lambda call: call()
    """Calls a function, in the thread of the session, when the window should have been drawn."""
    _queues: dict[str, queue.SimpleQueue[Callable[[], None] | None]] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)
    _tasks: list[Task] = field(default_factory=list)
    _interaction_until: float = -math.inf
    _update_s: float = 0.0
    _is_closed: bool = False

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """See :meth:`Runner.submit`; once closed, nothing is run any more."""
        task = Task()
        if self._is_closed:
            task.cancel()
            return task
        self._tasks = [other for other in self._tasks if not other.is_cancelled()] + [task]

        batches = _Batches(
            lambda values: self._update(lambda: receiver.partial(values)), self._update_interval
        )

        def post_end(call: Callable[[], None]) -> None:
            batches.flush()
            self.post(call)

        def work() -> None:
            try:
                _run(job, self._hooks(task, receiver, batches), receiver, post_end)
            finally:
                task.cancel()

        self._queue(lane).put(work)
        return task

    def pause_for_interaction(self) -> None:
        """See :meth:`Runner.pause_for_interaction`."""
        self._interaction_until = time.monotonic() + _INTERACTION_S

    def call_late(self, call: Callable[[], None]) -> None:
        """See :meth:`Runner.call_late`."""
        self.post_late(call)

    def close(self, timeout_s: float) -> bool:
        """See :meth:`Runner.close`."""
        self._interaction_until, self._is_closed = -math.inf, True
        for task in self._tasks:
            task.cancel()
        for waiting in self._queues.values():
            waiting.put(None)
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _queue(self, lane: str) -> queue.SimpleQueue[Callable[[], None] | None]:
        if lane not in self._queues:
            waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
            thread = threading.Thread(target=_work, args=(waiting,), name=lane, daemon=True)
            self._queues[lane] = waiting
            self._threads.append(thread)
            thread.start()
        return self._queues[lane]

    def _hooks(self, task: Task, receiver: Receiver, batches: _Batches) -> Hooks:
        last = -_UPDATE_INTERVAL_S

        def progress(fraction: float, stage: Stage) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= self._update_interval():
                last = now
                self._update(lambda: receiver.progress(fraction, stage))

        def should_stop() -> bool:
            if self._is_interacting() and not task.is_cancelled():
                time.sleep(_PAUSE_S)
            return task.is_cancelled()

        return Hooks(progress, batches.add, should_stop)

    def _is_interacting(self) -> bool:
        return time.monotonic() < self._interaction_until

    def _update(self, call: Callable[[], None]) -> None:
        """Call a function in the thread of the session, and note how long it takes."""

        def timed() -> None:
            begun = time.perf_counter()
            call()
            self._update_s = time.perf_counter() - begun

        self.post(timed)

    def _update_interval(self) -> float:
        usual = _INTERACTION_UPDATE_INTERVAL_S if self._is_interacting() else _UPDATE_INTERVAL_S
        return max(usual, self._update_s / _UPDATE_SHARE)


@dataclass(slots=True)
class _Batches:
    """Collects partial results that follow each other quickly, and passes them on together."""

    send: Callable[[list[Any]], None]
    interval: Callable[[], float]
    _waiting: list[Any] = field(default_factory=list)
    _timer: threading.Timer | None = None
    _last: float = -math.inf
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, value: Any) -> None:
        with self._lock:
            self._waiting.append(value)
            wait = self._last + self.interval() - time.monotonic()
            if wait <= 0:
                self.flush()
            elif self._timer is None:
                self._timer = threading.Timer(wait, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            values, self._waiting = self._waiting, []
            self._timer, self._last = None, time.monotonic()
            if values:
                self.send(values)


def _work(waiting: queue.SimpleQueue[Callable[[], None] | None]) -> None:
    while (work := waiting.get()) is not None:
        work()


def _run(
    job: Job, hooks: Hooks, receiver: Receiver, post: Callable[[Callable[[], None]], None]
) -> None:
    try:
        if hooks.should_stop():
            raise MeasurementCancelled("cancelled")
        result = job(hooks)
    except MeasurementCancelled:
        post(receiver.cancelled)
    except MemoryError:
        post(lambda: receiver.failed(AppError("out-of-memory")))
    except Exception as error:
        failure = error
        post(lambda: receiver.failed(failure))
    else:
        post(lambda: receiver.done(result))
