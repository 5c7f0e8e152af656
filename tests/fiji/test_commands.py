"""Macros in a real ImageJ without windows; what the table, overlay and log then hold."""

import json

import numpy as np
import pytest

import imagerep
from fiji_bridge.commands import Commands
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import TABLE_TITLE, CommandOptions
from fiji_bridge.overlay_shapes import OVERLAY_PREFIX
from fiji_bridge.session import ImageJSession, measure
from imagerep import ImageReadError
from tests.doubtful_images import DOUBTFUL, SIDE

pytestmark = pytest.mark.xdist_group("imagej")


@pytest.fixture
def session(ij):
    session = ImageJSession(ij)
    commands = Commands(session)
    commands.install()
    yield session
    commands.remove()


@pytest.fixture
def binary(make_image, cells):
    image = make_image(cells, "cells.tif")
    calibration = image.getCalibration()
    calibration.setUnit("micron")
    calibration.pixelWidth = calibration.pixelHeight = 0.5
    return image


@pytest.fixture
def run_macro(ij, imagej, monkeypatch):
    """Run one command on an image as a macro does; gives what was logged."""
    logged = []

    def run(image, options, command="Measure Representativity"):
        # WindowManager's temporary image stands in for the active window.
        ij.java("ij.WindowManager").setTempCurrentImage(image)
        monkeypatch.setattr(
            "fiji_bridge.session.write_log", lambda _, lines: logged.extend(map(str, lines))
        )
        arguments = f'"{command}"' + ("" if options is None else f', "{options}"')
        imagej.runMacro(f"run({arguments});")
        return logged

    return run


def _row(session, number=-1):
    table = session.table().table
    number %= table.size()
    headings = [str(heading) for heading in table.getHeadings()]
    return {heading: str(table.getStringValue(heading, number)) for heading in headings}


def _names(image):
    overlay = image.getOverlay()
    return [] if overlay is None else [str(roi.getName()) for roi in overlay.toArray()]


def test_macro_gives_the_numbers_of_the_core(session, binary, cells, run_macro):
    run_macro(binary, "confidence=90 target=2")
    expected = imagerep.measure(cells == 255)
    (target, measurement), = session.last.results  # fmt: skip
    assert target.name == "255"
    assert measurement.phase_fraction == expected.phase_fraction
    assert measurement.characteristic_length_scale_px == expected.characteristic_length_scale_px
    assert measurement.confidence_interval(0.9) == expected.confidence_interval(0.9)
    row = _row(session)
    assert row["Label"] == "cells.tif"
    assert row["Confidence level (%)"] == "90"
    table = session.table().table
    assert float(table.getValue("Phase fraction", 0)) == expected.phase_fraction
    assert row["Phase fraction"] == f"{expected.phase_fraction:.3f}"  # as on the command line
    assert float(table.getValue("Characteristic length (µm)", 0)) == pytest.approx(
        expected.characteristic_length_scale_px / 2, rel=1e-12
    )


def test_macro_without_options_takes_the_defaults(session, binary, run_macro):
    run_macro(binary, None)
    assert session.last.options == CommandOptions()


def test_row_played_back_is_the_same(session, binary, run_macro):
    run_macro(binary, "confidence=90 target=2 phase=0 flip")
    first = _row(session)
    run_macro(binary, session.last.options.to_macro())
    assert session.table().table.size() == 2
    assert _row(session) == first


def test_rows_with_other_units_leave_cells_empty(session, binary, make_image, cells, run_macro):
    run_macro(binary, "phase=all")
    run_macro(make_image(cells, "plain"), "")
    assert session.table().table.size() == 3
    assert _row(session)["Characteristic length (µm)"] == ""
    assert _row(session, 0)["Characteristic length (µm)"] != ""
    assert [_row(session, k)["Phase"] for k in range(3)] == ["0", "255", "255"]


def test_the_users_results_stay_alone(ij, session, binary, run_macro):
    system = ij.java("ij.measure.ResultsTable").getResultsTable()
    system.reset()
    system.incrementCounter()
    system.addValue("Area", 3.0)
    run_macro(binary, "")
    assert system.size() == 1
    assert TABLE_TITLE != "Results"


def test_overlay_is_named_replaced_and_cleared(ij, session, binary, run_macro):
    own = ij.java("ij.gui.Roi")(1, 1, 5, 5)
    own.setName("mine")
    binary.setOverlay(ij.java("ij.gui.Overlay")(own))
    run_macro(binary, "")
    first = _names(binary)
    assert first[0] == "mine"
    assert all(name.startswith(OVERLAY_PREFIX) for name in first[1:])
    assert f"{OVERLAY_PREFIX}measured region" in first
    run_macro(binary, "")
    assert _names(binary) == first
    run_macro(binary, None, "Clear ImageRep Overlay")
    assert _names(binary) == ["mine"]


def test_frame_has_the_recommended_size(session, binary, run_macro):
    run_macro(binary, "target=60 confidence=50")
    size = session.last.results[0][1].recommended_size(0.6, 0.5)
    frames = {str(roi.getName()): roi for roi in binary.getOverlay().toArray()}
    frame = frames[f"{OVERLAY_PREFIX}frame"]
    assert frame.getFloatWidth() == pytest.approx(size.side_px)
    assert frame.getXBase() + frame.getFloatWidth() / 2 == pytest.approx(120)
    text = str(frames[f"{OVERLAY_PREFIX}frame label"].getText()).strip()
    assert text.replace("\u00a0", " ").replace("\n", " ").startswith("enough for ± 60 % (50 %): ")


def test_overlay_survives_saving(imagej, session, binary, run_macro, tmp_path):
    run_macro(binary, "target=1")
    imagej.saveAsTiff(binary, str(tmp_path / "saved.tif"))
    again = imagej.openImage(str(tmp_path / "saved.tif"))
    assert _names(again) == _names(binary)
    for before, after in zip(
        binary.getOverlay().toArray(), again.getOverlay().toArray(), strict=True
    ):
        assert after.getFloatWidth() == pytest.approx(before.getFloatWidth(), abs=1)
        assert after.getStrokeColor() == before.getStrokeColor()


def test_saved_image_measures_the_same_in_the_core(imagej, session, binary, run_macro, tmp_path):
    run_macro(binary, "")
    path = tmp_path / "cells.tif"
    imagej.saveAsTiff(binary, str(path))
    measured = measure(session.connection, path).results[0][1]
    direct = session.last.results[0][1]
    assert measured.phase_fraction == direct.phase_fraction
    assert measured.confidence_interval(0.95) == direct.confidence_interval(0.95)


def test_image_is_not_changed(imagej, session, binary, cells, run_macro):
    binary.setRoi(10, 20, 100, 120)
    roi, changes = binary.getRoi(), binary.changes
    run_macro(binary, "")
    assert binary.getRoi() is roi or binary.getRoi().equals(roi)
    pixels = np.asarray(binary.getProcessor().getPixels()).view(np.uint8)
    np.testing.assert_array_equal(pixels.reshape(cells.shape), cells)
    assert bool(binary.changes) == bool(changes)


@pytest.mark.parametrize(
    ("stack", "measured", "label"),
    [
        ("volume", "240 × 240 × 9", "s"),
        ("slice", "240 × 240", "s:z2"),
        ("images", "240 × 240, 9 images", "s"),
    ],
)
def test_stack_modes(session, make_image, cells, run_macro, stack, measured, label):
    image = make_image(np.stack([cells, np.flipud(cells), np.fliplr(cells)] * 3), "s")
    image.setSlice(2)
    run_macro(image, f"stack={stack}")
    assert (_row(session)["Measured"], _row(session)["Label"]) == (measured, label)


def test_selection_is_measured_and_named(ij, session, binary, run_macro):
    roi = ij.java("ij.gui.OvalRoi")(20, 20, 200, 200)
    roi.setName("grain 1")
    binary.setRoi(roi)
    logged = run_macro(binary, "")
    assert _row(session)["Label"] == "cells.tif:grain 1"
    inside = "inside the selection, 54.6 % of the image"
    assert _row(session)["Measured"] == f"200 × 200 at (20, 20), {inside}"
    assert f"Measured {inside}." in logged


def test_sentence_and_warnings_are_logged(session, binary, run_macro):
    logged = run_macro(binary, "")
    measurement = session.last.results[0][1]
    sentence = measurement.statement(0.95)
    assert logged[0] == f"cells.tif, phase 255, spectral method: {sentence}"
    assert logged[1].startswith("cells.tif, phase 255, as published by the two-point method: 0.")
    for warning in measurement.warnings:
        assert warning.text in logged


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("confidence=high", "confidence level “high” is not a number"),
        ("phase=7", "no phase “7”"),
        ("colour=red", "no option “colour”"),
    ],
)
def test_bad_options_are_one_line_in_the_log(session, binary, run_macro, log, options, message):
    run_macro(binary, options)
    assert session.last is None
    out = log()
    assert message in out
    assert "Traceback" not in out


def test_grey_image_is_refused_in_the_log(session, imagej, make_image, run_macro, log):
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    run_macro(make_image(grey, "sem"), "")
    assert "“sem” is not segmented" in log()


def test_batch_over_a_folder(ij, imagej, session, make_image, cells, tmp_path):
    for number in range(2):
        imagej.saveAsTiff(make_image(np.roll(cells, 24 * number, 0)), str(tmp_path / f"{number}"))
    imagej.runMacro(
        f"""
        setBatchMode(true);
        files = getFileList("{tmp_path.as_posix()}/");
        for (i = 0; i < files.length; i++) {{
            open("{tmp_path.as_posix()}/" + files[i]);
            run("Measure Representativity", "confidence=90 target=3");
            close();
        }}
        """
    )
    assert sorted(_row(session, k)["Label"] for k in range(2)) == ["0.tif", "1.tif"]


def test_report_is_saved_and_never_replaced(session, binary, run_macro, tmp_path, log):
    path = tmp_path / "with space" / "ü.json"
    path.parent.mkdir()
    run_macro(binary, f"save=[{path.as_posix()}]", "Save ImageRep Report...")
    assert "Nothing has been measured yet" in log()
    run_macro(binary, "target=3")
    for _ in range(2):
        run_macro(binary, f"save=[{path.as_posix()}]", "Save ImageRep Report...")
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report["image"] == "cells.tif"
    assert report["phases"][0]["target_relative_error"] == 0.03
    assert "exists already" in log()


def test_esc_cancels(imagej, session, binary, run_macro, monkeypatch):
    def press_escape_and_run(*args, **kwargs):
        imagej.setKeyDown(27)  # java.awt.event.KeyEvent.VK_ESCAPE
        return measure_snapshot(*args, **kwargs)

    monkeypatch.setattr("fiji_bridge.session.measure_snapshot", press_escape_and_run)
    run_macro(binary, "")
    imagej.resetEscape()
    assert session.last is None
    assert _names(binary) == []


def test_other_commands_pass(imagej, session, binary, run_macro):
    run_macro(binary, "", "Invert")
    assert binary.getProcessor().get(0, 0) in (0, 255)
    assert session.last is None


def test_three_lines_of_python(ij, make_image, cells, tmp_path):
    outcome = measure(ij, make_image(cells), target=2, phase=255)
    assert outcome.presentation.rows[0][1] == ("Phase", "255")
    with pytest.raises(ImageReadError, match="no file"):
        measure(ij, tmp_path / "absent.tif")


# What mends a doubt in ImageJ: a selection (left, top, width, height), a threshold, a slice that
# is left out, or an option of the command
REMEDIES = {
    "a label of its own around": {"oval": (10, 10, 280, 280)},
    "the label of a phase around": {"oval": (0, 0, SIDE, SIDE)},
    "a data bar": {"rectangle": (0, 0, SIDE, 260)},
    "resized": {"threshold": 128},
    "numbered objects": {"options": "phase=nonzero"},
    "other labels": {"without": 3},
    "phases swapped": {"without": 3},
    "slices of a volume": {"options": "phase=255 stack=volume"},
    "a gradient": {"rectangle": (130, 0, 40, SIDE)},
}
_LEAVE_OUT = "Leave it out: draw a selection around the sample."
SAID = {
    "a label of its own around": _LEAVE_OUT,
    "the label of a phase around": _LEAVE_OUT,
    "a data bar": _LEAVE_OUT,
    "resized": "To decide for yourself, set a threshold (Image > Adjust > Threshold).",
    "numbered objects": "Measure all objects as one phase: phase=nonzero.",
    "slices of a volume": "Measure them as one volume: stack=volume.",
}


def _labels_of(image):
    """Texts that are drawn over an image."""
    found = [roi for roi in image.getOverlay().toArray() if hasattr(roi, "getText")]
    return " ".join(" ".join(str(roi.getText()) for roi in found).replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", REMEDIES)
def test_every_doubt_is_in_table_log_and_overlay_until_its_remedy_is_taken(
    ij, session, make_image, run_macro, name
):
    case, remedy = DOUBTFUL[name], REMEDIES[name]
    arrays = [*case.make().values()]
    image = make_image(np.stack(arrays) if len(arrays) > 1 else arrays[0], "field.tif")
    options = "" if case.code == "object-labels" else f"phase={case.phase}"
    options += " stack=images" if len(arrays) > 1 else ""
    options += " target=50"
    titles = [f"field.tif [slice {k + 1}]" for k in range(len(arrays))]
    known = [
        imagerep.Segmentation.from_array(array, name=title)
        for array, title in zip(arrays, titles if len(arrays) > 1 else ["field.tif"], strict=True)
    ]
    (doubt,) = imagerep.measure(known, 1 if case.code == "object-labels" else case.phase).doubts
    log = run_macro(image, options)
    row = _row(session)
    assert row["Doubtful"] == "yes"
    assert case.code in row["Warnings"].split(", ")
    assert row["More images needed"] != "0"
    assert log[0] == f"Doubtful: {doubt.text} {SAID.get(name, doubt.remedy)}"
    shown = _labels_of(image)
    assert shown.startswith("doubtful, see the log")
    assert "enough" not in shown
    log.clear()
    for kind, place in remedy.items():
        if kind == "oval":
            image.setRoi(ij.java("ij.gui.OvalRoi")(*place))
        elif kind == "rectangle":
            image.setRoi(*place)
        elif kind == "threshold":
            image.getProcessor().setThreshold(float(place), 255.0, 0)
            options = options.replace("phase=255", "")
        elif kind == "without":
            image.getStack().deleteSlice(place)
            image.setStack(image.getStack())
        else:
            options = f"{place} target=50"
    run_macro(image, options)
    row = _row(session)
    assert row["Doubtful"] == ""
    assert not [line for line in log if "oubtful" in line]
    assert float(row["Phase fraction"]) == pytest.approx(case.right, abs=0.005)
    assert "doubtful" not in _labels_of(image)
