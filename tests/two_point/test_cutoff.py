"""Images whose longest lag ends between 100 and 200 px: r0 is 100 px, and no false warning."""

from __future__ import annotations

import numpy as np
import pytest

import imagerep
from imagerep.generate import boolean_model


def codes(result):
    return {warning.code for warning in result.warnings}


@pytest.mark.parametrize("shape", [(210, 210), (202, 204, 206)])
def test_a_short_last_ring_can_settle(shape):
    image = boolean_model(shape, phase_fraction=0.3, radius=3, seed=2)
    result = imagerep.measure(image, method="two-point")
    assert result.correlation.cutoff_px == 100
    assert "no-decay" not in codes(result)


def test_a_gradient_does_not_settle():
    sides = np.arange(210)
    image = np.random.default_rng(1).random((210, 210)) < sides / 210
    assert "no-decay" in codes(imagerep.measure(image, method="two-point"))
