"""Requests and table rows of a state, recomputed only where something has changed.

Every step of a slider asks for both, and there may be a thousand images.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from imagerep.messages import MeasurementWarning
from imagerep_qt.session import resolve
from imagerep_qt.session.audited import audited
from imagerep_qt.session.choices import Mode
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.methods import Methods
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.request import Request
from imagerep_qt.session.results import Row, Work
from imagerep_qt.session.state import ImageItem, State

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

Answer: TypeAlias = "Measurement | Notice | None"
Facts: TypeAlias = tuple[Answer, Work, Answer]
"""What a row follows from: the answer, how far it is, and the other method's answer."""


@dataclass(slots=True)
class RequestCache:
    """Remembers the requests of the latest state."""

    _stamp: object = None
    _requests: tuple[Request, ...] = ()

    def of(self, state: State, entries: Sequence[Entry], table: bool) -> tuple[Request, ...]:
        """Requests of a state, as by `resolve.requests`."""
        stamp = (
            entries, state.mode, state.phases, state.phase, state.quantity, state.current, table,
        )  # fmt: skip
        if stamp != self._stamp:
            self._stamp = stamp
            self._requests = tuple(resolve.requests(state, entries, table))
        return self._requests


@dataclass(slots=True)
class TableRows:
    """Updates the rows of a state."""

    _cache: RequestCache = field(default_factory=RequestCache)
    _requests: tuple[Request, ...] = ()
    _stamp: object = None
    _versions: object = None
    _facts: dict[int, Facts] = field(default_factory=dict)

    def updated(
        self, state: State, entries: Sequence[Entry], methods: Methods, table: bool
    ) -> State:
        """State with the rows that follow from its images and the answers."""
        requests = self._cache.of(state, entries, table=True)
        folder = state.images[0].folder if state.images else ""
        stamp = (state.phases, methods.method, table, folder)
        versions = (methods.chosen.version, methods.other.version)
        is_same = (
            requests is self._requests and stamp == self._stamp and len(state.rows) == len(requests)
        )
        if is_same and versions == self._versions:
            return state
        self._requests, self._stamp, self._versions = requests, stamp, versions
        known = {row.key: row for row in state.rows} if is_same else {}
        return replace(state, rows=_rows(state, requests, methods, table, known, self._facts))


def _rows(
    state: State,
    requests: Sequence[Request],
    methods: Methods,
    table: bool,
    known: Mapping[int, Row],
    known_facts: dict[int, Facts],
) -> tuple[Row, ...]:
    """Rows in the order of the table; unchanged ones stay the same objects."""
    is_batch = state.mode is Mode.BATCH
    keys = [item.key for item in state.images] if is_batch else [p.label for p in state.phases]
    order = {key: index for index, key in enumerate(keys)}
    entries = [item.entry for item in state.images if item.entry is not None]
    items = {item.key: item for item in state.images} if is_batch else {}
    missing = resolve.not_all_measured(state.mode, entries)

    def row_of(request: Request) -> Row:
        key = _key(request, state)
        old, item = known.get(key), items.get(key)
        if old is not None and old.measurement is not None and old.other is not None:
            return _placed(old, item)  # both methods have answered: nothing changes any more
        facts = (
            methods.chosen.answer(request), methods.chosen.work(request),
            methods.other.answer(request),
        )  # fmt: skip
        if old is not None and all(map(operator.is_, facts, known_facts[key])):
            return _placed(old, item)
        known_facts[key] = facts
        new = _placed(_row(request, state, facts, table, missing), item)
        return old if old is not None and old == new else new

    return tuple(sorted(map(row_of, requests), key=lambda row: order.get(row.key, 0)))


def _placed(row: Row, item: ImageItem | None) -> Row:
    """Row of an image by its name and folder in the list of images."""
    if item is None or (row.name, row.folder) == (item.name, item.folder):
        return row
    return replace(row, name=item.name, folder=item.folder)


def _key(request: Request, state: State) -> int:
    return request.phase if state.mode is Mode.ONE_MATERIAL else request.entries[0].key


def _row(
    request: Request,
    state: State,
    facts: Facts,
    table: bool,
    missing: MeasurementWarning | None,
) -> Row:
    answer, work, other = facts
    name = request.entries[0].origin.name
    if state.mode is Mode.ONE_MATERIAL:
        item = state.item_of(request.phase)
        name = item.name if item is not None else ""
        if not table and work is Work.WAITING and request.phase != state.phase:
            work = Work.NOTHING
    return Row(
        _key(request, state),
        name,
        request.groups,
        work,
        measurement=None if isinstance(answer, Notice) else audited(answer, request.entries),
        error=answer if isinstance(answer, Notice) else None,
        other=None if isinstance(other, Notice) else other,
        missing=missing,
    )
