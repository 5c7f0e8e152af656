"""The correlation against explicit shifts, closed forms and its symmetries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imagerep import two_point_correlation
from imagerep.errors import MeasurementCancelled, ParameterError
from imagerep.hooks import Hooks
from imagerep.two_point.covariance import covariance, of_mask
from imagerep.two_point.length_scale import length_scale
from imagerep.two_point.radial import Window, radial_statistics, signed_rows, squared_lags

SHAPES = [(8, 8), (9, 9), (7, 11), (2, 3), (1, 5), (13, 4), (6, 6, 6), (5, 7, 3), (4, 9, 2)]


def by_shifts(mask: np.ndarray) -> np.ndarray:
    half = [side // 2 for side in mask.shape]
    found = np.empty([2 * lag + 1 for lag in half])
    for index in np.ndindex(found.shape):
        lag = [i - h for i, h in zip(index, half, strict=True)]
        found[index] = (mask & np.roll(mask, lag, range(mask.ndim))).mean()
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_agrees_with_explicit_shifts(shape):
    mask = np.random.default_rng(3).random(shape) < 0.4
    assert np.allclose(two_point_correlation(mask)[0], by_shifts(mask), atol=2e-7)


@settings(max_examples=40, deadline=None)
@given(
    hnp.arrays(
        bool,
        st.one_of(
            hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12),
            hnp.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=7),
        ),
    )
)
def test_any_small_image_agrees_with_explicit_shifts(mask):
    assert np.allclose(two_point_correlation(mask)[0], by_shifts(mask), atol=1e-6)


def test_single_precision_is_enough_because_the_mask_is_centred():
    rng = np.random.default_rng(0)
    mask = rng.random((90, 110, 70)) < 0.97
    blocks = of_mask(mask)
    window = covariance(blocks).window(20).covariance.astype(np.float64)
    centred = mask - mask.mean()
    spectrum = np.abs(np.fft.fftn(centred)) ** 2 / mask.size**2
    exact = np.fft.ifftn(spectrum).real * mask.size
    box = np.ix_(range(21), np.arange(-20, 21), np.arange(-20, 21))
    assert np.abs(window - exact[box]).max() < 1e-6 * blocks.ratio * (1 - blocks.ratio)
    assert window.sum() == pytest.approx(exact[box].sum(), rel=1e-4)


def test_zero_lag_is_the_phase_fraction_and_the_sum_of_the_covariance_is_zero():
    mask = np.random.default_rng(1).random((64, 48)) < 0.3
    found, lags = two_point_correlation(mask)
    assert [lag[0] for lag in lags] == [-32, -24]
    assert found[32, 24] == pytest.approx(mask.mean(), abs=1e-7)
    # Even sides hold the lag of half a side twice.
    assert found[1:, 1:].mean() == pytest.approx(mask.mean() ** 2, abs=1e-7)


def test_window_is_a_part_of_the_whole():
    mask = np.random.default_rng(2).random((40, 31)) < 0.5
    found = covariance(of_mask(mask))
    whole = found.window((20, 15)).covariance
    assert np.array_equal(found.window(7).covariance, whole[:8, 8:23])
    with pytest.raises(ParameterError, match="half"):
        two_point_correlation(mask, 16)


def test_large_images_are_cut_into_pieces_without_a_seam():
    mask = np.random.default_rng(4).random((1500, 900)) < 0.2
    window = covariance(of_mask(mask)).window(3).covariance
    for lag in [(0, 0), (1, 2), (3, -3), (2, -1)]:
        exact = (mask & np.roll(mask, lag, (0, 1))).mean() - mask.mean() ** 2
        assert window[lag[0], lag[1] + 3] == pytest.approx(exact, abs=3e-8)


@pytest.mark.parametrize("shape", [(31, 61), (11, 21, 21)])
def test_radial_statistics_agree_with_a_plain_loop(shape):
    window = np.random.default_rng(5).normal(size=shape).astype(np.float32)
    found = radial_statistics(Window(window, None, 1), width=1.0, radius=9.0, threshold=0.3)
    count, total, above = np.zeros(9), np.zeros(9), np.zeros(9)
    for index in np.ndindex(shape):
        lag = [index[0], *(i - side // 2 for i, side in zip(index[1:], shape[1:], strict=True))]
        length = np.sqrt(np.sum(np.square(lag)))
        if length < 9:
            signs = 1 if index[0] == 0 else 2
            count[int(length)] += signs
            total[int(length)] += signs * window[index]
            above[int(length)] += signs * (window[index] > 0.3)
    assert np.array_equal(found.count, count)
    assert np.allclose(found.covariance_sum, total)
    assert np.array_equal(found.above, above)


def test_every_row_of_a_window_is_visited_once():
    rows = [r for _, piece in signed_rows((500, 4001)) for r in range(piece.start, piece.stop)]
    assert rows == list(range(500))


def test_squared_lags_are_exact_for_long_lags():
    far = squared_lags((9001, 18001), slice(9000, 9001))
    assert far.dtype == np.float64
    assert far[0, 0] == 2 * 9000**2
    assert squared_lags((101, 201), slice(0, 2)).dtype == np.float32


def test_progress_rises_to_one_and_stops_on_request():
    mask = np.random.default_rng(6).random((900, 800)) < 0.5
    seen = []
    covariance(of_mask(mask), Hooks(lambda fraction, text: seen.append((fraction, text))))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    with pytest.raises(MeasurementCancelled):
        covariance(of_mask(mask), Hooks(should_stop=lambda: True))


@pytest.mark.parametrize("sides", [(60, 121, 121), (90, 301), (1, 1, 1)])
def test_radial_statistics_do_not_depend_on_threads(sides, monkeypatch):
    monkeypatch.setattr("imagerep.two_point.radial.CHUNK", 40_000)
    values = np.random.default_rng(5).standard_normal(sides).astype(np.float32)
    found = []
    for threads in (1, 3):
        monkeypatch.setattr("imagerep.hooks.n_cores", lambda n=threads: n)
        window = Window(values, None, 1)
        found.append(radial_statistics(window, width=1.0, radius=50.0, threshold=0.4))
    one, three = found
    np.testing.assert_array_equal(one.count, three.count)
    np.testing.assert_array_equal(one.above, three.above)
    np.testing.assert_array_equal(one.covariance_sum, three.covariance_sum)


def by_pairs(mask, domain, lags):
    """Sums over pairs of pixels inside the domain, with wrap-around, by brute force."""
    ratio = mask[domain].mean()
    residual = np.where(domain, mask - ratio, 0.0)
    covariances, overlaps = np.empty((lags + 1, 2 * lags + 1)), np.empty((lags + 1, 2 * lags + 1))
    for dy in range(lags + 1):
        for dx in range(-lags, lags + 1):
            shifted = np.roll(residual, (dy, dx), (0, 1))
            covariances[dy, dx + lags] = (residual * shifted).sum() / domain.sum()
            overlaps[dy, dx + lags] = (domain & np.roll(domain, (dy, dx), (0, 1))).sum()
    return covariances, overlaps / domain.sum()


def test_the_covariance_over_a_domain_is_that_of_pairs_inside():
    rng = np.random.default_rng(8)
    mask = rng.random((24, 30)) < 0.4
    domain = rng.random((24, 30)) < 0.7
    found = covariance(of_mask(mask, domain)).window(6)
    covariances, overlaps = by_pairs(mask, domain, 6)
    np.testing.assert_allclose(found.covariance, covariances, atol=1e-6)
    np.testing.assert_allclose(found.overlap, overlaps, atol=1e-6)


def test_a_domain_that_is_the_box_changes_nothing():
    mask = np.random.default_rng(9).random((90, 110)) < 0.3
    box, full = (covariance(of_mask(mask, d)) for d in (None, np.ones(mask.shape, bool)))
    one, other = (length_scale(c.blocks, 0.21).value_px for c in (box, full))
    assert one == pytest.approx(other, rel=1e-3)
