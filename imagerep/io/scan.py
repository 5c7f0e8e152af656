"""What an electron microscope says of a scan in a text beside the image: pixel size, data bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from imagerep.calibration import Calibration, combine, in_metres, known_unit
from imagerep.io.companion import fields, header_text
from imagerep.io.source import Source
from imagerep.messages import Message

SAME = 0.01
"""By how much two records of one size may differ: they have four digits, fields three."""

MOST_BAR = 0.25
"""Most rows of a data bar, over those of the scan; more are another image."""

_TEXT_BYTES = 1 << 16
_HITACHI = "[semimagefile]"
_SIZES = re.compile(r"(\d{1,6})\s*[xX ]\s*(\d{1,6})")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s.]+)")
_FIELD = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s.]*)\s+(\d+(?:\.\d+)?)\s*([^\d\s.]+)")


@dataclass(frozen=True, slots=True)
class _Scan:
    """A scan as its text tells it.

    Attributes
    ----------
    shape : tuple of int
        Rows and columns.
    calibration : Calibration or None
        Size of a pixel.
    has_bar_below : bool
        Whether rows of the image beyond those of the scan are a data bar.
    """

    shape: tuple[int, int]
    calibration: Calibration | None
    has_bar_below: bool


def with_scan_beside(source: Source, path: Path) -> Source:
    """An image with what the text of its name that JEOL's and Hitachi's microscopes write tells.

    A pixel size of the image's own counts more. Where the sizes of scan and image contradict each
    other, the text counts for nothing.
    """
    if source.ndim != 2:
        return source
    text_file, scan = _beside(path)
    if scan is None or scan.shape[1] != source.shape[1]:
        return source
    n_rows = rows_above_bar(scan.shape[0], source.shape[0]) if scan.has_bar_below else None
    if n_rows is None and scan.shape[0] != source.shape[0]:
        return source
    source = replace(source, scan_rows=source.scan_rows or n_rows)
    if source.calibration is not None or scan.calibration is None:
        return source
    note = Message("pixel-size-beside", name=text_file.name)
    return replace(source, calibration=scan.calibration, notes=(*source.notes, note))


def rows_above_bar(n_rows: float, height: int) -> int | None:
    """Rows of a scan that a data bar follows in an image of some height; None for no bar."""
    return int(n_rows) if n_rows < height <= (1 + MOST_BAR) * n_rows else None


def readable(sides: list[tuple[float, str]]) -> Calibration | None:
    """Sizes in nm or µm, so that nobody reads 5e-09 m."""
    found = combine(sides)
    if found is None or not known_unit(found.unit):
        return found
    metres = [in_metres(size, found.unit) for size in found.voxel_size]
    unit = "nm" if max(metres) < 1e-7 else "µm"
    return combine([(size / in_metres(1.0, unit), unit) for size in metres])


def _beside(path: Path) -> tuple[Path, _Scan | None]:
    for suffix in (".txt", ".TXT"):
        beside = path.parent / f"{path.stem}{suffix}"
        try:
            if beside != path and beside.is_file():
                return beside, _scan(header_text(beside, _TEXT_BYTES), path)
        except OSError:  # the image can be measured without
            continue
    return path, None


def _scan(text: str, path: Path) -> _Scan | None:
    if text.lstrip("\ufeff \r\n")[: len(_HITACHI)].lower() == _HITACHI:
        return _hitachi(fields(text, "="), path)
    return _jeol(fields(text, " ")) if text.lstrip("\ufeff \r\n").startswith("$") else None


def _hitachi(found: Mapping[str, str], path: Path) -> _Scan | None:
    """Hitachi's text, whose data size has the rows of the data bar; one of another image is none.

    Images are renamed with their texts: a name counts where a file of that name is there, too.
    """
    named = path.parent / Path(found.get("imagename", "")).name
    is_other = named.stem.casefold() != path.stem.casefold() and named.is_file()
    shape = _shape(found.get("datasize", ""))
    if shape is None or is_other:
        return None
    size = found.get("pixelsize", "")
    pixel = (float(size), "nm") if re.fullmatch(r"\d+(\.\d+)?", size) else None
    return _Scan(shape, pixel and readable([pixel, pixel]), has_bar_below=False)


def _jeol(found: Mapping[str, str]) -> _Scan | None:
    """JEOL's text, whose full size is without the data bar.

    The pixel is the field of view over the full size, or the micron marker over the whole pixels
    that it has. Where these contradict each other, neither counts.
    """
    shape = _shape(found.get("$cm_full_size", ""))
    if shape is None:
        return None
    field = _FIELD.fullmatch(found.get("$cm_field_of_view", ""))
    marker = _LENGTH.fullmatch(found.get("$$sm_micron_marker", ""))
    bar = found.get("$$sm_micron_bar", "")
    n_pixels = int(bar) if re.fullmatch(r"\d{1,6}", bar) else 0
    by_field = by_marker = None
    if field is not None:
        x, x_unit, y, y_unit = field.groups()
        sides = [(float(y) / shape[0], y_unit), (float(x) / shape[1], x_unit or y_unit)]
        by_field = readable(sides)
    if marker is not None and n_pixels:
        by_marker = readable([(float(marker[1]) / n_pixels, marker[2])] * 2)
    pixels = [one for one in (by_field, by_marker) if one is not None]
    sizes = [in_metres(size, one.unit) for one in pixels if known_unit(one.unit)
             for size in one.voxel_size]  # fmt: skip
    may_differ = SAME + (0 if by_marker is None else 1 / n_pixels)
    is_one = bool(sizes) and max(sizes) <= (1 + may_differ) * min(sizes)
    return _Scan(shape, pixels[0] if is_one else None, has_bar_below=True)


def _shape(text: str) -> tuple[int, int] | None:
    """Rows and columns from width and height; None for what is none."""
    found = _SIZES.fullmatch(text.strip())
    if found is None or not (int(found[1]) and int(found[2])):
        return None
    return int(found[2]), int(found[1])
