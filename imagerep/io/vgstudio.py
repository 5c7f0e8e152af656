"""VGStudio volumes: a .vgi file that describes the .vol file beside it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.companion import companion, fields, header_text, integers, numbers, sides_of
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described

_KINDS = {"unsigned": "u", "signed": "i", "float": "f"}


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the volumes that a .vgi file describes, each with one raw file."""
    text = header_text(path)
    found = [section for section in _files(text) if section.get("name")]
    if not found:
        raise ImageReadError("file-damaged", name=path.name)
    whole = fields(text, "=")
    scale = numbers(whole.get("scale", "1 1 1"))
    resolution = numbers(whole.get("resolution", ""))
    spacing = tuple(size * times for size, times in zip(resolution, scale, strict=False))
    unit = whole.get("unit", "")
    several = len(found) > 1
    return tuple(
        _volume(path, one, whole, spacing, unit, str(k) * several, limits)
        for k, one in enumerate(found)
    )


def _volume(
    path: Path, section: dict[str, str], whole: dict[str, str], spacing: tuple[float, ...],
    unit: str, name: str, limits: ReadLimits,
) -> Dataset:  # fmt: skip
    get = section.get
    sizes = integers(get("size") or whole.get("size", ""), path.name, 3)
    bits = integers(get("bitsperelement") or whole.get("bitsperelement", ""), path.name, 1)[0]
    words = (get("datatype") or whole.get("datatype", "")).lower().split()
    kind = _KINDS.get(words[0]) if words else None
    is_raw = get("fileformat", "raw").lower() == "raw"
    if kind is None or bits not in (8, 16, 32, 64) or (kind, bits) == ("f", 8) or not is_raw:
        raise ImageReadError("variant-not-read", name=path.name, variant="VGStudio")
    dtype = np.dtype(f"{kind}{bits // 8}")
    if "big" in get("endian", get("byteorder", "")).lower():
        dtype = dtype.newbyteorder(">")
    skip = get("skipheader", get("headersize", "0"))
    return described(
        path, companion(path, section["name"]), sizes[::-1], dtype, "ZYX", limits, name=name,
        offset=integers(skip, path.name, 1)[0], sides=sides_of(spacing, unit),
    )  # fmt: skip


def _files(text: str) -> list[dict[str, str]]:
    """Fields of every section [file…]."""
    sections = re.split(r"^\s*([\[{].*[\]}])\s*$", text, flags=re.MULTILINE)
    return [
        fields(body, "=")
        for title, body in zip(sections[1::2], sections[2::2], strict=False)
        if title.lower().startswith("[file")
    ]
