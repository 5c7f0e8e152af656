"""The one way in which files are written: whole, or not at all."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from imagerep.errors import OutputError

_ATTEMPTS = 6
_WAIT_S = 0.1
"""Windows refuses to replace a file that another program is just reading; it is soon done."""


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[IO[bytes]]:
    """Write a file that appears under its name only when it is complete.

    The bytes go to a new file of an unpredictable name in the same folder, reach the disk, and are
    then renamed; an existing file stays as it was until that moment. A link is replaced, never
    followed.

    Parameters
    ----------
    path : Path
        The file.
    overwrite : bool
        Whether an existing file may be replaced.

    Yields
    ------
    file object
        For writing bytes; may be read and sought.

    Raises
    ------
    OutputError
        If the file exists and must not be replaced, or cannot be written.
    """
    try:
        if not overwrite and os.path.lexists(path):
            raise OutputError("file-exists", path=str(path))
        _refuse_special(path)
        temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
        try:
            with temporary.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _rename(temporary, path, overwrite=overwrite)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            "file-not-writable", path=str(path), reason=error.strerror or type(error).__name__
        ) from error


def write_text(path: Path, text: str, *, overwrite: bool, encoding: str = "utf-8") -> None:
    """Write text as :func:`replacing` does, with its line ends as they are."""
    with replacing(path, overwrite=overwrite) as file:
        file.write(text.encode(encoding))


def _refuse_special(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise OutputError("not-a-regular-file", path=str(path))


def _rename(temporary: Path, path: Path, *, overwrite: bool) -> None:
    if not overwrite:
        try:
            os.link(temporary, path)  # unlike a rename it fails where the name was taken meanwhile
        except FileExistsError:
            raise OutputError("file-exists", path=str(path)) from None
        except OSError:
            if os.path.lexists(path):
                raise OutputError("file-exists", path=str(path)) from None
        else:
            return
    for attempt in range(_ATTEMPTS):
        try:
            temporary.replace(path)
        except PermissionError:
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_WAIT_S)
        else:
            return
