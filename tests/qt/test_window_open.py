"""What is opened, dropped and pasted into the window."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton

from imagerep.samples import sample_path
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Mode, origins
from tests.qt.user import drop, find, last_notice


def test_a_folder_dropped_on_an_empty_window_is_a_batch(window, image_file):
    drop(window, image_file("a.npy").parent)
    assert window.session.state.mode is Mode.BATCH
    assert len(window.session.state.rows) == 1


def test_only_the_image_that_came_last_is_selected(measured):
    images = find(measured, QListWidget, "Images")
    images.item(0).setSelected(True)
    drop(measured, sample_path("two_phase_2d.tif"))
    selected = [item.text().split("\n")[0] for item in images.selectedItems()]
    assert selected == ["two_phase_2d.tif"]
    find(measured.workspace.images, QPushButton, "Remove").click()
    assert [image.name for image in measured.session.state.images] == ["three_phase_2d.tif"]


@pytest.mark.parametrize("content", [b"", b"II*\0\xff\xff\xff\xff", b"\x89PNG\r\n\x1a\n", b"hello"])
@pytest.mark.parametrize("suffix", [".tif", ".png", ".npy", ".jpg", ".imagerep"])
def test_a_hostile_file_leaves_a_message_and_nothing_else(measured, tmp_path, content, suffix):
    before = measured.session.state
    (tmp_path / f"bad{suffix}").write_bytes(content)
    drop(measured, tmp_path / f"bad{suffix}")
    after = measured.session.state
    assert len(after.notices) == 1
    assert "bad" in last_notice(measured.session)
    assert "Traceback" not in last_notice(measured.session)
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
    assert "Nothing arrived" in last_notice(measured.session)
    assert measured.session.state.images == before.images


def test_beside_the_cards_it_is_asked_where_it_belongs(measured, qtbot):
    zones, session = measured.drop_and_paste.zones, measured.session
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
    assert measured.drop_and_paste.zones.isVisible()
    measured.dragLeaveEvent(QDragLeaveEvent())
    assert not measured.drop_and_paste.zones.isVisible()


def test_a_pasted_image_asks_where_it_belongs(measured, qtbot):
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF000000)
    for x in range(0, 60, 7):
        picture.setPixel(x, 5, 0xFFFFFFFF)
    QGuiApplication.clipboard().setImage(picture)
    measured.actions_.by_name["paste"].trigger()
    assert len(measured.session.state.images) == 1
    card = measured.drop_and_paste.zones.cards[Place.REPLACE]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert [image.name for image in measured.session.state.images] == ["Pasted image"]


def test_a_copy_of_an_image_is_told(measured, tmp_path):
    copy = tmp_path / "copy.tif"
    copy.write_bytes(sample_path("three_phase_2d.tif").read_bytes())
    drop(measured, sample_path("two_phase_2d.tif"))
    assert measured.session.state.notices == ()
    drop(measured, copy)
    assert last_notice(measured.session).startswith("“copy.tif” is a copy of “three_phase_2d.tif”.")
    image = measured.session.entries[0].image
    measured.session.add(image, "one")
    measured.session.add(image, "two")
    assert last_notice(measured.session).startswith("“two” is a copy of “three_phase_2d.tif”.")


def test_many_pixels_from_another_program_do_not_hold_up_the_window(measured, monkeypatch):
    monkeypatch.setattr(origins, "MAX_BYTES_IN_MEMORY", 1000)
    image = measured.session.entries[0].image
    measured.session.add(image, "one")
    measured.session.add(image, "two")
    assert [entry.origin.pixels for entry in measured.session.entries[1:]] == ["", ""]
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
    assert "no image" in last_notice(window.session)


def test_a_stack_becomes_images_by_one_click_and_a_volume_again(window, tmp_path, qtbot):
    rng = np.random.default_rng(0)
    coarse = (rng.random((12, 12, 12)) < 0.4).astype(np.uint8)
    np.save(tmp_path / "stack.npy", np.kron(coarse, np.ones((1, 4, 4), np.uint8)))
    drop(window, tmp_path / "stack.npy")
    button = find(window.notices, QPushButton, "Separate images")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.state.result.measurement.n_images == 12
    assert not window.notices.isVisible()
    kind = find(window, QComboBox, "What the slices are")
    assert kind.currentText() == "separate images"
    kind.setCurrentIndex(0)
    kind.activated.emit(0)
    assert window.session.state.result.measurement.ndim == 3
    window.actions_.by_name["undo"].trigger()
    assert kind.currentIndex() == 1
