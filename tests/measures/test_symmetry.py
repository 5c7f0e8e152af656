"""Mirrored and turned images have the values and the intervals of the image itself."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

import imagerep

SHAPES = {2: (61, 79), 3: (23, 29, 34)}
"""Sides that no parts fill."""


def grey(shape, seed):
    return gaussian_filter(np.random.default_rng(seed).standard_normal(shape), 1.5, mode="wrap")


def three_phases(shape, seed):
    one, other = grey(shape, seed), grey(shape, seed + 1)
    return np.where(one > 0.05, 1, np.where(other > 0, 2, 0)).astype(np.uint8)


def answers(image, method):
    """Value and interval of every quantity that an image of three phases or of greys has."""
    if image.dtype != np.uint8:
        found = imagerep.measure(image, quantity=["mean"], method=method)
    else:
        found = {}
        for between in ((1, 2), (0, 1, 2)):
            found |= imagerep.measure(
                image, 1, quantity="all", between=between, over=(1, 2), method=method
            )
    return {name: (one.value, *one.confidence_interval(0.95)) for name, one in found.items()}


def turned(image, order, mirrored):
    axes = tuple(axis for axis, is_mirrored in enumerate(mirrored) if is_mirrored)
    return np.ascontiguousarray(np.flip(image, axes).transpose(order))


@st.composite
def images_and_turns(draw):
    ndim = draw(st.sampled_from((2, 3)))
    make = draw(st.sampled_from((grey, three_phases)))
    image = make(SHAPES[ndim], draw(st.integers(0, 10**6)))
    order = draw(st.sampled_from(list(permutations(range(ndim)))))
    mirrored = draw(st.sampled_from(list(product((False, True), repeat=ndim))))
    return image, order, mirrored


@pytest.mark.parametrize("method", ["spectral", "two-point"])
@settings(max_examples=12, derandomize=True, deadline=None)
@given(case=images_and_turns())
def test_no_answer_depends_on_how_the_image_lies(case, method):
    image, order, mirrored = case
    wanted, found = answers(image, method), answers(turned(image, order, mirrored), method)
    assert set(found) == set(wanted)
    for name, (value, low, high) in wanted.items():
        assert found[name][0] == pytest.approx(value, rel=1e-12, abs=1e-12), name
        close = pytest.approx((low, high), rel=1e-5, abs=1e-5 * (high - low))
        assert found[name][1:] == close, name


@pytest.mark.parametrize("ndim", [2, 3])
def test_a_few_uneven_features_at_an_end_count_wherever_they_lie(ndim):
    """Three outermost layers had been left out of the parts, at one end of each axis."""
    image = grey(SHAPES[ndim], 3) > 0.02
    image[-3:] = np.random.default_rng(0).random(image[-3:].shape) < 0.5
    one, other = (
        imagerep.measure(each, quantity="all")
        for each in (image, np.ascontiguousarray(image[::-1]))
    )
    for name in one:
        ends = [each[name].confidence_interval(0.95) for each in (one, other)]
        assert ends[0] == pytest.approx(ends[1], rel=1e-7), name


@pytest.mark.parametrize(("shape", "axis"), [((302, 322), 0), ((302, 322), 1), ((98, 96, 100), 2)])
def test_over_blocks_values_stay_and_intervals_lose_a_layer_at_most(shape, axis):
    """Blocks of two pixels leave over the last of an odd number of neighbourhoods."""
    image = three_phases(shape, 5)
    one, other = (answers(each, "spectral") for each in (image, np.flip(image, axis)))
    for name, (value, low, high) in one.items():
        assert other[name][0] == pytest.approx(value, rel=1e-12, abs=1e-12), name
        width = other[name][2] - other[name][1]
        assert width == pytest.approx(high - low, rel=0.15), name
