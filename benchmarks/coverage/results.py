"""Keep and load result tables: one CSV a tier and method, with a JSON of what made it."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage.runner import COLUMNS, Unit
from benchmarks.records import provenance

RESULTS = Path(__file__).parent / "results"
RECORD = Path("table1-real") / "record.csv"
"""The paper's own record, counted; within the folder of results."""

Table = dict[str, NDArray]
_TEXT_COLUMNS = {"material", "shape", "estimator", "warnings", "failure", "source", "sides"}


def collect(done: Sequence[Unit], parts: Path, tier: str, method: str, into: Path) -> Path:
    """Join the finished units of one method to one table.

    Parameters
    ----------
    done : sequence of Unit
        Units of the tier; those without a result are counted as missing.
    parts : Path
        Folder of finished units.
    tier, method : str
        Names.
    into : Path
        Folder of results.

    Returns
    -------
    Path
        The table, a gzipped CSV.
    """
    folder = into / tier
    folder.mkdir(parents=True, exist_ok=True)
    present = [unit for unit in done if unit.method == method and unit.path(parts).exists()]
    lines = [",".join(COLUMNS) + "\n"]
    for unit in sorted(present, key=lambda unit: unit.file_name):
        lines += unit.path(parts).read_text().splitlines(keepends=True)[1:]
    path = folder / f"{method}.csv.gz"
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write("".join(lines).encode())
    described = {
        **provenance("benchmarks.coverage"),
        "units": len(present),
        "units_planned": sum(unit.method == method for unit in done),
        "seeds": "crc32(material), field, purpose; patches: crc32(material/shape), field",
    }
    (folder / f"{method}.json").write_text(json.dumps(described, indent=1) + "\n")
    return path


def read_table(path: Path) -> Table:
    """Read a table into arrays; empty cells of number columns become NaN.

    Parameters
    ----------
    path : Path
        CSV file, gzipped or not.

    Returns
    -------
    dict of str to ndarray
    """
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    header, *rows = csv.reader(io.StringIO(data.decode()))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    return {
        name: np.array(cells, str)
        if name in _TEXT_COLUMNS
        else np.array([float(cell) if cell else np.nan for cell in cells])
        for name, cells in zip(header, columns, strict=True)
    }


def read_tier(tier: str, folder: Path = RESULTS) -> Table:
    """All methods' tables of a tier, one after another.

    Parameters
    ----------
    tier : str
        Name of the tier.
    folder : Path
        Folder of results.

    Returns
    -------
    dict of str to ndarray
        Empty if there is none.
    """
    tables = [read_table(path) for path in sorted((folder / tier).glob("*.csv.gz"))]
    if not tables:
        return {}
    return {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV with six significant digits.

    Parameters
    ----------
    path : Path
        File to write; an older one is replaced.
    header : sequence of str
        Names of the columns.
    rows : iterable of sequence
        Cells.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(
            [f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in rows
        )
    part.replace(path)
