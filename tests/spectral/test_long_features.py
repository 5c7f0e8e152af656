"""Fibres longer than the image, whose spectrum still rises where the lowest modes end."""

from __future__ import annotations

import math

import numpy as np
import pytest

from imagerep.generate import boolean_model
from imagerep.spectral.long_features import LENGTHS_OVER_WIDTH, probability, slopes
from tests.spectral_estimates import analyse


def sticks(seed, side, length, width, fraction):
    """Union of sticks in all directions, at Poisson points."""
    rng = np.random.default_rng(seed)
    wide = side + length
    n = rng.poisson(-math.log1p(-fraction) / (length * width) * wide**2)
    y, x = np.ogrid[:side, :side]
    image = np.zeros((side, side), bool)
    middles = rng.random((n, 2)) * wide - length / 2
    for (cy, cx), angle in zip(middles, np.pi * rng.random(n), strict=True):
        dy, dx = y + 0.5 - cy, x + 0.5 - cx
        along = dx * np.cos(angle) + dy * np.sin(angle)
        across = dy * np.cos(angle) - dx * np.sin(angle)
        image |= (np.abs(along) <= length / 2) & (np.abs(across) <= width / 2)
    return image


def fit_of(image):
    return analyse([image]).uncertainty.sample.fit


def test_fibres_are_likely_and_discs_are_not():
    fibres = [fit_of(sticks(seed, 400, 120, 4, 0.25)) for seed in range(3)]
    discs = [
        fit_of(boolean_model((400, 400), phase_fraction=0.25, radius=7, seed=seed))
        for seed in range(3)
    ]
    assert min(probability(fit.bins, fit.ellipse) for fit in fibres) > 0.4
    assert max(probability(fit.bins, fit.ellipse) for fit in discs) < 0.1
    assert sum(fit.evidence.sum() for fit in (*fibres, *discs)) == pytest.approx(6)


def test_slopes_begin_at_their_knees_and_end_at_the_last_ring():
    fit = fit_of(sticks(1, 300, 200, 5, 0.25))
    t = np.concatenate([[0.0], np.geomspace(1e-4, 1, 200)])
    changes, weights = slopes(t, fit.bins, fit.ellipse)
    assert len(changes) == len(LENGTHS_OVER_WIDTH)
    assert weights.sum() == pytest.approx(1)
    np.testing.assert_allclose(changes[:, -1], 0)
    # The longer the features, the higher zero frequency; never without end.
    assert (np.diff(changes[:, 0]) > 0).all()
    assert np.isfinite(changes).all()
    # Far above the knees the decay loses what the slope of 1/k gives.
    plain = fit.ellipse.log_decay((t * fit.bins.median_radius) ** 2)
    given = -0.5 * plain / max(fit.ellipse.exponent, 0.5)
    steps = np.diff(changes[-1] - given)[-20:] / np.diff(np.log(t[1:]))[-20:]
    np.testing.assert_allclose(steps, -1, atol=0.02)
