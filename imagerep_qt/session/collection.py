"""The images of a session with their edits, and undo."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from imagerep_qt.session import resolve
from imagerep_qt.session.audit import Audit
from imagerep_qt.session.choices import Change, Mode
from imagerep_qt.session.history import History, Settings
from imagerep_qt.session.images import Image, check_has_phases
from imagerep_qt.session.inputs import Edits, Entry
from imagerep_qt.session.origins import Origin

PREPARED_AT_ONCE_PIXELS = 4_000_000
"""Larger images are thresholded and cropped in the background, so as not to block the window."""


@dataclass(slots=True)
class Collection:
    """Images by key, the choices that can be undone, and their history."""

    choices: Settings = field(default_factory=Settings)  # without the edits of the images
    history: History = field(default_factory=History)
    _by_key: dict[int, Entry] = field(default_factory=dict)
    _keys: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All images, in their order."""
        return tuple(self._by_key.values())

    @property
    def settings(self) -> Settings:
        """The choices, with the phase that was asked for."""
        return self._settings(self.choices.phase)

    def get(self, key: int) -> Entry | None:
        return self._by_key.get(key)

    def add(
        self, origin: Origin, image: Image, edits: Edits, mode: Mode, *, replacing: bool
    ) -> Entry:
        """Add an image, or put it in place of all others."""
        others = () if replacing else self.entries
        among_images = bool(others) and others[0].ndim < len(image.shape)
        if mode is Mode.ONE_MATERIAL and among_images and not image.is_volume:
            edits = replace(edits, apart=True)
        if not edits.apart:
            resolve.check_same_ndim(others, image, origin.name, mode)
        check_has_phases(image, lambda: resolve.labels_of(others), origin.name)
        entry = _prepared(Entry(next(self._keys), origin, image, edits))
        if replacing:
            self.clear()
        self._by_key[entry.key] = entry
        return entry

    def reread(self, path: Path, origin: Origin, image: Image) -> bool:
        """Put what was read again in place of it; returns whether the file has changed."""
        same = [
            e for e in self.entries
            if (e.origin.path, e.origin.opening) == (path, origin.opening)
        ]  # fmt: skip
        changed = [
            e for e in same
            if (e.origin.checksum, e.origin.pixels) != (origin.checksum, origin.pixels)
        ]  # fmt: skip
        for entry in changed:
            fits = entry.image.shape == image.shape
            edits = entry.edits if fits else replace(entry.edits, crop=None, outline=None)
            new = replace(entry, origin=origin, image=image, edits=edits, prepared=None)
            self._by_key[entry.key] = _prepared(new)
        return bool(changed)

    def join(self, keys: Set[int], origin: Origin, image: Image, edits: Edits) -> Entry | None:
        """Put a volume in place of the images that are its slices; None where these are gone."""
        if not keys <= self._by_key.keys():
            return None
        entry = _prepared(Entry(next(self._keys), origin, image, edits))
        place = next(iter(key for key in self._by_key if key in keys))
        self._by_key = {
            (entry.key if key == place else key): (entry if key == place else old)
            for key, old in self._by_key.items()
            if key == place or key not in keys
        }
        return entry

    def remove(self, keys: Iterable[int]) -> None:
        for key in keys:
            self._by_key.pop(key, None)

    def clear(self) -> None:
        """Remove all images with their history; keys are not reused."""
        self._by_key.clear()
        self.history.clear()
        self.choices = replace(self.choices, names={}, merged=(), phase=None)

    def edit(
        self, change: Change, keys: Sequence[int], edit: Callable[[Edits], Edits], phase: int | None
    ) -> None:
        """Change the edits of images."""
        self.edit_each(change, {key: edit(self._by_key[key].edits) for key in keys}, phase)

    def set_audit(self, key: int, audit: Audit | None) -> None:
        """Keep the audit of an image."""
        if key in self._by_key:
            self._by_key[key] = replace(self._by_key[key], audit=audit)

    def edit_each(self, change: Change, edits: Mapping[int, Edits], phase: int | None) -> None:
        """Take other edits of images, by key."""
        before = self._settings(phase)
        self._set_edits(edits)
        self.history.record(change, before)

    def choose(self, change: Change, phase: int | None, /, **choices: Any) -> None:
        """Make other choices while a phase is chosen; without images there is nothing to undo."""
        if self._by_key:
            self.history.record(change, self._settings(phase))
        self.choices = replace(self.choices, **choices)

    def undo(self, phase: int | None) -> None:
        """Revert the last change."""
        self._apply(self.history.undo(self._settings(phase)))

    def redo(self, phase: int | None) -> None:
        """Apply the last reverted change again."""
        self._apply(self.history.redo(self._settings(phase)))

    def restore(self, choices: Settings) -> None:
        """Take the choices of a saved session."""
        self._apply(choices)

    def take_prepared(self, entries: Iterable[Entry]) -> bool:
        """Store what was prepared in the background; returns whether any of it is still valid."""
        is_changed = False
        for entry in entries:
            known = self._by_key.get(entry.key)
            if known is None or known.prepared is entry.prepared:
                continue
            if known.fingerprint == entry.fingerprint:
                self._by_key[entry.key] = replace(known, prepared=entry.prepared)
                is_changed = True
        return is_changed

    def _settings(self, phase: int | None) -> Settings:
        edits = {key: entry.edits for key, entry in self._by_key.items()}
        return replace(self.choices, edits=edits, phase=phase)

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
            self.choices = replace(settings, edits={})


def _prepared(entry: Entry) -> Entry:
    at_once = entry.image.size <= PREPARED_AT_ONCE_PIXELS and entry.image.is_in_memory
    return entry.prepare() if at_once else entry
