"""Thresholds by rule against scikit-image, and how far a phase fraction depends on them."""

from __future__ import annotations

import numpy as np
import pytest
from skimage import data, filters

import imagerep
from imagerep.image.automatic_thresholds import RULES, three_classes


def grey(seed, share=0.3, low=80, high=160, noise=20):
    rng = np.random.default_rng(seed)
    phase = rng.random((200, 200)) < share
    values = rng.normal(np.where(phase, high, low), noise)
    return np.clip(values, 0, 255).astype(np.uint8)


IMAGES = {
    "two peaks": grey(0),
    "rare": grey(1, share=0.03, noise=15),
    "overlapping": grey(2, low=100, high=140, noise=25),
    "camera": data.camera(),
    "coins": data.coins(),
    "bright": 255 - grey(3, share=0.1),
    "wide": grey(4).astype(np.int16) * 3 - 100,
}
SKIMAGE = {
    "otsu": filters.threshold_otsu,
    "isodata": filters.threshold_isodata,
    "li": filters.threshold_li,
    "minimum": filters.threshold_minimum,
    "triangle": filters.threshold_triangle,
}


def threshold(rule, image):
    first = int(image.min())
    found = RULES[rule](np.bincount((image.ravel() - first).astype(int)).astype(float))
    return None if found is None else found + first


@pytest.mark.parametrize("name", IMAGES)
@pytest.mark.parametrize("rule", RULES)
def test_thresholds_are_those_of_scikit_image(rule, name):
    image = IMAGES[name]
    try:
        # There, pixels above the threshold are the phase; here, those from it up.
        expected = int(np.floor(SKIMAGE[rule](image.copy()))) + 1
    except RuntimeError:
        assert threshold(rule, image) is None
        return
    assert threshold(rule, image) == pytest.approx(expected, abs=1 if rule == "li" else 0)


@pytest.mark.parametrize("name", IMAGES)
def test_thresholds_of_three_classes_are_those_of_scikit_image(name):
    image = IMAGES[name]
    expected = filters.threshold_multiotsu(image, 3)
    counts = np.bincount((image.ravel() - int(image.min())).astype(int)).astype(float)
    assert np.add(three_classes(counts), int(image.min())) == pytest.approx(expected + 1, abs=1)


def test_fractions_are_counted():
    image = grey(5)
    found = imagerep.threshold_sensitivity(image, 120)
    assert found.chosen.phase_fraction == pytest.approx((image >= 120).mean())
    for one in found.thresholds:
        assert one.phase_fraction == pytest.approx((image >= one.threshold).mean())
    for level, fraction in zip(found.levels[::17], found.phase_fractions[::17], strict=True):
        assert fraction == pytest.approx((image >= level).mean())
    reach = 0.01 * (int(image.max()) - int(image.min()))
    lower, upper = np.ceil(120 - reach), np.ceil(120 + reach)
    expected = ((image >= upper).mean() - (image >= lower).mean()) / (2 * reach)
    assert found.slope == pytest.approx(expected)


def test_the_defensible_range_holds_the_chosen_threshold():
    image = grey(6)
    by_rule = {one.rule: one for one in imagerep.threshold_sensitivity(image).thresholds}
    assert not by_rule["triangle"].is_defensible  # the histogram has two peaks
    low, high = imagerep.threshold_sensitivity(image, 150).defensible
    assert (low.rule, high.threshold) != ("chosen", 150 - 1)
    assert high.threshold == 150
    found = imagerep.threshold_sensitivity(image, 150)
    a, b = high.phase_fraction, low.phase_fraction
    # Mean square distance of a uniform variable from an end of its range: (b - a)^2 / 3.
    assert found.uncertainty.standard_error == pytest.approx((b - a) / np.sqrt(3))


def test_a_peak_in_the_noise_of_a_tail_is_no_second_one():
    values = np.random.default_rng(0).normal(100, 20, (300, 300)).clip(0, 255).astype(np.uint8)
    by_rule = {one.rule: one for one in imagerep.threshold_sensitivity(values).thresholds}
    assert by_rule["minimum"].phase_fraction > 0.999
    assert not by_rule["minimum"].is_defensible
    low, high = imagerep.threshold_sensitivity(values).defensible
    assert 85 < low.threshold < high.threshold < 115


@pytest.mark.parametrize("dtype", [np.float32, np.uint16])
def test_many_grey_values_are_binned(dtype):
    image = (grey(7).astype(np.float64) * 100 + 7).astype(dtype)
    found = imagerep.threshold_sensitivity(image)
    otsu = next(one for one in found.thresholds if one.rule == "otsu")
    expected = filters.threshold_otsu(image.astype(np.float32))
    bin_width = float(np.ptp(image)) / 256
    assert otsu.threshold == pytest.approx(expected + bin_width / 2, rel=1e-3)


def test_what_is_not_sample_does_not_count():
    image = grey(8).astype(np.float64)
    image[:, :50] = np.nan
    domain = np.ones(image.shape, bool)
    domain[:20] = False
    found = imagerep.threshold_sensitivity(image, 120, domain=domain)
    inside = image[20:, 50:]
    assert found.chosen.phase_fraction == pytest.approx((inside >= 120).mean(), abs=0.005)


def test_images_without_contrast_are_refused():
    with pytest.raises(imagerep.SegmentationError) as caught:
        imagerep.threshold_sensitivity(np.full((50, 50), 7, np.uint8))
    assert caught.value.code == "values-all-equal"
    with pytest.raises(imagerep.ParameterError):
        imagerep.threshold_sensitivity(grey(0), np.nan)
