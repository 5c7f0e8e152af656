"""Images that are not segmented: refused, thresholded, snapped."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from imagerep import measure, open_image, read, read_slices
from imagerep.errors import ImageReadError, NotSegmentedError, ParameterError, SegmentationError
from imagerep.image.colours import dominant_colours, nearest_colours
from imagerep.image.label_text import label_of_colour
from imagerep.image.reading import segment
from imagerep.image.thresholds import nearest_values
from imagerep.image.values import grey, snapped
from imagerep.io.source import grid, in_memory
from tests.images_in_parts import source_of

RNG = np.random.default_rng(7)
LEVELS = np.array([0, 85, 170, 255], np.uint8)
BLOCKS = np.kron(RNG.choice(LEVELS, (30, 40)), np.ones((13, 13), np.uint8))
GREY = np.clip(
    np.add.outer(np.arange(300), np.arange(300)) * 0.425 + RNG.normal(0, 10, (300, 300)), 0, 255
).astype(np.uint8)


def speckled(tmp_path, quality=75):
    Image.fromarray(BLOCKS).save(tmp_path / "a.jpg", quality=quality)
    return tmp_path / "a.jpg"


@pytest.mark.parametrize("quality", [60, 75, 90])
def test_speckle_gets_the_phases_that_it_surrounds_with_a_doubt(tmp_path, quality):
    image = read(speckled(tmp_path, quality))
    assert image.phase_labels == pytest.approx((0, 85, 170, 255), abs=1)
    assert np.mean(np.abs(image.labels.astype(int) - BLOCKS) > 1) < 1e-3
    (doubt,) = image.doubts
    assert doubt.code == "edge-values"
    assert measure(image, image.phase_labels[1]).is_doubtful


def test_grey_values_are_refused_with_their_number(tmp_path):
    path = tmp_path / "grey.png"
    Image.fromarray(GREY).save(path)
    n_values = len(np.unique(GREY))
    with pytest.raises(NotSegmentedError, match=rf"{n_values} different values") as caught:
        read(path)
    assert caught.value.values["n_values"] == n_values > 16
    assert "--threshold" in caught.value.hint
    assert "--snap" in caught.value.hint


@pytest.mark.parametrize("quality", [60, 75, 90])
@pytest.mark.parametrize("snap", [True, 4, (0, 85, 170, 255)])
def test_snap_restores_the_phases(tmp_path, quality, snap):
    image = read(speckled(tmp_path, quality), snap=snap)
    assert len(image.phases) == 4
    assert image.phase_labels == pytest.approx((0, 85, 170, 255), abs=1)
    assert np.mean(np.abs(image.labels.astype(int) - BLOCKS) > 1) < 1e-3
    assert "snapped to the nearest of" in image.notes[0].text
    if not isinstance(snap, bool | int):
        assert image.phase_labels == snap


def test_snap_finds_a_rare_phase(tmp_path):
    labels = np.where(BLOCKS > 100, 170, 85).astype(np.uint8)
    labels[:48, :48] = 255
    Image.fromarray(labels).save(tmp_path / "a.jpg", quality=80)
    image = read(tmp_path / "a.jpg", snap=True)
    assert image.phase_labels == (85, 170, 255)
    assert image.phase(255).count == pytest.approx(48 * 48, rel=0.01)


def test_snap_refuses_a_continuous_histogram(tmp_path):
    Image.fromarray(GREY).save(tmp_path / "a.png")
    with pytest.raises(NotSegmentedError, match="cannot be snapped"):
        read(tmp_path / "a.png", snap=True)
    assert len(read(tmp_path / "a.png", snap=3).phases) == 3


@pytest.mark.parametrize(
    "values", [[0, 1], [1, 2, 3], [0, 85, 170, 255], [700, 30000, 65535], [-1, 1]]
)
def test_snap_leaves_a_segmented_image_alone(values):
    labels = RNG.choice(np.array(values), (40, 50))
    image = segment(in_memory(labels), snap=True)
    np.testing.assert_array_equal(image.labels, labels)


@pytest.mark.parametrize("dtype", [np.int8, np.int16, np.uint16, np.int32, np.int64, np.uint64])
def test_snap_at_the_ends_of_every_type(dtype):
    limits = np.iinfo(dtype)
    ends = [limits.min, limits.max] if limits.max < 2**40 else [limits.max - 2**12, limits.max]
    labels = RNG.choice(np.array(ends, dtype), (40, 50))
    image = segment(in_memory(labels), snap=True)
    assert len(image.phases) == 2
    if limits.max < 2**40:
        np.testing.assert_array_equal(image.labels, labels)


def test_snap_of_floats():
    labels = RNG.choice(np.array([0.0, 0.5, 1.0]), (60, 70))
    noisy = labels + RNG.normal(0, 1e-4, labels.shape)
    image = segment(in_memory(noisy), snap=True)
    np.testing.assert_array_equal(image.labels, np.searchsorted([0.25, 0.75], labels))


@pytest.mark.parametrize("snap", [1, [5], [np.nan, 1.0]])
def test_snap_needs_two_numbers(tmp_path, snap):
    with pytest.raises(ParameterError):
        read(speckled(tmp_path), snap=snap)


def test_snap_to_more_values_than_there_are():
    with pytest.raises(NotSegmentedError, match="2 dominant values of the 3 asked for"):
        segment(in_memory(np.eye(10)), snap=3)


@given(
    hnp.arrays(
        st.sampled_from([np.uint8, np.int16, np.float32]),
        hnp.array_shapes(min_dims=2, max_dims=3, max_side=6),
        elements=st.integers(0, 120),
    ),
    st.lists(st.integers(0, 120), min_size=2, max_size=5, unique=True),
)
def test_nearest_is_nearest(array, values):
    values = sorted(map(float, values))
    found = nearest_values(array, values, "")
    distance = np.abs(array[..., None].astype(float) - values)
    farther = np.abs(array - found.astype(float)) - distance.min(-1)
    # Halfway within half a grey value is shared between both; whole numbers have such neighbours.
    assert (farther >= 0).all()
    assert (farther <= (1 if array.dtype.kind in "iu" else 0)).all()


@pytest.mark.parametrize("threshold", [100, 100.5, 0, 300, -5])
def test_threshold(tmp_path, threshold):
    Image.fromarray(GREY).save(tmp_path / "a.png")
    image = read(tmp_path / "a.png", threshold=threshold)
    np.testing.assert_array_equal(image.labels, threshold <= GREY)
    assert image.labels.dtype == np.bool_
    assert [note.text for note in image.notes] == [f"values from {threshold:g} up are phase 1"]


@pytest.mark.parametrize("thresholds", [(80, 160), [80.5, 90, 200.25], np.array([0, 255])])
def test_several_thresholds(tmp_path, thresholds):
    Image.fromarray(GREY).save(tmp_path / "a.png")
    image = read(tmp_path / "a.png", threshold=thresholds)
    np.testing.assert_array_equal(image.labels, np.digitize(GREY, thresholds))
    listed = ", ".join(f"{one:g}" for one in thresholds)
    text = f"values are divided at {listed} into phases 0 to {len(thresholds)}"
    assert [note.text for note in image.notes] == [text]


def test_several_thresholds_of_holes_and_probabilities():
    array = GREY.astype(np.float32)
    array[3:9, 4] = np.nan
    image = segment(in_memory(array, "a"), threshold=(80, 160))
    assert image.n_domain == GREY.size - 6
    assert [image.count(k) for k in range(3)] == [
        (array < 80).sum(), ((array >= 80) & (array < 160)).sum(), (array >= 160).sum(),
    ]  # fmt: skip
    source = replace(in_memory(GREY, "a"), probability_max=255.0)
    of_map = segment(source, threshold=(0.2, 0.6))
    np.testing.assert_array_equal(of_map.labels, np.digitize(GREY, (51, 153)))


@pytest.mark.parametrize("thresholds", [(160, 80), (80, 80), ()])
def test_thresholds_that_do_not_ascend(thresholds):
    with pytest.raises(ParameterError, match="ascend"):
        segment(in_memory(GREY), threshold=thresholds)


def test_threshold_after_crop_and_by_slices(tmp_path):
    volume = np.stack([GREY, GREY.T, GREY[::-1]])
    np.save(tmp_path / "a.npy", volume)
    parts = read_slices(tmp_path / "a.npy", threshold=128, crop=((0, 50), (10, 60)))
    np.testing.assert_array_equal([part.labels for part in parts], volume[:, :50, 10:60] >= 128)
    assert parts[0].notes[0].code == "cropped"


@pytest.mark.parametrize("threshold", [np.nan, np.inf])
def test_threshold_that_is_no_number(threshold):
    with pytest.raises(ParameterError):
        segment(in_memory(GREY), threshold=threshold)


@pytest.mark.parametrize("options", [{"threshold": 100}, {"snap": True}, {"snap": [0, 255]}, {}])
def test_infinite_values_are_refused(options):
    array = GREY.astype(np.float32)
    array[3, 4] = np.inf
    with pytest.raises(SegmentationError, match="infinite"):
        segment(in_memory(array, "a"), **options)


def test_holes_are_outside_the_sample():
    array = GREY.astype(np.float32)
    array[3:9, 4] = np.nan
    image = segment(in_memory(array, "a"), threshold=100)
    assert image.n_domain == GREY.size - 6
    assert image.count(1) == (array >= 100).sum()
    assert [note.code for note in image.notes] == ["threshold", "domain-of-file"]
    with pytest.raises(SegmentationError, match="NaN"):
        segment(in_memory(array, "a"), snap=True)


def test_complex_values_are_refused(tmp_path):
    np.save(tmp_path / "a.npy", GREY.astype(np.complex64))
    for options in ({}, {"threshold": 3}, {"snap": True}):
        with pytest.raises(ImageReadError, match="complex64"):
            read(tmp_path / "a.npy", **options)


def test_threshold_and_snap_exclude_each_other(tmp_path):
    with pytest.raises(ParameterError, match="exclude"):
        read(speckled(tmp_path), threshold=3, snap=True)
    with pytest.raises(ParameterError, match="exclude"):
        read_slices(speckled(tmp_path), threshold=3, snap=True)


def test_fractional_values_are_refused_and_can_be_thresholded(tmp_path):
    np.save(tmp_path / "a.npy", GREY / 255)
    with pytest.raises(NotSegmentedError, match="fractional"):
        read(tmp_path / "a.npy")
    np.testing.assert_array_equal(read(tmp_path / "a.npy", threshold=0.5).labels, GREY / 255 >= 0.5)


COLOURS = np.array([[0, 0, 0], [255, 0, 0], [0, 0, 255], [250, 250, 250]], np.uint8)


@pytest.mark.parametrize("snap", [True, 4])
def test_colour_speckle(tmp_path, snap):
    path = tmp_path / "a.jpg"
    Image.fromarray(COLOURS[BLOCKS // 85]).save(path, quality=85)
    with pytest.raises(NotSegmentedError, match="different colours"):
        read(path)
    image = read(path, snap=snap)
    assert len(image.phases) == 4
    true = {tuple(colour): np.mean(k == BLOCKS // 85) for k, colour in enumerate(COLOURS.tolist())}
    for phase in image.phases:
        gaps = {colour: np.abs(np.subtract(colour, phase.colour)).sum() for colour in true}
        near = min(gaps, key=gaps.get)
        assert phase.label == label_of_colour(phase.colour)
        assert phase.fraction == pytest.approx(true[near], abs=0.02)


@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))),
    st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=4, unique=True),
)
def test_nearest_colours_are_nearest(rgb, colours):
    labels, found = nearest_colours(rgb, colours)
    targets = np.array(colours)
    distance = ((rgb[:, :, None].astype(int) - targets) ** 2).sum(-1)
    chosen = np.array([found[label] for label in labels.ravel().tolist()]).reshape(rgb.shape)
    np.testing.assert_array_equal(((chosen - rgb.astype(int)) ** 2).sum(-1), distance.min(-1))


def test_large_and_small_images_count_alike(monkeypatch):
    rgb = RNG.integers(0, 256, (50, 60, 3)).astype(np.uint8)
    one = dominant_colours(rgb, 5), nearest_colours(rgb, [(0, 0, 0), (255, 9, 9)])[0]
    monkeypatch.setattr("imagerep.image.colours._CHUNK", 1000)
    other = dominant_colours(rgb, 5), nearest_colours(rgb, [(0, 0, 0), (255, 9, 9)])[0]
    assert one[0] == other[0]
    np.testing.assert_array_equal(one[1], other[1])


def test_threshold_of_colours_takes_the_luminance(tmp_path):
    Image.fromarray(COLOURS[BLOCKS // 85]).save(tmp_path / "a.png")
    raw = open_image(tmp_path / "a.png")
    np.testing.assert_array_equal(np.unique(grey(raw).read()), [0, 29, 76, 250])
    image = segment(raw, threshold=50)
    np.testing.assert_array_equal(image.labels, np.isin(BLOCKS // 85, [1, 3]))
    assert "luminance" in image.notes[0].text


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_labels_of_colours_are_distinct(one, other):
    assert (label_of_colour(one) == label_of_colour(other)) == (one == other)
    assert 0 <= label_of_colour(one) < 2**31


@pytest.mark.parametrize(
    "bounds", [((0, 10),), ((0, 400), (0, 5)), ((5, 5), (0, 5)), ((-3, 5), (0, 5)), ((0, 5),) * 3]
)
def test_crop_that_does_not_fit(bounds):
    with pytest.raises(SegmentationError, match=r"\(Y, X\) = \(300, 300\)"):
        in_memory(GREY).crop(bounds)


def test_crop_is_answered_in_its_own_order():
    with pytest.raises(SegmentationError, match=r"\(Y, X\) = \(200, 300\) px"):
        in_memory(GREY[:200]).crop(((0, 250), (0, 10)))


def test_crop_that_is_no_crop():
    with pytest.raises(ParameterError):
        in_memory(GREY).crop((0, 10, 0, 10))


@given(
    hnp.arrays(
        st.sampled_from([np.uint8, np.int32, np.float32]),
        hnp.array_shapes(min_dims=2, max_dims=3, min_side=2, max_side=9),
        elements=st.integers(0, 6),
    ),
    st.integers(1, 5),
    st.booleans(),
)
@settings(deadline=None)
def test_pixels_halfway_are_shared_alike_in_boxes_and_in_the_whole_image(array, side, has_holes):
    """What is decided by neighbours is decided by those beyond the box too."""
    if has_holes and array.dtype == np.float32:
        array.flat[::4] = np.nan
    whole = snapped(in_memory(array), [0, 2, 5, 6]).read()
    parts = snapped(source_of(array, side), [0, 2, 5, 6])
    found = np.empty(array.shape, np.float32)
    for box in grid(array.shape, (side,) * array.ndim):
        found[box] = parts.read(box)
    np.testing.assert_array_equal(found, whole.astype(np.float32))


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
def test_values_at_the_ends_of_a_type_are_no_numbers_beyond_it(dtype, recwarn):
    most = np.finfo(dtype).max
    array = np.where(GREY > 128, most, -most).astype(dtype)
    if dtype == np.float16:  # 65504 can be a label
        assert [one.count for one in segment(in_memory(array)).phases][1] == (GREY > 128).sum()
    else:
        with pytest.raises(NotSegmentedError):
            segment(in_memory(array))
    with pytest.raises(SegmentationError):
        segment(in_memory(np.full((40, 50), np.nan, dtype)))
    assert not recwarn.list


def test_differences_of_the_largest_numbers_are_no_numbers(recwarn):
    """Three phases at the ends of the type and in the middle, with a rare value at an edge."""
    most = np.finfo(np.float64).max
    array = np.kron(RNG.choice([-most, 0.0, most], (10, 12)), np.ones((9, 9)))
    array[::9, ::9] = most / 2
    array[0, 0] = np.nan
    for options in ({}, {"snap": True}):
        with pytest.raises(SegmentationError):
            segment(in_memory(array), **options)
    assert not recwarn.list
