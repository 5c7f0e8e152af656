"""Tables for spreadsheets: CSV in the separators of a country, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imagerep.files import replacing
from imagerep.image.label_text import label_text, labels_text
from imagerep.optional import need

Row = Mapping[str, Any]
"""A line of a table: numbers, texts and empty cells by the heading of their column."""

XLSX_SUFFIX = ".xlsx"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SIDES = ("shape_px", "recommended_shape_px", "recommended_shape", "voxel_size")
_AXES = "zyx"
_LEFT_OUT = ("diagnostics", "images", "published")
_NAME_WIDTH = 60
_SHEET_NAME = 31
"""Longest name of a sheet that Excel takes."""


@dataclass(frozen=True, slots=True)
class Separators:
    """How a CSV is written."""

    cell: str = ","  # Between two cells
    decimal: str = "."  # Between the integer and the fraction of a number


COMMA = Separators()
"""As programs read it."""

SEMICOLON = Separators(";", ",")
"""As Excel reads it in countries whose decimal separator is a comma."""


def flat_row(row: Row) -> dict[str, Any]:
    """What `to_dict` of a result gives, as one line: lists of sides in a column of numbers each.

    The interval is in two columns; warnings are their codes; nested results are left out.
    """
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key == "published" and value:
            flat |= {f"published_{name}": value for name, value in _published(value).items()}
        if key in _LEFT_OUT or isinstance(value, Mapping):
            continue
        if key in ("phase", "other_phases"):
            flat[key] = _labels(value)
        elif key.endswith("interval"):
            flat[f"{key}_low"], flat[f"{key}_high"] = value or ("", "")
        elif key == "warnings":
            flat[key] = " ".join(warning["code"] for warning in value)
        elif key in _SIDES:
            stem, in_px, _ = key.partition("_px")
            # The columns of three axes, whatever the image has.
            sides = dict(zip(reversed(_AXES), reversed(value or ()), strict=False))
            flat |= {f"{stem}_{axis}{in_px}": sides.get(axis, "") for axis in _AXES}
        elif isinstance(value, list):
            flat[key] = " ".join(_one(number) for number in value)
        else:
            flat[key] = "" if value is None else value
    return flat


def _labels(value: Any) -> Any:
    """A label as a number, labels of one phase with plus signs between, phases with blanks."""
    if not isinstance(value, list):
        text = "" if value is None else label_text(value)
        return text if text.startswith("#") else value
    if value and isinstance(value[0], list):
        return " ".join(labels_text(one, "+") for one in value)
    return labels_text(value, "+")


def _published(row: Row) -> dict[str, Any]:
    """The interval by the method of the paper, where another one was asked for."""
    low, high = row["interval"]
    return {"interval_low": low, "interval_high": high, "absolute_error": row["absolute_error"]}


def _one(value: float | None) -> str:
    """A number, none where it is not finite."""
    return "" if value is None else f"{value:g}"


def headings(rows: Sequence[Row]) -> list[str]:
    """Headings of all rows, each where its first row has it."""
    found: list[str] = []
    for row in rows:
        at = 0
        for key in row:
            if key in found:
                at = found.index(key) + 1
            else:
                found.insert(at, key)
                at += 1
    return found


def csv_text(rows: Sequence[Row], separators: Separators = COMMA) -> str:
    """Rows as CSV with a heading line; columns without any value are left out."""
    out = io.StringIO()
    names = _filled(rows)
    writer = csv.writer(out, delimiter=separators.cell, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_csv_cell(row.get(name, ""), separators) for name in names])
    return out.getvalue()


def _filled(rows: Sequence[Row]) -> list[str]:
    """Headings without the columns of an axis that no image has."""
    return [
        name
        for name in headings(rows)
        if not name.endswith(("_z", "_z_px")) or any(row.get(name, "") != "" for row in rows)
    ]


def _csv_cell(value: Any, separators: Separators) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, float):
        return repr(float(value)).replace(".", separators.decimal)
    return value


def cell(text: str) -> str:
    """Text that a spreadsheet takes for text, never for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def cell_text(text: str) -> str:
    """What :func:`cell` was made of."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def write_csv(
    path: Path, rows: Sequence[Row], *, overwrite: bool, separators: Separators = COMMA
) -> None:
    """Write a CSV with the mark without which Excel takes it for one of the code page."""
    with replacing(path, overwrite=overwrite) as file:
        file.write(("\ufeff" + csv_text(rows, separators)).encode("utf-8", "backslashreplace"))


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Row]], *, overwrite: bool) -> None:
    """Write an Excel workbook: numbers as numbers, headings that stay in sight and filter."""
    xlsxwriter = need("xlsxwriter", "to write Excel workbooks", "xlsx")
    content = io.BytesIO()
    # Text is never a formula, a link or a number.
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title[:_SHEET_NAME])
            names = _filled(rows)
            sheet.write_row(0, 0, names, bold)
            for place, row in enumerate(rows, start=1):
                for column, name in enumerate(names):
                    _write_cell(sheet, place, column, row.get(name, ""))
            sheet.freeze_panes(1, 1)
            if names and rows:
                sheet.autofilter(0, 0, len(rows), len(names) - 1)
            sheet.autofit(8 * _NAME_WIDTH)
    with replacing(path, overwrite=overwrite) as file:
        file.write(content.getvalue())


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        if math.isfinite(value):
            sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
