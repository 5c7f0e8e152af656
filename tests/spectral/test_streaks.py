"""Streaks of long straight features in the spectrum, and what they do to the curve."""

from __future__ import annotations

import math

import numpy as np
import pytest

import imagerep
from imagerep.generate import boolean_model, gaussian_field
from imagerep.spectral.anisotropy import fit_ellipse
from imagerep.spectral.modes import low_frequency_modes, modes_within
from imagerep.spectral.periodogram import periodogram
from imagerep.spectral.streaks import _over_rings, streaks
from tests.spectral_estimates import blocks_of_means


def fibres(side, length, width, fraction, seed, turn=None):
    """Boolean model of straight fibres, in all directions or along one."""
    rng = np.random.default_rng(seed)
    reach = length / 2
    area = (side + 2 * reach) ** 2
    n = rng.poisson(-math.log1p(-fraction) / (length * width) * area)
    y, x = np.mgrid[:side, :side] + 0.5
    image = np.zeros((side, side), bool)
    for cy, cx in rng.uniform(-reach, side + reach, (n, 2)):
        angle = rng.uniform(0, math.pi) if turn is None else turn
        along = (x - cx) * math.cos(angle) + (y - cy) * math.sin(angle)
        across = (y - cy) * math.cos(angle) - (x - cx) * math.sin(angle)
        image |= (np.abs(along) < reach) & (np.abs(across) < width / 2)
    return image


def rods(side, length, width, fraction, seed):
    """Boolean model of round rods in all directions of a volume."""
    rng = np.random.default_rng(seed)
    reach = length / 2
    size = math.pi / 4 * width**2 * length
    n = rng.poisson(-math.log1p(-fraction) / size * (side + 2 * reach) ** 3)
    places = np.stack(np.mgrid[:side, :side, :side] + 0.5, axis=-1).astype(np.float32)
    image = np.zeros((side,) * 3, bool)
    for centre in rng.uniform(-reach, side + reach, (n, 3)):
        direction = rng.standard_normal(3)
        direction /= np.linalg.norm(direction)
        to_middle = side / 2 - centre
        nearest = centre + np.clip(to_middle @ direction, -reach, reach) * direction
        if np.linalg.norm(nearest - side / 2) > side * math.sqrt(3) / 2 + width:
            continue
        offset = places - centre.astype(np.float32)
        along = offset @ direction.astype(np.float32)
        across = (offset**2).sum(axis=-1) - along**2
        image |= (np.abs(along) < reach) & (across < (width / 2) ** 2)
    return image


def found(image):
    return imagerep.measure(image.astype(np.uint8), 1)


def n_that_hold(images, fraction):
    """How many 95 % intervals hold a phase fraction."""
    intervals = [found(image).confidence_interval(0.95) for image in images]
    return sum(low <= fraction <= high for low, high in intervals)


def streaks_of(cells, median_radius=1.0):
    spectra = [periodogram(blocks_of_means(cells), float(cells.var()))]
    ellipse = fit_ellipse(low_frequency_modes(spectra))
    scale = ellipse.mean_length_px
    return streaks(spectra, ellipse.metric, median_radius * scale)


class TestStreaks:
    @pytest.mark.parametrize("shape", [(128, 128), (60, 200), (32, 32, 32)])
    def test_noise_has_one(self, shape):
        noise = [streaks_of(np.random.default_rng(seed).random(shape)) for seed in range(12)]
        # Of 60 and 576 directions each is a chi-square variate of one degree of freedom or so.
        n_directions = 60 if len(shape) == 2 else 576
        error = math.sqrt(2 / n_directions / len(noise))
        assert np.mean(noise) == pytest.approx(1.0, abs=4 * error)

    def test_a_wave_of_every_frequency_in_one_direction_is_a_streak(self):
        y, x = np.mgrid[:128, :128]
        cells = np.random.default_rng(1).standard_normal((128, 128))
        rows = np.random.default_rng(2).standard_normal(400)
        along = rows[((2 * y + x) % 400)]  # stripes along one direction: waves across them only
        assert streaks_of(cells) < 2
        assert streaks_of(cells + 0.5 * along) > 5

    def test_an_ellipse_that_is_so_by_chance_makes_none(self):
        """A ring of power, which the rings of an ellipse cross."""
        frequencies = np.meshgrid(np.fft.fftfreq(256), np.fft.rfftfreq(256), indexing="ij")
        ring = np.exp(-0.5 * ((np.hypot(*frequencies) - 0.1) / 0.02) ** 2) + 0.02
        noise = np.random.default_rng(3).standard_normal((256, 256))
        cells = np.fft.irfft2(np.fft.rfft2(noise) * np.sqrt(ring), (256, 256))
        spectra = [periodogram(blocks_of_means(cells), float(cells.var()))]
        ellipse = np.diag([1.3, 1 / 1.3])
        assert _over_rings(spectra, ellipse, 1.0) > 3
        assert streaks(spectra, ellipse, 0.4) < 1.4

    def test_too_few_modes_say_nothing(self):
        assert streaks_of(np.random.default_rng(0).random((12, 12))) == 1.0
        assert streaks_of(np.random.default_rng(0).random((12, 12, 12)), 0.4) == 1.0

    def test_stripes_along_an_axis_have_no_modes_off_it(self):
        assert np.isfinite(streaks_of(np.tile(np.random.default_rng(0).random(64), (64, 1))))

    def test_modes_within_a_radius_are_those_off_the_axes(self):
        cells = np.random.default_rng(0).random((20, 30))
        spectrum = periodogram(blocks_of_means(cells), 1.0)
        modes = modes_within([spectrum], np.eye(2), 1.0)
        whole = np.abs(np.fft.fft2(cells - cells.mean())) ** 2 / cells.size
        ky, kx = np.meshgrid(*[2 * np.pi * np.fft.fftfreq(n) for n in cells.shape], indexing="ij")
        chosen = (ky != 0) & (kx > 0) & (ky**2 + kx**2 <= 1.0)
        assert np.sort(modes.power) == pytest.approx(np.sort(whole[chosen]))
        assert (np.linalg.norm(modes.vectors, axis=1) <= 1.0).all()


class TestLongFeatures:
    def test_intervals_of_fibres_hold_as_often_as_they_say(self, monkeypatch):
        images = [fibres(100, 180, 5, 0.3, seed) for seed in range(40)]
        # Of 40 intervals of 95 %, 36 or more hold in 95 of 100 cases.
        assert n_that_hold(images, 0.3) >= 36
        monkeypatch.setattr("imagerep.spectral.analysis.LARGEST_SHARE", 0.0)
        assert n_that_hold(images, 0.3) < 36

    def test_fibres_that_the_curve_does_not_follow_are_told(self, monkeypatch):
        monkeypatch.setattr("imagerep.spectral.analysis.LARGEST_SHARE", 0.0)
        told = [found(fibres(200, 180, 3, 0.3, seed)) for seed in range(12)]
        hidden = [one.diagnostics.long_features < 0.5 for one in told]
        codes = [{warning.code for warning in one.warnings} for one in told]
        assert ["long-features" in each for each in codes] == hidden
        assert 0 < sum(hidden) < len(hidden)

    def test_fibres_in_volumes_have_streaks(self):
        for seed in range(3):
            diagnostics = found(rods(48, 90, 4, 0.2, seed)).diagnostics
            assert diagnostics.streaks > 1.6
            assert diagnostics.has_long_features
            assert diagnostics.long_features > 0.5
        spheres = boolean_model((48, 48, 48), phase_fraction=0.2, radius=4, seed=0)
        assert found(spheres).diagnostics.streaks < 1.6
        assert not found(spheres).diagnostics.has_long_features

    def test_other_structures_have_none(self):
        for seed in range(6):
            discs = boolean_model((200, 200), phase_fraction=0.3, radius=6, seed=seed)
            assert not found(discs).diagnostics.has_long_features
            field = gaussian_field((200, 200), phase_fraction=0.4, length=5, seed=seed)
            assert not found(field).diagnostics.has_long_features

    def test_a_few_rare_features_are_none(self):
        few = found(boolean_model((100, 100), phase_fraction=0.01, radius=4, seed=6))
        assert few.diagnostics.streaks > 1.5
        assert not few.diagnostics.has_long_features

    def test_fibres_along_one_direction_are_none(self):
        for seed in range(4):
            aligned = found(fibres(200, 120, 3, 0.3, seed, turn=0.6))
            assert aligned.diagnostics.anisotropy > 2.5
            assert not aligned.diagnostics.has_long_features
