"""The table as CSV or JSON, with numbers as in C whatever the locale. Free of Qt."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imagerep.files import write_text
from imagerep.result.methods import disagreement
from imagerep_qt.session import Mode, Row, State

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement

_FIRST = ("image", "phase", "phase_name")
_LAST = ("warnings", "error")
_LEFT_OUT = ("name", "statement", "warnings", "phase", "other", "diagnostics")


def write_table(state: State, path: Path) -> None:
    """Write the rows of a state, as JSON where the suffix of the path says so, else as CSV."""
    is_json = path.suffix.lower() == ".json"
    # Excel takes a CSV without a mark for one of the code page.
    text = to_json(state) if is_json else "\ufeff" + to_csv(state)
    write_text(path, text, overwrite=True)


def to_json(state: State) -> str:
    """Rows as JSON, each with the keys of :meth:`imagerep.Measurement.to_dict` or an error."""
    lines = [_values(row, state) for row in _rows(state)]
    return json.dumps(lines, indent=2, ensure_ascii=False)


def to_csv(state: State) -> str:
    """Rows as CSV; lists are joined by ``x``."""
    lines = [_flat(_values(row, state)) for row in _rows(state)]
    keys = dict.fromkeys(key for line in lines for key in line)
    between = [key for key in keys if key not in _FIRST + _LAST]
    text = io.StringIO()
    writer = csv.DictWriter(text, [*_FIRST, *between, *_LAST], lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def _rows(state: State) -> list[Row]:
    """Rows to write: all images of a batch, and the phases that were measured."""
    is_batch = state.mode is Mode.BATCH
    return [row for row in state.rows if is_batch or row.measurement or row.error]


def _values(row: Row, state: State) -> dict[str, Any]:
    names = {phase.label: phase.name for phase in state.phases}
    image = next((i.name for i in state.images if i.key == row.key), None)
    values: dict[str, Any] = {
        "image": image if row.measurement is None else row.measurement.name or image,
        "phase": row.phase,
        "phase_name": names.get(row.phase or 0, ""),
    }
    if row.measurement is not None:
        target = state.target
        values |= row.measurement.to_dict(
            state.confidence_level,
            target.value if target.relative else None,
            absolute_error=None if target.relative else target.value,
        )
        values["other"] = None
        if row.other is not None:
            values["other"] = _other(row.other, state.confidence_level)
            warning = disagreement(row.measurement, row.other, state.confidence_level)
            if warning is not None:
                values["warnings"].append({"code": warning.code, "text": warning.text})
    if row.error is not None:
        message = row.error.message
        values["error"] = f"{message.text} {message.remedy}".strip()
    return values


def _other(other: Measurement, level: float) -> dict[str, Any]:
    return {
        "method": other.method,
        "interval": list(other.confidence_interval(level)),
        "absolute_error": other.absolute_error(level),
        "characteristic_length_scale_px": other.characteristic_length_scale_px,
    }


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    flat = {key: values.get(key) for key in _FIRST}
    for key, value in values.items():
        if key.endswith("interval"):
            flat[f"{key}_low"], flat[f"{key}_high"] = value or (None, None)
        elif isinstance(value, list) and key != "warnings":
            flat[key] = "x".join(map(str, value))
        elif key not in _LEFT_OUT + _FIRST:
            flat[key] = value
    if other := values.get("other"):
        flat["other_method"] = other["method"]
        flat["other_absolute_error"] = other["absolute_error"]
        flat["other_interval_low"], flat["other_interval_high"] = other["interval"]
    flat["warnings"] = "; ".join(one["code"] for one in values.get("warnings", ()))
    flat["error"] = values.get("error", "")
    return flat
