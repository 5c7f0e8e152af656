"""Undo and redo of what was done to the images."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from imagerep_qt.session.choices import Change
from imagerep_qt.session.inputs import Edits

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """All that undo brings back."""

    # By key of the image. Images that were removed since are left out when it is brought back
    edits: Mapping[int, Edits]
    phase: int | None  # The chosen phase
    names: Mapping[int, str]  # Names of phases
    method: str  # The chosen method


@dataclass(slots=True)
class History:
    """Two stacks of settings, each with the change that led away from it."""

    _past: list[tuple[Change, Settings]] = field(default_factory=list)
    _future: list[tuple[Change, Settings]] = field(default_factory=list)

    def record(self, change: Change, before: Settings) -> None:
        """Remember the settings before a change."""
        self._past = [*self._past[-_MOST_STEPS + 1 :], (change, before)]
        self._future.clear()

    def undo(self, now: Settings) -> Settings | None:
        """Step back."""
        return _step(self._past, self._future, now)

    def redo(self, now: Settings) -> Settings | None:
        """Step forward again."""
        return _step(self._future, self._past, now)

    @property
    def next_undo(self) -> Change | None:
        """What `undo` would undo."""
        return self._past[-1][0] if self._past else None

    @property
    def next_redo(self) -> Change | None:
        """What `redo` would do again."""
        return self._future[-1][0] if self._future else None

    def clear(self) -> None:
        """Forget everything."""
        self._past.clear()
        self._future.clear()


def _step(
    source: list[tuple[Change, Settings]], target: list[tuple[Change, Settings]], now: Settings
) -> Settings | None:
    if not source:
        return None
    change, settings = source.pop()
    target.append((change, now))
    return settings
