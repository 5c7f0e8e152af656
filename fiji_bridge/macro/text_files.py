r"""The files by which the macro in Fiji and the worker talk. Imports nothing that is slow to load.

ImageJ's macro language reads and writes text in the encoding of its platform, so all of it is
ASCII, with other characters as ``\uXXXX``. A line is a key and its values, separated by tabs;
its functions drop empty values, so these are written as ``\e``.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from fiji_bridge.errors import FijiError
from imagerep.errors import ImageRepError
from imagerep.files import write_text

PROTOCOL = 2
"""Of the files; it changes when they do, in the macro as well."""

FOLDER_PREFIX = "imagerep-fiji-"
REQUEST, PIXELS, MASK = "request.txt", "pixels.tif", "mask.tif"
ALIVE, CANCEL = "alive.txt", "cancel.txt"
STATE, ANSWER = "state.txt", "answer.txt"

_EMPTY = "\\e"
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def escape(text: str) -> str:
    """Text as ASCII."""
    return "".join(
        chr(unit) if 32 <= unit < 127 and unit != ord("\\") else f"\\u{unit:04x}"
        for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")
    )


def unescape(text: str) -> str:
    """Text of :func:`escape`."""
    units = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def to_text(lines: Iterable[tuple[str, ...]]) -> str:
    """Lines of a file."""
    return "".join("\t".join(escape(cell) or _EMPTY for cell in line) + "\n" for line in lines)


def from_text(text: str) -> list[tuple[str, ...]]:
    """Lines of :func:`to_text`."""
    return [
        tuple("" if cell == _EMPTY else unescape(cell) for cell in line.split("\t"))
        for line in text.splitlines()
    ]


def read_request(folder: Path) -> dict[str, str]:
    """Read what the macro asks for."""
    try:
        lines = from_text((folder / REQUEST).read_text(encoding="latin-1"))
    except OSError as error:
        raise FijiError("request-missing") from error
    request = {line[0]: line[1] for line in lines if len(line) == 2}
    version = request.get("protocol", "")
    if not version.isdecimal() or int(version) < PROTOCOL:
        raise FijiError("command-too-old")
    if int(version) > PROTOCOL:
        raise FijiError("command-too-new")
    return request


def write(folder: Path, name: str, lines: Iterable[tuple[str, ...]]) -> None:
    """Write a file that appears whole or not at all."""
    write_text(folder / name, to_text(lines), overwrite=True, encoding="ascii")


def write_error(folder: Path, error: ImageRepError) -> None:
    """Answer with what went wrong, as a sentence for the user."""
    write(folder, ANSWER, [("answer", str(PROTOCOL), "error"), ("error", str(error))])


def check_folder(path: Path) -> Path:
    """Refuse a folder that no macro of this user has made."""
    try:
        status = path.lstat()
    except OSError:
        status = None
    is_ours = (
        path.is_absolute()
        and path.name.startswith(FOLDER_PREFIX)
        and status is not None
        and stat.S_ISDIR(status.st_mode)
    )
    if is_ours and status is not None and sys.platform != "win32":
        is_ours = status.st_uid == os.getuid() and not status.st_mode & 0o022
    if not is_ours:
        raise FijiError("not-a-request", path=str(path))
    return path
