"""The window as a whole, on the offscreen platform."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QImage,
)
from PySide6.QtWidgets import QApplication, QListWidget, QTreeWidget, QWidget

from imagerep.samples import sample_path
from imagerep_qt.app import main
from imagerep_qt.session.results import Work
from imagerep_qt.theme import DARK, LIGHT
from imagerep_qt.widgets.screen import fit_to_screen
from tests.qt.user import contrast, drop, find, headline, table


def test_an_empty_window_invites(window):
    assert window.start_page.isVisible()
    assert window.windowTitle() == "ImageRep"


def test_loading_the_panels_leaves_the_window_its_size(window):
    window.resize(800, 540)
    assert window.workspace is not None
    QApplication.processEvents()
    assert (window.width(), window.height()) == (800, 540)


def test_a_sample_is_measured_and_shown(measured):
    state = measured.session.state
    assert state.work is Work.DONE
    assert measured.workspace.isVisible()
    assert headline(measured).startswith("52.3 ± ")
    assert "three_phase_2d.tif" in measured.windowTitle()
    assert find(measured, QTreeWidget, "Phases").topLevelItemCount() == 3


def test_every_tab_and_the_table(measured, qtbot):
    for name in (
        "view_likelihood", "view_correlation", "view_spectrum", "view_table", "view_image_size",
    ):  # fmt: skip
        measured.actions_.by_name[name].trigger()
        QApplication.processEvents()
    measured.actions_.by_name["view_table"].trigger()
    model = table(measured)
    assert [model.index(row, 0).data() for row in range(3)] == ["85", "170", "255"]
    assert all(row.work is Work.DONE for row in measured.session.state.rows)
    assert model.index(0, 1).data().startswith("52.3")
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row[2:7:4] == ["± 2.6\u202f%", "± 2.3\u202f%"]
    assert row[5] == "spectral"


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
    package = tmp_path / "imagerep_qt"
    assert documentation.documentation(package) is None
    documentation.show_documentation(package)
    assert not opened
    page = package / "_help" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    documentation.show_documentation(package)
    assert [url.toLocalFile() for url in opened] == [page.as_posix()]


def test_screenshot_from_the_command_line(tmp_path, capsys, qapp):
    file = str(sample_path("field_1.tif"))
    assert main([file, "--phase", "0", "--screenshot", str(tmp_path / "s.png")]) == 0
    assert QImage(str(tmp_path / "s.png")).width() > 800
    assert main([str(tmp_path / "no.tif"), "--screenshot", str(tmp_path / "t.png")]) == 1
    assert "no.tif" in capsys.readouterr().err


def test_headings_stand_over_their_figures(measured):
    measured.actions_.by_name["view_table"].trigger()
    model, role = table(measured), Qt.ItemDataRole.TextAlignmentRole
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal, role)
        assert heading == model.index(0, column).data(role)


def test_the_window_is_no_larger_than_its_screen(window):
    window.resize(5000, 4000)
    fit_to_screen(window)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75])
def test_the_window_fits_a_screen_of_1600_by_1000_pixels_at_any_scale(window, monkeypatch, scale):
    room = QSize(round(1600 / scale), round(1000 / scale))  # as Qt rounds
    screen = SimpleNamespace(availableSize=lambda: room, devicePixelRatio=lambda: scale)
    window.resize(5000, 4000)
    monkeypatch.setattr(window, "screen", lambda: screen)
    fit_to_screen(window)
    assert (window.width() + 2 * 8) * scale <= 1600  # Windows has 8 px of frame at each side
    assert window.height() * scale < 1000


@pytest.mark.parametrize("fill", [QWidget.showMaximized, QWidget.showFullScreen])
def test_a_window_that_fills_its_screen_does_so_after_a_change(measured, qtbot, monkeypatch, fill):
    room = QSize(1600, 1000)
    screen = SimpleNamespace(
        availableSize=lambda: room, size=lambda: room, devicePixelRatio=lambda: 1.0
    )
    monkeypatch.setattr(measured, "screen", lambda: screen)
    measured.session.set_confidence(0.7)
    fill(measured)
    qtbot.wait(100)
    room = measured.size()
    measured.session.set_confidence(0.8)
    qtbot.wait(100)
    assert measured.size() == room


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_box_of_an_image_that_is_left_out_can_be_seen(measured, mode):
    measured.actions_.by_name[f"theme_{mode}"].trigger()
    measured.commands.open_sample("field_1.tif;field_2.tif")
    session, images = measured.session, find(measured, QListWidget, "Images")
    session.set_included(session.entries[1].key, False)
    QApplication.processEvents()
    assert not images.item(1).isSelected()
    line = images.visualItemRect(images.item(1))
    grab = images.viewport().grab().toImage()
    y = line.center().y()
    colours = {"light": LIGHT, "dark": DARK}[mode]
    row = [grab.pixelColor(x, y) for x in range(line.left(), line.left() + 26)]
    assert max(contrast(colour, colours.colour("base")) for colour in row) > 1.9
    measured.actions_.by_name["theme_light"].trigger()
