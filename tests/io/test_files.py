"""Files found in natural order, and segmentations written."""

from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imagerep import find_images, read, write_tiff
from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, NotSegmentedError, OutputError
from imagerep.generate import gaussian_field
from imagerep.image.segmentation import Segmentation
from imagerep.io.find import natural_key

PLANE = (np.arange(20 * 30) % 3).reshape(20, 30).astype(np.uint8)


def touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_folder_in_natural_order(tmp_path):
    touch(tmp_path, "s10.tif", "s2.tif", "S1.TIF", "notes.txt", ".hidden.png", "sub/x.png", "a.npy")
    assert [path.name for path in find_images(tmp_path)] == ["a.npy", "S1.TIF", "s2.tif", "s10.tif"]


def test_globs_and_files(tmp_path):
    touch(tmp_path, "s10.tif", "s2.tif", "notes.txt", "sub/x3.png", "odd.dat", "a[1].tif")
    found = find_images([tmp_path / "s*", tmp_path / "odd.dat", tmp_path / "s2.tif"])
    assert [path.name for path in found] == ["s2.tif", "s10.tif", "odd.dat"]
    assert [path.name for path in find_images(str(tmp_path / "**" / "*.png"))] == ["x3.png"]
    assert [path.name for path in find_images([tmp_path / "a[1].tif"])] == ["a[1].tif"]


@pytest.mark.parametrize("pattern", ["nothing.tif", "*.jpg", "empty", "\0", "x" * 5000])
def test_nothing_found(tmp_path, pattern):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImageReadError):
        find_images([f"{tmp_path}/{pattern}"])


@given(st.lists(st.integers(0, 10**20), min_size=1, max_size=20))
def test_natural_order_of_numbers(numbers):
    paths = [Path(f"image{number}b.tif") for number in numbers]
    assert sorted(paths, key=natural_key) == [
        Path(f"image{number}b.tif") for number in sorted(numbers)
    ]


@given(st.lists(st.text(st.characters(exclude_characters="\0/"), min_size=1), max_size=10))
def test_any_names_can_be_sorted(names):
    sorted(map(Path, names), key=natural_key)


CALIBRATIONS = st.none() | st.builds(
    lambda sizes, unit: Calibration(tuple(sizes), unit),
    st.lists(st.floats(1e-3, 1e3), min_size=3, max_size=3),
    st.sampled_from(["µm", "nm", "mm", "Å", "inches" * 0 + "m", "furlong"]),
)


@settings(max_examples=60)
@given(
    hnp.arrays(
        st.sampled_from([np.bool_, np.uint8, np.uint16, np.int32, np.uint64]),
        hnp.array_shapes(min_dims=2, max_dims=3, min_side=2, max_side=6),
        elements=st.integers(0, 1),
    ),
    st.sampled_from([1, 2, 255, 256, 65535, 65536, 2**24, -1, -300]),
    CALIBRATIONS,
    st.booleans(),
)
def test_what_is_written_is_read(tmp_path_factory, array, label, calibration, compress):
    array = array if array.dtype == bool else array.astype(np.int64) * label
    image = Segmentation.from_array(array, calibration=calibration)
    path = write_tiff(tmp_path_factory.mktemp("a") / "a.tif", image, compress=compress)
    again = read(path)
    np.testing.assert_array_equal(again.labels, image.labels)
    assert [(p.label, p.count) for p in again.phases] == [(p.label, p.count) for p in image.phases]
    if calibration is None:
        assert again.calibration is None
    else:
        assert again.calibration.unit == image.calibration.unit
        assert again.calibration.voxel_size == pytest.approx(image.calibration.voxel_size, rel=1e-6)


@pytest.mark.parametrize(
    ("sizes", "unit"), [((5e-9, 5e-9), "m"), ((2e-7, 3e-7), "mm"), ((3e5, 3e5), "nm")]
)
def test_extreme_sizes_keep_their_length(tmp_path, sizes, unit):
    image = Segmentation.from_array(PLANE, calibration=Calibration(sizes, unit))
    again = read(write_tiff(tmp_path / "a.tif", image)).calibration
    factor = {"m": 1e9, "mm": 1e6, "nm": 1.0, "µm": 1e3}
    expected = np.array(sizes) * factor[unit]
    np.testing.assert_allclose(np.array(again.voxel_size) * factor[again.unit], expected, rtol=1e-6)


def test_colours_are_written_as_colours(tmp_path):
    labels = np.array([0, 1255000000, 1000128000, 77])[(np.arange(12) % 4).reshape(3, 4)]
    colours = {1255000000: (255, 0, 0), 1000128000: (0, 128, 0)}
    image = Segmentation.from_array(labels, colours=colours)
    again = read(write_tiff(tmp_path / "a.tif", image))
    np.testing.assert_array_equal(again.labels, labels)
    assert again.phase(1255000000).colour == (255, 0, 0)


def test_labels_that_fit_nothing(tmp_path):
    image = Segmentation.from_array(np.eye(4, dtype=np.int64) * 2**40)
    with pytest.raises(OutputError, match="fit no pixel type"):
        write_tiff(tmp_path / "a.tif", image)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(tmp_path):
    path = tmp_path / "a.tif"
    image = Segmentation.from_array(PLANE)
    write_tiff(path, image)
    with pytest.raises(OutputError, match="exists already"):
        write_tiff(path, Segmentation.from_array(1 - PLANE % 2))
    assert read(path).phase_labels == (0, 1, 2)
    write_tiff(path, Segmentation.from_array(PLANE % 2), overwrite=True)
    assert read(path).phase_labels == (0, 1)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tif"]


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        write_tiff(tmp_path / "none" / "a.tif", Segmentation.from_array(PLANE))


def test_what_imagej_sees(tmp_path):
    volume = np.stack([PLANE % 2] * 3)
    calibration = Calibration((0.5, 0.25, 0.25), "um")
    write_tiff(tmp_path / "a.tif", Segmentation.from_array(volume, calibration=calibration))
    with tifffile.TiffFile(tmp_path / "a.tif") as tiff:
        assert tiff.is_imagej
        assert tiff.imagej_metadata["slices"] == 3
        assert tiff.imagej_metadata["unit"] == "um"
        assert tiff.imagej_metadata["spacing"] == 0.5
        assert tiff.imagej_metadata["max"] == 1.0
        assert tiff.pages[0].tags["XResolution"].value == (4, 1)


def test_the_page_that_is_segmented_beside_its_image_is_named(tmp_path):
    mask = gaussian_field((120, 140), phase_fraction=0.4, length=4, seed=3)
    grey = np.random.default_rng(0).integers(0, 200, mask.shape, np.uint8)
    path = tmp_path / "image and mask.tif"
    tifffile.imwrite(path, np.stack([grey, mask * np.uint8(255)]), photometric="minisblack")
    with pytest.raises(NotSegmentedError) as refused:
        read(path)
    assert refused.value.code == "page-is-segmented"
    assert str(refused.value).endswith("Measure that page: --page 1.")
    found = read(path, page=1)
    assert found.phase(255).fraction == pytest.approx(mask.mean())
    tifffile.imwrite(path, np.stack([grey, grey[::-1]]), photometric="minisblack")
    with pytest.raises(NotSegmentedError) as refused:
        read(path)
    assert refused.value.code == "too-many-values"
