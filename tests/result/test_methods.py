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
from tests.spectral.test_streaks import fibres


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


def test_features_nearly_as_large_as_the_image_are_named():
    noise = np.random.default_rng(3).standard_normal((150, 150))
    text = why(gaussian_filter(noise, (4, 40)) > 0)
    assert "elongated (11.5 times as long as wide)" in text
    assert "nearly as large as the image" in text


def test_one_large_feature_among_small_ones_is_named():
    image = boolean_model((240, 240), phase_fraction=0.2, radius=3, seed=1)
    y, x = np.ogrid[:240, :240]
    text = why(image | ((y - 45) ** 2 + (x - 45) ** 2 <= 20**2))
    assert "a few large features carry much of the scatter" in text
    assert "Nothing in the image says why" not in text


def test_long_features_in_all_directions_are_named():
    text = why(fibres(260, 120, 8, 0.25, seed=4))
    assert "long, thin features cross in all directions" in text


def why(image):
    """What is said where the methods disagree."""
    both = imagerep.measure_methods(image.astype(np.uint8), 1)
    return imagerep.disagreement(both["two-point"], both["spectral"]).text


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
