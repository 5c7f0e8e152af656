"""Both methods: the chosen one measures first, the other one for comparison."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

from imagerep_qt.session.choices import METHODS, other_method
from imagerep_qt.session.cost import Question, question_about, seconds_of
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.measuring import Listener, Measurer
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.results import Busy, Comparison, Work
from imagerep_qt.session.runner import Runner
from imagerep_qt.session.state import State

_SHOWN_ABOVE_S = 0.5
"""A shorter measurement by the other method is not shown as progress."""


class Methods:
    """A measurer for each method, each with its own thread.

    The other method starts once the chosen one has answered everything, or waits for the user to
    agree, so that it never delays the result.
    """

    def __init__(self, runner: Runner, engine: Engine, changed: Listener) -> None:
        self.method = METHODS[0]
        self.confirmed: set[Hashable] = set()
        """Keys of the requests whose cost the user has accepted."""
        self._changed = changed
        self._requests: tuple[Request, ...] = ()
        self._seconds: dict[str, float] = {}
        self._question: Question | None = None
        self._measurers = {
            method: Measurer(runner, engine, method, partial(self._on_change, method))
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
        """Measurement under way, unless it is a short one by the other method."""
        if self.chosen.busy or not self.other.busy:
            return self.chosen.busy
        method = self.other.method
        if method not in self._seconds:
            self._seconds[method] = sum(seconds_of(request, method) for request in self._requests)
        return self.other.busy if self._seconds[method] > _SHOWN_ABOVE_S else None

    def ask(self, requests: Sequence[Request]) -> Question | None:
        """Take requests, the most urgent first; returns the question to answer first."""
        self._requests = tuple(requests)
        self._seconds.clear()
        waiting = [
            request
            for request in requests
            if self.chosen.work(request) is Work.WAITING and request.key not in self.confirmed
        ]
        self._question = question_about(waiting, self.method)
        return self._question

    def renew(self, requests: Sequence[Request]) -> None:
        """Take the same requests with images as they are prepared now."""
        self._requests = tuple(requests)

    def start(self) -> None:
        """Start the chosen method, unless a question is open."""
        self.chosen.want(() if self._question else self._requests)

    def compare(self) -> None:
        """Start the other method, unless the chosen one still measures."""
        ready = Work.DONE, Work.FAILED
        waits = self._question is None and (
            self.chosen.busy is not None
            or any(self.chosen.work(request) not in ready for request in self._requests)
        )
        self.other.want(() if waits else self._cheap_for_other())

    def refuse(self, requests: Sequence[Request]) -> None:
        """Stop, and do not measure what is still missing."""
        self._question = None
        for measurer in self._measurers.values():
            measurer.refuse(requests)

    def retry(self) -> None:
        """Allow what was refused or failed to be measured again."""
        for measurer in self._measurers.values():
            measurer.retry()

    def forget(self) -> None:
        """Stop, and drop all answers."""
        self._requests = ()
        self._seconds.clear()
        for measurer in self._measurers.values():
            measurer.forget()

    def changes_since(self, versions: tuple[int, int]) -> list[Hashable] | None:
        """Keys of requests that may have changed since the versions of both methods; None: all."""
        measurers = self.chosen, self.other
        found = [one.changes_since(n) for one, n in zip(measurers, versions, strict=True)]
        return None if None in found else [key for keys in found for key in keys or ()]

    def comparison(self, state: State, requests: Sequence[Request]) -> Comparison | None:
        """The other method's answer for what is shown."""
        if not requests:
            return None
        measurer, request = self.other, requests[0]
        method, level = measurer.method, state.confidence_level
        answer, work = measurer.answer(request), measurer.work(request)
        if work is Work.WAITING and not self._is_cheap(requests[:1]):
            work = Work.NOTHING
        if answer is None or isinstance(answer, Notice):
            return Comparison(method, work, seconds_of(request, method), level, failure=answer)
        known, result = state.comparison, state.result
        if (
            known is not None
            and known.measurement is answer
            and known.confidence_level == level
            and known.result is result
        ):
            return known
        warning = None
        if result is not None:
            from imagerep.result.methods import disagreement

            warning = disagreement(result.measurement, answer, level)
        error = answer.absolute_error(level)
        return Comparison(method, Work.DONE, 0.0, level, answer, error, result, warning)

    def _cheap_for_other(self) -> tuple[Request, ...]:
        """Requests that the other method answers without being asked."""
        first, rest = self._requests[:1], self._requests[1:]
        return (first if self._is_cheap(first) else ()) + (rest if self._is_cheap(rest) else ())

    def _is_cheap(self, requests: Sequence[Request]) -> bool:
        costly = [request for request in requests if request.key not in self.confirmed]
        return question_about(costly, self.other.method) is None

    def _on_change(self, method: str, entries: Sequence[Entry]) -> None:
        self._changed(entries)
        if method == self.method:
            self.compare()
