"""The report of a run as a JSON file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fiji_bridge.measurement import Outcome
from imagerep.errors import OutputError, ParameterError
from imagerep.report import CITATION_TEXT, to_dict

_PATH = re.compile(r"(?:save|path)=(?:\[([^\]]*)\]|(\S+))")


def write_report(outcome: Outcome, path: Path, *, overwrite: bool) -> None:
    """Save all numbers of a run, its sentences and the citation."""
    options = outcome.options
    report = {
        "image": outcome.presentation.title,
        "phases": [
            {"phase_name": target.name}
            | to_dict(measurement, options.confidence_level, options.relative_error)
            for target, measurement in outcome.results
        ],
        "log": list(outcome.presentation.log),
        "citation": CITATION_TEXT,
    }
    try:
        with path.open("w" if overwrite else "x", encoding="utf-8") as file:
            json.dump(report, file, indent=2, ensure_ascii=False)
    except FileExistsError:
        raise OutputError(f"There is already a file {path}.", "Choose another name.") from None
    except OSError as error:
        raise OutputError(
            f"The report cannot be written to {path} ({error.strerror}).", "Choose another folder."
        ) from error


def parse_path(macro: str) -> Path:
    """Read the path of ``run("Save ImageRep Report...", "save=[…]")``."""
    match = _PATH.search(macro)
    if match is None:
        raise ParameterError("No file was named.", "Write save=[/folder/report.json].")
    return Path(match.group(1) or match.group(2)).expanduser()
