"""Both methods at work: the chosen one first, the other one beside it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from imagerep_qt.session.answers import Busy, Work
from imagerep_qt.session.choices import METHODS
from imagerep_qt.session.comparing import other_method, seconds_of, unasked
from imagerep_qt.session.cost import ask_before, ask_before_parts
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.measuring import Listener, Measurer
from imagerep_qt.session.question import Question
from imagerep_qt.session.request import Request
from imagerep_qt.session.runner import Runner

UNNOTICED_S = 0.5
"""Shorter work of the other method is not shown."""


class Workload:
    """One measurer for each method, each in a lane of its own.

    The other method starts once the chosen one has answered everything, or waits for a yes, so
    that it never delays what is wanted.
    """

    def __init__(self, runner: Runner, engine: Engine, changed: Listener) -> None:
        self.method = METHODS[0]
        self.confirmed: set[Hashable] = set()
        """Keys of requests whose cost a person has agreed to."""
        self._changed = changed
        self._requests: tuple[Request, ...] = ()
        self._seconds: dict[str, float] = {}
        self._question: Question | None = None
        self._measurers = {
            method: Measurer(runner, engine, method, partial(self._news, method))
            for method in METHODS
        }

    @property
    def chosen(self) -> Measurer:
        """Measurer of the chosen method."""
        return self._measurers[self.method]

    @property
    def other(self) -> Measurer:
        """Measurer of the other method."""
        return self._measurers[other_method(self.method)]

    @property
    def busy(self) -> Busy | None:
        """Work under way; what the other method does in no time is not worth a word."""
        if self.chosen.busy or not self.other.busy:
            return self.chosen.busy
        method = self.other.method
        if method not in self._seconds:
            self._seconds[method] = sum(seconds_of(request, method) for request in self._requests)
        return self.other.busy if self._seconds[method] > UNNOTICED_S else None

    def ask(self, requests: Sequence[Request]) -> Question | None:
        """Take requests, the most urgent first."""
        self._requests = tuple(requests)
        self._seconds.clear()
        waiting = [
            request
            for request in requests
            if self.chosen.work(request) is Work.WAITING and request.key not in self.confirmed
        ]
        self._question = None
        if waiting:
            largest = max(request.n_pixels_largest for request in waiting)
            total = sum(request.n_pixels for request in waiting)
            self._question = ask_before(largest, total, self.method)
            in_parts = [shape for request in waiting for shape in request.in_parts]
            if in_parts:
                self._question = ask_before_parts(in_parts, self.method)
        return self._question

    def begin(self) -> None:
        """Begin what was asked for, unless a question is open."""
        self.chosen.want(() if self._question else self._requests)

    def compare(self) -> None:
        """Have the other method answer too, where it is its turn."""
        ready = Work.DONE, Work.FAILED
        waits = self._question is None and any(
            self.chosen.work(request) not in ready for request in self._requests
        )
        other = self.other
        other.want(() if waits else unasked(self._requests, other.method, self.confirmed))

    def refuse(self, requests: Sequence[Request]) -> None:
        """Stop, and leave alone what is still missing."""
        self._question = None
        for measurer in self._measurers.values():
            measurer.refuse(requests)

    def retry(self) -> None:
        """Take up again what was refused or failed."""
        for measurer in self._measurers.values():
            measurer.retry()

    def forget(self) -> None:
        """Stop, and drop every answer."""
        self._requests = ()
        self._seconds.clear()
        for measurer in self._measurers.values():
            measurer.forget()

    def _news(self, method: str, entries: Sequence[Entry]) -> None:
        self._changed(entries)
        if method == self.method:
            self.compare()
