"""Files of the scratch folder: whole or not there."""

from __future__ import annotations

import errno
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from imagerep.errors import OutputError
from imagerep.large.direct import open_file

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replacing(path: Path, *, direct: bool = False) -> Iterator[IO[bytes]]:
    """File that appears under its name only when it is complete.

    Parameters
    ----------
    path : Path
        The file.
    direct : bool, optional
        Whether it is written past the cache.

    Yields
    ------
    file object
        For writing bytes.

    Raises
    ------
    OutputError
        If the disk is full or cannot be written.
    """
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        try:
            with open_file(partial, "wb", direct=True) if direct else partial.open("wb") as file:
                yield file
            partial.replace(path)
        except OSError as error:
            raise cannot_write(path.parent, error) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def reading(path: Path, *, direct: bool) -> Iterator[IO[bytes]]:
    """File of the scratch folder, for reading.

    Parameters
    ----------
    path : Path
        The file.
    direct : bool
        Whether past the cache.

    Yields
    ------
    file object
        Without a buffer of its own.

    Raises
    ------
    OutputError
        If it is gone, cut short, or cannot be read.
    """
    try:
        with open_file(path, "rb", direct=direct) as file:
            yield file
    except (OSError, EOFError) as error:
        raise OutputError(
            f"The scratch file “{path}” cannot be read ({error}).",
            "Let no other program change it; delete the scratch folder, and measure anew.",
        ) from error


def cannot_write(folder: Path, error: OSError) -> OutputError:
    """Error for a scratch folder that cannot be written.

    Parameters
    ----------
    folder : Path
        The folder.
    error : OSError
        What the system said.

    Returns
    -------
    OutputError
    """
    if error.errno in _NO_SPACE:
        return OutputError(
            f"The disk of the scratch folder “{folder}” is full.",
            "Free some space and resume, or choose a scratch folder on a larger disk.",
        )
    return OutputError(
        f"The scratch folder “{folder}” cannot be written ({error.strerror or error}).",
        "Choose another scratch folder.",
    )


def is_complete(path: Path, n_bytes: int) -> bool:
    """Whether a file is there with its full length.

    Parameters
    ----------
    path : Path
        The file.
    n_bytes : int
        Its length.

    Returns
    -------
    bool
    """
    try:
        return path.stat().st_size == n_bytes
    except OSError:
        return False
