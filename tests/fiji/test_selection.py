"""Selections: which rectangle is measured."""

import numpy as np
import pytest

from fiji_bridge.errors import ImageJError
from fiji_bridge.selection import largest_rectangle, region_of, selected_pixels
from fiji_bridge.snapshot import ImageSnapshot, RegionOfInterest


def _image(roi=None):
    return ImageSnapshot(np.zeros((20, 30), np.uint8), roi=roi)


def _brute_force(mask):
    height, width = mask.shape
    sums = np.zeros((height + 1, width + 1), int)
    sums[1:, 1:] = mask.cumsum(0).cumsum(1)
    return max(
        (
            (bottom - top) * (right - left)
            for top in range(height)
            for bottom in range(top + 1, height + 1)
            for left in range(width)
            for right in range(left + 1, width + 1)
            if sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
            == (bottom - top) * (right - left)
        ),
        default=0,
    )


@pytest.mark.parametrize("seed", range(12))
def test_largest_rectangle_is_largest_and_inside(seed):
    rng = np.random.default_rng(seed)
    mask = rng.random((rng.integers(1, 9), rng.integers(1, 9))) < 0.75
    found = largest_rectangle(mask)
    if found is None:
        assert not mask.any()
        return
    x, y, width, height = found
    assert mask[y : y + height, x : x + width].all()
    assert width * height == _brute_force(mask)


def test_disc_gives_nearly_its_inscribed_square():
    yy, xx = np.mgrid[-100:101, -100:101]
    _, _, width, height = largest_rectangle(yy**2 + xx**2 <= 100**2)
    assert width * height >= 0.99 * 2 * 100**2
    assert abs(width - height) <= 4


def test_no_selection_and_lines_mean_the_whole_image():
    assert region_of(_image()).is_whole
    line = region_of(_image(RegionOfInterest(1, 1, 5, 5, is_area=False)))
    assert line.is_whole
    assert "not an area" in line.note


def test_rectangle_is_clipped():
    region = region_of(_image(RegionOfInterest(-5, 15, 10, 10)))
    assert (region.x, region.y, region.width, region.height) == (0, 15, 5, 5)
    assert not region.note
    with pytest.raises(ImageJError, match="outside the image"):
        region_of(_image(RegionOfInterest(40, 0, 5, 5)))


def test_mask_outside_the_image_does_not_count():
    mask = np.ones((10, 10), bool)
    mask[9, 9] = False
    region = region_of(_image(RegionOfInterest(25, 15, 10, 10, mask)))
    assert (region.x, region.y, region.width, region.height) == (25, 15, 5, 5)
    mask = np.zeros((10, 10), bool)
    with pytest.raises(ImageJError, match="no pixel"):
        region_of(_image(RegionOfInterest(2, 2, 10, 10, mask)))


def test_other_shapes_say_so():
    mask = np.tri(10, 10, dtype=bool)
    region = region_of(_image(RegionOfInterest(3, 4, 10, 10, mask)))
    assert region.width * region.height == 30
    assert "largest rectangle" in region.note


def test_pixels_of_a_selection_are_those_that_are_drawn():
    assert selected_pixels(_image()) is None
    assert selected_pixels(_image(RegionOfInterest(1, 1, 5, 5, is_area=False))) is None
    clipped = selected_pixels(_image(RegionOfInterest(-5, 15, 10, 10)))
    assert clipped.shape == (20, 30)
    assert clipped.sum() == clipped[15:, :5].sum() == 25
    triangle = np.tri(10, 10, dtype=bool)
    inside = selected_pixels(_image(RegionOfInterest(25, 4, 10, 10, triangle)))
    np.testing.assert_array_equal(inside[4:14, 25:], triangle[:, :5])
    assert inside.sum() == triangle[:, :5].sum()
    assert not selected_pixels(_image(RegionOfInterest(40, 0, 5, 5))).any()
