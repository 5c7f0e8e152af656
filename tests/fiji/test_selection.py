"""Selections: which pixels are measured, and their outlines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from fiji_bridge.errors import ImageJError
from fiji_bridge.outlines import MOST_OUTLINES, outlines
from fiji_bridge.selection import region_of, selected_pixels
from fiji_bridge.snapshot import ImageSnapshot, RegionOfInterest


def _image(roi=None):
    return ImageSnapshot(np.zeros((20, 30), np.uint8), roi=roi)


def _place(region):
    return region.x, region.y, region.width, region.height


def test_no_selection_and_lines_mean_the_whole_image():
    assert region_of(_image()).is_whole
    line = region_of(_image(RegionOfInterest(1, 1, 5, 5, is_area=False)))
    assert line.is_whole
    assert "not an area" in line.note.text


def test_rectangle_is_cut_at_the_border():
    region = region_of(_image(RegionOfInterest(-5, 15, 10, 10)))
    assert _place(region) == (0, 15, 5, 5)
    assert region.inside is None
    assert region.share == pytest.approx(25 / 600)
    with pytest.raises(ImageJError, match="outside the image"):
        region_of(_image(RegionOfInterest(40, 0, 25, 5)))
    whole = region_of(_image(RegionOfInterest(-1, -1, 50, 50)))
    assert whole.is_whole
    assert whole.note is None


def test_what_of_a_selection_is_outside_the_image_does_not_count():
    mask = np.ones((10, 10), bool)
    mask[9, 9] = False
    region = region_of(_image(RegionOfInterest(25, 15, 10, 10, mask)))
    assert _place(region) == (25, 15, 5, 5)
    assert region.inside is None
    mask = np.zeros((10, 10), bool)
    with pytest.raises(ImageJError, match="no pixel"):
        region_of(_image(RegionOfInterest(2, 2, 10, 10, mask)))


@given(st.data())
def test_any_selection_counts_as_drawn(data):
    shape = data.draw(st.tuples(st.integers(1, 25), st.integers(1, 25)))
    mask = data.draw(arrays(bool, shape))
    x, y = data.draw(st.integers(-26, 31)), data.draw(st.integers(-26, 21))
    image = _image(RegionOfInterest(x, y, shape[1], shape[0], mask))
    expected = np.zeros((20, 30), bool)
    for row, column in np.argwhere(mask):
        if 0 <= row + y < 20 and 0 <= column + x < 30:
            expected[row + y, column + x] = True
    np.testing.assert_array_equal(selected_pixels(image), expected)
    if not expected.any():
        with pytest.raises(ImageJError):
            region_of(image)
        return
    region = region_of(image)
    found = np.zeros_like(expected)
    region.cut(found)[:] = True if region.inside is None else region.inside
    np.testing.assert_array_equal(found, expected)
    assert region.n_pixels == expected.sum()
    assert region.share == pytest.approx(expected.mean())


def test_pixels_of_a_selection_are_those_that_are_drawn():
    assert selected_pixels(_image()) is None
    assert selected_pixels(_image(RegionOfInterest(1, 1, 5, 5, is_area=False))) is None
    assert not selected_pixels(_image(RegionOfInterest(40, 0, 5, 5))).any()


def _twice_the_area(points):
    """By the shoelace formula, positive where a line runs clockwise on the screen."""
    x, y = np.array(points).T
    return np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)


@given(arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_outlines_enclose_the_pixels_and_nothing_else(inside):
    lines = outlines(inside)
    assert sum(_twice_the_area(line) for line in lines) == 2 * inside.sum()
    edges = set()
    for line in lines:
        corners = np.array([*line, line[0]])
        steps = np.diff(corners, axis=0)
        assert np.all((steps == 0).sum(axis=1) == 1)  # along rows and columns in turn
        assert np.all((steps[1:, 0] == 0) != (steps[:-1, 0] == 0))
        for (x, y), (dx, dy) in zip(corners[:-1], steps, strict=True):
            n = int(abs(dx) + abs(dy))
            edges |= {(x + k * dx / n, y + k * dy / n, dx / n, dy / n) for k in range(n)}
    padded = np.pad(inside, 1).astype(int)
    assert len(edges) == np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded)).sum()


def test_outlines_too_many_to_be_seen_are_left_out():
    squares = np.zeros((60, 60), bool)
    squares[::2, ::2] = True
    assert squares.sum() > MOST_OUTLINES
    assert outlines(squares) == ()
    assert outlines(np.tile(squares, (30, 30))) == ()
