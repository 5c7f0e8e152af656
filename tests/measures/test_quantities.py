"""Quantities through `imagerep.measure`: values, units, phases, intervals, sizes, sentences."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import ParameterError, PhaseNotFoundError, Resources, Segmentation, SegmentationError
from imagerep.configurations import configurations, pixel_states
from imagerep.measures.quantities import QUANTITIES, quantity_of
from imagerep.measures.tables import boundary_table, share_table
from imagerep.result.statement import CITATION_TEXT, citation, citation_bibtex
from imagerep.samples import sample_path
from tests.images_in_parts import IN_PARTS, blobs, in_parts, source_of
from tests.measures.random_sets import boolean_model

SHAPES = {2: (210, 230), 3: (60, 62, 64)}


@pytest.fixture(scope="module")
def images():
    return {2: blobs(SHAPES[2], 4), 3: blobs(SHAPES[3], 3)}


def three_phases(shape, seed=0):
    rng = np.random.default_rng(seed)
    fields = [gaussian_filter(rng.standard_normal(shape), 3, mode="wrap") for _ in range(2)]
    return np.where(fields[0] > 0.02, 1, np.where(fields[1] > 0, 2, 5))


def mean_of(labels, table, groups=((1,),)):
    return float(table[configurations(pixel_states(labels, groups), len(groups))].mean())


DEVIATIONS = {
    (2, "spectral"): {
        "phase-fraction": 0.02438273, "perimeter-density": 0.002996391,
        "surface-density": 0.003815124, "specific-perimeter": 0.01436939,
        "chord-length": 0.8043783, "euler-density-8": 0.0001643459,
        "euler-density-4": 0.0001611217,
    },
    (2, "two-point"): {
        "phase-fraction": 0.04885703, "perimeter-density": 0.005576682,
        "surface-density": 0.007100452, "specific-perimeter": 0.02523366,
        "chord-length": 1.412545, "euler-density-8": 0.0001809745,
        "euler-density-4": 0.0002862455,
    },
    (3, "spectral"): {
        "phase-fraction": 0.0258187, "surface-density": 0.003885447,
        "specific-surface": 0.02471893, "chord-length": 0.7442855,
        "euler-density-26": 2.825936e-05, "euler-density-6": 2.97653e-05,
        "mean-curvature-density": 0.001553316,
    },
    (3, "two-point"): {
        "phase-fraction": 0.01902544, "surface-density": 0.002842064,
        "specific-surface": 0.01244694, "chord-length": 0.3747768,
        "euler-density-26": 9.231678e-06, "euler-density-6": 9.492174e-06,
        "mean-curvature-density": 0.000876119,
    },
}  # fmt: skip
"""Standard deviations when every field was looked up pixel by pixel, one at a time; waves of one
frequency count together."""


@pytest.mark.parametrize(("ndim", "method"), DEVIATIONS)
def test_one_fast_pass_changes_no_number_but_for_rounding(images, ndim, method):
    found = imagerep.measure(images[ndim], quantity=["all"], method=method)
    deviations = {name: one.standard_deviation for name, one in found.items()}
    assert deviations == pytest.approx(DEVIATIONS[ndim, method], rel=1e-5)


@pytest.mark.parametrize("method", ["two-point", "spectral"])
@pytest.mark.parametrize("ndim", [2, 3])
def test_all_quantities_of_a_phase_are_measured_at_once(images, ndim, method):
    mask = images[ndim]
    found = imagerep.measure(mask, quantity=["all"], method=method, voxel_size=0.5)
    assert set(found) == set(imagerep.quantity_names(ndim, 1))
    for name, one in found.items():
        low, high = one.confidence_interval(0.95)
        assert low < one.value < high, name
        assert one.quantity == name
        assert one.phase_fraction == mask.mean()
        if quantity_of(name, ndim).scale.low == 0:
            assert one.confidence_interval(0.9999).low > 0
        assert 0 < one.absolute_error(0.9) < one.absolute_error(0.99)
    labels = mask.astype(np.uint8)
    spacing = (0.5,) * ndim
    surface = mean_of(labels, boundary_table(spacing))
    name = "perimeter-density" if ndim == 2 else "surface-density"
    assert found[name].value == pytest.approx(surface)
    share = mean_of(labels, share_table(ndim))
    factor = math.pi if ndim == 2 else 4
    assert found["chord-length"].value == pytest.approx(factor * share / surface)
    json.dumps([one.to_dict() for one in found.values()], allow_nan=False)


def test_units_come_from_the_voxel_size(images):
    plain = imagerep.measure(images[3], quantity=["all"], method="spectral")
    fine = imagerep.measure(
        images[3], quantity=["all"], method="spectral", voxel_size=0.25, unit="um"
    )
    units = {
        "phase-fraction": ("", "", 1), "surface-density": ("px²/px³", "µm²/µm³", 4),
        "specific-surface": ("px²/px³", "µm²/µm³", 4), "chord-length": ("px", "µm", 0.25),
        "euler-density-26": ("1/px³", "1/µm³", 64), "euler-density-6": ("1/px³", "1/µm³", 64),
        "mean-curvature-density": ("px/px³", "µm/µm³", 16),
    }  # fmt: skip
    for name, (pixels, micrometres, factor) in units.items():
        one, other = plain[name], fine[name]
        assert (one.unit, other.unit) == (pixels, micrometres)
        assert other.value == pytest.approx(factor * one.value)
        assert other.absolute_error() == pytest.approx(factor * one.absolute_error(), rel=1e-4)
        assert other.relative_error() == pytest.approx(one.relative_error(), rel=1e-4)


def test_a_section_has_four_thirds_of_pi_of_nothing_but_says_what_it_assumes(images):
    found = imagerep.measure(images[2], quantity=["perimeter-density", "surface-density"])
    perimeter, surface = found["perimeter-density"], found["surface-density"]
    assert surface.value == pytest.approx(4 / math.pi * perimeter.value)
    assert surface.relative_error() == pytest.approx(perimeter.relative_error())
    assert "assumes-isotropy" in [one.code for one in surface.warnings]
    assert "assumes-isotropy" not in [one.code for one in perimeter.warnings]


def test_one_name_gives_a_measurement_and_several_a_dict(images):
    one = imagerep.measure(images[2], quantity="euler-density")
    assert one.quantity == "euler-density-8"
    several = imagerep.measure(images[2], quantity=("euler-density", "Perimeter_density"))
    assert list(several) == ["euler-density", "Perimeter_density"]
    assert several["euler-density"].value == one.value
    default = imagerep.measure(images[2])
    assert default.value == default.phase_fraction
    assert (default.quantity, default.unit) == ("phase-fraction", "")


@pytest.mark.parametrize("quantity", ["specific-perimeter", "chord-length"])
def test_the_interval_of_an_inverse_is_the_inverse_interval(images, quantity):
    found = imagerep.measure(
        images[2], quantity=["specific-perimeter", "chord-length"], method="spectral"
    )
    surface, chord = (found[name].confidence_interval(0.95) for name in found)
    assert chord.low == pytest.approx(math.pi / surface.high, rel=1e-3)
    assert chord.high == pytest.approx(math.pi / surface.low, rel=1e-3)


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_recommended_sizes_meet_their_targets(images, method):
    for name in ("perimeter-density", "chord-length", "euler-density"):
        one = imagerep.measure(images[2], quantity=name, method=method)
        size = one.recommended_size(0.04)
        scale = size.side_px / math.sqrt(one.n_pixels)
        assert float(one.error_at_size(scale)) == pytest.approx(0.04 * abs(one.value), rel=1e-6)
        target = 0.5 * one.absolute_error()
        size = one.recommended_size(absolute_error=target)
        assert not size.is_reached
        assert size.absolute_error == target
        assert size.additional_images > 0


def test_probabilities_agree_with_intervals(images):
    for method in ("two-point", "spectral"):
        one = imagerep.measure(images[3], quantity="surface-density", method=method)
        for level in (0.5, 0.95):
            low, high = one.confidence_interval(level)
            assert one.probability_between(low, high) == pytest.approx(level, abs=1e-6)
        curve = one.likelihood(4000)
        assert np.trapezoid(curve.density, curve.value) == pytest.approx(0.9999, abs=1e-3)
        assert one.probability_between(0, 1e9) == pytest.approx(1)
        assert one.probability_between(-1, 0) == 0


def test_phases_of_a_boundary_a_line_and_a_ratio():
    labels = three_phases((150, 160))
    image = Segmentation.from_array(labels)
    pair = imagerep.measure(image, quantity="boundary-density", between=(1, 5))
    assert pair.value == pytest.approx(mean_of(labels, boundary_table((1.0, 1.0), 2), ((1,), (5,))))
    union = imagerep.measure(image, quantity="boundary-density", between=(1, (2, 5)))
    alone = imagerep.measure(image, 1, quantity="perimeter-density")
    assert union.value == pytest.approx(alone.value)
    assert (union.phase, union.other_phases) == (1, ((2, 5),))
    points = imagerep.measure(image, quantity="triple-point-density")
    assert points.value > 0
    ratio = imagerep.measure(image, 2, quantity="phase-ratio", over=(2, 5))
    assert ratio.value == pytest.approx((labels == 2).sum() / (labels != 1).sum())
    low, high = ratio.confidence_interval(0.99999)
    assert 0 < low < high < 1
    other = imagerep.measure(image, 2, quantity="phase-ratio", over=1, method="spectral")
    assert other.value == pytest.approx((labels == 2).sum() / (labels == 1).sum())
    two = imagerep.measure(labels == 1, quantity="boundary-density")
    assert two.value == pytest.approx(alone.value)


def test_the_share_of_a_whole_is_known_as_well_as_where_the_whole_is_the_sample():
    """A ratio of two phases and the same with all else outside the domain are one question."""
    labels = three_phases((300, 310), seed=3)
    ratio = imagerep.measure(labels, 2, quantity="phase-ratio", over=(2, 5), method="spectral")
    domain = imagerep.measure(Segmentation.from_array(labels).exclude(1), 2, method="two-point")
    assert ratio.value == domain.value
    assert ratio.standard_deviation == pytest.approx(domain.standard_deviation, rel=0.3)


def test_what_cannot_be_measured_is_refused_with_a_sentence():
    labels = three_phases((60, 60))
    with pytest.raises(ParameterError, match="windows of several sizes"):
        imagerep.measure(labels, 1, quantity="tortuosity")
    with pytest.raises(ParameterError, match="Choose one of: phase-fraction"):
        imagerep.measure(labels, 1, quantity="surfce")
    with pytest.raises(ParameterError, match="does not exist in images with 2 axes"):
        imagerep.measure(labels, 1, quantity="mean-curvature-density")
    with pytest.raises(ParameterError, match="2 phases by name, and 0 were given"):
        imagerep.measure(labels, quantity="boundary-density")
    with pytest.raises(ParameterError, match="labels that it is taken over"):
        imagerep.measure(labels, 1, quantity="phase-ratio")
    with pytest.raises(ParameterError, match="label 2 was given to two phases"):
        imagerep.measure(labels, quantity="boundary-density", between=(2, (2, 5)))
    with pytest.raises(PhaseNotFoundError, match="no phase 7"):
        imagerep.measure(labels, quantity="boundary-density", between=(1, 7))
    with pytest.raises(PhaseNotFoundError, match="none was chosen"):
        imagerep.measure(labels, quantity="euler-density")
    apart = np.zeros((40, 40), int)
    apart[:10], apart[-10:] = 1, 2
    with pytest.raises(SegmentationError, match="no boundary density of phase 1 and 2"):
        imagerep.measure(apart, quantity="boundary-density", between=(1, 2))
    with pytest.raises(ParameterError, match="cannot be measured together"):
        imagerep.measure(labels, 1, quantity=["mean", "phase-fraction"])


def test_a_value_of_zero_has_no_relative_error():
    """As of a phase with as many islands as holes."""
    one = imagerep.measure(blobs((120, 130), 4), quantity="euler-density")
    exact = replace(one, measured=0.0, warnings=())
    assert exact.relative_error() == math.inf
    with pytest.raises(ParameterError, match="is zero, which has no relative error"):
        exact.recommended_size(0.05)
    assert exact.recommended_size(absolute_error=one.absolute_error() / 2).volume_ratio > 1
    row = exact.to_dict()
    assert row["recommended_side_px"] is None
    assert "relative-target-of-zero" in [each["code"] for each in row["warnings"]]


def test_only_neighbourhoods_inside_the_domain_count():
    mask = blobs((90, 100), 3)
    inside = imagerep.circle(mask.shape)
    image = imagerep.Segmentation.from_array(mask, domain=inside)
    found = image.field_sums([field := _surface_field()], 1)
    whole = inside[1:, 1:] & inside[1:, :-1] & inside[:-1, 1:] & inside[:-1, :-1]
    values = field.table[configurations(mask.view(np.uint8), 1)]
    assert found.n_inside == whole.sum()
    one = imagerep.measure(image, quantity="perimeter-density")
    assert one.value == pytest.approx(values[whole].mean())
    # What lies outside does not matter.
    other = Segmentation.from_array(np.where(inside, mask, ~mask), domain=inside)
    assert imagerep.measure(other, quantity="perimeter-density").value == pytest.approx(one.value)


@pytest.mark.parametrize("quantity", ["perimeter-density", "euler-density"])
def test_a_round_sample_is_known_as_well_as_its_area_says(quantity):
    """By the spectral method; the two-point method scatters by a factor of two here."""
    ratios = []
    for seed in range(4):
        mask = blobs((300, 300), 4, seed)
        inside = imagerep.circle(mask.shape)
        asked = {"quantity": quantity, "method": "spectral"}
        round_ = imagerep.measure(mask, domain=inside, **asked)
        square = imagerep.measure(mask, **asked)
        wanted = square.standard_deviation / math.sqrt(inside.mean())
        ratios.append(round_.standard_deviation / wanted)
    assert np.mean(ratios) == pytest.approx(1, abs=0.2)


def _surface_field():
    from imagerep.configurations import LocalField

    return LocalField(((1,),), boundary_table((1.0, 1.0)))


@pytest.mark.parametrize(
    ("shape", "chunks"), [((211, 190), (50, 64)), ((44, 61, 70), (16, 20, 70)), ((40, 41, 45), 11)]
)
@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_images_read_in_parts_have_the_values_of_memory(shape, chunks, method, monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1)
    labels = three_phases(shape)
    names = [*imagerep.quantity_names(len(shape), 1), "boundary-density"]
    asked = {"quantity": names, "between": (2, 5), "method": method}
    found = imagerep.measure(in_parts(labels, chunks), 1, **asked)
    wanted = imagerep.measure(labels, 1, **asked)
    for name, one in wanted.items():
        assert found[name].value == pytest.approx(one.value, rel=1e-12)
        ratio = found[name].standard_deviation / one.standard_deviation
        # In images as small as these, the two-point method depends on where its sum ends.
        assert abs(math.log(ratio)) < (0.25 if method == "spectral" else 1.5)


def test_labels_excluded_later_are_outside_in_parts_too(monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1)
    labels = three_phases((120, 130))
    parts = in_parts(labels, 32).exclude(5)
    whole = Segmentation.from_array(labels).exclude(5)
    one, other = (
        imagerep.measure(each, 1, quantity="perimeter-density") for each in (parts, whole)
    )
    assert one.value == pytest.approx(other.value)


def test_an_image_is_read_once_where_its_phases_are_named(tmp_path):
    labels = three_phases((70, 80)).astype(np.uint8)
    sizes: list[int] = []
    source = source_of(labels, (70, 80), sizes)
    fields = imagerep.measuring.fields_asked(["all"], imagerep.measuring.Phases(1), None)
    image = Segmentation.of(source, IN_PARTS, fields=fields)
    imagerep.measure(image, 1, quantity=["all"], method="spectral")
    assert sum(sizes) == labels.size
    imagerep.measure(image, 2, quantity="euler-density", method="spectral")
    assert sum(sizes) == 2 * labels.size
    np.save(tmp_path / "labels.npy", labels)
    small = Resources(memory="1GB", in_memory=False)
    found = imagerep.measure(
        tmp_path / "labels.npy", 2, quantity="chord-length", resources=small, method="spectral"
    )
    assert found.value == pytest.approx(imagerep.measure(labels, 2, quantity="chord-length").value)


def test_several_images_are_pooled():
    images = [blobs((120, 130), 4, seed) for seed in range(3)]
    for method in ("two-point", "spectral"):
        together = imagerep.measure(images, quantity="perimeter-density", method=method)
        single = [imagerep.measure(one, quantity="perimeter-density").value for one in images]
        assert together.value == pytest.approx(np.mean(single))
        alone = imagerep.measure(images[0], quantity="perimeter-density", method=method)
        assert together.absolute_error() < alone.absolute_error()


def test_every_phase_and_both_methods():
    labels = three_phases((130, 140))
    each = imagerep.measure_phases(labels, quantity="perimeter-density")
    assert list(each) == [1, 2, 5]
    both = imagerep.measure_methods(labels, 1, quantity="perimeter-density")
    assert both["two-point"].value == both["spectral"].value == each[1].value
    two = imagerep.measure_phases(labels == 1, quantity="euler-density")
    assert two[0].value != two[1].value


def test_the_two_point_method_says_that_it_was_fitted_to_phase_fractions(images):
    asked = {"quantity": ["phase-fraction", "perimeter-density", "euler-density"]}
    for method, wanted in (("two-point", [False, True, True]), ("spectral", [False] * 3)):
        found = imagerep.measure(images[2], method=method, **asked)
        told = [
            "fitted-to-phase-fractions" in [each.code for each in one.warnings]
            for one in found.values()
        ]
        assert told == wanted


def test_small_features_are_told(images):
    fine = blobs((200, 200), 1)
    codes = [one.code for one in imagerep.measure(fine, quantity="euler-density").warnings]
    assert "coarse-pixels" in codes
    coarse = blobs((300, 300), 9)
    codes = [one.code for one in imagerep.measure(coarse, quantity="euler-density").warnings]
    assert "coarse-pixels" not in codes


def test_sentences_name_quantity_unit_and_method(images):
    found = imagerep.measure(
        images[3], quantity=["surface-density", "euler-density"], voxel_size=2, method="spectral"
    )
    text = found["surface-density"].statement()
    assert text.startswith("The surface density in the segmented image is 0.")
    assert "µm²/µm³. Assuming perfect segmentation, the spectral method of ImageRep" in text
    text = found["euler-density"].statement(0.9)
    assert "90.0% confident that the material's Euler number density (26 neighbours)" in text
    assert "is between" in text
    assert "surface density: 0." in repr(found["surface-density"])


def test_every_quantity_has_a_label_and_a_unit():
    for one in QUANTITIES:
        assert one.label.text
        units = ("", "px", "px/px²", "px²/px³", "px/px³", "1/px²", "1/px³")
        assert one.unit(None) in units


def test_sentences_name_the_phases_and_count_the_images(images):
    three = imagerep.read(sample_path("three_phase_2d.tif"))
    text = imagerep.measure(three, quantity="boundary-density", between=(85, 170)).statement()
    assert text.startswith("The boundary density of the phases 85, 170 in the segmented image is")
    text = imagerep.measure([three, three], 85, quantity="phase-ratio", over=(85, 170)).statement()
    assert text.startswith("The ratio of phases of 85 over 85 + 170 in the 2 segmented images is")


def test_the_paper_alone_is_cited_for_its_method_and_the_phase_fraction_only():
    assert citation("two-point") == CITATION_TEXT
    found = citation("two-point", "surface-density")
    assert found.startswith("The two-point method of ImageRep")
    assert found.endswith(CITATION_TEXT)
    assert citation_bibtex("two-point").count("@") == 1
    assert "{Two-point method}" in citation_bibtex("two-point", "chord-length")
    assert "{Spectral method}" in citation_bibtex("spectral")


def test_intervals_hold_the_values_of_boolean_models():
    """A small coverage run: of 30 images, the digitised material's value lies in most intervals."""
    rng = np.random.default_rng(11)
    masks = [boolean_model((120, 120), 0.3, 6, rng) for _ in range(30)]
    for name in ("perimeter-density", "euler-density-4"):
        each = [imagerep.measure(one, quantity=name, method="spectral") for one in masks]
        truth = np.mean([one.value for one in each])
        held = [one.confidence_interval(0.9).low < truth < one.confidence_interval(0.9).high
                for one in each]  # fmt: skip
        assert np.mean(held) > 0.75
        predicted = np.mean([one.standard_deviation for one in each])
        scatter = np.std([one.value for one in each], ddof=1)
        assert predicted == pytest.approx(scatter, rel=0.4)
