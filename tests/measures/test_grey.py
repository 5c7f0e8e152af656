"""The mean of grey values and of probabilities."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import GreyImage, Resources, SegmentationError
from tests.images_in_parts import IN_PARTS, source_of


def grey(shape=(200, 210), seed=0, sigma=4):
    noise = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return 100 + 20 * noise / noise.std()


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_the_mean_of_a_gaussian_field_scatters_as_its_spectrum_says(method):
    """Var = 4 pi sigma^2 Var[pixel] / N of a field blurred by a Gaussian of sigma."""
    found = [imagerep.measure(grey(seed=seed), quantity="mean", method=method) for seed in range(4)]
    wanted = math.sqrt(4 * math.pi * 4**2 * 20**2 / (200 * 210))
    assert np.mean([one.standard_deviation for one in found]) == pytest.approx(wanted, rel=0.3)
    one = found[0]
    assert one.value == pytest.approx(grey().mean())
    low, high = one.confidence_interval(0.95)
    assert one.value - low == pytest.approx(high - one.value)
    assert math.isnan(one.phase_fraction)
    assert one.to_dict()["phase_fraction"] is None
    assert one.statement().startswith("The mean value of the image is ")


def test_a_mask_as_values_has_the_interval_of_its_phase():
    mask = grey() > 105
    values = imagerep.measure(mask.astype(float), quantity="mean", method="spectral")
    phase = imagerep.measure(mask, method="spectral")
    assert values.value == pytest.approx(phase.value)
    assert values.standard_deviation == pytest.approx(phase.standard_deviation, rel=0.15)
    assert values.confidence_interval(0.9999).low > 0


def test_probabilities_stay_within_zero_and_one():
    shares = np.clip((grey() - 60) / 400, 0, 1)
    low, high = imagerep.measure(shares, quantity="mean").confidence_interval(0.999999)
    assert 0 <= low < shares.mean() < high <= 1


def test_what_is_no_number_or_outside_does_not_count():
    values = grey()
    inside = imagerep.circle(values.shape)
    holes = np.where(inside, values, np.nan)
    wanted = values[inside].mean()
    for image in (holes, np.ma.array(values, mask=~inside)):
        assert imagerep.measure(image, quantity="mean").value == pytest.approx(wanted)
    given = imagerep.measure(values, quantity="mean", domain=inside, method="spectral")
    assert given.value == pytest.approx(wanted)
    assert given.n_pixels == inside.sum()


def test_in_parts_it_is_the_same():
    values = grey((150, 160)).astype(np.float32)
    whole = GreyImage.from_array(values)
    parts = GreyImage.of(source_of(values, 40), IN_PARTS)
    assert parts.block_side == 2
    assert parts.total == pytest.approx(whole.total)
    one, other = (
        imagerep.measure(image, quantity="mean", method="spectral") for image in (whole, parts)
    )
    assert other.value == pytest.approx(one.value)
    assert other.standard_deviation == pytest.approx(one.standard_deviation, rel=0.1)


def test_files_and_several_images(tmp_path):
    paths = []
    for seed in range(2):
        paths.append(tmp_path / f"{seed}.npy")
        np.save(paths[-1], grey(seed=seed))
    together = imagerep.measure(paths, quantity="mean", voxel_size=0.5)
    assert together.value == pytest.approx(np.mean([grey(seed=seed).mean() for seed in range(2)]))
    assert together.n_images == 2
    assert together.calibration is not None
    small = Resources(memory="1GB", in_memory=False)
    assert imagerep.measure(paths[0], quantity="mean", resources=small).value == pytest.approx(
        grey(seed=0).mean()
    )


def test_what_has_no_mean_is_refused():
    with pytest.raises(SegmentationError, match="single value"):
        imagerep.measure(np.full((50, 50), 3.0), quantity="mean")
    with pytest.raises(SegmentationError, match="infinite"):
        imagerep.measure(np.where(grey() > 150, np.inf, 1.0), quantity="mean")
    with pytest.raises(SegmentationError, match="not grey values"):
        imagerep.measure(grey().astype(complex), quantity="mean")
    with pytest.raises(SegmentationError, match="No pixel"):
        imagerep.measure(np.full((50, 50), np.nan), quantity="mean")
