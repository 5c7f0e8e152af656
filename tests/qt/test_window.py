"""The window, on the offscreen platform."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton

from imagerep.calibration import Calibration
from imagerep.samples import sample_path
from imagerep_qt.app import fit_screen, main, make_window
from imagerep_qt.export.report import report
from imagerep_qt.export.tables import to_csv
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import InlineRunner, Mode, Target
from imagerep_qt.session.notices import as_notice
from imagerep_qt.session.state import Work
from imagerep_qt.settings import Settings
from imagerep_qt.theme import contrast

GERMAN = NumberFormat(",", ".")
OPTIONS = argparse.Namespace(theme="light", locale="en_GB")


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot, settings):
    window = make_window(QApplication.instance(), InlineRunner(), settings, OPTIONS)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def measured(window):
    window.commands.open_sample("three_phase_2d.tif")
    return window


def drop(window, *paths, place=Place.ADD):
    """Drag files over the window and drop them; on a card where there are cards."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (
        Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *rest))
    QApplication.processEvents()
    zones = window.arrivals.zones
    point = QPoint(5, 5)
    if zones.isVisible() and place is not None:
        point = zones.cards[place].geometry().center()
    window.dragMoveEvent(QDragMoveEvent(point, *rest))
    window.dropEvent(QDropEvent(QPointF(point), *rest))


def test_an_empty_window_invites(window):
    assert window.empty.isVisible()
    assert window.windowTitle() == "ImageRep"


def test_a_sample_is_measured_and_shown(measured):
    state = measured.session.state
    assert state.work is Work.DONE
    assert measured.workspace.isVisible()
    assert measured.workspace.result._value.text().startswith("52.3 ± ")
    assert "three_phase_2d.tif" in measured.windowTitle()
    assert measured.workspace.phases._tree.topLevelItemCount() == 3


def test_a_folder_dropped_on_an_empty_window_is_a_batch(window, image_file):
    drop(window, image_file("a.npy").parent)
    assert window.session.state.mode is Mode.BATCH
    assert len(window.session.state.rows) == 1


def test_a_click_on_a_phase_chooses_it(measured):
    tree = measured.workspace.phases._tree
    tree.setCurrentItem(tree.topLevelItem(2))
    assert measured.session.state.phase == 255
    assert measured.workspace.result._title.text().endswith("255")
    measured.actions_.by_name["undo"].trigger()
    assert measured.session.state.phase == 85


def test_confidence_and_target_are_dragged_and_typed(measured):
    controls = measured.workspace.controls
    before = measured.workspace.result._value.text()
    controls._level_slider.setValue(900)
    assert measured.session.state.confidence_level > 0.99
    assert measured.workspace.result._value.text() != before
    controls._level.setValue(90.0)
    assert measured.session.state.confidence_level == pytest.approx(0.9)
    controls._target.setValue(1.0)
    assert measured.session.state.target == Target(0.01)
    controls._kind.setCurrentIndex(1)
    assert not measured.session.state.target.relative
    assert measured.session.state.target.value == pytest.approx(0.0052)


def test_the_method_is_switched_from_everywhere(measured):
    work, actions = measured.workspace, measured.actions_
    result = work.result
    assert result._value.text() == "52.3 ± 2.3\u202f%"
    assert result._other.text() == "Spectral method: 52.3 ± 2.5\u202f%"
    result._other.click()
    assert measured.session.state.method == "spectral"
    assert result._value.text() == "52.3 ± 2.5\u202f%"
    assert result._other.text() == "Two-point method: 52.3 ± 2.3\u202f%"
    assert work.controls._method.currentIndex() == 1
    assert actions.methods["spectral"].isChecked()
    assert "spectral method" in work.sentence._sentence.text()
    work.sentence._citation.click()
    assert QGuiApplication.clipboard().text().startswith("The spectral method")
    actions.by_name["undo"].trigger()
    assert measured.session.state.method == "two-point"
    actions.by_name["switch_method"].trigger()
    assert measured.session.state.method == "spectral"
    work.controls._method.activated.emit(0)
    assert measured.session.state.method == "two-point"
    measured.session.set_confidence(0.99)
    assert result._other.text() != "Spectral method: 52.3 ± 2.5\u202f%"


def test_a_method_that_waits_is_asked_for_from_its_line(window, monkeypatch):
    from imagerep_qt.session import comparing
    from imagerep_qt.session.cost import ask_before

    monkeypatch.setattr(comparing, "ask_before", lambda *_: ask_before(10**9, 10**9))
    window.session.choose_method("spectral")
    window.commands.open_sample("field_1.tif")
    line = window.workspace.result._other
    assert line.text() == "Two-point method: measure too (about 1 s)"
    line.click()
    assert line.text().startswith("Two-point method: 25.2 ± ")
    assert window.session.state.method == "spectral"


def test_correlation_and_spectrum_are_shown_for_either_method(measured):
    views, actions = measured.workspace.views, measured.actions_
    for method in ("two-point", "spectral"):
        measured.session.choose_method(method)
        for name, view in (("correlation", views.correlation), ("spectrum", views.spectrum)):
            actions.by_name[f"view_{name}"].trigger()
            assert views.currentWidget() is view
            assert not view.is_empty


def test_a_disagreement_is_marked_and_explained(window, tmp_path):
    place = np.mgrid[:200, :200]
    square = sum(np.minimum(each % 16, 16 - each % 16) ** 2 for each in place)
    np.save(tmp_path / "lattice.npy", (square < 30).astype(np.uint8))
    drop(window, tmp_path / "lattice.npy")
    panel, line = window.workspace.doubts, window.workspace.result._other
    assert window.session.state.comparison.disagreement is not None
    assert line.text().endswith("⚠")
    assert "disagree" in line.toolTip()
    model = window.workspace.views.table._model
    window.actions_.by_name["view_table"].trigger()
    notes = model.index(1, model.columnCount() - 1)
    assert "methods disagree" in notes.data()
    assert "packed or arranged" in notes.data(Qt.ItemDataRole.ToolTipRole)
    assert "methods-disagree" in to_csv(window.session.state)
    text = panel._texts["methods-disagree"]
    before = text.text()
    assert "packed or arranged periodically" in before
    window.session.set_confidence(0.9)
    assert panel._texts["methods-disagree"] is text
    assert text.text() != before


def test_a_question_tells_that_the_quick_method_has_answered(window, monkeypatch):
    from imagerep_qt.session import workload
    from imagerep_qt.session.cost import ask_before

    monkeypatch.setattr(workload, "ask_before", lambda *_: ask_before(10**9, 10**9))
    window.commands.open_sample("field_1.tif")
    assert window.session.state.question is not None
    texts = [label.text() for label in window.notices.findChildren(QLabel)]
    assert any("spectral method has answered" in text for text in texts)
    assert window.workspace.result._other.text().startswith("Spectral method: 25.2 ± ")
    window.session.confirm()
    assert window.session.state.result is not None
    assert not window.notices.isVisible()


def test_a_correlation_that_takes_long_is_offered(window, monkeypatch):
    from imagerep_qt.session import comparing
    from imagerep_qt.session.cost import ask_before

    monkeypatch.setattr(comparing, "ask_before", lambda *_: ask_before(10**9, 10**9))
    window.session.choose_method("spectral")
    window.commands.open_sample("field_1.tif")
    window.actions_.by_name["view_correlation"].trigger()
    view = window.workspace.views.correlation
    assert "two-point method" in view._empty.text.text()
    view._empty.button.click()
    assert not view.is_empty


def fibres(tmp_path):
    from scipy.ndimage import gaussian_filter

    smooth = gaussian_filter(np.random.default_rng(0).standard_normal((220, 260)), (3, 7))
    np.save(tmp_path / "fibres.npy", (smooth > 0).astype(np.uint8))
    return tmp_path / "fibres.npy"


def test_directions_are_drawn_and_told_until_switched_off(window, settings, tmp_path):
    drop(window, fibres(tmp_path))
    canvas, result = window.workspace.image.view.canvas, window.workspace.result
    assert canvas.overlay.ellipse is None
    window.session.choose_method("spectral")
    assert canvas.overlay.ellipse is not None
    assert "longest\u00a0at\u00a0" in result._scale.text()
    action = window.actions_.by_name["directions"]
    assert action.isChecked()
    action.trigger()
    assert canvas.overlay.ellipse is None
    assert not settings.shows_directions
    action.trigger()
    assert canvas.overlay.ellipse is not None


def test_the_report_of_the_spectral_method(window, tmp_path, monkeypatch):
    from imagerep_qt.export.report_page import Pictures, ReportPage
    from imagerep_qt.formatting import NumberFormat

    window.session.choose_method("spectral")
    drop(window, fibres(tmp_path))
    pictures = Pictures("a", "b", "c", "d", 1.0, 1.0, 1.0)
    page = ReportPage(NumberFormat()).html(window.session.state, pictures, datetime.now())
    for words in ("spectral density", "By the other method", "longest at", "Power spectrum",
                  "Independent cells", "The spectral method of ImageRep"):  # fmt: skip
        assert words in page
    window.session.choose_method("two-point")
    page = ReportPage(NumberFormat()).html(window.session.state, pictures, datetime.now())
    assert "Two-point correlation" in page
    assert "Independent cells" not in page
    window.session.choose_method("spectral")
    answer(monkeypatch, tmp_path / "r.pdf")
    window.actions_.by_name["export_report"].trigger()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_pixel_size_by_hand(measured):
    panel = measured.workspace.calibration
    panel._fields[0].setText("0.4")
    panel._fields[0].editingFinished.emit()
    assert measured.session.state.calibration.voxel_size == (0.4, 0.4)
    assert panel._reset.isVisible()
    panel._reset.click()
    assert measured.session.state.calibration.voxel_size == pytest.approx((0.05, 0.05))


def test_every_tab_and_the_table(measured, qtbot):
    for name in (
        "view_likelihood", "view_correlation", "view_spectrum", "view_table", "view_scale_bar",
    ):  # fmt: skip
        measured.actions_.by_name[name].trigger()
        QApplication.processEvents()
    measured.actions_.by_name["view_table"].trigger()
    model = measured.workspace.views.table._model
    assert [model.index(row, 0).data() for row in range(3)] == ["85", "170", "255"]
    assert all(row.work is Work.DONE for row in measured.session.state.rows)
    assert model.index(0, 1).data().startswith("52.3")
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row[2:7:4] == ["± 2.3\u202f%", "± 2.5\u202f%"]
    assert row[5] == "two-point"


def test_only_the_image_that_came_last_is_selected(measured):
    measured.workspace.images._list.item(0).setSelected(True)
    drop(measured, sample_path("two_phase_2d.tif"))
    images = measured.workspace.images
    assert [item.text().split("\n")[0] for item in images._list.selectedItems()] == [
        "two_phase_2d.tif"
    ]
    images.remove_selected()
    assert [image.name for image in measured.session.state.images] == ["three_phase_2d.tif"]


def test_measuring_again_is_offered_where_it_may_help(window, tmp_path):
    for name, size in (("a.tif", 0.5), ("b.tif", 0.7)):
        pixels = (np.random.default_rng(3).random((60, 60)) < 0.4).astype(np.uint8)
        with tifffile.TiffWriter(tmp_path / name, imagej=True) as file:
            file.write(pixels, resolution=(1 / size, 1 / size), metadata={"unit": "um"})
        window.commands.open_paths([tmp_path / name], replace_all=False)
    assert window.session.state.work is Work.FAILED
    assert "voxel size" in window.session.state.failure.message
    again = window.workspace.result._again
    assert not again.isVisible()
    window.workspace.result.show_state(
        replace(window.session.state, failure=as_notice(MemoryError()))
    )
    assert again.isVisible()


def test_phases_that_were_not_measured_are_not_in_the_table(measured):
    assert len(measured.session.state.rows) == 3
    assert len(to_csv(measured.session.state).splitlines()) == 2
    measured.actions_.by_name["view_table"].trigger()
    assert len(to_csv(measured.session.state).splitlines()) == 4


def test_of_several_exports_the_last_is_told(measured, tmp_path, monkeypatch):
    for name in ("a.csv", "b.json"):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, n=name: (str(tmp_path / n), "CSV (*.csv)")
        )
        measured.actions_.by_name["export_table"].trigger()
    assert [notice.message.split("”")[0] for notice in measured.session.state.notices] == [
        "“b.json"
    ]


def test_the_table_marks_what_is_looked_at(measured):
    def marked():
        rows = table._table.selectionModel().selectedRows()
        return [row.data() for row in rows]

    measured.actions_.by_name["view_table"].trigger()
    table = measured.workspace.views.table
    assert marked() == [str(measured.session.state.phase)]
    measured.session.choose_phase(85)
    assert marked() == ["85"]
    drop(measured, sample_path("two_phase_2d.tif"), place=Place.BATCH)
    assert marked() == ["two_phase_2d.tif"]
    table.order = 0, Qt.SortOrder.DescendingOrder
    QApplication.processEvents()
    assert marked() == ["two_phase_2d.tif"]
    measured.actions_.by_name["next_image"].trigger()
    assert marked() == ["three_phase_2d.tif"]


def test_another_ratio_of_pixel_sides_shows_the_whole_image(measured):
    canvas = measured.workspace.image.view.canvas
    measured.session.set_calibration(Calibration((0.8, 0.2), "µm"))
    QApplication.processEvents()
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.contains(canvas.item.sceneBoundingRect())


@pytest.mark.parametrize("content", [b"", b"II*\0\xff\xff\xff\xff", b"\x89PNG\r\n\x1a\n", b"hello"])
@pytest.mark.parametrize("suffix", [".tif", ".png", ".npy", ".jpg", ".imagerep"])
def test_a_hostile_file_leaves_a_message_and_nothing_else(measured, tmp_path, content, suffix):
    before = measured.session.state
    (tmp_path / f"bad{suffix}").write_bytes(content)
    drop(measured, tmp_path / f"bad{suffix}")
    after = measured.session.state
    assert len(after.notices) == 1
    assert "bad" in after.notices[0].message
    assert "Traceback" not in after.notices[0].message
    assert after.images == before.images
    assert after.result is before.result
    assert measured.notices.isVisible()
    measured.session.dismiss()
    assert not measured.notices.isVisible()


def test_missing_files_and_constant_images(measured, tmp_path):
    drop(measured, tmp_path / "absent.tif")
    np.save(tmp_path / "flat.npy", np.full((20, 20), 7, np.uint8))
    drop(measured, tmp_path / "flat.npy")
    assert len(measured.session.state.notices) == 2
    assert len(measured.session.state.images) == 1


def test_greyscale_gets_a_threshold_bar(window, tmp_path):
    rng = np.random.default_rng(0)
    coarse = rng.normal(60, 10, (30, 30)) + 120 * (rng.random((30, 30)) < 0.4)
    np.save(tmp_path / "grey.npy", np.kron(coarse, np.ones((4, 4))).clip(0, 255).astype(np.uint8))
    drop(window, tmp_path / "grey.npy")
    view = window.workspace.image.view
    assert view.threshold.isVisible()
    assert "threshold" in window.workspace.result._message.text()
    view.threshold_accepted.emit(view.threshold.value)
    assert window.session.state.work is Work.DONE
    assert window.session.state.result.measurement.phase_fraction == pytest.approx(0.4, abs=0.06)


def test_what_is_dropped_on_an_open_image_goes_where_it_is_dropped(measured):
    session = measured.session
    drop(measured, sample_path("two_phase_2d.tif"), place=Place.REPLACE)
    assert [image.name for image in session.state.images] == ["two_phase_2d.tif"]
    drop(measured, sample_path("field_1.tif"), place=Place.ADD)
    assert len(session.state.images) == 2
    assert session.state.mode is Mode.ONE_MATERIAL
    drop(measured, sample_path("field_2.tif"), place=Place.BATCH)
    assert len(session.state.images) == 3
    assert session.state.mode is Mode.BATCH
    drop(measured, sample_path("field_3.tif"), place=Place.REPLACE)
    assert len(session.state.images) == 1
    assert session.state.mode is Mode.ONE_MATERIAL


@pytest.mark.parametrize("place", [Place.REPLACE, Place.BATCH])
def test_a_hostile_file_does_not_change_what_is_open(measured, tmp_path, place):
    before = measured.session.state
    (tmp_path / "bad.tif").write_bytes(b"II*\0")
    drop(measured, tmp_path / "bad.tif", place=place)
    after = measured.session.state
    assert (after.images, after.mode, after.result) == (before.images, before.mode, before.result)
    assert len(after.notices) == 1


def test_a_drop_whose_files_never_arrive_is_told(measured):
    rest = (
        Qt.DropAction.CopyAction, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    before = measured.session.state
    measured.dropEvent(QDropEvent(QPointF(5, 5), *rest))
    assert "Nothing arrived" in measured.session.state.notices[0].message
    assert measured.session.state.images == before.images


def test_beside_the_cards_it_is_asked_where_it_belongs(measured, qtbot):
    zones, session = measured.arrivals.zones, measured.session
    drop(measured, sample_path("field_1.tif"), place=None)
    assert zones.isVisible()
    assert len(session.state.images) == 1
    qtbot.keyClick(zones.cards[Place.ADD], Qt.Key.Key_Escape)
    assert not zones.isVisible()
    assert len(session.state.images) == 1
    drop(measured, sample_path("two_phase_2d.tif"), place=None)
    qtbot.keyClick(zones.cards[Place.ADD], Qt.Key.Key_Tab)
    qtbot.mouseClick(zones.cards[Place.REPLACE], Qt.MouseButton.LeftButton)
    assert [image.name for image in session.state.images] == ["two_phase_2d.tif"]
    assert not zones.isVisible()


def test_a_drag_that_leaves_leaves_nothing(measured):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample_path("field_1.tif")))])
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    measured.dragEnterEvent(event)
    assert measured.arrivals.zones.isVisible()
    measured.dragLeaveEvent(QDragLeaveEvent())
    assert not measured.arrivals.zones.isVisible()


def test_a_pasted_image_asks_where_it_belongs(measured, qtbot):
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF000000)
    for x in range(0, 60, 7):
        picture.setPixel(x, 5, 0xFFFFFFFF)
    QGuiApplication.clipboard().setImage(picture)
    measured.actions_.by_name["paste"].trigger()
    assert len(measured.session.state.images) == 1
    card = measured.arrivals.zones.cards[Place.REPLACE]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert [image.name for image in measured.session.state.images] == ["Pasted image"]


def test_a_copy_of_an_image_is_told(measured, tmp_path):
    copy = tmp_path / "copy.tif"
    copy.write_bytes(sample_path("three_phase_2d.tif").read_bytes())
    drop(measured, sample_path("two_phase_2d.tif"))
    assert measured.session.state.notices == ()
    drop(measured, copy)
    notice = measured.session.state.notices[-1]
    assert notice.message == "“copy.tif” is a copy of “three_phase_2d.tif”."
    image = measured.session.entries[0].image
    measured.session.add(image, "one")
    measured.session.add(image, "two")
    assert measured.session.state.notices[-1].message == "“two” is a copy of “three_phase_2d.tif”."


def test_many_pixels_from_another_program_do_not_hold_up_the_window(measured, monkeypatch):
    monkeypatch.setattr("imagerep_qt.session.sources._QUICK_BYTES", 1000)
    image = measured.session.entries[0].image
    measured.session.add(image, "one")
    measured.session.add(image, "two")
    assert [entry.source.pixels for entry in measured.session.entries[1:]] == ["", ""]
    assert measured.session.state.notices == ()


def test_an_image_is_pasted(window):
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF000000)
    for x in range(0, 60, 7):
        for y in range(0, 40, 3):
            picture.setPixel(x, y, 0xFFFFFFFF)
    QGuiApplication.clipboard().setImage(picture)
    window.actions_.by_name["paste"].trigger()
    assert window.session.state.notices == ()
    assert [p.label for p in window.session.state.phases] == [0, 255]
    QGuiApplication.clipboard().setText("no image")
    window.actions_.by_name["paste"].trigger()
    assert "no image" in window.session.state.notices[0].message


def test_the_sentence_and_the_citation_are_copied(measured):
    sentence = measured.workspace.sentence
    sentence._copy.click()
    assert QGuiApplication.clipboard().text() == measured.session.state.result.statement
    sentence._bibtex.click()
    assert QGuiApplication.clipboard().text().startswith("@article")


def answer(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), "(*.x)"))


def test_the_report_is_a_pdf(measured, tmp_path, monkeypatch):
    answer(monkeypatch, tmp_path / "r.pdf")
    measured.actions_.by_name["export_report"].trigger()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "r.pdf" in measured.session.state.notices[0].message


def test_plots_are_exported(measured, tmp_path, monkeypatch):
    answer(monkeypatch, tmp_path / "p.svg")
    measured.actions_.by_name["export_plot"].trigger()
    assert b"<svg" in (tmp_path / "p.svg").read_bytes()
    answer(monkeypatch, tmp_path / "p.png")
    measured.actions_.by_name["export_plot"].trigger()
    assert QImage(str(tmp_path / "p.png")).width() == 2000
    answer(monkeypatch, tmp_path / "i.png")
    measured.actions_.by_name["export_image"].trigger()
    assert not QImage(str(tmp_path / "i.png")).isNull()


def test_the_table_is_exported_with_plain_numbers(measured, tmp_path, monkeypatch):
    measured.session.want_table(True)
    answer(monkeypatch, tmp_path / "t.csv")
    measured.actions_.by_name["export_table"].trigger()
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("image,phase,phase_name,method,")
    assert "other_method,other_absolute_error,other_interval_low" in lines[0]
    assert ",spectral," in lines[1]
    answer(monkeypatch, tmp_path / "t.json")
    measured.actions_.by_name["export_table"].trigger()
    rows = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert rows[0]["method"] == "two-point"
    assert rows[0]["other"]["method"] == "spectral"
    other = measured.session.state.rows[0].other
    assert rows[0]["other"]["absolute_error"] == pytest.approx(other.absolute_error(0.95))


def test_a_target_that_cannot_be_written_is_told(measured, tmp_path, monkeypatch):
    answer(monkeypatch, tmp_path / "absent" / "r.pdf")
    measured.actions_.by_name["export_report"].trigger()
    assert "cannot be written" in measured.session.state.notices[0].message


def test_a_session_is_saved_and_dropped(measured, tmp_path, monkeypatch):
    measured.session.choose_phase(170)
    answer(monkeypatch, tmp_path / "s.imagerep")
    measured.actions_.by_name["save_session"].trigger()
    assert not measured.isWindowModified()
    measured.session.close_all()
    assert measured.empty.isVisible()
    drop(measured, tmp_path / "s.imagerep")
    assert measured.session.state.phase == 170
    assert measured.session.state.path == tmp_path / "s.imagerep"


def test_the_look_changes_at_once_and_is_remembered(measured, settings):
    measured.actions_.by_name["theme_dark"].trigger()
    assert settings.theme == "dark"
    QApplication.processEvents()
    assert measured.palette().window().color().lightness() < 60
    measured.actions_.by_name["theme_light"].trigger()


def test_settings_are_remembered(measured, settings):
    measured.session.set_confidence(0.9)
    measured.session.choose_method("spectral")
    drop(measured, sample_path("field_1.tif"))
    measured.close()
    assert settings.confidence_level == pytest.approx(0.9)
    assert settings.method == "spectral"
    assert settings.recent[0].name == "field_1.tif"
    assert not settings.layout("window").isEmpty()


def test_every_control_has_a_name(measured):
    from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QLineEdit

    nameless = [
        child
        for kind in (QAbstractSlider, QAbstractSpinBox, QAbstractButton, QLineEdit)
        for child in measured.findChildren(kind)
        if child.isVisible()
        and not child.accessibleName()
        and not getattr(child, "text", lambda: "")()
        and not child.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_help_pages(measured, monkeypatch):
    from imagerep_qt.dialogs.help import PageDialog

    seen = []
    monkeypatch.setattr(PageDialog, "exec", lambda self: seen.append(self.browser.toPlainText()))
    for name in ("method", "shortcuts", "about"):
        measured.actions_.by_name[name].trigger()
    assert "validated" in seen[0]
    assert "Undo" in seen[1]
    assert "@article" in seen[2]


def test_documentation_is_opened_from_this_computer(measured, monkeypatch, tmp_path):
    from PySide6.QtGui import QDesktopServices

    from imagerep_qt import documentation

    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(documentation, "__file__", str(tmp_path / "imagerep_qt" / "x.py"))
    assert documentation.documentation() is None
    measured.actions_.by_name["documentation"].trigger()
    assert not opened
    page = tmp_path / "imagerep_qt" / "_help" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    documentation.show_documentation()
    assert [url.toLocalFile() for url in opened] == [page.as_posix()]


def test_the_image_is_clicked(measured, qtbot):
    view = measured.workspace.image.view
    view.phase_clicked.emit(170)
    assert measured.session.state.phase == 170
    assert measured.childAt(QPoint(5, 5)) is not None


def test_screenshot_from_the_command_line(tmp_path, capsys, qapp):
    file = str(sample_path("field_1.tif"))
    assert main([file, "--phase", "0", "--screenshot", str(tmp_path / "s.png")]) == 0
    assert QImage(str(tmp_path / "s.png")).width() > 800
    assert main([str(tmp_path / "no.tif"), "--screenshot", str(tmp_path / "t.png")]) == 1
    assert "no.tif" in capsys.readouterr().err


def test_fiji_is_asked_for_once(window, settings, tmp_path, monkeypatch):
    pytest.importorskip("fiji_bridge.fiji_folder")
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fiji_bridge.fiji_folder.usual_places", lambda: ())
    asked, got = [], []
    monkeypatch.setattr(QMessageBox, "exec", lambda self: asked.append(self))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda self: self.buttons()[answer_index[0]])
    monkeypatch.setattr("imagerep_qt.fiji.FijiLink.get_image", lambda self, **_: got.append(self))
    answer_index = [0]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(tmp_path))
    window.actions_.by_name["fiji_get"].trigger()
    assert "is no Fiji folder" in window.session.state.notices[-1].message
    assert got == []

    plain = next(i for i, b in enumerate(asked[0].buttons()) if "plain" in b.text())
    answer_index[0] = plain
    window.actions_.by_name["fiji_get"].trigger()
    window.actions_.by_name["fiji_get"].trigger()
    assert len(got) == 2
    assert len(asked) == 2
    assert settings.fiji_was_asked


def test_an_image_of_fiji_is_asked_about_beside_others(measured, monkeypatch, qtbot):
    monkeypatch.setattr("imagerep_qt.dialogs.fiji_folder.settle_fiji", lambda *_: True)
    asked = []
    monkeypatch.setattr(
        "imagerep_qt.fiji.FijiLink.get_image", lambda self, **how: asked.append(how)
    )
    measured.actions_.by_name["fiji_get"].trigger()
    assert asked == []
    card = measured.arrivals.zones.cards[Place.BATCH]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked == [{"replace_all": False, "mode": Mode.BATCH}]
    measured.session.close_all()
    measured.actions_.by_name["fiji_get"].trigger()
    assert asked[1] == {"replace_all": True, "mode": Mode.ONE_MATERIAL}


def test_a_stack_becomes_images_by_one_click_and_a_volume_again(window, tmp_path, qtbot):
    rng = np.random.default_rng(0)
    coarse = (rng.random((12, 12, 12)) < 0.4).astype(np.uint8)
    np.save(tmp_path / "stack.npy", np.kron(coarse, np.ones((1, 4, 4), np.uint8)))
    drop(window, tmp_path / "stack.npy")
    button = next(b for b in window.notices.findChildren(QPushButton) if "images" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.state.result.measurement.n_images == 12
    assert not window.notices.isVisible()
    kind = window.workspace.image.view.slices._kind
    assert kind.currentText() == "separate images"
    kind.setCurrentIndex(0)
    kind.activated.emit(0)
    assert window.session.state.result.measurement.ndim == 3
    window.actions_.by_name["undo"].trigger()
    assert kind.currentIndex() == 1


def test_imagerep_is_added_to_fiji_and_removed(window, tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr("fiji_bridge.fiji_folder.usual_places", lambda: ())
    home = tmp_path / "My ImageJ ü"
    home.mkdir()
    chosen = [""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: chosen[0])
    add, remove = (window.actions_.by_name[name] for name in ("fiji_add", "fiji_remove"))
    notices = window.session.state.notices
    add.trigger()  # the dialog was cancelled
    assert window.session.state.notices == notices
    chosen[0] = str(home)
    add.trigger()
    assert "is no folder of Fiji or ImageJ" in window.session.state.notices[-1].message
    (home / "ij.jar").touch()
    add.trigger()
    assert str(home) in window.session.state.notices[-1].message
    assert (home / "plugins" / "ImageRep" / "Measure_Representativity.ijm").is_file()
    remove.trigger()
    assert "no longer" in window.session.state.notices[-1].message
    assert sorted(home.iterdir()) == [home / "ij.jar"]
    remove.trigger()
    assert "is not in" in window.session.state.notices[-1].message


def test_the_image_is_moved_zoomed_and_cropped_by_keys(window, qtbot):
    window.commands.open_sample("volume_3d.tif")
    view = window.workspace.image.view
    canvas, key = view.canvas, Qt.Key
    before, seen = canvas.zoom, canvas._box.viewRect()
    qtbot.keyClick(canvas, key.Key_Plus)
    assert canvas.zoom == pytest.approx(1.25 * before, rel=0.02)
    seen = canvas._box.viewRect()
    qtbot.keyClick(canvas, key.Key_Right)
    assert canvas._box.viewRect().left() == pytest.approx(seen.left() + 0.1 * seen.width())
    qtbot.keyClick(canvas, key.Key_0)
    assert canvas.zoom == pytest.approx(before)
    first = view.slices.slider.value()
    qtbot.keyClick(canvas, key.Key_PageUp)
    assert view.slices.slider.value() == first + 1

    view.set_crop_editing(True)
    for _ in range(3):
        qtbot.keyClick(canvas, key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas, key.Key_Right)
    qtbot.waitUntil(lambda: window.session.state.current.edits.crop is not None)
    assert window.session.state.current.edits.crop[1:] == ((1, 200), (1, 198))
    window.actions_.by_name["undo"].trigger()
    assert window.session.state.current.edits.crop is None


@pytest.mark.parametrize("target", [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_the_curve_passes_by_the_label_of_the_target(measured, target):
    measured.session.set_target(Target(target))
    QApplication.processEvents()
    view = measured.workspace.views.scale_bar
    label, curve = view._error_line.label, view._curve
    box = label.mapRectToScene(label.boundingRect())
    to_scene = view.plot.getPlotItem().vb.mapViewToScene
    points = [to_scene(QPointF(x, y)) for x, y in zip(curve.log_side, curve.log_error, strict=True)]
    assert not any(box.contains(point) for point in points)
    assert view.plot.getPlotItem().vb.sceneBoundingRect().contains(box.center())


@pytest.mark.parametrize("side", [60, 190])
@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_a_report_with_doubts_has_two_pages(measured, side, method):
    session = measured.session
    session.choose_method(method)
    session.set_crop(((0, side), (0, side)))
    session.want_table(True)
    made = datetime(2026, 1, 1).astimezone()
    content = report(session.state, GERMAN, made)
    assert content.count(b"/Type /Page\n") == 2


def test_what_fails_both_methods_is_told_once(window):
    window.commands.open_sample("field_1.tif;two_phase_2d.tif")
    message = window.workspace.result._message
    assert message.isVisible()
    assert "“field_1.tif” has 0.2 µm, “two_phase_2d.tif” has 0.4 µm" in message.text()
    assert not window.workspace.result._other.isVisible()
    window.workspace.images._batch.click()
    assert window.workspace.result._other.isVisible()


def test_headings_stand_over_their_figures(measured):
    measured.actions_.by_name["view_table"].trigger()
    model, role = measured.workspace.views.table._model, Qt.ItemDataRole.TextAlignmentRole
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal, role)
        assert heading == model.index(0, column).data(role)


def test_the_window_is_no_larger_than_its_screen(window):
    window.resize(5000, 4000)
    fit_screen(window)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_box_of_an_image_that_is_left_out_can_be_seen(measured, mode):
    theme = measured._context.theme
    theme.set_mode(mode)
    measured.commands.open_sample("field_1.tif;field_2.tif")
    session, images = measured.session, measured.workspace.images._list
    session.set_included(session.entries[1].key, False)
    QApplication.processEvents()
    assert not images.item(1).isSelected()
    line = images.visualItemRect(images.item(1))
    grab = images.viewport().grab().toImage()
    y = line.center().y()
    row = [grab.pixelColor(x, y) for x in range(line.left(), line.left() + 26)]
    assert max(contrast(colour, theme.colours.colour("base")) for colour in row) > 1.9
    theme.set_mode("light")


def test_escape_ends_the_drawing_of_a_crop(measured, qtbot):
    view = measured.workspace.image.view
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    measured.actions_.by_name["crop"].trigger()
    assert view.bar.crop.isChecked()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not view.bar.crop.isChecked()


def test_a_grey_image_asks_for_its_threshold_in_every_view(window, tmp_path):
    grey = np.random.default_rng(0).normal(120, 40, (200, 220)).clip(0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    views = window.workspace.views
    plots = (views.scale_bar, views.likelihood, views.correlation, views.spectrum)
    for plot in plots:
        views.setCurrentWidget(plot)
        assert plot._empty.text.text() == "Set the threshold below the image first."
    window.session.set_threshold(120.0)
    for plot in (views.scale_bar, views.likelihood, views.correlation):
        views.setCurrentWidget(plot)
        assert not plot.is_empty
    window.session.set_included(window.session.entries[0].key, False)
    for plot in plots:
        views.setCurrentWidget(plot)
        assert plot._empty.text.text() == "Every image is left out. Tick one in the list."
