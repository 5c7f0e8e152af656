"""The pixel size by a line along the micron bar."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from imagerep.image.overview import Overview
from imagerep_qt.dialogs.scale_line import ScaleLineDialog, picture_of


@pytest.fixture
def dialog(measured):
    measured.actions_.by_name["scale_line"].trigger()
    (found,) = measured.findChildren(ScaleLineDialog)
    return found


def drag(view, start, stop):
    """Drag from one pixel of the image to another."""
    port = view.viewport()
    first, last = (view.mapFromScene(QPointF(*point)) for point in (start, stop))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(port, QPoint((first.x() + last.x()) // 2, first.y()))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)


def test_a_line_and_its_length_are_a_pixel_size(dialog, measured):
    assert not dialog.use.isEnabled()
    drag(dialog.view, (100, 300), (500, 304))
    assert dialog.view.length_px == pytest.approx(400, abs=2)  # level, as bars are
    dialog.length.setText("24,0")
    dialog.unit.setCurrentText("µm")
    size = dialog.pixel_size
    assert size == pytest.approx(24 / dialog.view.length_px)
    dialog.use.click()
    calibration = measured.session.state.calibration
    assert calibration.voxel_size == (size, size)
    assert calibration.unit == "µm"
    measured.session.undo()
    assert measured.session.state.calibration != calibration


def test_the_line_s_end_moves_by_keys(dialog):
    dialog.view.set_line(QPointF(10, 50), QPointF(60, 50))
    QTest.keyClick(dialog.view, Qt.Key.Key_Right)
    assert dialog.view.length_px == 51
    QTest.keyClick(dialog.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.view.length_px == 41


@pytest.mark.parametrize("text", ["", "0", "-3", "ten", "inf"])
def test_a_length_that_is_none_is_not_used(dialog, text):
    dialog.view.set_line(QPointF(10, 50), QPointF(60, 50))
    dialog.length.setText(text)
    assert dialog.pixel_size is None
    assert not dialog.use.isEnabled()


def test_lengths_are_in_pixels_of_the_whole_image(qapp):
    from imagerep_qt.formatting import NumberFormat

    overview = Overview(np.arange(600, dtype=np.uint16).reshape(20, 30), 4, (80, 120))
    picture = picture_of(overview)
    assert (picture.width(), picture.height()) == (30, 20)
    assert picture.pixelColor(29, 19).red() == 255
    dialog = ScaleLineDialog(picture, overview.step, NumberFormat())
    assert dialog.view.sceneRect().width() == 120
