"""Count again what the authors of the paper recorded of their patches of real materials.

Their record, ``representativity/validation/validation_w_real.json`` of tldr-group/ImageRep, has the
phase fraction and the length scale of every patch, and whether its intervals held the truth. So
equation (12) can be solved for patches of volumes that are not public.
"""

import json
import math
from pathlib import Path

from benchmarks.coverage.results import write_table
from imagerep.two_point.uncertainty import model_error, relative_half_width

LEVEL = 0.95
HEADER = ("material", "sides", "patches", "subdivision", "two-point-sigma", "two-point", "solved")
_AXES = {"validation_2D": 2, "validation_3D": 3}
_HELD = {
    "subdivision": "in_bounds_one_im",
    "two-point-sigma": "model_wo_gmm_in_bounds",
    "two-point": "model_in_bounds",
}


def count_record(record: Path, table: Path) -> None:
    """Write how many recorded intervals held the truth, and how many exact ones do.

    Parameters
    ----------
    record : Path
        The authors' file.
    table : Path
        CSV to write: a line a material and phase. `solved` counts the intervals of equation (12)
        solved exactly from the recorded fractions and length scales; it is empty for the anode,
        whose four slices have truths of their own of which the record keeps the last.
    """
    recorded = json.loads(record.read_text(encoding="utf-8"))
    rows = []
    for key, ndim in _AXES.items():
        for name, entry in recorded[key].items():
            if not name.startswith(("anode", "separator")):
                continue
            runs = [run for label, run in entry.items() if label.startswith("run")]
            sides = sorted({int(run["edge_length"]) for run in runs})
            held = [sum(run[place] for run in runs) for place in _HELD.values()]
            solved: int | str = ""
            if name.startswith("separator"):
                truth = entry["true_pf"]
                solved = sum(abs(run["pf"] - truth) <= _half_width(run, ndim) for run in runs)
            rows.append([name, " ".join(map(str, sides)), len(runs), *held, solved])
    write_table(table, HEADER, rows)


def _half_width(run: dict[str, float], ndim: int) -> float:
    size, fraction = int(run["edge_length"]) ** ndim, run["pf"]
    deviation = math.sqrt(run["pred_cls"] ** ndim / size * fraction * (1 - fraction))
    return deviation * float(relative_half_width(model_error(size, ndim), LEVEL))
