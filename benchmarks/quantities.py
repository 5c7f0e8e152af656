"""How often intervals of surfaces, Euler numbers, chords and lines hold the material's value.

    python -m benchmarks.quantities run --ndim 2 --out FOLDER
    python -m benchmarks.quantities run --ndim 3 --fields 2 --truth-fields 6 --out FOLDER
    python -m benchmarks.quantities tables FOLDER
    python -m benchmarks.quantities cost

Materials are those of `benchmarks.coverage`, some of three phases and some of grey values. The
truth is the mean over fields of their own, the ideal width that of the scatter of disjoint patches
in them. `run` writes one file a field, with a row for every image and quantity, and goes on where
it was stopped; `tables` sums them up in benchmarks/results/quantities.csv and in the table of
docs/numbers.md. `cost` compares all quantities with the phase fraction, for docs/measures.md.
"""

from __future__ import annotations

import argparse
import csv
import math
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

import imagerep
from benchmarks.coverage.materials import MATERIALS
from benchmarks.coverage.objects import BooleanModel
from benchmarks.coverage.plan import disjoint_patches
from benchmarks.coverage.sizes import Fixed
from benchmarks.coverage.spectra import Metric, Squared, standard_gaussian
from benchmarks.records import markdown, write_section
from imagerep.configurations import configurations, n_configurations, pixel_states
from imagerep.generate import voronoi_cells
from imagerep.measures.local import local_fields
from imagerep.measures.quantities import quantity_of

LEVELS = (0.90, 0.95, 0.99)
METHODS = ("spectral", "two-point")
EVALUATION, TRUTH = 0, 1
SHAPES = {2: (1600, 1600), 3: (288, 288, 288)}
PATCHES = {2: {100: 16, 200: 12, 400: 6, 800: 2}, 3: {64: 16, 96: 12, 144: 8}}
"""Patches of every side a field, by number of axes."""

SUMMARY = Path("benchmarks/results/quantities.csv")
PAGE = Path("docs/numbers.md")
COST_PAGE = Path("docs/measures.md")
COST = (("blurred_35", (1000, 1000), 20), ("exponential_3d", (400, 400, 400), 8))
"""Material and shape of the images whose cost is compared, and how often they are measured."""

KEYS = ("quantity", "method", "side", "material")
TOLERANCE = 0.03
"""Coverage farther than this from nominal, and than two standard errors, is bold."""

PHASE = {
    2: ("perimeter-density", "specific-perimeter", "euler-density-8", "euler-density-4"),
    3: (
        "surface-density",
        "specific-surface",
        "mean-curvature-density",
        "euler-density-26",
        "euler-density-6",
    ),
}
PHASES = {
    2: ("boundary-density", "triple-point-density", "phase-ratio"),
    3: ("boundary-density", "triple-line-density", "phase-ratio"),
}
ONE_PHASE = {
    2: (
        "blurred_35", "exponential", "discs_20", "squares_50", "fibres_15", "annuli",
        "discs_lognormal", "rare_02", "packing_dense", "clusters_tight", "voronoi", "foam",
        "stretched_3", "dead_leaves",
    ),
    3: (
        "exponential_3d", "spheres_3d", "spheres_lognormal_3d", "fibres_3d", "packing_3d",
        "stretched_3d",
    ),
}  # fmt: skip
Values = Callable[[tuple[slice, ...]], dict[str, float]]


@dataclass(frozen=True)
class Material:
    """A material as labels, or as grey values where it has no phases."""

    name: str
    draw: Callable[[np.random.Generator, tuple[int, ...]], NDArray[Any]]
    ndim: int
    n_phases: int

    @property
    def fields_factor(self) -> int:
        """How many times the fields are drawn of others: of several phases there are few."""
        return 2 if self.ndim == 2 and self.n_phases != 2 else 1

    def field(self, index: int, purpose: int) -> NDArray[Any]:
        """One independent field."""
        rng = np.random.default_rng([zlib.crc32(self.name.encode()), index, purpose])
        return self.draw(rng, SHAPES[self.ndim])


def _of_mask(name: str) -> Material:
    medium = MATERIALS[name].medium
    return Material(
        name, lambda rng, shape: medium(rng, shape).astype(np.uint8), MATERIALS[name].ndim, 2
    )


def _cells(ndim: int, size: float) -> Material:
    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        seed = int(rng.integers(2**31))
        return voronoi_cells(shape, phase_fractions=(0.4, 0.35, 0.25), cell_size=size, seed=seed)

    return Material(f"cells_of_3_{ndim}d", draw, ndim, 3)


def _two_fields(ndim: int, length: float) -> Material:
    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        metric = Metric(length) if ndim == 2 else Metric(axes=(length,) * 3)
        one, other = (standard_gaussian(rng, shape, Squared(metric)) for _ in range(2))
        return np.where(one > 0.3, 0, np.where(other > 0.1, 1, 2)).astype(np.uint8)

    return Material(f"fields_of_3_{ndim}d", draw, ndim, 3)


def _grey(ndim: int, length: float) -> Material:
    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
        metric = Metric(length) if ndim == 2 else Metric(axes=(length,) * 3)
        return 100 + 20 * standard_gaussian(rng, shape, Squared(metric)).astype(np.float32)

    return Material(f"grey_{length}_{ndim}d", draw, ndim, 0)


def _probability(length: float) -> Material:
    """Probabilities of a phase, in a volume: 0 or 1 but near its surface."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
        field = standard_gaussian(rng, shape, Squared(Metric(axes=(length,) * 3)))
        return ndtr((field - 0.5) / 0.3).astype(np.float32)

    return Material(f"probability_{length}_3d", draw, 3, 0)


def _grains_and_binder(radius: float, length: float) -> Material:
    """Balls that may overlap, a binder in part of what is left, and pores: as in an electrode."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.uint8]:
        grains = BooleanModel(0.4, Fixed((radius,)))(rng, shape)
        binder = standard_gaussian(rng, shape, Squared(Metric(axes=(length,) * 3))) > 0.4
        return np.where(grains, 1, np.where(binder, 2, 0)).astype(np.uint8)

    return Material("grains_and_binder_3d", draw, 3, 3)


def materials(ndim: int) -> list[Material]:
    one_phase = [_of_mask(name) for name in ONE_PHASE[ndim]]
    if ndim == 2:
        return [*one_phase, _cells(2, 16), _two_fields(2, 6), _grey(2, 3), _grey(2, 10)]
    several = [_cells(3, 9), _two_fields(3, 3), _grains_and_binder(6, 3)]
    return [*one_phase, *several, _grey(3, 3), _grey(3, 5), _probability(4)]


def calls(material: Material) -> list[dict[str, Any]]:
    """Arguments of `imagerep.measure` that together give every quantity."""
    if material.n_phases == 0:
        return [{"quantity": ["mean"]}]
    if material.n_phases == 2:
        return [{"phase": 1, "quantity": ["phase-fraction", *PHASE[material.ndim]]}]
    lines = [one for one in PHASES[material.ndim] if one.startswith("triple")]
    pair = ["boundary-density", "phase-ratio"]
    return [
        {"phase": 1, "between": (0, 1, 2), "quantity": lines},
        {"phase": 1, "between": (1, 2), "over": (1, 2), "quantity": pair},
    ]


def exact(material: Material, labels: NDArray[Any]) -> Values:
    """Values of all quantities in any part of a field."""
    ndim = material.ndim
    if material.n_phases == 0:
        return lambda part: {"mean": float(labels[part].mean(dtype=np.float64))}
    if material.n_phases == 2:
        groups = dict.fromkeys(PHASE[ndim], ((1,),))
    else:
        groups = {"boundary-density": ((1,), (2,))}
        groups[PHASES[ndim][1]] = ((0,), (1,), (2,))
    numbers = {
        one: configurations(pixel_states(labels, one), len(one)) for one in set(groups.values())
    }

    def values(part: tuple[slice, ...]) -> dict[str, float]:
        inner = tuple(slice(one.start, one.stop - 1) for one in part)
        found = {}
        counts = {
            one: np.bincount(seen[inner].ravel(), minlength=n_configurations(len(one), ndim))
            for one, seen in numbers.items()
        }
        for name, one in groups.items():
            fields = local_fields(quantity_of(name, ndim), one, (1.0,) * ndim)
            sums = [float(counts[one] @ field.table) for field in fields]
            whole = sums[1] if len(sums) > 1 else float(counts[one].sum())
            found[name] = sums[0] / whole if whole else math.nan
        inside = labels[part]
        if material.n_phases == 2:
            found["phase-fraction"] = float((inside == 1).mean())
        else:
            n = float((inside == 1).sum())
            found["phase-ratio"] = n / max(n + float((inside == 2).sum()), 1.0)
        return found

    return values


def truth_rows(material: Material, index: int) -> Iterator[dict[str, object]]:
    """Values of a whole field of the truth's own, and of its disjoint patches."""
    labels = material.field(index, TRUTH)
    values = exact(material, labels)
    for side in (labels.shape[0], *PATCHES[material.ndim]):
        for cell in np.ndindex(*(labels.shape[0] // side,) * material.ndim):
            part = tuple(slice(k * side, (k + 1) * side) for k in cell)
            for name, value in values(part).items():
                where = {"material": material.name, "field": index, "side": side}
                yield where | {"quantity": name, "value": value}


def rows(material: Material, method: str, index: int) -> Iterator[dict[str, object]]:
    """Intervals of all quantities of all patches of a field."""
    labels = material.field(index, EVALUATION)
    for side, count in PATCHES[material.ndim].items():
        rng = np.random.default_rng([zlib.crc32(material.name.encode()), index, side])
        count = min(count, (labels.shape[0] // side) ** material.ndim)
        shape = (side,) * material.ndim
        for number, part in enumerate(disjoint_patches(rng, labels.shape, shape, count)):
            image = np.ascontiguousarray(labels[part])
            where = {"material": material.name, "method": method, "side": side}
            where |= {"field": index, "patch": number}
            for arguments in calls(material):
                for row in _answers(image, arguments, method):
                    yield where | row


def _answers(
    image: NDArray[Any], arguments: dict[str, Any], method: str
) -> Iterator[dict[str, object]]:
    started = time.process_time()
    try:
        found = imagerep.measure(image, method=method, **arguments)
    except imagerep.ImageRepError as error:
        names = arguments["quantity"]
        if len(names) == 1:
            yield {"quantity": names[0], "failure": error.code}
            return
        for name in names:  # one of them cannot be measured
            yield from _answers(image, arguments | {"quantity": [name]}, method)
        return
    seconds = (time.process_time() - started) / len(found)
    for name, one in found.items():
        row = {"quantity": name, "value": one.value, "seconds": seconds}
        row["standard_deviation"] = one.standard_deviation
        for level in LEVELS:
            row[f"low_{level:g}"], row[f"high_{level:g}"] = one.confidence_interval(level)
        yield row | {"warnings": "|".join(warning.code for warning in one.warnings)}


COLUMNS = (
    "material", "method", "side", "field", "patch", "quantity", "value", "standard_deviation",
    *(f"{end}_{level:g}" for level in LEVELS for end in ("low", "high")),
    "warnings", "seconds", "failure",
)  # fmt: skip
TRUTH_COLUMNS = ("material", "field", "side", "quantity", "value")


def run(arguments: argparse.Namespace) -> None:
    """One field of every material after the other: it can be stopped, and goes on from there."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    chosen = [
        one for one in materials(arguments.ndim)
        if not arguments.materials or one.name in arguments.materials
    ]  # fmt: skip
    for index in range(arguments.truth_fields):
        for one in chosen:
            path = arguments.out / f"truth_{one.name}_{index}.csv"
            _write(path, TRUTH_COLUMNS, truth_rows(one, index))
    for index in range(2 * arguments.fields):
        for one in chosen:
            for method in arguments.methods:
                if index < arguments.fields * one.fields_factor:
                    path = arguments.out / f"{method}_{one.name}_{index}.csv"
                    _write(path, COLUMNS, rows(one, method, index))


def _write(path: Path, columns: Sequence[str], found: Iterable[dict[str, object]]) -> None:
    """Write a file that is not there yet, at once."""
    if path.exists():
        return
    started = time.monotonic()
    part = path.with_suffix(".part")
    with part.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _text(cell) for key, cell in row.items()} for row in found)
    part.replace(path)
    print(f"{path.name}: {time.monotonic() - started:.0f} s", flush=True)


def _text(cell: object) -> object:
    return f"{cell:.7g}" if isinstance(cell, float) else cell


def tables(arguments: argparse.Namespace) -> None:
    """Sum up a folder, beside what is known of materials that it does not hold."""
    new = [
        {key: str(_text(cell)) for key, cell in row.items()} for row in _summary(arguments.folder)
    ]
    names = {row["material"] for row in new}
    kept = [row for row in _read(SUMMARY) if row["material"] not in names]
    found = sorted(kept + new, key=lambda row: [row[key] for key in KEYS])
    with SUMMARY.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, found[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    write_section(PAGE, "quantities", "\n\n".join(_table(found, ndim) for ndim in PATCHES))


def _truths(folder: Path) -> dict[tuple[str, ...], tuple[float, float]]:
    """Value of a material and standard deviation of its patches, by quantity, material, side."""
    values: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for path in folder.glob("truth_*.csv"):
        for row in _read(path):
            values[row["quantity"], row["material"], row["side"]].append(float(row["value"]))
    found = {}
    for (quantity, material, side), each in values.items():
        whole = max((key[2] for key in values if key[:2] == (quantity, material)), key=int)
        truth = float(np.mean(values[quantity, material, whole]))
        deviation = math.sqrt(np.nanmean((np.array(each) - truth) ** 2))
        found[quantity, material, side] = (truth, deviation)
    return found


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def _summary(folder: Path) -> Iterator[dict[str, Any]]:
    """One row for every quantity of every material, side and method."""
    truths = _truths(folder)
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for path in sorted(folder.glob("*.csv")):
        if not path.name.startswith("truth_"):
            for row in _read(path):
                groups[tuple(row[key] for key in KEYS)].append(row)
    for (quantity, method, side, material), each in sorted(groups.items()):
        answered = [row for row in each if not row["failure"]]
        if not answered:
            continue
        truth, deviation = truths[quantity, material, side]
        found: dict[str, Any] = {"quantity": quantity, "method": method, "side": int(side)}
        found |= {"material": material, "images": len(answered)}
        found |= {"refused": len(each) - len(answered), "truth": truth, "deviation": deviation}
        for level in LEVELS:
            ends = [(float(one[f"low_{level:g}"]), float(one[f"high_{level:g}"]))
                    for one in answered]  # fmt: skip
            found[f"coverage_{level:g}"] = float(
                np.mean([low <= truth <= high for low, high in ends])
            )
            if level == 0.95:
                half = float(np.mean([high - low for low, high in ends])) / 2
                found["width_over_ideal"] = half / (1.959964 * deviation)
        yield found


def _table(found: list[dict[str, str]], ndim: int) -> str:
    """The table of the page: all materials together, at all sides and at each."""
    sides = tuple(str(side) for side in PATCHES[ndim])
    names = {one.name for one in materials(ndim)}
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in found:
        if row["material"] in names and row["side"] in sides:
            groups[row["quantity"], row["method"]].append(row)
    rows = []
    for (quantity, method), each in sorted(groups.items()):
        counts = [int(row["images"]) for row in each]
        width = np.average([float(row["width_over_ideal"]) for row in each], weights=counts)
        by_side = [_cell([row for row in each if row["side"] == side], 0.95) for side in sides]
        n_materials = len({row["material"] for row in each})
        levels = [_cell(each, level) for level in LEVELS]
        what = [f"`{quantity}`", method, str(n_materials), f"{sum(counts):,}"]
        rows.append([*what, *levels, f"{width:.2f}", *by_side])
    kind = {2: "images", 3: "volumes"}[ndim]
    heads = [f"{100 * level:.0f} %" for level in LEVELS]
    at = [f"95 %: {sides[0]} px", *(f"{side} px" for side in sides[1:])]
    header = ["quantity", "method", "materials", kind, *heads, "width", *at]
    return markdown(header, rows, n_text=2)


def _cell(each: list[dict[str, str]], level: float) -> str:
    """Coverage in percent; bold where it is far from the level by more than chance allows."""
    counts = [int(row["images"]) for row in each]
    n = sum(counts)
    if not n:
        return ""
    cover = float(np.average([float(row[f"coverage_{level:g}"]) for row in each], weights=counts))
    allowed = max(TOLERANCE, 2 * math.sqrt(level * (1 - level) / n))
    return f"**{100 * cover:.1f}**" if abs(cover - level) > allowed else f"{100 * cover:.1f}"


def cost(arguments: argparse.Namespace) -> None:
    """Processor time of the phase fraction and of all quantities, the best of several."""
    rows = []
    for name, shape, repeats in COST:
        image = _of_mask(name).draw(np.random.default_rng(0), shape)
        for method in METHODS:
            best = {"phase-fraction": math.inf, "all": math.inf}
            for _ in range(repeats):
                for quantity, before in best.items():
                    started = time.process_time()
                    imagerep.measure(image, 1, quantity=[quantity], method=method)
                    best[quantity] = min(before, time.process_time() - started)
            one, every = best.values()
            size = " × ".join(map(str, shape))
            rows.append(
                [f"{size} px, {method}", f"{one:.2g}", f"{every:.2g}", f"{every / one:.1f}"]
            )
    header = ["", "phase fraction", "all seven", "ratio"]
    write_section(COST_PAGE, "cost", markdown(header, rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run")
    running.add_argument("--ndim", type=int, default=2)
    running.add_argument("--out", type=Path, required=True)
    running.add_argument("--methods", nargs="+", default=METHODS)
    running.add_argument("--materials", nargs="*", default=())
    running.add_argument("--fields", type=int, default=4)
    running.add_argument("--truth-fields", type=int, default=16)
    running.set_defaults(command=run)
    summing = commands.add_parser("tables")
    summing.add_argument("folder", type=Path)
    summing.set_defaults(command=tables)
    comparing = commands.add_parser("cost")
    comparing.set_defaults(command=cost)
    arguments = parser.parse_args()
    arguments.command(arguments)


if __name__ == "__main__":
    main()
