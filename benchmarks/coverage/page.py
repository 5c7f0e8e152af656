"""Write docs/validation.md and its plots from the committed tables."""

import math
from collections.abc import Callable
from pathlib import Path

from benchmarks.coverage import plots, tables
from benchmarks.coverage.estimators import LEVELS
from benchmarks.coverage.families import families, families_table, wins_table
from benchmarks.coverage.materials import MATERIALS
from benchmarks.coverage.plan import TIERS
from benchmarks.coverage.results import RECORD, Table, read_table, read_tier, write_table
from benchmarks.coverage.scores import Score, groups
from benchmarks.coverage.tables import Truths, of, pick, present
from benchmarks.coverage.truth import read_truth

TEMPLATE = Path(__file__).parent / "validation.md.in"


def write_page(results: Path, docs: Path) -> None:
    """Write the page, its plots and a summary table beside each tier's tables.

    Parameters
    ----------
    results : Path
        Folder of results.
    docs : Path
        Folder of the documentation.
    """
    rows, truths = {}, {}
    for tier in tables.SHOWN_TIERS:
        table = read_tier(tier, results)
        if table:
            rows[tier], truths[tier] = table, read_truth(tier, results)
            _write_summary(results / tier / "summary.csv", table, truths[tier])
    found = list(families(rows["medium"], truths["medium"]))
    parts: dict[str, Callable[[], str]] = {
        "table1": lambda: tables.table_1(rows, truths),
        "table1_sizes": lambda: tables.table_1_sizes(rows, truths),
        "table1_kinds": lambda: tables.table_1_kinds(rows, truths),
        "table1_real": lambda: tables.table_1_real(
            rows["table1-real"], truths["table1-real"], read_table(results / RECORD)
        ),
        "levels": lambda: tables.levels_table(rows["medium"], truths["medium"]),
        "sizes": lambda: tables.sizes_table(rows["medium"], truths["medium"]),
        "wins": lambda: wins_table(found),
        "families": lambda: families_table(found),
        "hard": lambda: tables.hard_tables(rows["medium"], truths["medium"]),
        "real": lambda: tables.real_table(rows["real"], truths["real"]),
        "warned": lambda: tables.warned_table(rows["medium"], truths["medium"]),
        "times": lambda: tables.times_table(rows["medium"], truths["medium"]),
        "runs": lambda: tables.runs_table(results),
    }
    text = TEMPLATE.read_text()
    for name, part in parts.items():
        if f"{{{{{name}}}}}" in text:
            text = text.replace(f"{{{{{name}}}}}", part())
    (docs / "validation.md").write_text(text)
    draw(rows["medium"], truths["medium"], docs / "figures")


def draw(table: Table, truths: Truths, folder: Path) -> None:
    """All plots of the page.

    Parameters
    ----------
    table : Table
        Rows of the medium tier.
    truths : dict
        Its truths.
    folder : Path
        Folder of figures.
    """
    names = present(table)
    tier = TIERS["medium"]
    kinds = {
        "2D, ordinary": of(table, ndim=2, hard=False),
        "2D, hard": of(table, ndim=2, hard=True),
        "3D, all": of(table, ndim=3),
    }
    by_shape = {
        title: {
            cut.label: pick(part, part["shape"] == cut.label)
            for cut in tier.cuts[3 if title.startswith("3D") else 2]
        }
        for title, part in kinds.items()
    }
    levels = {
        f"{title}, {shape.replace('x', '×')}": dict(groups(part, truths, "estimator"))
        for title, shape in (
            ("2D, ordinary", "100x100"),
            ("2D, ordinary", "800x800"),
            ("2D, hard", "100x100"),
            ("2D, hard", "800x800"),
        )
        for part in [by_shape[title][shape]]
    }
    plots.coverage_against_level(levels, names, folder / "validation-levels.svg")
    coverage = {
        title: {shape: dict(groups(part, truths, "estimator")) for shape, part in parts.items()}
        for title, parts in by_shape.items()
    }
    plots.against_size(coverage, names, folder / "validation-sizes.svg", what="coverage")
    width = {
        title: {
            shape: dict(groups(part, truths, "estimator", "material"))
            for shape, part in parts.items()
        }
        for title, parts in by_shape.items()
    }
    plots.against_size(width, names, folder / "validation-widths.svg", what="width")
    scores = dict(groups(table, truths, "estimator", "material", "shape"))
    shown = [name for name in names if name != "two-point-sigma"]
    points = {
        name: [
            _length_scale_point(score, material, shape, truths)
            for (estimator, material, shape), score in scores.items()
            if estimator == name and score.n
        ]
        for name in shown
    }
    plots.length_scales(points, folder / "validation-length-scales.svg")
    for ndim in (2, 3):
        rows = [(m.name, m.hard) for m in tier.materials if m.ndim == ndim]
        sizes = [cut.label for cut in tier.cuts[ndim]]
        path = folder / f"validation-map-{ndim}d.svg"
        plots.coverage_map(rows, sizes, shown, scores, path)


def _length_scale_point(
    score: Score, material: str, shape: str, truths: Truths
) -> tuple[float, float, float, bool]:
    true = truths[material, shape].length_scale_px
    sides = [int(side) for side in shape.split("x")]
    side = math.prod(sides) ** (1 / len(sides))
    return true, true * math.exp(score.length_scale_bias), side, MATERIALS[material].hard


def _write_summary(path: Path, table: Table, truths: Truths) -> None:
    header = [
        "material", "shape", "estimator", "phase_fraction", "true_standard_deviation",
        "true_length_scale_px", "patches", "failures",
        *(f"{what}_{level:g}" for level in LEVELS for what in ("coverage", "low", "high")),
        *(f"width_ratio_{level:g}" for level in LEVELS),
        *(f"interval_score_ratio_{level:g}" for level in LEVELS),
        "length_scale_log_bias", "length_scale_log_scatter", "seconds",
    ]  # fmt: skip
    rows = []
    for (material, shape, estimator), s in groups(table, truths, "material", "shape", "estimator"):
        truth = truths[material, shape]
        row: list[object] = [material, shape, estimator, truth.phase_fraction]
        row += [truth.standard_deviation, truth.length_scale_px, s.n, s.failures]
        for level in LEVELS:
            row += [
                round(x, 4) for x in (s.coverage[level].fraction, *s.coverage[level].interval())
            ]
        row += [round(s.width_ratio[level], 3) for level in LEVELS]
        row += [round(s.interval_score_ratio[level], 3) for level in LEVELS]
        row += [
            round(s.length_scale_bias, 3),
            round(s.length_scale_scatter, 3),
            round(s.seconds, 4),
        ]
        rows.append(row)
    write_table(path, header, rows)
