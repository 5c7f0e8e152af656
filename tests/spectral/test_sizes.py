"""The spectral method's intervals, and its predictions for other sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import imagerep
from imagerep.spectral.interval import VarianceFunction
from imagerep.spectral.other_shapes import leakage


@given(st.floats(1e-4, 1 - 1e-4), st.floats(1e2, 1e12), st.floats(-0.25, 0.9), st.floats(1e-3, 1e3))
def test_the_ends_of_an_interval_have_the_deviation(fraction, n_pixels, growth, deviation):
    variance = VarianceFunction(fraction, n_pixels, growth)
    low, high = variance.interval(deviation)
    assert 0 <= low <= fraction <= high <= 1
    for end in (low, high):
        if 1e-12 < end < 1 - 1e-12:
            rounding = 1e-9 + 1e-15 / min(1 - end, abs(end - fraction))
            assert abs(float(variance.deviation(end))) == pytest.approx(deviation, rel=rounding)


@pytest.mark.parametrize("ndim", [2, 3])
def test_on_a_lattice_larger_images_and_lower_levels_never_cost_more(ndim):
    line = np.arange(400 if ndim == 2 else 80) // 10 % 2
    image = line
    for _ in range(ndim - 1):
        image = image[..., None] & line
    result = imagerep.measure(image.astype(np.uint8), 1, method="spectral")
    levels = np.linspace(0.5, 0.99, 25)
    for target in (0.05, 0.01):
        sides = [result.recommended_size(target, level).side_px for level in levels]
        assert (np.diff(sides) > 0).all()
    widths = result.error_at_size(np.exp(np.linspace(0.02, 2.0, 67)))
    assert (np.diff(widths) < 0).all()


def test_images_of_several_shapes_are_counted_together():
    rng = np.random.default_rng(3)
    images = [(rng.random(shape) < 0.4) for shape in ((60, 70), (90, 80), (60, 70))]
    sample = imagerep.measure(images, method="spectral").uncertainty.within.sample
    assert sample.n_pixels == 2 * 60 * 70 + 90 * 80
    assert sample.shortest_side == 60
    shares = [2 * 60 * 70 / sample.n_pixels, 90 * 80 / sample.n_pixels]
    by_hand = [leakage(sample.fit, shape) for shape in ((60, 70), (90, 80))]
    assert sample.leakage == pytest.approx(np.dot(shares, by_hand))
