"""What a session may change without a look at its images."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from imagerep.errors import ImageRepError
from imagerep_qt.session.choices import (
    ABSOLUTE_TARGET_LIMITS,
    CONFIDENCE_LIMITS,
    RELATIVE_TARGET_LIMITS,
    Target,
)
from imagerep_qt.session.notices import Notice, as_notice
from imagerep_qt.session.state import State

Listener: TypeAlias = Callable[[State], None]


class StateHolder:
    """Keeps the latest state and tells the listeners of every new one."""

    def __init__(self) -> None:
        self._state = State()
        self._listeners: list[Listener] = []
        self._n_held = 0

    @property
    def state(self) -> State:
        """The latest state."""
        return self._state

    def subscribe(self, listener: Listener) -> None:
        """Have ``listener(state)`` called with every new state, and with the present one now."""
        self._listeners.append(listener)
        listener(self._state)

    def unsubscribe(self, listener: Listener) -> None:
        """Call a listener no longer."""
        self._listeners.remove(listener)

    def set_confidence(self, level: float) -> None:
        """Set the confidence level, within `CONFIDENCE_LIMITS`; nothing is measured anew."""
        level = min(max(level, CONFIDENCE_LIMITS[0]), CONFIDENCE_LIMITS[1])
        if level != self._state.confidence_level:
            self._state = replace(self._state, confidence_level=level, is_modified=True)
            self._emit()

    def set_target(self, target: Target) -> None:
        """Set the largest error wanted, within its limits; nothing is measured anew."""
        low, high = RELATIVE_TARGET_LIMITS if target.relative else ABSOLUTE_TARGET_LIMITS
        target = replace(target, value=min(max(target.value, low), high))
        if target != self._state.target:
            self._state = replace(self._state, target=target, is_modified=True)
            self._emit()

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        kept = tuple(other for other in self._state.notices if other != notice)
        self._state = replace(self._state, notices=(*kept, notice))
        self._emit()

    def dismiss(self, notice: Notice | None = None) -> None:
        """Put a notice away, or all of them."""
        kept = tuple(n for n in self._state.notices if notice is not None and n != notice)
        self._state = replace(self._state, notices=kept)
        self._emit()

    def report(self, error: Exception) -> None:
        """Show what went wrong; what is no `ImageRepError` is also logged."""
        if not isinstance(error, ImageRepError):
            logging.getLogger(__name__).error("unexpected failure", exc_info=error)
        self.notify(as_notice(error))

    def set_saved(self, path: Path) -> None:
        """Remember the file of this session."""
        self._state = replace(self._state, path=path, is_modified=False)
        self._emit()

    def _complete(self, state: State) -> State:
        """State with what follows from elsewhere."""
        return state

    @contextlib.contextmanager
    def _in_one_piece(self) -> Iterator[None]:
        """Tell the listeners once, at the end, of everything that changes meanwhile."""
        self._n_held += 1
        try:
            yield
        finally:
            self._n_held -= 1
            self._emit()

    def _emit(self) -> None:
        if self._n_held:
            return
        self._state = self._complete(self._state)
        for listener in tuple(self._listeners):
            listener(self._state)
