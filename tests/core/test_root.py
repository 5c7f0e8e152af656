"""Roots against closed forms and SciPy's."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from imagerep.root import find_root


def test_closed_forms():
    assert find_root(lambda x: x * x - 2, 0.0, 2.0, 1e-14) == pytest.approx(math.sqrt(2), rel=1e-14)
    assert find_root(math.cos, 3.0, 0.0, 1e-14) == pytest.approx(math.pi / 2, rel=1e-14)
    assert find_root(lambda x: x, 0.0, 1.0, 1e-12) == 0.0
    assert find_root(lambda x: x - 1, 0.0, 1.0, 1e-12) == 1.0


@settings(deadline=None)
@given(
    root=st.floats(0.01, 100), power=st.sampled_from([1, 3, 9]), steepness=st.floats(1e-6, 1e6),
    low=st.floats(-50, 0), high=st.floats(101, 1e4),
)  # fmt: skip
def test_as_precise_as_asked_for(root, power, steepness, low, high):
    calls = []

    def function(x):
        calls.append(x)
        return math.atan(steepness * (x - root)) ** power

    assert find_root(function, low, high, 1e-9) == pytest.approx(root, rel=1e-12, abs=1.01e-9)
    assert all(low <= x <= high for x in calls)
    assert len(calls) < 120


def test_steps_where_the_function_jumps():
    found = find_root(lambda x: -1.0 if x < 0.3 else 1.0, 0.0, 1.0, 1e-12)
    assert found == pytest.approx(brentq(lambda x: -1.0 if x < 0.3 else 1.0, 0.0, 1.0), abs=2e-12)


def test_ends_of_one_sign_are_refused():
    with pytest.raises(ValueError, match="no sign change"):
        find_root(lambda x: x + 1, 0.0, 1.0, 1e-12)
