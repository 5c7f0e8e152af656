"""What follows from many images, kept while nothing of it has changed: a slider asks each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from imagerep_qt.session import snapshot
from imagerep_qt.session.answers import Row, Work
from imagerep_qt.session.choices import Mode
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.measuring import Measurer
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.state import State
from imagerep_qt.session.workload import Workload


@dataclass(slots=True)
class Asked:
    """The measurements that a state needs."""

    _stamp: object = None
    _requests: tuple[Request, ...] = ()

    def of(self, state: State, entries: Sequence[Entry], table: bool) -> tuple[Request, ...]:
        """Measurements that a state needs: see `snapshot.requests`."""
        stamp = (entries, state.mode, state.phases, state.phase, state.current, table)
        if stamp != self._stamp:
            self._stamp = stamp
            self._requests = tuple(snapshot.requests(state, entries, table))
        return self._requests


@dataclass(slots=True)
class Rows:
    """The lines of the table."""

    _asked: Asked = field(default_factory=Asked)
    _for: tuple[Request, ...] = ()
    _stamp: object = None
    _versions: object = None

    def updated(self, state: State, entries: Sequence[Entry], work: Workload, table: bool) -> State:
        """State with the rows that follow from its images and the answers."""
        asked = self._asked.of(state, entries, table=True)
        stamp = (state.phases, work.method, table)
        versions = (work.chosen.version, work.other.version)
        is_same = asked is self._for and stamp == self._stamp and len(state.rows) == len(asked)
        if is_same and versions == self._versions:
            return state
        self._for, self._stamp, self._versions = asked, stamp, versions
        known = {row.key: row for row in state.rows} if is_same else {}
        rows = rows_of(state, asked, work.chosen, work.other, table, known)
        return replace(state, rows=rows)


def rows_of(
    state: State,
    asked: Sequence[Request],
    measurer: Measurer,
    other: Measurer,
    table: bool,
    known: Mapping[int, Row],
) -> tuple[Row, ...]:
    """Lines of the table; those that say the same as before are the same objects."""
    order = {key: index for index, key in enumerate(_row_order(state))}

    def row_of(request: Request) -> Row:
        old = known.get(_row_key(request, state))
        if old is not None and old.measurement is not None and old.other is not None:
            return old  # both methods have answered: that does not change any more
        new = _row(request, state, measurer, other, table)
        return old if old is not None and old == new else new

    return tuple(sorted(map(row_of, asked), key=lambda row: order.get(row.key, 0)))


def _row_key(request: Request, state: State) -> int:
    return request.phase if state.mode is Mode.ONE_MATERIAL else request.entries[0].key


def _row_order(state: State) -> list[int]:
    if state.mode is Mode.ONE_MATERIAL:
        return [phase.label for phase in state.phases]
    return [image.key for image in state.images]


def _row(request: Request, state: State, measurer: Measurer, other: Measurer, table: bool) -> Row:
    answer, work = measurer.answer(request), measurer.work(request)
    second = other.answer(request)
    one = state.mode is Mode.ONE_MATERIAL
    if one and not table and work is Work.WAITING and request.phase != state.phase:
        work = Work.NOTHING
    if one:
        name = next((item.name for item in state.phases if item.label == request.phase), "")
    else:
        name = request.entries[0].source.name
    return Row(
        _row_key(request, state),
        name,
        request.phase,
        work,
        measurement=None if isinstance(answer, Notice) else answer,
        error=answer if isinstance(answer, Notice) else None,
        other=None if isinstance(second, Notice) else second,
    )
