"""The command line beyond the phase fraction: quantities, grey means, all phases jointly."""

import csv
import io
import json

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.__main__ import main
from imagerep.samples import sample_path


@pytest.fixture
def run():
    def call(*arguments):
        return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)

    return call


@pytest.fixture
def cells(tmp_path):
    rng = np.random.default_rng(3)
    labels = np.kron(rng.integers(0, 3, (18, 20)), np.ones((8, 8), int)).astype(np.uint8)
    path = tmp_path / "cells.npy"
    np.save(path, labels)
    return path


def test_one_quantity_has_the_library_s_value_interval_and_unit(run):
    path = sample_path("two_phase_2d")
    found = run("measure", path, "--phase", 255, "--quantity", "perimeter-density", "--json")
    plain = json.loads(found.stdout)
    one = imagerep.measure(imagerep.read(path), 255, quantity="perimeter-density")
    assert plain["quantity"] == "perimeter-density"
    assert plain["value"] == one.value
    assert plain["value_unit"] == "µm/µm²"
    assert plain["interval"] == list(one.confidence_interval())
    text = run("measure", path, "--phase", 255, "--quantity", "perimeter-density").stdout
    assert "Perimeter density" in text
    assert "µm/µm²" in text


def test_all_quantities_are_rows_and_a_table(run, cells, tmp_path):
    table = tmp_path / "all.csv"
    found = run(
        "measure", cells, "--phase", 1, "--quantity", "all", "--between", "0,1,2", "--over", "1,2",
        "--json", "--csv", table,
    )  # fmt: skip
    assert found.exit_code == 0
    names = [*imagerep.quantity_names(2, 1), "triple-point-density", "phase-ratio"]
    assert [row["quantity"] for row in json.loads(found.stdout)] == names
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [row["quantity"] for row in rows] == names
    labels = np.load(cells)
    ratio = (labels == 1).sum() / (labels > 0).sum()
    assert float(rows[-1]["value"]) == pytest.approx(ratio)


def test_a_boundary_takes_unions_and_every_phase_can_be_asked_for(run, cells):
    found = run("measure", cells, "--quantity", "boundary-density", "--between", "0,1+2", "--json")
    alone = run("measure", cells, "--quantity", "perimeter-density", "--phase", "0", "--json")
    assert json.loads(found.stdout)["value"] == pytest.approx(json.loads(alone.stdout)["value"])
    every = run("measure", cells, "--quantity", "euler-density", "--phase", "all", "--json")
    assert [row["phase"] for row in json.loads(every.stdout)] == [0, 1, 2]


def test_both_methods_of_a_quantity(run, cells):
    found = run("measure", cells, "--quantity", "perimeter-density", "--phase", 1, "--compare",
                "--json")  # fmt: skip
    assert [row["method"] for row in json.loads(found.stdout)] == ["spectral", "two-point"]


def test_the_mean_of_grey_values(run, tmp_path):
    noise = gaussian_filter(np.random.default_rng(0).standard_normal((120, 130)), 3)
    grey = (100 + 400 * noise).clip(0, 255).astype(np.uint8)
    path = tmp_path / "grey.npy"
    np.save(path, grey)
    found = run("measure", path, "--quantity", "mean", "--json")
    assert json.loads(found.stdout)["value"] == pytest.approx(grey.mean())
    refused = run("measure", path, "--quantity", "mean,euler-density")
    assert refused.exit_code == 2
    assert "Measure it by itself" in refused.stderr


@pytest.mark.parametrize(
    "name",
    [
        "tortuosity", "permeability", "connected porosity", "percolation", "open-porosity",
        "effective diffusivity", "thermal-conductivity", "pore size distribution",
        "geodesic_tortuosity",
    ],
)  # fmt: skip
def test_what_is_not_additive_is_refused_with_what_to_do(run, cells, name):
    found = run("measure", cells, "--phase", 1, "--quantity", name)
    assert found.exit_code == 2
    said = " ".join(found.stderr.split())
    assert "is not additive" in said
    assert "windows of several sizes" in said


def test_a_wrong_name_lists_those_of_the_image(run, cells):
    said = " ".join(run("measure", cells, "--quantity", "surfaces").stderr.split())
    assert "There is no quantity “surfaces”" in said
    assert "perimeter-density" in said
    assert "mean-curvature-density" not in said


def test_all_phases_jointly(run, cells):
    found = run("joint", cells, "--confidence", 0.9, "--method", "spectral", "--json")
    plain = json.loads(found.stdout)
    joint = imagerep.measure_joint(np.load(cells), method="spectral")
    assert plain["covariance"] == joint.covariance.tolist()
    assert plain["simultaneous_intervals"] == [
        list(one) for one in joint.simultaneous_intervals(0.9).values()
    ]
    assert sum(plain["phase_fractions"]) == pytest.approx(1)
    text = run("joint", cells).stdout
    assert "All intervals hold together with 95 % confidence" in text
    refused = run("joint", cells, "--confidence", 2)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.stderr
