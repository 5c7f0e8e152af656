"""Where long work runs: here and now, or in a thread of its own.

A job is a function of a :class:`Hooks`; what becomes of it arrives at a :class:`Receiver`, always
in the thread of the session. Jobs of one lane run one after the other, lanes beside each other.
"""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from imagerep.errors import ImageRepError, MeasurementCancelled

_NEWS_INTERVAL_S = 0.05
"""News are passed on at most this often: a window draws 20 of them a second with ease."""

_GIVES_WAY_S = 0.15
"""How long after a step of a slider the person is taken to be moving it still."""
_RARE_NEWS_S = 0.5
"""News are passed on this often meanwhile."""
_PAUSE_S = 0.002
"""Jobs sleep this long meanwhile whenever they ask whether to stop: small images are all Python,
which would share the interpreter's lock with the window in equal parts."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a job calls while it works."""

    # ``progress(fraction, text)``: how far it is, and what it does
    progress: Callable[[float, str], None]
    partial: Callable[[Any], None]  # ``partial(value)``: a part of the result that is ready
    should_stop: Callable[[], bool]  # Whether to stop; a job then raises `MeasurementCancelled`


Job: TypeAlias = Callable[[Hooks], Any]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where the news of one job go, in the thread of the session."""

    done: Callable[[Any], None]  # ``done(result)``
    # ``failed(error)``: an `ImageRepError` for what a user can cause; anything else is a bug
    failed: Callable[[Exception], None]
    cancelled: Callable[[], None]  # ``cancelled()``: the job ended because it was asked to
    progress: Callable[[float, str], None] = lambda fraction, text: None  # As in `Hooks`
    # ``parts(values)``: parts of the result that have become ready since the last time
    parts: Callable[[list[Any]], None] = lambda values: None


class Task:
    """A job under way; `cancel` asks it to stop."""

    __slots__ = ("_stop",)

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class Runner(Protocol):
    """Runs jobs."""

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """Run a job after those of its lane."""

    def give_way(self) -> None:
        """Leave the computer to the window for a moment: a person is moving something."""

    def close(self, timeout_s: float) -> bool:
        """Stop everything."""


class InlineRunner:
    """Runs a job inside `submit`: for tests, the command line and screenshots."""

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """See :meth:`Runner.submit`."""
        task = Task()
        hooks = Hooks(receiver.progress, lambda value: receiver.parts([value]), task.is_cancelled)
        _run(job, hooks, receiver, lambda call: call())
        return task

    def give_way(self) -> None:
        """See :meth:`Runner.give_way`."""

    def close(self, timeout_s: float) -> bool:
        """See :meth:`Runner.close`."""
        return True


@dataclass(slots=True)
class ThreadRunner:
    """One thread for each lane; the FFTs inside a measurement release the interpreter's lock."""

    post: Callable[[Callable[[], None]], None]
    _queues: dict[str, queue.SimpleQueue[Callable[[], None] | None]] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)
    _tasks: list[Task] = field(default_factory=list)
    _gives_way_until: float = -math.inf

    def submit(self, lane: str, job: Job, receiver: Receiver) -> Task:
        """See :meth:`Runner.submit`."""
        task = Task()
        self._tasks = [other for other in self._tasks if not other.is_cancelled()] + [task]

        parts = _Parts(
            lambda values: self.post(lambda: receiver.parts(values)), self._news_interval
        )

        def post_end(call: Callable[[], None]) -> None:
            parts.hand_on()
            self.post(call)

        def work() -> None:
            try:
                _run(job, self._hooks(task, receiver, parts), receiver, post_end)
            finally:
                task.cancel()

        self._queue(lane).put(work)
        return task

    def give_way(self) -> None:
        """See :meth:`Runner.give_way`."""
        self._gives_way_until = time.monotonic() + _GIVES_WAY_S

    def close(self, timeout_s: float) -> bool:
        """See :meth:`Runner.close`."""
        self._gives_way_until = -math.inf
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

    def _hooks(self, task: Task, receiver: Receiver, parts: _Parts) -> Hooks:
        last = -_NEWS_INTERVAL_S

        def progress(fraction: float, text: str) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= self._news_interval():
                last = now
                self.post(lambda: receiver.progress(fraction, text))

        def should_stop() -> bool:
            if self._gives_way() and not task.is_cancelled():
                time.sleep(_PAUSE_S)
            return task.is_cancelled()

        return Hooks(progress, parts.add, should_stop)

    def _gives_way(self) -> bool:
        return time.monotonic() < self._gives_way_until

    def _news_interval(self) -> float:
        return _RARE_NEWS_S if self._gives_way() else _NEWS_INTERVAL_S


@dataclass(slots=True)
class _Parts:
    """Gathers what becomes ready in quick succession, and hands it on in one piece."""

    give: Callable[[list[Any]], None]
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
                self.hand_on()
            elif self._timer is None:
                self._timer = threading.Timer(wait, self.hand_on)
                self._timer.daemon = True
                self._timer.start()

    def hand_on(self) -> None:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            values, self._waiting = self._waiting, []
            self._timer, self._last = None, time.monotonic()
            if values:
                self.give(values)


def _work(waiting: queue.SimpleQueue[Callable[[], None] | None]) -> None:
    while (work := waiting.get()) is not None:
        work()


def _run(
    job: Job, hooks: Hooks, receiver: Receiver, post: Callable[[Callable[[], None]], None]
) -> None:
    try:
        if hooks.should_stop():
            raise MeasurementCancelled("The work was stopped before it began.")
        result = job(hooks)
    except MeasurementCancelled:
        post(receiver.cancelled)
    except MemoryError:
        error = ImageRepError(
            "There is not enough memory for this image.",
            "Crop it, or close other programs and try again.",
        )
        post(lambda: receiver.failed(error))
    except Exception as error:
        failure = error
        post(lambda: receiver.failed(failure))
    else:
        post(lambda: receiver.done(result))
