"""The one way in which files are written: whole, or not at all."""

from __future__ import annotations

import os
import stat
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from imagerep.errors import OutputError

_PATIENCE_S = 2.0
_PAUSE_S = 0.05
"""Windows refuses to replace a file that another program has open; a virus scanner or an indexer
that has it for a moment is waited for."""

_START_BYTES = 4096

_SHARING_ERRORS = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation."""


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[IO[bytes]]:
    """Write a file that appears under its name only when it is complete.

    The bytes go to a new file of an unpredictable name in the same folder, reach the disk, and are
    then renamed; an existing file stays as it was until that moment. A link is replaced, never
    followed.
    """
    try:
        mode = check_output(path, overwrite=overwrite)
        temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
        try:
            with temporary.open("x+b") as file:
                if mode is not None:
                    temporary.chmod(mode)  # a private file stays private
                yield file
                file.flush()
                os.fsync(file.fileno())
            _rename(temporary, path, overwrite=overwrite)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError("file-not-writable", path=str(path), reason=_reason(error)) from error


def write_text(path: Path, text: str, *, overwrite: bool, encoding: str = "utf-8") -> None:
    """Write text as :func:`replacing` does, with its line ends as they are.

    Bytes of a file's name that are no text, as Python keeps them, become escapes, in JSON too.
    """
    with replacing(path, overwrite=overwrite) as file:
        file.write(text.encode(encoding, "backslashreplace"))


def holds_text(path: Path) -> bool:
    """Whether an existing file begins as text does: that of a result, not of an image."""
    with path.open("rb") as file:
        return b"\0" not in file.read(_START_BYTES)


def check_output(path: Path, *, overwrite: bool) -> int | None:
    """Refuse a file that may not be written, before anything is computed for it.

    Returns the permissions of the file to be replaced; None where there is none, or it is a link.
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError("file-not-writable", path=str(path), reason=_reason(error)) from error
    except ValueError:  # a null character
        reason = "a name cannot have that character"
        raise OutputError("file-not-writable", path=str(path), reason=reason) from None
    if not overwrite:
        raise OutputError("file-exists", path=str(path))
    if stat.S_ISLNK(mode):
        if path.exists() and not path.is_file():
            raise OutputError("not-a-regular-file", path=str(path))
        return None
    if not stat.S_ISREG(mode):
        raise OutputError("not-a-regular-file", path=str(path))
    return stat.S_IMODE(mode)


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
    end = time.monotonic() + (_PATIENCE_S if sys.platform == "win32" else 0.0)
    while True:
        try:
            temporary.replace(path)
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _reason(error: OSError) -> str:
    """Why a file cannot be written, in a few words without a full stop."""
    if getattr(error, "winerror", None) in _SHARING_ERRORS:
        return "another program has it open, or you may not write there"
    return (error.strerror or type(error).__name__).lower()
