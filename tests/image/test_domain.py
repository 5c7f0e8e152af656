"""The shape of a domain."""

import numpy as np
import pytest

import imagerep
from imagerep import Segmentation
from imagerep.generate import gaussian_field
from imagerep.image.domain import is_round


def ellipse(shape, middle, radii):
    y, x = np.ogrid[: shape[0], : shape[1]]
    return ((y - middle[0]) / radii[0]) ** 2 + ((x - middle[1]) / radii[1]) ** 2 <= 1


def test_circles_are_round():
    assert is_round(imagerep.circle((300, 400)))
    assert is_round(imagerep.circle((1031, 2000)))
    assert is_round(ellipse((500, 500), (200, 240), (150, 150)))
    assert is_round(ellipse((60, 60), (30, 30), (25, 25)))


def test_other_domains_are_not():
    assert not is_round(np.ones((300, 300), bool))
    assert not is_round(ellipse((500, 500), (250, 250), (240, 220)))
    assert not is_round(ellipse((500, 500), (250, 100), (240, 240)))  # cut by the border
    ring = imagerep.circle((300, 300)) & ~ellipse((300, 300), (150, 150), (60, 60))
    assert not is_round(ring)
    assert not is_round(np.tri(300, dtype=bool))


def test_cylinders_are_round_and_spheres_are_not():
    shape = (60, 90, 90)
    assert is_round(imagerep.circle(shape))
    z, y, x = np.ogrid[:60, :90, :90]
    assert not is_round((z - 30) ** 2 + (y - 45) ** 2 + (x - 45) ** 2 < 30**2)
    assert not is_round((y - 45) ** 2 + (x - 45) ** 2 < (20 + z / 3) ** 2)
    assert not is_round(np.swapaxes(imagerep.circle(shape), 0, 2))


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_round_sample_is_known_however_its_domain_is_given(in_memory, tmp_path):
    mask = gaussian_field((300, 300), phase_fraction=0.4, length=5, seed=1)
    inside = imagerep.circle(mask.shape)
    path = tmp_path / "image.tif"
    labels = np.where(inside, mask + np.uint8(1), 0).astype(np.uint8)
    imagerep.write_tiff(path, Segmentation.from_array(labels))
    resources = imagerep.Resources(in_memory=in_memory)
    for options in ({"exclude": (0,)}, {"circle": True}):
        image = imagerep.read(path, resources=resources, **options)
        assert image.is_in_memory == in_memory
        assert imagerep.measure(image, 2).is_round
    assert not imagerep.measure(imagerep.read(path, resources=resources), 2).is_round


def test_images_measured_together_are_round_if_all_are():
    masks = [gaussian_field((300, 300), phase_fraction=0.4, length=5, seed=k) for k in range(2)]
    inside = imagerep.circle((300, 300))
    round_, full = (
        Segmentation.from_array(masks[k], domain=d) for k, d in ((0, inside), (1, None))
    )
    assert imagerep.measure([round_, round_]).recommended_size(0.02).diameter_px is not None
    assert imagerep.measure([round_, full]).recommended_size(0.02).diameter_px is None
    assert imagerep.measure(masks[0], quantity="mean", domain=inside).is_round
