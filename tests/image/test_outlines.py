"""Outlines of a sample: against brute force and areas."""

import math

import numpy as np
import pytest

from imagerep.image.domain import with_ellipse, with_polygon
from imagerep.image.segmentation import Segmentation
from imagerep.io.source import in_memory


def domain_of(source):
    return source.load_domain()


def test_an_ellipse_has_its_area_and_touches_the_sides():
    inside = domain_of(with_ellipse(in_memory(np.zeros((200, 300), np.uint8))))
    assert inside.sum() == pytest.approx(math.pi / 4 * 200 * 300, rel=2e-3)
    assert inside[0].any()
    assert inside[:, -1].any()
    assert not inside[0, 0]
    np.testing.assert_array_equal(inside, inside[::-1, ::-1])


@pytest.mark.parametrize("corners", [
    ((2.0, 3.0), (2.0, 40.0), (25.0, 40.0), (25.0, 3.0)),
    ((5.0, 5.0), (28.0, 20.0), (5.0, 35.0), (20.0, 2.0), (20.0, 38.0)),  # crosses itself
])  # fmt: skip
def test_a_polygon_holds_the_middles_that_a_ray_leaves_by_an_odd_number_of_sides(corners):
    inside = domain_of(with_polygon(in_memory(np.zeros((30, 45), np.uint8)), corners))
    for row in range(30):
        for column in range(45):
            y, x = row + 0.5, column + 0.5
            n = 0
            for (y0, x0), (y1, x1) in zip(corners, (*corners[1:], corners[0]), strict=True):
                if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                    n += 1
            assert inside[row, column] == (n % 2 == 1)


def test_of_a_volume_every_plane_has_the_same_outline():
    volume = in_memory(np.zeros((3, 20, 20), np.uint8))
    for one in (with_ellipse(volume), with_polygon(volume, ((0, 0), (0, 20), (20, 0)))):
        inside = domain_of(one)
        np.testing.assert_array_equal(inside[0], inside[2])
        assert one.notes


def test_a_changed_segmentation_is_counted_again_and_says_so():
    labels = np.zeros((40, 40), np.uint8)
    labels[:, 20:] = 1
    found = Segmentation.from_array(labels).changed(with_ellipse)
    assert found.n_domain < labels.size
    assert found.phase(1).fraction == pytest.approx(0.5)
    assert [note.code for note in found.notes] == ["domain-ellipse"]
