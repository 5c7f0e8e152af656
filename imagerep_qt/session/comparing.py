"""The other method's answer, beside that of the method that was chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from typing import TYPE_CHECKING

from imagerep_qt.session.answers import Comparison, Work
from imagerep_qt.session.choices import METHODS
from imagerep_qt.session.cost import ask_before, ask_before_parts, seconds_for, seconds_in_parts
from imagerep_qt.session.measuring import Measurer
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.state import State

if TYPE_CHECKING:
    from imagerep.measurement import Measurement


def other_method(method: str) -> str:
    """The method that was not chosen."""
    return METHODS[1 - METHODS.index(method)]


def seconds_of(request: Request, method: str) -> float:
    """Time that a request takes, roughly."""
    if request.in_parts:
        return seconds_in_parts(request.in_parts, method)
    return seconds_for(request.n_pixels, method)


def unasked(
    requests: Sequence[Request], method: str, confirmed: Set[Hashable]
) -> tuple[Request, ...]:
    """Requests that are so quick that the other method answers them unasked."""

    def cheap(some: Sequence[Request]) -> tuple[Request, ...]:
        costly = [request for request in some if request.key not in confirmed]
        if not costly:
            return tuple(some)
        in_parts = [shape for request in costly for shape in request.in_parts]
        if in_parts:
            return tuple(some) if ask_before_parts(in_parts, method) is None else ()
        largest = max(request.n_pixels_largest for request in costly)
        total = sum(request.n_pixels for request in costly)
        return tuple(some) if ask_before(largest, total, method) is None else ()

    return cheap(requests[:1]) + cheap(requests[1:])


def comparison(
    state: State,
    requests: Sequence[Request],
    measurer: Measurer,
    confirmed: Set[Hashable],
) -> Comparison | None:
    """What the other method says about what is shown."""
    if not requests:
        return None
    method, request = other_method(state.method), requests[0]
    answer, work = measurer.answer(request), measurer.work(request)
    if work is Work.WAITING and not unasked(requests[:1], method, confirmed):
        work = Work.NOTHING
    if answer is None or isinstance(answer, Notice):
        seconds = seconds_of(request, method)
        return Comparison(method, work, seconds, state.confidence_level, failure=answer)
    return _kept(state, answer) or _compared(state, answer)


def _kept(state: State, answer: Measurement) -> Comparison | None:
    known = state.comparison
    if (
        known is None
        or known.measurement is not answer
        or known.confidence_level != state.confidence_level
        or known.result is not state.result
    ):
        return None
    return known


def _compared(state: State, answer: Measurement) -> Comparison:
    level, result = state.confidence_level, state.result
    doubt = None
    if result is not None:
        from imagerep.comparison import disagreement

        doubt = disagreement(result.measurement, answer, level)
    method, error = other_method(state.method), answer.absolute_error(level)
    return Comparison(method, Work.DONE, 0.0, level, answer, error, result, doubt)
