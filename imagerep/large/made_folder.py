"""Scratch folders that are made for the first measurement in them, and go with the last one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_MARK = "made-by-imagerep"
"""Lies in a folder that was made; one that was there already stays."""

_ATTEMPTS = 10
"""How often a folder is made, or removed, that others remove and make meanwhile."""


def make(folder: Path) -> None:
    """Make a folder in a scratch folder, which is made too, if another one's end does not take it.

    Parameters
    ----------
    folder : Path
        Of a measurement; may be there already.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    base = folder.parent
    for attempt in range(_ATTEMPTS):
        try:
            with suppress(FileExistsError):
                base.mkdir(parents=True)
                (base / _MARK).touch()
            folder.mkdir(exist_ok=True)
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def remove_if_made(base: Path) -> None:
    """Remove a scratch folder that was made and is empty, unless a measurement comes into it.

    Parameters
    ----------
    base : Path
        The folder.
    """
    mark = base / _MARK
    with suppress(OSError):  # gone already
        for _ in range(_ATTEMPTS):
            if not mark.exists() or any(path != mark for path in base.iterdir()):
                return
            mark.unlink()
            try:
                base.rmdir()
            except OSError:  # a measurement has just come: its end removes it
                mark.touch()
