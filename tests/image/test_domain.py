"""The shape of a domain."""

import numpy as np
import pytest

import imagerep
from imagerep import Segmentation
from imagerep.generate import gaussian_field
from imagerep.image.domain import is_round
from imagerep.measuring_quantities import Phases, fields_asked
from tests.images_in_parts import in_parts


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


def stripes_and_field(seed=3):
    """Labels 1 and 2, with 0 in a band that is no sample."""
    labels = gaussian_field((240, 240), phase_fraction=0.4, length=4, seed=seed) + np.uint8(1)
    labels[:60] = 0
    return labels


def right_half(shape):
    return np.arange(shape[1])[None, :] >= np.full((shape[0], 1), shape[1] // 2)


@pytest.mark.parametrize("store", ["in memory", "in parts"])
def test_a_given_domain_lies_inside_the_one_that_an_image_has(store):
    labels = stripes_and_field()
    given = in_parts(labels, (60, 80)) if store == "in parts" else Segmentation.from_array(labels)
    half = right_half(labels.shape)
    found = imagerep.measure(given.exclude(0), 2, domain=half)
    kept = labels[half & (labels > 0)]
    assert found.n_pixels == kept.size
    assert found.phase_fraction == pytest.approx(np.mean(kept == 2), rel=1e-12)


@pytest.mark.parametrize("store", ["in memory", "in parts"])
def test_excluded_labels_stay_excluded_whatever_is_done_to_the_image(store):
    labels = stripes_and_field()
    given = in_parts(labels, (60, 80)) if store == "in parts" else Segmentation.from_array(labels)
    given = given.exclude(0)
    cropped = given.crop(((30, 210), (20, 200)))
    assert cropped.phase_labels == (1, 2)
    assert cropped.n_domain == np.count_nonzero(labels[30:210, 20:200])
    # The name of an excluded label may be given to another: what was excluded stays so.
    renamed = given.relabelled({1: 0, 2: 255}).crop(((30, 210), (20, 200)))
    assert renamed.phase_labels == (0, 255)
    assert renamed.count(255) == np.count_nonzero(labels[30:210, 20:200] == 2)
    assert renamed.n_domain == cropped.n_domain


def test_excluded_labels_of_a_volume_stay_excluded_in_its_slices():
    labels = np.stack([stripes_and_field(seed) for seed in range(3)])
    for given in (Segmentation.from_array(labels), in_parts(labels, (1, 120, 120))):
        for number, one in enumerate(given.exclude(0).slices()):
            assert one.phase_labels == (1, 2)
            assert one.count(2) == np.count_nonzero(labels[number] == 2)


def test_renamed_labels_are_measured_by_their_new_name_in_parts_too():
    masks = [gaussian_field((240, 240), phase_fraction=0.4, length=4, seed=k) for k in range(3)]
    scaled = [mask * np.uint8(high) for mask, high in zip(masks, (255, 255, 1), strict=True)]
    together = imagerep.measure(scaled, 255, quantity="perimeter-density")
    fields = fields_asked(("perimeter-density",), Phases(255), None)
    parts = [in_parts(one, (60, 80), fields=fields) for one in scaled]
    in_blocks = imagerep.measure(parts, 255, quantity="perimeter-density")
    assert in_blocks.value == pytest.approx(together.value, rel=1e-12)


def test_grey_values_are_averaged_over_the_domain_of_a_segmentation():
    labels = stripes_and_field()
    image = Segmentation.from_array(labels).exclude(0)
    found = imagerep.measure(image, quantity="mean")
    assert found.value == pytest.approx(labels[labels > 0].mean(), rel=1e-12)
    half = right_half(labels.shape)
    found = imagerep.measure(image, quantity="mean", domain=half)
    assert found.value == pytest.approx(labels[half & (labels > 0)].mean(), rel=1e-12)


def test_a_domain_beside_values_that_are_summed_already_is_refused():
    grey = imagerep.GreyImage.from_array(np.random.default_rng(1).random((100, 100)))
    with pytest.raises(imagerep.ImageRepError) as refused:
        imagerep.measure(grey, quantity="mean", domain=right_half(grey.shape))
    assert refused.value.code == "domain-of-grey-image"
