"""Families of materials, on intervals whose faults are known."""

import numpy as np
import pytest

from benchmarks.coverage.estimators import LEVELS, half_width
from benchmarks.coverage.families import families, families_table, wins_table
from benchmarks.coverage.truth import Truth

DEVIATION = 0.02
TRUTHS = {("discs_20", "100x100"): Truth(0.2, DEVIATION, 10.0, 4000, "theory", 0.0)}


def rows(estimator, factor, seed, n=4000):
    """Normal intervals, `factor` times as wide as the ideal, in an order of their own."""
    fraction = 0.2 + DEVIATION * np.random.default_rng(1).standard_normal(n)
    table = {
        "material": np.full(n, "discs_20"),
        "shape": np.full(n, "100x100"),
        "estimator": np.full(n, estimator),
        "field": np.arange(n, dtype=float) // 100,
        "patch": np.arange(n, dtype=float) % 100,
        "seconds": np.zeros(n),
        "length_scale_px": np.full(n, 10.0),
    }
    for level in LEVELS:
        reach = factor * half_width(level) * DEVIATION
        table[f"low_{level:g}"], table[f"high_{level:g}"] = fraction - reach, fraction + reach
    order = np.random.default_rng(seed).permutation(n)
    return {name: cells[order] for name, cells in table.items()}


def compared(ours, theirs):
    """The one family of two tables, after a patch that nobody answered."""
    ours = {name: cells.copy() for name, cells in ours.items()}
    joined = {name: np.concatenate([ours[name], theirs[name]]) for name in ours}
    unanswered = (joined["field"] == 3) & (joined["patch"] == 14)
    joined["low_0.95"][unanswered] = np.nan
    joined["low_0.5"][unanswered] = np.nan
    (family,) = families(joined, TRUTHS)
    return family


def test_the_ideal_interval_beats_a_wide_one_beyond_chance():
    family = compared(rows("spectral", 1.0, 2), rows("two-point", 1.6, 3))
    assert (family.name, family.n) == ("boolean", 3999)
    assert family.is_better
    assert family.difference[1] < 0
    assert family.scores[0] == pytest.approx(1, abs=0.05)
    assert family.width == pytest.approx(1)
    assert family.is_missed == (False, False, False)
    assert "| 1 of 1 (100.0 %) | 1 | 0 | 0 | 0 | 0 |" in wins_table([family])


def test_a_narrow_interval_is_missed_and_set_in_bold():
    family = compared(rows("spectral", 0.6, 2), rows("two-point", 1.0, 3))
    assert not family.is_better
    assert family.difference[0] > 0
    assert family.is_missed == (True, True, True)
    assert families_table([family]).count("**") == 6


def test_patches_are_paired_whatever_their_order():
    family = compared(rows("spectral", 1.0, 2), rows("two-point", 1.0, 3))
    assert family.difference == (0, 0)
