"""Displaced boundaries, other segmentations, probabilities; what a measurement makes of them."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.generate import boolean_model
from imagerep.messages import Message
from imagerep.segmentation_uncertainty.contribution import standard_error_of_range

DISCS = boolean_model((400, 400), phase_fraction=0.3, radius=8, seed=1)


def image_of(array, **options):
    return imagerep.Segmentation.from_array(array, **options)


def uncertainty(error, shift=0.0, *, is_correction=False):
    origin = Message("origin-audit", n_points=200)
    return imagerep.SegmentationUncertainty((1,), error, shift, origin, is_correction)


def disc(radius, n=400):
    y, x = np.mgrid[:n, :n] - (n - 1) / 2
    return np.hypot(y, x) < radius


@pytest.mark.parametrize("radius", [60.3, 120.8])
def test_a_displaced_boundary_against_a_larger_disc(radius):
    found = imagerep.boundary_displacement(image_of(disc(radius)))
    exact = math.pi * ((radius + 0.5) ** 2 - radius**2) / 400**2
    assert found.change == pytest.approx(exact, rel=0.03)
    two = imagerep.boundary_displacement(image_of(disc(radius)), displacement_px=2.0)
    assert two.change == pytest.approx(4 * found.change)
    assert found.uncertainty.standard_error == pytest.approx(found.change / math.sqrt(3))


def test_a_displaced_boundary_in_a_volume_and_in_a_part_of_large_ones():
    z, y, x = np.mgrid[:120, :120, :120] - 59.5
    ball = np.sqrt(z**2 + y**2 + x**2) < 40  # 1.7 million neighbourhoods: every fourth is counted
    found = imagerep.boundary_displacement(image_of(ball))
    assert found.change == pytest.approx(0.5 * 4 * math.pi * 40**2 / 120**3, rel=0.05)


def test_a_measurement_knows_its_half_pixel():
    image = image_of(DISCS)
    expected = imagerep.boundary_displacement(image).change
    for method in ("two-point", "spectral"):
        assert imagerep.measure(image, method=method).half_pixel_change == pytest.approx(expected)
    together = imagerep.measure([DISCS, DISCS[:200]])
    assert together.half_pixel_change == pytest.approx(expected, rel=0.05)
    assert imagerep.measure(image, quantity="chord-length").half_pixel_change is None
    phases = imagerep.measure_phases(image)
    assert phases[0].half_pixel_change == phases[1].half_pixel_change


@pytest.mark.parametrize("displacement", [0, -1, math.nan, math.inf])
def test_displacements_that_make_no_sense(displacement):
    with pytest.raises(imagerep.ParameterError):
        imagerep.boundary_displacement(image_of(DISCS), displacement_px=displacement)


def test_alternatives():
    other, third = DISCS.copy(), DISCS.copy()
    other[:, 1:] |= DISCS[:, :-1]
    third[:, 1:] &= DISCS[:, :-1]
    found = imagerep.compare_segmentations([image_of(one) for one in (DISCS, other, third)])
    fractions = [DISCS.mean(), other.mean(), third.mean()]
    assert found.phase_fractions == pytest.approx(fractions)
    assert found.spread == pytest.approx(fractions[1] - fractions[2])
    assert found.standard_deviation == pytest.approx(np.std(fractions, ddof=1))
    expected = 2 * (DISCS & other).sum() / (DISCS.sum() + other.sum())
    assert found.dice[0, 1] == found.dice[1, 0] == pytest.approx(expected)
    table = found.confusion[0]
    assert table.counts.tolist() == [
        [int((~DISCS & ~other).sum()), int((~DISCS & other).sum())],
        [0, int(DISCS.sum())],
    ]
    assert table.agreement == pytest.approx((other == DISCS).mean())
    m = imagerep.measure(DISCS).with_segmentation(found.uncertainty)
    low, high = m.total_interval()
    assert low < fractions[2] < fractions[1] < high
    assert json.dumps(found.to_dict())


def test_alternatives_with_domains_and_other_labels():
    labels = np.where(DISCS, 2, 5)
    domain = np.ones(DISCS.shape, bool)
    domain[:100] = False
    images = [image_of(labels, domain=domain), image_of(np.where(DISCS, 2, 9))]
    found = imagerep.compare_segmentations(images, 2)
    assert found.confusion[0].counts.sum() == domain.sum()
    assert found.dice[0, 1] == 1
    assert found.confusion[0].agreement == pytest.approx(DISCS[100:].mean())


def test_alternatives_that_are_none():
    with pytest.raises(imagerep.ParameterError):
        imagerep.compare_segmentations([image_of(DISCS)])
    with pytest.raises(imagerep.SegmentationError) as caught:
        imagerep.compare_segmentations([image_of(DISCS), image_of(DISCS[:-1])])
    assert caught.value.code == "segmentations-differ-in-shape"


def test_calibrated_probabilities():
    rng = np.random.default_rng(0)
    probabilities = np.clip(gaussian_filter(rng.normal(0, 1, (300, 300)), 3) * 4 + 0.4, 0, 1)
    truth = rng.random(probabilities.shape) < probabilities
    image = image_of(probabilities >= 0.5)
    audit = imagerep.audit_points(image, 2000)
    for number, point in enumerate(audit.points):
        audit = audit.with_answer(number, int(truth[point.position]))
    found = imagerep.compare_probabilities(probabilities, audit=audit)
    assert found.mean_probability == pytest.approx(probabilities.mean())
    assert found.phase_fraction == pytest.approx((probabilities >= 0.5).mean())
    inside = (probabilities > 0.1) & (probabilities < 0.9)
    assert found.doubtful_share == pytest.approx(inside.mean())
    assert len(found.calibration) == 5
    assert sum(one.n_points for one in found.calibration) == 2000
    for one in found.calibration:
        assert abs(one.observed - one.mean_probability) < 4 * one.standard_error + 0.01
    over = imagerep.compare_probabilities(probabilities**3, audit=audit)
    middle = over.calibration[1]
    assert middle.observed - middle.mean_probability > 4 * middle.standard_error


def test_probabilities_as_integers():
    values = np.tile(np.array([0, 255, 51, 204], np.uint8), (40, 10))
    found = imagerep.compare_probabilities(values)
    assert found.mean_probability == pytest.approx(0.5)
    assert found.phase_fraction == 0.5


def test_what_a_masked_array_masks_is_no_part_of_the_sample():
    values = np.tile([0.2, 0.8, 1.0, 1.0], (40, 10))
    found = imagerep.compare_probabilities(np.ma.masked_equal(values, 1.0))
    assert found.mean_probability == pytest.approx(0.5)
    assert found.phase_fraction == 0.5
    maps = imagerep.threshold_sensitivity(np.ma.masked_equal(values, 1.0), 0.5)
    assert maps.chosen.phase_fraction == 0.5


@pytest.mark.parametrize("values", [np.full((20, 20), 1.5), np.full((20, 20), -0.1)])
def test_what_is_no_probability(values):
    with pytest.raises(imagerep.SegmentationError) as caught:
        imagerep.compare_probabilities(values)
    assert caught.value.code == "values-no-probabilities"


@pytest.mark.parametrize(("value", "low", "high"), [(0.4, 0.3, 0.5), (0.3, 0.3, 0.5), (0.6, 0, 1)])
def test_the_error_of_a_range_is_that_of_a_uniform_variable(value, low, high):
    grid = np.linspace(low, high, 100_001)
    expected = math.sqrt(np.mean((grid - value) ** 2))
    assert standard_error_of_range(value, low, high) == pytest.approx(expected, rel=1e-4)


def test_a_perfect_segmentation_is_assumed_word_for_word():
    m = imagerep.measure(DISCS)
    assert "Assuming perfect segmentation" in m.statement()
    assert m.total_interval() == m.confidence_interval()
    assert m.total_error() == m.absolute_error()
    assert m.segmentation_error() == 0
    plain = m.to_dict()
    assert plain["total_interval"] is None
    assert plain["half_pixel_change"] > 0


def test_the_published_answer_beside_another_has_it_too():
    m = imagerep.measure(DISCS, method="spectral")
    m = replace(m, published=imagerep.measure(DISCS, method="two-point"))
    both = m.with_segmentation(uncertainty(0.01))
    assert "perfect" not in both.to_dict()["published"]["statement"]


def test_squares_add_up():
    m = imagerep.measure(DISCS, method="two-point")
    both = m.with_segmentation(uncertainty(0.01))
    for level in (0.5, 0.95, 0.99):
        total = both.total_error(level)
        assert total == pytest.approx(
            math.hypot(m.absolute_error(level), both.segmentation_error(level))
        )
        assert both.absolute_error(level) == m.absolute_error(level)
    low, high = both.total_interval()
    assert (high - low) / 2 == pytest.approx(both.total_error())
    assert both.with_segmentation(None) == m
    assert both.corrected_value == m.value


def test_the_sum_of_two_normal_errors():
    """Where both are normal, the total interval holds their sum as often as it says."""
    m = imagerep.measure(DISCS, method="two-point")
    one = uncertainty(0.8 * m.standard_deviation, 0.02, is_correction=True)
    low, high = m.with_segmentation(one).total_interval(0.9)
    sd = math.hypot(one.standard_error, m.standard_deviation)
    assert (high - low) / 2 == pytest.approx(1.645 * sd, rel=0.03)
    assert (high + low) / 2 == pytest.approx(m.value + 0.02)


def test_a_correction_is_a_shift():
    m = imagerep.measure(DISCS, method="two-point").with_segmentation(
        uncertainty(0.01, -0.03, is_correction=True)
    )
    assert m.corrected_value == pytest.approx(m.value - 0.03)
    low, high = m.total_interval()
    assert (low + high) / 2 == pytest.approx(m.corrected_value)
    text = m.statement()
    assert "perfect" not in text
    assert f"{m.value:.3f}, and {m.corrected_value:.3f} corrected by an audit of 200 points" in text
    assert f"{m.corrected_value:.3f} ± {m.total_error():.3f}" in text
    assert f"± {m.absolute_error():.3f} from sampling" in text
    assert f"± {m.segmentation_error():.3f} from segmentation" in text
    plain = m.to_dict()
    assert plain["segmentation_shift"] == -0.03
    assert plain["total_interval"] == [low, high]
    assert "with segmentation" in repr(m)


def test_the_ends_of_the_scale():
    rare = boolean_model((300, 300), phase_fraction=0.01, radius=4, seed=1)
    m = imagerep.measure(rare).with_segmentation(uncertainty(0.1, -0.05, is_correction=True))
    assert m.corrected_value == 0
    assert m.total_interval().low == 0
    json.dumps(m.to_dict(), allow_nan=False)


def test_spectral_intervals_keep_their_skewness_and_name_their_method():
    one = imagerep.measure(DISCS, method="spectral")
    m = one.with_segmentation(uncertainty(0.01))
    assert "the spectral method of ImageRep" in m.statement()
    own = m.segmentation_error()
    for end, total in zip(one.confidence_interval(), m.total_interval(), strict=True):
        assert abs(total - m.value) == pytest.approx(math.hypot(end - m.value, own))


def test_what_does_not_fit_is_refused():
    image = image_of(DISCS)
    cases = [
        (imagerep.measure(image, 0), "segmentation-of-other-phase"),
        (imagerep.measure([DISCS, DISCS]), "segmentation-of-one-image"),
        (imagerep.measure(image, quantity="chord-length"), "segmentation-of-quantity"),
    ]
    for measurement, code in cases:
        with pytest.raises(imagerep.ParameterError) as caught:
            measurement.with_segmentation(uncertainty(0.01))
        assert caught.value.code == code
