"""Measuring in the background: what is wanted, what is known, what is under way."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from imagerep.time_left import TimeLeft
from imagerep_qt.session.answers import Busy, Work
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.measuring_job import Answer, measuring_job
from imagerep_qt.session.notices import Notice, as_notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.runner import Receiver, Runner, Task

if TYPE_CHECKING:
    from imagerep.measurement import Measurement

Listener: TypeAlias = Callable[[Sequence[Entry]], None]


@dataclass(slots=True)
class Measurer:
    """Keeps the answers of one method, and one job under way for those that are missing."""

    runner: Runner
    engine: Engine
    method: str
    changed: Listener
    busy: Busy | None = None
    version: int = 0
    """Another number whenever an answer, or how far a request is, may have changed."""
    _answers: dict[Hashable, Measurement | Notice] = field(default_factory=dict)
    _refused: set[Hashable] = field(default_factory=set)
    _under_way: deque[Hashable] = field(default_factory=deque)
    _wanted: list[Request] = field(default_factory=list)
    _task: Task | None = None
    _generation: int = 0
    _left: TimeLeft = field(default_factory=TimeLeft)

    def want(self, requests: Sequence[Request]) -> None:
        """Say which measurements are wanted, the most urgent first.

        A job under way goes on as long as what it does is what comes first.
        """
        self._wanted = list(requests)
        missing = [request for request in self._wanted if self._is_missing(request.key)]
        goes_on = bool(missing) and list(self._under_way)[:1] == [missing[0].key]
        if self._task is not None and goes_on:
            return
        self._stop()
        if missing:
            self._start(missing)

    def answer(self, request: Request) -> Measurement | Notice | None:
        """Answer of a request."""
        return self._answers.get(request.key)

    def work(self, request: Request) -> Work:
        """How far a request is."""
        answer = self._answers.get(request.key)
        if answer is not None:
            return Work.FAILED if isinstance(answer, Notice) else Work.DONE
        if request.key in self._refused:
            return Work.CANCELLED
        if self._under_way and self._under_way[0] == request.key:
            return Work.RUNNING
        return Work.WAITING

    def refuse(self, requests: Sequence[Request]) -> None:
        """Stop, and leave alone what is still missing."""
        self._refused.update(r.key for r in requests if r.key not in self._answers)
        self._stop()

    def retry(self) -> None:
        """Take up again what was refused or failed."""
        self._refused.clear()
        for key in [key for key, answer in self._answers.items() if isinstance(answer, Notice)]:
            del self._answers[key]
        self.version += 1

    def forget(self) -> None:
        """Stop, and drop every answer."""
        self._stop()
        self._answers.clear()
        self._refused.clear()
        self._wanted.clear()

    def _is_missing(self, key: Hashable) -> bool:
        return key not in self._answers and key not in self._refused

    def _stop(self) -> None:
        self._generation += 1
        self.version += 1
        if self._task is not None:
            self._task.cancel()
        self._task, self._under_way, self.busy = None, deque(), None

    def _start(self, requests: list[Request]) -> None:
        generation = self._generation
        self.version += 1
        self._under_way = deque(request.key for request in requests)
        self.busy, self._left = Busy("Measuring", 0.0), TimeLeft()

        def current(call: Callable[..., None]) -> Callable[..., None]:
            def guarded(*arguments: object) -> None:
                if generation == self._generation:
                    call(*arguments)

            return guarded

        receiver = Receiver(
            done=current(self._done),
            failed=current(self._failed),
            cancelled=current(self._cancelled),
            progress=current(self._progress),
            parts=current(self._answered),
        )
        job = measuring_job(requests, self.engine, self.method)
        task = self.runner.submit(f"measure {self.method}", job, receiver)
        if generation == self._generation and self._under_way:
            self._task = task

    def _progress(self, fraction: float, text: str) -> None:
        self.busy = Busy(text, fraction, self._left.seconds(fraction))
        self.changed(())

    def _answered(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            self._answers[answer.key] = answer.outcome
            with contextlib.suppress(ValueError):  # it is the first one: they come in their order
                self._under_way.remove(answer.key)
        self.version += 1
        self.changed([entry for answer in answers for entry in answer.entries])

    def _done(self, *_: object) -> None:
        self.version += 1
        self._task, self._under_way, self.busy = None, deque(), None
        missing = [request for request in self._wanted if self._is_missing(request.key)]
        if missing:
            self._generation += 1
            self._start(missing)
        self.changed(())

    def _cancelled(self) -> None:
        self.refuse(self._wanted)
        self.changed(())

    def _failed(self, error: Exception) -> None:
        for key in self._under_way:
            self._answers[key] = as_notice(error)
        self._done()
