"""The table as CSV, Excel workbook or JSON, and to copy. Free of Qt."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imagerep.files import write_text
from imagerep.result.methods import disagreement
from imagerep.spreadsheet import (
    COMMA,
    XLSX_SUFFIX,
    Separators,
    csv_text,
    flat_row,
    write_csv,
    write_xlsx,
)
from imagerep_qt.session.choices import Mode, Target
from imagerep_qt.session.results import Row, target_unit, with_missing
from imagerep_qt.session.state import State

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_FIRST = ("folder", "image", "phase", "phase_name")
_LAST = ("warnings", "error")
_LEFT_OUT = ("name", "statement", "other")
_OF_TARGET = ("target_", "recommended_", "volume_ratio", "additional_images")
_OF_QUANTITY = ("quantity", "other_phases", "value", "value_unit")
_COPIED = (
    *_FIRST, *_OF_QUANTITY, "method", "phase_fraction", "absolute_error", "relative_error",
    "interval_low", "interval_high", "characteristic_length_scale_px",
    "characteristic_length_scale", "recommended_side_px", "recommended_side", "unit",
    "additional_images", *_LAST,
)  # fmt: skip
"""Columns that are copied, those of a quantity where it is not the phase fraction; a file has
all."""


def write_table(state: State, path: Path, separators: Separators = COMMA) -> None:
    """Write the rows of a state as the suffix of the path says: JSON, Excel workbook, else CSV."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        write_text(path, to_json(state), overwrite=True)
    elif suffix == XLSX_SUFFIX:
        write_xlsx(path, {"ImageRep": _lines(state, _rows(state))}, overwrite=True)
    else:
        write_csv(path, _lines(state, _rows(state)), overwrite=True, separators=separators)


def to_json(state: State) -> str:
    """Rows as JSON, each with the keys of :meth:`imagerep.Measurement.to_dict` or an error."""
    lines = [_values(row, state) for row in _rows(state)]
    return json.dumps(lines, indent=2, ensure_ascii=False)


def to_csv(state: State) -> str:
    """Rows as CSV, with a column of numbers for each side of a size."""
    return csv_text(_lines(state, _rows(state)))


def to_copy(state: State, keys: Collection[int], separators: Separators) -> str:
    """Rows of some keys with their headings, as spreadsheets paste them."""
    lines = _lines(state, [row for row in _rows(state) if row.key in keys])
    left_out = _OF_QUANTITY if state.quantity.is_fraction else ()
    shown = [
        {name: line[name] for name in _COPIED if name in line and name not in left_out}
        for line in lines
    ]
    return csv_text(shown, Separators("\t", separators.decimal))


def _lines(state: State, rows: Sequence[Row]) -> Sequence[dict[str, Any]]:
    lines = [_flat(_values(row, state)) for row in rows]
    if not any(row.folder for row in rows):
        for line in lines:
            del line["folder"]
    return lines


def _rows(state: State) -> list[Row]:
    """Rows to write: all images of a batch, and the phases that were measured."""
    is_batch = state.mode is Mode.BATCH
    return [row for row in state.rows if is_batch or row.measurement or row.error]


def _values(row: Row, state: State) -> dict[str, Any]:
    labels = row.groups[0]
    phase = state.item_of(labels[0])
    image = row.name if state.mode is Mode.BATCH else None
    if image is None and row.measurement is not None:
        image = row.measurement.name
    values: dict[str, Any] = {
        "folder": row.folder,
        "image": image,
        "phase": labels[0] if len(labels) == 1 else list(labels),
        "phase_name": phase.name if phase is not None else "",
    }
    if row.measurement is not None:
        target = state.target
        has_target = target.relative or target.unit == target_unit(row.measurement)
        absolute = target.value if has_target and not target.relative else None
        found = with_missing(row.measurement, row.missing).to_dict(
            state.confidence_level,
            target.value if target.relative else Target().value,
            absolute_error=absolute,
        )
        values |= found if has_target else _without_target(found)
        values["other"] = None
        if row.other is not None:
            values["other"] = _other(row.other, state.confidence_level)
            warning = disagreement(row.measurement, row.other, state.confidence_level)
            if warning is not None:
                values["warnings"].append(warning.to_dict())
    if row.error is not None:
        message = row.error.message
        values["error"] = f"{message.text} {message.remedy}".strip()
    return values


def _without_target(found: dict[str, Any]) -> dict[str, Any]:
    """What a measurement tells without a target, as where it is in another unit."""
    return {key: None if key.startswith(_OF_TARGET) else value for key, value in found.items()}


def _other(other: Measurement, level: float) -> dict[str, Any]:
    return {
        "method": other.method,
        "interval": list(other.confidence_interval(level)),
        "absolute_error": other.absolute_error(level),
        "characteristic_length_scale_px": other.characteristic_length_scale_px,
    }


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    known = {key: value for key, value in values.items() if key not in (*_LEFT_OUT, *_LAST)}
    flat = {key: known.get(key, "") for key in _FIRST} | flat_row(known)
    if other := values.get("other"):
        flat |= {f"other_{key}": value for key, value in flat_row(other).items()}
    flat["warnings"] = "; ".join(one["code"] for one in values.get("warnings", ()))
    flat["error"] = values.get("error", "")
    return flat
