"""Both methods side by side."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.__main__ import main
from imagerep.errors import MeasurementCancelled
from imagerep.generate import boolean_model


def jittered_lattice(side, period=20, radius=6.5, jitter=1.6, seed=0):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side]
    image = np.zeros((side, side), bool)
    for cy in range(0, side + period, period):
        for cx in range(0, side + period, period):
            dy, dx = jitter * rng.standard_normal(2)
            image |= (y - cy - dy) ** 2 + (x - cx - dx) ** 2 < radius**2
    return image


def test_methods_agree_on_discs():
    image = boolean_model((700, 700), phase_fraction=0.4, radius=6, seed=2)
    both = imagerep.measure_methods(image)
    assert list(both) == ["spectral", "two-point"]
    for method, one in both.items():
        assert one.absolute_error() == imagerep.measure(image, method=method).absolute_error()
    assert imagerep.disagreement(both["two-point"], both["spectral"]) is None
    assert not any(w.code == "methods-disagree" for m in both.values() for w in m.warnings)


def test_a_lattice_parts_them():
    both = imagerep.measure_methods(jittered_lattice(400))
    for one, other in (("two-point", "spectral"), ("spectral", "two-point")):
        (doubt,) = [w for w in both[one].warnings if w.code == "methods-disagree"]
        assert doubt.text.startswith(f"The {one} method gives ±")
        assert f"the {other} method" in doubt.text
        assert "periodically" in doubt.text
    same = imagerep.disagreement(both["spectral"], both["spectral"])
    assert same is None


def test_large_features_are_named():
    noise = np.random.default_rng(3).standard_normal((150, 150))
    image = gaussian_filter(noise, (4, 40)) > 0
    both = imagerep.measure_methods(image)
    doubt = imagerep.disagreement(both["two-point"], both["spectral"])
    if doubt is not None:
        assert "elongated" in doubt.text or "large as the image" in doubt.text


def test_progress_and_cancellation():
    told = []
    image = boolean_model((120, 120), phase_fraction=0.4, radius=4, seed=1)
    imagerep.measure_methods(image, progress=lambda done, what: told.append(done))
    assert told == sorted(told)
    with pytest.raises(MeasurementCancelled):
        imagerep.measure_methods(image, should_stop=lambda: True)


def test_command_line_compares(tmp_path):
    path = tmp_path / "lattice.npy"
    np.save(path, jittered_lattice(300))
    result = CliRunner().invoke(main, ["measure", str(path), "--compare", "--json"])
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert [row["method"] for row in rows] == ["spectral", "two-point"]
    assert all("methods-disagree" in json.dumps(row["warnings"]) for row in rows)


def test_command_line_has_the_spectral_method(tmp_path):
    path = tmp_path / "lattice.npy"
    np.save(path, jittered_lattice(300))
    result = CliRunner().invoke(main, ["measure", str(path), "--method", "spectral"])
    assert result.exit_code == 0, result.output
