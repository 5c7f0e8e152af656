"""Tables of local configurations: against scikit-image, closed forms and counts by hand."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter
from skimage.measure import euler_number, perimeter_crofton

from imagerep.configurations import (
    configuration_states,
    configurations,
    n_configurations,
    offsets,
    pixel_states,
)
from imagerep.measures.tables import (
    boundary_table,
    euler_table,
    line_weights,
    mean_curvature_table,
    plane_weights,
    share_table,
    triple_line_table,
    triple_point_table,
)
from tests.measures.random_sets import boolean_densities, boolean_model

UNIT = {2: (1.0, 1.0), 3: (1.0, 1.0, 1.0)}


def total(labels, table, groups=((1,),)):
    """Sum of a table over all neighbourhoods."""
    return float(table[configurations(pixel_states(labels, groups), len(groups))].sum())


def mean(labels, table, groups=((1,),)):
    return total(labels, table, groups) / math.prod(side - 1 for side in labels.shape)


def inside_a_frame(mask):
    return np.pad(mask, 2).astype(np.uint8)


def ball(radius, centre, spacing):
    shape = [2 * math.ceil(radius / side) + 8 for side in spacing]
    axes = [
        (np.arange(n) - n / 2 - c) * side for n, c, side in zip(shape, centre, spacing, strict=True)
    ]
    return (sum(part**2 for part in np.ix_(*axes)) <= radius**2).astype(np.uint8)


@given(
    st.integers(1, 3), st.lists(st.integers(2, 6), min_size=2, max_size=3), st.integers(0, 10**6)
)
def test_the_number_of_a_configuration_tells_its_states(n_groups, shape, seed):
    labels = np.random.default_rng(seed).integers(0, n_groups + 2, shape)
    groups = tuple((k + 1,) for k in range(n_groups))
    numbers = configurations(pixel_states(labels, groups), n_groups)
    states = configuration_states(n_groups, labels.ndim)
    assert len(states) == n_configurations(n_groups, labels.ndim)
    plain = np.where(labels <= n_groups, labels, 0)
    for place in product(*(range(side - 1) for side in shape)):
        here = [plain[tuple(np.add(place, step))] for step in offsets(labels.ndim)]
        assert states[numbers[place]].tolist() == here


@pytest.mark.parametrize("seed", range(3))
def test_perimeters_are_those_of_scikit_image(seed):
    noise = np.random.default_rng(seed).standard_normal((60, 80))
    mask = inside_a_frame(gaussian_filter(noise, 1 + seed) > 0.02)
    assert total(mask, boundary_table(UNIT[2])) == pytest.approx(perimeter_crofton(mask, 4))


@pytest.mark.parametrize("shape", [(40, 50), (14, 15, 16)])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.6])
def test_euler_numbers_are_those_of_scikit_image(shape, share):
    ndim = len(shape)
    mask = inside_a_frame(np.random.default_rng(1).random(shape) < share)
    for n_neighbours, connectivity in ((4, 1), (8, 2)) if ndim == 2 else ((6, 1), (26, 3)):
        found = total(mask, euler_table(UNIT[ndim], n_neighbours))
        assert found == pytest.approx(euler_number(mask, connectivity))


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
def test_a_phase_and_the_rest_have_opposite_curvature_and_equal_surface(seed, share):
    mask = (np.random.default_rng(seed).random((6, 7, 8)) < share).astype(np.uint8)
    curvature, surface = mean_curvature_table(UNIT[3]), boundary_table(UNIT[3])
    assert total(mask, curvature) == pytest.approx(-total(1 - mask, curvature), abs=1e-9)
    assert total(mask, surface) == pytest.approx(total(1 - mask, surface))
    closed, graph = euler_table(UNIT[3], 26), euler_table(UNIT[3], 6)
    assert total(mask, closed) == pytest.approx(total(1 - mask, graph), abs=1e-9)
    plane = mask[0]
    closed, graph = euler_table(UNIT[2], 8), euler_table(UNIT[2], 4)
    assert total(plane, closed) == pytest.approx(-total(1 - plane, graph), abs=1e-9)


@pytest.mark.parametrize("spacing", [(1, 1, 1), (2, 1, 1), (3, 1, 1), (0.5, 0.7, 0.7)])
def test_balls_have_their_surface_curvature_and_one_piece(spacing):
    rng, radius, volume = np.random.default_rng(0), 14.0 * min(spacing), math.prod(spacing)
    balls = [ball(radius, rng.random(3), spacing) for _ in range(4)]
    surface = np.mean([total(one, boundary_table(spacing)) for one in balls]) * volume
    assert surface == pytest.approx(4 * math.pi * radius**2, rel=0.01)
    curvature = np.mean([total(one, mean_curvature_table(spacing)) for one in balls]) * volume
    assert curvature == pytest.approx(4 * math.pi * radius, rel=0.015)
    for n_neighbours in (6, 26):
        assert total(balls[0], euler_table(spacing, n_neighbours)) * volume == pytest.approx(1)


@pytest.mark.parametrize("spacing", [(1, 1), (2, 1), (0.3, 0.5)])
def test_discs_have_their_perimeter(spacing):
    rng, radius, area = np.random.default_rng(0), 14.0 * min(spacing), math.prod(spacing)
    discs = [ball(radius, rng.random(2), spacing) for _ in range(30)]
    perimeter = np.mean([total(one, boundary_table(spacing)) for one in discs]) * area
    assert perimeter == pytest.approx(2 * math.pi * radius, rel=0.01)


def test_cubes_along_the_axes_are_measured_too_small_as_documented():
    """Straight lines and planes along the axes lie worst to the directions of Crofton's formula."""
    cube = np.pad(np.ones((40, 40, 40), np.uint8), 2)
    assert total(cube, boundary_table(UNIT[3])) / (6 * 40**2) == pytest.approx(0.91, abs=0.01)
    assert total(cube, mean_curvature_table(UNIT[3])) / (120 * math.pi) == pytest.approx(
        0.91, abs=0.01
    )
    square = np.pad(np.ones((40, 40), np.uint8), 2)
    assert total(square, boundary_table(UNIT[2])) / 160 == pytest.approx(0.94, abs=0.01)


def test_planes_are_right_in_the_mean_over_directions():
    """13 directions cannot be right in each: what a plane of a normal is measured as, over it."""
    normals = np.random.default_rng(3).standard_normal((20_000, 3))
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    found = np.zeros(len(normals))
    for direction, weight in line_weights(UNIT[3]).items():
        step = np.array(direction) / np.linalg.norm(direction)
        found += 2 * weight * np.abs(normals @ step)
    assert found.mean() == pytest.approx(1, abs=0.002)
    assert found.min() == pytest.approx(0.927, abs=0.005)
    assert found.max() == pytest.approx(1.03, abs=0.01)


def test_weights_are_those_of_legland_and_sum_to_one():
    weights = line_weights(UNIT[3])
    assert weights[0, 0, 1] == pytest.approx(2 * 0.0457779, abs=2e-6)
    assert weights[0, 1, 1] == pytest.approx(2 * 0.0369806, abs=2e-6)
    assert weights[1, 1, 1] == pytest.approx(2 * 0.0351956, abs=2e-6)
    for spacing in ((1, 1, 1), (3, 1, 1), (1, 2), (0.2, 0.3, 0.7)):
        assert sum(line_weights(spacing).values()) == pytest.approx(1)
        assert sum(plane_weights(spacing).values()) == pytest.approx(1)
    assert len(plane_weights(UNIT[3])) == 13
    assert len(line_weights(UNIT[2])) == 4


@pytest.mark.parametrize(("ndim", "shape"), [(2, (500, 500)), (3, (110, 110, 110))])
def test_boolean_models_have_their_densities(ndim, shape):
    """Of small phase fraction, where features hardly overlap at sharp angles."""
    fraction, radius = 0.05, 7.0
    rng = np.random.default_rng(7)
    images = [
        boolean_model(shape, fraction, radius, rng).astype(np.uint8)
        for _ in range(12 if ndim == 2 else 8)
    ]
    known = boolean_densities(fraction, radius, ndim)
    if ndim == 2:
        tables = [boundary_table(UNIT[2]), euler_table(UNIT[2], 4)]
    else:
        tables = [
            boundary_table(UNIT[3]), mean_curvature_table(UNIT[3]), euler_table(UNIT[3], 6),
        ]  # fmt: skip
    for table, wanted in zip(tables, known, strict=True):
        each = np.array([mean(one, table) for one in images])
        error = each.std(ddof=1) / math.sqrt(len(each))
        assert abs(each.mean() - wanted) < 3.5 * error + 0.04 * wanted


def test_the_boundary_of_a_phase_is_that_with_each_other_phase():
    labels = np.random.default_rng(2).integers(0, 4, (9, 10, 11))
    whole = total(labels, boundary_table(UNIT[3]))
    parts = [total(labels, boundary_table(UNIT[3], 2), ((1,), (other,))) for other in (0, 2, 3)]
    assert whole == pytest.approx(sum(parts))
    together = total(labels, boundary_table(UNIT[3], 2), ((1,), (2, 3)))
    assert together == pytest.approx(parts[1] + parts[2])


def three_sectors(shape, direction, rng):
    """Three phases about a line through the middle, and how long it is inside."""
    direction = direction / np.linalg.norm(direction)
    first = rng.standard_normal(3)
    first -= first @ direction * direction
    first /= np.linalg.norm(first)
    second = np.cross(direction, first)
    grids = np.stack(np.meshgrid(*(np.arange(n) - n / 2 + 0.5 for n in shape), indexing="ij"), -1)
    angle = np.arctan2(grids @ second, grids @ first)
    labels = ((angle + math.pi) / (2 * math.pi) * 3).astype(int) % 3
    half = np.array(shape) / 2 - 0.5
    length = 2 * np.min(half / np.maximum(np.abs(direction), 1e-12))
    return labels, length


def test_triple_lines_in_all_directions_are_right_in_the_mean():
    """Within 8 % in each; voxel edges are 1 to 1.73 times as long."""
    rng = np.random.default_rng(5)
    table, found = triple_line_table(UNIT[3]), []
    for _ in range(60):
        labels, length = three_sectors((30, 31, 32), rng.standard_normal(3), rng)
        found.append(total(labels, table, ((0,), (1,), (2,))) / length)
    assert np.mean(found) == pytest.approx(1.015, abs=0.01)
    assert min(found) > 0.92
    assert max(found) < 1.08


def test_triple_points_are_counted():
    labels, _ = three_sectors((40, 41, 2), np.array([0.0, 0, 1]), np.random.default_rng(0))
    assert total(labels[..., 0], triple_point_table(UNIT[2]), ((0,), (1,), (2,))) == 1


def test_units_follow_the_voxel_size():
    rng = np.random.default_rng(4)
    mask = (rng.random((12, 13, 14)) < 0.4).astype(np.uint8)
    for make, power in (
        (boundary_table, -1),
        (mean_curvature_table, -2),
        (lambda spacing: euler_table(spacing, 26), -3),
    ):
        plain, fine = (mean(mask, make((size,) * 3)) for size in (1.0, 0.25))
        assert fine == pytest.approx(plain * 0.25**power)
    assert mean(mask, share_table(3)) == pytest.approx(0.4, abs=0.03)
