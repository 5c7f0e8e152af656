"""Figures of the published implementation on two real segmentations, where they are at hand."""

from pathlib import Path

import numpy as np
import pytest
import tifffile

from imagerep import measure

DATA = Path(__file__).parents[3] / "shared" / "data"

# ruff: noqa: E501 - a table
# file, phase: phase fraction, characteristic length scale (px), sigma_mod, exact 95 % half-width,
# side for 5 % with sigma_mod held.
FIGURES = {
    ("micrograph_2d", 85): (0.4176581246512277, 16.850627933194826, 0.13194174619587376, 0.0172846, 795.9),
    ("micrograph_2d", 170): (0.5736781529017857, 18.204508089942316, 0.13194174619587376, 0.0187252, 627.7),
    ("micrograph_2d", 255): (0.008663722446986608, 15.946083868544303, 0.13194174619587376, 0.0030737, 6823.0),
    ("electrode_3d", 0): (0.44991737604141235, 11.085713774218, 0.3098491106088851, 0.0095566, 139.3),
    ("electrode_3d", 85): (0.40046632289886475, 8.536306910823011, 0.3098491106088851, 0.0063602, 114.7),
}  # fmt: skip


def read(name):
    path = DATA / f"{name}_3phase.tiff"
    if not path.is_file():
        pytest.skip("the real segmentations are not at hand")
    return np.squeeze(tifffile.imread(path))


@pytest.mark.parametrize(("name", "phase"), FIGURES)
def test_figures(name, phase):
    fraction, length, error, half_width, side = FIGURES[name, phase]
    m = measure(read(name), phase, method="two-point")
    assert m.phase_fraction == pytest.approx(fraction, abs=1e-9)
    assert m.characteristic_length_scale_px == pytest.approx(length, rel=1e-5)
    assert m.model_error == pytest.approx(error, rel=1e-12)
    assert m.absolute_error(0.95) == pytest.approx(half_width, rel=1e-3)
    # The published interval is snapped to its grid and, for volumes, cut short: within 7 %.
    held = m.recommended_size(0.05, 0.95, hold_model_error=True)
    assert held.side_px == pytest.approx(side, rel=0.01 if m.ndim == 2 else 0.07)


def test_the_phase_that_has_no_published_answer():
    m = measure(read("electrode_3d"), 170, method="two-point")
    assert m.phase_fraction == pytest.approx(0.1496163010597229, abs=1e-9)
    assert m.characteristic_length_scale_px > 1
    assert "fallback-subdivision" in {one.code for one in m.warnings}


def test_single_precision_sums_as_well_as_double():
    from imagerep.two_point.covariance import covariance, of_mask

    mask = read("electrode_3d") == 0
    found = covariance(of_mask(mask)).window(40).covariance
    spectrum = np.fft.rfftn(mask - mask.mean())
    exact = np.fft.irfftn(np.abs(spectrum) ** 2, s=mask.shape, axes=(0, 1, 2)) / mask.size
    box = np.ix_(range(41), np.arange(-40, 41), np.arange(-40, 41))
    assert found.sum(dtype=float) == pytest.approx(exact[box].sum(), rel=1e-5)
