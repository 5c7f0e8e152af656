"""Requests and table rows of a state, recomputed only where something has changed.

Every step of a slider asks for both, and there may be a thousand images.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Sequence
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
Facts: TypeAlias = tuple[Request, Answer, Work, Answer]
"""What a row follows from: the request, its answer, how far it is, the other method's answer."""


@dataclass(slots=True)
class RequestCache:
    """Remembers the requests of the latest state."""

    _stamp: object = None
    _mode: Mode | None = None
    _requests: tuple[Request, ...] = ()

    def of(self, state: State, entries: Sequence[Entry], table: bool) -> tuple[Request, ...]:
        """Requests of a state, as by `resolve.requests`."""
        stamp = (
            entries, state.mode, state.phases, state.phase, state.quantity, state.current, table,
        )  # fmt: skip
        if stamp != self._stamp:
            is_batch = state.mode is self._mode is Mode.BATCH
            former = self._requests if is_batch else ()
            self._stamp, self._mode = stamp, state.mode
            self._requests = tuple(resolve.requests(state, entries, table, former))
        return self._requests


@dataclass(slots=True)
class TableRows:
    """Updates the rows of a state."""

    _cache: RequestCache = field(default_factory=RequestCache)
    _requests: tuple[Request, ...] = ()
    _stamp: object = None
    _versions: tuple[int, int] = (0, 0)
    _facts: dict[int, Facts] = field(default_factory=dict)
    _places: dict[Hashable, tuple[Request, int]] = field(default_factory=dict)
    """Request of each key, and where its row is."""

    def updated(
        self, state: State, entries: Sequence[Entry], methods: Methods, table: bool
    ) -> State:
        """State with the rows that follow from its images and the answers."""
        requests = self._cache.of(state, entries, table=True)
        folder = state.images[0].folder if state.images else ""
        stamp = (state.phases, methods.method, table, folder)
        versions = (methods.chosen.version, methods.other.version)
        is_alike = stamp == self._stamp
        is_same = is_alike and requests is self._requests and len(state.rows) == len(requests)
        if is_same and versions == self._versions:
            return state
        changed = methods.changes_since(self._versions) if is_same else None
        self._requests, self._stamp, self._versions = requests, stamp, versions
        if changed is None:
            return replace(state, rows=self._all(state, methods, table, is_alike))
        rows = list(state.rows)
        for key in changed:
            if key in self._places:
                request, place = self._places[key]
                old = rows[place]
                facts = self._facts[old.key] = _facts(request, methods)
                rows[place] = _row(facts, state, table, old.name, old.folder, old.missing)
        return replace(state, rows=tuple(rows))

    def _all(self, state: State, methods: Methods, table: bool, is_alike: bool) -> tuple[Row, ...]:
        """Rows in the order of the table; unchanged ones stay the same objects."""
        is_batch = state.mode is Mode.BATCH
        keys = [item.key for item in state.images] if is_batch else [p.label for p in state.phases]
        order = {key: index for index, key in enumerate(keys)}
        entries = [item.entry for item in state.images if item.entry is not None]
        items = {item.key: item for item in state.images} if is_batch else {}
        missing = resolve.not_all_measured(state.mode, entries)
        known = {row.key: row for row in state.rows} if is_alike else {}
        known_facts, self._facts = self._facts, {}

        def row_of(request: Request) -> Row:
            key = _key(request, state)
            item, old, facts = items.get(key), known.get(key), _facts(request, methods)
            self._facts[key] = facts
            if old is not None and all(map(operator.is_, facts, known_facts[key])):
                return _placed(old, item)
            name = request.entries[0].origin.name
            if not is_batch:
                phase = state.item_of(request.phase)
                name = phase.name if phase is not None else ""
            new = _placed(_row(facts, state, table, name, "", missing), item)
            return old if old is not None and old == new else new

        pairs = [(row_of(request), request) for request in self._requests]
        pairs.sort(key=lambda pair: order.get(pair[0].key, 0))
        self._places = {request.key: (request, k) for k, (_, request) in enumerate(pairs)}
        return tuple(row for row, _ in pairs)


def _facts(request: Request, methods: Methods) -> Facts:
    chosen, other = methods.chosen, methods.other
    return request, chosen.answer(request), chosen.work(request), other.answer(request)


def _placed(row: Row, item: ImageItem | None) -> Row:
    """Row of an image by its name and folder in the list of images."""
    if item is None or (row.name, row.folder) == (item.name, item.folder):
        return row
    return replace(row, name=item.name, folder=item.folder)


def _key(request: Request, state: State) -> int:
    return request.phase if state.mode is Mode.ONE_MATERIAL else request.entries[0].key


def _row(
    facts: Facts,
    state: State,
    table: bool,
    name: str,
    folder: str,
    missing: MeasurementWarning | None,
) -> Row:
    request, answer, work, other = facts
    is_further = state.mode is Mode.ONE_MATERIAL and request.phase != state.phase
    if is_further and not table and work is Work.WAITING:
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
        folder=folder,
    )
