"""`measure()`: inputs, pooling, the result's answers, the sentence."""

import json
import math
import pickle
from pathlib import Path

import numpy as np
import pytest

import imagerep
from imagerep import Calibration, Segmentation, measure, measure_phases
from imagerep.errors import (
    CalibrationError,
    MeasurementCancelled,
    NotSegmentedError,
    ParameterError,
    PhaseNotFoundError,
    SegmentationError,
    SinglePhaseError,
)
from imagerep.estimate import size_warnings
from imagerep.generate import boolean_model
from imagerep.phase_choice import proposed_phase
from imagerep.result.statement import (
    CITATION_BIBTEX,
    CITATION_TEXT,
    citation,
    citation_bibtex,
)
from imagerep.result.statement import statement as statement_message


def published(image):
    """By the method of the paper."""
    return measure(image, method="two-point")


def statement(*values):
    return statement_message(*values).text


def cells(shape, side, fraction=0.4, seed=0):
    coarse = np.random.default_rng(seed).random([-(-n // side) for n in shape]) < fraction
    return np.kron(coarse, np.ones((side,) * len(shape), bool))[tuple(slice(0, n) for n in shape)]


@pytest.fixture(scope="module")
def image():
    return cells((400, 500), 10)


@pytest.fixture(scope="module")
def result(image):
    return measure(image)


def test_kinds_of_input_agree(image, result):
    labels = np.where(image, 170, 85)
    for other in (
        measure(labels),
        measure(labels.astype(np.int64), 170),
        measure(labels.astype(float), 170),
        measure(Segmentation.from_array(labels.astype(np.uint8))),
        measure(image[None]),
        measure([image]),
        measure(image.tolist()),
        measure(np.asfortranarray(image)),
        measure(~image, 0),
    ):
        assert other.phase_fraction == result.phase_fraction == image.mean()
        assert other.characteristic_length_scale_px == pytest.approx(
            result.characteristic_length_scale_px, rel=1e-6
        )
    assert measure(labels, 85).phase_fraction == pytest.approx(1 - image.mean())


def test_the_image_is_not_changed(image):
    before = image.copy()
    measure(image)
    assert np.array_equal(image, before)
    assert image.flags.writeable


def test_the_answers_hang_together(result):
    low, high = result.confidence_interval(0.9)
    assert high - low == pytest.approx(2 * result.absolute_error(0.9))
    assert result.probability_between(low, high) == pytest.approx(0.9)
    assert result.probability_within(result.relative_error(0.8)) == pytest.approx(0.8, abs=1e-3)
    assert result.confidence_of(result.absolute_error(0.7)) == pytest.approx(0.7, abs=1e-3)
    assert result.tails(0.3) == pytest.approx(result.confidence_interval(0.7))
    assert result.is_representative(0.95, result.relative_error(0.95) * 1.001)
    assert not result.is_representative(0.95, result.relative_error(0.95) * 0.999)
    assert float(result.error_at_size(1.0, 0.9)) == pytest.approx(result.absolute_error(0.9))
    wanted = result.recommended_size(0.01, 0.9)
    scale = wanted.side_px / math.sqrt(result.n_pixels)
    assert float(result.error_at_size(scale, 0.9)) == pytest.approx(0.01 * result.phase_fraction)
    curve = result.likelihood()
    assert np.trapezoid(curve.density, curve.phase_fraction) == pytest.approx(0.9999, abs=1e-4)
    assert curve.phase_fraction[curve.density.argmax()] == pytest.approx(
        result.phase_fraction, abs=1e-3
    )


def test_results_are_frozen_and_can_be_sent_elsewhere(result):
    with pytest.raises(AttributeError):
        result.phase_fraction = 0.5
    assert pickle.loads(pickle.dumps(result)).relative_error() == result.relative_error()


def test_several_images_are_pooled_by_their_pixels():
    images = [cells((300, 300), 6, seed=1), cells((500, 400), 12, seed=2)]
    single = [published(image) for image in images]
    both = published(images)
    sizes = [image.size for image in images]
    assert both.n_images == 2
    assert both.n_pixels == sum(sizes)
    assert both.phase_fraction == pytest.approx(
        np.average([one.phase_fraction for one in single], weights=sizes)
    )
    assert both.characteristic_length_scale_px == pytest.approx(
        np.average([one.characteristic_length_scale_px for one in single], weights=sizes)
    )
    assert both.model_error == imagerep.model_error(sum(sizes), 2)
    within = both.uncertainty.within.half_width(0.95)
    assert within < min(one.absolute_error() for one in single)
    assert both.absolute_error() > within  # what parts two images is known from two only
    assert both.recommended_size(0.001).additional_images > 10


def test_images_without_the_phase_count_for_the_fraction_only():
    image = cells((300, 300), 6)
    both = published([image, np.zeros((300, 300), bool)])
    assert both.phase_fraction == image.mean() / 2
    assert both.characteristic_length_scale_px == published(image).characteristic_length_scale_px


def test_phases_at_once_are_those_one_by_one():
    labels = cells((300, 320), 8, seed=3).astype(int) + 2 * cells((300, 320), 8, 0.3, seed=4)
    every = measure_phases(labels)
    assert list(every) == [0, 1, 2, 3]
    for label, one in every.items():
        alone = measure(labels, label)
        assert one.absolute_error() == alone.absolute_error()
    assert sum(one.phase_fraction for one in every.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("shares", "proposed"),
    [
        ({0: 0.7, 255: 0.3}, 255),
        ({0: 0.7, 7: 1e-5, 255: 0.29999}, 255),
        ({0: 0.69999, 255: 0.3, 256: 1e-5}, 255),
        ({1: 0.2, 2: 0.5, 3: 0.3}, 2),
        ({}, None),
    ],
)
def test_a_stray_pixel_does_not_change_the_phase_that_is_proposed(shares, proposed):
    assert proposed_phase(shares) == proposed


def test_cropping_does_not_make_the_error_smaller_by_more_than_it_is_known_to():
    volume = boolean_model((200, 200, 200), phase_fraction=0.3, radius=8, seed=3)
    whole = measure(volume)
    for side in (190, 170, 120):
        part = measure(volume[:, :, :side])
        assert part.relative_error() > whole.relative_error() * (1 - whole.model_error)


def test_the_published_answer_is_kept_beside_the_default(image):
    alone = published(image)
    both = measure(image, published=True)
    assert both.method == measure(image).method == "spectral"
    assert measure(image).published is None
    assert both.published == alone
    assert both == measure(image)
    plain = both.to_dict(0.9)
    assert plain["published"]["statement"] == alone.statement(0.9)
    assert plain["published"]["interval"] == list(alone.confidence_interval(0.9))
    assert measure(image, method="two-point", published=True).published is None


def test_the_second_of_two_phases_is_the_complement(image):
    both = measure_phases(image.astype(np.uint8) * 255, published=True)
    other = measure(~image)
    assert both[0].phase_fraction == pytest.approx(other.phase_fraction, rel=1e-12)
    assert both[0].characteristic_length_scale_px == both[255].characteristic_length_scale_px
    assert both[0].absolute_error(0.9) == pytest.approx(other.absolute_error(0.9), rel=1e-5)
    first, other = both[0].published, published(~image)
    assert first.absolute_error(0.9) == pytest.approx(other.absolute_error(0.9), rel=1e-5)
    assert first.correlation.correlation == pytest.approx(other.correlation.correlation, abs=1e-6)


def test_units(image):
    m = measure(Segmentation.from_array(image, calibration=Calibration((0.5,), "micron")))
    assert m.characteristic_length_scale == pytest.approx(0.5 * m.characteristic_length_scale_px)
    assert m.calibration.unit == "µm"
    assert m.recommended_size(0.01).unit == "µm"
    unequal = Segmentation.from_array(image, calibration=Calibration((0.5, 1.0), "um"))
    assert "unequal-voxels" in {one.code for one in measure(unequal).warnings}


def test_warnings():
    def codes(one):
        return {warning.code for warning in one.warnings}

    assert "small-image" in codes(published(cells((150, 600), 5)))
    assert {"large-features", "no-decay"} <= codes(published(cells((400, 400), 100)))
    blank = Segmentation.from_array(np.zeros((400, 400), bool))
    assert [one.code for one in size_warnings([blank], 81.0, 0.4)][:2] == [
        "large-features",
        "few-features",
    ]
    rare = np.zeros((400, 400), bool)
    rare[50:60, 70:80] = True
    assert "rare-phase" in codes(published(rare))
    assert "no-decay" in codes(published(np.indices((700, 700))[0] % 350 < 175))
    lattice = (np.indices((1200, 1200)) % 24 < 10).all(axis=0)
    assert "fallback-subdivision" in codes(published(lattice))
    assert codes(published(cells((1100, 1100), 10))) == set()


def test_the_sentence_of_the_paper():
    assert statement(0.405, 0.0186, 0.95) == (
        "The phase fraction in the segmented image is 0.405. Assuming perfect segmentation, the "
        "'ImageRep' model proposed by Dahari et al. suggests that we can be 95.0% confident that "
        "the material's phase fraction is within 4.6% of this value (i.e. 0.405 ± 0.019)."
    )
    assert "0.40512 ± 0.00034" in statement(0.405123, 0.000337, 0.99)
    assert "99.99% confident" in statement(0.4, 0.01, 0.9999)
    assert "within 0.0037% of this value (i.e. 0.2500000 ± 0.0000092)" in statement(
        0.25, 9.2e-6, 0.95
    )


def test_only_the_method_of_the_paper_is_ascribed_to_it():
    sentence = statement(0.405, 0.0186, 0.95, "spectral")
    assert "model proposed by Dahari" not in sentence
    assert "builds on Dahari et al. (doi:10.1002/advs.202414149)" in sentence
    assert "the spectral method of ImageRep" in sentence
    assert citation() == CITATION_TEXT
    assert citation_bibtex() == CITATION_BIBTEX
    assert citation("spectral").startswith("The spectral method of ImageRep")
    assert citation("spectral").endswith(CITATION_TEXT)
    assert citation_bibtex("spectral").count("@") == 2


def test_plain_values_survive_json(result):
    plain = json.loads(json.dumps(result.to_dict(0.95, 0.02)))
    assert plain["interval"] == pytest.approx(list(result.confidence_interval(0.95)))
    assert plain["recommended_side_px"] == pytest.approx(result.recommended_size(0.02).side_px)
    assert plain["statement"] == result.statement(0.95)
    assert plain["unit"] is None
    assert {
        "phase", "phase_fraction", "characteristic_length_scale_px", "standard_deviation",
        "model_error", "confidence_level", "interval", "absolute_error", "relative_error",
        "target_relative_error", "recommended_side_px", "recommended_shape_px",
        "additional_images", "voxel_size", "unit", "warnings", "statement",
    } <= set(plain)  # fmt: skip


def test_findings_of_a_method_are_among_the_plain_values(image):
    assert published(image).to_dict()["diagnostics"] is None
    cells = np.kron(np.random.default_rng(0).random((40, 40)) < 0.4, np.ones((5, 5), bool))
    other = imagerep.measure(cells, method="spectral")
    plain = json.loads(json.dumps(other.to_dict()))["diagnostics"]
    assert plain["independent_cells"] == other.diagnostics.independent_cells
    assert plain["length_scales_px"] == list(other.diagnostics.length_scales_px)


def test_a_target_out_of_reach_is_told_in_the_plain_values(result):
    plain = result.to_dict(0.95, 1e-30)
    assert plain["recommended_side_px"] is None
    assert plain["warnings"][-1]["code"] == "no-finite-size"


@pytest.mark.parametrize(
    ("image", "error", "words"),
    [
        (np.zeros((1, 1), bool), SegmentationError, "too small"),
        (np.eye(1, 50, dtype=bool), SegmentationError, "too small"),
        (np.zeros((100, 100), np.uint8), SinglePhaseError, "only one phase"),
        (np.full((20, 20), np.nan), SegmentationError, "No pixel"),
        (np.zeros((20, 20), complex), SegmentationError, "complex"),
        (np.zeros((0, 5)), SegmentationError, "empty"),
        (np.zeros(9), SegmentationError, "axes"),
        (np.zeros((3, 4, 5, 6)), SegmentationError, "4 axes"),
        (np.array([["a", "b"]]), SegmentationError, "type"),
        (np.arange(10**5).reshape(250, 400), NotSegmentedError, "different values"),
        (np.random.default_rng(0).random((30, 30)), NotSegmentedError, "fractional"),
        (np.tile(np.arange(256, dtype=np.uint8), (256, 1)), NotSegmentedError, "256"),
        (np.indices((60, 60)).sum(0) % 3, PhaseNotFoundError, "none was chosen"),
        ([], SegmentationError, "No image"),
        ([np.eye(9, dtype=bool), np.zeros((9, 9, 9), bool)], SegmentationError, "2 and 3 axes"),
    ],
)
def test_impossible_images_get_one_sentence(image, error, words):
    with pytest.raises(error, match=words) as caught:
        measure(image)
    assert caught.value.hint


def test_impossible_wishes(image):
    with pytest.raises(PhaseNotFoundError, match="no phase 7"):
        measure(image, 7)
    with pytest.raises(ParameterError, match="no method"):
        measure(image, method="guess")
    with pytest.raises(
        CalibrationError, match=r"differ in voxel size: “image 1” has none, “image 2” has 1 µm"
    ):
        measure([Segmentation.from_array(image), Segmentation.from_array(
            image, calibration=Calibration((1,), "um"))])  # fmt: skip
    with pytest.raises(SinglePhaseError, match="No image holds"):
        measure([np.zeros((9, 9), int), np.ones((9, 9), int)])


def test_nearly_empty_and_nearly_full():
    mask = np.zeros((1000, 1000), bool)
    mask[::100, ::100] = True
    for image in (mask, ~mask):
        m = measure(image)
        low, high = m.confidence_interval(0.95)
        assert 0 <= low <= m.phase_fraction <= high <= 1
        assert m.warnings


def test_progress_and_cancel(image):
    seen = []
    measure(image, progress=lambda fraction, text: seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    with pytest.raises(MeasurementCancelled):
        measure(image, should_stop=lambda: len(seen) > 0)


def test_crop_counts_the_phases_anew():
    labels = np.zeros((40, 60), np.uint8)
    labels[:20] = 255
    labels[-5:] = 77
    whole = Segmentation.from_array(labels, calibration=Calibration((1, 2), "nm"), name="bar.tif")
    part = whole.crop([(10, 30), (0, 60)])
    assert part.phase_labels == (0, 255)
    assert part.calibration == whole.calibration
    assert [note.text for note in part.notes] == ["cropped to [10:30, 0:60]"]
    volume = Segmentation.from_array(
        np.zeros((4, 9, 8), int), calibration=Calibration((3, 2, 1), "nm")
    )
    assert volume.crop([(0, 5), (0, 5)]).shape == (4, 5, 5)
    assert volume.crop([(1, 2), (0, 5), (0, 5)]).calibration.voxel_size == (2, 1)
    assert volume.crop([(0, 4), (2, 3), (0, 5)]).calibration.voxel_size == (3, 1)
    with pytest.raises(SegmentationError, match="does not fit"):
        whole.crop([(0, 41), (0, 60)])


def test_citation_is_that_of_the_citation_file():
    text = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")
    doi = text.split("doi: ")[1].split()[0]
    assert doi in CITATION_TEXT
    assert doi in CITATION_BIBTEX


def test_an_array_of_colours_is_told_from_a_thin_volume():
    mask = np.kron(np.random.default_rng(0).random((20, 25)) < 0.4, np.ones((8, 8), np.uint8))
    with pytest.raises(imagerep.SegmentationError, match=r"image\[..., 0\]"):
        imagerep.measure(np.stack([mask * 255] * 3, axis=-1))
