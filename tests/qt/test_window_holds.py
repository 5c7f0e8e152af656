"""The window on small screens, with long names, missing files, notices and undo."""

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
)
from scipy.ndimage import gaussian_filter

from imagerep_qt.session import Session, session_file
from tests.qt.user import find, notices

LAPTOP = 1366 / 1.5, (768 - 48) / 1.5
"""Room on a laptop at 150 %, without its task bar."""


def cells(path, seed=0, shape=(200, 240)):
    smooth = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), 3)
    tifffile.imwrite(path, (smooth > 0).astype(np.uint8))
    return path


def with_bar(path):
    labels = tifffile.imread(cells(path))
    labels[-20:] = 1
    tifffile.imwrite(path, labels)
    return path


def test_it_fits_a_small_screen_whatever_the_files_are_called(tmp_path, window):
    window.session.open([with_bar(tmp_path / "a.tif")])
    QApplication.processEvents()
    width, height = window.width(), window.minimumSizeHint().height()
    least = window.minimumSizeHint().width()
    assert least <= LAPTOP[0]
    assert height <= LAPTOP[1]
    name = "an_endless_name_without_any_space_" * 6 + ".tif"
    window.session.open([with_bar(tmp_path / name)], replace_all=True)
    window.session.open([tmp_path / name.replace("an_", "no_")])  # a notice with such a name
    window.session.rename_phase(1, "a" * 200)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() == least
    assert window.width() == width
    assert window.workspace.result.doubts.isVisible()
    top = window.workspace.result.doubts.mapTo(
        window, window.workspace.result.doubts.rect().topLeft()
    )
    assert top.y() < LAPTOP[1] / 2  # above the fold


def test_a_missing_file_of_a_session_is_located(tmp_path, window, monkeypatch):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    session = Session()
    session.open([cells(here / f"{name}.tif", k) for k, name in enumerate("abc")])
    for key in [entry.key for entry in session.entries]:
        session.select(key)
        session.set_crop(((0, 150), (0, 200)))
        break
    session_file.save(session, tmp_path / "s.imagerep")
    for name in "ab":
        (here / f"{name}.tif").rename(there / f"{name}.tif")
    window.commands.load_session(tmp_path / "s.imagerep")
    assert [image.name for image in window.session.state.images] == ["c.tif"]
    assert len(notices(window.session)) == 2
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a, **k: (str(there / "a.tif"), ""))
    find(window.notices, QPushButton, "Locate").click()
    assert {image.name for image in window.session.state.images} == {"a.tif", "b.tif", "c.tif"}
    assert {e.edits.crop for e in window.session.entries} == {((0, 150), (0, 200))}
    assert notices(window.session) == []
    window.session.set_saved(tmp_path / "s.imagerep")


def test_notices_go_with_their_cause(tmp_path):
    session = Session()
    path = tmp_path / "late.tif"
    session.open([cells(tmp_path / "a.tif"), path])
    assert len(notices(session)) == 1
    session.open([cells(path, 1)])  # now it is there
    assert notices(session) == []
    session.set_crop(((0, 5000), (0, 80)))
    assert len(notices(session)) == 1
    session.set_crop(((0, 100), (0, 80)))
    assert notices(session) == []
    stack = tmp_path / "stack.npy"
    np.save(stack, np.stack([tifffile.imread(path)] * 20))
    session.open([stack], replace_all=True)
    assert "volume" in notices(session)[0][0]
    session.open([path], replace_all=True)
    assert notices(session) == []


def test_only_what_could_be_opened_is_recent(tmp_path, window, settings):
    (tmp_path / "text.tif").write_text("no image")
    window.commands.open_paths([tmp_path / "text.tif"], replace_all=True)
    assert settings.recent == []
    good = cells(tmp_path / "good.tif")
    window.commands.open_paths([good, tmp_path / "text.tif"], replace_all=True)
    assert settings.recent == [good]


def test_undo_works_after_typing_a_pixel_size(tmp_path, window):
    window.session.open([cells(tmp_path / "a.tif")])
    field = find(window, QLineEdit, "Size of a pixel along x")
    field.setFocus()
    QTest.keyClicks(field, "0.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.session.state.calibration.voxel_size == (0.5, 0.5)

    def asks_for(modifier):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, modifier)
        event.ignore()
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    assert not asks_for(Qt.KeyboardModifier.ControlModifier)  # the window undoes
    QTest.keyClicks(field, "7")
    assert asks_for(Qt.KeyboardModifier.ControlModifier)  # the field takes the digit back
    window.actions_.by_name["undo"].trigger()
    assert window.session.state.calibration is None


def test_units_come_from_a_list(tmp_path, window):
    window.session.open([cells(tmp_path / "a.tif")])
    units = find(window, QComboBox, "Unit of the pixel size")
    assert not units.isEditable()


def test_the_overlay_leaves_crop_handles_and_exports_alone(tmp_path, window, monkeypatch):
    window.session.open([cells(tmp_path / "a.tif")])
    image = window.workspace.image
    plain, marked = image.picture(overlay=False), image.picture()
    assert plain != marked
    view = image.view
    shown = view.canvas.grab().toImage()
    view.set_crop_editing(True)
    drawn = []
    monkeypatch.setattr(type(view.canvas.overlay), "draw", lambda *a: drawn.append(a))
    view.canvas.grab()
    assert not drawn
    view.set_crop_editing(False)
    view.canvas.grab()
    assert drawn
    assert not shown.isNull()


def places_of_the_overlay(image):
    """Rows of a picture that the overlay changes."""
    plain, marked = image.picture(overlay=False), image.picture()
    width, height = plain.width(), plain.height()
    changed = [
        row
        for row in range(height)
        if any(plain.pixel(x, row) != marked.pixel(x, row) for x in range(0, width, 5))
    ]
    return changed[0] / height, changed[-1] / height


@pytest.mark.parametrize("side", ["below", "above"])
def test_the_overlay_leaves_data_bars_alone(tmp_path, window, side):
    labels = tifffile.imread(cells(tmp_path / "a.tif"))
    bar = slice(-30, None) if side == "below" else slice(0, 30)
    labels[bar] = 0
    labels[bar][10:20, 180:220] = 1
    tifffile.imwrite(tmp_path / "a.tif", labels)
    window.session.open([tmp_path / "a.tif"])
    image = window.workspace.image
    first, last = 30 / 200, 1 - 30 / 200

    def is_free():
        top, bottom = places_of_the_overlay(image)
        return bottom < last if side == "below" else top > first

    assert [doubt.code for doubt in window.session.state.result.doubts] == ["bar-suspected"]
    assert is_free()
    find(window.workspace.result, QPushButton, "Crop it away").click()
    assert not window.session.state.result.doubts
    assert is_free()


def test_what_concerns_fiji_is_in_a_menu_of_its_own(window):
    menus = {menu.title(): menu for menu in window.menuBar().findChildren(QMenu)}
    texts = [action.text() for action in menus["Fi&ji"].actions()]
    assert len(texts) == 5
    assert all("Fiji" in text or "Fi&ji" in text for text in texts)


@pytest.mark.parametrize("extension", ["h5", "nrrd", "zarr.zip", "tif"])
def test_the_dialog_shows_every_format(window, monkeypatch, extension):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *a, **k: (asked.append(a[3]), ([], ""))[1]
    )
    window.commands.open_images()
    assert f"*.{extension}" in asked[0]


def test_a_narrow_list_leaves_the_size_out_rather_than_cut_the_fraction(window, tmp_path):
    window.session.open([with_bar(tmp_path / "cells.tif")])
    window.resize(1200, 700)
    (row,) = window.workspace.images.findChildren(QListWidget)
    for left, has_size in ((0, False), (400, True)):
        window.workspace.setSizes([left, 800 - left, 330])
        QApplication.processEvents()
        QApplication.processEvents()
        line = row.item(0).text().split("\n")[1]
        assert line.startswith("⚠ 55.1\u202f%")
        assert ("240×200" in line) is has_size
