"""Doubts about a result: what the window says, where it points, and what mends them."""

import csv
import json
from dataclasses import replace
from datetime import datetime

import numpy as np
import openpyxl
import pytest
import tifffile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget
from scipy.ndimage import gaussian_filter

from imagerep_qt.dialogs.crop_numbers import CropNumbers
from imagerep_qt.export.report_html import Picture, ReportHtml
from imagerep_qt.figures.charts import Shown, image_size_chart
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.table_model import KEY_ROLE
from imagerep_qt.session import Mode, Remedy, Session, session_file
from imagerep_qt.session.choices import Change
from imagerep_qt.session.remedies import remedies
from imagerep_qt.session.table_files import write_table
from tests.doubtful_images import DOUBTFUL, Doubtful
from tests.qt.user import column, find, last_notice, table, text_of, why_empty

SIDE = 300


def cells(seed=0, shape=(SIDE, SIDE), sigma=4.0):
    smooth = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma)
    return (smooth > 0).astype(np.uint8)


def disc(radius):
    y, x = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    return np.hypot(y, x) <= radius


def tomogram():
    """Two phases in a cylinder of a third label."""
    return np.where(disc(140), cells() + 1, 0).astype(np.uint8)


def in_circle():
    """Two phases in a circle whose surroundings have the label of one of them."""
    return np.where(disc(146), cells(sigma=2.0), 0).astype(np.uint8)


def with_bar():
    labels = cells()
    labels[270:] = 1
    return labels


def with_gradient():
    smooth = gaussian_filter(np.random.default_rng(0).standard_normal((SIDE, SIDE)), 4)
    return (smooth / smooth.std() + np.linspace(-1, 1, SIDE) > 0).astype(np.uint8)


def blurred():
    """Two phases with a few values between them at their edges."""
    return np.round(gaussian_filter(cells() * 255.0, 0.7) / 32).astype(np.uint8) * 31


def objects():
    rng, labels = np.random.default_rng(0), np.zeros((SIDE, SIDE), np.uint16)
    y, x = np.mgrid[:SIDE, :SIDE]
    number = 0
    for row in range(0, SIDE + 20, 25):
        for left in range(0, SIDE + 20, 25):
            number += 1
            centre = row + rng.uniform(-6, 6), left + rng.uniform(-6, 6)
            radius = rng.uniform(4, 11)
            labels[(y - centre[0]) ** 2 + (x - centre[1]) ** 2 < radius**2] = number
    return labels


def saved(tmp_path, **arrays):
    paths = []
    for name, array in arrays.items():
        paths.append(tmp_path / f"{name}.tif")
        tifffile.imwrite(paths[-1], array)
    return paths


def codes(session):
    return [doubt.code for doubt in session.state.result.doubts]


def mended(session, remedy):
    doubt = next(d for d in session.state.result.doubts if remedy in remedies(d, session.entries))
    session.mend(remedy, doubt)
    return session.state


@pytest.mark.parametrize(("make", "remedy", "fraction", "change"), [
    (tomogram, Remedy.EXCLUDE, cells()[disc(140)].mean(), Change.DOMAIN),
    (in_circle, Remedy.CIRCLE, cells(sigma=2.0)[disc(146)].mean(), Change.DOMAIN),
    (with_bar, Remedy.CROP, cells()[:270].mean(), Change.CROP),
    (blurred, Remedy.NEAREST, cells().mean(), Change.VALUES),
    (objects, Remedy.OBJECTS, (objects() > 0).mean(), Change.VALUES),
])  # fmt: skip
def test_a_doubt_is_mended_in_one_click(tmp_path, make, remedy, fraction, change):
    session = Session()
    session.open(saved(tmp_path, image=make()))
    before = session.state.result.measurement.phase_fraction
    doubted = codes(session)
    assert doubted
    assert session.state.result.is_doubtful
    state = mended(session, remedy)
    assert state.result.measurement.phase_fraction == pytest.approx(fraction, abs=0.01)
    assert len(codes(session)) < len(doubted)
    assert state.undo is change
    session_file.save(session, tmp_path / "a.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "a.imagerep")
    assert again.state.result.measurement.phase_fraction == (
        state.result.measurement.phase_fraction
    )
    assert codes(again) == codes(session)
    session.undo()
    assert session.state.result.measurement.phase_fraction == before
    assert codes(session) == doubted


def test_a_doubt_is_mended_in_every_image_that_has_it(tmp_path):
    session = Session()
    bars = []
    for seed, height in ((0, 20), (1, 30)):
        labels = cells(seed)
        labels[-height:] = 0
        bars.append(labels)
    session.open(saved(tmp_path, a=bars[0], b=bars[1], c=cells(2)))
    assert "bar-suspected" in codes(session)
    mended(session, Remedy.CROP)
    assert [e.edits.crop for e in session.entries] == [
        ((0, 280), (0, SIDE)), ((0, 270), (0, SIDE)), None,
    ]  # fmt: skip
    session.undo()
    assert [e.edits.crop for e in session.entries] == [None] * 3


def test_a_crop_against_a_bar_lies_within_the_crop_that_there_is(tmp_path):
    session = Session()
    session.open(saved(tmp_path, a=with_bar()))
    session.set_crop(((20, SIDE), (10, 290)))
    mended(session, Remedy.CROP)
    assert session.entries[0].edits.crop == ((20, 270), (10, 290))


def test_the_data_bar_of_a_grey_micrograph_is_cropped_off_as_its_file_tells(tmp_path):
    grey = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE)).astype(np.uint8)
    text = f"[Image]\r\nResolutionX={SIDE}\r\nResolutionY=280\r\n\0"
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, grey, extratags=[(34682, 2, 0, text, True)], metadata=None)
    session = Session()
    session.open([path])
    session.set_threshold(128)
    assert codes(session) == ["bar-suspected"]
    state = mended(session, Remedy.CROP)
    assert session.entries[0].edits.crop == ((0, 280), (0, SIDE))
    assert state.result.measurement.phase_fraction == (grey[:280] >= 128).mean()
    assert not codes(session)


def test_fields_that_disagree_can_be_shown_and_left_out(tmp_path):
    session = Session()
    images = {f"f{k}": cells(k, sigma=2.0) for k in range(4)}
    images["odd"] = np.maximum(cells(7, sigma=2.0), cells(8, sigma=2.0))
    session.open(saved(tmp_path, **images))
    assert "fields-disagree" in codes(session)
    session.select(session.entries[0].key)
    state = mended(session, Remedy.SHOW)
    assert state.current.origin.name == "odd.tif"
    mended(session, Remedy.LEAVE_OUT)
    assert codes(session) == []


def test_ticked_images_without_a_threshold_are_told(tmp_path, window):
    greys = {}
    for k in range(3):
        smooth = gaussian_filter(np.random.default_rng(k).standard_normal((200, 200)), 3)
        greys[f"g{k}"] = np.clip(smooth / smooth.std() * 40 + 128, 0, 255).astype(np.uint8)
    session = window.session
    session.open(saved(tmp_path, **greys))
    session.select(session.entries[1].key)
    session.set_threshold(130)
    assert codes(session) == ["not-all-measured"]
    doubts = window.workspace.result.doubts
    assert doubts.isVisible()
    assert "Measured are 1 of the 3 chosen images. Without a threshold: 2." in text_of(
        doubts, "Doubt:"
    )
    find(doubts, QPushButton, "Leave out those without").click()
    assert codes(session) == []
    session.undo()
    find(doubts, QPushButton, "Use one threshold for all").click()
    assert [entry.edits.threshold for entry in session.entries] == [130] * 3
    assert session.state.result.measurement.n_images == 3
    assert not doubts.isVisible()


def test_a_batch_is_not_told_about_its_other_images(tmp_path):
    session = Session()
    session.open(saved(tmp_path, a=with_bar(), b=cells(1)), mode=Mode.BATCH)
    doubtful = {row.name: row.measurement.is_doubtful for row in session.state.rows}
    assert doubtful == {"a.tif": True, "b.tif": False}


def test_the_face_of_a_doubtful_answer(tmp_path, window):
    session, result = window.session, window.workspace.result
    session.open(saved(tmp_path, a=with_bar()))
    session.set_target(session.state.target.__class__(0.5))
    assert find(result, QLabel, "Doubtful answer").isVisible()
    said = [label.text() for label in result.findChildren(QLabel) if label.isVisible()]
    assert not any("enough" in text for text in said)
    assert any("cannot be told" in text for text in said)
    assert "bar" in text_of(result.doubts, "Doubt:")
    sentence = window.workspace.sentence
    assert any("Doubtful" in w.text() for w in sentence.findChildren(QLabel) if w.isVisible())
    mark = window.workspace.image.view.mark
    bounds = mark.path().boundingRect()
    assert (bounds.top(), bounds.bottom(), bounds.width()) == (270, SIDE, SIDE)
    window.workspace.tabs.setCurrentIndex(4)
    model = table(window)
    cell = model.index(0, 1)
    assert str(cell.data()).startswith("⚠")
    assert "bar" in cell.data(Qt.ItemDataRole.ToolTipRole)
    find(result.doubts, QPushButton, "Crop it away").click()
    assert not find(result, QLabel, "Doubtful answer").isVisible()
    assert mark.path().isEmpty()
    assert not str(table(window).index(0, 1).data()).startswith("⚠")


def test_a_gradient_has_no_size(tmp_path, window):
    window.session.open(saved(tmp_path, a=with_gradient()))
    assert codes(window.session) == ["gradient"]
    result, tabs = window.workspace.result, window.workspace.tabs
    assert not any(
        label.isVisible() and label.text().startswith("Needed for")
        for label in result.findChildren(QLabel)
    )
    for value in (0.1, 0.2):
        window.session.set_target(replace(window.session.state.target, value=value))
        assert "cannot be told" in why_empty(tabs.image_size)
    tabs.setCurrentIndex(4)
    model = table(window)
    for heading in ("Size needed", "More images"):
        assert model.index(0, column(model, heading)).data() == "–"
    state = window.session.state
    report = ReportHtml(NumberFormat()).html(state, Picture("a", 1, 1), datetime(2026, 1, 1))
    assert "∞" not in report
    assert "no finite size" not in report
    shown = Shown(state.result.measurement, 0.95, state.target, "")
    assert image_size_chart(shown, NumberFormat()) is None
    find(result.doubts, QPushButton, "Crop a part").click()
    assert window.workspace.image.view.bar.crop.isChecked()


def test_a_phase_is_excluded_by_its_tick_and_stays_in_the_list(tmp_path, window):
    window.session.open(saved(tmp_path, a=tomogram()))
    tree = find(window, QTreeWidget, "Phases")
    tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    state = window.session.state
    assert [(p.label, p.excluded) for p in state.phases] == [(0, True), (1, False), (2, False)]
    assert tree.topLevelItem(0).text(2) == "excluded"
    assert sum(p.fraction for p in state.phases) == pytest.approx(1)
    shown = window.workspace.image.view.canvas.item
    assert not shown._plane.domain[0, 0]
    window.session.choose_phase(0)
    assert window.session.state.phase != 0
    tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)  # one phase would be left
    assert "two phases have to be left" in last_notice(window.session)
    assert tree.topLevelItem(1).checkState(0) is Qt.CheckState.Checked
    tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    assert not any(p.excluded for p in window.session.state.phases)


def test_a_mask_is_the_sample(tmp_path, window, monkeypatch):
    inside = disc(100)
    paths = saved(tmp_path, a=cells(), mask=inside.astype(np.uint8) * 255, small=cells()[:50])
    session = window.session
    session.open(paths[:1])
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *a, **k: (str(paths[1]), "")
    )
    window.workspace.image.view.bar.mask_chosen.emit()
    measured = session.state.result.measurement
    assert measured.n_pixels == inside.sum()
    assert measured.phase_fraction == pytest.approx(cells()[inside].mean())
    session_file.save(session, tmp_path / "m.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "m.imagerep")
    assert again.state.result.measurement.n_pixels == inside.sum()
    session.set_mask(paths[2])
    assert "50" in last_notice(session)
    assert session.state.result.measurement.n_pixels == inside.sum()
    session.use_whole_image()
    assert session.state.result.measurement.n_pixels == SIDE**2
    session.set_saved(tmp_path / "m.imagerep")  # nothing is asked when the window closes


def test_outlines_are_measured_shown_and_saved(tmp_path, window):
    session, view = window.session, window.workspace.image.view
    session.open(saved(tmp_path, a=cells()))
    session.set_crop(((50, 250), (0, SIDE)), "ellipse")
    assert session.state.result.measurement.n_pixels == pytest.approx(
        np.pi / 4 * 200 * SIDE, rel=0.01
    )
    assert view.crop_tool.box.shade.contains(view.crop_tool.box.shade.boundingRect().topLeft()) or (
        view.crop_tool.box.shade.elementCount() > 10
    )
    triangle = ((20.0, 20.0), (20.0, 280.0), (280.0, 20.0))
    session.set_crop(((20, 280), (20, 280)), triangle)
    assert session.state.result.measurement.n_pixels == pytest.approx(260**2 / 2, rel=0.01)
    session_file.save(session, tmp_path / "o.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "o.imagerep")
    assert again.entries[0].edits.outline == triangle
    assert again.state.result.measurement.n_pixels == session.state.result.measurement.n_pixels
    session.undo()
    assert view.outline == "ellipse"
    session.set_saved(tmp_path / "o.imagerep")


def test_a_polygon_is_clicked_or_drawn(tmp_path, window, qtbot):
    session, view = window.session, window.workspace.image.view
    session.open(saved(tmp_path, a=cells()))
    view.bar.shape_chosen.emit("polygon")
    assert "corners" in text_of(view, "Pixel under the mouse")
    phase = session.state.phase
    for row, left in ((10, 10), (10, 290), (150, 150), (290, 290), (290, 10)):
        view.canvas.pixel_clicked.emit(row, left)
    QTest.keyClick(view.canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    edits = session.entries[0].edits
    assert edits.outline == ((10.5, 10.5), (10.5, 290.5), (150.5, 150.5), (290.5, 290.5))
    assert edits.crop == ((10, 291), (10, 291))
    assert session.state.phase == phase
    view.canvas.pixel_clicked.emit(5, 5)
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.bar.crop.isChecked()
    assert session.entries[0].edits == edits


def test_a_crop_by_numbers(qtbot):
    dialog = CropNumbers((40, 60), ((5, 20), (10, 50)), None)
    qtbot.addWidget(dialog)
    assert dialog.chosen == (((5, 20), (10, 50)), None)
    first, length = dialog._fields[0]
    first.setValue(30)
    length.setValue(100)
    assert dialog.chosen[0] == ((5, 20), (30, 60))
    whole = CropNumbers((40, 60), None, "ellipse")
    qtbot.addWidget(whole)
    assert whole.chosen == (None, "ellipse")


def _greys():
    """Images that need a threshold."""
    greys = {}
    for seed in range(3):
        smooth = gaussian_filter(np.random.default_rng(seed).standard_normal((200, 200)), 3)
        greys[f"grey{seed}"] = np.clip(smooth / smooth.std() * 40 + 128, 0, 255).astype(np.uint8)
    return greys


# A file that cannot be read is told by a notice, and is none of the images.
IN_THE_APP = {name: one for name, one in DOUBTFUL.items() if one.code != "not-all-measured"} | {
    "images without a threshold": Doubtful(
        "not-all-measured", _greys, np.mean([grey >= 130 for grey in _greys().values()]), 1
    )
}
BUTTONS = {
    "a label of its own around": "Exclude label 0",
    "the label of a phase around": "Measure the circle",
    "a data bar": "Crop it away",
    "resized": "Take the nearest of 0, 255",
    "numbered objects": "Yes, they are objects of one phase",
    "other labels": "Leave it out",
    "phases swapped": "Leave it out",
    "slices of a volume": "Measure one volume of 40 slices",
    "images without a threshold": "Use one threshold for all images",
}
PLACES = {
    "the label of a phase around": (0, 0, SIDE, SIDE),
    "a data bar": (0, 260, SIDE, SIDE - 260),
}


def faces(window, folder, doubt):
    """Whether each face says that the answer is doubtful, by its name."""
    session, result = window.session, window.workspace.result
    state, model = session.state, table(window)
    labels = [label for label in window.findChildren(QLabel) if label.isVisible()]
    said = " ".join(label.text() for label in labels).replace("\u202f%", "%")
    row = next(k for k in range(model.rowCount())
               if model.index(k, 0).data(KEY_ROLE) == state.phase)  # fmt: skip
    tip = model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole)
    for name in ("a.csv", "a.json", "a.xlsx"):
        write_table(state, folder / name)
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    (found,) = [one for one in json.loads((folder / "a.json").read_text("utf-8"))
                if one["phase"] == state.phase]  # fmt: skip
    (line,) = [one for one in lines if one["phase"] == str(state.phase)]
    headings, *cells = openpyxl.load_workbook(folder / "a.xlsx").active.values
    (excel,) = [one for one in (dict(zip(headings, row, strict=True)) for row in cells)
                if one["phase"] == state.phase]  # fmt: skip
    report = ReportHtml(NumberFormat()).html(state, Picture("a", 1, 1), datetime(2026, 1, 1))
    report = report.replace("\u202f%", "%")
    return {
        "headline": find(result, QLabel, "Doubtful answer").isVisible(),
        "box": doubt.text in said,
        "enough": "✓" not in said and "Measured:" not in said,
        "sentence": "⚠ Doubtful" in said,
        "table": str(model.index(row, 1).data()).startswith("⚠"),
        "tip": doubt.text in tip.replace("\u202f%", "%"),
        "CSV": line["is_doubtful"] == "True",
        "CSV, code": doubt.code in line["warnings"].split("; "),
        "CSV, enough": line["target_is_reached"] != "True",
        "Excel": excel["is_doubtful"] is True and doubt.code in excel["warnings"],
        "JSON": found["is_doubtful"],
        "JSON, text": doubt.text in [one["text"] for one in found["warnings"]],
        "report": "⚠ Doubtful" in report and doubt.text in report,
        "report, enough": "✓" not in report,
    }


@pytest.mark.parametrize("name", IN_THE_APP)
def test_every_doubt_is_on_every_face_until_a_click_mends_it(tmp_path, window, name):
    case, session = IN_THE_APP[name], window.session
    folder = tmp_path / "scan"
    folder.mkdir()
    session.open(case.saved(folder))
    if case.code == "not-all-measured":
        session.set_threshold(130)
    if case.code != "object-labels":
        session.choose_phase(case.phase)
    session.set_target(replace(session.state.target, value=0.9))
    window.workspace.tabs.setCurrentIndex(4)
    (doubt,) = session.state.result.doubts
    assert doubt.code == case.code
    shown = faces(window, tmp_path, doubt)
    assert not [face for face, is_there in shown.items() if not is_there]
    mark = window.workspace.image.view.mark.path().boundingRect()
    assert mark.getRect() == PLACES.get(name, (0, 0, 0, 0))
    if case.code == "gradient":
        find(window.workspace.result.doubts, QPushButton, "Crop a part").click()
        session.set_crop(((0, SIDE), (130, 170)))
    else:
        find(window.workspace.result.doubts, QPushButton, BUTTONS[name]).click()
    assert session.state.result.doubts == ()
    assert session.state.result.measurement.phase_fraction == pytest.approx(case.right, abs=0.005)
    left = faces(window, tmp_path, doubt)
    assert not [face for face, is_there in left.items() if is_there]
    assert window.workspace.image.view.mark.path().isEmpty()
    if case.code == "neighbouring-slices":  # other images are no edit that can be undone
        find(window.notices, QPushButton, "Separate images").click()
        (doubt,) = session.state.result.doubts
        assert doubt.code == case.code
    else:
        session.undo()
        assert session.state.result.doubts == (doubt,)
    assert all(faces(window, tmp_path, doubt).values())


def test_lists_tell_phases_as_they_are_measured_where_labels_differ(tmp_path):
    session = Session()
    session.open(DOUBTFUL["other labels"].saved(tmp_path))
    measured = session.state.result.measurement.phase_fraction
    assert {p.label: p.fraction for p in session.state.phases} == pytest.approx(
        {0: 1 - measured, 255: measured}
    )
    assert [image.phase_fraction for image in session.state.images] == pytest.approx(
        [image.mean() / image.max() for image in DOUBTFUL["other labels"].make().values()]
    )
