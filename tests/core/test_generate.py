"""Generators against their closed forms."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import scipy.fft
from hypothesis import given
from hypothesis import strategies as st

from imagerep.errors import ParameterError
from imagerep.generate import (
    boolean_model,
    boolean_model_covariance,
    boolean_model_length_scale,
    gaussian_field,
    gaussian_field_covariance,
    random_checkerboard,
    voronoi_cells,
)

GENERATORS = {
    "boolean": lambda shape, seed: boolean_model(shape, phase_fraction=0.3, radius=3, seed=seed),
    "gaussian": lambda shape, seed: gaussian_field(shape, phase_fraction=0.3, length=4, seed=seed),
    "voronoi": lambda shape, seed: voronoi_cells(
        shape, phase_fractions=[0.2, 0.3, 0.5], cell_size=4, seed=seed
    ),
    "checkerboard": lambda shape, seed: random_checkerboard(
        shape, phase_fractions=0.3, cell_size=4, seed=seed
    ),
}
MAX_Z = 4.5


def images(generate, n, **options):
    rng = np.random.default_rng(2024)
    return np.array([generate(seed=rng, **options) for _ in range(n)])


def z_score(samples, expected):
    means = np.asarray(samples, float)
    return (means.mean() - expected) / (means.std(ddof=1) / math.sqrt(len(means)))


def known_mean_covariance(stack, phi, lag):
    """Mean over one image each of (x - phi)(x' - phi), with every pair inside the image."""
    centred = stack.astype(np.float32) - np.float32(phi)
    first = tuple(slice(max(0, -r), (r and min(0, -r)) or None) for r in lag)
    second = tuple(slice(max(0, r), (r and min(0, r)) or None) for r in lag)
    pairs = centred[(slice(None), *first)] * centred[(slice(None), *second)]
    return pairs.reshape(len(stack), -1).mean(axis=1, dtype=np.float64)


@pytest.mark.parametrize("name", GENERATORS)
@given(shape=st.lists(st.integers(1, 12), min_size=2, max_size=3), seed=st.integers(0, 2**64))
def test_shape_type_and_reproducibility(name, shape, seed):
    first = GENERATORS[name](shape, seed)
    assert first.shape == tuple(shape)
    assert first.dtype == (np.uint8 if name == "voronoi" else np.bool_)
    assert np.array_equal(first, GENERATORS[name](tuple(shape), np.random.default_rng(seed)))
    assert first.flags.c_contiguous


@pytest.mark.parametrize("name", GENERATORS)
def test_seeds_give_different_images(name):
    rng = np.random.default_rng(5)
    drawn = [GENERATORS[name]((40, 40), seed) for seed in (1, 2, rng, rng, None)]
    for one, other in itertools.combinations(drawn, 2):
        assert not np.array_equal(one, other)


@pytest.mark.parametrize("phi", [0.1, 0.5, 0.85])
@pytest.mark.parametrize("shape", [(60, 50), (24, 20, 22)])
@pytest.mark.parametrize(
    "generate",
    [
        lambda shape, phi, seed: boolean_model(shape, phase_fraction=phi, radius=3.5, seed=seed),
        lambda shape, phi, seed: gaussian_field(shape, phase_fraction=phi, length=4, seed=seed),
        lambda shape, phi, seed: voronoi_cells(shape, phase_fractions=phi, cell_size=5, seed=seed),
        lambda shape, phi, seed: random_checkerboard(
            shape, phase_fractions=phi, cell_size=5, seed=seed
        ),
    ],
    ids=["boolean", "gaussian", "voronoi", "checkerboard"],
)
def test_mean_phase_fraction(generate, shape, phi):
    stack = images(generate, 150, shape=shape, phi=phi)
    assert abs(z_score(stack.reshape(len(stack), -1).mean(axis=1), phi)) < MAX_Z


def test_every_pixel_has_the_expected_fraction():
    """Margins: corners and sides are as full as the middle."""
    for generate in (
        lambda seed: boolean_model((9, 9), phase_fraction=0.4, radius=4, seed=seed),
        lambda seed: gaussian_field((9, 9), phase_fraction=0.4, length=5, seed=seed),
        lambda seed: voronoi_cells((9, 9), phase_fractions=0.4, cell_size=5, seed=seed),
    ):
        mean = images(generate, 1000).mean(axis=0)
        assert np.abs(mean - 0.4).max() < 5 * math.sqrt(0.24 / 1000)


def test_three_phases_have_their_fractions():
    fractions = [0.5, 0.3, 0.2]
    stack = images(voronoi_cells, 120, shape=(60, 60), phase_fractions=fractions, cell_size=6)
    for label, fraction in enumerate(fractions):
        means = (stack == label).reshape(len(stack), -1).mean(axis=1)
        assert abs(z_score(means, fraction)) < MAX_Z


@pytest.mark.parametrize("radius", [1, 2.5, 4])
def test_boolean_covariance_counts_shared_pixels(radius):
    reach = math.floor(radius)
    offsets = [
        o
        for o in itertools.product(range(-reach, reach + 1), repeat=2)
        if o[0] ** 2 + o[1] ** 2 <= radius**2
    ]
    phi = 0.35
    for lag in [(0, 0), (1, 0), (2, -1), (2 * reach, 0), (0, 2 * reach + 1), (-40, 70)]:
        shifted = {(y + lag[0], x + lag[1]) for y, x in offsets}
        union = len(shifted | set(offsets))
        both_void = (1 - phi) ** (union / len(offsets))
        expected = both_void - (1 - phi) ** 2
        found = boolean_model_covariance(lag, radius=radius, phase_fraction=phi)
        assert found == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize(
    ("shape", "lags"),
    [
        ((120, 110), [(0, 0), (1, 0), (0, 3), (4, 4), (-5, 6), (11, 0)]),
        ((36, 38, 40), [(0, 0, 0), (2, 0, 0), (0, -3, 1), (4, 4, 4), (9, 0, 0)]),
    ],
)
def test_boolean_covariance_of_images(shape, lags):
    phi, radius = 0.4, 5
    stack = images(boolean_model, 120, shape=shape, phase_fraction=phi, radius=radius)
    expected = boolean_model_covariance(lags, radius=radius, phase_fraction=phi)
    for lag, value in zip(lags, expected, strict=True):
        assert abs(z_score(known_mean_covariance(stack, phi, lag), value)) < MAX_Z


@pytest.mark.parametrize("shape", [(50, 31), (23, 17, 19)])
@pytest.mark.parametrize("radius", [0.5, 1, 3.7])
def test_slabs_give_the_image_of_the_whole(shape, radius, monkeypatch):
    options = {"phase_fraction": 0.3, "radius": radius, "seed": 11}
    whole = boolean_model(shape, **options)
    monkeypatch.setattr("imagerep.generate.boolean._SLAB_PIXELS", 200)
    assert np.array_equal(boolean_model(shape, **options), whole)


def test_boolean_length_scale_predicts_the_variance():
    phi, radius, side = 0.3, 4, 200
    length = boolean_model_length_scale(radius=radius, phase_fraction=phi, ndim=2)
    stack = images(boolean_model, 400, shape=(side, side), phase_fraction=phi, radius=radius)
    predicted = phi * (1 - phi) * length**2 / side**2
    # relative standard error of a variance from 400 samples: sqrt(2 / 399) = 7 %
    assert stack.mean(axis=(1, 2)).var(ddof=1) == pytest.approx(predicted, rel=0.3)


def test_boolean_length_scale_in_the_dilute_limit_is_the_discs_size():
    radius = 6
    n_pixels = sum(
        y * y + x * x <= radius**2
        for y, x in itertools.product(range(-radius, radius + 1), repeat=2)
    )
    length = boolean_model_length_scale(radius=radius, phase_fraction=1e-9, ndim=2)
    assert length**2 == pytest.approx(n_pixels, rel=1e-6)


@pytest.mark.parametrize("periodic", [False, True])
@pytest.mark.parametrize("length", [5.0, (3.0, 12.0)])
def test_gaussian_covariance_of_images(length, periodic):
    phi = 0.3
    stack = images(
        gaussian_field, 150, shape=(96, 80), phase_fraction=phi, length=length, periodic=periodic
    )
    lags = [(0, 0), (1, 0), (0, 2), (3, 3), (0, 8), (10, 1)]
    expected = gaussian_field_covariance(lags, length=length, phase_fraction=phi)
    for lag, value in zip(lags, expected, strict=True):
        assert abs(z_score(known_mean_covariance(stack, phi, lag), value)) < MAX_Z


def test_gaussian_covariance_closed_forms():
    lags = np.array([(0.0, 0.0), (1.0, 2.0), (300.0, 0.0)])
    half = gaussian_field_covariance(lags, length=4, phase_fraction=0.5)
    rho = np.exp(-np.sum((lags / 4) ** 2, axis=1))
    assert half == pytest.approx(np.arcsin(rho) / (2 * math.pi), abs=1e-14)
    variance = gaussian_field_covariance((0, 0, 0), length=4, phase_fraction=0.2)
    assert variance == pytest.approx(0.16, abs=1e-12)


def test_gaussian_window_is_not_periodic():
    """Opposite sides agree as often as chance has it, but in a periodic field."""
    options = {"phase_fraction": 0.5, "length": 12.0, "shape": (60, 60)}
    window = images(gaussian_field, 100, **options)
    torus = images(gaussian_field, 100, periodic=True, **options)
    assert abs((window[:, 0] == window[:, -1]).mean() - 0.5) < 0.1
    assert (torus[:, 0] == torus[:, -1]).mean() > 0.9


def test_checkerboard_cells_are_whole_and_aligned():
    board = random_checkerboard(
        (35, 20), phase_fractions=0.5, cell_size=5, random_offset=False, seed=3
    )
    cells = board.reshape(7, 5, 4, 5)
    assert (cells == cells[:, :1, :, :1]).all()
    assert 0 < cells[:, 0, :, 0].mean() < 1


@pytest.mark.parametrize("side", [1, 4, 7])
def test_checkerboard_length_scale_is_its_cell(side):
    """Periodic covariance of whole cells: sums to cell_size**2 over the cells' own lags."""
    phi, n_cells = 0.5, 48
    board = images(
        random_checkerboard,
        40,
        shape=(n_cells * side, n_cells * side),
        phase_fractions=phi,
        cell_size=side,
        random_offset=False,
    )
    centred = board - phi
    spectrum = scipy.fft.rfftn(centred, axes=(1, 2))
    covariance = scipy.fft.irfftn(np.abs(spectrum) ** 2, board.shape[1:], axes=(1, 2))
    covariance /= board[0].size
    near = np.r_[-side + 1 : side] if side > 1 else np.array([0])
    sums = covariance[:, near[:, None], near].sum(axis=(1, 2)) / (phi * (1 - phi))
    if side == 1:
        assert sums == pytest.approx(1.0)
    else:
        assert abs(z_score(sums, side**2)) < MAX_Z


def test_checkerboard_offset_makes_it_stationary():
    stack = images(
        random_checkerboard, 3000, shape=(6, 6), phase_fractions=0.5, cell_size=3
    ).astype(float)
    change = (stack[:, :, 1:] != stack[:, :, :-1]).mean(axis=(0, 1))
    assert change == pytest.approx(1 / 6, abs=0.03)


@pytest.mark.parametrize(("shape", "constant"), [((150, 150), 1.2802), ((44, 44, 44), 1.1790)])
def test_voronoi_integral_range(shape, constant):
    """Gilbert (1962): mean size of the cell about a fixed point, in mean cells."""
    size, phi, ndim = 5.0, 0.5, len(shape)
    stack = images(voronoi_cells, 30, shape=shape, phase_fractions=phi, cell_size=size)
    reach = range(-12, 13, 3)
    total = np.zeros(len(stack))
    for lag in itertools.product(reach, repeat=ndim):
        if sum(r * r for r in lag) <= 12**2 and lag >= (0,) * ndim:
            weight = 1 if not any(lag) else 2
            total += weight * 3**ndim * known_mean_covariance(stack, phi, lag)
    assert abs(z_score(total / (phi * (1 - phi)) / size**ndim, constant)) < MAX_Z
    assert total.mean() / (phi * (1 - phi)) / size**ndim == pytest.approx(constant, rel=0.1)


@pytest.mark.parametrize(
    ("generate", "options"),
    [
        (boolean_model, {"shape": (10,), "phase_fraction": 0.5, "radius": 3}),
        (boolean_model, {"shape": (10, 0), "phase_fraction": 0.5, "radius": 3}),
        (boolean_model, {"shape": (10.5, 4), "phase_fraction": 0.5, "radius": 3}),
        (boolean_model, {"shape": 10, "phase_fraction": 0.5, "radius": 3}),
        (boolean_model, {"shape": (10, 10), "phase_fraction": 1.0, "radius": 3}),
        (boolean_model, {"shape": (10, 10), "phase_fraction": math.nan, "radius": 3}),
        (boolean_model, {"shape": (10, 10), "phase_fraction": 0.5, "radius": 0}),
        (boolean_model, {"shape": (10, 10), "phase_fraction": 0.5, "radius": 1e9}),
        (boolean_model, {"shape": (10, 10), "phase_fraction": 0.5, "radius": math.inf}),
        (boolean_model, {"shape": (10**6, 10**6), "phase_fraction": 0.5, "radius": 3}),
        (boolean_model, {"shape": (9, 9), "phase_fraction": 0.5, "radius": 3, "seed": -1}),
        (gaussian_field, {"shape": (10, 10), "phase_fraction": 0.5, "length": -2}),
        (gaussian_field, {"shape": (10, 10), "phase_fraction": 0.5, "length": (2, 3, 4)}),
        (gaussian_field, {"shape": (10, 10), "phase_fraction": 0.5, "length": 1e9}),
        (
            gaussian_field,
            {"shape": (10, 10), "phase_fraction": 0.5, "length": 99, "periodic": True},
        ),
        (voronoi_cells, {"shape": (10, 10), "phase_fractions": [0.5, 0.2], "cell_size": 4}),
        (voronoi_cells, {"shape": (10, 10), "phase_fractions": [1.0], "cell_size": 4}),
        (voronoi_cells, {"shape": (10, 10), "phase_fractions": 0.5, "cell_size": 0.1}),
        (random_checkerboard, {"shape": (10, 10), "phase_fractions": 0.5, "cell_size": 2.5}),
        (random_checkerboard, {"shape": (10, 10), "phase_fractions": 0.0, "cell_size": 2}),
        (boolean_model_covariance, {"lags": (1, 2, 3, 4), "phase_fraction": 0.5, "radius": 3}),
        (boolean_model_length_scale, {"ndim": 4, "phase_fraction": 0.5, "radius": 3}),
    ],
)
def test_refusals_are_sentences(generate, options):
    with pytest.raises(ParameterError) as caught:
        generate(**options)
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
