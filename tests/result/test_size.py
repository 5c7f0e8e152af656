"""Algorithm 2: sizes that meet a target."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imagerep import Calibration, size_for
from imagerep.errors import ParameterError
from imagerep.result.size import recommended_size
from imagerep.result.size_text import (
    area_text,
    needed_diameter_text,
    needed_size_text,
    rounded_up,
)
from imagerep.two_point.uncertainty import TwoPointUncertainty, model_error, relative_half_width


def size(uncertainty, shapes, relative=None, absolute=None, calibration=None, hold=False):
    return recommended_size(
        uncertainty, uncertainty.value, shapes, sum(map(math.prod, shapes)), calibration,
        relative_error=relative, absolute_error=absolute, confidence_level=0.95,
        hold_model_error=hold,
    )  # fmt: skip


def test_nmc_of_the_paper():
    # 0.365 +- 0.015 at 253^3 voxels needs 392^3 for 2 % (section 5.1); from these rounded figures
    # 394 with f_sigma changing with the size, 409 with sigma_mod held.
    sigma = 0.015 / float(relative_half_width(model_error(253**3, 3), 0.95))
    length = (sigma**2 * 253**3 / (0.365 * 0.635)) ** (1 / 3)
    nmc = TwoPointUncertainty(0.365, length, 253**3, 3)
    assert round(size(nmc, ((253,) * 3,), relative=0.02).side_px) == 394
    assert round(size(nmc, ((253,) * 3,), relative=0.02, hold=True).side_px) == 409


@settings(max_examples=60)
@given(
    st.floats(0.001, 0.999), st.floats(1, 200), st.integers(20, 3000), st.floats(1e-4, 3),
    st.sampled_from([2, 3]), st.booleans(),
)  # fmt: skip
def test_the_size_meets_the_target(fraction, length, side, relative, ndim, hold):
    image = TwoPointUncertainty(fraction, length, float(side) ** ndim, ndim)
    found = size(image, ((side,) * ndim,), relative=relative, hold=hold)
    there = image.rescaled(found.side_px / side, hold_model_error=hold)
    assert there.half_width(0.95) == pytest.approx(relative * fraction, rel=1e-8)
    assert found.is_reached == (found.volume_ratio <= 1 + 1e-9)
    assert found.additional_images >= 0
    more = image.rescaled(1, 1 + found.additional_images, hold_model_error=hold)
    assert more.half_width(0.95) <= relative * fraction * (1 + 1e-6)


def test_shapes_units_and_more_images():
    image = TwoPointUncertainty(0.4, 20.0, 3 * 500.0 * 1000, 2)
    found = size(
        image, ((500, 1000),) * 3, absolute=0.004, calibration=Calibration((0.4, 0.2), "um")
    )
    assert found.shape_px[1] == pytest.approx(2 * found.shape_px[0])
    assert math.prod(found.shape_px) == pytest.approx(found.n_pixels)
    assert found.shape == pytest.approx((found.shape_px[0] * 0.4, found.shape_px[1] * 0.2))
    assert found.side == pytest.approx(found.side_px * math.sqrt(0.08))
    assert found.unit == "µm"
    assert found.additional_images == math.ceil(3 * found.volume_ratio) - 3


def test_a_target_that_is_met_needs_nothing_more():
    image = TwoPointUncertainty(0.4, 5.0, 2000.0**2, 2)
    found = size(image, ((2000, 2000),), relative=0.5)
    assert found.is_reached
    assert found.additional_images == 0
    assert found.side_px < 2000


def test_size_before_scanning_is_that_of_the_rule_of_equation_12():
    n_pixels = size_for(0.4, 18.0, 2, relative_error=0.05)
    there = TwoPointUncertainty(0.4, 18.0, n_pixels, 2)
    assert there.half_width(0.95) == pytest.approx(0.02, rel=1e-9)


@pytest.mark.parametrize(
    "targets",
    [{}, {"relative": 0.1, "absolute": 0.1}, {"relative": 0.0}, {"absolute": -1.0},
     {"relative": math.inf}, {"relative": math.nan}, {"relative": 1e-30}],
)  # fmt: skip
def test_impossible_targets(targets):
    with pytest.raises(ParameterError):
        size(TwoPointUncertainty(0.4, 5.0, 1e6, 2), ((1000, 1000),), **targets)


@pytest.mark.parametrize(
    "arguments", [(1.5, 10, 2), (0.4, -1, 2), (0.4, math.inf, 2), (0.4, 10, 4)]
)
def test_impossible_materials(arguments):
    with pytest.raises(ParameterError):
        size_for(*arguments, relative_error=0.05)


def test_sizes_in_words():
    assert needed_size_text(2, 739.2) == "740 × 740 px"
    assert needed_size_text(2, 739.2, 369.6, "µm") == "370 × 370 µm"
    assert needed_size_text(3, 739.2, 1940, "µm") == "1.94 × 1.94 × 1.94 mm"
    assert needed_diameter_text(2, 739.2) == "⌀ 740 px"
    assert needed_diameter_text(2, 739.2, 1940, "µm") == "⌀ 1.94 mm"
    assert needed_diameter_text(3, 739.2) == "⌀ 740 × 740 px"
    assert area_text(2, 739.5**2) == "546,861 px"
    assert area_text(2, 739.5**2, 370.0**2, "µm") == "137,000 µm²"
    assert area_text(3, 739.5**3, 2000.0**3, "µm") == "8 mm³"


def test_a_round_sample_needs_a_circle_of_the_same_area():
    image, calibration = TwoPointUncertainty(0.4, 20.0, 5e5, 2), Calibration((0.5, 0.5), "um")
    shapes = ((500, 1000),)
    targets = {"relative_error": 0.02, "absolute_error": None, "confidence_level": 0.95}
    square, circle = (
        recommended_size(
            image, 0.4, shapes, 500_000, calibration, **targets, hold_model_error=False,
            is_round=is_round,
        )
        for is_round in (False, True)
    )  # fmt: skip
    assert square.diameter_px is square.diameter is None
    assert circle.n_pixels == square.n_pixels == pytest.approx(square.side_px**2)
    assert math.pi / 4 * circle.diameter_px**2 == pytest.approx(circle.n_pixels)
    assert circle.diameter == pytest.approx(0.5 * circle.diameter_px)
    assert circle.area == pytest.approx(square.side**2)
    volume = TwoPointUncertainty(0.4, 10.0, 1e6, 3)
    cylinder = recommended_size(
        volume, 0.4, ((100,) * 3,), 10**6, None, **targets, hold_model_error=False, is_round=True
    )
    assert math.pi / 4 * cylinder.diameter_px**3 == pytest.approx(cylinder.n_pixels)
    assert cylinder.area is cylinder.diameter is None


@given(st.floats(1, 1e9))
def test_a_side_is_rounded_up_to_three_digits(side):
    found = rounded_up(side)
    assert found == int(found)
    assert side * (1 - 1e-9) <= found <= max(side * 1.01, side + 1)
    assert len(str(int(found)).rstrip("0")) <= 3
