"""The spectral estimate as a whole: oracle numbers, invariances, sources, stacks, odd input."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.errors import SinglePhaseError
from imagerep.generate import boolean_model
from tests.spectral_estimates import analyse

ORACLE = json.loads((Path(__file__).parent / "data" / "spectral_oracle.json").read_text())["fields"]


def smooth_field(seed, shape, sigma, threshold):
    """Thresholded periodic Gaussian field; `threshold` in standard deviations of the field."""
    noise = np.random.default_rng(seed).standard_normal(shape)
    field = gaussian_filter(noise, sigma, mode="wrap")
    return field > threshold * field.std()


def numbers(result):
    """What must not change under a symmetry."""
    low, high = result.uncertainty.interval(0.95)
    lengths = result.diagnostics.length_scales_px
    return np.array([high - low, result.characteristic_length_scale_px, *lengths])


@pytest.fixture
def prototype_constants(monkeypatch):
    """The constants of the prototype that the oracle's numbers come from."""
    strengths = tuple((sigma, sigma) for sigma in (0.05, 0.15, 0.5, 1.5, 4.0))
    monkeypatch.setattr("imagerep.spectral.smoothing.ROUGHNESS", strengths)
    monkeypatch.setattr("imagerep.spectral.smoothing.FURTHER_FALL", 0.0)
    monkeypatch.setattr("imagerep.spectral.smoothing.probability", lambda bins, ellipse: 0.0)
    monkeypatch.setattr("imagerep.spectral.edges.LINE_RATIO", np.inf)
    monkeypatch.setattr("imagerep.spectral.unevenness.MAX_SHIFT", 0.0)
    monkeypatch.setattr("imagerep.spectral.smoothing.PRIOR_SD", (4.0, 1.0, 1.0, 1.0))
    monkeypatch.setattr("imagerep.spectral.uncertainty.BIAS", 0.4)
    monkeypatch.setattr("imagerep.spectral.uncertainty.SPREAD", 1.0)
    monkeypatch.setattr("imagerep.spectral.uncertainty.FLOOR_SD", 0.07)
    monkeypatch.setattr("imagerep.spectral.uncertainty.MAX_SD", np.inf)
    monkeypatch.setattr("imagerep.spectral.uncertainty._PRIOR_VARIANCE", 17.0)
    monkeypatch.setattr("imagerep.spectral.uncertainty.rarer_cells", lambda cells, fraction: cells)
    monkeypatch.setattr("imagerep.spectral.interval.GROWTH_EVEN", 0.0)
    monkeypatch.setattr("imagerep.spectral.interval.GROWTH_RARE", 0.0)


@pytest.mark.parametrize("case", ORACLE, ids=lambda case: f"{case['seed']}-{case['shape']}")
@pytest.mark.usefixtures("prototype_constants")
def test_oracle(case):
    image = smooth_field(case["seed"], case["shape"], case["sigma"], case["threshold"])
    assert image.sum() == case["n_true"]
    result = analyse([image])
    uncertainty = result.uncertainty
    ndim = image.ndim
    assert uncertainty.effective_variance == pytest.approx(case["S_eff"], rel=1e-6)
    assert result.characteristic_length_scale_px**ndim == pytest.approx(case["S0"], rel=1e-6)
    assert result.diagnostics.anisotropy == pytest.approx(case["anisotropy"], rel=1e-6)
    assert result.diagnostics.n_modes == case["modes"]
    assert result.diagnostics.block_px == case["block"]
    for level, ends in case["interval"].items():
        np.testing.assert_allclose(uncertainty.interval(float(level)), ends, atol=1e-6)
    for factor, sigma in case["sigma_at"].items():
        other = uncertainty.rescaled(float(factor))
        assert other.standard_deviation == pytest.approx(sigma, rel=1e-6)


class TestInvariance:
    shapes = st.sampled_from([(60, 60), (48, 90), (24, 30, 28)])

    @settings(max_examples=12, derandomize=True)
    @given(seed=st.integers(0, 10**6), shape=shapes, axis=st.integers(0, 1))
    def test_flip(self, seed, shape, axis):
        image = smooth_field(seed, shape, 2, 0.3)
        np.testing.assert_allclose(
            numbers(analyse([np.flip(image, axis)])), numbers(analyse([image])), rtol=1e-6
        )

    @settings(max_examples=12, derandomize=True)
    @given(seed=st.integers(0, 10**6), shape=shapes)
    def test_transpose(self, seed, shape):
        image = smooth_field(seed, shape, 2, 0.3)
        np.testing.assert_allclose(
            numbers(analyse([image.T])), numbers(analyse([image])), rtol=1e-6
        )

    @settings(max_examples=12, derandomize=True)
    @given(seed=st.integers(0, 10**6), shape=shapes)
    def test_complement(self, seed, shape):
        image = smooth_field(seed, shape, 2, 0.8)
        phase, other = analyse([image]), analyse([~image])
        np.testing.assert_allclose(numbers(other), numbers(phase), rtol=1e-6)
        low, high = phase.uncertainty.interval(0.9)
        np.testing.assert_allclose(other.uncertainty.interval(0.9), (1 - high, 1 - low))

    @settings(max_examples=8, derandomize=True)
    @given(seed=st.integers(0, 10**6))
    def test_scale(self, seed):
        image = smooth_field(seed, (70, 80), 2, 0.3)
        larger = np.repeat(np.repeat(image, 2, axis=0), 2, axis=1)
        small, large = analyse([image]), analyse([larger])
        assert large.characteristic_length_scale_px == pytest.approx(
            2 * small.characteristic_length_scale_px, rel=0.1
        )
        np.testing.assert_allclose(
            large.uncertainty.interval(0.95), small.uncertainty.interval(0.95), atol=0.02
        )

    @pytest.mark.parametrize("seed", range(4))
    def test_order_of_images(self, seed):
        images = [smooth_field(seed + i, (50, 60 + 10 * i), 2, 0.3) for i in range(3)]
        np.testing.assert_allclose(
            numbers(analyse(images[::-1])), numbers(analyse(images)), rtol=1e-6
        )


class TestShapes:
    @pytest.mark.parametrize(
        "shape", [(600, 600), (30, 12000), (20000, 18), (24, 120, 125), (250, 12, 120)]
    )
    def test_strips_and_cuboids_find_the_same_material(self, shape):
        # Covariance exp(-r^2 / 4 s^2) of the field; at threshold 0 the phase has (2/pi) asin of it,
        # whose integral over the plane or space is the characteristic length scale's power.
        sigma = 2.0
        terms = np.arange(60)
        powers = 2 * terms + 1
        series = np.cumprod(np.concatenate([[1.0], (2 * terms[1:] - 1) / (2 * terms[1:])])) / powers
        ndim = len(shape)
        integral = 2 / np.pi * (series * (4 * np.pi * sigma**2 / powers) ** (ndim / 2)).sum()
        estimates = [
            analyse([smooth_field(seed, shape, sigma, 0)]).characteristic_length_scale_px
            for seed in range(3)
        ]
        assert np.mean(estimates) == pytest.approx(integral ** (1 / ndim), rel=0.12)

    @pytest.mark.parametrize("shape", [(5, 5), (1, 300), (2, 2), (8, 9, 10), (1, 7), (3, 3, 3)])
    def test_tiny_images_get_an_answer(self, shape):
        image = np.zeros(shape, bool)
        image.flat[: image.size // 3 + 1] = True
        image = np.random.default_rng(0).permuted(image.ravel()).reshape(shape)
        low, high = analyse([image]).uncertainty.interval(0.95)
        assert 0 <= low < image.mean() < high <= 1

    def test_one_pixel_in_a_large_image(self):
        image = np.zeros((300, 300), bool)
        image[100, 130] = True
        low, high = analyse([image]).uncertainty.interval(0.95)
        assert 0 <= low < 1 / image.size < high < 1e-3

    def test_perfect_lattices_get_an_answer(self):
        for period in (2, 8, 13):
            y, x = np.mgrid[:240, :240] // period
            image = (y + x) % 2 == 0
            low, high = analyse([image]).uncertainty.interval(0.95)
            assert low < 0.5 < high
            assert high - low < 0.2

    def test_half_and_half(self):
        image = np.zeros((128, 128), bool)
        image[:64] = True
        low, high = analyse([image]).uncertainty.interval(0.95)
        assert high - low > 0.4


class TestBlocksAgreeWithPixels:
    @pytest.mark.parametrize("shape", [(720, 720), (144, 120, 160)])
    def test_same_answer(self, shape, monkeypatch):
        image = smooth_field(3, shape, 4, 0.4)
        averaged = analyse([image])
        assert averaged.diagnostics.block_px > 1
        monkeypatch.setattr("imagerep.spectral.method.block_side", lambda shapes, multiple: 1)
        exact = analyse([image])
        assert exact.diagnostics.block_px == 1
        np.testing.assert_allclose(numbers(averaged), numbers(exact), rtol=0.05)


class TestStacks:
    def test_tiles_agree_with_the_whole(self):
        image = smooth_field(5, (600, 600), 3, 0.4)
        tiles = [image[i : i + 200, j : j + 200] for i in range(0, 600, 200) for j in (0, 200, 400)]
        whole, stack = analyse([image]), analyse(tiles)
        assert stack.uncertainty.measured == whole.uncertainty.measured
        np.testing.assert_allclose(numbers(stack)[:2], numbers(whole)[:2], rtol=0.15)

    def test_four_images_halve_the_error(self):
        images = [smooth_field(seed, (200, 200), 3, 0.4) for seed in range(1, 5)]
        one = np.mean([analyse([image]).uncertainty.half_width(0.95) for image in images])
        assert analyse(images).uncertainty.half_width(0.95) == pytest.approx(one / 2, rel=0.25)
        predicted = analyse(images[:1]).uncertainty.rescaled(images_factor=4)
        assert predicted.half_width(0.95) == pytest.approx(one / 2, rel=0.35)

    def test_images_that_differ_widen_the_interval(self):
        alike = [smooth_field(seed, (100, 100), 2, 0.4) for seed in range(8)]
        apart = [
            smooth_field(seed, (100, 100), 2, 0.4 + 0.3 * (seed % 2 - 0.5)) for seed in range(8)
        ]
        narrow, wide = (analyse(images).uncertainty.half_width(0.95) for images in (alike, apart))
        assert wide > 1.5 * narrow

    def test_image_without_the_phase(self):
        image = smooth_field(0, (100, 100), 3, 1.0)
        result = analyse([image, np.zeros((100, 100), bool)])
        fraction = result.uncertainty.measured.value
        assert fraction == image.mean() / 2
        low, high = result.uncertainty.interval(0.95)
        assert low < fraction < high

    @pytest.mark.parametrize("value", [False, True])
    def test_single_phase_is_refused_in_a_sentence(self, value):
        with pytest.raises(SinglePhaseError, match="beside another"):
            analyse([np.full((20, 20), value)] * 2)


class TestUncertainty:
    @pytest.fixture(params=[0.3, 2.2])
    def uncertainty(self, request):
        return analyse([smooth_field(0, (150, 150), 3, request.param)]).uncertainty

    def test_interval_has_its_probability(self, uncertainty):
        for level in (0.5, 0.9, 0.99):
            assert uncertainty.probability_between(*uncertainty.interval(level)) == pytest.approx(
                level
            )

    def test_density_is_a_density(self, uncertainty):
        grid = np.linspace(0, 1, 200001)
        density = uncertainty.density(grid)
        assert np.trapezoid(density, grid) == pytest.approx(1, abs=1e-6)
        inside = (grid > 0.03) & (grid < 0.4)
        assert np.trapezoid(density[inside], grid[inside]) == pytest.approx(
            uncertainty.probability_between(0.03, 0.4), abs=1e-4
        )
        assert (uncertainty.density([-0.1, 0.0, 1.0, 2.0]) == 0).all()

    def test_ends_of_probability(self, uncertainty):
        assert uncertainty.probability_between(0, 1) == pytest.approx(1)
        assert uncertainty.probability_between(-1, 2) == pytest.approx(1)
        assert uncertainty.probability_between(0.5, 0.4) == 0

    def test_rescaling_composes(self, uncertainty):
        at_once = uncertainty.rescaled(6.0, 2.0)
        in_steps = uncertainty.rescaled(2.0).rescaled(3.0, 2.0)
        assert in_steps.half_width(0.9) == pytest.approx(at_once.half_width(0.9), rel=1e-9)
        assert uncertainty.rescaled().half_width(0.9) == uncertainty.half_width(0.9)

    def test_larger_images_know_more(self, uncertainty):
        widths = uncertainty.half_width_at([[0.5, 1.0], [2.0, 9.0]], 0.95)
        assert widths.shape == (2, 2)
        assert (np.diff(widths.ravel()) < 0).all()
        assert widths[0, 1] == uncertainty.half_width(0.95)
        held = uncertainty.rescaled(3.0, hold_model_error=True)
        assert held.half_width(0.95) > uncertainty.rescaled(3.0).half_width(0.95)


class TestMeasure:
    labels = np.where(smooth_field(2, (220, 240), 4, 0.2), 5, 9).astype(np.uint8)

    def test_answers_every_question(self):
        result = imagerep.measure(self.labels, 5, method="spectral")
        assert result.method == "spectral"
        low, high = result.confidence_interval(0.95)
        assert low < result.phase_fraction == (self.labels == 5).mean() < high
        size = result.recommended_size(relative_error=0.02)
        reached = result.uncertainty.rescaled(size.volume_ratio**0.5)
        assert reached.half_width(0.95) / result.phase_fraction == pytest.approx(0.02)
        assert result.confidence_of(result.absolute_error(0.9)) == pytest.approx(0.9, abs=0.01)
        assert result.diagnostics.spectrum.fit.shape == result.diagnostics.spectrum.low.shape

    def test_phases_complement_each_other(self):
        results = imagerep.measure_phases(self.labels, method="spectral")
        low, high = results[5].confidence_interval(0.9)
        np.testing.assert_allclose(results[9].confidence_interval(0.9), (1 - high, 1 - low))
        alone = imagerep.measure(self.labels, 9, method="spectral")
        assert results[9].absolute_error(0.95) == pytest.approx(alone.absolute_error(0.95))

    def test_both_methods_agree_on_a_plain_material(self):
        image = boolean_model((700, 700), phase_fraction=0.4, radius=6, seed=1)
        paper = imagerep.measure(image)
        spectral = imagerep.measure(image, method="spectral")
        assert spectral.characteristic_length_scale_px == pytest.approx(
            paper.characteristic_length_scale_px, rel=0.25
        )


@pytest.mark.parametrize(
    ("shape", "sigma", "has_direction"),
    [
        ((200, 220), (4, 4), False),
        ((200, 220), (7, 4), True),
        ((60, 64, 70), (3, 3, 3), False),
        ((60, 64, 70), (3, 5, 3), True),
    ],
)
def test_a_direction_is_told_from_chance(shape, sigma, has_direction):
    for seed in range(4):
        found = analyse([smooth_field(seed, shape, sigma, 0.3)]).diagnostics
        assert found.has_direction is has_direction
        assert json.loads(json.dumps(found.to_dict()))["has_direction"] is has_direction
        if has_direction:
            assert abs(found.axes[0][int(np.argmax(sigma))]) > 0.95
