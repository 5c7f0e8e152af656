"""The benchmark of quantities: what it makes of a folder of intervals."""

from __future__ import annotations

import argparse
import csv
import math

import numpy as np
import pytest

from benchmarks import quantities
from benchmarks.quantities import COLUMNS, TRUTH_COLUMNS, exact, materials

NAME = "spheres_3d"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two fields of the truth, two intervals of which one holds it, and a refusal."""
    truth = [
        {"material": NAME, "field": field, "side": side, "quantity": "phase-fraction", "value": v}
        for field, side, v in [
            (0, 288, 0.28), (0, 64, 0.1), (0, 64, 0.5), (1, 288, 0.32), (1, 64, 0.1), (1, 64, 0.5),
        ]
    ]  # fmt: skip
    ends = {f"{end}_{level:g}": 0.3 + sign for level in quantities.LEVELS
            for end, sign in (("low", -0.1), ("high", 0.1))}  # fmt: skip
    beside = {one: value + 0.2 for one, value in ends.items()}
    where = {"material": NAME, "method": "spectral", "side": 64, "quantity": "phase-fraction"}
    rows = [where | ends, where | beside, where | {"failure": "phase-alone"}]
    for index in range(2):
        part = [row for row in truth if row["field"] == index]
        write(tmp_path / f"truth_{NAME}_{index}.csv", TRUTH_COLUMNS, part)
    write(tmp_path / f"spectral_{NAME}_0.csv", COLUMNS, rows)
    summary, page = tmp_path / "known" / "summary.csv", tmp_path / "page.md"
    summary.parent.mkdir()
    old = dict.fromkeys(
        ("images", "refused", "truth", "deviation", "coverage_0.9", "coverage_0.95"), "1"
    ) | {"width_over_ideal": "1", "coverage_0.99": "1"}
    known = [
        {**where, "side": "100", "material": "foam", **old},
        {**where, "material": NAME, **old},
    ]
    write(summary, list(known[0]), known)
    page.write_text("<!-- quantities: begin -->\n<!-- quantities: end -->\n")
    monkeypatch.setattr(quantities, "SUMMARY", summary)
    monkeypatch.setattr(quantities, "PAGE", page)
    return tmp_path


def write(path, columns, rows):
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)


def test_intervals_are_summed_up_beside_what_is_known_of_other_materials(folder):
    quantities.tables(argparse.Namespace(folder=folder))
    with quantities.SUMMARY.open() as stream:
        other, found = sorted(csv.DictReader(stream), key=lambda row: row["material"])
    assert other["material"] == "foam"
    assert (found["images"], found["refused"]) == ("2", "1")
    assert float(found["truth"]) == pytest.approx(0.3)
    assert float(found["deviation"]) == pytest.approx(0.2)
    assert float(found["coverage_0.95"]) == 0.5
    assert float(found["width_over_ideal"]) == pytest.approx(0.1 / (1.959964 * 0.2), rel=1e-6)
    assert (
        "| `phase-fraction` | spectral | 1 | 2 | 50.0 | **50.0** |" in quantities.PAGE.read_text()
    )


def test_values_of_a_part_are_those_that_are_measured():
    import imagerep

    for material in (one for one in materials(2) if one.name in ("foam", "cells_of_3_2d")):
        labels = material.draw(np.random.default_rng(1), (160, 160))
        found = exact(material, labels)((slice(10, 140), slice(20, 150)))
        part = labels[10:140, 20:150]
        for arguments in quantities.calls(material):
            for name, one in imagerep.measure(part, **arguments).items():
                assert math.isclose(one.value, found[name], rel_tol=1e-6), name
