"""Unevenness of the parts of an image, and the doubts that the spectral method tells."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from scipy.stats import kurtosis

import imagerep
from imagerep.generate import boolean_model
from imagerep.spectral.unevenness import Parts, log_shift
from tests.spectral_estimates import blocks_of_means


def codes(image, **options):
    result = imagerep.measure(image.astype(np.uint8), 1, method="spectral", **options)
    return {warning.code for warning in result.warnings}


def with_one_large_disc(seed, radius, side=240):
    """Small discs, and a large one about the middle of a part."""
    image = boolean_model((side, side), phase_fraction=0.2, radius=3, seed=seed)
    y, x = np.ogrid[:side, :side]
    return image | ((y - 45) ** 2 + (x - 45) ** 2 <= radius**2)


def parts_of(*images):
    return Parts.of([blocks_of_means(image) for image in images])


class TestParts:
    @pytest.mark.parametrize(
        "shape", [(8, 8), (40, 24), (43, 30), (63, 79), (4, 8, 12), (5, 8, 14)]
    )
    def test_is_that_of_the_means_of_parts_which_share_the_blocks_between_them(self, shape):
        cells = np.random.default_rng(0).random(shape) ** 3
        parts = 8 if len(shape) == 2 else 4
        fine = cells
        for axis in range(len(shape)):
            fine = np.repeat(fine, parts, axis)  # a part then has as many as the image had
        means = [
            fine[tuple(slice(k * n, (k + 1) * n) for k, n in zip(place, shape, strict=True))].mean()
            for place in np.ndindex(*[parts] * len(shape))
        ]
        found = parts_of(cells)
        assert found.kurtosis == pytest.approx(kurtosis(means))
        deviations = np.sort(np.abs(np.subtract(means, np.mean(means))))[::-1]
        covered = 4 if len(shape) == 2 else 8
        assert found.others == pytest.approx(deviations[covered] / deviations[0])
        mirrored = [np.flip(cells, axis) for axis in range(len(shape))] + [cells.T]
        for other in mirrored:
            assert astuple(parts_of(other)) == pytest.approx(astuple(found))

    def test_several_images_have_their_mean_and_the_largest_of_all(self):
        images = [np.random.default_rng(seed).random((16, 16)) for seed in range(3)]
        images[1][:4, :2] += 1  # parts unlike the others: two of 64, and three more
        images[2][4:6, 6:12] += 1.1
        alone = [parts_of(image) for image in images]
        together = parts_of(*images)
        assert together.kurtosis == pytest.approx(np.mean([one.kurtosis for one in alone]))
        assert together.others > 0.65 > 0.5 > max(one.others for one in alone[1:])

    def test_too_few_blocks_or_no_scatter_say_nothing(self):
        few, none = np.random.default_rng(0).random((7, 40)), np.full((16, 16), 0.3)
        assert parts_of(few) == parts_of(none) == parts_of(few, none) == Parts(0.0, 1.0)


class TestUnevenness:
    def test_features_that_are_alike_are_even(self):
        # The excess kurtosis of a Poisson variate is 1 over its mean.
        for mean in (0.1, 1.0, 5.0):
            assert Parts(0.7 / mean).unevenness(mean, 0.3, 0.0) == 0

    def test_rises_with_the_kurtosis_and_ends_at_a_dip(self):
        found = [Parts(k).unevenness(3.0, 0.3, 0.0) for k in (0.9, 1.5, 2.0, 9.0)]
        assert found == [0.0, 0.5, 1.0, 1.0]
        assert Parts(9.0).unevenness(3.0, 0.3, 2.0) == 0
        assert Parts(3.0).unevenness(0.5, 0.02, 0.0) == Parts(3.0).unevenness(0.5, 0.98, 0.0) == 0

    def test_larger_ones_may_be_hidden_beyond_that(self):
        # 3 and 2.5 times what equal features have (10 times for rare phases), in parts that one
        # feature covers, of an image of so many cells that log S is shifted by little.
        told = {"cells_per_part": 0.9, "phase_fraction": 0.3, "dip": 0.0, "shift": 0.4}
        assert Parts(3.1, 0.3).hide_larger(**told)
        assert not Parts(2.9, 0.3).hide_larger(**told)
        assert not Parts(3.1, 0.5).hide_larger(**told)
        for other in ({"cells_per_part": 0.8}, {"dip": 0.9}, {"shift": 0.6}):
            assert not Parts(3.1, 0.3).hide_larger(**told | other)
        assert not Parts(3.1, 0.3).hide_larger(3.0, 0.97, 0.0, 0.4)
        assert Parts(3.1, 0.3).hide_larger(3.3, 0.97, 0.0, 0.4)

    def test_shift_falls_with_the_cells(self):
        assert log_shift(1.0, 4.0) == log_shift(1.0, 16.0) == 1.4
        assert log_shift(0.5, 6400.0) == pytest.approx(0.05)


class TestWarnings:
    def test_one_large_feature_widens_and_is_told_where_that_is_too_little(self, monkeypatch):
        assert "uneven-features" in codes(with_one_large_disc(1, radius=20))
        assert "uneven-features" not in codes(with_one_large_disc(1, radius=0))
        image = with_one_large_disc(0, radius=30)  # few cells are left, and the shift is large
        assert "uneven-features" not in codes(image)
        wide = imagerep.measure(image, method="spectral").absolute_error(0.95)
        monkeypatch.setattr("imagerep.spectral.unevenness.MAX_SHIFT", 0.0)
        assert wide > 1.1 * imagerep.measure(image, method="spectral").absolute_error(0.95)

    def test_nearly_periodic_structures_are_told(self):
        y, x = np.mgrid[:320, :320]
        turned = (np.cos(0.5 * y + 0.3 * x) + np.cos(0.5 * x - 0.3 * y)) > 0.4
        assert "nearly-periodic" in codes(turned)
        assert "nearly-periodic" not in codes(
            boolean_model((320, 320), phase_fraction=0.3, radius=6, seed=1)
        )

    @pytest.mark.parametrize(
        ("shape", "is_small"),
        [((90, 300), True), ((100, 300), False), ((30, 60, 60), True), ((32, 60, 60), False)],
    )
    def test_sizes_that_were_not_validated_are_told(self, shape, is_small):
        image = boolean_model(shape, phase_fraction=0.3, radius=3, seed=1)
        assert ("small-image" in codes(image)) is is_small
        assert not codes(image) & {"few-features", "rare-phase", "large-features"}
