"""The error of the segmentation at the command line: audits, thresholds, other segmentations."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner
from PIL import Image

import imagerep
from imagerep.__main__ import main
from imagerep.generate import boolean_model

TRUTH = boolean_model((240, 300), phase_fraction=0.35, radius=8, seed=3)
NOISE = np.random.default_rng(0).normal(0, 8, TRUTH.shape)
GREY = np.clip(70 + 90.0 * TRUTH + NOISE, 0, 255).astype(np.uint8)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    spoiled = TRUTH.copy()
    spoiled[:, 1:] |= TRUTH[:, :-1]
    tifffile.imwrite("mask.tif", spoiled.astype(np.uint8) * 255)
    tifffile.imwrite("other.tif", TRUTH.astype(np.uint8) * 255)
    tifffile.imwrite("grey.tif", GREY)

    def call(*arguments):
        found = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
        return found.exit_code, found.stdout, found.stderr

    return call


def answer(path, truth=TRUTH):
    """Fill in the answers as a spreadsheet does."""
    with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        rows = list(csv.DictReader(file))
    for row in rows:
        row["answer"] = 255 * int(truth[int(row["y"]), int(row["x"])])
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    with open(path, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
        file.write(out.getvalue())


def test_an_audit_from_points_to_the_sentence(run, tmp_path):
    code, out, _ = run("audit", "points", "mask.tif", "--count", 200, "-o", "points.csv")
    assert (code, "200 points" in out) == (0, True)
    code, _, err = run("audit", "result", "points.csv")
    assert code == 2
    assert "have an answer: 0" in err
    answer("points.csv")
    code, out, _ = run("audit", "result", "points.csv", "--json", "--target-absolute-error", 0.005)
    plain = json.loads(out)
    expected = imagerep.read_audit("points.csv").estimate(255)
    assert plain["corrected_fraction"] == expected.corrected_fraction
    assert plain["additional_points"] == expected.additional_points(0.005) > 0
    assert abs(expected.corrected_fraction - TRUTH.mean()) < 2.5 * expected.standard_error
    code, out, _ = run("audit", "result", "points.csv")
    assert "Segmented as" in out
    code, out, _ = run("measure", "mask.tif", "--phase", 255, "--audit", "points.csv", "--json")
    row = json.loads(out)
    assert row["corrected_value"] == pytest.approx(expected.corrected_fraction)
    assert "perfect" not in row["statement"]
    assert row["total_absolute_error"] > row["absolute_error"]
    code, out, _ = run(
        "measure", "mask.tif", "--phase", 255, "--audit", "points.csv", "--csv", "a.csv"
    )
    assert "Sampling and segmentation" in out
    with open("a.csv", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        (flat,) = csv.DictReader(file)
    assert float(flat["total_interval_low"]) == pytest.approx(row["total_interval"][0])


def test_an_audit_of_another_image_is_refused(run):
    run("audit", "points", "mask.tif", "-o", "points.csv")
    answer("points.csv")
    code, _, err = run("measure", "other.tif", "--phase", 255, "--audit", "points.csv")
    assert code == 2
    assert "audited points" in err
    code, _, err = run(
        "measure", "mask.tif", "--phase", 255, "--audit", "points.csv", "--alternative", "other.tif"
    )
    assert code == 2
    assert "exclude each other" in err


def test_files_are_not_replaced_unasked(run):
    assert run("audit", "points", "mask.tif", "-o", "points.csv")[0] == 0
    code, _, err = run("audit", "points", "mask.tif", "-o", "points.csv")
    assert (code, "exists already" in err) == (2, True)
    assert run("audit", "points", "mask.tif", "-o", "points.csv", "--force", "--seed", 1)[0] == 0
    assert run("audit", "points", "mask.tif", "-o", "mask.tif")[0] == 2


def test_pictures_of_the_points(run, tmp_path):
    code, _, _ = run(
        "audit", "points", "mask.tif", "--grey", "grey.tif", "--count", 12, "-o", "points.csv"
    )
    assert code == 0
    pictures = sorted((tmp_path / "points").iterdir())
    assert [one.name for one in pictures] == [f"{k:02d}.png" for k in range(1, 13)]
    audit = imagerep.read_audit("points.csv")
    for point, path in zip(audit.points, pictures, strict=True):
        y, x = point.position
        picture = np.asarray(Image.open(path))
        row, column = (6 * (at - max(0, at - 60)) + 3 for at in (y, x))
        shown = picture[row, column]
        assert len(set(shown.tolist())) == 1  # the point itself is not covered by its marks
        assert (shown[0] > 128) == TRUTH[y, x]
    tifffile.imwrite("small.tif", GREY[:-1])
    code, _, err = run("audit", "points", "mask.tif", "--grey", "small.tif", "-o", "c.csv")
    assert (code, "segmented image" in err) == (2, True)


def test_points_of_a_threshold_and_of_a_volume(run):
    code, _, _ = run("audit", "points", "grey.tif", "--threshold", 115, "-o", "points.csv")
    assert code == 0
    assert imagerep.read_audit("points.csv").labels == (0, 1)
    volume = np.stack([TRUTH.astype(np.uint8)] * 10)
    tifffile.imwrite("volume.tif", volume)
    tifffile.imwrite("volume_grey.tif", np.stack([GREY] * 10))
    code, _, _ = run(
        "audit", "points", "volume.tif", "--grey", "volume_grey.tif", "--count", 6, "-o", "v.csv"
    )
    assert code == 0
    assert len(imagerep.read_audit("v.csv").points[0].position) == 3


def test_thresholds(run):
    code, out, _ = run("thresholds", "grey.tif", "--threshold", 100, "--json")
    plain = json.loads(out)
    assert code == 0
    assert plain["phase_fraction"] == pytest.approx((GREY >= 100).mean())
    code, out, _ = run("thresholds", "grey.tif")
    assert "otsu" in out
    assert "Defensible thresholds" in out
    row = json.loads(
        run("measure", "grey.tif", "--threshold", 100, "--threshold-range", "--json")[1]
    )
    found = imagerep.threshold_sensitivity(GREY, 100).uncertainty
    assert row["segmentation_absolute_error"] == pytest.approx(found.half_width(0.95))
    assert run("measure", "mask.tif", "--threshold-range")[0] == 2
    for command in (("measure", "grey.tif", "--threshold-range"), ("thresholds", "grey.tif")):
        code, _, told = run(*command, "--threshold", "80,120")
        assert code == 2
        assert "2 thresholds were given" in told


def test_probability_maps(run):
    values = np.where(TRUTH, 0.8, 0.1).astype(np.float32)
    tifffile.imwrite("maps.tif", np.stack([1 - values, values]), metadata={"axes": "CYX"})
    _, out, _ = run("thresholds", "maps.tif", "--channel", 1, "--json")
    plain = json.loads(out)["probabilities"]
    assert plain["mean_probability"] == pytest.approx(values.mean(), rel=1e-5)
    assert plain["phase_fraction"] == pytest.approx(TRUTH.mean())
    assert "mean of the probabilities" in run("thresholds", "maps.tif", "--channel", 1)[1]


def test_other_segmentations(run):
    _, out, _ = run("agreement", "mask.tif", "other.tif", "--phase", 255, "--json")
    plain = json.loads(out)
    assert plain["spread"] == pytest.approx(plain["phase_fractions"][0] - TRUTH.mean())
    assert "Dice" in run("agreement", "mask.tif", "other.tif", "--phase", 255)[1]
    assert run("agreement", "mask.tif")[0] == 2
    row = json.loads(
        run("measure", "mask.tif", "--phase", 255, "--alternative", "other.tif", "--json")[1]
    )
    low, high = row["total_interval"]
    assert low < TRUTH.mean() < row["value"] < high


def test_a_perfect_segmentation_is_assumed_unless_told(run):
    row = json.loads(run("measure", "mask.tif", "--phase", 255, "--json")[1])
    assert "Assuming perfect segmentation" in row["statement"]
    assert row["segmentation_origin"] is None
    assert "½ px off" in run("measure", "mask.tif", "--phase", 255)[1]
