"""Units and options."""

import pytest

from fiji_bridge.options import CommandOptions, parse_macro
from fiji_bridge.segmented_image import StackMode
from fiji_bridge.snapshot import PixelCalibration
from fiji_bridge.units import calibration_of
from imagerep.errors import ParameterError
from imagerep.result.size_text import lengths_text, needed_size_text, number_text


def test_calibration_in_array_order_and_one_unit():
    calibration, note = calibration_of(PixelCalibration(1, 2, 3, "micron", "", "nm"), 3)
    assert calibration.voxel_size == pytest.approx((0.003, 2, 1))
    assert calibration.unit == "µm"
    assert note is None
    assert calibration_of(PixelCalibration(), 2) == (None, None)


def test_calibration_that_cannot_be_used_is_said():
    calibration, note = calibration_of(PixelCalibration(1, 1, 1, "mm", "", "sec"), 3)
    assert calibration is None
    assert "different units (mm, sec)" in note.text
    assert "A pixel of 0 × 1" in calibration_of(PixelCalibration(0, 1, 1, "mm"), 2)[1].text
    assert calibration_of(PixelCalibration(float("inf"), 1, 1, "mm"), 2)[0] is None


@pytest.mark.parametrize(
    ("length", "unit", "expected"),
    [
        (1940, "µm", "1.94 mm"),
        (0.05, "µm", "50 nm"),
        (999.2, "µm", "999 µm"),
        (12, "furlong", "12 furlong"),
        (2516.2, None, "2,517 px"),
        (394.0000000001, None, "394 px"),
    ],
)
def test_lengths_as_people_read_them(length, unit, expected):
    assert lengths_text([length], unit) == expected


def test_needed_size_is_a_square_or_a_cube():
    assert needed_size_text(2, 739.2) == "740 × 740 px"
    assert needed_size_text(2, 739.2, 369.6, "µm") == "370 × 370 µm"
    assert needed_size_text(3, 739.2, 1940, "µm") == "1.94 × 1.94 × 1.94 mm"


def test_numbers():
    assert [number_text(v) for v in (0, 11.62, 0.00012345, 123456, 2.0)] == [
        "0", "11.6", "0.000123", "123,000", "2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        CommandOptions(),
        CommandOptions(90, 2.5, "255", True, StackMode.IMAGES, True),
        CommandOptions(phase="not 85"),
        CommandOptions(table="my table", csv="/a folder/rows.csv"),
    ],
)
def test_options_survive_the_recorder(options):
    assert parse_macro(options.to_macro()) == options


def test_options_of_a_macro():
    assert parse_macro("") == CommandOptions()
    assert parse_macro(" confidence=90 phase=[85] flip ").flip
    assert parse_macro("flip=0 Target=2%").target == 2


def test_confidence_as_a_fraction_is_taken_as_such_and_said():
    options = parse_macro("confidence=0.95")
    assert options == CommandOptions(95.0)
    (note,) = options.notes
    assert note.text == "The confidence level 0.95 was taken as a fraction: 95 %."
    assert CommandOptions(0.999).confidence_level == pytest.approx(0.999)
    assert CommandOptions(99.9).notes == ()
    assert "target=5" in CommandOptions(target=0.05).notes[0].text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("confidence=high", "not a number"),
        ("confidence=100", "below 100"),
        ("confidence=1", "is 1 %. Give a number above 1 and below 100"),
        ("confidence=-0.5", "above 1"),
        ("target=0", "above 0"),
        ("stack=cube", "volume, slice, images"),
        ("colour=red", "no option “colour”"),
        ("phase", "has no value"),
        ("=3", "cannot be read"),
        ("target=nan", "above 0"),
        ("method=other", "no method “other”"),
    ],
)
def test_options_that_make_no_sense(text, message):
    with pytest.raises(ParameterError, match=message):
        parse_macro(text)
