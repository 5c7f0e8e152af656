"""The spectral method where fibres are longer than the image, or its edges cut a lattice."""

import numpy as np
import pytest

from benchmarks.coverage.objects import BooleanModel, SquareLattice
from benchmarks.coverage.sizes import Fixed
from tests.spectral_estimates import analyse


def coverage(field, shape, fraction):
    """Share of a field's disjoint patches whose 95 % interval holds the material's fraction."""
    held = []
    for y in range(0, field.shape[0] - shape[0] + 1, shape[0]):
        for x in range(0, field.shape[1] - shape[1] + 1, shape[1]):
            patch = np.ascontiguousarray(field[y : y + shape[0], x : x + shape[1]])
            low, high = analyse([patch]).uncertainty.interval(0.95)
            held.append(low <= fraction <= high)
    return np.mean(held)


def test_fibres_longer_than_the_image(monkeypatch):
    fibres = BooleanModel(0.25, Fixed((120, 2)), box=True, turn=None)
    field = fibres(np.random.default_rng(0), (1600, 2000))
    assert coverage(field, (200, 200), 0.25) > 0.86
    monkeypatch.setattr("imagerep.spectral.smoothing.probability", lambda bins, ellipse: 0.0)
    assert coverage(field, (200, 200), 0.25) > 0.86  # by the streaks of the spectrum alone
    monkeypatch.setattr("imagerep.spectral.analysis.are_long_features", lambda *_: False)
    assert coverage(field, (200, 200), 0.25) < 0.84


@pytest.mark.parametrize("shape", [(290, 290), (100, 580)])
def test_lattice_along_the_axes(shape, monkeypatch):
    field = SquareLattice(17.4, 0.08, 5.5)(np.random.default_rng(0), (1740, 1740))
    fraction = field.mean()  # of whole periods
    assert coverage(field, shape, fraction) > 0.9
    monkeypatch.setattr("imagerep.spectral.edges.LINE_RATIO", np.inf)
    assert coverage(field, shape, fraction) < 0.85


def test_the_same_lattice_twice_is_cut_alike():
    field = SquareLattice(17.4, 0.05, 5.5)(np.random.default_rng(3), (348, 348))
    field = field[:200, :200]
    one = analyse([field]).uncertainty.sample.fit
    two = analyse([field, field]).uncertainty.sample.fit
    # Deviations of the same sign do not average out: twice the variance of a mean that does.
    assert two.log_edges == pytest.approx(one.log_edges + np.log(2), abs=0.3)
