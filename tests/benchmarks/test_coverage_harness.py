"""The coverage benchmark itself: its seeds, patches, resumption and its power to catch a liar."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile

from benchmarks.coverage.__main__ import main
from benchmarks.coverage.estimators import LEVELS, Estimate, half_width, normal_interval
from benchmarks.coverage.fields import WhiteNoise
from benchmarks.coverage.materials import MATERIALS, OWN, TRUTH, Material, chosen
from benchmarks.coverage.plan import (
    TIERS,
    Cut,
    Tier,
    disjoint_patches,
    patches_anywhere,
    patches_of_field,
)
from benchmarks.coverage.real_masks import RealMask, present
from benchmarks.coverage.results import RECORD, collect, read_table, read_tier
from benchmarks.coverage.runner import Unit, patches, run, units
from benchmarks.coverage.scores import Coverage, groups
from benchmarks.coverage.truth import Truth, block_means, measure_truth, read_truth

ROOT = Path(__file__).parents[2]
CHEAP = ("blurred_35", "discs_20", "packing_loose", "poisson_lines", "lattice_holes", "lamellae")


def silent(line):
    pass


def half(mask):
    """An estimator that needs no time."""
    centre = float(mask.mean())
    return {"half": Estimate(centre, 0.1, 1.0, normal_interval(centre, 0.1))}


# materials


def test_names_are_unique_and_every_family_the_issue_names_is_there():
    names = [material.name for material in (*OWN,)]
    assert len(set(names)) == len(names)
    families = {material.family for material in OWN}
    assert families >= {
        "anisotropic", "multi-scale", "packing", "lamellae", "rare", "gradient", "fibres",
        "aligned fibres", "lattice on axes", "turned lattice",
    }  # fmt: skip
    assert sum(name.startswith("porespy_2d") for name in MATERIALS) == 50
    assert sum(name.startswith("porespy_3d") for name in MATERIALS) == 50


@pytest.mark.parametrize("name", CHEAP)
def test_a_field_is_the_same_every_time_and_no_other(name):
    material = MATERIALS[name]
    first = material.field(0)
    assert first.dtype == bool
    assert first.shape == material.field_shape
    assert np.array_equal(first, material.field(0))
    assert not np.array_equal(first, material.field(1))
    assert not np.array_equal(first, material.field(0, TRUTH))


@pytest.mark.parametrize(
    "name",
    ["blurred_35", "stretched_8_turned", "squares_50", "annuli", "fibres_15", "discs_lognormal",
     "poisson_lines", "checkerboard", "scales_8", "exclusive_or", "lamellae", "gradient_strong",
     "rare_02"],
)  # fmt: skip
def test_theory_and_samples_agree_on_the_phase_fraction(name):
    material = MATERIALS[name]
    cut = Cut((400, 400), 1)
    tier = Tier("t", (material,), 1, 1, {2: (cut,)})
    (row,) = measure_truth(name, tier, 2)
    means = np.concatenate([block_means(material.field(i, TRUTH), (400, 400)) for i in range(2)])
    error = means.std() / np.sqrt(means.size)
    assert row[4] == "theory"
    assert abs(means.mean() - material.phase_fraction) < 5 * error


@pytest.mark.skipif(not list(present()), reason="no real masks: see benchmarks.coverage.real_masks")
def test_real_masks_are_what_they_are_said_to_be():
    fractions = {mask.name: mask.phase_fraction for mask in present()}
    known = {"berea_0_3d": 0.196, "electrode_85_3d": 0.400, "micrograph_170_2d": 0.574}
    for name in known.keys() & fractions.keys():
        assert fractions[name] == pytest.approx(known[name], abs=1e-3)
    for mask in present():
        field = mask.field(0)
        assert field.shape == mask.field_shape
        assert 0 < field.mean() < 1
        assert np.array_equal(field, mask.field(0, TRUTH))


def test_patterns_choose_materials():
    assert [m.name for m in chosen("rare_0*,foam", OWN)] == ["rare_01", "rare_02", "foam"]


# patches


@pytest.mark.parametrize(
    ("field", "shape", "count"),
    [((60, 60), (13, 13), 16), ((60, 70), (7, 56), 8), ((40, 40, 40), (9, 9, 9), 64)],
)
def test_patches_never_overlap(field, shape, count):
    seen = np.zeros(field, int)
    for window in disjoint_patches(np.random.default_rng(3), field, shape, count):
        assert seen[window].shape == shape
        seen[window] += 1
    assert seen.max() == 1
    assert seen.sum() == count * np.prod(shape)


def test_patches_anywhere_reach_every_corner_and_stay_inside():
    field, shape = (9, 12, 7), (8, 10, 7)
    windows = patches_anywhere(np.random.default_rng(3), field, shape, 200)
    assert len(windows) == 200
    seen = np.zeros(field, int)
    for window in windows:
        assert seen[window].shape == shape
        seen[window] += 1
    assert seen.min() > 0
    starts = {tuple(part.start for part in window) for window in windows}
    assert starts == {(y, x, 0) for y in range(2) for x in range(3)}


def test_a_patch_larger_than_the_field_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        patches_anywhere(np.random.default_rng(0), (20, 20), (20, 21), 1)


def test_more_patches_than_fit_are_refused():
    with pytest.raises(ValueError, match="holds 4 disjoint patches"):
        disjoint_patches(np.random.default_rng(0), (20, 20), (10, 10), 5)


@pytest.mark.parametrize("tier", TIERS.values(), ids=TIERS)
def test_every_tier_can_be_cut(tier):
    for material in tier.materials:
        for cut in tier.cuts[material.ndim]:
            n_fields = material.n_fields() if isinstance(material, RealMask) else tier.n_fields
            counts = [patches_of_field(tier, material, cut, index) for index in range(n_fields)]
            assert sum(counts) == cut.total or isinstance(material, RealMask)
            choose = patches_anywhere if tier.overlapping else disjoint_patches
            choose(np.random.default_rng(0), material.field_shape, cut.shape, max(counts))


def test_table_1_is_as_large_as_the_papers():
    for name, total in (("table1-2d", 10_000), ("table1-3d", 1_000)):
        tier = TIERS[name]
        assert sum(cut.total for m in tier.materials for cut in tier.cuts[m.ndim]) == total


def test_a_real_image_is_cut_into_as_many_patches_as_the_papers(tmp_path, monkeypatch):
    labels = np.random.default_rng(0).integers(0, 2, (700, 800), np.uint8)
    tifffile.imwrite(tmp_path / "image.tif", labels)
    monkeypatch.setenv("IMAGEREP_REAL_MASKS", str(tmp_path))
    mask = RealMask("image", "real", 2, "image.tif", 1, ((0, 700), (100, 750)))
    assert np.array_equal(mask.field(0), labels[:, 100:750] == 1)
    assert mask.phase_fraction == labels[:, 100:750].mean()
    cuts = TIERS["table1-real"].cuts
    tier = Tier("t", (mask,), 1, 1, cuts, overlapping=True)
    counts = [patches_of_field(tier, mask, cut, 0) for cut in cuts[2]]
    # The paper has 1,008 of four slices with three phases each, and 200 of each separator.
    assert 4 * 3 * sum(counts) == 1008
    assert sum(cut.total for cut in cuts[3]) == 200
    assert len(list(patches(Unit(tier, mask, 0, "half")))) == sum(counts)


def test_every_method_sees_the_same_patches():
    tier = TIERS["smoke"]
    first, second = (Unit(tier, tier.materials[0], 0, name) for name in ("one", "another"))
    for one, another in zip(patches(first), patches(second), strict=True):
        assert one[:2] == another[:2]
        assert np.array_equal(one[2], another[2])


# runs


def test_an_interrupted_run_goes_on_where_it_was(tmp_path):
    tier = TIERS["smoke"]
    todo = units(tier, ["half"], tier.materials)
    calls = []

    def stops(mask):
        calls.append(1)
        if len(calls) == 9:
            raise KeyboardInterrupt
        return half(mask)

    with pytest.raises(KeyboardInterrupt):
        run(todo, tmp_path / "a", methods={"half": stops}, say=silent)
    finished = [unit for unit in todo if unit.path(tmp_path / "a").exists()]
    assert 0 < len(finished) < len(todo)
    assert not list((tmp_path / "a").rglob("*.part"))
    done = run(todo, tmp_path / "a", methods={"half": half}, say=silent)
    assert done == len(todo) - len(finished)
    run(todo, tmp_path / "b", methods={"half": half}, say=silent)
    for folder in ("a", "b"):
        collect(todo, tmp_path / folder, "smoke", "half", tmp_path / folder / "results")
    one, another = (read_tier("smoke", tmp_path / folder / "results") for folder in ("a", "b"))
    assert all(
        np.array_equal(one[name], another[name]) for name in ("material", "patch", "low_0.95")
    )


def test_a_killed_run_goes_on_where_it_was(tmp_path):
    command = [
        sys.executable, "-m", "benchmarks.coverage", "run", "--tier", "smoke", "--processes", "1",
        "--estimators", "subdivision", "--parts", str(tmp_path), "--results", str(tmp_path / "r"),
    ]  # fmt: skip
    parts = tmp_path / "coverage" / "smoke" / "subdivision"
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(parts.glob("*.csv")):
        time.sleep(0.002)
    if process.poll() is None:
        os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in parts.glob("*.csv")}
    assert before
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{len(before)} of 3 units are there" in again.stderr
    after = {path: path.stat().st_mtime_ns for path in parts.glob("*.csv")}
    assert len(after) == 3
    assert all(after[path] == stamp for path, stamp in before.items())
    table = read_table(tmp_path / "r" / "smoke" / "subdivision.csv.gz")
    assert table["patch"].size == 6 + 6 + 1


def test_a_changed_parameter_is_not_taken_for_a_finished_unit():
    tier = TIERS["smoke"]
    material = tier.materials[0]
    changed = replace(material, medium=WhiteNoise(0.5))
    assert Unit(tier, material, 0, "m").file_name != Unit(tier, changed, 0, "m").file_name


def test_the_registered_estimators_run_from_the_command_line(tmp_path, capsys):
    places = ["--parts", str(tmp_path), "--results", str(tmp_path / "r")]
    main(["truth", "--tier", "smoke", "--processes", "1", *places])
    main(["run", "--tier", "smoke", "--processes", "1", *places])
    table = read_tier("smoke", tmp_path / "r")
    truths = read_truth("smoke", tmp_path / "r")
    found = {key[0]: score for key, score in groups(table, truths, "estimator")}
    assert set(found) == {"two-point", "two-point-sigma", "subdivision"}
    for score in found.values():
        assert score.n + score.failures == 13
        assert score.failures == 0
    assert found["two-point"].width_ratio[0.99] > found["two-point-sigma"].width_ratio[0.99]


def test_a_failing_estimator_is_a_result(tmp_path):
    tier = TIERS["smoke"]
    todo = units(tier, ["bad"], tier.materials[:1])

    def bad(mask):
        raise ArithmeticError

    run(todo, tmp_path, methods={"bad": bad}, say=silent)
    table = read_table(collect(todo, tmp_path, "smoke", "bad", tmp_path / "r"))
    assert set(table["failure"]) == {"ArithmeticError"}
    assert np.isnan(table["low_0.5"]).all()


# truth and scores


def test_block_means_are_the_means_of_blocks():
    field = np.random.default_rng(1).random((25, 31)) < 0.4
    expected = [field[i : i + 6, j : j + 10].mean() for i in range(0, 24, 6) for j in (0, 10, 20)]
    assert np.allclose(block_means(field, (6, 10)), expected)


def test_white_noise_has_the_standard_deviation_of_independent_pixels():
    (row,) = measure_truth("white_noise", Tier("t", (), 1, 1, {2: (Cut((50, 50), 1),)}), 1)
    assert row[6] == 32 * 32
    assert row[5] == pytest.approx(np.sqrt(0.3 * 0.7 / 2500), rel=4 / np.sqrt(2 * 1024))


def test_coverage_interval_is_clopper_and_pearsons():
    low, high = Coverage(95, 100).interval()  # values of their 1934 tables, as R's binom.test
    assert low == pytest.approx(0.8871651, abs=1e-6)
    assert high == pytest.approx(0.9835681, abs=1e-6)
    assert Coverage(10, 10).interval()[1] == 1
    assert Coverage(0, 10).interval()[0] == 0


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Scores of intervals of the true standard deviation, and of narrower ones."""
    folder = tmp_path_factory.mktemp("judged")
    material = Material("blurred_35", "gaussian", 2, MATERIALS["blurred_35"].medium, 0.35)
    tier = Tier("judged", (material,), 4, 4, {2: (Cut((100, 100), 800),)})
    (row,) = measure_truth("blurred_35", tier, 4)
    deviation = row[5]

    def oracle(factor):
        def method(mask):
            centre = float(mask.mean())
            interval = normal_interval(centre, factor * deviation)
            return {"oracle": Estimate(centre, factor * deviation, 10.0, interval)}

        return method

    scores = {}
    for factor in (1.0, 0.85, 0.5):
        parts = folder / f"{factor}"
        todo = units(tier, ["oracle"], tier.materials)
        run(todo, parts, methods={"oracle": oracle(factor)}, say=silent)
        table = read_table(collect(todo, parts, "judged", "oracle", parts / "results"))
        truth = Truth(0.35, deviation, 10.0, int(row[6]), "theory", 0.0)
        ((_, scores[factor]),) = groups(table, {("blurred_35", "100x100"): truth}, "estimator")
    return scores


def test_an_ideal_estimator_covers_as_often_as_it_says(judged):
    for level in LEVELS:
        low, high = judged[1.0].coverage[level].interval(0.999)
        assert low <= level <= high
        assert not judged[1.0].coverage[level].is_below(level)
        assert judged[1.0].width_ratio[level] == pytest.approx(1, abs=0.01)
    assert judged[1.0].interval_score_ratio[0.95] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("factor", [0.85, 0.5])
def test_an_overconfident_estimator_is_caught(judged, factor):
    for level in (0.8, 0.9, 0.95, 0.99):
        assert judged[factor].coverage[level].is_below(level)
        assert judged[factor].width_ratio[level] == pytest.approx(factor, abs=0.01)
        assert judged[factor].interval_score_ratio[level] > judged[1.0].interval_score_ratio[level]


def test_half_width_of_95_percent():
    assert half_width(0.95) == pytest.approx(1.959964, abs=1e-6)


def test_the_papers_record_is_counted_and_its_equation_solved(tmp_path):
    def recorded(fraction, scale, held):
        return {
            "edge_length": "200", "pf": fraction, "pred_cls": scale, "in_bounds_one_im": 0,
            "model_wo_gmm_in_bounds": 1, "model_in_bounds": held,
        }  # fmt: skip

    # 200^3 voxels: sigma_mod = 444.8 / 8e6^0.437 = 0.43, so 95 % is 2.24 sigma by equation (12);
    # CLS 20 px at a fraction of 0.5 makes sigma 0.0158 and the half-width 0.0354.
    entry = {"true_pf": 0.5, "run_0": recorded(0.53, 20, 1), "run_1": recorded(0.54, 20, 0)}
    anode = {"true_pf": 0.5, "run_0": recorded(0.5, 5, 1) | {"edge_length": "400"}}
    file = tmp_path / "record.json"
    file.write_text(
        json.dumps(
            {
                "validation_2D": {"anode_0": anode, "blobs_1": anode},
                "validation_3D": {"separator_x": entry},
            }
        )
    )
    main(["record", str(file), "--results", str(tmp_path)])
    table = read_table(tmp_path / RECORD)
    assert table["material"].tolist() == ["anode_0", "separator_x"]
    assert table["sides"].tolist() == ["400", "200"]
    assert table["patches"].tolist() == [1, 2]
    assert table["two-point"].tolist() == [1, 1]
    assert table["subdivision"].tolist() == [0, 0]
    assert np.isnan(table["solved"][0])
    assert table["solved"][1] == 1
