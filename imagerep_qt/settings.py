"""Settings that are stored between runs."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from imagerep_qt.language import LANGUAGES, Language
from imagerep_qt.session import METHODS, Target
from imagerep_qt.theme import Mode as ThemeMode

_MOST_RECENT = 10
THEMES: tuple[ThemeMode, ...] = ("system", "light", "dark")


class Settings:
    """Typed access to ``QSettings``, which no other module uses."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("ImageRep", "ImageRep")

    @property
    def recent(self) -> list[Path]:
        """Recent files that still exist, the latest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        # Path.exists raises where a name is too long.
        there = os.path.exists
        return [Path(name) for name in names if isinstance(name, str) and there(name)]

    def add_recent(self, paths: Iterable[Path]) -> None:
        """Add files to the recent ones."""
        new = [path.absolute() for path in paths]
        kept = [path for path in self.recent if path not in new]
        self._store.setValue("recent", [str(path) for path in [*new, *kept][:_MOST_RECENT]])

    def clear_recent(self) -> None:
        """Clear the list of recent files."""
        self._store.remove("recent")

    @property
    def theme(self) -> ThemeMode:
        """Light, dark, or that of the system."""
        value = self._store.value("theme", "system")
        return next((mode for mode in THEMES if mode == value), "system")

    @theme.setter
    def theme(self, mode: ThemeMode) -> None:
        self._store.setValue("theme", mode)

    @property
    def language(self) -> Language:
        """Language of texts and numbers, or that of the system."""
        value = self._store.value("language", "system")
        return next((code for code, _ in LANGUAGES if code == value), "system")

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language)

    @property
    def folder(self) -> str:
        """Folder of the last file."""
        value = self._store.value("folder", "")
        is_there = isinstance(value, str) and os.path.isdir(value)  # noqa: PTH112 - as above
        return str(value) if is_there else str(Path.home())

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def fiji_was_asked(self) -> bool:
        """Whether the user was asked where Fiji is."""
        return self._store.value("fiji_was_asked", "false") in (True, "true")

    @fiji_was_asked.setter
    def fiji_was_asked(self, asked: bool) -> None:
        self._store.setValue("fiji_was_asked", asked)

    @property
    def shows_directions(self) -> bool:
        """Whether directional length scales are drawn on the image."""
        return self._store.value("shows_directions", "true") in (True, "true")

    @shows_directions.setter
    def shows_directions(self, shown: bool) -> None:
        self._store.setValue("shows_directions", shown)

    @property
    def confidence_level(self) -> float:
        return self._number("confidence_level", 0.95)

    @property
    def method(self) -> str:
        value = self._store.value("method", METHODS[0])
        return next((method for method in METHODS if method == value), METHODS[0])

    @property
    def target(self) -> Target:
        relative = self._store.value("target_is_relative", "true") in (True, "true")
        return Target(self._number("target", 0.05), relative)

    def set_choices(self, confidence_level: float, target: Target, method: str) -> None:
        """Store confidence, target and method."""
        self._store.setValue("method", method)
        self._store.setValue("confidence_level", confidence_level)
        self._store.setValue("target", target.value)
        self._store.setValue("target_is_relative", target.relative)

    def layout(self, name: str) -> QByteArray:
        """Layout of the window or of a splitter."""
        value = self._store.value(f"layout/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, layout: QByteArray) -> None:
        self._store.setValue(f"layout/{name}", layout)

    def save(self) -> None:
        self._store.sync()

    def _number(self, name: str, default: float) -> float:
        try:
            found = float(str(self._store.value(name, default)))
        except ValueError:
            return default
        return found if math.isfinite(found) else default
