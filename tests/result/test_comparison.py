"""Differences of materials against closed forms, brute force and simulated materials."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import norm

import imagerep
from imagerep.errors import ImageReadError, ParameterError, SegmentationError
from imagerep.pooled import PooledUncertainty, Scatter
from imagerep.result.difference import Distribution, adjusted, level_of_each
from imagerep.scale import POSITIVE
from imagerep.two_point.uncertainty import TwoPointUncertainty


def known(value, sd, model_error=1e-4, **options):
    """What is known of a material whose error has this standard deviation, in units of 1000²."""
    length = math.sqrt(sd**2 * 1000**2 / 0.25)
    return TwoPointUncertainty(
        value, length, 1000**2, 2, held_model_error=model_error, variance=0.25, **options
    )


@pytest.mark.parametrize(
    ("one", "other"), [((0.5, 0.01), (0.47, 0.02)), ((0.3, 0.02), (0.3, 0.02))]
)
@pytest.mark.parametrize("level", [0.5, 0.95, 0.9999])
def test_normal_errors_have_a_closed_form(one, other, level):
    here, there = (Distribution.of(known(*each)) for each in (one, other))
    sd = math.hypot(one[1], other[1])
    mean = one[0] - other[0]
    assert here.exceeds(there) == pytest.approx(ndtr(mean / sd), abs=2e-5)
    assert here.difference(there, level) == pytest.approx(
        norm(mean, sd).interval(level), abs=3e-4 * sd
    )


def test_errors_of_uncertain_width_against_brute_force():
    rng = np.random.default_rng(0)
    n = 2_000_000

    def drawn(value, sd, model_error):
        width = rng.normal(1, model_error, 2 * n)
        width = width[(width > 0) & (width < 2)][:n]
        return np.clip(value + sd * width * rng.standard_normal(n), 0, 1)

    one, other = (0.04, 0.02, 0.4), (0.05, 0.03, 0.2)
    here, there = (Distribution.of(known(*each)) for each in (one, other))
    difference = drawn(*one) - drawn(*other)
    greater = (np.count_nonzero(difference > 0) + np.count_nonzero(difference == 0) / 2) / n
    assert here.exceeds(there) == pytest.approx(greater, abs=1.5e-3)
    for level in (0.5, 0.95, 0.99):
        ends = np.quantile(difference, [(1 - level) / 2, (1 + level) / 2])
        assert here.difference(there, level) == pytest.approx(ends, abs=4e-4)


def test_images_that_scatter_against_brute_force():
    """The mixture over rho of the pooled uncertainty, drawn by inversion of its intervals."""
    within = known(0.4, 0.01)
    one = PooledUncertainty(within, Scatter(12.0, 4), 0.4)
    here, there = Distribution.of(one), Distribution.of(known(0.36, 0.01))
    # As the mixture that it is: normal distributions of widths rho, by their weights.
    from imagerep.pooled import _posterior

    rho, weight = _posterior(one.scatter)
    greater = weight @ ndtr(0.04 / np.hypot(0.01 * rho, 0.01))
    assert here.exceeds(there) == pytest.approx(greater, abs=2e-4)


def test_two_points_of_the_scale_count_half():
    """Two materials of which most of the distribution lies below 0 are equal."""
    here = Distribution.of(known(1e-9, 0.05))
    assert here.exceeds(here) == pytest.approx(0.5, abs=1e-6)
    assert here.difference(here, 0.4) == pytest.approx((0, 0), abs=0.02)


@given(
    st.floats(0.05, 0.95), st.floats(0.002, 0.03), st.floats(0.05, 0.95), st.floats(0.002, 0.03),
    st.floats(0.01, 0.45),
)  # fmt: skip
@settings(deadline=None, max_examples=30)
def test_order_does_not_matter(value, sd, other_value, other_sd, model_error):
    one = Distribution.of(known(value, sd, model_error))
    other = Distribution.of(known(other_value, other_sd, model_error))
    assert one.exceeds(other) + other.exceeds(one) == pytest.approx(1, abs=1e-3)
    low, high = one.difference(other, 0.95)
    back = other.difference(one, 0.95)
    assert (-back.high, -back.low) == pytest.approx((low, high), abs=2e-3 * (high - low))
    # The interval includes 0 where the p-value is above 1 - level, and only there.
    p_value = 2 * min(one.exceeds(other), other.exceeds(one))
    if abs(p_value - 0.05) > 1e-3:
        assert (low <= 0 <= high) == (p_value > 0.05)


def test_a_quantity_that_cannot_be_negative():
    one = Distribution.of(known(2.0, 0.4, scale=POSITIVE))
    rng = np.random.default_rng(1)
    drawn = 2.0 * np.exp(0.2 * rng.standard_normal((2, 1_000_000)))
    ends = np.quantile(drawn[0] - drawn[1], [0.025, 0.975])
    assert one.difference(one, 0.95) == pytest.approx(ends, abs=5e-3)


def test_few_images_of_a_quantity_that_cannot_be_negative():
    """The scatter of few images has long tails, whose exponentials reach over many decades."""
    within = known(2.0, 0.1, scale=POSITIVE), known(1.8, 0.1, scale=POSITIVE)
    few = [
        PooledUncertainty(one, Scatter(6.0, n), one.value, POSITIVE)
        for one, n in zip(within, (2, 3), strict=True)
    ]
    assert few[0].interval(1 - 1e-7).high > 1e6
    levels = np.concatenate([np.linspace(1e-4, 0.999, 400), 1 - np.geomspace(9e-4, 1e-6, 60)])
    rng = np.random.default_rng(2)
    drawn = []
    for one in few:
        ends = np.array([one.interval(level) for level in levels])
        places = np.concatenate([ends[::-1, 0], ends[:, 1]])
        below = np.concatenate([(1 - levels[::-1]) / 2, (1 + levels) / 2])
        drawn.append(np.exp(np.interp(rng.random(1_000_000), below, np.log(places))))
    here, there = map(Distribution.of, few)
    wanted = np.quantile(drawn[0] - drawn[1], [0.025, 0.975])
    assert here.difference(there, 0.95) == pytest.approx(wanted, abs=0.02 * np.ptp(wanted))
    assert here.exceeds(there) == pytest.approx(float(np.mean(drawn[0] > drawn[1])), abs=2e-3)


def test_corrections_have_closed_forms():
    p = [0.03, 0.001, 0.2, 0.02]
    assert adjusted(p, "none") == p
    assert adjusted(p, "sidak") == pytest.approx([1 - (1 - one) ** 4 for one in p])
    # Holm by hand: 4 · 0.001, 3 · 0.02, max(2 · 0.03, what came before), 1 · 0.2.
    assert adjusted(p, "holm") == pytest.approx([0.06, 0.004, 0.2, 0.06])
    assert level_of_each(0.95, 66, "none") == 0.95
    assert level_of_each(0.95, 66, "sidak") ** 66 == pytest.approx(0.95)
    with pytest.raises(ParameterError, match="no correction “tukey”"):
        adjusted(p, "tukey")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(deadline=None)
def test_corrected_p_values(p):
    for correction in ("sidak", "holm"):
        found = adjusted(p, correction)
        assert all(0 <= one <= 1 for one in found)
        assert all(one >= before - 1e-12 for one, before in zip(found, p, strict=True))
        assert np.all(np.diff(np.array(found)[np.argsort(p, kind="stable")]) >= -1e-12)


def images(fraction, n, seed, cells=40, side=5):
    rng = np.random.default_rng(seed)
    return [
        np.kron(rng.random((cells, cells)) < fraction, np.ones((side, side), bool))
        for _ in range(n)
    ]


def test_materials_are_sorted_with_each_image_below():
    given = {"low": images(0.2, 1, 0), "high": images(0.6, 3, 1), "mid": images(0.4, 2, 2)}
    found = imagerep.compare(given)
    assert [one.name for one in found.materials] == ["high", "mid", "low"]
    high = found.materials[0]
    together = imagerep.measure(given["high"])
    assert high.measurement.uncertainty == together.uncertainty
    assert [one.value for one in high.images] == [image.mean() for image in given["high"]]
    assert [one.name for one in high.images] == ["image 1", "image 2", "image 3"]
    assert high.scatter == pytest.approx(np.std([image.mean() for image in given["high"]], ddof=1))
    assert high.scatter_ratio == together.uncertainty.scatter.ratio
    assert found.materials[2].scatter is None
    plain = found.to_dict(correction="holm")
    assert [(one["one"], one["other"]) for one in plain["differences"]] == [
        ("high", "mid"), ("high", "low"), ("mid", "low"),
    ]  # fmt: skip
    assert plain["materials"][0]["images"][1]["phase_fraction"] == given["high"][1].mean()


def test_what_was_measured_is_compared_without_measuring():
    one, other = (imagerep.measure(images(f, 1, 5)[0]) for f in (0.3, 0.5))
    (difference,) = imagerep.compare({"a": one, "b": other}).differences()
    assert (difference.one, difference.other) == ("b", "a")
    assert difference.value == other.value - one.value
    assert difference.is_different


def test_simultaneous_intervals_agree_with_sidak_s_p_values():
    given = {f"m{k}": images(0.3 + 0.02 * k, 1, k) for k in range(5)}
    for one in imagerep.compare(given).differences(0.9, "sidak"):
        low, high = one.interval
        assert one.is_different == (not low <= 0 <= high)


def test_masks_of_different_labels_are_one_phase():
    first, second = images(0.3, 1, 0)[0], images(0.5, 1, 1)[0]
    found = imagerep.compare({"a": first.astype(np.uint8), "b": second * np.uint8(255)})
    assert {one.measurement.phase for one in found.materials} == {1}
    with pytest.raises(SegmentationError, match="differ in phase"):
        imagerep.compare({"a": first.astype(np.uint8), "b": second * np.uint8(2) + np.uint8(1)})


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(ParameterError, match="Two or more"):
        imagerep.compare({"a": images(0.3, 1, 0)[0]})
    one = imagerep.measure(images(0.3, 1, 0)[0])
    other = imagerep.measure(images(0.3, 1, 0)[0], quantity="perimeter-density")
    with pytest.raises(SegmentationError, match="differ in quantity"):
        imagerep.compare({"a": one, "b": other})


def test_an_image_of_one_phase_counts_in_its_material():
    given = [*images(0.05, 2, 3), np.zeros((200, 200), bool)]
    found = imagerep.compare({"rare": given, "other": images(0.5, 1, 4)})
    rare = found.materials[1]
    assert [one.value for one in rare.images] == [image.mean() for image in given]
    assert rare.images[2].measurement is None
    assert found.to_dict()["materials"][1]["images"][2] == {"name": "image 3", "value": 0.0}


@pytest.fixture
def folder(tmp_path):
    """Two materials; one of them has images in two folders, of the same names."""
    for name, fraction in (("b/day 1", 0.3), ("b/day 2", 0.3), ("a", 0.5)):
        (tmp_path / "set" / name).mkdir(parents=True)
        for k, image in enumerate(images(fraction, 2, len(name))):
            found = imagerep.Segmentation.from_array(image.astype(np.uint8))
            imagerep.write_tiff(tmp_path / "set" / name / f"f{k}.tif", found)
    return tmp_path


def test_a_folder_of_folders(folder):
    found = imagerep.compare(folder / "set")
    assert [(one.name, one.n_images) for one in found.materials] == [("a", 2), ("b", 4)]
    assert [one.name for one in found.materials[1].images] == [
        "day 1/f0.tif", "day 1/f1.tif", "day 2/f0.tif", "day 2/f1.tif",
    ]  # fmt: skip
    assert not found.warnings
    assert repr(imagerep.compare(folder)) == repr(found)  # what was unpacked into a folder


def test_images_beside_the_folders_are_said(folder):
    (folder / "set" / "loose.tif").write_bytes((folder / "set" / "a" / "f0.tif").read_bytes())
    (warning,) = imagerep.compare(folder / "set").warnings
    assert warning.code == "images-beside-materials"
    assert "loose.tif" in warning.text


def test_a_folder_without_folders_is_refused(folder):
    with pytest.raises(ImageReadError, match="one subfolder of images for each material"):
        imagerep.compare(folder / "set" / "a")


def test_other_resolutions_are_said():
    sizes = {"a": 0.1, "b": 0.5}
    given = {
        name: imagerep.measure(images(0.4, 1, 7)[0], voxel_size=size)
        for name, size in sizes.items()
    }
    (warning,) = imagerep.compare(given).warnings
    assert warning.code == "materials-differ-in-voxel-size"
    assert "0.1 µm" in warning.text


def test_coverage_of_differences():
    """Pairs of materials of squares: the true difference lies within about as often as said."""
    inside, n = 0, 120
    for seed in range(n):
        rng = np.random.default_rng(1000 + seed)
        one, other = rng.uniform(0.2, 0.8, 2)
        given = {"a": images(one, 2, 2 * seed, 32, 8), "b": images(other, 1, 2 * seed + 1, 48, 8)}
        (found,) = imagerep.compare(given).differences(0.9)
        truth = one - other if found.one == "a" else other - one
        inside += found.interval.low <= truth <= found.interval.high
    # 90 % expected; the method is conservative for squares. 83 % is 2.5 standard errors below.
    assert inside / n >= 0.83
