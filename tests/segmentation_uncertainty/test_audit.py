"""Points that a person looks at: drawing them, the estimator, the file."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import imagerep
from imagerep.generate import boolean_model
from imagerep.segmentation_uncertainty.audit_estimate import audit_estimate
from imagerep.segmentation_uncertainty.confusion import ConfusionTable
from imagerep.segmentation_uncertainty.point_audit import allocation

# Olofsson et al. 2014, Table 8: deforestation, forest gain, stable forest, stable non-forest.
MAPPED = (200_000, 150_000, 3_200_000, 6_450_000)
COUNTS = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
CLASSES = (1, 2, 3, 4)


def estimate(pixels, counts, phase, cannot_tell=None, rows=None, columns=None):
    counts = np.asarray(counts)
    rows = rows or tuple(range(1, len(counts) + 1))
    table = ConfusionTable(rows, columns or tuple(range(1, counts.shape[1] + 1)), counts)
    unclear = cannot_tell or [0] * len(rows)
    return audit_estimate(pixels, table, unclear, phase, int(counts.sum()) + sum(unclear))


def image_of(array):
    return imagerep.Segmentation.from_array(array)


def answered(audit, truth, cannot_tell=()):
    for number, point in enumerate(audit.points):
        unclear = number in cannot_tell
        audit = audit.with_answer(number, "?" if unclear else int(truth[point.position]))
    return audit


def test_the_published_example():
    found = estimate(MAPPED, COUNTS, (1,))
    # 21 158 ha of 900 000 ha, with a 95 % interval of +- 6 158 ha; overall accuracy 0.95.
    assert found.corrected_fraction * 900_000 == pytest.approx(21_158, abs=1)
    assert 1.96 * found.standard_error * 900_000 == pytest.approx(6_158, abs=2)
    assert found.overall_accuracy == pytest.approx(0.95, abs=0.005)
    assert found.phase_fraction == pytest.approx(0.02)
    parts = [estimate(MAPPED, COUNTS, (label,)).corrected_fraction for label in CLASSES]
    assert sum(parts) == pytest.approx(1)
    union = estimate(MAPPED, COUNTS, (1, 3))
    assert union.corrected_fraction == pytest.approx(parts[0] + parts[2])
    rest = estimate(MAPPED, COUNTS, (2, 4))
    assert rest.standard_error == pytest.approx(union.standard_error)


def test_a_stratified_sample_is_unbiased_and_its_error_right():
    rng = np.random.default_rng(0)
    pixels, rates = np.array([60_000, 40_000]), np.array([0.04, 0.9])
    truth = float(pixels @ rates / pixels.sum())
    found = []
    for _ in range(4000):
        hits = rng.binomial(100, rates)
        found.append(estimate(pixels, np.column_stack([100 - hits, hits]), (2,)))
    shown = np.array([one.corrected_fraction for one in found])
    assert shown.mean() == pytest.approx(truth, abs=4 * shown.std() / 60)
    variance = np.mean([one.standard_error**2 for one in found])
    assert math.sqrt(variance) == pytest.approx(shown.std(), rel=0.04)


def test_no_error_among_a_few_points_is_no_certainty():
    found = estimate((500, 500), [[50, 0], [0, 50]], (2,))
    assert found.standard_error == 0
    assert found.shift == 0
    # Jeffreys: half an error among 51, in each half of the image.
    rate = 0.5 / 51
    expected = math.sqrt(2 * 0.25 * rate * (1 - rate) / 52)
    assert found.uncertainty.standard_error == pytest.approx(expected)
    low, high = found.interval()
    assert low < 0.5 < high


def test_points_that_cannot_be_told_count_half_and_widen():
    clear = estimate((500, 500), [[45, 5], [5, 45]], (2,))
    found = estimate((500, 500), [[40, 5], [5, 45]], (2,), cannot_tell=[10, 0])
    rate = (5 + 5) / 55
    assert found.corrected_fraction == pytest.approx(0.5 * rate + 0.5 * 0.9)
    assert found.cannot_tell_error == pytest.approx(0.5 * 10 / 55 / math.sqrt(12))
    assert found.uncertainty.standard_error > clear.uncertainty.standard_error
    assert found.n_cannot_tell == 10
    assert "10 cannot be told" in found.uncertainty.origin.text
    nothing = estimate((500, 500), [[0, 0], [0, 0]], (2,), cannot_tell=[50, 50])
    assert nothing.corrected_fraction == pytest.approx(0.5)
    low, high = nothing.interval()
    assert high - low > 0.7


def test_fractions_of_all_phases_sum_to_one_with_unclear_points():
    counts = [[30, 2, 1], [3, 20, 0], [0, 1, 15]]
    parts = [
        estimate((500, 300, 200), counts, (label,), cannot_tell=[4, 2, 6]).corrected_fraction
        for label in (1, 2, 3)
    ]
    assert sum(parts) == pytest.approx(1)
    both = estimate((500, 300, 200), counts, (1, 2), cannot_tell=[4, 2, 6])
    assert both.corrected_fraction == pytest.approx(parts[0] + parts[1])


def test_how_many_more_points():
    found = estimate((600, 400), [[90, 10], [12, 88]], (2,))
    half = found.uncertainty.half_width(0.95)
    assert found.additional_points(half * 1.001) == 0
    assert found.additional_points(half / 2) == pytest.approx(3 * 200, abs=1)
    doubtful = estimate((600, 400), [[80, 10], [12, 78]], (2,), cannot_tell=[10, 10])
    assert doubtful.additional_points(1.9 * doubtful.cannot_tell_error) is None
    with pytest.raises(imagerep.ParameterError):
        found.additional_points(0)


@settings(deadline=None)
@given(st.lists(st.integers(2, 10**6), min_size=2, max_size=6), st.data())
def test_allocation(counts, data):
    least = 2 * len(counts)
    n_points = data.draw(st.integers(least, min(sum(counts), 400)))
    found = allocation(counts, n_points)
    assert sum(found) == n_points
    assert all(2 <= one <= most for one, most in zip(found, counts, strict=True))


def test_points_are_drawn_from_their_phase_and_the_domain():
    rng = np.random.default_rng(1)
    labels = rng.choice([0, 3, 7], (60, 80), p=[0.7, 0.28, 0.02])
    domain = np.ones(labels.shape, bool)
    domain[:, :30] = False
    image = imagerep.Segmentation.from_array(labels, domain=domain)
    audit = imagerep.audit_points(image, 90, seed=4)
    assert len({one.position for one in audit.points}) == 90
    assert all(labels[one.position] == one.label for one in audit.points)
    assert all(domain[one.position] for one in audit.points)
    assert audit.fits(image)
    assert audit == imagerep.audit_points(image, 90, seed=4)
    assert audit != imagerep.audit_points(image, 90, seed=5)
    assert not audit.fits(image_of(labels))
    # In any order: the first of them are a fair sample.
    assert len({one.label for one in audit.points[:20]}) > 1


def test_every_pixel_of_a_phase_is_as_likely():
    labels = np.zeros((12, 12), bool)
    labels[3:9, 2:10] = True
    seen = np.zeros(labels.shape)
    for seed in range(3000):
        for point in imagerep.audit_points(image_of(labels), 12, seed=seed).points:
            seen[point.position] += 1
    for label in (False, True):
        counts = seen[labels == label]
        expected = counts.mean()
        chi_square = float(((counts - expected) ** 2 / expected).sum())
        assert chi_square < counts.size + 5 * math.sqrt(2 * counts.size)


@pytest.mark.parametrize("n_points", [3, 0, -5, 10**9])
def test_numbers_of_points_that_make_no_sense(n_points):
    with pytest.raises(imagerep.ParameterError) as caught:
        imagerep.audit_points(image_of(np.eye(20, dtype=bool)), n_points)
    assert caught.value.code == "audit-number-of-points"


def test_stopping_early_is_allowed_and_too_early_is_said():
    truth = boolean_model((200, 200), phase_fraction=0.3, radius=6, seed=1)
    audit = imagerep.audit_points(image_of(truth), 100)
    with pytest.raises(imagerep.ParameterError) as caught:
        audit.estimate()
    assert caught.value.code == "audit-too-few-answers"
    for number in range(40):
        audit = audit.with_answer(number, int(truth[audit.points[number].position]))
    found = audit.estimate()
    assert (found.n_answered, found.n_drawn) == (40, 100)
    assert audit.with_answer(0, None).n_answered == 39


def test_a_phase_that_the_segmentation_does_not_know():
    truth = np.tile([0, 0, 1, 2], (40, 10))
    audit = answered(imagerep.audit_points(image_of(truth > 0), 60), truth)
    found = audit.estimate(1)
    assert found.confusion.columns == (0, 1, 2)
    assert found.corrected_fraction < 0.4


def test_files_round_trip(tmp_path):
    labels = np.random.default_rng(0).integers(0, 3, (10, 20, 30))
    image = imagerep.Segmentation.from_array(labels, name="=cmd|' /C calc'!A0.tif")
    audit = answered(imagerep.audit_points(image, 30), labels, cannot_tell=(3, 4))
    audit = audit.with_answer(5, None)
    path = tmp_path / "points.csv"
    imagerep.write_audit(path, audit)
    assert imagerep.read_audit(path) == audit
    cells = path.read_text("utf-8-sig").replace("\n", ",").split(",")
    assert not any(cell.startswith(("=", "@", "+")) for cell in cells)
    with pytest.raises(imagerep.OutputError):
        imagerep.write_audit(path, audit)
    imagerep.write_audit(path, audit, overwrite=True)


def test_files_that_a_spreadsheet_saved_again(tmp_path):
    truth = np.tile([0, 1], (20, 10))
    audit = answered(imagerep.audit_points(image_of(truth), 10), truth, cannot_tell=(1,))
    path = tmp_path / "points.csv"
    imagerep.write_audit(path, audit)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    body = [[*row[:4], "Cannot tell" if row[4] == "?" else row[4] + ".0", *row[5:]]
            for row in rows[1:]]  # fmt: skip
    text = "\r\n".join(";".join(row) for row in [rows[0], *body[::-1]]) + "\r\n;;;;;;;;\r\n"
    path.write_text(text, encoding="utf-8", newline="")
    assert imagerep.read_audit(path) == audit


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: "", "audit-not-a-table"),
        (lambda text: "a,b\n1,2\n", "audit-not-a-table"),
        (lambda text: text.replace(",0,", ",solid,", 1), "audit-row"),
        (lambda text: text.replace(",200,", ",199,", 1), "audit-row"),
        (lambda text: text.replace("20x20", "5x5"), "audit-row"),
        (lambda text: text + text.splitlines()[-1] + "\n", "audit-row"),
        (lambda text: text.replace("mask.tif", "other.tif", 1), "audit-of-several-images"),
        (lambda text: text.encode("utf-16"), "audit-not-a-table"),
    ],
)
def test_files_that_make_no_sense_are_refused(tmp_path, change, code):
    truth = np.tile([0, 1], (20, 10))
    image = imagerep.Segmentation.from_array(truth, name="mask.tif")
    path = tmp_path / "points.csv"
    imagerep.write_audit(path, answered(imagerep.audit_points(image, 10), truth))
    changed = change(path.read_text("utf-8-sig"))
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    with pytest.raises(imagerep.ImageReadError) as caught:
        imagerep.read_audit(path)
    assert caught.value.code == code
    assert "points.csv" in str(caught.value)


def test_there_is_no_such_file(tmp_path):
    with pytest.raises(imagerep.ImageReadError):
        imagerep.read_audit(tmp_path / "none.csv")


def test_answers_are_labels():
    audit = imagerep.audit_points(image_of(np.eye(20, dtype=bool)), 10)
    with pytest.raises(imagerep.ParameterError):
        audit.with_answer(0, "pore")
