"""The characteristic length scale against closed forms, figures and its symmetries."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imagerep import subdivision_estimate
from imagerep.two_point.covariance import covariance, of_mask
from imagerep.two_point.length_scale import length_scale as length_scale_of
from imagerep.two_point.subdivision import merged, patch_sides, patch_sums


def length_scale(mask):
    blocks = of_mask(mask)
    return length_scale_of(blocks, blocks.ratio * (1 - blocks.ratio))


def patch_fractions(mask, side):
    return patch_sums(mask, side) / side**mask.ndim


def cells(shape, side, fraction=0.5, seed=0):
    rng = np.random.default_rng(seed)
    counts = [-(-length // side) for length in shape]
    coarse = rng.random(counts) < fraction
    fine = np.kron(coarse, np.ones((side,) * len(shape), bool))
    return fine[tuple(slice(0, length) for length in shape)]


@pytest.mark.parametrize("side", [1, 5, 10, 16])
def test_random_checkerboard_has_the_side_of_its_squares(side):
    found = [length_scale(cells((1600, 1600), side, seed=seed)).value_px for seed in range(6)]
    assert np.mean(found) == pytest.approx(side, rel=0.08)


def test_random_cubes_have_the_side_of_a_cube():
    found = [length_scale(cells((280,) * 3, 7, seed=seed)).value_px for seed in range(2)]
    assert np.mean(found) == pytest.approx(7, rel=0.08)


def test_small_steps_agree_with_the_published_order_of_summation():
    """Equation (9) of the SI summed directly, lag by lag, on a large image."""
    mask = cells((1100, 1000), 9, 0.3, seed=4)
    found = length_scale(mask)
    r0, size, fraction = found.correlation.cutoff_px, mask.size, mask.mean()
    half = covariance(of_mask(mask)).window(int(r0)).covariance.astype(float)
    whole = np.concatenate([np.flip(half[1:]), half])
    lag = np.arange(-r0, r0 + 1)
    length = np.hypot(lag[:, None], lag[None, :])
    overlap = np.outer(1100 - np.abs(lag), 1000 - np.abs(lag)) / size
    inside = length < r0
    shift = 0.5 * whole[(length >= r0 - 10) & (length <= r0)].mean()
    c1 = size / (size - overlap[inside].sum())
    c2 = (inside.sum() - overlap[inside].sum()) / size
    area = c1 / (1 - c1 * c2) * (whole[inside] - shift).sum() / (fraction * (1 - fraction) - shift)
    assert found.value_px == pytest.approx(math.sqrt(area), rel=1e-6)
    assert found.has_settled
    assert not found.is_fallback


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(90, 130), (64, 64), (24, 30, 36)]))
def test_flips_turns_and_the_complement_change_nothing(seed, shape):
    mask = cells(shape, 4, 0.4, seed)
    value = length_scale(mask).value_px
    for other in (~mask, np.flip(mask, 0), np.flip(mask), np.moveaxis(mask, 0, -1)):
        assert length_scale(np.ascontiguousarray(other)).value_px == pytest.approx(value, rel=1e-4)


def test_what_lies_around_the_domain_changes_nothing():
    """A small sample in a large frame, as a selection or a core in its scan is."""
    mask = np.kron(np.random.default_rng(4).random((5, 5)) < 0.4, np.ones((12, 12), bool))
    yy, xx = np.mgrid[:60, :60] - 29.5
    disc = yy**2 + xx**2 < 900
    alone = length_scale_of(of_mask(mask, disc), 0.24)
    padded = (np.pad(one, ((5, 175), (100, 80))) for one in (mask, disc))
    around = length_scale_of(of_mask(*padded), 0.24)
    assert around.value_px == alone.value_px
    assert around.correlation.cutoff_px == alone.correlation.cutoff_px


def test_tiling_keeps_the_periodic_correlation():
    mask = cells((64, 48), 4, 0.4, 1)
    one, four = (
        covariance(of_mask(image)).window(20).covariance for image in (mask, np.tile(mask, (2, 2)))
    )
    assert np.allclose(one, four, atol=2e-8)


def test_profile_starts_at_the_phase_fraction_and_falls_to_its_square():
    mask = cells((700, 900), 12, 0.3, 2)
    profile = length_scale(mask).correlation
    assert profile.lag_px[0] == 0
    assert profile.correlation[0] == pytest.approx(mask.mean(), abs=1e-6)
    far = profile.lag_px > 20
    assert np.abs(profile.correlation[far] - mask.mean() ** 2).max() < 0.01


@pytest.mark.parametrize(
    "mask",
    [
        np.indices((300, 300)).sum(0) % 2 == 0,
        np.indices((1200, 1000)).sum(0) % 2 == 0,
        np.indices((256, 256))[0] % 16 < 8,
        np.indices((1024, 1100))[1] % 64 < 8,
        np.indices((300, 300))[0] < 150,
        np.indices((8, 8))[0] < 3,
        np.indices((9, 700))[1] % 3 == 0,
        np.indices((64, 64, 64)).sum(0) % 2 == 0,
        np.indices((270, 260, 250))[2] % 50 < 5,
    ],
    ids=["check", "big-check", "stripes", "big-stripes", "halves", "tiny", "strip", "3d", "3d-big"],
)
def test_structures_without_an_answer_still_get_a_positive_one(mask):
    found = length_scale(mask)
    assert found.value_px > 0
    assert math.isfinite(found.value_px)
    assert (
        found.is_fallback or found.is_stabilised or not found.has_settled or found.value_px >= 1.0
    )


def test_one_odd_pixel():
    mask = np.zeros((500, 400), bool)
    mask[250, 100] = True
    assert 0 < length_scale(mask).value_px < 10


def test_negative_sums_fall_back_to_the_subdivision():
    """A lattice of a large image: the correlation sums to less than nothing."""
    mask = (np.indices((1200, 1200)) % 24 < 10).all(axis=0)
    found = length_scale(mask)
    assert found.is_fallback
    assert found.value_px == max(1.0, subdivision_estimate(mask))


def test_subdivision_uses_true_squares_and_cubes():
    image = np.arange(6 * 9).reshape(6, 9) % 5 == 0
    expected = [image[i : i + 3, j : j + 3].mean() for i in (0, 3) for j in (0, 3, 6)]
    assert patch_fractions(image, 3).ravel() == pytest.approx(expected)
    volume = np.random.default_rng(0).random((7, 6, 5)) < 0.5
    expected = [
        volume[i : i + 2, j : j + 2, k : k + 2].mean()
        for i in (0, 2, 4) for j in (0, 2, 4) for k in (0, 2)
    ]  # fmt: skip
    assert patch_fractions(volume, 2).ravel() == pytest.approx(expected)
    larger = np.random.default_rng(1).random((1030, 700)) < 0.5
    assert patch_fractions(larger, 300).ravel() == pytest.approx(
        [larger[i : i + 300, j : j + 300].mean() for i in (0, 300, 600) for j in (0, 300)]
    )


def test_patches_merge_into_patches_twice_as_large():
    image = np.random.default_rng(2).random((50, 33)) < 0.5
    assert merged(patch_sums(image, 4)) == pytest.approx(patch_sums(image, 8))
    volume = np.random.default_rng(3).random((24, 17, 20)) < 0.5
    assert merged(patch_sums(volume, 4)) == pytest.approx(patch_sums(volume, 8))
    assert patch_sides((200, 900)) == [96, 48, 24, 12]
    assert patch_sides((21, 30)) == [10, 5]


def test_subdivision_of_random_squares():
    found = [subdivision_estimate(cells((2048, 2048), 16, seed=seed)) for seed in range(8)]
    assert np.median(found) == pytest.approx(16, rel=0.15)


def test_subdivision_without_an_answer_is_nan():
    assert math.isnan(subdivision_estimate(np.ones((100, 100), bool)))
    assert math.isnan(subdivision_estimate(np.eye(9, dtype=bool)))
