"""Writing files."""

from __future__ import annotations

from pathlib import Path

from imagerep.errors import OutputError


def write_bytes(path: Path, content: bytes) -> None:
    """Write a complete file, or keep the old one where that fails."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"“{path.name}” cannot be written ({(error.strerror or 'unknown reason').lower()}).",
            "Choose another folder, or free some space.",
        ) from error
