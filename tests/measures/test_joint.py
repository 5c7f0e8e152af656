"""All phases jointly: covariance, intervals that hold together, the region of three phases."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.stats import norm

import imagerep
from imagerep import ParameterError
from imagerep.generate import voronoi_cells
from tests.images_in_parts import blobs, in_parts

SHARES = np.array([0.5, 0.3, 0.2])


def random_cells(seed, n=40, size=10, shares=SHARES):
    """Squares of random phases: Cov = (diag(p) - p p') / number of squares, in closed form."""
    rng = np.random.default_rng(seed)
    cells = rng.choice(len(shares), (n, n), p=shares)
    labels = np.kron(cells, np.ones((size, size), np.uint8)).astype(np.uint8)
    return np.roll(labels, rng.integers(0, size, 2), (0, 1))


def exact(n, shares=SHARES):
    return (np.diag(shares) - np.outer(shares, shares)) / n**2


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_the_covariance_of_random_cells_is_multinomial(method):
    found = [
        imagerep.measure_joint(random_cells(seed), method=method).covariance for seed in range(4)
    ]
    wanted = exact(40)
    largest = np.sqrt(np.outer(np.diag(wanted), np.diag(wanted)))
    tolerance = 0.25 if method == "spectral" else 0.5
    assert (np.abs(np.mean(found, axis=0) - wanted) < tolerance * largest).all()
    for one in found:
        assert one.sum(axis=0) == pytest.approx(0, abs=1e-12)
        assert np.linalg.eigvalsh(one).min() > -1e-12
        assert one == pytest.approx(one.T)


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_the_covariance_is_the_scatter_of_simulated_materials(method):
    """Brute force: how the fractions of 160 images vary together, of cells and nested phases."""

    def cells(rng, side):
        return voronoi_cells((side, side), phase_fractions=(0.5, 0.3, 0.2), cell_size=9, seed=rng)

    def coated(rng, side):
        """Grains (2) with a coat (1), which therefore vary together, in a matrix (0)."""
        field = gaussian_filter(rng.standard_normal((side, side)), 4, mode="wrap")
        field /= field.std()
        return np.where(field > 0.9, 2, np.where(field > 0.4, 1, 0))

    for number, draw in enumerate((cells, coated)):
        rng, side, n_images = np.random.default_rng(40 + number), 440, 40
        quarters = [
            field[i : i + side // 2, j : j + side // 2]
            for field in (draw(rng, side) for _ in range(n_images))
            for i in (0, side // 2)
            for j in (0, side // 2)
        ]
        fractions = [[(one == label).mean() for label in range(3)] for one in quarters]
        scatter = np.cov(np.transpose(fractions))
        found = np.mean(
            [imagerep.measure_joint(one, method=method).covariance for one in quarters[::10]],
            axis=0,
        )
        deviations, wanted = np.sqrt(np.diag(found)), np.sqrt(np.diag(scatter))
        # The two-point method's deviations themselves are off by half in images as small as these.
        tolerance = 0.2 if method == "spectral" else 0.6
        assert deviations == pytest.approx(wanted, rel=tolerance)
        correlations = found / np.outer(deviations, deviations)
        assert correlations == pytest.approx(scatter / np.outer(wanted, wanted), abs=0.15)
    # Coat and grain vary together, where independent cells of these fractions have -0.3.
    assert correlations[1, 2] > 0.3


def test_the_diagonal_agrees_with_the_phases_by_themselves():
    labels = random_cells(1)
    joint = imagerep.measure_joint(labels, method="spectral")
    for k, (label, one) in enumerate(imagerep.measure_phases(labels, method="spectral").items()):
        assert joint.measurements[label].value == one.value
        assert joint.covariance[k, k] == pytest.approx(one.standard_deviation**2, rel=0.25)
    assert joint.phase_fractions.sum() == pytest.approx(1)


def test_intervals_that_hold_together_lie_between_single_ones_and_bonferroni():
    joint = imagerep.measure_joint(random_cells(2), method="spectral")
    single = joint.single_level(0.95)
    assert 0.95 < single < 1 - 0.05 / 3 + 0.002
    assert norm.ppf((1 + single) / 2) == pytest.approx(2.34, abs=0.05)
    for label, interval in joint.simultaneous_intervals(0.95).items():
        low, high = joint.measurements[label].confidence_interval(0.95)
        assert interval.low < low < high < interval.high
        assert interval == joint.measurements[label].confidence_interval(single)


def test_two_phases_are_one_question():
    mask = blobs((200, 220), 4)
    joint = imagerep.measure_joint(mask, method="spectral")
    assert joint.single_level(0.9) == 0.9
    assert joint.correlation == pytest.approx(np.array([[1, -1], [-1, 1]]))
    alone = imagerep.measure(mask, method="spectral")
    assert joint.covariance[1, 1] == pytest.approx(alone.standard_deviation**2, rel=0.2)


def test_region_and_intervals_hold_the_material_as_often_as_they_say():
    n, hits, regions = 60, 0, 0
    for seed in range(n):
        joint = imagerep.measure_joint(random_cells(100 + seed, n=20, size=8), method="spectral")
        intervals = joint.simultaneous_intervals(0.9)
        hits += all(
            low < p < high for (low, high), p in zip(intervals.values(), SHARES, strict=True)
        )
        regions += joint.region(0.9).contains(SHARES)
    assert 0.78 < hits / n <= 1
    assert 0.78 < regions / n <= 1


def test_the_region_of_three_phases_is_an_ellipse_about_the_image():
    joint = imagerep.measure_joint(random_cells(3))
    region = joint.region(0.95)
    edge = region.ellipse(60)
    assert edge.sum(axis=1) == pytest.approx(1)
    assert edge[0] == pytest.approx(edge[-1])
    assert edge[:-1].mean(axis=0) == pytest.approx(joint.phase_fractions, abs=1e-3)
    assert region.contains(joint.phase_fractions)
    inner = joint.phase_fractions + 0.99 * (edge - joint.phase_fractions)
    outer = joint.phase_fractions + 1.01 * (edge - joint.phase_fractions)
    assert all(region.contains(point) for point in inner)
    assert not any(region.contains(point) for point in outer)
    corners = imagerep.ternary(np.eye(3))
    sides = [np.linalg.norm(corners[i] - corners[i - 1]) for i in range(3)]
    assert sides == pytest.approx([1, 1, 1])
    four = imagerep.measure_joint(random_cells(4, shares=np.array([0.4, 0.3, 0.2, 0.1])))
    assert four.region().half_axes.shape == (3, 4)
    with pytest.raises(ParameterError, match="shows three phases, and there are 4"):
        four.region().ellipse()


def test_results_are_plain_values_and_a_picture():
    plt = pytest.importorskip("matplotlib.pyplot")
    joint = imagerep.measure_joint(random_cells(5), method="spectral")
    plain = json.loads(json.dumps(joint.to_dict(0.9), allow_nan=False))
    assert plain["phases"] == [0, 1, 2]
    assert len(plain["covariance"]) == len(plain["simultaneous_intervals"]) == 3
    assert "hold together at 95 %" in repr(joint)
    for zoom in (True, False):
        axes = joint.plot(zoom=zoom)
        (region,) = axes.patches
        x, y = region.get_path().vertices.T
        assert axes.get_xlim()[0] < x.min() < x.max() < axes.get_xlim()[1]
        assert axes.get_ylim()[0] < y.min() < y.max() < axes.get_ylim()[1]
        assert [text.get_text() for text in axes.get_legend().texts] == [
            "phase 0", "phase 1", "phase 2"
        ]  # fmt: skip
        assert len({text.get_text() for text in axes.texts}) > 4
    plt.close("all")
    with pytest.raises(ParameterError, match="shows three phases, and there are 2"):
        imagerep.measure_joint(blobs((90, 90), 3)).plot()


def test_images_in_parts_and_several_images():
    images = [random_cells(seed, n=30) for seed in (6, 7)]
    whole = imagerep.measure_joint(images, method="spectral")
    parts = imagerep.measure_joint([in_parts(one, 100) for one in images], method="spectral")
    assert parts.covariance == pytest.approx(whole.covariance, rel=0.1)
    assert whole.covariance == pytest.approx(exact(30) / 2, rel=0.5)
    with pytest.raises(imagerep.SinglePhaseError):
        imagerep.measure_joint(np.zeros((60, 60), int))


def test_doubts_about_the_image_are_doubts_about_all_phases_together():
    labels = random_cells(1)
    assert not imagerep.measure_joint(labels).is_doubtful
    rows, columns = np.ogrid[:400, :400]
    outside = (rows - 200) ** 2 + (columns - 200) ** 2 > 200**2
    joint = imagerep.measure_joint(np.where(outside, 0, labels + 1))
    assert joint.is_doubtful
    first = joint.warnings[0]
    assert first.code == "outside-suspected"
    assert len({(one.code, one.text) for one in joint.warnings}) == len(joint.warnings)
    assert joint.to_dict()["warnings"][0]["code"] == first.code
    assert "outside-suspected" in repr(joint)
