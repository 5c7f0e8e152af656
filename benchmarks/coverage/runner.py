"""Run estimators over the patches of a tier; every finished unit is a file, so runs resume.

A unit is one method on one field of one material. Its file is written whole or not at all, and its
name holds a digest of the material's parameters, the patches and the levels.
"""

import csv
import hashlib
import multiprocessing
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage.estimators import ANSWERS, LEVELS, METHODS, Method
from benchmarks.coverage.materials import AnyMaterial, StoredMaterial
from benchmarks.coverage.plan import Tier, disjoint_patches

COLUMNS = (
    "material",
    "shape",
    "field",
    "patch",
    "estimator",
    "phase_fraction",
    "length_scale_px",
    "standard_deviation",
    *(f"{bound}_{level:g}" for level in LEVELS for bound in ("low", "high")),
    "seconds",
    "warnings",
    "failure",
)
Row = dict[str, str | int | float]


@dataclass(frozen=True)
class Unit:
    """One field of one material, for one method."""

    tier: Tier
    material: AnyMaterial
    field: int
    method: str

    @property
    def file_name(self) -> str:
        """Name of its result, with a digest of all that decides it."""
        cuts = self.tier.cuts[self.material.ndim]
        text = repr((self.material.parameters, cuts, self.tier.n_fields, LEVELS))
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return f"{self.material.name}_{self.field}_{digest}.csv"

    def path(self, folder: Path) -> Path:
        """Where its result is kept."""
        return folder / self.method / self.file_name


def units(tier: Tier, methods: Sequence[str], materials: Sequence[AnyMaterial]) -> list[Unit]:
    """List the units of a tier: all materials' first fields, then their second, and so on.

    Parameters
    ----------
    tier : Tier
        What to run.
    methods : sequence of str
        Methods to run.
    materials : sequence of Material
        Materials of the tier to run.

    Returns
    -------
    list of Unit
    """
    return [
        Unit(tier, material, field, name)
        for field in range(tier.n_fields)
        for material in materials
        for name in methods
        if not isinstance(material, StoredMaterial) or field < material.n_fields()
    ]


def patches(unit: Unit) -> Iterator[tuple[str, int, NDArray[np.bool_]]]:
    """Cut a field into the patches of its tier; the same for every method.

    Parameters
    ----------
    unit : Unit
        The field.

    Yields
    ------
    tuple of (str, int, ndarray of bool)
        Shape as written, number of the patch, pixels.
    """
    field = unit.material.field(unit.field)
    for cut in unit.tier.cuts[unit.material.ndim]:
        seed = [zlib.crc32(f"{unit.material.name}/{cut.label}".encode()), unit.field]
        count = cut.of_field(unit.field, unit.tier.n_fields)
        chosen = disjoint_patches(np.random.default_rng(seed), field.shape, cut.shape, count)
        for number, window in enumerate(chosen):
            yield cut.label, number, np.ascontiguousarray(field[window])


def estimate(method: Method, names: Sequence[str], mask: NDArray[np.bool_]) -> list[Row]:
    """One row an estimator: intervals at every level, or the failure.

    Parameters
    ----------
    method : callable
        Method to apply.
    names : sequence of str
        Names of its estimators, for a failure.
    mask : ndarray of bool
        The patch.

    Returns
    -------
    list of dict
    """
    started = time.perf_counter()
    try:
        rows: list[Row] = []
        for name, answer in method(mask).items():
            row: Row = {
                "estimator": name,
                "phase_fraction": answer.phase_fraction,
                "length_scale_px": answer.length_scale_px,
                "standard_deviation": answer.standard_deviation,
                "warnings": "|".join(answer.warnings),
            }
            for level in LEVELS:
                row[f"low_{level:g}"], row[f"high_{level:g}"] = answer.interval(level)
            rows.append(row)
    except Exception as error:  # a failing estimator is a result
        fraction = float(np.count_nonzero(mask)) / mask.size
        failure = type(error).__name__
        rows = [
            {"estimator": name, "phase_fraction": fraction, "failure": failure} for name in names
        ]
    seconds = time.perf_counter() - started
    return [
        {key: _text(value) for key, value in {**row, "seconds": seconds}.items()} for row in rows
    ]


def run_unit(unit: Unit, folder: Path, methods: dict[str, Method] | None = None) -> float:
    """Run one unit and keep its rows.

    Parameters
    ----------
    unit : Unit
        What to run.
    folder : Path
        Folder of finished units.
    methods : dict, optional
        Methods by name; the registered ones if not given.

    Returns
    -------
    float
        Seconds taken.
    """
    started = time.perf_counter()
    method = (methods or METHODS)[unit.method]
    names = ANSWERS.get(unit.method, (unit.method,))
    rows: list[Row] = []
    for shape, number, mask in patches(unit):
        for row in estimate(method, names, mask):
            where: Row = {"material": unit.material.name, "shape": shape}
            rows.append({**where, "field": unit.field, "patch": number, **row})
    path = unit.path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    part.replace(path)
    return time.perf_counter() - started


def run(
    todo: Sequence[Unit],
    folder: Path,
    *,
    processes: int = 1,
    minutes: float = float("inf"),
    methods: dict[str, Method] | None = None,
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True),
) -> int:
    """Run the units that are not finished yet.

    Parameters
    ----------
    todo : sequence of Unit
        Units to run.
    folder : Path
        Folder of finished units.
    processes : int
        Worker processes; 1 runs in this one.
    minutes : float
        No unit is begun after this long.
    methods : dict, optional
        Methods by name, for one process; the registered ones if not given.
    say : callable
        Takes a line of progress.

    Returns
    -------
    int
        Units run.
    """
    open_units = [unit for unit in todo if not unit.path(folder).exists()]
    say(f"{len(todo) - len(open_units)} of {len(todo)} units are there, {len(open_units)} to run")
    started = time.monotonic()
    done = 0
    for unit, seconds in _results(open_units, folder, processes, started + 60 * minutes, methods):
        done += 1
        left = (time.monotonic() - started) / done * (len(open_units) - done) / 60
        say(
            f"{done}/{len(open_units)}  {unit.method}  {unit.material.name} field {unit.field}  "
            f"{seconds:.1f} s, about {left:.1f} min left"
        )
    return done


def _results(
    open_units: Sequence[Unit],
    folder: Path,
    processes: int,
    stop: float,
    methods: dict[str, Method] | None,
) -> Iterator[tuple[Unit, float]]:
    if processes == 1:
        for unit in open_units:
            if time.monotonic() > stop:
                return
            yield unit, run_unit(unit, folder, methods)
        return
    # Tasks carry names, not materials, so that they stay small and every worker reads its registry.
    tasks = (
        (unit.tier.name, unit.material.name, unit.field, unit.method, str(folder), stop)
        for unit in open_units
    )
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for unit, seconds in zip(open_units, pool.imap(_run_named, tasks), strict=True):
            if seconds is not None:
                yield unit, seconds


def _run_named(task: tuple[str, str, int, str, str, float]) -> float | None:
    from benchmarks.coverage.materials import MATERIALS
    from benchmarks.coverage.plan import TIERS

    tier, material, field, method, folder, stop = task
    if time.monotonic() > stop:
        return None
    return run_unit(Unit(TIERS[tier], MATERIALS[material], field, method), Path(folder))


def _text(value: str | int | float) -> str | int:
    return f"{value:.6g}" if isinstance(value, float) else value
