"""Rows of a lattice that the image's edges cut, on closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from imagerep.spectral.edges import _cut
from imagerep.spectral.periodogram import periodogram
from tests.spectral_estimates import blocks_of_means

SHAPES = [(90, 120), (61, 97), (24, 30, 40)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("block_px", [1, 3])
def test_coefficients_on_the_axes_are_those_of_the_means_over_the_other_axes(shape, block_px):
    cells = np.random.default_rng(1).random(shape)
    found = periodogram(blocks_of_means(cells, block_px), 0.2)
    for axis, line in enumerate(found.on_axes):
        others = tuple(i for i in range(len(shape)) if i != axis)
        profile = cells.mean(axis=others) - cells.mean()
        place = (np.arange(shape[axis]) + 0.5) / shape[axis]
        m = np.arange(len(line))
        plain = (profile * np.exp(-2j * np.pi * m[:, None] * place)).mean(axis=1)
        plain *= np.sqrt(cells.size * block_px ** len(shape) / 0.2)
        if block_px > 1:
            plain /= np.sinc(m / shape[axis])
        np.testing.assert_allclose(line, plain, atol=1e-10)
        index = tuple(slice(len(m)) if i == axis else 0 for i in range(len(shape)))
        power = np.zeros(found.power.shape, bool)
        power[index] = True
        np.testing.assert_allclose(np.abs(line) ** 2, found.corrected(power), atol=1e-10)


@pytest.mark.parametrize("periods", [3.3, 5.5, 11.8, 40.25])
def test_a_wave_tells_how_far_the_mean_is_off(periods):
    n = 400
    for phase in np.linspace(0, np.pi, 7):
        place = (np.arange(n) + 0.5) / n
        wave = np.cos(2 * np.pi * periods * place + phase)
        cells = np.tile(wave[:, None], (1, 50))
        line = periodogram(blocks_of_means(cells), 0.5).on_axes[0]
        deviation, _ = _cut(line, np.full(len(line), 1e-3))
        own = wave.mean() * np.sqrt(cells.size / 0.5)
        largest = np.sqrt(cells.size / 0.5) / (np.pi * periods)
        assert deviation == pytest.approx(own, abs=0.05 * largest)


def test_noise_is_no_line():
    rng = np.random.default_rng(0)
    noise = rng.standard_normal((300, 200)) + 1j * rng.standard_normal((300, 200))
    assert sum(_cut(line, np.full(200, 2.0)) is not None for line in noise) <= 2
