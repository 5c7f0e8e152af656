"""What every local field obeys, whatever the image: symmetries, additivity, borders, voxels."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imagerep import Segmentation
from imagerep.blocks import block_sums
from imagerep.configurations import (
    CombinedField,
    LocalField,
    configurations,
    offsets,
    pixel_states,
)
from imagerep.measures.quantities import QUANTITIES
from imagerep.measures.tables import (
    boundary_table,
    euler_table,
    mean_curvature_table,
    share_table,
    triple_line_table,
    triple_point_table,
)
from tests.images_in_parts import in_parts

LOCAL = [(one, ndim) for one in QUANTITIES if one.is_local for ndim in one.axes]
SHAPES = {2: st.tuples(*[st.integers(3, 9)] * 2), 3: st.tuples(*[st.integers(3, 6)] * 3)}
SIDES = st.sampled_from([0.25, 0.5, 1.0, 1.5, 3.0])


@st.composite
def questions(draw):
    """A quantity, an image of four labels, and the sides of a voxel."""
    quantity, ndim = draw(st.sampled_from(LOCAL))
    shape = draw(SHAPES[ndim])
    labels = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).integers(0, 4, shape)
    spacing = tuple(draw(SIDES) for _ in range(ndim))
    return quantity, labels.astype(np.uint8), spacing


def groups_of(quantity):
    return tuple((label + 1,) for label in range(quantity.n_phases))


def field_of(quantity, spacing):
    return LocalField(groups_of(quantity), quantity.numerator(spacing))


def values_of(field, labels):
    """The field's value in every neighbourhood."""
    return field.table[configurations(pixel_states(labels, field.groups), len(field.groups))]


@settings(deadline=None)
@given(questions(), st.integers(0, 7))
def test_a_mirrored_image_has_the_same_sums(question, which):
    quantity, labels, spacing = question
    field = field_of(quantity, spacing)
    axes = tuple(axis for axis in range(labels.ndim) if which >> axis & 1)
    mirrored = values_of(field, np.flip(labels, axes)).sum()
    assert mirrored == pytest.approx(values_of(field, labels).sum(), abs=1e-9)


@settings(deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_a_turned_image_has_the_same_sums_where_its_voxel_is_turned_too(question, random):
    quantity, labels, spacing = question
    order = random.sample(range(labels.ndim), labels.ndim)
    turned = field_of(quantity, tuple(spacing[axis] for axis in order))
    found = values_of(turned, labels.transpose(order)).sum()
    wanted = values_of(field_of(quantity, spacing), labels).sum()
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(questions(), st.sampled_from([0.1, 2.0, 7.0]))
def test_units_of_length_come_out_as_the_power_of_the_quantity(question, factor):
    quantity, labels, spacing = question
    above, below = quantity.powers
    power = above - below
    if quantity.denominator is not None:  # a field of its own
        power -= 1 if quantity.name == "chord-length" else 0
    plain = values_of(field_of(quantity, spacing), labels).sum()
    scaled = values_of(field_of(quantity, tuple(factor * side for side in spacing)), labels).sum()
    assert scaled == pytest.approx(plain * factor**power, rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(questions(), st.data())
def test_two_parts_that_share_a_plane_of_pixels_have_the_sums_of_the_whole(question, data):
    quantity, labels, spacing = question
    field = field_of(quantity, spacing)
    axis = data.draw(st.integers(0, labels.ndim - 1))
    cut = data.draw(st.integers(1, labels.shape[axis] - 2))
    first, second = (
        labels[(slice(None),) * axis + (part,)] for part in (slice(cut + 1), slice(cut, None))
    )
    parts = values_of(field, first).sum() + values_of(field, second).sum()
    assert parts == pytest.approx(values_of(field, labels).sum(), rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(questions(), st.integers(1, 4), st.integers(0, 2**32 - 1), st.floats(0.5, 1.0))
def test_sums_over_blocks_count_neighbourhoods_inside_the_domain_only(question, side, seed, share):
    """Against a sum place by place: none that reaches outside the domain or the image counts."""
    quantity, labels, spacing = question
    field = field_of(quantity, spacing)
    domain = np.random.default_rng(seed).random(labels.shape) < share
    domain.flat[0] = True
    values = values_of(field, labels)
    n_blocks = tuple((length - 1) // side for length in labels.shape)
    sums, inside, total, n_inside = np.zeros(n_blocks), np.zeros(n_blocks, int), 0.0, 0
    for place in product(*(range(length - 1) for length in labels.shape)):
        if not all(domain[tuple(np.add(place, step))] for step in offsets(labels.ndim)):
            continue
        total, n_inside = total + values[place], n_inside + 1
        block = tuple(at // side for at in place)
        if all(at < n for at, n in zip(block, n_blocks, strict=True)):
            sums[block] += values[place]
            inside[block] += 1
    image = Segmentation.from_array(labels, domain=domain)
    found = image.field_sums([field], side)
    assert found.n_inside == n_inside
    blocks = found.blocks(CombinedField((field,)), side)
    assert blocks.numerator == pytest.approx(sums, rel=1e-5, abs=1e-5)
    if not domain.all():
        assert np.array_equal(found.inside, inside)
    assert blocks.total_numerator == pytest.approx(total, rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(questions(), st.integers(2, 5))
def test_an_image_read_in_parts_has_the_sums_of_memory(question, chunk):
    quantity, labels, spacing = question
    field = field_of(quantity, spacing)
    parts, whole = in_parts(labels, chunk), Segmentation.from_array(labels)
    side = parts.block_side
    one, other = (each.field_sums([field], side) for each in (parts, whole))
    one_blocks, other_blocks = (each.blocks(CombinedField((field,)), side) for each in (one, other))
    assert one_blocks.numerator == pytest.approx(other_blocks.numerator, rel=1e-5, abs=1e-5)
    for groups, counts in other.counts.items():
        assert np.array_equal(one.counts[groups], counts)


@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 3]))
def test_shares_of_all_phases_sum_to_one_and_boundaries_to_twice_those_of_pairs(seed, ndim):
    labels = np.random.default_rng(seed).integers(0, 4, (5, 6, 4)[:ndim])
    spacing = (0.5, 1.0, 2.0)[:ndim]
    share, surface = share_table(ndim), boundary_table(spacing)
    pair = boundary_table(spacing, 2)

    def total(table, *groups):
        return values_of(LocalField(groups, table), labels).sum()

    every = [(label,) for label in range(4)]
    n_places = math.prod(side - 1 for side in labels.shape)
    assert sum(total(share, one) for one in every) == pytest.approx(n_places)
    pairs = sum(total(pair, (i,), (j,)) for i in range(4) for j in range(i))
    assert sum(total(surface, one) for one in every) == pytest.approx(2 * pairs)
    assert total(pair, (1,), (3,)) == pytest.approx(total(pair, (3,), (1,)))


@given(st.integers(0, 2**32 - 1), st.sampled_from([2, 3]), st.permutations([1, 2, 3]))
def test_lines_and_points_do_not_depend_on_the_order_of_their_phases(seed, ndim, order):
    labels = np.random.default_rng(seed).integers(0, 5, (5, 6, 4)[:ndim])
    table = triple_point_table((1.0, 2.0)) if ndim == 2 else triple_line_table((1.0, 2.0, 0.5))
    one, other = (
        values_of(LocalField(tuple((k,) for k in phases), table), labels).sum()
        for phases in ([1, 2, 3], order)
    )
    assert one == pytest.approx(other)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.1, 0.9), st.integers(0, 2), st.integers(2, 3))
def test_euler_numbers_do_not_change_where_an_image_is_stretched(seed, share, axis, factor):
    """Topology knows no lengths: pixels repeated along an axis, each so much thinner."""
    for ndim, ways in ((2, (4, 8)), (3, (6, 26))):
        mask = np.random.default_rng(seed).random((6, 5, 4)[:ndim]) < share
        mask = np.pad(mask, 1).astype(np.uint8)
        along = min(axis, ndim - 1)
        thinner = [1.0] * ndim
        thinner[along] /= factor
        for n_neighbours in ways:
            plain = euler_table((1.0,) * ndim, n_neighbours)
            fine = euler_table(tuple(thinner), n_neighbours) / factor
            found = values_of(LocalField(((1,),), fine), np.repeat(mask, factor, along)).sum()
            assert found == pytest.approx(values_of(LocalField(((1,),), plain), mask).sum())


@settings(deadline=None)
@given(st.tuples(*[st.integers(1, 6)] * 3), st.tuples(*[SIDES] * 3))
def test_boxes_have_one_part_and_the_mean_curvature_of_their_breadths(sides, spacing):
    """M = 2 pi times the mean breadth, which of a box is half the sum of its sides.

    Single voxels along the axes are seen half as broad, boxes of 6 voxels 0.85 times.
    """
    box = np.pad(np.ones(sides, np.uint8), 1)
    volume = math.prod(spacing)
    for n_neighbours in (6, 26):
        table = euler_table(spacing, n_neighbours)
        assert values_of(LocalField(((1,),), table), box).sum() * volume == pytest.approx(1)
    curvature = values_of(LocalField(((1,),), mean_curvature_table(spacing)), box).sum() * volume
    breadths = math.pi * sum(n * side for n, side in zip(sides, spacing, strict=True))
    assert 0.49 < curvature / breadths < 0.86


@given(*[st.floats(0.01, 5)] * 2, st.floats(-5, 5), st.integers(-6, 6))
def test_a_sum_of_fields_is_a_multiple_of_another_where_every_value_is(one, other, offset, factor):
    fields = tuple(LocalField(((1,),), make((1.0, 1.0))) for make in (boundary_table, _share))
    known = CombinedField(fields, (one, -other))
    found = CombinedField(fields[::-1], (-factor * other, factor * one), offset)
    assert found.over(known) == pytest.approx(factor)
    assert found.table - offset == pytest.approx(factor * known.table, abs=1e-9)
    assert CombinedField(fields, (one, -2 * other)).over(known) is None
    assert CombinedField(fields[:1]).over(known) is None
    assert known.over(CombinedField(fields, (one, 0.0))) is None


def _share(spacing):
    return share_table(len(spacing))


@pytest.mark.parametrize("side", [1, 2])
@pytest.mark.parametrize("weights", [(1.0,), (2.0,), (1.0, 3.0), (-0.5, 2.0)])
def test_combined_fields_leave_the_sums_they_come_from_as_they_are(weights, side):
    labels = np.random.default_rng(3).integers(0, 2, (9, 12)).astype(np.uint8)
    fields = tuple(LocalField(((1,),), make((1.0, 1.0))) for make in (boundary_table, _share))
    sums = Segmentation.from_array(labels).field_sums(fields, side)
    one = CombinedField(fields[: len(weights)], weights, 0.75)
    values = one.table[configurations(labels, 1)]
    for _ in range(2):
        blocks = sums.blocks(one, 2)
        assert blocks.numerator == pytest.approx(block_sums(values, 2), rel=1e-5)
        assert blocks.total_numerator == pytest.approx(values.sum())
