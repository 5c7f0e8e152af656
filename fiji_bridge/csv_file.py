"""Rows of the results table in a CSV file, in full precision."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from fiji_bridge.errors import RowsError
from fiji_bridge.table_row import LABEL, Cell
from imagerep.files import write_text
from imagerep.spreadsheet import headings


def add_rows(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    """Add rows to a file of this kind, or begin one; columns that a row lacks stay empty."""
    try:
        earlier = _read(path) if path.exists() else []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RowsError("not-a-table", path=str(path)) from error
    added = [{heading: str(value) for heading, value in row} for row in rows]
    write_text(path, _to_text([*earlier, *added]), overwrite=True)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if LABEL not in (reader.fieldnames or ()):
            raise csv.Error
        return [{key: value or "" for key, value in row.items() if key} for row in reader]


def _to_text(rows: Sequence[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, headings(rows), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
