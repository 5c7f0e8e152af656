"""Pixel size and data bar as electron microscopes tell them, in the file or in a text beside it."""

import numpy as np
import pytest
import tifffile
from PIL import Image

import imagerep
from imagerep import Resources, open_image, read, read_slices
from imagerep.calibration import in_metres
from imagerep.generate import gaussian_field
from imagerep.image.segmentation import Segmentation

ROWS, COLUMNS, BAR = 96, 128, 8
SCAN = gaussian_field((ROWS, COLUMNS), phase_fraction=0.4, length=3, seed=1).astype(np.uint8)


def barred(n_rows=BAR):
    """The scan above a data bar with text and a ruler."""
    bar = np.zeros((n_rows, COLUMNS), np.uint8)
    bar[2:6, 5:9] = bar[3:4, 60:100] = 1
    return np.concatenate([SCAN, bar])


HITACHI = (
    "[SemImageFile]\r\nInstructName=TM4000\r\nSerialNumber=0000-00\r\nSampleName=\r\nFormat=tif\r\n"
    "ImageName={name}\r\nDirectory=D:\\SemImage\\\r\nDate=2021/06/23\r\nMedia=HD[Data]\r\n"
    "DataSize={width}x{height}\r\nPixelSize={size}\r\nSignalName=BSE\r\n"
    "AcceleratingVoltage=15000 Volt\r\nMagnification=200\r\nWorkingDistance=7706.35 um\r\n"
    "MicronMarker=200000\r\nCondition=Vacc=15.0kV   Mag=x200   WD=7.7mm\r\nDataDisplayCombine=1\r\n"
)
JEOL = (
    "$SEM_DATA_VERSION 1\r\n$CM_SIGNAL_NAME LED\r\n$$SM_ADD_IMAGE \r\n$CM_ACCEL_VOLT 5.00\r\n"
    "$$SM_WD 9.07\r\n$CM_MAG 650\r\n$CM_FORMAT JEOL-SEM\r\n$CM_VERSION 3.0\r\n{more}"
    "$CM_FRAME_SIZE 0 0\r\n$CM_TITLE \r\n$CM_OFFSET 0 0\r\n$CM_FULL_SIZE {width} {height}\r\n"
    '$AN_TEXT%0 5.0 874.0 215.0 910.0 "X:" "Courier New" 0 32.0 16777215 65793 1 0\r\n'
)
BAR_OF_MARKER = "$$SM_MICRON_BAR 139\r\n$$SM_MICRON_MARKER 10um\r\n"


def hitachi(name="a.tif", width=COLUMNS, height=ROWS, size="496.0938"):
    return HITACHI.format(name=name, width=width, height=height, size=size)


def jeol(more=BAR_OF_MARKER, width=COLUMNS, height=ROWS):
    return JEOL.format(more=more, width=width, height=height)


def saved(folder, text, image=SCAN, encoding="utf-8", name="a.tif"):
    """An image and the text beside it."""
    path = folder / name
    if path.suffix == ".tif":
        tifffile.imwrite(path, image, photometric="minisblack", resolution=(254, 254),
                         resolutionunit="INCH", metadata=None)  # fmt: skip
    else:
        Image.fromarray(image).save(path, dpi=(254, 254))
    path.with_suffix(".txt").write_bytes(text.encode(encoding))
    return path


def nanometres(calibration):
    return [side * in_metres(1.0, calibration.unit) / 1e-9 for side in calibration.voxel_size]


@pytest.mark.parametrize("name", ["a.tif", "a.bmp", "a.jpg", "a.png"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_hitachi(tmp_path, name, encoding):
    image = open_image(saved(tmp_path, hitachi(), encoding=encoding, name=name))
    assert nanometres(image.calibration) == pytest.approx([496.0938] * 2)
    assert [note.code for note in image.notes] == ["pixel-size-beside"]
    assert "“a.txt”" in image.notes[0].text


@pytest.mark.parametrize(
    ("more", "size"),
    [
        (BAR_OF_MARKER, 1e4 / 139),
        (BAR_OF_MARKER.replace("10um", "500nm"), 500 / 139),
        (BAR_OF_MARKER.replace("10um", "10µm"), 1e4 / 139),
        ("$CM_FIELD_OF_VIEW 1.280mm 0.960mm\r\n", 1e4),
        ("$CM_FIELD_OF_VIEW 1.280 0.960mm\r\n", 1e4),
        # the bar has 10.3 px, of which the text has the whole ones
        ("$CM_FIELD_OF_VIEW 1.280mm 0.960mm\r\n$$SM_MICRON_BAR 10\r\n"
         "$$SM_MICRON_MARKER 103um\r\n", 1e4),
        ("$CM_FIELD_OF_VIEW 1.280mm 0.960mm\r\n" + BAR_OF_MARKER, None),  # they contradict
        ("$CM_FIELD_OF_VIEW 1.280mm 1.280mm\r\n", None),  # no square pixels
        ("$$SM_MICRON_MARKER 500um\r\n", None),  # nobody says how long the marker is
        ("$$SM_MICRON_BAR 0\r\n$$SM_MICRON_MARKER 10um\r\n", None),
        ("$$SM_MICRON_BAR 139\r\n$$SM_MICRON_MARKER 10\r\n", None),
        ("$$SM_MICRON_BAR 139\r\n$$SM_MICRON_MARKER 0um\r\n", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_jeol(tmp_path, more, size, encoding):
    found = open_image(saved(tmp_path, jeol(more), encoding=encoding)).calibration
    assert (size is None) == (found is None)
    if found is not None:
        assert nanometres(found) == pytest.approx([size] * 2)


@pytest.mark.parametrize(
    "text",
    [
        hitachi(width=2 * COLUMNS, height=2 * ROWS),  # the image was made smaller
        hitachi(height=ROWS - BAR),  # the data size has the rows of the bar
        hitachi(size="0"),
        hitachi(size="wide"),
        hitachi(name="x" * 300).replace(f"DataSize={COLUMNS}", "DataSize=0"),
        hitachi(name="x" * 1000),
        hitachi(name="../a\0/..").replace("PixelSize=4", "PixelSize=-4"),
        hitachi().replace("[SemImageFile]", "[TemImageFile]"),
        jeol(width=2 * COLUMNS, height=2 * ROWS),
        jeol(height=ROWS + 1),  # cut
        jeol(height=ROWS // 2),  # two scans, one above the other
        jeol(width=0, height=0),
        "",
        "\0\0\0",
        "measured on Monday, 128x96, PixelSize=3",
        "$",
    ],
)
def test_a_text_of_another_image_or_kind_counts_for_nothing(tmp_path, text):
    path = saved(tmp_path, text)
    image = open_image(path)
    assert image.calibration is None
    assert image.scan_rows is None
    assert not image.notes


def test_a_renamed_image_keeps_its_text_unless_that_names_another_one(tmp_path):
    path = saved(tmp_path, hitachi(name="first.tif"))
    assert open_image(path).calibration is not None
    (tmp_path / "first.tif").write_bytes(path.read_bytes())
    assert open_image(path).calibration is None


def test_a_size_in_the_image_counts_more(tmp_path):
    path = saved(tmp_path, hitachi())
    tifffile.imwrite(path, SCAN, imagej=True, resolution=(4, 4), metadata={"unit": "um"})
    assert nanometres(open_image(path).calibration) == pytest.approx([250, 250])


def fei(image, n_rows=ROWS, n_columns=COLUMNS):
    text = (
        "[User]\r\nDate=03/12/2019\r\n[Scan]\r\nPixelWidth=5e-09\r\nPixelHeight=5e-09\r\n"
        f"[Image]\r\nResolutionX={n_columns}\r\nResolutionY={n_rows}\r\n"
        "[PrivateFei]\r\nDatabarHeight=0\r\n\0"
    )
    return image, (34682, 2, 0, text, True)


def tescan(image, n_rows=BAR):
    text = f"AccFrames=1\r\nImageStripSize={n_rows}\r\nPixelSizeX=2.5e-9\r\nPixelSizeY=2.5e-9\r\n"
    data = b"Y\x14\0\0\x01\0" + text.encode()
    return image, (50431, 1, len(data), data, True)


def tagged(path, image, tag):
    tifffile.imwrite(path, image, photometric="minisblack", extratags=[tag], metadata=None)
    return path


@pytest.mark.parametrize("kind", ["fei", "tescan", "jeol"])
def test_the_data_bar_of_which_the_file_tells_is_cropped_off(tmp_path, kind):
    path = tmp_path / "a.tif"
    if kind == "jeol":
        saved(tmp_path, jeol(), barred())
    else:
        tagged(path, *{"fei": fei, "tescan": tescan}[kind](barred()))
    image = read(path)
    (doubt,) = image.doubts
    assert doubt.code == "bar-suspected"
    assert doubt.values["region"] == ((ROWS, ROWS + BAR), (0, COLUMNS))
    assert doubt.values["option"] == f"--crop 0:{ROWS},0:{COLUMNS}"
    assert f"{ROWS + BAR} rows, of which the microscope scanned {ROWS}" in doubt.text
    assert doubt.to_dict()["label"] == 0
    mended = read(path, crop=doubt.values["crop"])
    assert not mended.doubts
    assert mended.phase(1).fraction == SCAN.mean()
    assert mended.calibration == image.calibration is not None
    assert image.crop(doubt.values["crop"]).phase(1).fraction == SCAN.mean()


def test_rows_of_a_crop(tmp_path):
    path = tagged(tmp_path / "a.tif", *fei(barred()))
    for rows, left in (((0, 104), 96), ((10, 100), 86), ((10, 96), None), ((97, 104), None)):
        assert open_image(path).crop((rows, (0, 50))).scan_rows == left
    assert read(path).crop(((10, 104), (0, 50))).doubts[0].values["crop"] == ((0, 86), (0, 50))


def test_no_doubt_where_all_rows_are_of_the_scan(tmp_path):
    for number, (image, tag) in enumerate((
        fei(SCAN), tescan(SCAN, 0), tescan(SCAN, -3), fei(SCAN, ROWS + BAR),
        fei(barred(), n_columns=2 * COLUMNS),  # made smaller, or cut
        fei(np.concatenate([SCAN, SCAN])),  # two scans
    )):  # fmt: skip
        found = open_image(tagged(tmp_path / f"{number}.tif", image, tag))
        assert found.scan_rows is None
    assert not read(saved(tmp_path, jeol())).doubts


def test_a_bar_outside_the_domain_is_not_doubted(tmp_path):
    path = tagged(tmp_path / "a.tif", *fei(barred()))
    inside = np.ones(barred().shape, np.uint8)
    inside[ROWS:] = 0
    Image.fromarray(inside).save(tmp_path / "mask.png")
    assert not read(path, mask=tmp_path / "mask.png").doubts


def test_a_bar_of_slices_and_of_an_image_in_parts(tmp_path):
    labels = barred()
    tifffile.imwrite(
        tmp_path / "a.tif", np.stack([labels] * 3), photometric="minisblack",
        extratags=[fei(labels)[1]], metadata=None,
    )  # fmt: skip
    (doubt,) = read(tmp_path / "a.tif").doubts
    assert doubt.values["crop"] == ((0, 3), (0, ROWS), (0, COLUMNS))
    for one in read_slices(tmp_path / "a.tif"):
        assert one.doubts[0].values["crop"] == ((0, ROWS), (0, COLUMNS))
    path = tagged(tmp_path / "b.tif", *fei(labels))
    image = read(path, resources=Resources(in_memory=False))
    assert not image.is_in_memory
    assert image.doubts[0].values["crop"] == ((0, ROWS), (0, COLUMNS))
    assert Segmentation.from_array(image.overview.values).doubts == ()


def test_surroundings_and_bar_are_both_doubted(tmp_path):
    labels = barred()
    y, x = np.ogrid[:ROWS, :COLUMNS]
    round_core = (y - ROWS / 2 + 0.5) ** 2 + (x - COLUMNS / 2 + 0.5) ** 2 <= (ROWS / 2 - 3) ** 2
    labels[:ROWS] = np.where(round_core, SCAN + 1, 3)
    found = {one.code: one for one in read(tagged(tmp_path / "a.tif", *fei(labels))).doubts}
    assert set(found) == {"bar-suspected", "outside-suspected"}
    assert found["outside-suspected"].values["exclude"] == (3,)


def test_the_whole_way_to_the_result(tmp_path):
    path = saved(tmp_path, jeol(), barred())
    result = imagerep.measure(path, phase=1)
    assert [one.code for one in result.doubts] == ["bar-suspected"]
    assert nanometres(result.calibration) == pytest.approx([10e3 / 139] * 2)
