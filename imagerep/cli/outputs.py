"""Files of results: what may be written, and how it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import RenderableType

from imagerep.cli.common import Command, with_options
from imagerep.cli.tables import console
from imagerep.errors import OutputError, ParameterError
from imagerep.files import check_output, holds_text, write_text
from imagerep.io.find import IMAGE_SUFFIXES, is_folder
from imagerep.optional import need
from imagerep.spreadsheet import (
    COMMA,
    SEMICOLON,
    XLSX_SUFFIX,
    Row,
    Separators,
    write_csv,
    write_xlsx,
)

_STANDARD_OUTPUT = "-"


def output_options(command: Command) -> Command:
    """Add the options of what is done with results, which go to :meth:`Outputs.of`."""
    options = [
        click.option(
            "--json", "json_path", is_flag=False, flag_value=_STANDARD_OUTPUT, metavar="[PATH]",
            help="Write JSON, to standard output unless a path is given (--json=PATH).",
        ),
        click.option(
            "--csv", "csv_path", metavar="PATH",
            help="Write a table for spreadsheets; an Excel workbook where PATH ends in .xlsx.",
        ),
        click.option("--xlsx", "xlsx_path", metavar="PATH", help="Write an Excel workbook."),
        click.option(
            "--csv-separators",
            type=click.Choice(["comma", "semicolon"]),
            default="comma",
            show_default=True,
            help="Semicolon: with decimal commas, as Excel reads it in much of Europe.",
        ),
        click.option("--force", is_flag=True, help="Replace files that exist."),
        click.option(
            "--strict", is_flag=True,
            help="Exit with 3 where an answer is doubtful, after all are written.",
        ),
    ]  # fmt: skip
    return with_options(options, command)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is done with results."""

    json: str | None
    csv: Path | None
    xlsx: Path | None
    separators: Separators
    force: bool
    is_strict: bool

    @classmethod
    def of(cls, given: dict[str, Any]) -> Outputs:
        """From the options of :func:`output_options`, which are taken out."""
        csv, xlsx = (given.pop(name) for name in ("csv_path", "xlsx_path"))
        separators = COMMA if given.pop("csv_separators") == "comma" else SEMICOLON
        if csv is not None and csv.lower().endswith(XLSX_SUFFIX):
            if xlsx is not None:
                raise ParameterError("options-exclude", one=f"--csv {csv}", other="--xlsx")
            csv, xlsx = None, csv
        if xlsx is not None and not xlsx.lower().endswith(XLSX_SUFFIX):
            raise OutputError("not-an-xlsx-name", path=xlsx)
        if xlsx is not None:  # before anything is measured
            need("xlsxwriter", "to write Excel workbooks", "xlsx")
        json_path, force, strict = (given.pop(name) for name in ("json_path", "force", "strict"))
        return cls(json_path, csv and Path(csv), xlsx and Path(xlsx), separators, force, strict)

    def check(
        self, images: Sequence[Path], sheets: Sequence[str] = ("",), picture: Path | None = None
    ) -> None:
        """Refuse what cannot be written, before anything is measured."""
        texts = [] if self._json_file is None else [self._json_file]
        binaries = [path for path in (self.xlsx, picture) if path is not None]
        check_outputs([*self._csv_files(sheets), *texts], images, binaries, force=self.force)

    def write(
        self,
        plain: Any,
        sheets: Mapping[str, Sequence[Row]],
        shown: Callable[[], RenderableType],
        *others: Callable[[], None],
    ) -> None:
        """Write every file asked for even where one of them fails, and show the results."""
        text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)
        writing = list(others)
        for path, rows in zip(self._csv_files(tuple(sheets)), sheets.values(), strict=False):
            writing.append(
                partial(write_csv, path, rows, overwrite=self.force, separators=self.separators)
            )
        if self.xlsx is not None:
            writing.append(partial(write_xlsx, self.xlsx, sheets, overwrite=self.force))
        if self._json_file is not None:
            writing.append(partial(write_text, self._json_file, text + "\n", overwrite=self.force))
        failed: OutputError | None = None
        for write in writing:
            try:
                write()
            except OutputError as error:
                failed = error
        if self.json == _STANDARD_OUTPUT:
            click.echo(text)
        else:
            console().print(shown())
        if failed is not None:
            raise failed

    @property
    def _json_file(self) -> Path | None:
        return None if self.json in (None, _STANDARD_OUTPUT) else Path(str(self.json))

    def _csv_files(self, sheets: Sequence[str]) -> list[Path]:
        """A file for each sheet, all but the first named by it; none where no CSV is asked for."""
        if self.csv is None:
            return []
        stem = self.csv.stem
        more = [self.csv.with_stem(f"{stem}-{sheet.lower()}") for sheet in sheets[1:]]
        return [self.csv, *more]


def check_outputs(
    paths: Sequence[Path], images: Sequence[Path], binaries: Sequence[Path] = (), *, force: bool
) -> None:
    """Refuse results over an image, and over an existing file unasked, before anything is done."""
    inputs = {_identity(image) for image in images}
    for path in (*paths, *binaries):
        if not is_folder(path.absolute().parent):
            raise OutputError("no-such-folder", path=str(path.parent))
        if _identity(path) in inputs:
            raise OutputError("output-is-input", path=str(path))
        if path not in binaries and path.name.lower().endswith(IMAGE_SUFFIXES):
            raise OutputError("output-is-an-image", path=str(path))
        check_output(path, overwrite=force)
        if path not in binaries and path.exists() and not holds_text(path):
            raise OutputError("output-is-no-text", path=str(path))


def _identity(path: Path) -> str:
    """Name of a file without links; a name that cannot be one is its own."""
    try:
        return os.path.realpath(path)  # Path.resolve raises where links lead in a circle
    except ValueError:
        return str(path)
