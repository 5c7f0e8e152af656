"""Voxel sizes and units from every kind of metadata."""

import numpy as np
import pytest
import tifffile
from PIL import Image

import imagerep
from imagerep import open_image, read, read_slices
from imagerep.calibration import Calibration, in_metres
from imagerep.errors import CalibrationError
from imagerep.image.segmentation import Segmentation

PLANE = (np.arange(30 * 40) % 3).reshape(30, 40).astype(np.uint8)
VOLUME = np.stack([PLANE] * 5)


def write(path, array, **options):
    tifffile.imwrite(path, array, photometric="minisblack", **options)
    return path


@pytest.mark.parametrize(
    "unit", ["um", "micron", "microns", "\\u00B5m", "\\u00b5m", "µm".encode().decode("latin-1")[:0]]
)
def test_imagej(tmp_path, unit):
    metadata = {"axes": "ZYX", "spacing": 0.5} | ({"unit": unit} if unit else {})
    path = write(tmp_path / "a.tif", VOLUME, imagej=True, resolution=(4, 2), metadata=metadata)
    found = read(path).calibration
    if not unit:
        assert found is None
        return
    assert found == Calibration((0.5, 0.5, 0.25), "µm")
    assert all(part.calibration == Calibration((0.5, 0.25), "µm") for part in read_slices(path))


def test_imagej_plane(tmp_path):
    path = write(tmp_path / "a.tif", PLANE, imagej=True, resolution=(4, 2), metadata={"unit": "nm"})
    assert read(path).calibration == Calibration((0.5, 0.25), "nm")


def test_imagej_without_spacing_means_one_unit(tmp_path):
    metadata = {"axes": "ZYX", "unit": "um"}
    path = write(tmp_path / "a.tif", VOLUME, imagej=True, resolution=(4, 4), metadata=metadata)
    image = read(path)
    assert image.calibration == Calibration((1.0, 0.25, 0.25), "µm")
    assert "no slice spacing" in image.notes[0].text


def test_imagej_units_that_differ(tmp_path):
    metadata = {"axes": "ZYX", "unit": "um", "zunit": "nm", "spacing": -500.0}
    path = write(tmp_path / "a.tif", VOLUME, imagej=True, resolution=(2, 2), metadata=metadata)
    found = read(path).calibration
    assert found.unit == "µm"
    assert found.voxel_size == pytest.approx((0.5, 0.5, 0.5))


@pytest.mark.parametrize(
    ("unit", "per_unit", "known"),
    [
        ("inch", 72, False),
        ("inch", 300, False),
        ("inch", 1000, False),
        ("inch", 25400, True),
        ("cm", 300 / 2.54, False),
        ("cm", 50, True),
        ("pixel", 1, False),
        ("pixels", 3, False),
        ("um", 72, True),
    ],
)
def test_imagej_print_resolutions_are_no_calibration(tmp_path, unit, per_unit, known):
    path = write(
        tmp_path / "a.tif",
        PLANE,
        imagej=True,
        resolution=(per_unit, per_unit),
        metadata={"unit": unit},
    )
    assert (read(path).calibration is not None) == known


@pytest.mark.parametrize("bad", ["nan", "inf", "0", "x", "1e999"])
def test_nonsense_spacing(tmp_path, bad):
    description = f"ImageJ=1.54p\nimages=5\nslices=5\nunit=um\nspacing={bad}\n"
    path = write(
        tmp_path / "a.tif", VOLUME, description=description, metadata=None, resolution=(2, 2)
    )
    image = read(path)
    assert image.calibration is None
    assert "slice spacing" in image.notes[0].text
    assert open_image(path).calibration == Calibration((0.5, 0.5), "µm")


def ome(**sizes):
    return {"axes": "ZYX", **sizes}


def test_ome(tmp_path):
    metadata = ome(
        PhysicalSizeX=0.4,
        PhysicalSizeXUnit="µm",
        PhysicalSizeY=400.0,
        PhysicalSizeYUnit="nm",
        PhysicalSizeZ=0.0005,
        PhysicalSizeZUnit="mm",
    )
    path = write(tmp_path / "a.ome.tif", VOLUME, ome=True, metadata=metadata)
    found = read(path).calibration
    assert found.unit == "µm"
    assert found.voxel_size == pytest.approx((0.5, 0.4, 0.4), rel=1e-12)


def test_ome_default_unit_is_the_micrometre(tmp_path):
    path = write(
        tmp_path / "a.ome.tif",
        PLANE,
        ome=True,
        metadata={"axes": "YX", "PhysicalSizeX": 2.0, "PhysicalSizeY": 3.0},
    )
    assert read(path).calibration == Calibration((3.0, 2.0), "µm")


def test_ome_without_slice_spacing(tmp_path):
    metadata = ome(PhysicalSizeX=2.0, PhysicalSizeY=2.0)
    path = write(tmp_path / "a.ome.tif", VOLUME, ome=True, metadata=metadata)
    image = read(path)
    assert image.calibration is None
    assert "not the slice spacing" in image.notes[0].text
    assert read_slices(path)[0].calibration == Calibration((2.0, 2.0), "µm")


def test_ome_unit_that_is_no_length(tmp_path):
    metadata = {
        "axes": "YX",
        "PhysicalSizeX": 2.0,
        "PhysicalSizeY": 2.0,
        "PhysicalSizeXUnit": "pixel",
        "PhysicalSizeYUnit": "pixel",
    }
    path = write(tmp_path / "a.ome.tif", PLANE, ome=True, metadata=metadata)
    assert read(path).calibration is None


@pytest.mark.parametrize(
    ("resolution", "unit", "size"),
    [
        ((72, 72), "INCH", None),
        ((96, 96), "INCH", None),
        ((300, 300), "INCH", None),
        ((118.11, 118.11), "CENTIMETER", None),
        ((4800, 4800), "INCH", None),
        ((25400, 50800), "INCH", (0.5, 1.0)),
        ((20000, 20000), "CENTIMETER", (0.5, 0.5)),
        ((25400, 25400), "NONE", None),
        ((0, 0), "INCH", None),
    ],
)
def test_plain_resolution_tags(tmp_path, resolution, unit, size):
    path = write(
        tmp_path / "a.tif", PLANE, resolution=resolution, resolutionunit=unit, metadata=None
    )
    found = read(path).calibration
    if size is None:
        assert found is None
    else:
        assert found.unit == "µm"
        assert found.voxel_size == pytest.approx(size)


def test_zero_denominator(tmp_path):
    path = write(tmp_path / "a.tif", PLANE, resolution=((25400, 1), (25400, 1)), metadata=None)
    with tifffile.TiffFile(path) as tiff:
        offset = tiff.pages[0].tags["XResolution"].valueoffset
    data = bytearray(path.read_bytes())
    data[offset + 4 : offset + 8] = bytes(4)
    path.write_bytes(data)
    assert read(path).calibration is None


ZEISS_FIELD = b"AP_WIDTH\r\nWidth = 8.0 \xb5m\r\nAP_HEIGHT\r\nHeight = 6.0 \xb5m\r\n"
ZEISS_PIXEL = b"AP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = %s nm\r\n"
TESCAN = b"AccFrames=1\r\nPixelSizeX=2.5e-9\r\nPixelSizeY=3e-9\r\nSign=\r\n"


@pytest.mark.parametrize(
    ("tag", "text", "size"),
    [
        (34682, b"[Scan]\r\nPixelWidth=5e-09\r\nPixelHeight=5e-09\r\n\0", (5, 5)),
        # made smaller, or cut, by a program that kept the tag: nobody knows which
        (34682, b"[Scan]\r\nPixelWidth=5e-09\r\n[Image]\r\nResolutionX=80\r\n\0", None),
        (34118, ZEISS_PIXEL % b"250.0", (250, 250)),
        (34118, ZEISS_FIELD + ZEISS_PIXEL % b"200.1", (200.1, 200.1)),
        # "Pixel Size" is that of 1024 columns; this image has 40
        (34118, b"AP_PIXEL_SIZE\r\nPixel Size = 7.813 nm\r\n" + ZEISS_FIELD, (200, 200)),
        (34118, b"AP_PIXEL_SIZE\r\nPixel Size = 7.813 nm\r\n", None),
        (34118, ZEISS_FIELD + ZEISS_PIXEL % b"100.0", None),  # made smaller
        (34118, ZEISS_FIELD.replace(b"6.0", b"9.0") + ZEISS_PIXEL % b"100.0", (100, 100)),  # cut
        (50431, b"Y\x14\0\0\x01\0" + TESCAN, (3, 2.5)),
        (50431, b"nothing known", None),
    ],
)
def test_electron_microscopes(tmp_path, tag, text, size):
    kind = 1 if tag == 50431 else 2
    if tag == 34118:
        text = b"\r\n" + text + b"\0"
    extratags = [(tag, kind, len(text) if kind == 1 else 0, text, True)]
    path = write(tmp_path / "a.tif", PLANE, extratags=extratags, metadata=None)
    found = read(path).calibration
    if size is None:
        assert found is None
    else:
        sizes = [side * in_metres(1.0, found.unit) / 1e-9 for side in found.voxel_size]
        assert sizes == pytest.approx(size)


def test_digital_micrograph(tmp_path):
    tags = [(65003, 2, 0, "nm", True), (65004, 2, 0, "nm", True)]
    tags += [(65009, 12, 1, 0.5, True), (65010, 12, 1, 0.25, True)]
    path = write(tmp_path / "a.tif", PLANE, extratags=tags, metadata=None)
    assert read(path).calibration == Calibration((0.25, 0.5), "nm")


@pytest.mark.parametrize("tag", [34118, 34682, 33560, 50431, 65009])
def test_a_microscope_tag_of_another_kind_counts_for_nothing(tmp_path, tag):
    kinds = {2: "text", 3: 7, 12: 1.5}
    for kind, value in kinds.items():
        tags = [(tag, kind, 0 if kind == 2 else 1, value, True)]
        path = write(tmp_path / f"{kind}.tif", PLANE, extratags=tags, metadata=None)
        assert read(path).calibration is None


def test_png_resolution(tmp_path):
    Image.fromarray(PLANE).save(tmp_path / "a.png", dpi=(300, 300))
    assert read(tmp_path / "a.png").calibration is None
    Image.fromarray(PLANE).save(tmp_path / "a.png", dpi=(25400, 25400))
    found = read(tmp_path / "a.png").calibration
    assert found.unit == "µm"
    assert found.voxel_size == pytest.approx((1.0, 1.0))


def test_given_calibration_wins(tmp_path):
    path = write(tmp_path / "a.tif", PLANE, imagej=True, resolution=(4, 2), metadata={"unit": "nm"})
    given = Calibration((0.1,), "mm")
    assert read(path, calibration=given).calibration == Calibration((0.1, 0.1), "mm")
    assert read_slices(path, calibration=given)[0].calibration.unit == "mm"


def test_a_single_slice_of_a_volume_keeps_the_pixel_size(tmp_path):
    metadata = {"axes": "ZYX", "unit": "um", "spacing": 3.0}
    path = write(tmp_path / "a.tif", VOLUME, imagej=True, resolution=(4, 2), metadata=metadata)
    image = read(path, crop=((0, 1), (0, 30), (0, 40)))
    assert image.calibration == Calibration((0.5, 0.25), "µm")


@pytest.mark.parametrize(("axis", "sizes"), [(0, (2.0, 1.0)), (1, (3.0, 1.0)), (2, (3.0, 2.0))])
def test_a_cut_keeps_the_sizes_of_its_axes(axis, sizes):
    image = Segmentation.from_array(VOLUME, calibration=Calibration((3.0, 2.0, 1.0), "nm"))
    bounds = [(0, side) for side in VOLUME.shape]
    bounds[axis] = (1, 2)
    assert image.crop(bounds).calibration == Calibration(sizes, "nm")
    part = np.take(VOLUME, [1], axis)
    again = Segmentation.from_array(part, calibration=Calibration((3.0, 2.0, 1.0), "nm"))
    assert again.calibration == Calibration(sizes, "nm")


def test_the_sides_of_a_voxel_are_told_width_first_and_every_one():
    flat, cube = Calibration((0.5, 0.1, 0.1), "um"), Calibration((0.2, 0.2, 0.2), "um")
    assert flat.sides_text == "0.1 × 0.1 × 0.5"
    volumes = [
        Segmentation.from_array(np.tile(VOLUME, (2, 1, 1)), calibration=voxel, name=name)
        for name, voxel in (("a", flat), ("b", cube))
    ]
    with pytest.raises(CalibrationError, match=r"“a” has 0\.1 × 0\.1 × 0\.5 µm, “b” has 0\.2 µm"):
        imagerep.measure(volumes, 1)
