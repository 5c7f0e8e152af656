"""Which pixels are the phase; what is measured of a stack."""

import numpy as np
import pytest

from fiji_bridge.prepared import StackMode
from fiji_bridge.rules import prepare
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration, RegionOfInterest
from imagerep.errors import (
    NotSegmentedError,
    ParameterError,
    PhaseNotFoundError,
    SegmentationError,
    SinglePhaseError,
)


@pytest.fixture
def binary():
    pixels = np.zeros((20, 30), np.uint8)
    pixels[5:10, 3:9] = 255  # 30 of 600 pixels
    return pixels


@pytest.mark.parametrize(
    ("black_background", "inverting", "expected"),
    [(True, False, "255"), (True, True, "255"), (False, True, "255"), (False, False, "0")],
)
def test_binary_follows_black_background_and_lut(binary, black_background, inverting, expected):
    snapshot = ImageSnapshot(binary, black_background=black_background, has_inverting_lut=inverting)
    (target,) = prepare(snapshot).targets()
    assert target.name == expected
    assert target.fraction == pytest.approx(30 / 600 if expected == "255" else 570 / 600)


def test_threshold_wins_over_binary_rule_and_grey(binary):
    grey = np.arange(600, dtype=np.uint8).reshape(20, 30)
    prepared = prepare(ImageSnapshot(grey, threshold=(100, 199)))
    (target,) = prepared.targets()
    assert target.name == "100 to 199"
    assert target.fraction == pytest.approx(np.mean((grey >= 100) & (grey <= 199)))
    assert prepare(ImageSnapshot(binary, threshold=(0, 10))).targets()[0].fraction == 0.95


def test_threshold_on_float_counts_nan_as_outside():
    pixels = np.array([[0.5, np.nan], [2.5, 3.5]], np.float32)
    prepared = prepare(ImageSnapshot(pixels, threshold=(2.0, 3.0)))
    assert prepared.targets()[0].fraction == 0.25


def test_flip_gives_the_other_phase(binary):
    prepared = prepare(ImageSnapshot(binary))
    assert [t.name for t in prepared.targets(flip=True)] == ["0"]
    thresholded = prepare(ImageSnapshot(binary, threshold=(200, 255)))
    assert thresholded.targets(flip=True)[0].name == "outside 200 to 255"


def test_labels_are_listed_and_the_largest_proposed():
    pixels = np.repeat(np.array([0, 85, 170], np.uint16), [10, 60, 30]).reshape(10, 10)
    prepared = prepare(ImageSnapshot(pixels))
    assert [c.key for c in prepared.choices] == ["0", "85", "170"]
    assert prepared.targets()[0].label == 85
    assert [t.label for t in prepared.targets("all")] == [0, 85, 170]
    (rest,) = prepared.targets("85", flip=True)
    assert (rest.name, rest.is_complement, rest.fraction) == ("not 85", True, 0.4)
    assert prepared.mask(rest).mean() == pytest.approx(0.4)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.float32])
def test_every_type_of_label(dtype):
    pixels = np.repeat(np.array([1, 2], dtype), 50).reshape(10, 10)
    assert prepare(ImageSnapshot(pixels)).targets("2")[0].label == 2


def test_16_bit_image_of_0_and_255_is_a_label_image(binary):
    prepared = prepare(ImageSnapshot(binary.astype(np.uint16), black_background=True))
    assert prepared.targets()[0].name == "0"
    assert "labels" in prepared.how


def test_rgb_labels_are_colours():
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[:3] = (213, 94, 0)
    prepared = prepare(ImageSnapshot(pixels, is_rgb=True))
    assert [c.key for c in prepared.choices] == ["#000000", "#d55e00"]
    assert prepared.targets()[0].fraction == 0.75


def test_grey_and_photographs_are_refused():
    grey = np.arange(600, dtype=np.uint8).reshape(20, 30)
    with pytest.raises(NotSegmentedError, match=r"Threshold it first.*Image > Adjust > Threshold"):
        prepare(ImageSnapshot(grey, title="sem.tif"))
    photo = np.random.default_rng(0).integers(0, 256, (20, 20, 3)).astype(np.uint8)
    with pytest.raises(NotSegmentedError, match=r"colours.*8-bit"):
        prepare(ImageSnapshot(photo, title="photo", is_rgb=True))
    with pytest.raises(SegmentationError, match="not numbers"):
        prepare(ImageSnapshot(np.full((4, 4), np.nan, np.float32)))


def test_one_phase_is_said_in_imagej_terms(binary):
    with pytest.raises(SinglePhaseError, match="no pixel inside the threshold"):
        prepare(ImageSnapshot(binary, threshold=(10, 20)))
    with pytest.raises(SinglePhaseError, match="inside the threshold with every pixel"):
        prepare(ImageSnapshot(binary, threshold=(0, 255)))
    empty_corner = RegionOfInterest(15, 12, 5, 5)
    with pytest.raises(SinglePhaseError, match=r"selection in “a” holds the single value 0"):
        prepare(ImageSnapshot(binary, title="a", roi=empty_corner))


def test_unknown_phase_names_the_choices(binary):
    prepared = prepare(ImageSnapshot(binary))
    with pytest.raises(PhaseNotFoundError, match="one of: 0, 255, all"):
        prepared.targets("7")
    with pytest.raises(PhaseNotFoundError, match="No threshold is set"):
        prepared.targets("threshold")
    with pytest.raises(ParameterError, match="cannot be flipped"):
        prepared.targets("all", flip=True)
    assert prepared.targets("255.0")[0].label == 255


def test_stack_modes():
    pixels = np.zeros((3, 10, 10), np.uint8)
    pixels[1] = 255
    pixels[:, :2] = 255
    snapshot = ImageSnapshot(
        pixels, slice_number=3, calibration=PixelCalibration(2, 2, 5, "micron")
    )
    volume = prepare(snapshot)
    assert volume.stack is StackMode.VOLUME
    assert volume.segmentations[0].shape == (3, 10, 10)
    assert volume.segmentations[0].calibration.voxel_size == (5, 2, 2)
    one = prepare(snapshot, "slice")
    assert one.targets()[0].fraction == 0.2
    assert one.segmentations[0].calibration.voxel_size == (2, 2)
    images = prepare(snapshot, StackMode.IMAGES)
    assert [s.shape for s in images.segmentations] == [(10, 10)] * 3
    assert images.targets()[0].fraction == pytest.approx((20 + 100 + 20) / 300)
    with pytest.raises(ParameterError, match="volume, slice, images"):
        prepare(snapshot, "cube")


def test_selection_crops_every_slice():
    pixels = np.zeros((3, 10, 12), np.uint8)
    pixels[:, :, 4:6] = 255
    prepared = prepare(ImageSnapshot(pixels, roi=RegionOfInterest(4, 1, 4, 5)))
    assert prepared.segmentations[0].shape == (3, 5, 4)
    assert prepared.targets()[0].fraction == 0.5


def test_meta_survives_json():
    import json

    mask = np.eye(3, dtype=bool)
    snapshot = ImageSnapshot(
        np.zeros((9, 9), np.uint8),
        title="ä “b”",
        threshold=(1.0, 2.0),
        roi=RegionOfInterest(1, 2, 3, 3, mask, name="oval"),
        calibration=PixelCalibration(0.1, 0.2, 0.3, "nm", "", "µm"),
        frame=2,
        n_frames=3,
    )
    meta = json.loads(json.dumps(snapshot.to_meta()))
    again = ImageSnapshot.from_meta(snapshot.pixels, meta, mask)
    assert again.to_meta() == snapshot.to_meta()
    assert again.roi.mask is mask
    assert ImageSnapshot.from_meta(snapshot.pixels, {}).title == ""
