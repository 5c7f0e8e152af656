"""The report of a run as a JSON file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fiji_bridge.errors import OptionError, RowsError
from fiji_bridge.measurement import Outcome
from imagerep.files import write_text
from imagerep.result.statement import citation

_PATH = re.compile(r"(?:save|path)=(?:\[([^\]]*)\]|(\S+))")


def write_report(outcome: Outcome, path: Path, *, overwrite: bool) -> None:
    """Save all numbers of a run, its sentences and the citation."""
    options = outcome.options
    report = {
        "image": outcome.presentation.title,
        "phases": [
            {"phase_name": phase.name}
            | measurement.to_dict(options.confidence_level, options.relative_error)
            for phase, measurement in outcome.results
        ],
        "log": list(outcome.presentation.log),
        "citation": citation(options.method),
    }
    if path.exists() and not overwrite:
        raise RowsError("report-exists", path=str(path))
    write_text(path, json.dumps(report, indent=2, ensure_ascii=False), overwrite=overwrite)


def parse_path(macro: str) -> Path:
    """Read the path of ``run("Save ImageRep Report...", "save=[…]")``."""
    match = _PATH.search(macro)
    if match is None:
        raise OptionError("report-without-path")
    return Path(match.group(1) or match.group(2)).expanduser()
