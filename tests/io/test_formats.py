"""Every format and layout gives the labels that were written."""

from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from imagerep import open_image, read, read_many, read_slices
from imagerep.errors import ImageReadError, ParameterError
from imagerep.image.label_text import label_of_colour

RNG = np.random.default_rng(20)
PLANE = RNG.choice(np.array([0, 85, 170, 255], np.uint8), (37, 52))
VOLUME = RNG.choice(np.array([0, 127, 255], np.uint8), (5, 23, 31))
HYPER = RNG.integers(0, 3, (2, 3, 2, 20, 25)).astype(np.uint8)  # T Z C Y X
DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compression": "zlib"},
        {"compression": "lzw"},
        {"compression": "zlib", "predictor": True},
        {"compression": "zstd"},
        {"compression": "lzma"},
        {"compression": "packbits"},
        {"bigtiff": True},
        {"byteorder": ">"},
        {"tile": (16, 16)},
        {"tile": (16, 16), "compression": "zlib"},
        {"rowsperstrip": 4},
        {"metadata": None},
        {"imagej": True, "metadata": {"axes": "ZYX"}},
        {"ome": True, "metadata": {"axes": "ZYX"}},
        {"ome": True, "metadata": {"axes": "ZYX"}, "bigtiff": True, "compression": "lzw"},
    ],
    ids=str,
)
def test_tiff_volume(tmp_path, options):
    path = tmp_path / "volume.tif"
    tifffile.imwrite(path, VOLUME, **options)
    image = read(path)
    np.testing.assert_array_equal(image.labels, VOLUME)
    assert image.phase_labels == (0, 127, 255)
    assert image.name == "volume.tif"
    assert image.calibration is None
    assert not image.labels.flags.writeable
    np.testing.assert_array_equal([part.labels for part in read_slices(path)], VOLUME)


@pytest.mark.parametrize("dtype", ["u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8"])
@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("suffix", ["tif", "npy"])
def test_types(tmp_path, dtype, byteorder, suffix):
    array = (PLANE % 100).astype(byteorder + dtype)
    path = tmp_path / f"plane.{suffix}"
    if suffix == "tif":
        tifffile.imwrite(path, array, byteorder=byteorder)
    else:
        np.save(path, array)
    image = read(path)
    np.testing.assert_array_equal(image.labels, array)
    assert image.labels.dtype.isnative


@pytest.mark.parametrize("options", [{}, {"compression": "zlib"}])
def test_white_is_large_whatever_the_file_calls_it(tmp_path, options):
    """PhotometricInterpretation 0 declares zero as white, 1 as black (TIFF 6.0, section 4)."""
    white = PLANE > 100
    for is_white_zero in (False, True):
        photometric = "miniswhite" if is_white_zero else "minisblack"
        for stored in (white, np.where(white, 255, 7).astype(np.uint8)):
            top = 1 if stored.dtype == bool else 255
            values = top - stored.astype(np.uint8) if is_white_zero else stored
            tifffile.imwrite(
                tmp_path / "a.tif", values.astype(stored.dtype), photometric=photometric, **options
            )
            image = read(tmp_path / "a.tif")
            np.testing.assert_array_equal(image.labels, stored)
            assert ("zero-is-white" in [note.code for note in image.notes]) == is_white_zero
            grey = read(tmp_path / "a.tif", threshold=top)
            np.testing.assert_array_equal(grey.mask(1), white)


def test_one_page_with_a_leading_axis(tmp_path):
    tifffile.imwrite(tmp_path / "a.tif", PLANE[np.newaxis])
    assert read(tmp_path / "a.tif").shape == PLANE.shape


@pytest.mark.parametrize("style", ["imagej", "ome"])
def test_hyperstack_needs_a_choice(tmp_path, style):
    path = tmp_path / "hyper.tif"
    tifffile.imwrite(path, HYPER, metadata={"axes": "TZCYX"}, **{style: True})
    with pytest.raises(ImageReadError, match=r"holds 2 channels. Choose one .*channel=0"):
        read(path)
    with pytest.raises(ImageReadError, match=r"holds 2 time points. .*time=0 to time=1"):
        read(path, channel=1)
    image = read(path, channel=1, time=0)
    np.testing.assert_array_equal(image.labels, HYPER[0, :, 1])
    with pytest.raises(ParameterError, match="no number 2"):
        read(path, channel=2, time=0)
    every = read_slices(path, channel=0)
    assert len(every) == 6
    np.testing.assert_array_equal(every[4].labels, HYPER[1, 1, 0])
    assert "time point 2" in every[4].name


def test_many_channels_are_slices(tmp_path):
    volume = RNG.integers(0, 2, (9, 20, 25)).astype(np.uint8)
    tifffile.imwrite(tmp_path / "a.tif", volume, imagej=True, metadata={"axes": "CYX"})
    image = read(tmp_path / "a.tif")
    np.testing.assert_array_equal(image.labels, volume)
    assert "9 channels are read as the slices" in image.notes[0].text


def test_channel_of_an_image_without_channels(tmp_path):
    tifffile.imwrite(tmp_path / "a.tif", PLANE)
    assert read(tmp_path / "a.tif", channel=0).shape == PLANE.shape
    with pytest.raises(ParameterError):
        read(tmp_path / "a.tif", channel=1)


def test_images_of_different_shapes_in_one_file(tmp_path):
    path = tmp_path / "a.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(PLANE, metadata=None)
        tiff.write(PLANE[:20], metadata=None)
    with pytest.raises(ImageReadError, match="2 images of different kinds"):
        read(path)
    assert [image.shape for image in read_slices(path)] == [(37, 52), (20, 52)]


def test_pyramid_and_thumbnail_are_not_images(tmp_path):
    path = tmp_path / "a.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(PLANE, subifds=1, metadata=None)
        tiff.write(PLANE[::2, ::2], subfiletype=1, metadata=None)
        tiff.write(PLANE[::4, ::4], subfiletype=1, metadata=None)
    np.testing.assert_array_equal(read(path).labels, PLANE)


def test_palette_tiff_keeps_indices_and_knows_colours(tmp_path):
    table = np.zeros((3, 256), np.uint16)
    table[:, 1] = 65535, 0, 256
    tifffile.imwrite(
        tmp_path / "a.tif", (PLANE > 100).astype(np.uint8), colormap=table, photometric="palette"
    )
    image = read(tmp_path / "a.tif")
    assert image.phase_labels == (0, 1)
    assert image.phase(1).colour == (255, 0, 1)


COLOURS = np.array([[0, 0, 0], [255, 0, 0], [0, 128, 0], [200, 200, 200]], np.uint8)
RGB = COLOURS[PLANE // 85]
LABELS = np.array([label_of_colour(tuple(colour)) for colour in COLOURS.tolist()])[PLANE // 85]


@pytest.mark.parametrize("planar", ["contig", "separate"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_rgb_tiff(tmp_path, planar, dtype):
    data = RGB.astype(dtype) * (257 if dtype == np.uint16 else 1)
    if planar == "separate":
        data = data.transpose(2, 0, 1)
    tifffile.imwrite(tmp_path / "a.tif", data, photometric="rgb", planarconfig=planar)
    image = read(tmp_path / "a.tif")
    np.testing.assert_array_equal(image.labels, LABELS)
    assert image.phase_labels == (0, 200, 1000128000, 1255000000)
    assert image.phase(1255000000).colour == (255, 0, 0)


def test_rgb_volume(tmp_path):
    data = COLOURS[VOLUME // 127]
    tifffile.imwrite(tmp_path / "a.tif", data, photometric="rgb")
    image = read(tmp_path / "a.tif")
    assert image.shape == VOLUME.shape
    assert len(image.phases) == 3
    np.testing.assert_array_equal(image.mask(1000128000), VOLUME == 255)


def test_sixteen_bit_colours_that_would_be_lost(tmp_path):
    data = RGB.astype(np.uint16) * 100
    tifffile.imwrite(tmp_path / "a.tif", data, photometric="rgb")
    with pytest.raises(ImageReadError, match="16-bit colours"):
        read(tmp_path / "a.tif")


def test_grey_saved_as_rgb_keeps_grey_labels(tmp_path):
    Image.fromarray(np.repeat(PLANE[..., None], 3, -1)).save(tmp_path / "a.png")
    image = read(tmp_path / "a.png")
    np.testing.assert_array_equal(image.labels, PLANE)
    assert image.phases[0].colour is None


@pytest.mark.parametrize("mode", ["L", "1", "I;16", "P", "RGB", "RGBA", "LA"])
def test_png(tmp_path, mode):
    path = tmp_path / "a.png"
    expected: np.ndarray = PLANE
    if mode == "1":
        expected = PLANE > 100
        Image.fromarray(expected).save(path)
    elif mode == "I;16":
        expected = PLANE.astype(np.uint16) * 200
        Image.fromarray(expected).save(path)
    elif mode == "P":
        picture = Image.fromarray((PLANE // 85).astype(np.uint8), "L")
        picture.putpalette(COLOURS.reshape(-1).tolist())
        assert picture.mode == "P"
        picture.save(path)
        expected = LABELS
    else:
        Image.fromarray(PLANE).convert(mode).save(path)
    np.testing.assert_array_equal(read(path).labels, expected)


def test_palette_of_greys_gives_grey_values(tmp_path):
    picture = Image.fromarray((PLANE // 85)[:, ::-1].copy(), "L")
    picture.putpalette([85, 85, 85, 0, 0, 0, 255, 255, 255, 170, 170, 170])
    picture.save(tmp_path / "a.png")
    expected = np.array([85, 0, 255, 170])[PLANE[:, ::-1] // 85]
    np.testing.assert_array_equal(read(tmp_path / "a.png").labels, expected)


def test_palette_with_equal_colours_gives_indices(tmp_path):
    picture = Image.fromarray(PLANE // 85, "L")
    picture.putpalette([9, 9, 9] * 4)
    picture.save(tmp_path / "a.png")
    image = read(tmp_path / "a.png")
    np.testing.assert_array_equal(image.labels, PLANE // 85)
    assert "palette" in image.notes[0].text


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_alpha(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    rgba = np.concatenate([RGB, np.full((*PLANE.shape, 1), 200, np.uint8)], -1)

    def save() -> None:
        if suffix == "png":
            Image.fromarray(rgba).save(path)
        else:
            tifffile.imwrite(path, rgba, photometric="rgb", extrasamples=["unassalpha"])

    save()
    np.testing.assert_array_equal(read(path).labels, LABELS)
    rgba[:5, :, 3] = 0
    save()
    image = read(path)
    np.testing.assert_array_equal(image.labels, LABELS)
    np.testing.assert_array_equal(image.domain, rgba[..., 3] > 0)
    assert image.n_domain == LABELS[5:].size
    assert [note.code for note in image.notes] == ["domain-of-file"]
    image = read(path, crop=((5, 37), (0, 52)))
    np.testing.assert_array_equal(image.labels, LABELS[5:])
    assert image.domain is None


def test_png_with_deep_channels_is_refused(tmp_path):
    path = tmp_path / "a.png"
    Image.fromarray(RGB).save(path)
    data = bytearray(path.read_bytes())
    data[24] = 16
    path.write_bytes(data)
    with pytest.raises(ImageReadError, match="16 bits in each"):
        read(path)


def test_jpeg_of_flat_blocks_is_read(tmp_path):
    blocks = np.kron(PLANE[:8, :8] > 100, np.ones((16, 16), bool)).astype(np.uint8) * 255
    Image.fromarray(blocks).save(tmp_path / "a.jpg", quality=100)
    np.testing.assert_array_equal(read(tmp_path / "a.jpg").labels, blocks)


def test_jpeg_in_a_tiff(tmp_path):
    blocks = np.kron(PLANE[:8, :8] > 100, np.ones((16, 16), bool)).astype(np.uint8) * 255
    tifffile.imwrite(tmp_path / "a.tif", blocks, compression="jpeg")
    image = read(tmp_path / "a.tif", snap=2)
    np.testing.assert_array_equal(image.labels > 100, blocks > 100)


@pytest.mark.parametrize("order", ["C", "F"])
def test_npy(tmp_path, order):
    np.save(tmp_path / "a.npy", np.asarray(VOLUME, order=order))
    image = read(tmp_path / "a.npy")
    np.testing.assert_array_equal(image.labels, VOLUME)
    assert not isinstance(image.labels, np.memmap)


def test_npy_of_colours(tmp_path):
    np.save(tmp_path / "a.npy", RGB)
    np.testing.assert_array_equal(read(tmp_path / "a.npy").labels, LABELS)
    assert open_image(tmp_path / "a.npy").is_colour


def test_the_content_counts_not_the_extension(tmp_path):
    Image.fromarray(PLANE).save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.tif")
    np.testing.assert_array_equal(read(tmp_path / "a.tif").labels, PLANE)


def test_crop_of_every_kind(tmp_path):
    np.save(tmp_path / "a.npy", VOLUME)
    tifffile.imwrite(tmp_path / "a.tif", VOLUME, compression="zlib")
    for name in ("a.npy", "a.tif"):
        image = read(tmp_path / name, crop=((2, 20), (0, 9)))
        np.testing.assert_array_equal(image.labels, VOLUME[:, 2:20, :9])
        assert [note.text for note in image.notes] == ["cropped to [0:5, 2:20, 0:9]"]
        image = read(tmp_path / name, crop=((1, 2), (2, 20), (0, 9)))
        np.testing.assert_array_equal(image.labels, VOLUME[1, 2:20, :9])


def test_read_many_and_slices(tmp_path):
    for name in ("b10.tif", "b2.tif"):
        tifffile.imwrite(tmp_path / name, VOLUME)
    images = read_many([tmp_path])
    assert [image.name for image in images] == ["b2.tif", "b10.tif"]
    images = read_many([tmp_path / "b*.tif"], slices=True, crop=((0, 10), (0, 10)))
    assert len(images) == 10
    assert images[6].name == "b10.tif [slice 2]"
    assert images[6].shape == (10, 10)


@pytest.mark.parametrize(
    ("name", "shape", "labels"),
    [
        ("micrograph_2d_3phase.tiff", (896, 1024), (85, 170, 255)),
        ("electrode_3d_3phase.tiff", (256, 256, 256), (0, 85, 170)),
    ],
)
def test_real_segmentations(name, shape, labels):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    image = read(path)
    assert image.shape == shape
    assert image.phase_labels == labels


@pytest.mark.parametrize(("model", "shape"), [("SEPARATED", (20, 20, 4)), ("CIELAB", (20, 20, 3))])
def test_colours_that_no_screen_shows_are_refused(tmp_path, model, shape):
    path = tmp_path / "a.tif"
    pixels = np.zeros(shape, np.uint8)
    tifffile.imwrite(path, pixels, photometric=model, planarconfig="CONTIG")
    with pytest.raises(ImageReadError, match="CIELAB"):
        open_image(path)
