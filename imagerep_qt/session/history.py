"""Undo and redo of what was done to the images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from imagerep_qt.session.choices import METHODS, Change, QuantityChoice
from imagerep_qt.session.inputs import Edits
from imagerep_qt.session.merging import Labels

_MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that undo restores."""

    edits: Mapping[int, Edits] = field(default_factory=dict)  # by key of the image
    phase: int | None = None  # that was asked for
    names: Mapping[Labels, str] = field(default_factory=dict)  # of phases
    method: str = METHODS[0]
    quantity: QuantityChoice = field(default_factory=QuantityChoice)  # as it was chosen
    merged: tuple[Labels, ...] = ()  # labels that are one phase


_Step = tuple[Change, Settings]


@dataclass(slots=True)
class History:
    """Two stacks of settings, each with the change that replaced them."""

    _past: list[_Step] = field(default_factory=list)
    _future: list[_Step] = field(default_factory=list)

    def record(self, change: Change, before: Settings) -> None:
        """Store the settings before a change."""
        self._past = [*self._past[-_MAX_STEPS + 1 :], (change, before)]
        self._future.clear()

    def undo(self, now: Settings) -> Settings | None:
        """Settings before the last change; None without one."""
        return _step(self._past, self._future, now)

    def redo(self, now: Settings) -> Settings | None:
        """Settings before the last undo; None without one."""
        return _step(self._future, self._past, now)

    @property
    def next_undo(self) -> Change | None:
        """Change that `undo` reverts."""
        return self._past[-1][0] if self._past else None

    @property
    def next_redo(self) -> Change | None:
        """Change that `redo` applies again."""
        return self._future[-1][0] if self._future else None

    def clear(self) -> None:
        self._past.clear()
        self._future.clear()


def _step(source: list[_Step], target: list[_Step], now: Settings) -> Settings | None:
    if not source:
        return None
    change, settings = source.pop()
    target.append((change, now))
    return settings
