"""Images of a saved session whose files are not there. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from imagerep_qt.session.inputs import Edits
from imagerep_qt.session.notices import Notice
from imagerep_qt.session.opening import Opening
from imagerep_qt.session.reading import Loaded


@dataclass(frozen=True, slots=True)
class Missing:
    """What a session says of a file that is not there."""

    edits: tuple[Edits, ...]
    opening: Opening
    checksum: str


@dataclass(slots=True)
class MissingFiles:
    """Files that are not there, until they are located."""

    _by_path: dict[Path, Missing] = field(default_factory=dict)

    def add(
        self,
        loaded: Loaded,
        edits: Mapping[Path, Sequence[Edits]],
        opening: Opening,
        checksums: Mapping[Path, str],
    ) -> Notice | None:
        """Remember a file; returns what to tell about it."""
        path = loaded.origin.path
        if path is None or loaded.error is None:
            return None
        found = Missing(tuple(edits.get(path, ())), opening, checksums.get(path) or "")
        self._by_path[path] = found
        return replace(loaded.error, file=path, is_missing=True)

    def found(self, path: Path, found: Path) -> list[tuple[Path, Path, Missing]]:
        """A file that was located, and others beside it: where they were, are, and what is said."""
        moved = {path: found}
        for other in self._by_path:
            beside = found.parent / other.name
            if other != path and beside.exists():
                moved[other] = beside
        known = [(old, new, self._by_path.pop(old, None)) for old, new in moved.items()]
        return [(old, new, missing) for old, new, missing in known if missing is not None]
