"""Families of materials: how often each is covered, and which method has the better score."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage.estimators import half_width
from benchmarks.coverage.materials import MATERIALS
from benchmarks.coverage.plan import TIERS
from benchmarks.coverage.results import Table
from benchmarks.coverage.scores import Truths, same_patches, score
from benchmarks.coverage.tables import of, percent, pick
from benchmarks.coverage.truth import Truth
from benchmarks.records import markdown

LEVELS = (0.9, 0.95, 0.99)
TOLERANCE = 0.025
"""Coverage further from the level counts as missed; in groups of patches this is also chance: of 24
patches one is 4 points."""

BOOTSTRAPS = 2000


@dataclass(frozen=True)
class Family:
    """One family at one size: the spectral method beside the two-point method.

    Attributes
    ----------
    name : str
        Family.
    shape : str
        Shape of the patches, as in tables.
    n : int
        Patches that both methods answered.
    coverage : tuple of float
        Of the spectral method's intervals, at `LEVELS`.
    width : float
        Its mean half-width over the ideal's, at 95 %.
    scores : tuple of float
        Mean interval scores at 95 % of the spectral and of the two-point method, over the ideal's.
    difference : tuple of float
        95 % interval of the difference of the two scores by a paired bootstrap over patches.
    """

    name: str
    shape: str
    n: int
    coverage: tuple[float, ...]
    width: float
    scores: tuple[float, float]
    difference: tuple[float, float]

    @property
    def is_better(self) -> bool:
        """Whether the spectral method has the better mean score."""
        return self.scores[0] < self.scores[1]

    @property
    def is_missed(self) -> tuple[bool, ...]:
        """Whether its coverage is further than `TOLERANCE` from each level."""
        return tuple(
            abs(c - level) > TOLERANCE for c, level in zip(self.coverage, LEVELS, strict=True)
        )


def families(table: Table, truths: dict[tuple[str, str], Truth]) -> Iterator[Family]:
    """Compare the methods family by family, gradients left out.

    Parameters
    ----------
    table : Table
        Rows of both methods.
    truths : dict
        Truth by material and shape.

    Yields
    ------
    Family
        By shape and name.
    """
    shapes = [cut.label for cuts in TIERS["medium"].cuts.values() for cut in cuts]
    for shape in shapes:
        part = of(pick(table, table["shape"] == shape))
        kinds = np.array([MATERIALS[name].family for name in part["material"].tolist()])
        for name in sorted(set(kinds.tolist())):
            found = _family(name, shape, pick(part, kinds == name), truths)
            if found:
                yield found


def _family(
    name: str, shape: str, table: Table, truths: dict[tuple[str, str], Truth]
) -> Family | None:
    ours, theirs = same_patches(
        *(pick(table, table["estimator"] == one) for one in ("spectral", "two-point"))
    )
    if not len(ours["material"]):
        return None
    truth = Truths(ours, truths)
    figures = score(ours, truth)
    mine, other = _scores(ours, truth), _scores(theirs, truth)
    rng = np.random.default_rng(0)
    difference = mine - other
    drawn = rng.integers(len(difference), size=(BOOTSTRAPS, len(difference)))
    low, high = np.percentile(difference[drawn].mean(axis=1), [2.5, 97.5])
    return Family(
        name,
        shape,
        len(mine),
        tuple(figures.coverage[level].fraction for level in LEVELS),
        figures.width_ratio[0.95],
        (float(mine.mean()), float(other.mean())),
        (float(low), float(high)),
    )


def _scores(table: Table, truth: Truths) -> NDArray[np.float64]:
    """Interval score of each row at 95 % over the mean score of the ideal interval."""
    low, high = table["low_0.95"], table["high_0.95"]
    missed = np.maximum(low - truth.phase_fraction, 0) + np.maximum(truth.phase_fraction - high, 0)
    z = half_width(0.95)
    ideal = 4 / 0.05 * np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * truth.deviation
    return np.asarray((high - low + 2 / 0.05 * missed) / ideal)


def wins_table(found: list[Family]) -> str:
    """By size: families with the better score, and families missed at each level."""
    rows = []
    for shape in dict.fromkeys(family.shape for family in found):
        part = [family for family in found if family.shape == shape]
        better = sum(family.is_better for family in part)
        rows.append(
            [
                shape.replace("x", " × "),
                f"{better} of {len(part)} ({percent(better / len(part))} %)",
                str(sum(family.difference[1] < 0 for family in part)),
                str(sum(family.difference[0] > 0 for family in part)),
                *(str(sum(family.is_missed[i] for family in part)) for i in range(len(LEVELS))),
            ]
        )
    header = [
        "Patch", "better score", "beyond chance", "worse beyond chance",
        *(f"{level:.0%} missed".replace("%", " %") for level in LEVELS),
    ]  # fmt: skip
    return markdown(header, rows)


def families_table(found: list[Family]) -> str:
    """Every family at every size; coverage beyond the tolerance in bold."""
    rows = []
    for family in found:
        cells = [
            f"**{percent(share)}**" if missed else percent(share)
            for share, missed in zip(family.coverage, family.is_missed, strict=True)
        ]
        low, high = family.difference
        rows.append(
            [
                f"{family.name}, {family.shape.replace('x', ' × ')}",
                str(family.n),
                *cells,
                f"{family.width:.2f}",
                f"{family.scores[0]:.2f}",
                f"{family.scores[1]:.2f}",
                f"{low:+.2f} to {high:+.2f}",
            ]
        )
    header = [
        "Family and patch", "patches", "90 %", "95 %", "99 %", "width", "score", "two-point's",
        "difference",
    ]  # fmt: skip
    return markdown(header, rows)
