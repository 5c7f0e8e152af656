"""Which pixels are the phase; what is measured of a stack."""

import numpy as np
import pytest

from fiji_bridge.phase_rules import segment
from fiji_bridge.segmented_image import StackMode
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration, RegionOfInterest
from imagerep.errors import (
    NotSegmentedError,
    ParameterError,
    PhaseNotFoundError,
    SegmentationError,
    SinglePhaseError,
)
from imagerep.generate import gaussian_field


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
    (target,) = segment(snapshot).select()
    assert target.name == expected
    assert target.fraction == pytest.approx(30 / 600 if expected == "255" else 570 / 600)


@pytest.mark.parametrize("black_background", [True, False])
def test_a_stray_pixel_does_not_change_the_phase_that_is_proposed(binary, black_background):
    pixels = np.kron(binary, np.ones((8, 8), np.uint8))
    (clean,) = segment(ImageSnapshot(pixels, black_background=black_background)).select()
    pixels[0, 0] = 7
    (stray,) = segment(ImageSnapshot(pixels, black_background=black_background)).select()
    assert stray.name == clean.name


def test_threshold_wins_over_binary_rule_and_grey(binary):
    grey = np.arange(600, dtype=np.uint8).reshape(20, 30)
    segmented = segment(ImageSnapshot(grey, threshold=(100, 199)))
    (target,) = segmented.select()
    assert target.name == "100 to 199"
    assert target.fraction == pytest.approx(np.mean((grey >= 100) & (grey <= 199)))
    assert segment(ImageSnapshot(binary, threshold=(0, 10))).select()[0].fraction == 0.95


def test_pixels_without_a_number_are_no_sample():
    """As in the core, where a threshold is set and where the values are labels."""
    pixels = np.array([[0.5, np.nan], [2.5, 3.5]], np.float32)
    segmented = segment(ImageSnapshot(pixels, threshold=(2.0, 3.0)))
    assert segmented.select()[0].fraction == pytest.approx(1 / 3)
    assert "25 % of the pixels are not numbers" in segmented.notes[0].text
    with pytest.raises(SinglePhaseError, match=r"without a number.*setting its background to NaN"):
        segment(ImageSnapshot(pixels, threshold=(0.0, 4.0)))
    labels = np.array([[1, np.nan], [2, 2]], np.float32)
    assert segment(ImageSnapshot(labels)).select("2")[0].fraction == pytest.approx(2 / 3)


def test_flip_gives_the_other_phase(binary):
    segmented = segment(ImageSnapshot(binary))
    assert [t.name for t in segmented.select(flip=True)] == ["0"]
    thresholded = segment(ImageSnapshot(binary, threshold=(200, 255)))
    assert thresholded.select(flip=True)[0].name == "outside 200 to 255"


def test_labels_are_listed_and_the_largest_that_is_not_zero_proposed():
    pixels = np.repeat(np.array([0, 85, 170], np.uint16), [10, 60, 30]).reshape(10, 10)
    segmented = segment(ImageSnapshot(pixels))
    assert [c.key for c in segmented.choices] == ["0", "85", "170", "nonzero"]
    assert segmented.select()[0].label == 85
    assert segmented.select("nonzero")[0].fraction == pytest.approx(0.9)
    assert segmented.select("nonzero", flip=True)[0].label == 0
    assert segment(ImageSnapshot(np.where(pixels == 85, 0, pixels))).select()[0].label == 170
    assert [t.label for t in segmented.select("all")] == [0, 85, 170]
    (rest,) = segmented.select("85", flip=True)
    assert (rest.name, rest.label, rest.fraction) == ("not 85", (0, 170), 0.4)
    assert segmented.segmentations[0].mask(rest.label).mean() == pytest.approx(0.4)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.float32])
def test_every_type_of_label(dtype):
    pixels = np.repeat(np.array([1, 2], dtype), 50).reshape(10, 10)
    assert segment(ImageSnapshot(pixels)).select("2")[0].label == 2


def test_16_bit_image_of_0_and_255_is_a_label_image(binary):
    segmented = segment(ImageSnapshot(binary.astype(np.uint16), black_background=True))
    assert segmented.select()[0].name == "255"
    assert segmented.select("nonzero") == segmented.select("255")
    assert segmented.how.text == "An image of 2 labels: 255 is proposed."


def _objects():
    """A hundred discs, a label each, as an instance segmentation has them."""
    yy, xx = np.mgrid[:120, :120] % 12 - 5.5
    labels = np.kron(np.arange(1, 101).reshape(10, 10), np.ones((12, 12), int))
    return np.where(yy**2 + xx**2 <= 16, labels, 0)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_labels_of_objects_are_proposed_together(dtype):
    segmented = segment(ImageSnapshot(_objects().astype(dtype)))
    (phase,) = segmented.select()
    assert phase.name == "all above 0"
    assert phase.fraction == pytest.approx((_objects() > 0).mean())
    assert [c.key for c in segmented.choices] == ["0", "nonzero"]
    assert "100 labels" in segmented.how.text
    few = _objects() * (_objects() < 8)
    segmented = segment(ImageSnapshot(few.astype(dtype)))
    assert segmented.select()[0].fraction == pytest.approx((few > 0).mean())
    assert segmented.segmentations[0].mask(segmented.select()[0].label).sum() == (few > 0).sum()


def test_a_doubt_is_said_before_anything_is_measured():
    yy, xx = np.mgrid[:400, :400] - 199.5
    cells = gaussian_field((400, 400), phase_fraction=0.4, length=8, seed=1)
    core = np.where(yy**2 + xx**2 < 190**2, 1 + cells, 0).astype(np.uint8)
    doubt, how = segment(ImageSnapshot(core)).texts
    assert doubt.startswith("Doubtful: Label 0 fills")
    assert doubt.endswith("Leave it out: draw a selection around the sample.")
    assert how.startswith("An image of 3 labels")
    inside = (yy**2 + xx**2 < 190**2)[9:391, 9:391]
    selected = RegionOfInterest(9, 9, 382, 382, inside)
    texts = segment(ImageSnapshot(core, roi=selected)).texts
    assert not any(text.startswith("Doubtful") for text in texts)


def test_labels_of_phases_and_grey_values_are_not_objects():
    """Each spread over the image, or bands of a gradient: the largest that is not 0, or refused."""
    spread = np.kron(np.random.default_rng(2).integers(0, 5, (30, 30)), np.ones((4, 4), int))
    assert segment(ImageSnapshot(spread.astype(np.uint8))).select()[0].name in "1234"
    noise = np.random.default_rng(3).integers(0, 90, (60, 60)).astype(np.uint8)
    ramp = np.repeat(np.arange(60, dtype=np.uint16), 2)[None].repeat(100, axis=0)
    for grey in (noise, ramp):
        with pytest.raises(NotSegmentedError):
            segment(ImageSnapshot(grey))


@pytest.mark.parametrize(
    ("threshold", "shown", "name"),
    [
        ((1, 65535), None, "1 to 65535"),
        ((0.5, 1e30), None, "0.5000 and up"),
        ((-1e30, 12.3456), None, "up to 12.346"),
        ((0.25, 0.75), None, "0.2500 to 0.7500"),
        ((245, 255), (500.0, 520.5), "500.00 to 520.50"),
        ((2e6, 3e6), None, "2.00E+06 to 3.00E+06"),
    ],
)
def test_threshold_is_named_as_imagej_shows_it(threshold, shown, name):
    pixels = np.linspace(-1e7, 1e7, 900, dtype=np.float32).reshape(30, 30)
    pixels[0, :9] = (0.3, 0.6, 700.0, 30.0, 250.0, -5.0, 2.5e6, 3, 0)
    snapshot = ImageSnapshot(pixels, threshold=threshold, shown_threshold=shown)
    assert segment(snapshot).select()[0].name == name


def test_rgb_labels_are_colours():
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[:3] = (213, 94, 0)
    segmented = segment(ImageSnapshot(pixels, is_rgb=True))
    assert [c.key for c in segmented.choices] == ["#000000", "#d55e00"]
    assert segmented.select()[0].fraction == 0.75


def test_grey_and_photographs_are_refused():
    grey = np.arange(600, dtype=np.uint8).reshape(20, 30)
    with pytest.raises(NotSegmentedError, match=r"Threshold it first.*Image > Adjust > Threshold"):
        segment(ImageSnapshot(grey, title="sem.tif"))
    photo = np.random.default_rng(0).integers(0, 256, (20, 20, 3)).astype(np.uint8)
    with pytest.raises(NotSegmentedError, match=r"colours.*8-bit"):
        segment(ImageSnapshot(photo, title="photo", is_rgb=True))
    with pytest.raises(NotSegmentedError, match="values are fractions"):
        segment(ImageSnapshot((grey / 7).astype(np.float32)))
    with pytest.raises(SegmentationError, match="is a number"):
        segment(ImageSnapshot(np.full((4, 4), np.nan, np.float32)))
    slices = np.stack([grey % 16, 16 + grey % 16])
    with pytest.raises(NotSegmentedError, match="more than 16 different values"):
        segment(ImageSnapshot(slices), "images")


def test_one_phase_is_said_in_imagej_terms(binary):
    with pytest.raises(SinglePhaseError, match="No pixel of “a” lies inside the threshold"):
        segment(ImageSnapshot(binary, title="a", threshold=(10, 20)))
    with pytest.raises(SinglePhaseError, match="Every pixel of “a” lies inside the threshold"):
        segment(ImageSnapshot(binary, title="a", threshold=(0, 255)))
    empty_corner = RegionOfInterest(15, 12, 5, 5)
    with pytest.raises(SinglePhaseError, match=r"single value \(0\) in the selection in “a”"):
        segment(ImageSnapshot(binary, title="a", roi=empty_corner))


def test_unknown_phase_names_the_choices(binary):
    segmented = segment(ImageSnapshot(binary))
    with pytest.raises(PhaseNotFoundError, match="one of: 0, 255, all"):
        segmented.select("7")
    with pytest.raises(PhaseNotFoundError, match="No threshold is set"):
        segmented.select("threshold")
    with pytest.raises(ParameterError, match="cannot be flipped"):
        segmented.select("all", flip=True)
    assert segmented.select("255.0")[0].label == 255


def test_stack_modes():
    pixels = np.zeros((3, 10, 10), np.uint8)
    pixels[1] = 255
    pixels[:, :2] = 255
    snapshot = ImageSnapshot(
        pixels, slice_number=3, calibration=PixelCalibration(2, 2, 5, "micron")
    )
    volume = segment(snapshot)
    assert volume.stack is StackMode.VOLUME
    assert volume.segmentations[0].shape == (3, 10, 10)
    assert volume.segmentations[0].calibration.voxel_size == (5, 2, 2)
    one = segment(snapshot, "slice")
    assert one.select()[0].fraction == 0.2
    assert one.segmentations[0].calibration.voxel_size == (2, 2)
    images = segment(snapshot, StackMode.IMAGES)
    assert [s.shape for s in images.segmentations] == [(10, 10)] * 3
    assert images.select()[0].fraction == pytest.approx((20 + 100 + 20) / 300)
    with pytest.raises(ParameterError, match="volume, slice, images"):
        segment(snapshot, "cube")


@pytest.mark.parametrize("is_rgb", [False, True])
@pytest.mark.parametrize("stack", list(StackMode))
def test_a_selection_counts_as_drawn_in_every_slice(stack, is_rgb):
    rng = np.random.default_rng(4)
    pixels = np.where(rng.random((3, 40, 50)) < 0.3, 255, 0).astype(np.uint8)
    inside = rng.random((20, 30)) < 0.7
    inside[0, 0] = inside[-1, -1] = inside[0, -1] = True
    planes = pixels[1:2] if stack is StackMode.SLICE else pixels
    part = planes[:, 5:25, 10:40] == 255
    if is_rgb:
        pixels = np.stack([pixels] * 3, axis=-1)
    roi = RegionOfInterest(10, 5, 30, 20, inside)
    segmented = segment(ImageSnapshot(pixels, is_rgb=is_rgb, roi=roi, slice_number=2), stack)
    (phase,) = segmented.select("#ffffff" if is_rgb else "255")
    assert phase.fraction == pytest.approx(part[:, inside].mean())
    np.testing.assert_array_equal(segmented.plane_mask(phase, 2), part[len(part) // 2] & inside)
    assert sum(one.n_domain for one in segmented.segmentations) == inside.sum() * len(part)
    percent = f"{100 * inside.sum() / 2000:.3g}"
    assert segmented.notes[0].text == f"Measured inside the selection, {percent} % of the image."
    (note,) = segmented.segmentations[0].notes
    assert note.text == f"inside the selection, {percent} % of the image"


def test_objects_outside_the_selection_do_not_count():
    inside = np.zeros((120, 120), bool)
    inside[:, :60] = True
    inside[0, 60:] = True
    roi = RegionOfInterest(0, 0, 120, 120, inside)
    segmented = segment(ImageSnapshot(_objects().astype(np.uint16), roi=roi))
    assert "50 labels" in segmented.how.text
    assert segmented.select()[0].fraction == pytest.approx((_objects() > 0)[inside].mean())


def test_selection_crops_every_slice():
    pixels = np.zeros((3, 10, 12), np.uint8)
    pixels[:, :, 4:6] = 255
    segmented = segment(ImageSnapshot(pixels, roi=RegionOfInterest(4, 1, 4, 5)))
    assert segmented.segmentations[0].shape == (3, 5, 4)
    assert segmented.select()[0].fraction == 0.5


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
