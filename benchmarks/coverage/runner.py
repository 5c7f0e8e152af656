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
from benchmarks.coverage.materials import AnyMaterial, Material
from benchmarks.coverage.plan import Tier, disjoint_patches, patches_anywhere, patches_of_field

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
        if isinstance(material, Material) or field < material.n_fields()
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
        count = patches_of_field(unit.tier, unit.material, cut, unit.field)
        choose = patches_anywhere if unit.tier.overlapping else disjoint_patches
        chosen = choose(np.random.default_rng(seed), field.shape, cut.shape, count)
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
    started = time.process_time()
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
    seconds = time.process_time() - started
    return [
        {key: _text(value) for key, value in {**row, "seconds": seconds}.items()} for row in rows
    ]


def run_field(
    todo: Sequence[Unit], folder: Path, methods: dict[str, Method] | None = None
) -> float:
    """Run the units of one field, which is drawn once, and keep the rows of each.

    Parameters
    ----------
    todo : sequence of Unit
        Units that differ in the method only.
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
    rows: dict[str, list[Row]] = {unit.method: [] for unit in todo}
    for shape, number, mask in patches(todo[0]):
        where: Row = {
            "material": todo[0].material.name,
            "shape": shape,
            "field": todo[0].field,
            "patch": number,
        }
        for name, kept in rows.items():
            function = (methods or METHODS)[name]
            kept += [where | row for row in estimate(function, ANSWERS.get(name, (name,)), mask)]
    for unit in todo:
        path = unit.path(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[unit.method])
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
    fields: dict[tuple[str, int], list[Unit]] = {}
    for unit in open_units:
        fields.setdefault((unit.material.name, unit.field), []).append(unit)
    started = time.monotonic()
    stop = started + 60 * minutes
    done = 0
    results = _results(list(fields.values()), folder, processes, stop, methods)
    for number, (group, seconds) in enumerate(results, 1):
        done += len(group)
        left = (time.monotonic() - started) / number * (len(fields) - number) / 60
        say(
            f"{number}/{len(fields)}  {group[0].material.name} field {group[0].field}  "
            f"{seconds:.1f} s, about {left:.1f} min left"
        )
    return done


def _results(
    fields: Sequence[Sequence[Unit]],
    folder: Path,
    processes: int,
    stop: float,
    methods: dict[str, Method] | None,
) -> Iterator[tuple[Sequence[Unit], float]]:
    if processes == 1:
        for group in fields:
            if time.monotonic() > stop:
                return
            yield group, run_field(group, folder, methods)
        return
    # Tasks carry names, not materials, so that they stay small and every worker reads its registry.
    tasks = [
        _Task(
            group[0].tier.name,
            group[0].material.name,
            group[0].field,
            tuple(unit.method for unit in group),
            str(folder),
            stop,
        )
        for group in fields
    ]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for group, seconds in zip(fields, pool.imap(_run_named, tasks), strict=True):
            if seconds is not None:
                yield group, seconds


@dataclass(frozen=True)
class _Task:
    tier: str
    material: str
    field: int
    methods: tuple[str, ...]
    folder: str
    stop: float


def _run_named(task: _Task) -> float | None:
    from benchmarks.coverage.materials import MATERIALS
    from benchmarks.coverage.plan import TIERS

    if time.monotonic() > task.stop:
        return None
    tier, material = TIERS[task.tier], MATERIALS[task.material]
    todo = [Unit(tier, material, task.field, name) for name in task.methods]
    return run_field(todo, Path(task.folder))


def _text(value: str | int | float) -> str | int:
    return f"{value:.6g}" if isinstance(value, float) else value
