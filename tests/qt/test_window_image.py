"""The image in the window: phases, threshold, pixel size, crop, keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTreeWidget

from imagerep.calibration import Calibration
from imagerep_qt.session.results import Work
from tests.qt.user import drop, find, text_of, why_empty


def test_a_click_on_a_phase_chooses_it(measured):
    tree = find(measured, QTreeWidget, "Phases")
    tree.setCurrentItem(tree.topLevelItem(2))
    assert measured.session.state.phase == 255
    assert find(measured, QLabel, "Fraction of phase").text().endswith("255")
    measured.actions_.by_name["undo"].trigger()
    assert measured.session.state.phase == 85


def test_pixel_size_by_hand(measured):
    field = find(measured, QLineEdit, "Size of a pixel along x")
    field.setText("0.4")
    field.editingFinished.emit()
    assert measured.session.state.calibration.voxel_size == (0.4, 0.4)
    reset = find(measured, QPushButton, "Reset")
    assert reset.isVisible()
    reset.click()
    assert not reset.isVisible()
    assert measured.session.state.calibration.voxel_size == pytest.approx((0.05, 0.05))


def test_another_ratio_of_pixel_sides_shows_the_whole_image(measured):
    canvas = measured.workspace.image.view.canvas
    measured.session.set_calibration(Calibration((0.8, 0.2), "µm"))
    QApplication.processEvents()
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.contains(canvas.item.sceneBoundingRect())


def test_greyscale_gets_a_threshold_bar(window, tmp_path):
    rng = np.random.default_rng(0)
    coarse = rng.normal(60, 10, (30, 30)) + 120 * (rng.random((30, 30)) < 0.4)
    np.save(tmp_path / "grey.npy", np.kron(coarse, np.ones((4, 4))).clip(0, 255).astype(np.uint8))
    drop(window, tmp_path / "grey.npy")
    view = window.workspace.image.view
    assert view.threshold.isVisible()
    assert "threshold" in text_of(window.workspace.result, "Why there is no result")
    view.threshold_accepted.emit(view.threshold.value)
    assert window.session.state.work is Work.DONE
    assert window.session.state.result.measurement.phase_fraction == pytest.approx(0.4, abs=0.06)


def test_the_image_is_clicked(measured, qtbot):
    view = measured.workspace.image.view
    view.phase_clicked.emit(170)
    assert measured.session.state.phase == 170
    assert measured.childAt(QPoint(5, 5)) is not None


def test_the_image_is_moved_zoomed_and_cropped_by_keys(window, qtbot):
    window.commands.open_sample("volume_3d.tif")
    view = window.workspace.image.view
    canvas, key = view.canvas, Qt.Key
    before = canvas.zoom
    qtbot.keyClick(canvas, key.Key_Plus)
    assert canvas.zoom == pytest.approx(1.25 * before, rel=0.02)
    seen = canvas.area
    qtbot.keyClick(canvas, key.Key_Right)
    assert canvas.area.left() == pytest.approx(seen.left() + 0.1 * seen.width())
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


def test_escape_ends_the_drawing_of_a_crop(measured, qtbot):
    view = measured.workspace.image.view
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    measured.actions_.by_name["crop"].trigger()
    assert view.bar.crop.isChecked()
    assert measured.focusWidget() is view.canvas
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not view.bar.crop.isChecked()


def test_a_grey_image_asks_for_its_threshold_in_every_view(window, tmp_path):
    grey = np.random.default_rng(0).normal(120, 40, (200, 220)).clip(0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    views = window.workspace.tabs
    plots = (views.image_size, views.likelihood, views.correlation, views.spectrum)
    for plot in plots:
        views.setCurrentWidget(plot)
        assert why_empty(plot) == "Set the threshold below the image first."
    window.session.set_threshold(120.0)
    for plot in (views.image_size, views.likelihood, views.correlation):
        views.setCurrentWidget(plot)
        assert not plot.is_empty
    window.session.set_included(window.session.entries[0].key, False)
    for plot in plots:
        views.setCurrentWidget(plot)
        assert why_empty(plot) == "All images are excluded. Tick one in the list."
