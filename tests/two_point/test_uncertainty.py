"""Equation (12) against tabulated figures, closed limits and plain quadrature."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from imagerep.errors import ParameterError
from imagerep.two_point.uncertainty import (
    TwoPointUncertainty,
    mixture,
    model_error,
    relative_half_width,
)

LEVELS = (0.5, 0.9, 0.95, 0.99)
# Half-widths over sigma that equation (12) gives when sigma is integrated over (0, 2 sigma].
EXACT = {
    0.13194: (0.6653, 1.6563, 1.9923, 2.6745),
    0.2795: (0.6341, 1.7058, 2.1026, 2.9515),
    0.309849: (0.6260, 1.7205, 2.1317, 3.0176),
    0.66: (0.5602, 1.8581, 2.3763, 3.4904),
    1.635: (0.5274, 1.9311, 2.4915, 3.6705),
}


@pytest.mark.parametrize("error", EXACT)
def test_tabulated_half_widths(error):
    found = [float(relative_half_width(error, level)) for level in LEVELS]
    assert found == pytest.approx(EXACT[error], abs=6e-5)


@pytest.mark.parametrize("error", [1e-4, 0.03, 0.2, 0.9, 5.0])
@pytest.mark.parametrize("level", [0.1, 0.95, 0.9999])
def test_agrees_with_adaptive_quadrature(error, level):
    c = float(relative_half_width(error, level))
    low, high = max(1e-12, 1 - 12 * error), min(2.0, 1 + 12 * error)
    points = [1.0]
    weight, _ = quad(lambda x: norm.pdf(x, 1, error), low, high, points=points, limit=500)
    inside, _ = quad(
        lambda x: norm.pdf(x, 1, error) * (1 - 2 * norm.sf(c / x)),
        low, high, points=points, limit=500,
    )  # fmt: skip
    assert inside / weight == pytest.approx(level, abs=1e-9)


@given(st.floats(1e-6, 50), st.floats(1e-6, 1 - 1e-9))
def test_solution_is_a_solution(error, level):
    c = float(relative_half_width(error, level))
    x, w = mixture(np.asarray(error))
    assert float((w * 2 * norm.sf(c / x)).sum()) == pytest.approx(1 - level, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_without_model_error_it_is_the_normal_quantile(level):
    assert float(relative_half_width(1e-7, level)) == pytest.approx(norm.ppf((1 + level) / 2))


def test_many_at_once_are_the_same_as_one_by_one():
    errors = np.geomspace(1e-3, 10, 50)
    many = relative_half_width(errors, 0.95)
    one_by_one = [float(relative_half_width(error, 0.95)) for error in errors]
    assert many == pytest.approx(one_by_one, rel=1e-12)


def test_model_error_printed_in_the_paper():
    assert round(model_error(400**2, 2), 3) == 0.279
    assert model_error(896 * 1024, 2) == pytest.approx(0.13194174619587376, rel=1e-12)
    assert model_error(256**3, 3) == pytest.approx(0.3098491106088851, rel=1e-12)


def test_cast_iron_of_the_paper():
    # 0.261 +- 0.048 at 95 % has its quartiles at 0.245 and 0.277 (section 5.2). The image's size
    # is not printed; any size for which sigma_mod is moderate gives the same digits.
    one = TwoPointUncertainty(0.261, 20.0, 1000.0**2, 2)
    scale = (0.048 / one.half_width(0.95)) ** 2
    image = TwoPointUncertainty(0.261, 20.0 * math.sqrt(scale), 1000.0**2, 2)
    assert image.half_width(0.95) == pytest.approx(0.048, rel=1e-9)
    low, high = image.interval(0.5)
    assert (round(low, 3), round(high, 3)) == (0.245, 0.277)


IMAGE = TwoPointUncertainty(0.4, 15.0, 600.0**2, 2)


def test_probability_and_half_width_are_inverse():
    for level in (0.01, 0.5, 0.95, 0.999):
        low, high = IMAGE.interval(level)
        assert IMAGE.probability_between(low, high) == pytest.approx(level, abs=1e-10)


def test_density_integrates_to_the_probability():
    low, high = IMAGE.interval(0.8)
    inside, _ = quad(lambda x: float(IMAGE.density(x)), low, high)
    assert inside == pytest.approx(0.8, abs=1e-8)


def test_interval_is_clipped_and_bands_reach_the_ends():
    rare = TwoPointUncertainty(0.001, 30.0, 200.0**2, 2)
    assert rare.interval(0.95).low == 0.0
    assert rare.probability_between(0.0, 1.0) == 1.0
    assert rare.probability_between(0.5, 0.4) == 0.0
    common = rare.complement()
    assert common.interval(0.95) == pytest.approx([1 - x for x in rare.interval(0.95)][::-1])


def test_sizes_at_once_are_those_of_rescaled_images():
    scales = np.array([0.5, 1.0, 3.0])
    expected = [IMAGE.rescaled(scale).half_width(0.9) for scale in scales]
    assert IMAGE.half_width_at(scales, 0.9) == pytest.approx(expected, rel=1e-12)
    held = IMAGE.rescaled(hold_model_error=True)
    expected = [held.rescaled(scale).half_width(0.9) for scale in scales]
    assert held.half_width_at(scales, 0.9) == pytest.approx(expected, rel=1e-12)


def test_more_images_are_as_good_as_larger_ones():
    assert IMAGE.rescaled(2.0).half_width(0.9) == IMAGE.rescaled(1.0, 4.0).half_width(0.9)


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0, 95.0, math.nan])
def test_level_out_of_range(level):
    with pytest.raises(ParameterError, match="between 0 and 1"):
        IMAGE.half_width(level)
