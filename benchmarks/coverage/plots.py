"""The plots of the validation page, as SVG."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from benchmarks.coverage.estimators import LEVELS, NAMES
from benchmarks.coverage.scores import Score

mpl.use("svg")
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#666666",
    "axes.grid": True,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
    "svg.hashsalt": "imagerep",
    "svg.fonttype": "none",
    "figure.facecolor": "white",
    "legend.frameon": False,
}
COLOURS = {
    "two-point": "#0b5cad",
    "two-point-sigma": "#6aaee0",
    "spectral": "#1f8a55",
    "subdivision": "#c4581f",
}
_SPARE_COLOURS = ("#7a4fa3", "#a33a62", "#7d7d1a")
_FEWEST_MISSES = 3e-4
Scores = Mapping[tuple[str, ...], Score]


def colour(estimator: str, estimators: Sequence[str]) -> str:
    """Colour of an estimator, also of one that is not listed here."""
    spare = [name for name in estimators if name not in COLOURS]
    return COLOURS.get(estimator) or _SPARE_COLOURS[spare.index(estimator) % len(_SPARE_COLOURS)]


def save(figure: Figure, path: Path) -> None:
    """Write a figure; the same data give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})


def panels(count: int, width: float, height: float) -> tuple[Figure, list[Axes]]:
    """A row of panels that share the vertical axis."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(1, count, sharey=True, squeeze=False)
    return figure, list(axes[0])


def coverage_against_level(
    columns: Mapping[str, Scores], estimators: Sequence[str], path: Path
) -> None:
    """Misses against promised misses, both logarithmic, labelled as coverage.

    Parameters
    ----------
    columns : mapping
        Title of a panel -> scores by (estimator,).
    estimators : sequence of str
        Order of the lines.
    path : Path
        File to write.
    """
    with mpl.rc_context(STYLE):
        figure, axes = panels(len(columns), 2.35 * len(columns) + 0.6, 3.3)
        promised = [1 - level for level in LEVELS]
        for axis, (title, scores) in zip(axes, columns.items(), strict=True):
            axis.plot([1, 1e-4], [1, 1e-4], color="#999999", lw=1)
            for name in estimators:
                if (name,) not in scores:
                    continue
                coverage = [scores[name,].coverage[level] for level in LEVELS]
                misses = [max(1 - item.fraction, _FEWEST_MISSES) for item in coverage]
                axis.plot(promised, misses, "o-", ms=3, lw=1.4, color=colour(name, estimators))
            axis.set_title(title, fontsize=9)
            axis.set_xscale("log")
            axis.set_yscale("log")
            axis.set_xlim(0.7, 7e-4)
            axis.set_ylim(0.9, _FEWEST_MISSES / 1.3)
            _label_as_coverage(axis)
        axes[0].set_ylabel("measured coverage")
        figure.supxlabel("confidence level", fontsize=9)
        _legend(figure, estimators)
        save(figure, path)


def _label_as_coverage(axis: Axes) -> None:
    ticks = [1 - level for level in LEVELS]
    labels = [f"{100 * level:g}%" for level in LEVELS]
    axis.set_xticks(ticks, labels, fontsize=7.5, rotation=45)
    axis.set_yticks(ticks, labels)
    axis.minorticks_off()


def against_size(
    columns: Mapping[str, Mapping[str, Scores]],
    estimators: Sequence[str],
    path: Path,
    *,
    what: str,
) -> None:
    """Coverage at 95 % (with its interval) or width ratio (with its spread) against size.

    Parameters
    ----------
    columns : mapping
        Title of a panel -> size -> scores by (estimator,) for coverage, or by
        (estimator, material) for the width ratio.
    estimators : sequence of str
        Order of the lines.
    path : Path
        File to write.
    what : str
        ``"coverage"`` or ``"width"``.
    """
    draw: Callable[..., None] = _coverage_line if what == "coverage" else _width_line
    with mpl.rc_context(STYLE):
        figure, axes = panels(len(columns), 2.6 * len(columns) + 0.6, 3.2)
        for axis, (title, sizes) in zip(axes, columns.items(), strict=True):
            for number, name in enumerate(estimators):
                shift = 0.09 * (number - (len(estimators) - 1) / 2)
                draw(axis, sizes, name, shift, colour(name, estimators))
            axis.set_title(title, fontsize=9)
            axis.set_xticks(range(len(sizes)), [_size_text(size) for size in sizes], fontsize=8)
            axis.grid(axis="x", visible=False)
        if what == "coverage":
            for axis in axes:
                axis.axhline(95, color="#999999", lw=1)
            axes[0].set_ylabel("coverage of 95 % intervals (%)")
        else:
            for axis in axes:
                axis.axhline(1, color="#999999", lw=1)
                axis.set_yscale("log")
                ticks = [0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10]
                axis.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
                axis.minorticks_off()
            axes[0].set_ylabel("half-width over the ideal")
        figure.supxlabel("size of a patch (px)", fontsize=9)
        _legend(figure, estimators)
        save(figure, path)


def _size_text(size: str) -> str:
    sides = size.split("x")
    if len(set(sides)) == 1:
        return f"{sides[0]}{'²' if len(sides) == 2 else '³'}"
    return "×\n".join(["×".join(sides[:-1]), sides[-1]])


def _coverage_line(
    axis: Axes, sizes: Mapping[str, Scores], name: str, shift: float, shade: str
) -> None:
    found = [(x, scores[name,]) for x, scores in enumerate(sizes.values()) if (name,) in scores]
    if not found:
        return
    x = np.array([position for position, _ in found]) + shift
    middle = np.array([score.coverage[0.95].fraction for _, score in found])
    ends = np.array([score.coverage[0.95].interval() for _, score in found])
    error = np.abs(ends.T - middle)
    axis.errorbar(x, 100 * middle, 100 * error, fmt="o", ms=4, lw=1.2, capsize=2, color=shade)


def _width_line(
    axis: Axes, sizes: Mapping[str, Scores], name: str, shift: float, shade: str
) -> None:
    for x, scores in enumerate(sizes.values()):
        ratios = [s.width_ratio[0.95] for (estimator, *_), s in scores.items() if estimator == name]
        ratios = [ratio for ratio in ratios if np.isfinite(ratio)]
        if ratios:
            low, middle, high = np.percentile(ratios, [16, 50, 84])
            axis.plot([x + shift] * 2, [low, high], lw=1.2, color=shade)
            axis.plot([x + shift], [middle], "o", ms=4, color=shade)


def length_scales(
    points: Mapping[str, Sequence[tuple[float, float, float, bool]]],
    path: Path,
) -> None:
    """Predicted against true length scale, one panel an estimator.

    Parameters
    ----------
    points : mapping
        Estimator -> (true, median predicted, relative size of the patch, hard) of each material
        and size.
    path : Path
        File to write.
    """
    with mpl.rc_context(STYLE):
        figure, axes = panels(len(points), 2.6 * len(points) + 0.9, 3.1)
        for axis, (name, rows) in zip(axes, points.items(), strict=True):
            axis.plot([0.1, 200], [0.1, 200], color="#999999", lw=1)
            for hard, marker in ((False, "o"), (True, "^")):
                some = np.array([row[:3] for row in rows if row[3] is hard])
                if some.size:
                    drawn = axis.scatter(
                        some[:, 0], some[:, 1], c=some[:, 2], marker=marker, s=13,
                        cmap="viridis", norm=mpl.colors.LogNorm(50, 900), linewidths=0,
                    )  # fmt: skip
            axis.set(xscale="log", yscale="log", xlim=(0.4, 120), ylim=(0.4, 120))
            axis.set_title(NAMES.get(name, name), fontsize=9)
            for which in (axis.xaxis, axis.yaxis):
                which.set_major_formatter(mpl.ticker.FormatStrFormatter("%g"))
        axes[0].set_ylabel("median predicted length scale (px)")
        figure.supxlabel("true length scale (px)", fontsize=9)
        bar = figure.colorbar(drawn, ax=axes, ticks=[64, 100, 200, 400, 800])
        bar.set_ticklabels(["64", "100", "200", "400", "800"])
        bar.minorticks_off()
        bar.set_label("side of the patch (px)")
        shapes = [
            Line2D([], [], ls="", marker=marker, color="#444444", ms=4, label=label)
            for marker, label in (("o", "ordinary material"), ("^", "hard material"))
        ]
        axes[0].legend(handles=shapes, loc="lower right", fontsize=7.5, handletextpad=0.1)
        save(figure, path)


def coverage_map(
    rows: Sequence[tuple[str, bool]],
    sizes: Sequence[str],
    estimators: Sequence[str],
    scores: Scores,
    path: Path,
) -> None:
    """Coverage of 95 % intervals as a map of materials and sizes, one panel an estimator.

    Parameters
    ----------
    rows : sequence of (str, bool)
        Materials and whether they are hard.
    sizes, estimators : sequence of str
        Columns and panels.
    scores : mapping
        Scores by (estimator, material, shape).
    path : Path
        File to write.
    """
    with mpl.rc_context({**STYLE, "axes.grid": False}):
        width, height = 1.2 + 1.75 * len(estimators), 1.1 + 0.165 * len(rows)
        figure, axes = panels(len(estimators), width, height)
        shades = mpl.colors.LinearSegmentedColormap.from_list(
            "coverage", [(0, "#8c1d18"), (0.5, "#f2b8a0"), (0.9, "#f7f7f5"), (1, "#b9d3ee")]
        )
        for axis, name in zip(axes, estimators, strict=True):
            grid = np.full((len(rows), len(sizes)), np.nan)
            for i, (material, _) in enumerate(rows):
                for j, size in enumerate(sizes):
                    if (name, material, size) in scores:
                        grid[i, j] = 100 * scores[name, material, size].coverage[0.95].fraction
            axis.imshow(grid, cmap=shades, vmin=50, vmax=100, aspect="auto")
            for (i, j), value in np.ndenumerate(grid):
                if np.isfinite(value):
                    ink = "white" if value < 60 else "#222222"
                    text = {"ha": "center", "va": "center", "fontsize": 6.5, "color": ink}
                    axis.text(j, i, f"{value:.0f}", **text)
            axis.set_title(NAMES.get(name, name), fontsize=8)
            axis.set_xticks(range(len(sizes)), [_size_text(size) for size in sizes], fontsize=7)
            labels = [name + (" ▲" if hard else "") for name, hard in rows]
            axis.set_yticks(range(len(rows)), labels, fontsize=7)
            axis.tick_params(length=0)
            axis.grid(visible=False)
            axis.spines[:].set_visible(False)
        save(figure, path)


def _legend(figure: Figure, estimators: Sequence[str]) -> None:
    handles = [
        Line2D([], [], marker="o", ms=4, color=colour(name, estimators), label=label)
        for name in estimators
        for label in [NAMES.get(name, name)]
    ]
    figure.legend(handles=handles, loc="outside upper center", ncols=len(handles), fontsize=8.5)
