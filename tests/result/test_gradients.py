"""A phase fraction that changes across an image, and chance that looks like it."""

import numpy as np
import pytest

import imagerep
from imagerep.generate import gaussian_field


def has_gradient(image):
    return any(doubt.code == "gradient" for doubt in imagerep.measure(image).doubts)


@pytest.mark.parametrize("axis", [0, 1])
def test_a_gradient_is_doubted(axis):
    rng = np.random.default_rng(1)
    noise = rng.random((300, 300))
    ramp = np.linspace(0.2, 0.6, 300)
    image = noise < (ramp[:, None] if axis == 0 else ramp[None])
    (doubt,) = imagerep.measure(image).doubts
    assert doubt.code == "gradient"
    assert doubt.values["first"] == pytest.approx(0.2, abs=0.03)
    assert doubt.values["last"] == pytest.approx(0.6, abs=0.03)


@pytest.mark.parametrize("shape", [(30, 40), (40, 60), (60, 60)])
def test_a_few_features_are_no_gradient(shape):
    whole = gaussian_field((600, 600), phase_fraction=0.5, length=12, seed=3)
    height, width = shape
    images = [
        whole[top : top + height, left : left + width]
        for top in range(0, 600 - height + 1, 2 * height)
        for left in range(0, 600 - width + 1, 2 * width)
    ]
    images = [image for image in images if 0.02 < image.mean() < 0.98]
    assert len(images) >= 20
    assert sum(map(has_gradient, images)) <= len(images) // 50
