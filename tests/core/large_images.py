"""Images that are measured in parts and in memory, for several tests."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from imagerep.large import Resources, open_image

da = pytest.importorskip("dask.array")

OUT = {"memory": "1GB", "threads": 2, "in_memory": False}


def blobs(shape, sigma, seed=0, level=0.3):
    field = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return field > level * field.std()


def opened(image, chunks, **resources):
    return open_image(da.from_array(image, chunks=chunks), resources=Resources(**OUT | resources))


def assert_same(found, wanted):
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    assert found.warnings == wanted.warnings
    for one, other in (
        (found.correlation.lag_px, wanted.correlation.lag_px),
        (found.correlation.correlation, wanted.correlation.correlation),
    ):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-7)


def round_spectra(monkeypatch, wanted=True):
    """Round the spectra of images of all sizes, or of none."""
    for module in ("cutting", "plan"):
        monkeypatch.setattr(f"imagerep.large.{module}.is_compact", lambda _: wanted)
