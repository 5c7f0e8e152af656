"""The tables of the validation page, in Markdown."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage import porespy_set
from benchmarks.coverage.estimators import LEVELS, NAMES
from benchmarks.coverage.materials import MATERIALS
from benchmarks.coverage.plan import TIERS
from benchmarks.coverage.results import Table
from benchmarks.coverage.scores import Coverage, Score, groups
from benchmarks.coverage.truth import Truth
from benchmarks.records import markdown

ESTIMATORS = ("two-point", "two-point-sigma", "spectral", "subdivision")
SHOWN_TIERS = ("medium", "real", "table1-2d", "table1-3d", "table1-real")
# Dahari et al., supplement, table 2: intervals that held the phase fraction, of how many.
PAPER = {
    ("table1-2d", "two-point"): (9442, 10_000),
    ("table1-2d", "two-point-sigma"): (9404, 10_000),
    ("table1-2d", "subdivision"): (9238, 10_000),
    ("table1-3d", "two-point"): (941, 1_000),
    ("table1-3d", "two-point-sigma"): (930, 1_000),
    ("table1-3d", "subdivision"): (914, 1_000),
}
_OF_THE_PAPER = ("subdivision", "two-point")
Truths = dict[tuple[str, str], Truth]


def pick(table: Table, rows: Sequence[bool] | NDArray[np.bool_]) -> Table:
    """Rows of a table."""
    chosen = np.asarray(rows, bool)
    return {name: cells[chosen] for name, cells in table.items()}


def of(
    table: Table, *, ndim: int | None = None, hard: bool | None = None, gradients: bool = False
) -> Table:
    """Rows of materials of one dimension, of hard or of ordinary ones; stationary unless asked."""
    kept = {
        name
        for name, material in MATERIALS.items()
        if ndim in (None, material.ndim)
        and hard in (None, material.hard)
        and (gradients or material.family != "gradient")
    }
    return pick(table, [name in kept for name in table["material"].tolist()])


def present(table: Table) -> list[str]:
    """Estimators of a table, the known ones first."""
    found = sorted(set(table["estimator"].tolist()))
    return [*(n for n in ESTIMATORS if n in found), *(n for n in found if n not in ESTIMATORS)]


def percent(share: float) -> str:
    """A share as people read it."""
    return "–" if math.isnan(share) else f"{100 * share:.1f}"


def with_interval(score: Score, level: float = 0.95) -> str:
    """Coverage with its 95 % Clopper-Pearson interval."""
    coverage = score.coverage[level]
    low, high = coverage.interval()
    return f"{percent(coverage.fraction)} ({percent(low)}–{percent(high)})"


def table_1(tables: dict[str, Table], truths: dict[str, Truths]) -> str:
    """Table 1 of the paper, the two PoreSpy blocks, with the patches run here."""
    rows = []
    for tier, dimension in (("table1-2d", "2D"), ("table1-3d", "3D")):
        if tier not in tables:
            continue
        scores = dict(groups(tables[tier], truths[tier], "estimator"))
        for name in ("subdivision", "two-point-sigma", "two-point", "spectral"):
            if (name,) not in scores:
                continue
            score = scores[name,]
            coverage = score.coverage[0.95]
            low, high = coverage.interval()
            rows.append(
                [
                    f"{NAMES[name]}, {dimension}",
                    _published(tier, name),
                    f"{coverage.hits}/{coverage.n} = **{100 * coverage.fraction:.2f}**",
                    f"{percent(low)}–{percent(high)}",
                    f"{score.width_ratio[0.95]:.2f}",
                ]
            )
    header = ["Method", "Paper (%)", "Here (%)", "95 % interval of ours", "Width over ideal"]
    return markdown(header, rows)


def _published(tier: str, name: str) -> str:
    if (tier, name) not in PAPER:
        return "–"
    hits, n = PAPER[tier, name]
    return f"{hits}/{n} = {100 * hits / n:.2f}"


def table_1_sizes(tables: dict[str, Table], truths: dict[str, Truths]) -> str:
    """Coverage of 95 % intervals by size of patch, PoreSpy materials."""
    rows = []
    for tier, ndim in (("table1-2d", 2), ("table1-3d", 3)):
        if tier not in tables:
            continue
        scores = dict(groups(tables[tier], truths[tier], "estimator", "shape"))
        names = present(tables[tier])
        for side in porespy_set.PATCH_SIDES[ndim]:
            shape = "x".join([str(side)] * ndim)
            cells = [scores[name, shape] for name in names if (name, shape) in scores]
            if cells:
                text = [f"{with_interval(s)}; {s.width_ratio[0.95]:.2f}" for s in cells]
                rows.append([f"{side}{'²³'[ndim - 2]}", str(cells[0].n), *text])
    names = [NAMES.get(name, name) for name in present(next(iter(tables.values())))]
    return markdown(["Patch", "patches", *names], rows)


def table_1_kinds(tables: dict[str, Table], truths: dict[str, Truths]) -> str:
    """Coverage of 95 % intervals by generator, PoreSpy materials."""
    rows = []
    for tier in ("table1-2d", "table1-3d"):
        if tier not in tables:
            continue
        table = tables[tier]
        for kind in ("simplex", "value", "blobs"):
            part = pick(table, [kind in name for name in table["material"].tolist()])
            scores = dict(groups(part, truths[tier], "estimator"))
            names = [name for name in present(table) if (name,) in scores]
            if names:
                cells = [with_interval(scores[name,]) for name in names]
                rows.append([f"{kind}, {tier[-2].upper()}D", str(scores[names[0],].n), *cells])
    names = [NAMES.get(name, name) for name in present(next(iter(tables.values())))]
    return markdown(["Generator", "patches", *names], rows)


def table_1_real(table: Table, truths: Truths, record: Table) -> str:
    """Table 1 of the paper, its real materials and two others cut in the same way."""
    recorded = {
        name: (np.array([name in one for one in record["material"]]), text)
        for name, text in (
            ("anode", "SOFC anode, as recorded: four slices, the void filled in"),
            ("Targray", "Targray PE16A separator, as recorded"),
            ("PP1615", "Celgard PP1615 separator, as recorded"),
        )
    }
    rows = []
    for chosen, text in recorded.values():
        sums = {name: int(np.sum(record[name][chosen])) for name in _OF_THE_PAPER}
        n = int(record["patches"][chosen].sum())
        solved = record["solved"][chosen].sum()
        again = "–" if np.isnan(solved) else _hits(Coverage(int(solved), n))
        cells = [_hits(Coverage(sums[name], n)) for name in _OF_THE_PAPER]
        rows.append([text, *cells, again, "–"])
    for name, text in (
        ("anode", "SOFC anode, slice 50, left of the void"),
        ("anode_with_void", "SOFC anode, slice 50, all of it"),
        ("second_anode", "another anode, not the paper's"),
        ("berea", "Berea sandstone, not the paper's"),
    ):
        part = pick(table, [one.rsplit("_", 2)[0] == name for one in table["material"].tolist()])
        scores = dict(groups(part, truths, "estimator"))
        cells = [_hits(scores[one,].coverage[0.95]) for one in ("subdivision", "two-point")]
        spectral = scores["spectral",].coverage[0.95]
        rows.append([text, cells[0], "–", cells[1], _hits(spectral)])
    header = ["Material and patches", "Subdivision", "Two-point, published program"]
    return markdown([*header, "Two-point, solved exactly", "Spectral"], rows)


def _hits(coverage: Coverage) -> str:
    """Intervals that hold the truth, of how many, and the share with its interval."""
    low, high = coverage.interval()
    share = f"{percent(coverage.fraction)} ({percent(low)}–{percent(high)})"
    return f"{coverage.hits}/{coverage.n} = {share}"


def levels_table(table: Table, truths: Truths) -> str:
    """Coverage at every level, ordinary and hard materials apart."""
    rows = []
    for text, part in (
        ("2D, ordinary", of(table, ndim=2, hard=False)),
        ("2D, hard", of(table, ndim=2, hard=True)),
        ("3D, ordinary", of(table, ndim=3, hard=False)),
        ("3D, hard", of(table, ndim=3, hard=True)),
    ):
        scores = dict(groups(part, truths, "estimator"))
        for name in present(part):
            coverage = scores[name,].coverage
            shares = [percent(coverage[level].fraction) for level in LEVELS]
            rows.append([f"{text}: {NAMES.get(name, name)}", *shares])
    return markdown(["Materials", *(f"{100 * level:g} %" for level in LEVELS)], rows)


def sizes_table(table: Table, truths: Truths) -> str:
    """All figures by size, over all stationary materials."""
    rows = []
    tier = TIERS["medium"]
    scores = dict(groups(of(table), truths, "estimator", "shape"))
    for cut in (*tier.cuts[2], *tier.cuts[3]):
        for name in present(table):
            if (name, cut.label) not in scores:
                continue
            s = scores[name, cut.label]
            bias, scatter = math.expm1(s.length_scale_bias), s.length_scale_scatter
            rows.append(
                [
                    f"{cut.label.replace('x', ' × ')}: {NAMES.get(name, name)}",
                    str(s.n),
                    with_interval(s),
                    f"{s.width_ratio[0.95]:.2f}",
                    f"{s.interval_score_ratio[0.95]:.2f}",
                    f"{100 * bias:+.0f} ± {100 * scatter:.0f}",
                    str(s.failures),
                ]
            )
    header = [
        "Patch and method",
        "patches",
        "coverage at 95 %",
        "width",
        "score",
        "length scale (%)",
        "failures",
    ]
    return markdown(header, rows)


def hard_tables(table: Table, truths: Truths) -> str:
    """Coverage at 95 % of the hard materials by size, width ratio behind it; a table a method."""
    part = of(table, hard=True, gradients=True)
    scores = dict(groups(part, truths, "estimator", "material", "shape"))
    blocks = []
    for name in ("two-point", "spectral", "subdivision"):
        for ndim in (2, 3):
            shapes = [cut.label for cut in TIERS["medium"].cuts[ndim]]
            rows = [
                [material.name, *(_cell(scores.get((name, material.name, s))) for s in shapes)]
                for material in MATERIALS.values()
                if (name, material.name, shapes[0]) in scores
            ]
            if rows:
                header = ["Material", *(shape.replace("x", " × ") for shape in shapes)]
                blocks.append(f"{NAMES[name]}, {ndim}D\n\n{markdown(header, rows)}")
    return "\n\n".join(blocks)


def _cell(score: Score | None) -> str:
    if score is None:
        return "–"
    coverage = score.coverage[0.95]
    share = f"{100 * coverage.fraction:.0f}" if coverage.n else "–"
    shown = f"**{share}**" if coverage.is_below(0.95, 0.975) else share
    failed = f", {score.failures} failed" if score.failures else ""
    return f"{shown} ({score.width_ratio[0.95]:.2f}){failed}"


def warned_table(table: Table, truths: Truths) -> str:
    """Coverage of both methods with and without each of their warnings, stationary materials."""
    rows = []
    for estimator in ("two-point", "spectral"):
        part = of(table)
        part = pick(part, part["estimator"] == estimator)
        cells = part["warnings"].tolist()
        codes = sorted({code for cell in cells for code in cell.split("|") if code})
        choices = [("no warning", [not cell for cell in cells])]
        choices += [(f"`{code}`", [code in cell.split("|") for cell in cells]) for code in codes]
        for text, chosen in choices:
            some = pick(part, chosen)
            if some["patch"].size:
                ((_, score),) = groups(some, truths, "estimator")
                width = f"{score.width_ratio[0.95]:.2f}"
                name = f"{NAMES[estimator]}: {text}"
                rows.append([name, str(score.n), with_interval(score), width])
    return markdown(["Method and warning", "patches", "coverage at 95 %", "width over ideal"], rows)


def real_table(table: Table, truths: Truths) -> str:
    """Coverage and width of both methods on real masks, a line a mask and size."""
    scores = dict(groups(table, truths, "material", "shape", "estimator"))
    rows = []
    for material, shape in dict.fromkeys(key[:2] for key in scores):
        both = [scores[material, shape, name] for name in ("spectral", "two-point")]
        cells = [f"{with_interval(s)}; {s.width_ratio[0.95]:.2f}" for s in both]
        share = f"{100 * truths[material, shape].phase_fraction:.1f}"
        rows.append([f"{material}, {shape.replace('x', ' × ')}", share, str(both[0].n), *cells])
    return markdown(["Mask and patch", "phase (%)", "patches", "spectral", "two-point"], rows)


def times_table(table: Table, truths: Truths) -> str:
    """Processor time of a patch."""
    names = [name for name in present(table) if name != "two-point-sigma"]
    scores = dict(groups(table, truths, "estimator", "shape"))
    rows = []
    for cut in (*TIERS["medium"].cuts[2], *TIERS["medium"].cuts[3]):
        cells = [f"{1e3 * scores[name, cut.label].seconds:.1f}" for name in names]
        rows.append([cut.label.replace("x", " × "), *cells])
    return markdown(["Patch", *(f"{NAMES.get(n, n)} (ms)" for n in names)], rows)


def runs_table(results: Path) -> str:
    """Command, commit and versions of every table."""
    rows = []
    for path in sorted(results.glob("*/*.json")):
        if path.parent.name not in SHOWN_TIERS:
            continue
        made = json.loads(path.read_text())
        rows.append(
            [
                f"`{path.parent.name}/{path.stem}`",
                f"`{made['command']}`",
                f"{made['date']}, commit {made['commit']}",
                f"Python {made['python']}, NumPy {made['numpy']}, SciPy {made['scipy']}",
                f"{made['units']} of {made['units_planned']}",
            ]
        )
    return markdown(["Table", "last command", "made", "versions", "fields"], rows)
