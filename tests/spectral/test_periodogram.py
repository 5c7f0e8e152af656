"""Block means, periodogram, ellipse and smoothing, each on input with a known answer."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.stats import norm

from imagerep.spectral.anisotropy import fit_ellipse
from imagerep.spectral.block_size import block_side
from imagerep.spectral.interval import GROWTH_EVEN, LogVariance, VarianceFunction
from imagerep.spectral.modes import (
    between_images,
    low_frequency_modes,
    radial_bins,
    radial_modes,
)
from imagerep.spectral.other_shapes import leakage, rescaled_variance
from imagerep.spectral.periodogram import Periodogram, periodogram
from imagerep.spectral.smoothing import NEAR_ZERO, _splines, smooth
from tests.spectral_estimates import blocks_of


def random_image(shape, fraction=0.3, seed=0):
    return np.random.default_rng(seed).random(shape) < fraction


def synthetic_spectrum(shape, spectrum, seed):
    """Periodogram whose values scatter about a known S as those of a Gaussian field.

    S is scaled to a mean of one over all frequencies; its value at zero is returned, too.
    """
    rng = np.random.default_rng(seed)
    ndim = len(shape)
    frequencies = tuple(
        (2 * np.pi * (np.fft.rfftfreq(n) if axis == ndim - 1 else np.fft.fftfreq(n))).reshape(
            [-1 if i == axis else 1 for i in range(ndim)]
        )
        for axis, n in enumerate(shape)
    )
    weights = np.ones(shape[-1] // 2 + 1)
    weights[0] = 0.5
    if shape[-1] % 2 == 0:
        weights[-1] = 0.5
    true = np.broadcast_to(spectrum(*frequencies), (*shape[:-1], len(weights)))
    true = true * np.prod(shape) / (2 * (weights * true).sum())
    power = true * rng.exponential(size=true.shape)
    n_pixels = float(np.prod(shape))
    found = Periodogram(power, None, weights, frequencies, tuple(shape), n_pixels, 1)
    return found, float(true.flat[0])


def spectrum_of(image, side):
    """Periodogram of a phase."""
    fraction = float(image.mean())
    return periodogram(blocks_of(image, side), fraction * (1 - fraction))


def fit_of(spectra):
    ellipse = fit_ellipse(low_frequency_modes(spectra))
    return smooth(radial_bins(radial_modes(spectra, ellipse.metric)), ellipse)


class TestBlocks:
    @pytest.mark.parametrize(
        ("shape", "side"),
        [
            ((100, 100), 1),
            ((1000, 1000), 5),
            ((400, 400, 400), 6),
            ((24, 10**6), 1),
            ((2000, 2000, 2000), 31),
            ((3, 3), 1),
        ],
    )
    def test_side(self, shape, side):
        assert block_side([shape]) == side


class TestPeriodogram:
    @pytest.mark.parametrize("shape", [(60, 80), (61, 83), (20, 24, 31)])
    def test_mean_over_all_frequencies_is_one(self, shape):
        image = random_image(shape)
        spectrum = spectrum_of(image, 1)
        total = 2 * (spectrum.column_weights * spectrum.power).sum() / image.size
        assert total == pytest.approx(1, rel=1e-12)

    def test_averaging_over_blocks_keeps_low_frequencies(self):
        noise = np.random.default_rng(0).standard_normal((600, 520))
        image = gaussian_filter(noise, 6, mode="wrap") > 0
        fine, coarse = spectrum_of(image, 1), spectrum_of(image, 4)
        lowest = np.zeros(coarse.power.shape, bool)
        lowest[:8, :8] = True
        lowest[0, 0] = False
        expected = fine.power[:8, :8].ravel()[1:]
        np.testing.assert_allclose(coarse.corrected(lowest), expected, rtol=0.03, atol=0.5)

    def test_modes_respect_the_limits(self):
        image = random_image((500, 500))
        spectra = [spectrum_of(image, 2)]
        modes = low_frequency_modes(spectra)
        assert len(modes.power) <= 4100
        assert np.linalg.norm(modes.vectors, axis=1).max() <= modes.cutoff * (1 + 1e-6)
        radial = radial_modes(spectra, np.diag([4.0, 1.0]))
        assert len(radial.radius) <= 4100
        assert (np.diff(radial.radius) >= 0).all()


class TestSeveralImages:
    def test_scatter_between_images_is_s(self):
        # White noise has S = 1 at every frequency.
        images = [random_image((40, 50), seed=seed) for seed in range(400)]
        fraction = float(np.mean(images))
        blocks = [blocks_of(image, 2) for image in images]
        power, weight = between_images(blocks, fraction * (1 - fraction))
        assert weight == 399 / 2
        assert power == pytest.approx(1, abs=4 * np.sqrt(2 / 399))

    def test_one_image_adds_nothing(self):
        image = random_image((40, 50))
        fraction = float(image.mean())
        assert between_images([blocks_of(image)], fraction * (1 - fraction)) == (0.0, 0.0)
        modes = radial_modes([spectrum_of(image, 1)], np.eye(2))
        assert modes.with_zero(0.0, 0.0) is modes
        assert modes.with_zero(3.0, 1.5).radius[0] == 0


class TestSplines:
    def test_covariances_are_their_integrals(self):
        s = np.array([0.0, 0.4, 1.2, NEAR_ZERO, 2.0, 3.5])
        x, step = np.linspace(0, s[-1], 70_001, retstep=True)
        x = x[:-1] + step / 2
        reach = np.maximum(s[:, None] - x, 0)
        for found, part in zip(_splines(s), (x < NEAR_ZERO, x > NEAR_ZERO), strict=True):
            np.testing.assert_allclose(found, (reach * part) @ reach.T * step, atol=1e-6)


class TestKnownSpectra:
    @pytest.mark.parametrize("exponent", [0.75, 1.5, 4.0])
    @pytest.mark.parametrize("shape", [(200, 200), (120, 333), (48, 56, 64)])
    def test_zero_frequency_is_recovered(self, shape, exponent):
        def spectrum(*k):
            return (1 + 9 * sum(k_i**2 for k_i in k) / exponent) ** -exponent

        errors = []
        for seed in range(8):
            periodogram, true = synthetic_spectrum(shape, spectrum, seed)
            fit = fit_of([periodogram])
            assert fit.mean_at_zero == pytest.approx(np.log(true), abs=4 * fit.sd_at_zero.max())
            errors.append(fit.mean_at_zero - np.log(true))
        # With q below d/2 a spectrum may be that of fibres, which go on rising.
        is_like_fibres = exponent < len(shape) / 2 - 0.5
        assert -0.15 < np.mean(errors) < (0.7 if is_like_fibres else 0.15)

    def test_dip_is_recovered(self):
        def spectrum(y, x):
            square = y**2 + x**2
            return 0.05 + 60 * square * np.exp(-square * 40)

        for seed in range(4):
            periodogram, true = synthetic_spectrum((400, 400), spectrum, seed)
            fit = fit_of([periodogram])
            assert fit.dip > 1.5
            assert fit.mean_at_zero == pytest.approx(np.log(true), abs=1.2)

    @pytest.mark.parametrize("angle", [0.0, 0.6, 2.0])
    def test_anisotropy_is_recovered(self, angle):
        direction = np.array([np.sin(angle), np.cos(angle)])
        metric = 9 * np.eye(2) + (36 - 9) * np.outer(direction, direction)

        def spectrum(y, x):
            form = metric[0, 0] * y**2 + 2 * metric[0, 1] * y * x + metric[1, 1] * x**2
            return (1 + form / 2) ** -2

        periodogram, _ = synthetic_spectrum((250, 230), spectrum, 1)
        lengths, directions = fit_ellipse(low_frequency_modes([periodogram])).axes()
        assert lengths[0] / lengths[1] == pytest.approx(2, rel=0.1)
        assert abs(directions[0] @ direction) == pytest.approx(1, abs=0.01)
        assert np.prod(lengths) == pytest.approx(1)

    @pytest.mark.parametrize("ratio", [1.0, 2.0])
    def test_error_of_the_anisotropy_is_its_scatter(self, ratio):
        def spectrum(y, x):
            return (1 + (9 * ratio**2 * y**2 + 9 * x**2) / 2) ** -2

        fits = [
            fit_ellipse(low_frequency_modes([synthetic_spectrum((110, 130), spectrum, seed)[0]]))
            for seed in range(60)
        ]
        logs = np.log([lengths[0] / lengths[1] for lengths, _ in (fit.axes() for fit in fits)])
        errors = np.array([fit.log_aspect_error for fit in fits])
        if ratio == 1.0:
            # The ratio of axes found is the length of a vector of two normal variates.
            assert np.sqrt((logs**2).mean() / 2) == pytest.approx(errors.mean(), rel=0.2)
        else:
            assert logs.std() == pytest.approx(errors.mean(), rel=0.25)
            assert logs.mean() == pytest.approx(np.log(2), abs=0.05)

    def test_several_images_know_more_than_one(self):
        def spectrum(y, x):
            return (1 + 9 * (y**2 + x**2)) ** -1.5

        made = [synthetic_spectrum((100, 100), spectrum, seed) for seed in range(16)]
        spectra, true = [periodogram for periodogram, _ in made], made[0][1]
        one, all_of_them = fit_of(spectra[:1]), fit_of(spectra)
        assert all_of_them.evidence @ all_of_them.sd_at_zero < 0.5 * one.evidence @ one.sd_at_zero
        assert all_of_them.mean_at_zero == pytest.approx(np.log(true), abs=0.25)

    def test_leakage_of_a_large_image_is_none(self):
        def spectrum(y, x):
            return (1 + 9 * (y**2 + x**2)) ** -1.5

        fit = fit_of([synthetic_spectrum((200, 200), spectrum, 0)[0]])
        assert leakage(fit, (1e7, 1e7)) == pytest.approx(1, abs=1e-3)
        assert leakage(fit, (20.0, 30.0)) < leakage(fit, (40.0, 60.0)) < 1

    def test_leakage_of_a_known_spectrum(self):
        # Covariance exp(-|x| / l) along each axis: the variance of a mean has a closed form.
        length, side = 5.0, 60.0

        def spectrum(y, x):
            return 1 / ((1 + (length * y) ** 2) * (1 + (length * x) ** 2))

        fit = fit_of([synthetic_spectrum((1024, 1024), spectrum, 0)[0]])
        ratio = length / side
        one_axis = 1 - ratio * (1 - np.exp(-1 / ratio))
        assert leakage(fit, (side, side)) == pytest.approx(one_axis**2, rel=0.08)

    def test_what_leaks_into_a_dip_is_added(self):
        assert rescaled_variance(2.0, 0.8, 0.9) == pytest.approx(2.25)
        assert rescaled_variance(2.0, 3.0, 1.5) == pytest.approx(1.0)
        assert rescaled_variance(2.0, 1.2, 1.1) == pytest.approx(2 * 1.1 / 1.2)


class TestInterval:
    def test_certain_variance_is_the_normal_distribution(self):
        known = LogVariance(np.zeros(1), np.zeros(1), np.ones(1))
        assert known.half_width(0.95) == pytest.approx(1.959963985, rel=1e-9)
        assert known.below(1.0) == pytest.approx(0.8413447461, rel=1e-9)

    def test_half_width_solves_the_mixture(self):
        mixture = LogVariance(np.array([0.0, 1.0]), np.array([0.3, 0.8]), np.array([0.7, 0.3]))
        for level in (0.01, 0.5, 0.95, 0.9999):
            h = mixture.half_width(level)
            assert 2 * mixture.below(h) - 1 == pytest.approx(level, abs=1e-10)
        step = 1e-5
        slope = (mixture.below(1 + step) - mixture.below(1 - step)) / (2 * step)
        assert mixture.density(1.0) == pytest.approx(slope, rel=1e-6)

    @pytest.mark.parametrize("fraction", [1e-4, 0.02, 0.5, 0.97])
    def test_interval_solves_its_equation(self, fraction):
        variance = VarianceFunction.of(fraction, 1e4)
        low, high = variance.interval(3.0)
        assert 0 <= low < fraction < high <= 1
        np.testing.assert_allclose(variance.deviation([low, high]), [-3, 3], rtol=1e-6)
        for end in (low, high):
            ratio = end * (1 - end) / (fraction * (1 - fraction))
            there = end * (1 - end) * ratio**variance.growth
            assert abs(end - fraction) == pytest.approx(3 * np.sqrt(there / 1e4), rel=1e-6)

    def test_without_growth_it_is_the_score_interval(self):
        # Wilson's interval of 7 in 40 at z = 1.96, by its closed form.
        z, n, p = 1.96, 40, 7 / 40
        centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        radius = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        found = VarianceFunction(p, n, 0.0).interval(z)
        np.testing.assert_allclose(found, (centre - radius, centre + radius), rtol=1e-9)

    def test_growth_of_a_thresholded_gaussian_field(self):
        # A shift of the threshold changes the fraction by the normal density there: its square is
        # the variance, which V follows from 5 to 50 %.
        fractions = np.array([0.05, 0.1, 0.2, 0.35])
        densities = norm.pdf(norm.ppf(fractions)) ** 2 / norm.pdf(0) ** 2
        followed = (4 * fractions * (1 - fractions)) ** (1 + GROWTH_EVEN)
        np.testing.assert_allclose(followed, densities, rtol=0.06)

    @pytest.mark.parametrize("fraction", [1e-4, 0.02, 0.3, 0.5, 0.97])
    def test_deviation_ascends_with_its_slope(self, fraction):
        variance = VarianceFunction.of(fraction, 1e3)
        grid = np.linspace(1e-3, 1 - 1e-3, 999)
        assert (np.diff(variance.deviation(grid)) > 0).all()
        step = 1e-6
        slope = (variance.deviation(grid + step) - variance.deviation(grid - step)) / (2 * step)
        np.testing.assert_allclose(variance.slope(grid), slope, rtol=1e-4)
        assert variance.deviation([0.0, 1.0]).tolist() == [-np.inf, np.inf]
