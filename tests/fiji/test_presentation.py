"""Table row, overlay geometry, log: plain data from a measurement."""

import itertools
import json
from types import SimpleNamespace

import numpy as np
import pytest

import imagerep
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import CommandOptions
from fiji_bridge.overlay_layout import FrameSpec, draw
from fiji_bridge.overlay_shapes import OVERLAY_PREFIX, Label, Line, Rectangle
from fiji_bridge.phase_rules import segment
from fiji_bridge.presentation import Presentation, frame_spec, present
from fiji_bridge.selection import Region
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration, RegionOfInterest
from fiji_bridge.table_row import image_label
from imagerep.generate import boolean_model


def _measurement(side_px=300.0, calibration=None, ndim=2, volume_ratio=2.25, **others):
    """What a measurement of an image is as a dict; only what it needs can be chosen."""
    unit = calibration and calibration.unit
    scale = calibration.mean_voxel_size if calibration else None
    found = {
        "method": "two-point",
        "quantity": "phase-fraction",
        "value": 0.41765,
        "value_unit": "",
        "is_doubtful": False,
        "shape_px": [100] * ndim,
        "interval": [0.4, 0.435],
        "relative_error": 0.0414,
        "absolute_error": 0.0173,
        "characteristic_length_scale_px": 16.85,
        "characteristic_length_scale": scale and 16.85 * scale,
        "recommended_side_px": side_px,
        "recommended_side": scale and side_px and side_px * scale,
        "recommended_diameter_px": None,
        "recommended_diameter": None,
        "recommended_n_pixels": side_px and side_px**ndim,
        "volume_ratio": volume_ratio,
        "target_is_reached": volume_ratio <= 1,
        "additional_images": 2,
        "voxel_size": calibration and list(calibration.voxel_size),
        "unit": unit,
        "n_images": 1,
        "warnings": [{"code": "small-image", "text": "The image is small.", "is_doubt": False}],
        "statement": "The phase fraction is 0.418.",
    } | others
    return SimpleNamespace(to_dict=lambda level, target: found)


@pytest.fixture
def snapshot():
    pixels = np.zeros((200, 240), np.uint8)
    pixels[:80] = 255
    return ImageSnapshot(
        pixels, title="nmc.tif", calibration=PixelCalibration(0.5, 0.5, 1, "micron")
    )


def _present(snapshot, **kwargs):
    segmented = segment(snapshot)
    measurement = _measurement(calibration=segmented.segmentations[0].calibration, **kwargs)
    options = CommandOptions(target=2)
    target = segmented.select()[0]
    shown = present(snapshot, segmented, [(target, measurement)], options)
    spec = frame_spec(snapshot, segmented, measurement.to_dict(0.95, 0.02), options)
    return shown, spec


def test_row_has_units_in_its_headings(snapshot):
    (row,), = [_present(snapshot)[0].rows]  # fmt: skip
    values = dict(row)
    headings = ["Label", "Phase", "Phase fraction", "Lower bound", "Upper bound"]
    assert list(values)[:6] == [*headings, "Recommended size"]
    assert values["Label"] == "nmc.tif"
    assert values["Recommended size"] == "150 × 150 µm"
    assert values["Confidence level (%)"] == 95
    assert values["Relative error (%)"] == pytest.approx(4.14)
    assert values["Characteristic length (µm)"] == pytest.approx(8.425)
    assert values["Recommended side (px)"] == 300
    assert values["Recommended side (µm)"] == pytest.approx(150)
    assert values["More images needed"] == 2
    assert values["Measured"] == "240 × 200"
    assert values["Doubtful"] == ""
    assert values["Warnings"] == "small-image"


def _plain(text):
    """With breaking spaces."""
    return text.replace("\u00a0", " ")


def test_no_calibration_gives_pixels_only():
    pixels = np.zeros((20, 20), np.uint8)
    pixels[:9] = 255
    shown, spec = _present(ImageSnapshot(pixels))
    assert not any("µm" in heading for heading, _ in shown.rows[0])
    assert _plain(spec.frame_text) == "needed for ± 2 % (95 %): 300 × 300 px, have 20 × 20 px"
    assert spec.scale_text == "characteristic length 16.9 px"


def test_frame_says_what_is_needed_and_what_is_there(snapshot):
    texts = [
        _plain(_present(snapshot, **size)[1].frame_text)
        for size in ({}, {"side_px": 5000.0}, {"side_px": 100.0, "volume_ratio": 0.2})
    ]
    assert texts == [
        "needed for ± 2 % (95 %): 150 × 150 µm, have 120 × 100 µm",
        "needed for ± 2 % (95 %): 2.5 × 2.5 mm, have 120 × 100 µm",
        "enough for ± 2 % (95 %): 50 × 50 µm needed, have 120 × 100 µm",
    ]


def test_unequal_pixels_give_a_square_in_units():
    pixels = np.zeros((50, 50), np.uint8)
    pixels[:9] = 255
    _, spec = _present(ImageSnapshot(pixels, calibration=PixelCalibration(1, 4, 1, "nm")))
    assert spec.frame_width * 1 == pytest.approx(spec.frame_height * 4)
    assert spec.frame_width * spec.frame_height == pytest.approx(300**2)


def test_volume_says_cube():
    pixels = np.zeros((9, 30, 30), np.uint8)
    pixels[:4] = 255
    spec = _present(ImageSnapshot(pixels), ndim=3)[1]
    assert "300 × 300 × 300 px, have 30 × 30 × 9 px" in _plain(spec.frame_text)
    assert "2.25 × the volume" in spec.ratio_text


def test_a_cube_deeper_than_the_stack_is_not_drawn_as_if_it_fitted():
    pixels = np.zeros((9, 30, 30), np.uint8)
    pixels[:4] = 255
    flat, deep = (_present(ImageSnapshot(pixels), ndim=3, side_px=side)[1] for side in (9.0, 9.5))
    assert flat.fits
    assert not deep.fits
    assert deep.ratio_text.endswith("the stack is not deep enough")
    calibrated = ImageSnapshot(pixels, calibration=PixelCalibration(1, 1, 8, "nm"))
    spec = _present(calibrated, ndim=3, side_px=20.0)[1]  # a cube of 40 nm: 5 slices, 40 px wide
    assert spec.is_deep_enough
    assert not spec.fits


def test_log_has_sentence_notes_and_warnings(snapshot):
    shown, _ = _present(snapshot)
    assert shown.log == (
        "nmc.tif, phase 255, two-point method: The phase fraction is 0.418.",
        "The image is small.",
    )
    assert shown.sentence == "The phase fraction is 0.418."


def test_label_names_channel_frame_slice_and_selection():
    pixels = np.zeros((2, 8, 8), np.uint8)
    pixels[:, :4] = 255
    snapshot = ImageSnapshot(
        pixels, title="t", roi=RegionOfInterest(0, 0, 8, 8, name="cell 1"), slice_number=2,
        slice_label="depth 5\nmore", channel=2, n_channels=3, frame=4, n_frames=9,
    )  # fmt: skip
    assert image_label(snapshot, segment(snapshot, "slice")) == "t:c2:t4:depth 5:cell 1"
    assert image_label(snapshot, segment(snapshot)) == "t:c2:t4:cell 1"


def test_phase_that_needs_most_sets_the_frame(snapshot):
    segmented = segment(snapshot)
    small, large = _measurement(50.0), _measurement(100.0)
    targets = segmented.select("all")
    shown = present(
        snapshot, segmented, list(zip(targets, (small, large), strict=True)), CommandOptions()
    )
    assert len(shown.rows) == 2
    frame = next(e for e in shown.overlay if e.name == f"{OVERLAY_PREFIX}frame")
    assert (frame.width, frame.x, frame.y) == (100, 70, 50)


def test_target_that_no_size_meets_is_said(cells):
    outcome = measure_snapshot(
        ImageSnapshot(cells, calibration=PixelCalibration(1, 1, 1, "nm")),
        CommandOptions(target=1e-20),
    )
    values, shown = dict(outcome.presentation.rows[0]), outcome.presentation
    assert values["Recommended side (nm)"] == values["More images needed"] == ""
    assert values["Recommended size"] == values["Recommended side (px)"] == ""
    assert values["Warnings"].split(", ")[-1] == "no-finite-size"
    assert not shown.overlay
    assert any("No image of a realistic size" in line for line in shown.log)


@pytest.mark.parametrize(
    ("place", "remedy"),
    [
        ({"crop": ((0, 90), (0, 100))}, "Leave it out: draw a selection around the sample."),
        ({"phase": "nonzero"}, "Measure all objects as one phase: phase=nonzero."),
        ({"snap": (0, 127, 255)}, "set a threshold (Image > Adjust > Threshold)."),
        ({}, "As the core says."),
    ],
)
def test_a_doubtful_answer_is_never_enough(snapshot, place, remedy):
    doubt = {"code": "bar-suspected", "text": "There is a bar.", "remedy": "As the core says."}
    shown, spec = _present(
        snapshot, side_px=100.0, volume_ratio=0.2, is_doubtful=True, target_is_reached=None,
        additional_images=0, warnings=[doubt | {"is_doubt": True} | place],
    )  # fmt: skip
    values = dict(shown.rows[0])
    assert values["Doubtful"] == "yes"
    assert values["Warnings"] == "bar-suspected"
    assert values["More images needed"] == ""
    assert spec.frame_text.startswith("doubtful, see the log: needed")
    assert shown.log[0].startswith("Doubtful: There is a bar. ")
    assert shown.log[0].endswith(remedy)
    assert len(shown.log) == 2


@pytest.mark.parametrize("target", [10, 1])
def test_a_round_selection_needs_a_circle(target):
    pixels = boolean_model((300, 300), phase_fraction=0.3, radius=5, seed=1).astype(np.uint8)
    inside = imagerep.circle((300, 300))
    snapshot = ImageSnapshot(
        pixels * np.uint8(255), title="core.tif", calibration=PixelCalibration(2, 2, 2, "micron"),
        roi=RegionOfInterest(0, 0, 300, 300, mask=inside),
    )  # fmt: skip
    options = CommandOptions(target=target)
    shown = measure_snapshot(snapshot, options).presentation
    found = imagerep.measure(pixels, 1, domain=inside).recommended_size(target / 100)
    values = dict(shown.rows[0])
    assert values["Recommended size"].startswith("⌀ ")
    by_name = {one.name: one for one in shown.overlay}
    frame = by_name.get("ImageRep frame") or by_name["ImageRep inset frame"]
    assert frame.kind == "oval"
    assert frame.width == frame.height
    label = " ".join(by_name["ImageRep frame label"].text.replace("\u00a0", " ").split())
    assert "have ⌀ 600 µm" in label
    if "ImageRep frame" in by_name:
        assert frame.width == pytest.approx(found.diameter_px, rel=0.01)


def test_presentation_survives_json(snapshot):
    shown, _ = _present(snapshot)
    assert Presentation.from_dict(json.loads(json.dumps(shown.to_dict()))) == shown


def _spec(frame, image=(640, 480), region=None, cls=20.0, zoom=1.0):
    region = region or Region(0, 0, *image)
    return FrameSpec(
        *image, region, frame, frame, "needed for ± 2 % (95 %): 1.94 × 1.94 mm, have 256 × 192 µm",
        "to scale: orange needed, blue measured (11.6 × the area)",
        cls, "characteristic length 3.2 µm", zoom=zoom,
    )  # fmt: skip


def test_frame_that_fits_is_centred_on_the_region():
    elements = {e.name: e for e in draw(_spec(100, region=Region(200, 100, 200, 200)))}
    frame = elements["ImageRep frame"]
    assert (frame.x, frame.y, frame.width, frame.height) == (250, 150, 100, 100)
    assert elements["ImageRep measured region"].width == 200


def test_larger_frame_goes_into_an_inset_to_scale():
    elements = {e.name: e for e in draw(_spec(2000))}
    outer, inner = elements["ImageRep inset frame"], elements["ImageRep inset measured region"]
    assert inner.width / outer.width == pytest.approx(640 / 2000)
    assert inner.height / outer.height == pytest.approx(480 / 2000)
    assert inner.x - outer.x == pytest.approx(outer.x + outer.width - inner.x - inner.width)
    assert "11.6 × the area" in " ".join(elements["ImageRep inset ratio"].text.split())
    assert "ImageRep frame" not in elements


@pytest.mark.parametrize("image", [(60, 40), (64, 64), (640, 480), (4000, 300), (300, 4000)])
@pytest.mark.parametrize("frame", [30.0, 290.0, 1e5])
@pytest.mark.parametrize("zoom", [0.125, 1.0, 8.0])
def test_nothing_is_drawn_outside_the_image(image, frame, zoom):
    pillow = pytest.importorskip("PIL.ImageFont")
    for shape in draw(_spec(frame, image, zoom=zoom)):
        assert shape.name.startswith(OVERLAY_PREFIX)
        if isinstance(shape, Rectangle):
            assert shape.x >= 0
            assert shape.x + shape.width <= image[0]
            assert shape.y >= 0
            assert shape.y + shape.height <= image[1]
        elif isinstance(shape, Line):
            assert max(shape.x1, shape.x2) <= image[0]
        else:
            assert isinstance(shape, Label)
            lines = shape.text.split("\n")
            font = pillow.load_default(size=100)
            width = max(font.getlength(line) for line in lines) / 100 * shape.size
            left = shape.x - width if shape.anchor == "right" else shape.x
            assert left + 1e-9 >= 0
            assert left + width <= image[0]
            assert shape.y >= 0
            assert shape.y + 1.2 * shape.size * len(lines) <= image[1]


@pytest.mark.parametrize("image", [(60, 40), (640, 480), (300, 300)])
def test_labels_of_an_inset_do_not_cover_each_other(image):
    shapes = {shape.name: shape for shape in draw(_spec(1e5, image))}
    names = ("frame label", "inset ratio", "length scale label")
    labels = [shapes[f"{OVERLAY_PREFIX}{name}"] for name in names]
    for upper, lower in itertools.pairwise(labels):
        assert upper.y + 1.2 * upper.size * len(upper.text.split("\n")) <= lower.y
    inset = shapes[f"{OVERLAY_PREFIX}inset frame"]
    assert inset.y + inset.height <= labels[0].y


def test_text_is_sized_for_the_screen():
    """An image of 5600 px that is opened at 12.5 % has letters as large as one shown at 100 %."""
    sizes = {}
    for side, zoom in ((5600, 0.125), (700, 1.0)):
        frame = next(
            shape
            for shape in draw(_spec(0.2 * side, (side, side), zoom=zoom))
            if shape.name == f"{OVERLAY_PREFIX}frame label"
        )
        sizes[side] = frame.size * zoom
    assert sizes[5600] == pytest.approx(sizes[700])
    assert sizes[700] >= 12


def test_scale_mark_is_as_long_as_the_length_scale():
    line = next(e for e in draw(_spec(2000, cls=33.0)) if e.name == "ImageRep length scale")
    assert line.x2 - line.x1 == pytest.approx(33)
    too_long = draw(_spec(2000, cls=5000.0))
    assert not any(isinstance(e, Line) for e in too_long)


def test_inset_holds_a_region_wider_than_the_frame():
    spec = FrameSpec(720, 540, Region(0, 0, 720, 540), 545, 545, "f", "r", 14, "c")
    elements = {e.name: e for e in draw(spec) if isinstance(e, Rectangle)}
    frame = elements[f"{OVERLAY_PREFIX}inset frame"]
    inner = elements[f"{OVERLAY_PREFIX}inset measured region"]
    assert inner.width / frame.width == pytest.approx(720 / 545)
    for one in (frame, inner):
        assert one.x + one.width <= 720 - 10
        assert one.y >= 10
    assert inner.x + inner.width / 2 == pytest.approx(frame.x + frame.width / 2)
    assert inner.y + inner.height / 2 == pytest.approx(frame.y + frame.height / 2)
