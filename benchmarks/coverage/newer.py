"""The same patches by a table and by a newer state of its method: what a change of it changed."""

import json
import re
from pathlib import Path

import numpy as np

from benchmarks.coverage.results import Table, read_table, write_table
from benchmarks.coverage.scores import Truths, same_patches, score
from benchmarks.coverage.truth import read_truth

LEVEL = 0.95
_HEADER = ("shape", "patches", "held", "held_newer", "ratio_05", "ratio_50", "ratio_95")


def compare(tier: str, method: str, newer: Path, results: Path) -> Path:
    """Write how often 95 % intervals hold the truth in both, and how the widths have changed.

    Parameters
    ----------
    tier, method : str
        Names.
    newer, results : Path
        Folders of results: of the newer state, as `collect` writes them, and those of the page.

    Returns
    -------
    Path
        ``<method>.newer.csv`` beside the page's table, a line a shape.
    """
    truths = read_truth(tier, results)
    known = {material for material, _ in truths}
    old, new = (read_table(folder / tier / f"{method}.csv.gz") for folder in (results, newer))
    ours, theirs = same_patches(*(_pick(table, known) for table in (old, new)))
    rows = []
    for shape in dict.fromkeys(old["shape"].tolist()):
        before, after = (
            {name: cells[table["shape"] == shape] for name, cells in table.items()}
            for table in (ours, theirs)
        )
        if not before["shape"].size:
            continue
        held = [score(part, Truths(part, truths)).coverage[LEVEL] for part in (before, after)]
        widths = [part[f"high_{LEVEL:g}"] - part[f"low_{LEVEL:g}"] for part in (before, after)]
        ratios = np.quantile(widths[1] / widths[0], [0.05, 0.5, 0.95])
        rows.append([shape, held[0].n, *(one.hits for one in held), *map(float, ratios)])
    path = results / tier / f"{method}.newer.csv"
    write_table(path, _HEADER, rows)
    made = json.loads((newer / tier / f"{method}.json").read_text())
    made["command"] = re.sub(r" --results \S+", "", made["command"])  # a folder of nobody else's
    path.with_suffix(".json").write_text(json.dumps(made, indent=1) + "\n")
    return path


def _pick(table: Table, materials: set[str]) -> Table:
    rows = [name in materials for name in table["material"].tolist()]
    return {name: cells[rows] for name, cells in table.items()}
