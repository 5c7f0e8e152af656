"""ImageRep in the menu of a stock ImageJ that was started as its user starts it."""

import csv
import json
import re
import subprocess
import sys
import time

import numpy as np
import pytest
import tifffile

import imagerep
from fiji_bridge.macro.install import install, remove
from fiji_bridge.macro.program import command
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import parse_macro
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration
from imagerep.result.size_text import needed_size_text

pytestmark = pytest.mark.xdist_group("imagej")

FRAME, MEASURED = (0xE6, 0x9F, 0x00), (0x56, 0xB4, 0xE9)

DIALOG = "ImageRep: Representativity"
OK, CANCEL = (38, 22), (95, 22)
"""Buttons of ImageJ's dialogs, from their lower right corner."""

RECORDED_LINE, RUN = (30, 47), (434, 15)
"""Places in the recorder's window."""

REPORT = """
selectWindow("ImageRep results");
Table.save("{folder}/table.csv", "ImageRep results");
said = getInfo("log");
if (said != "") File.saveString(said, "{folder}/log.txt");
"""

MENU = """
doCommand("{command}");
while (!File.exists("{folder}/go")) wait(50);
"""


@pytest.fixture
def image(tmp_path, cells):
    path = tmp_path / "cells.tif"
    tifffile.imwrite(
        path, np.kron(cells, np.ones((2, 2), np.uint8)), imagej=True,
        resolution=(2, 2), metadata={"unit": "um"},
    )  # fmt: skip
    return path


def _report(stock):
    return REPORT.format(folder=stock.user)


def _with_file(stock, macro):
    """The macro, with every measurement adding its rows to a file too, in full precision."""
    pattern = r'(run\("Measure Representativity", "[^"]*)"'
    return re.sub(pattern, rf'\1 csv=[{stock.user}/rows.csv]"', macro)


def _rows(stock, name="rows.csv"):
    with (stock.user / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _read(stock, name):
    return (stock.user / name).read_text(encoding="utf-8").strip().splitlines()


def test_from_the_menu_with_its_dialog(stock, image, tmp_path):
    driver = stock.user / "menu.ijm"
    driver.write_text(
        MENU.format(command="Measure Representativity", folder=stock.user)
        + _report(stock)
        + f"""
        selectWindow("Recorder");
        File.saveString(getInfo("window.contents"), "{stock.user}/recorded.txt");
        selectImage(1);
        names = "";
        for (i = 0; i < Overlay.size; i++) {{
            Overlay.activateSelection(i);
            name = Roi.getName;
            names = names + name + fromCharCode(10);
        }}
        File.saveString(names, "{stock.user}/names.txt");
        call("java.lang.System.exit", "0");
        """,
        encoding="latin-1",
    )
    process = stock.start(str(image), "-run", "Record...", "-macro", str(driver))
    stock.window(DIALOG)
    time.sleep(0.5)
    stock.screenshot(tmp_path / "dialog.png")
    stock.press(DIALOG, *OK)
    stock.window("ImageRep results")
    time.sleep(1)
    picture = np.asarray(stock.screenshot(tmp_path / "result.png").convert("RGB"))
    # The recorder's own button runs its line in the thread of the windows.
    recorder = stock.window("^Recorder$")
    stock.xdotool("windowraise", recorder)
    for x, y in RECORDED_LINE, RUN:
        stock.xdotool("mousemove", "--window", recorder, str(x), str(y), "click", "1")
        time.sleep(0.5)
    end = time.monotonic() + 30
    while not stock.left_behind() and time.monotonic() < end:  # its folder, while it is measured
        time.sleep(0.02)
    stock.wait_until_tidy()
    (stock.user / "go").touch()
    stock.finish(process)
    row, again = _rows(stock, "table.csv")
    assert again == row
    expected = imagerep.measure(imagerep.read(image), 255)
    low, high = expected.confidence_interval(0.95)
    shown = ("Phase fraction", "Lower bound", "Upper bound", "Recommended size")
    size = expected.recommended_size(0.05)
    assert list(row)[:6] == ["Label", "Phase", *shown]
    assert [row[heading] for heading in shown] == [
        *(f"{value:.3f}" for value in (expected.phase_fraction, low, high)),
        needed_size_text(2, size.side_px, size.side, size.unit),
    ]
    for colour in (FRAME, MEASURED):
        assert (picture == colour).all(axis=-1).sum() > 200
    assert stock.left_behind() == []
    assert _read(stock, "names.txt")[0] == "ImageRep measured region"
    assert _read(stock, "recorded.txt") == [
        'run("Measure Representativity", "confidence=95 target=5 phase=255 method=spectral");'
    ]


def test_cancelled_dialog_leaves_nothing(stock, image):
    driver = stock.user / "menu.ijm"
    driver.write_text(
        MENU.format(command="Measure Representativity", folder=stock.user)
        + f"""
        File.saveString(isOpen("ImageRep results") + "," + selectionType(), "{stock.user}/seen");
        call("java.lang.System.exit", "0");
        """,
        encoding="latin-1",
    )
    process = stock.start(str(image), "-eval", "makeOval(9, 9, 99, 99);", "-macro", str(driver))
    stock.press(DIALOG, *CANCEL)
    stock.wait_until_tidy()
    (stock.user / "go").touch()
    stock.finish(process)
    assert _read(stock, "seen") == ["0,1"]
    assert stock.left_behind() == []
    remove(stock.home)
    assert stock.content() == stock.before


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_esc_while_it_works_leaves_nothing(stock, image):
    """Esc ends the macro that waits; what it does in ImageJ, Interpreter.abort, is called here."""
    program = stock.user / "never answers"
    program.write_text("#!/bin/sh\nexec sleep 20\n")
    program.chmod(0o755)
    install(stock.home, program)
    driver = stock.user / "esc.ijm"
    driver.write_text(
        MENU.format(command="Measure Representativity", folder=stock.user)
        + """
        call("ij.macro.Interpreter.abort");
        """,
        encoding="latin-1",
    )
    stock.start(str(image), "-eval", "makeOval(9, 9, 99, 99);", "-macro", str(driver))
    waiting = None
    end = time.monotonic() + 30
    while waiting is None:
        assert time.monotonic() < end
        waiting = next(stock.temp.glob("imagerep-fiji-*/alive.txt"), None)
        time.sleep(0.1)
    time.sleep(1)
    (stock.user / "go").touch()
    stock.wait_until_tidy()
    time.sleep(0.5)
    stock.screenshot(stock.user / "cancelled.png")


def test_undo_still_knows_the_command_before(stock, image):
    stock.run(
        f"""
        open("{image}");
        before = getPixel(0, 0);
        run("Invert");
        run("Measure Representativity", "target=3");
        run("Undo");
        print("undone " + (getPixel(0, 0) == before) + ", images " + nImages);
        print("batch mode " + is("Batch Mode"));
        title = getTitle();
        run("Duplicate...", "title=other");
        rename(title);
        run("Measure Representativity", "target=3");
        print("drawn " + (Overlay.size > 0));
        File.saveString(getInfo("log"), "{stock.user}/log.txt");
        """
    )
    expected = {"undone 1, images 1", "batch mode 0", "drawn 1"}  # on one of two of a title
    assert expected <= set(_read(stock, "log.txt"))


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
@pytest.mark.parametrize("is_kept", [True, False])
def test_image_that_is_closed_meanwhile_is_a_line_in_the_log(stock, image, is_kept):
    """While it is measured, or before the worker, which has ended meanwhile, asks for it again."""
    stock.environment["IMAGEREP_WORKER_IDLE"] = "30" if is_kept else "1"
    program = stock.user / "slow imagerep"
    program.write_text(f"#!/bin/sh\nsleep 4; exec '{command()}' \"$@\"\n")
    program.chmod(0o755)
    install(stock.home, program)
    driver = stock.user / "closed.ijm"
    driver.write_text(
        MENU.format(command="Measure Representativity", folder=stock.user)
        + f"""
        wait(500);
        selectImage(1);
        close();
        while (!isOpen("ImageRep results") && !isOpen("ImageRep")) wait(50);
        wait(500);
        if (isOpen("Log")) File.saveString(getInfo("log"), "{stock.user}/log.txt");
        call("java.lang.System.exit", "0");
        """,
        encoding="latin-1",
    )
    process = stock.start(str(image), "-macro", str(driver))
    stock.press(DIALOG, *OK)
    (stock.user / "go").touch()
    if is_kept:
        stock.finish(process)
        assert "the image was closed while it was measured" in " ".join(_read(stock, "log.txt"))
    else:
        stock.window("^ImageRep$")  # what says so
    stock.wait_until_tidy()


CALIBRATIONS = {
    "line": (
        "function=[Straight Line] unit=[OD] text1=[0 255] text2=[0 520]",
        "setThreshold(250.3, 600);",
    ),
    "falling": ("function=[Uncalibrated OD] unit=[OD]", "setThreshold(0.3, 0.1);"),
    "curve": (
        "function=[2nd Degree Polynomial] unit=[OD] text1=[0 100 200 255] text2=[0 10 45 80]",
        "setThreshold(7.5, 60);",
    ),
}


@pytest.mark.parametrize("name", CALIBRATIONS)
def test_calibrated_images_agree_with_the_pixels_that_imagej_selects(stock, name):
    """The same share as the pixels that Create Selection takes."""
    grey = np.random.default_rng(5).integers(0, 256, (30, 30)).astype(np.uint8)
    grey = np.kron(grey, np.ones((8, 8), np.uint8))
    calibration, threshold = CALIBRATIONS[name]
    path = stock.user / "grey.tif"
    tifffile.imwrite(path, grey, imagej=True)
    macro = f"""
        open("{path}");
        run("Calibrate...", "{calibration}");
        {threshold}
        run("Measure Representativity", "target=9");
        run("Create Selection");
        getRawStatistics(nPixels);
        File.saveString("" + nPixels, "{stock.user}/selected");
        """
    stock.run(_with_file(stock, macro))
    (row,) = _rows(stock)
    assert float(row["Phase fraction"]) == int(_read(stock, "selected")[0]) / grey.size
    if name == "line":
        assert row["Phase"] == "250.30 to 520.00"  # ImageJ cuts the threshold at 255


CASES = {
    "binary": ('run("Measure Representativity", "confidence=90 target=2");', {}),
    "white background": (
        'setOption("BlackBackground", false);'
        'run("Measure Representativity", "method=two-point");'
        'setOption("BlackBackground", true);',
        {"black_background": False},
    ),
    "inverting": (
        'setOption("BlackBackground", false); run("Invert LUT");'
        'run("Measure Representativity", "target=3"); setOption("BlackBackground", true);',
        {"has_inverting_lut": True, "black_background": False},
    ),
    "threshold": (
        'setThreshold(0, 100); run("Measure Representativity", "target=3");',
        {"threshold": (0.0, 100.0)},
    ),
    "flipped": ('run("Measure Representativity", "phase=255 flip");', {}),
}


def test_rules_are_those_of_the_bridge(stock, image, cells):
    """The same row as :func:`fiji_bridge.measurement.measure_snapshot` gives."""
    pixels = np.kron(cells, np.ones((2, 2), np.uint8))
    calls = "".join(
        f'open("{image}"); setOption("BlackBackground", true); {call} close();\n'
        for call, _ in CASES.values()
    )
    said = stock.run(_with_file(stock, calls) + _report(stock))
    rows = _rows(stock)
    assert len(rows) == len(_rows(stock, "table.csv")) == len(CASES), said
    for row, (call, facts) in zip(rows, CASES.values(), strict=True):
        options = parse_macro(call.partition('Representativity", "')[2].partition('"')[0])
        snapshot = ImageSnapshot(
            pixels,
            title=image.name,
            calibration=PixelCalibration(0.5, 0.5, 1.0, "micron"),
            **facts,
        )
        _same_row(row, measure_snapshot(snapshot, options).presentation.rows[0])


def _same_row(row, cells):
    for heading, value in cells:
        if isinstance(value, str):
            assert row[heading] == value
        else:
            assert float(row[heading]) == pytest.approx(value, rel=1e-12), heading


def test_kinds_of_images(stock, tmp_path, cells):
    """Stacks, hyperstacks, colours, signed and real numbers, selections."""
    three = np.stack([cells, np.flipud(cells), np.fliplr(cells)] * 3)
    tifffile.imwrite(tmp_path / "stack.tif", three, imagej=True, metadata={"axes": "ZYX"})
    hyper = np.zeros((2, 9, 2, 240, 240), np.uint16)
    hyper[1, :, 1] = three
    tifffile.imwrite(tmp_path / "hyper.tif", hyper, imagej=True, metadata={"axes": "TZCYX"})
    colours = np.zeros((240, 240, 3), np.uint8)
    colours[cells == 255] = (0xD5, 0x5E, 0)
    tifffile.imwrite(tmp_path / "rgb.tif", colours, imagej=True)
    grey = np.random.default_rng(3).normal(0, 1, (240, 240)).astype(np.float32)
    tifffile.imwrite(tmp_path / "float.tif", grey, imagej=True)
    labels = np.where(cells == 255, -7, 3).astype(np.int16)
    labels[:, 120:][cells[:, 120:] == 0] = 40
    tifffile.imwrite(tmp_path / "signed.tif", labels)
    tifffile.imwrite(tmp_path / "flat.tif", cells, imagej=True, resolution=(3, 3))
    macro = f"""
        setOption("BlackBackground", true);
        open("{tmp_path}/stack.tif");
        run("Measure Representativity", "stack=volume");
        setSlice(2);
        run("Measure Representativity", "stack=slice");
        run("Measure Representativity", "stack=images");
        close();
        open("{tmp_path}/hyper.tif");
        Stack.setPosition(2, 4, 2);
        run("Measure Representativity", "phase=255");
        close();
        open("{tmp_path}/rgb.tif");
        run("Measure Representativity", "phase=#d55e00");
        close();
        open("{tmp_path}/float.tif");
        setThreshold(0.1, 0.7);
        run("Measure Representativity", "target=4");
        close();
        open("{tmp_path}/signed.tif");
        run("Measure Representativity", "phase=-7");
        setThreshold(-10, 3);
        run("Measure Representativity", "phase=threshold");
        close();
        open("{tmp_path}/flat.tif");
        line = "function=[Straight Line] unit=[Gray Value] text1=[0 255] text2=[10 520]";
        run("Calibrate...", line);
        setThreshold(500, 600);
        run("Measure Representativity", "phase=threshold");
        close();
        open("{tmp_path}/flat.tif");
        makeOval(20, 10, 260, 200);
        Roi.setName("grain 1");
        run("Measure Representativity", "target=4");
        Roi.getBounds(x, y, w, h);
        print("kept " + x + " " + y + " " + w + " " + h);
        makeLine(0, 0, 50, 50);
        run("Measure Representativity", "target=4 add");
        print("managed " + roiManager("count"));
        makeRectangle(500, 500, 20, 20);
        setBatchMode(true);
        run("Measure Representativity", "target=4");
        setBatchMode(false);
        """
    stock.run(_with_file(stock, macro) + _report(stock))
    rows = _rows(stock)
    log = _read(stock, "log.txt")
    assert [row["Label"] for row in rows] == [
        "stack.tif", "stack.tif:z2", "stack.tif", "hyper.tif:c2:t2", "rgb.tif", "float.tif",
        "signed.tif", "signed.tif", "flat.tif", "flat.tif:grain 1", "flat.tif",
    ]  # fmt: skip
    volume, one = imagerep.measure(three, 255), imagerep.measure(three[1], 255)
    several = imagerep.measure(list(three), 255)
    inside = (grey >= 0.1) & (grey <= 0.7)
    for row, expected in zip(
        rows,
        [
            volume,
            one,
            several,
            volume,
            one,
            imagerep.measure(inside),
            imagerep.measure(labels == -7),
            imagerep.measure(labels < 4),
            one,
        ],
        strict=False,
    ):
        assert float(row["Phase fraction"]) == expected.phase_fraction
        assert float(row["Characteristic length (px)"]) == pytest.approx(
            expected.characteristic_length_scale_px, rel=1e-6
        )
    assert rows[2]["Measured"] == "240 × 240, 9 images"
    assert "at (" in rows[9]["Measured"]
    assert "kept 20 10 260 200" in log
    assert "managed 1" in log
    assert "The selection is not an area, so the whole image is measured." in " ".join(
        line.strip() for line in log
    )
    assert log[-1].startswith("ImageRep: The selection lies outside the image.")
    assert stock.left_behind() == []


def test_folder_has_a_file_and_a_table_of_its_own(stock, cells):
    """Numbers of `imagerep measure`, whatever was measured before; what was skipped is said."""
    folder = stock.user / "my images ü"
    folder.mkdir()
    for number, name in enumerate(("0 é.tif", "1 É.TIF")):
        tifffile.imwrite(folder / name, np.roll(cells, 24 * number, 0), imagej=True)
    grey = np.arange(240 * 240, dtype=np.uint16).reshape(240, 240)
    tifffile.imwrite(folder / "grey.tif", grey, imagej=True)
    (folder / "broken.tif").write_text("no image")
    (folder / "notes.txt").write_text("no image")
    (folder / "representativity.csv").write_text("mine")
    stock.run(
        f"""
        open("{folder}/0 é.tif");
        run("Measure Representativity", "target=3");
        close();
        run("Measure Folder", "folder=[{folder}/] target=4");
        run("Measure Folder", "folder=[{folder}/] target=4");
        Table.save("{stock.user}/table.csv", "ImageRep my images ü");
        """
        + f'File.saveString(getInfo("log"), "{stock.user}/log.txt");'
    )
    log = " ".join(_read(stock, "log.txt"))
    assert "ImageRep: “grey.tif” is not segmented" in log
    assert "not measured: broken.tif, grey.tif, notes.txt." in log
    assert f"2 images measured, saved in {folder}/representativity-2.csv" in log
    assert stock.left_behind() == []
    measured = subprocess.run(
        [
            sys.executable, "-m", "imagerep", "measure", "--phase", "255", "--json", "--",
            str(folder / "0 é.tif"), str(folder / "1 É.TIF"),
        ],
        capture_output=True, check=True,
    )  # fmt: skip
    assert (folder / "representativity.csv").read_text() == "mine"
    for name in ("representativity-2.csv", "representativity-3.csv"):
        with (folder / name).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row, expected in zip(rows, json.loads(measured.stdout), strict=True):
            found = ("Phase fraction", "Lower bound", "Upper bound", "Characteristic length (px)")
            assert [float(row[heading]) for heading in found] == pytest.approx(
                [
                    expected["phase_fraction"],
                    *expected["interval"],
                    expected["characteristic_length_scale_px"],
                ],
                rel=1e-9,
            )
    assert [row["Label"] for row in _rows(stock, "table.csv")] == ["0 é.tif", "1 É.TIF"] * 2


def test_folder_without_a_main_window(stock, cells):
    folder = stock.user / "images"
    folder.mkdir()
    tifffile.imwrite(folder / "A.TIF", cells, imagej=True)
    (folder / "broken.tif").write_text("no image")
    macro = stock.home / "plugins" / "ImageRep" / "measure-folder.txt"
    said = stock.finish(stock.start("-batch", str(macro), f"{folder}/", gui=False))
    assert "not measured: broken.tif." in said
    with (folder / "representativity.csv").open(encoding="utf-8") as file:
        assert [row["Label"] for row in csv.DictReader(file)] == ["A.TIF"]


def test_what_goes_wrong_is_a_line_in_the_log_of_batch_mode(stock, image):
    said = stock.run_without_window(
        f"""
        open("{image}");
        run("Measure Representativity", "colour=red");
        settings = getDirectory("plugins") + "ImageRep/imagerep-settings.txt";
        call("ij.Prefs.set", "imagerep.patience", "2");
        File.saveString("command" + fromCharCode(9) + "/bin/true", settings);
        run("Measure Representativity", "target=3");
        File.saveString("command" + fromCharCode(9) + "nowhere", settings);
        run("Measure Representativity", "target=3");
        call("ij.Prefs.set", "imagerep.patience", "30");
        call("ij.Prefs.set", "imagerep.command", "{command()}");
        run("Measure Representativity", "target=3");
        Table.save("{stock.user}/table.csv", "ImageRep results");
        close();
        run("Measure Representativity", "target=3");
        """
    )
    assert [line for line in said.splitlines() if line.startswith("ImageRep: ")] == [
        "ImageRep: There is no option “colour”. The options are: confidence=95 target=5 phase=255 "
        "method=spectral stack=volume quantity=phase-fraction flip add.",
        "ImageRep: ImageRep did not answer within 2 s (/bin/true). Look whether that program is "
        "ImageRep, and add it to Fiji again (imagerep-fiji install).",
        "ImageRep: ImageRep was not found at nowhere. Install it with its installer, or with: pip "
        "install imagerep. Then add it to Fiji again (imagerep-fiji install).",
        "ImageRep: There is no image open in ImageJ. Open a segmented image first.",
    ]
    assert len(_rows(stock, "table.csv")) == 1  # by the program that was chosen when it had moved
    assert stock.left_behind() == []


@pytest.fixture
def headless_commands(ij, imagej, tmp_path):
    """Folder of an ImageJ whose commands the headless ImageJ of the tests has."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "ij.jar").touch()
    program = tmp_path / "imagerep program"
    program.write_text(
        f"#!/bin/sh\nIMAGEREP_STATE='{tmp_path}/state' IMAGEREP_WORKER_IDLE=1 "
        f"exec '{command()}' \"$@\"\n"
    )
    program.chmod(0o755)
    install(home, program)
    set_folder = ij.java("ij.Prefs").class_.getDeclaredMethod(
        "setHomeDir", ij.java("java.lang.String").class_
    )
    set_folder.setAccessible(True)
    set_folder.invoke(None, str(home))  # as the option -ijpath does
    imagej.runMacro('run("Select None");')  # makes the list of commands
    macro = home / "plugins" / "ImageRep" / "measure-representativity.txt"
    commands = ij.java("ij.Menus").getCommands()
    commands.put("Measure Representativity", f'ij.plugin.Macro_Runner("{macro}")')
    table = ij.java("ij.measure.ResultsTable").getResultsTable()
    table.reset()
    yield home
    table.reset()
    commands.remove("Measure Representativity")


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_script_measures_the_image_that_it_names(
    ij, imagej, headless_commands, make_image, cells, tmp_path
):
    """Not the active one, nor one with a window; with its own selection, which stays."""
    active, named = make_image(cells, "active"), make_image(255 - cells, "named")
    ij.java("ij.WindowManager").setTempCurrentImage(active)
    named.setRoi(12, 24, 120, 96)
    imagej.run(named, "Measure Representativity", f"csv=[{tmp_path}/rows.csv]")
    with (tmp_path / "rows.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["Label"] == "named"
    assert float(row["Phase fraction"]) == np.mean(cells[24:120, 12:132] == 0)
    assert named.getOverlay().size() > 0
    assert active.getOverlay() is None
    assert str(named.getRoi().getBounds()) == "java.awt.Rectangle[x=12,y=24,width=120,height=96]"
    assert not named.changes
    assert ij.java("ij.macro.Interpreter").getBatchModeImageCount() == 0  # nothing holds it


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_without_any_window(ij, imagej, headless_commands, cells, tmp_path, capfd):
    """Headless, where rows go to the table Results."""
    tifffile.imwrite(tmp_path / "cells.tif", cells, imagej=True)
    imagej.runMacro(
        f'open("{tmp_path}/cells.tif"); run("Measure Representativity", "target=3 add");'
    )
    out = capfd.readouterr().out
    table = ij.java("ij.measure.ResultsTable").getResultsTable()
    assert table.size() == 1, out
    expected = imagerep.measure(cells == 255)
    assert float(table.getValue("Phase fraction", 0)) == expected.phase_fraction
    assert float(table.getValue("Characteristic length (px)", 0)) == pytest.approx(
        expected.characteristic_length_scale_px, rel=1e-12
    )
    assert "The ROI Manager needs a window" in out
    assert f"{expected.statement(0.95)}" in out  # not wrapped, where a program may read it
