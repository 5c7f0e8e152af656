"""Scales on which intervals are made."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagerep.scale import FRACTION, POSITIVE, REAL
from imagerep.two_point.uncertainty import TwoPointUncertainty

VALUES = {FRACTION: 0.3, POSITIVE: 4.0, REAL: -2.0}


@given(st.sampled_from([FRACTION, POSITIVE, REAL]), st.floats(1e-6, 50), st.floats(0.2, 0.9))
def test_ends_of_intervals_deviate_by_the_half_width(scale, half_width, value):
    low, high = scale.interval(value, half_width)
    assert scale.low <= low < value < high <= scale.high
    if scale is not FRACTION:
        assert scale.deviation(value, [low, high]) == pytest.approx([-half_width, half_width])
        assert scale.half_width(value, half_width) == pytest.approx((high - low) / 2)


@pytest.mark.parametrize("scale", VALUES)
def test_slopes_are_derivatives(scale):
    value, there = VALUES[scale], abs(VALUES[scale]) * 1.1
    step = 1e-6
    rise = scale.deviation(value, there + step) - scale.deviation(value, there - step)
    assert scale.slope(value, there) == pytest.approx(rise / (2 * step))


def test_positive_quantities_have_inverse_intervals():
    low, high = POSITIVE.interval(2.0, 0.5)
    inverse = POSITIVE.interval(0.5, 0.5 / 4)
    assert (1 / high, 1 / low) == pytest.approx(inverse)


def test_two_point_intervals_follow_the_scale():
    plain = TwoPointUncertainty(0.2, 12.0, 400.0**2, 2, variance=0.04, scale=REAL)
    positive = TwoPointUncertainty(0.2, 12.0, 400.0**2, 2, variance=0.04, scale=POSITIVE)
    assert plain.standard_deviation == pytest.approx(0.2 * 12 / 400)
    assert plain.interval(0.95)[0] == pytest.approx(0.2 - plain.half_width(0.95))
    low, high = positive.interval(0.95)
    assert math.sqrt(low * high) == pytest.approx(0.2)
    for one in (plain, positive):
        assert one.half_width(0.95) == pytest.approx(
            (one.interval(0.95)[1] - one.interval(0.95)[0]) / 2
        )
        assert one.probability_between(*one.interval(0.9)) == pytest.approx(0.9)
        assert float(one.half_width_at(1.0, 0.9)) == pytest.approx(one.half_width(0.9))
        assert one.half_width_at([1.0, 2.0], 0.9)[1] == pytest.approx(
            one.rescaled(2.0).half_width(0.9)
        )
        grid = np.linspace(*one.interval(0.99999), 20_001)
        assert np.trapezoid(one.density(grid), grid) == pytest.approx(0.99999, abs=1e-4)
    wide = TwoPointUncertainty(0.2, 300.0, 400.0**2, 2, variance=0.04, scale=POSITIVE)
    assert wide.interval(0.999)[0] > 0
