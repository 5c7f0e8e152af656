"""Columns and model of the table of results; only visible cells are computed."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from imagerep.image.label_text import labels_text
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.messages import say, say_all
from imagerep_qt.panels.warning_texts import short_name
from imagerep_qt.panels.wording import Wording, why_no_target
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.session import METHODS, Mode, QuantityChoice, Result, Row, State
from imagerep_qt.session.choices import PHASE_RATIO
from imagerep_qt.session.results import Work, result_of

SORT_ROLE = Qt.ItemDataRole.UserRole
KEY_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the report leaves out those that it has no room for."""

    title: str
    tip: str
    text: Callable[[Result], str]
    order: Callable[[Result], float]  # sort key
    in_report: bool = True


def columns(
    numbers: NumberFormat, *, is_fraction: bool = True, unit: str = ""
) -> tuple[Column, ...]:
    """Columns of the table and of the report, after the name; `unit` is said in the heading."""
    words = Wording(numbers)

    def text(result: Result) -> QuantityText:
        found = QuantityText.of(result.measurement, numbers)
        return replace(found, unit="") if found.unit == unit else found

    def none(result: Result) -> str:
        return "–" if why_no_target(result) else "∞"

    def size(result: Result) -> str:
        return words.size(result.recommended) if result.recommended else none(result)

    def more(result: Result) -> float:
        return result.recommended.additional_images if result.recommended else math.inf

    return (
        *(_of_fraction(numbers) if is_fraction else _of_quantity(text, unit)),
        Column(
            translate("Table", "Relative"),
            translate("Table", "The error relative to the phase fraction")
            if is_fraction
            else translate("Table", "The error relative to the value"),
            lambda r: numbers.percent(r.relative_error, 2),
            lambda r: r.relative_error,
        ),
        Column(
            translate("Table", "Interval"),
            translate("Table", "Where the material's phase fraction lies, at this confidence")
            if is_fraction
            else translate("Table", "Where the material's value lies, at this confidence"),
            lambda r: text(r).interval(*r.interval),
            lambda r: r.interval.low,
        ),
        Column(
            translate("Table", "Method"),
            translate("Table", "Method by which the error was estimated"),
            lambda r: words.short_method(r.measurement.method),
            lambda r: METHODS.index(r.measurement.method),
            in_report=False,
        ),
        Column(
            translate("Table", "Other method"),
            translate("Table", "The error that the other method gives"),
            lambda r: "" if r.other_error is None else f"± {text(r).error(r.other_error)}",
            lambda r: math.inf if r.other_error is None else r.other_error,
        ),
        Column(
            translate("Table", "Length scale"),
            translate("Table", "Characteristic length scale"),
            lambda r: words.length_scale(r.measurement),
            lambda r: r.measurement.characteristic_length_scale_px,
        ),
        Column(
            translate("Table", "Size needed"),
            translate("Table", "Image size for the target error"),
            size,
            lambda r: r.recommended.n_pixels if r.recommended else math.inf,
        ),
        Column(
            translate("Table", "More images"),
            translate("Table", "Further images like these that the target error needs"),
            lambda r: numbers.count(more(r)) if math.isfinite(more(r)) else none(r),
            more,
        ),
        Column(
            translate("Table", "Notes"),
            translate("Table", "Warnings about the result"),
            lambda r: "; ".join(short_name(w.code) for w in r.warnings),
            lambda r: len(r.warnings),
            in_report=False,
        ),
    )


def _of_fraction(numbers: NumberFormat) -> tuple[Column, ...]:
    return (
        Column(
            translate("Table", "Fraction"),
            translate("Table", "Phase fraction of the image"),
            lambda r: numbers.percent(r.measurement.phase_fraction),
            lambda r: r.measurement.phase_fraction,
        ),
        Column(
            translate("Table", "Error"),
            translate("Table", "Half-width of the interval, in percentage points"),
            lambda r: "± " + numbers.percent(r.absolute_error, 2),
            lambda r: r.absolute_error,
        ),
    )


def _of_quantity(text: Callable[[Result], QuantityText], unit: str) -> tuple[Column, ...]:
    heading = translate("Table", "Value")
    return (
        Column(
            f"{heading} ({unit})" if unit else heading,
            translate("Table", "Value of the quantity in the image"),
            lambda r: text(r).rounded(r.measurement.value, r.absolute_error),
            lambda r: r.measurement.value,
        ),
        Column(
            translate("Table", "Error"),
            translate("Table", "Half-width of the interval"),
            lambda r: f"± {text(r).error(r.absolute_error)}",
            lambda r: r.absolute_error,
        ),
    )


def common_unit(rows: Sequence[Row]) -> str:
    """Unit that all values have; empty where they differ, or have none."""
    units = {row.measurement.unit for row in rows if row.measurement is not None}
    return next(iter(units)) if len(units) == 1 else ""


def phases_text(row: Row, quantity: QuantityChoice) -> str:
    """Labels of the phase of a row, with the further ones that the quantity has."""
    mark = " / " if quantity.name == PHASE_RATIO else ", "
    return mark.join(labels_text(group, " + ") for group in row.groups)


class TableModel(QAbstractTableModel):
    """Rows of a state, by phase or by image."""

    def __init__(self, numbers: NumberFormat) -> None:
        super().__init__()
        self._columns = columns(numbers)
        self._unit: str | None = None  # of other quantities than the phase fraction
        self._numbers = numbers
        self._state = State()
        self._rows: Sequence[Row] = ()
        self._results: dict[int, tuple[Row, Result]] = {}

    def set_state(self, state: State) -> None:
        """Show the rows of a state."""
        same = [row.key for row in self._rows] == [row.key for row in state.rows]
        same = same and self._state.mode is state.mode
        is_fraction = state.quantity.is_fraction
        unit = None if is_fraction else common_unit(state.rows)
        same = same and unit == self._unit
        if not same:
            self.beginResetModel()
        if unit != self._unit:
            self._unit = unit
            self._columns = columns(self._numbers, is_fraction=is_fraction, unit=unit or "")
        old, self._state, self._rows = self._state, state, state.rows
        if (old.confidence_level, old.target) != (state.confidence_level, state.target):
            self._results.clear()
        if not same:
            self.endResetModel()
        elif self._rows:
            last = self.index(len(self._rows) - 1, self.folder_column)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        return 2 + len(self._columns)

    @property
    def folder_column(self) -> int:
        """Column of the folders, after all others; the view shows it beside the name."""
        return 1 + len(self._columns)

    @property
    def has_folders(self) -> bool:
        """Whether the images are from several folders."""
        return any(row.folder for row in self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == self.folder_column:
                return self.tr("Folder")
            if section:
                return self._columns[section - 1].title
            batch = self._state.mode is Mode.BATCH
            return self.tr("Image") if batch else self.tr("Phase")
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < section < len(self._columns):
            return _FIGURES
        if role == Qt.ItemDataRole.ToolTipRole and section == self.folder_column:
            return self.tr("Folder of the image")
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return self._columns[section - 1].tip
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == KEY_ROLE:
            return row.key
        if role == Qt.ItemDataRole.TextAlignmentRole and 0 < index.column() < len(self._columns):
            return _FIGURES
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, SORT_ROLE):
            return None
        if index.column() == 0:
            return self._name(row, sorting=role == SORT_ROLE)
        if index.column() == self.folder_column:
            return row.folder.casefold() if role == SORT_ROLE else row.folder
        result = self._result(row)
        if result is None:
            if role == SORT_ROLE:
                return math.inf
            return self._progress(row) if index.column() == 1 else ""
        column = self._columns[index.column() - 1]
        if role == SORT_ROLE:
            return column.order(result)
        is_marked = index.column() == 1 and result.is_doubtful
        return f"⚠ {column.text(result)}" if is_marked else column.text(result)

    def _name(self, row: Row, *, sorting: bool) -> object:
        if self._state.mode is Mode.BATCH:
            return row.name.casefold() if sorting else row.name
        if sorting:
            return row.key
        name = row.name or Wording(self._numbers).colour_names(row.groups[0])
        return f"{phases_text(row, self._state.quantity)}  {name}".strip()

    def _progress(self, row: Row) -> str:
        if row.error is not None:
            return self.tr("failed")
        return {
            Work.RUNNING: self.tr("measuring…"),
            Work.WAITING: self.tr("waiting"),
            Work.CANCELLED: self.tr("cancelled"),
        }.get(row.work, "")

    def _tip(self, row: Row, column: int) -> str:
        numbers = self._numbers
        if row.error is not None:
            return say_all(row.error.message, numbers)
        result = self._result(row) if column in (1, len(self._columns)) else None
        if result is not None:
            shown = result.doubts if column == 1 else result.warnings
            return "\n".join(say(warning, numbers) for warning in shown) or row.name
        return row.name

    def compute(self, seconds: float) -> bool:
        """Compute results for sorting, for a limited time; returns whether all are known."""
        end = time.monotonic() + seconds
        for row in self._rows:
            self._result(row)
            if time.monotonic() > end:
                return False
        return True

    def _result(self, row: Row) -> Result | None:
        if row.measurement is None:
            return None
        known = self._results.get(row.key)
        if known is None or known[0] is not row:
            state = self._state
            result = result_of(
                row.measurement, state.confidence_level, state.target, row.other, row.missing
            )
            known = self._results[row.key] = row, result
        return known[1]
