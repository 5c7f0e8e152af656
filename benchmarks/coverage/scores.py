"""Figures of merit: coverage, width, length scale and interval score, per material and size."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from benchmarks.coverage.estimators import LEVELS, half_width
from benchmarks.coverage.results import Table
from benchmarks.coverage.truth import Truth


@dataclass(frozen=True)
class Coverage:
    """How many intervals hold the truth.

    Attributes
    ----------
    hits, n : int
        Intervals that hold it, and intervals.
    """

    hits: int
    n: int

    @property
    def fraction(self) -> float:
        """Share of the intervals that hold it; NaN without any."""
        return self.hits / self.n if self.n else math.nan

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Clopper-Pearson interval of the share.

        Parameters
        ----------
        level : float
            Confidence level.

        Returns
        -------
        tuple of float
        """
        tail = (1 - level) / 2
        low = betaincinv(self.hits, self.n - self.hits + 1, tail) if self.hits else 0.0
        high = (
            betaincinv(self.hits + 1, self.n - self.hits, 1 - tail) if self.hits < self.n else 1.0
        )
        return float(low), float(high)

    def is_below(self, level: float, confidence: float = 0.999) -> bool:
        """Whether it is below the level by more than chance: the estimator is overconfident."""
        return self.interval(2 * confidence - 1)[1] < level


@dataclass(frozen=True)
class Score:
    """Figures of one estimator for one group of patches.

    Attributes
    ----------
    coverage : dict of float to Coverage
        By confidence level; of the patches that were answered.
    width_ratio : dict of float to float
        Mean half-width over that of one who knows the true standard deviation.
    interval_score_ratio : dict of float to float
        Mean interval score over that of the same ideal.
    length_scale_bias, length_scale_scatter : float
        Median and half the 16-84 % range of ln(predicted / true length scale).
    failures : int
        Patches without an answer.
    seconds : float
        Mean processor time of a patch, all levels together.
    """

    coverage: dict[float, Coverage]
    width_ratio: dict[float, float]
    interval_score_ratio: dict[float, float]
    length_scale_bias: float
    length_scale_scatter: float
    failures: int
    seconds: float

    @property
    def n(self) -> int:
        """Patches answered."""
        return self.coverage[LEVELS[0]].n


class Truths:
    """The truth of every row of a table, as arrays.

    Parameters
    ----------
    table : Table
        Rows.
    truths : mapping
        Truth by material and shape.
    """

    def __init__(self, table: Table, truths: Mapping[tuple[str, str], Truth]) -> None:
        keys = list(zip(table["material"].tolist(), table["shape"].tolist(), strict=True))
        self.phase_fraction = np.array([truths[key].phase_fraction for key in keys])
        self.deviation = np.array([truths[key].standard_deviation for key in keys])
        self.length_scale = np.array([truths[key].length_scale_px for key in keys])

    def __getitem__(self, rows: NDArray[np.bool_]) -> "Truths":
        part = object.__new__(Truths)
        part.phase_fraction = self.phase_fraction[rows]
        part.deviation = self.deviation[rows]
        part.length_scale = self.length_scale[rows]
        return part


def score(table: Table, truth: Truths) -> Score:
    """Figures of all rows of a table together.

    Parameters
    ----------
    table : Table
        Rows of one estimator.
    truth : Truths
        Truths of the rows.

    Returns
    -------
    Score
    """
    answered = np.isfinite(table[f"low_{LEVELS[0]:g}"])
    coverage, width, interval_score = {}, {}, {}
    for level in LEVELS:
        low, high = table[f"low_{level:g}"][answered], table[f"high_{level:g}"][answered]
        fraction, deviation = truth.phase_fraction[answered], truth.deviation[answered]
        below, above = np.maximum(low - fraction, 0), np.maximum(fraction - high, 0)
        # An interval that ends at the truth to the six digits of the table holds it.
        hits = int(np.count_nonzero((below <= 5e-7) & (above <= 5e-7)))
        coverage[level] = Coverage(hits, int(answered.sum()))
        z, tail = half_width(level), 1 - level
        width[level] = _mean((high - low) / 2 / (z * deviation))
        penalty = high - low + 2 / tail * (below + above)
        ideal = 4 / tail * np.exp(-z * z / 2) / math.sqrt(2 * math.pi) * deviation
        interval_score[level] = _mean(penalty / ideal)
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithm = np.log(table["length_scale_px"][answered] / truth.length_scale[answered])
    logarithm = logarithm[np.isfinite(logarithm)]
    spread = np.percentile(logarithm, [16, 50, 84]) if logarithm.size else [math.nan] * 3
    return Score(
        coverage,
        width,
        interval_score,
        float(spread[1]),
        float(spread[2] - spread[0]) / 2,
        int((~answered).sum()),
        _mean(table["seconds"]),
    )


def same_patches(*tables: Table) -> list[Table]:
    """Rows of each table for the patches that all of them answered, in the same order.

    Parameters
    ----------
    *tables : Table
        Rows of one estimator each.

    Returns
    -------
    list of Table
    """
    answered, keys = [], []
    for table in tables:
        rows = np.flatnonzero(np.isfinite(table[f"low_{LEVELS[0]:g}"]))
        columns = [table[name][rows] for name in ("patch", "field", "shape", "material")]
        order = np.lexsort(columns)
        answered.append({name: cells[rows][order] for name, cells in table.items()})
        keys.append(list(zip(*(column[order].tolist() for column in columns), strict=True)))
    common = set(keys[0]).intersection(*keys[1:])
    return [
        {name: cells[[key in common for key in of_rows]] for name, cells in rows.items()}
        for rows, of_rows in zip(answered, keys, strict=True)
    ]


def groups(
    table: Table, truths: Mapping[tuple[str, str], Truth], *columns: str
) -> Iterator[tuple[tuple[str, ...], Score]]:
    """Figures for every combination of the values of some columns.

    Parameters
    ----------
    table : Table
        All rows.
    truths : mapping
        Truth by material and shape.
    *columns : str
        Columns to group by, the estimator among them.

    Yields
    ------
    tuple of (tuple of str, Score)
    """
    if not table:
        return
    truth = Truths(table, truths)
    keys = list(zip(*(table[column].tolist() for column in columns), strict=True))
    members: dict[tuple[str, ...], list[int]] = {}
    for row, key in enumerate(keys):
        members.setdefault(key, []).append(row)
    for key, rows in members.items():
        chosen = np.array(rows)
        yield key, score({name: cells[chosen] for name, cells in table.items()}, truth[chosen])


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if values.size else math.nan
