"""The images of a session and what was done to them, with undo."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imagerep_qt.session import snapshot
from imagerep_qt.session.choices import METHODS, Change, Mode
from imagerep_qt.session.history import History, Settings
from imagerep_qt.session.images import Image, has_phases
from imagerep_qt.session.inputs import Edits, Entry
from imagerep_qt.session.sources import Source

PREPARED_AT_ONCE_PIXELS = 4_000_000
"""Larger images are thresholded and cropped in the background: they would hold up the window."""


@dataclass(slots=True)
class Collection:
    """Images by key, the phase and the method that were chosen, and the history of all that."""

    names: dict[int, str] = field(default_factory=dict)  # Names of phases
    wish: int | None = None  # Phase that a person chose
    method: str = METHODS[0]  # Method that a person chose
    history: History = field(default_factory=History)  # What can be undone
    _by_key: dict[int, Entry] = field(default_factory=dict)
    _keys: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All images, in their order."""
        return tuple(self._by_key.values())

    def get(self, key: int) -> Entry | None:
        """Image of a key."""
        return self._by_key.get(key)

    def add(
        self, source: Source, image: Image, edits: Edits, mode: Mode, *, replacing: bool
    ) -> Entry:
        """Add an image."""
        others = () if replacing else self.entries
        among_images = bool(others) and others[0].ndim < len(image.shape)
        if mode is Mode.ONE_MATERIAL and among_images and not image.is_volume:
            edits = replace(edits, apart=True)  # a stack among images can only be images
        if not edits.apart:
            snapshot.check_fits(others, image, source.name, mode)
        has_phases(image, lambda: snapshot.labels_of(others), source.name)
        entry = _prepared(Entry(next(self._keys), source, image, edits))
        if replacing:
            self.clear()
        self._by_key[entry.key] = entry
        return entry

    def remove(self, keys: Iterable[int]) -> None:
        """Take images out."""
        for key in keys:
            self._by_key.pop(key, None)

    def clear(self) -> None:
        """Forget everything but which keys were used."""
        self._by_key.clear()
        self.history.clear()
        self.names, self.wish = {}, None

    def edit(
        self, change: Change, keys: Sequence[int], edit: Callable[[Edits], Edits], phase: int | None
    ) -> None:
        """Change the edits of images."""
        before = self._settings(phase)
        self._set_edits({key: edit(self._by_key[key].edits) for key in keys})
        self.history.record(change, before)

    def choose(self, label: int, phase: int | None) -> None:
        """Choose a phase."""
        self.history.record(Change.PHASE, self._settings(phase))
        self.wish = label

    def choose_method(self, method: str, phase: int | None) -> None:
        """Choose a method; without images there is nothing to undo."""
        if self._by_key:
            self.history.record(Change.METHOD, self._settings(phase))
        self.method = method

    def rename(self, label: int, name: str, phase: int | None) -> None:
        """Name a phase."""
        self.history.record(Change.PHASE_NAME, self._settings(phase))
        self.names = {**self.names, label: name}

    def undo(self, phase: int | None) -> None:
        """Take the last change back."""
        self._apply(self.history.undo(self._settings(phase)))

    def redo(self, phase: int | None) -> None:
        """Do again what was taken back."""
        self._apply(self.history.redo(self._settings(phase)))

    def note_prepared(self, entries: Iterable[Entry]) -> bool:
        """Keep what was prepared in the background, unless the edits are others by now."""
        is_news = False
        for entry in entries:
            known = self._by_key.get(entry.key)
            if known is None or known.prepared is entry.prepared:
                continue
            if known.fingerprint == entry.fingerprint:
                self._by_key[entry.key] = replace(known, prepared=entry.prepared)
                is_news = True
        return is_news

    def _settings(self, phase: int | None) -> Settings:
        edits = {key: entry.edits for key, entry in self._by_key.items()}
        return Settings(edits, phase, dict(self.names), self.method)

    def _set_edits(self, edits: Mapping[int, Edits]) -> None:
        changed = {
            key: _prepared(self._by_key[key].edited(new))
            for key, new in edits.items()
            if key in self._by_key and new != self._by_key[key].edits
        }
        self._by_key.update(changed)

    def _apply(self, settings: Settings | None) -> None:
        if settings is not None:
            self._set_edits(settings.edits)
            self.wish, self.names = settings.phase, dict(settings.names)
            self.method = settings.method


def _prepared(entry: Entry) -> Entry:
    at_once = entry.image.size <= PREPARED_AT_ONCE_PIXELS and entry.image.large is None
    return entry.prepare() if at_once else entry
