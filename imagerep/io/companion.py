"""Text headers, and the files beside them that hold the pixels."""

from __future__ import annotations

import codecs
import math
import re
from pathlib import Path

from imagerep.errors import ImageReadError

HEADER_BYTES = 1 << 20
"""Most that is read of a text header."""


def companion(header: Path, name: str) -> Path:
    """File that a header names: it lies in the folder of the header, or below it.

    Of an absolute name, as of another computer, and of one that leads out of the folder, only the
    last part counts. Raises ImageReadError where there is no such file.
    """
    plain = name.strip().strip("\"'").replace("\\", "/")
    parts = [part for part in plain.split("/") if part not in ("", ".")]
    if not parts or "\0" in plain:
        raise ImageReadError("file-damaged", name=header.name)
    is_inside = not plain.startswith("/") and ".." not in parts and ":" not in parts[0]
    tried = [header.parent.joinpath(*parts)] if is_inside else []
    tried.append(header.parent / parts[-1])
    for path in tried:
        try:
            if path.is_file() and path.stat().st_size > 0:
                return path
        except OSError:
            continue
    raise ImageReadError("data-file-missing", name=header.name, data=parts[-1])


def header_text(path: Path, n_bytes: int = HEADER_BYTES) -> str:
    """Text at the start of a file: UTF-16 where it says so, UTF-8, or else Latin-1."""
    with path.open("rb") as file:
        start = file.read(n_bytes)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", "replace")
    try:
        return start.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut = error.end == len(start) == n_bytes
        return start.decode("utf-8", "replace") if is_cut else start.decode("latin-1")


def fields(text: str, separator: str) -> dict[str, str]:
    """Values of the lines ``key = value`` of a text, the first of each key in small letters."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        key, is_there, value = line.partition(separator)
        if is_there:
            found.setdefault(key.strip().lower(), value.strip())
    return found


def integers(text: str, name: str, count: int | None = None) -> tuple[int, ...]:
    """Positive integers in text, such as the sizes of an image."""
    words = text.replace(",", " ").split()
    if not words or not all(re.fullmatch(r"\d{1,18}", word) for word in words):
        raise ImageReadError("file-damaged", name=name)
    if count is not None and len(words) != count:
        raise ImageReadError("file-damaged", name=name)
    return tuple(map(int, words))


def numbers(text: str) -> tuple[float, ...]:
    """Numbers in text; NaN for what is none."""
    return tuple(map(_number, text.replace(",", " ").split()))


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return math.nan


def sides_of(
    sizes: tuple[float, ...], unit: str, axes: str = "XYZ"
) -> dict[str, tuple[float, str]]:
    """Size and unit along each axis, from sizes in the order of `axes`."""
    return {axis: (size, unit) for axis, size in zip(axes, sizes, strict=False)}
