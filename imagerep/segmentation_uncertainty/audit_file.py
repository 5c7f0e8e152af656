"""Points of an audit and their answers as a CSV file."""

from __future__ import annotations

import csv
import io
from os import PathLike
from pathlib import Path

from imagerep.errors import ImageReadError
from imagerep.files import write_text
from imagerep.messages import Message
from imagerep.segmentation_uncertainty.point_audit import (
    CANNOT_TELL,
    Answer,
    AuditPoint,
    PointAudit,
    Stratum,
)
from imagerep.spreadsheet import cell, cell_text

COLUMNS = ("point", "z", "y", "x", "answer", "segmented", "phase_pixels", "image", "shape")
"""What a row holds. The phase as segmented stands behind the answer: who knows it is swayed."""

LARGEST_FILE = 64 << 20
"""Bytes of a file that is read; a hundred thousand points take about 6 MB."""

_CANNOT_TELL_WORDS = frozenset({CANNOT_TELL, "cannot tell", "unclear", "unknown", "na", "n/a"})


def write_audit(path: str | PathLike[str], audit: PointAudit, *, overwrite: bool = False) -> None:
    """Write the points of an audit as CSV, for a person who fills in the column "answer".

    Parameters
    ----------
    path : path-like
        The file.
    audit : PointAudit
        Points, with or without answers.
    overwrite : bool, optional
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        If the file exists and must not be replaced, or cannot be written.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    pixels = {one.label: one.n_pixels for one in audit.strata}
    shape = "x".join(map(str, audit.shape))
    for number, point in enumerate(audit.points, start=1):
        position = ("",) * (3 - len(point.position)) + point.position
        answer = "" if point.answer is None else point.answer
        writer.writerow(
            (number, *position, answer, point.label, pixels[point.label], cell(audit.name), shape)
        )
    # Excel takes a CSV without a mark for one of the code page.
    write_text(Path(path), "\ufeff" + out.getvalue(), overwrite=overwrite)


def read_audit(path: str | PathLike[str]) -> PointAudit:
    """Read the points of an audit and the answers from CSV.

    Parameters
    ----------
    path : path-like
        File as :func:`write_audit` writes it, and spreadsheets save it again: with commas,
        semicolons or tabs, and rows in any order. An answer is a label, or ``?`` where the phase
        cannot be told; points without one were not looked at.

    Returns
    -------
    PointAudit

    Raises
    ------
    ImageReadError
        If the file is none, or a row makes no sense.
    """
    path = Path(path)
    name = path.name
    rows = _rows(path)
    points: dict[int, AuditPoint] = {}
    pixels: dict[int, int] = {}
    images = set()
    for number, row in enumerate(rows, start=2):
        try:
            order, point, n_pixels, shape = _point(row)
            if pixels.setdefault(point.label, n_pixels) != n_pixels:
                raise _BadRowError(Message("audit-row-contradicts"))
            if order in points:
                raise _BadRowError(Message("audit-point-twice", point=order))
        except _BadRowError as error:
            raise ImageReadError("audit-row", name=name, row=number, reason=error.reason) from None
        points[order] = point
        images.add((cell_text(row["image"]), shape))
    if len(images) != 1:
        raise ImageReadError("audit-of-several-images", name=name, n_images=len(images))
    image, shape = images.pop()
    strata = tuple(Stratum(label, n_pixels) for label, n_pixels in sorted(pixels.items()))
    return PointAudit(image, shape, strata, tuple(points[order] for order in sorted(points)))


def _rows(path: Path) -> list[dict[str, str]]:
    name = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ImageReadError("audit-not-a-table", name=name, columns=", ".join(COLUMNS))
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ImageReadError("no-such-file", path=str(path)) from None
    except UnicodeDecodeError:
        raise ImageReadError("audit-not-a-table", name=name, columns=", ".join(COLUMNS)) from None
    except OSError:
        raise ImageReadError("file-not-readable", path=str(path)) from None
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [
            {key: value or "" for key, value in row.items() if isinstance(key, str)}
            for row in reader
            if any(value for value in row.values())
        ]
    except csv.Error:
        rows = []
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise ImageReadError("audit-not-a-table", name=name, columns=", ".join(COLUMNS))
    return rows


class _BadRowError(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)
        self.reason = reason


def _point(row: dict[str, str]) -> tuple[int, AuditPoint, int, tuple[int, ...]]:
    """Number, point, pixels of its phase and shape of the image."""
    axes = "zyx" if row["z"].strip() else "yx"
    position = tuple(_whole("position", row[axis]) for axis in axes)
    n_pixels = _whole("phase_pixels", row["phase_pixels"])
    shape = tuple(_whole("shape", side) for side in row["shape"].split("x"))
    is_inside = len(shape) == len(position) and all(
        0 <= one < side for one, side in zip(position, shape, strict=True)
    )
    if not is_inside or n_pixels < 1:
        raise _BadRowError(Message("audit-row-contradicts"))
    point = AuditPoint(position, _whole("segmented", row["segmented"]), _answer(row["answer"]))
    return _whole("point", row["point"]), point, n_pixels, shape


def _whole(column: str, text: str) -> int:
    """An integer, also as spreadsheets write it: 3.0."""
    try:
        value = float(text.strip().replace(",", "."))
        if not value.is_integer():
            raise ValueError
    except (ValueError, OverflowError):
        reason = Message("audit-no-integer", column=column, text=text.strip()[:40])
        raise _BadRowError(reason) from None
    return int(value)


def _answer(text: str) -> Answer:
    text = cell_text(text.strip())
    if not text:
        return None
    if text.lower() in _CANNOT_TELL_WORDS:
        return CANNOT_TELL
    return _whole("answer", text)
