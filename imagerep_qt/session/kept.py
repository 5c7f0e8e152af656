"""What follows from many images, kept while nothing of it has changed: a slider asks each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from imagerep_qt.session import snapshot
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.measuring import Request
from imagerep_qt.session.state import State
from imagerep_qt.session.workload import Workload


@dataclass(slots=True)
class Asked:
    """The measurements that a state needs."""

    _stamp: object = None
    _requests: tuple[Request, ...] = ()

    def of(self, state: State, entries: Sequence[Entry], table: bool) -> tuple[Request, ...]:
        """Measurements that a state needs: see `snapshot.requests`.

        Parameters
        ----------
        state : State
            Settled.
        entries : sequence of Entry
            All images.
        table : bool
            Whether all phases are wanted.

        Returns
        -------
        tuple of Request
            The same object while they are the same.
        """
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
        """State with the rows that follow from its images and the answers.

        Parameters
        ----------
        state : State
            Settled.
        entries : sequence of Entry
            All images.
        work : Workload
            Has the answers.
        table : bool
            Whether all phases are wanted.

        Returns
        -------
        State
        """
        asked = self._asked.of(state, entries, table=True)
        stamp = (state.phases, work.method, table)
        versions = (work.chosen.version, work.other.version)
        is_same = asked is self._for and stamp == self._stamp and len(state.rows) == len(asked)
        if is_same and versions == self._versions:
            return state
        self._for, self._stamp, self._versions = asked, stamp, versions
        known = {row.key: row for row in state.rows} if is_same else {}
        rows = snapshot.rows_of(state, asked, work.chosen, work.other, table, known)
        return replace(state, rows=rows)
