"""Images of a saved session whose files are not there, until they are located."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imagerep_qt.session.inputs import Edits
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.opening import Opening
from imagerep_qt.session.reading import Loaded


@dataclass(frozen=True, slots=True)
class Missing:
    """An image of a saved session whose file is not there."""

    edits: tuple[Edits, ...]
    opening: Opening
    checksum: str


class MissingFiles:
    """The files that are missing, by the path they had."""

    def __init__(self) -> None:
        self._files: dict[Path, Missing] = {}

    def add(
        self, loaded: Loaded, edits: Sequence[Edits], opening: Opening, checksum: str | None
    ) -> Notice | None:
        """Remember what could not be read; returns the notice of it."""
        path = loaded.origin.path
        if path is None or loaded.error is None:
            return None
        self._files[path] = Missing(tuple(edits), opening, checksum or "")
        return replace(loaded.error, file=path, is_missing=True)

    def found(self, path: Path, at: Path) -> Iterator[tuple[Path, Path, Missing]]:
        """Take out a file that is found, and others beside it: old path, new path, and what of."""
        moved = {path: at}
        for other in self._files:
            beside = at.parent / other.name
            if other != path and beside.exists():
                moved[other] = beside
        for old, new in moved.items():
            missing = self._files.pop(old, None)
            if missing is not None:
                yield old, new, missing
