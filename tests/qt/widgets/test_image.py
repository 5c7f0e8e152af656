"""The image view, by real mouse events."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from imagerep.calibration import Calibration
from imagerep.image.segmentation import Segmentation
from imagerep_qt.widgets.image.image_view import ImageView
from imagerep_qt.widgets.image.thumbnail import thumbnail
from imagerep_qt.widgets.image.tiled_item import TiledItem
from tests.qt.user import find, text_of, whole

VOLUME = np.random.default_rng(1).integers(0, 2, (20, 30, 40), dtype=np.uint8)


def on_screen(view, row, column):
    """Where the middle of a pixel is, in the viewport."""
    scene = view.canvas.item.mapToScene(QPointF(column + 0.5, row + 0.5))
    point = view.canvas.mapFromScene(scene)
    return QPoint(round(point.x()), round(point.y()))


@pytest.fixture
def segmentation():
    labels = np.full((60, 80), 85, np.uint8)
    labels[:, 40:] = 170
    labels[:10, :10] = 255
    return Segmentation.from_array(labels, calibration=Calibration((0.5, 0.5), "µm"))


@pytest.fixture
def view(theme, numbers, shown, segmentation):
    view = shown(ImageView(theme, numbers), 700, 560)
    view.set_segmentation(segmentation)
    QTest.qWait(1)
    return view


@pytest.fixture
def volume(theme, numbers, shown):
    view = shown(ImageView(theme, numbers), 700, 560)
    view.set_segmentation(
        Segmentation.from_array(VOLUME, calibration=Calibration((2.0, 1.0, 1.0), "nm"))
    )
    QTest.qWait(1)
    return view


class TestImage:
    def test_empty_until_opened(self, theme, numbers, shown, view):
        assert shown(ImageView(theme, numbers)).is_empty
        assert not view.is_empty
        view.set_segmentation(None)
        assert view.is_empty
        assert view.picture().isNull()

    def test_click_chooses_the_phase(self, view, qtbot):
        for place, label in (((30, 20), 85), ((30, 60), 170), ((5, 5), 255)):
            with qtbot.waitSignal(view.phase_clicked) as told:
                QTest.mouseClick(
                    view.canvas.viewport(),
                    Qt.MouseButton.LeftButton,
                    pos=on_screen(view, *place),
                )
            assert told.args == [label]

    def test_click_beside_the_image_does_nothing(self, view, qtbot):
        with qtbot.assertNotEmitted(view.phase_clicked, wait=50):
            QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    def test_the_chosen_phase_is_tinted(self, view, theme, segmentation):
        view.bar.tint.setValue(100)
        view.set_phase(170)
        grab = view.canvas.grab().toImage()
        tint = theme.phase_colours(segmentation.phases)[170].name()
        assert grab.pixelColor(on_screen(view, 30, 60)).name() == tint
        other = grab.pixelColor(on_screen(view, 30, 20))
        assert other.red() == other.green() == other.blue()
        view.bar.tint.setValue(0)
        grab = view.canvas.grab().toImage()
        assert grab.pixelColor(on_screen(view, 30, 60)).name() != tint

    def test_hover_reads_place_and_phase(self, view):
        QTest.mouseMove(view.canvas.viewport(), on_screen(view, 30, 60))
        text = text_of(view, "Pixel under the mouse")
        assert "x 60, y 30 px" in text
        assert "30.2 µm, 15.2 µm" in text
        assert "phase 170" in text
        QTest.mouseMove(view.canvas.viewport(), QPoint(2, 2))
        assert text_of(view, "Pixel under the mouse") == ""

    def test_wheel_zooms_and_buttons_reset(self, view, drag):
        whole = view.canvas.zoom
        view.canvas.set_zoom(4 * whole)
        assert view.canvas.zoom == pytest.approx(4 * whole, rel=1e-3)
        before = on_screen(view, 30, 40)
        drag(view.canvas.viewport(), (300, 200), (360, 230))
        after = on_screen(view, 30, 40)
        assert (after - before).x() == pytest.approx(60, abs=3)
        assert (after - before).y() == pytest.approx(30, abs=3)
        view.canvas.fit()
        assert view.canvas.zoom == pytest.approx(whole, rel=0.05)
        find(view, QToolButton, "1:1").click()
        assert view.canvas.zoom == pytest.approx(1 / view.devicePixelRatioF(), rel=1e-3)

    def test_another_calibration_changes_the_scale_bar(self, view):
        assert view.canvas.overlay.unit == "µm"
        view.set_calibration(None)
        assert view.canvas.overlay.voxel is None
        view.set_characteristic_length(12.3)
        assert "12.3 px" in view.canvas.overlay.length_text
        view.set_calibration(Calibration((2.0, 1.0), "mm"))
        assert view.canvas.overlay.voxel == 1.0
        assert view.canvas.item.transform().m22() == 2.0

    def test_picture_of_a_view_that_was_never_shown(self, theme, numbers, segmentation, qtbot):
        view = ImageView(theme, numbers)
        qtbot.addWidget(view)
        view.set_segmentation(segmentation)
        view.set_phase(85)
        picture = view.picture(800)
        places = [(x, y) for x in (3, 150, 310) for y in (60, 120)]
        assert all(picture.pixelColor(x, y).lightness() > 20 for x, y in places)
        assert picture.pixelColor(100, 100) != picture.pixelColor(250, 100)

    def test_picture_for_reports(self, view, theme, segmentation):
        view.set_phase(255)
        view.bar.tint.setValue(100)
        picture = view.picture(400)
        assert max(picture.width(), picture.height()) == pytest.approx(320, abs=1)
        colour = theme.phase_colours(segmentation.phases)[255]
        assert picture.pixelColor(10, 10).name() == colour.name()

    def test_thumbnails(self, theme, segmentation):
        small = thumbnail(segmentation, (170,), theme, 40)
        assert (small.width(), small.height()) == (40, 30)
        assert small.pixelColor(35, 20).saturation() > 100
        assert small.pixelColor(10, 20).saturation() == 0
        cube = Segmentation.from_array(np.arange(64).reshape(4, 4, 4) % 2)
        assert not thumbnail(cube, (), theme).isNull()


class TestCrop:
    def test_drag_a_corner(self, view, drag, qtbot):
        view.set_crop_editing(True)
        start, stop = on_screen(view, -0.5, -0.5), on_screen(view, 9.5, 19.5)
        with qtbot.waitSignal(view.crop_changed) as told:
            drag(view.canvas.viewport(), start.toTuple(), stop.toTuple())
        ((top, bottom), (left, right)) = told.args[0]
        assert (top, left) == pytest.approx((10, 20), abs=1)
        assert (bottom, right) == (60, 80)
        assert view.crop == told.args[0]
        with qtbot.waitSignal(view.whole_wanted):
            view.bar.whole.click()

    def test_a_rectangle_is_drawn_by_press_and_drag(self, view, drag, qtbot):
        view.set_crop_editing(True)
        assert (
            text_of(view, "Pixel under the mouse")
            == "Draw a rectangle around what is to be measured."
        )
        zoom, area = view.canvas.zoom, view.canvas.area
        start, stop = on_screen(view, 45, 61), on_screen(view, 12, 22)
        with qtbot.waitSignal(view.crop_changed) as told:
            drag(view.canvas.viewport(), start.toTuple(), stop.toTuple())
        assert told.args == [((12, 46), (22, 62)), None]
        assert text_of(view, "Pixel under the mouse") == "Crop: 40 × 34 px   ·   20.0 µm × 17.0 µm"
        assert (view.canvas.zoom, view.canvas.area) == (zoom, area)
        # beside it another one is drawn, up to the edge of the image
        start, stop = on_screen(view, 50, 70), on_screen(view, 200, 300)
        with qtbot.waitSignal(view.crop_changed) as told:
            drag(view.canvas.viewport(), start.toTuple(), stop.toTuple())
        assert told.args == [((50, 60), (70, 80)), None]

    def test_inside_it_is_moved(self, view, drag, qtbot):
        view.set_crop(((10, 30), (10, 40)))
        view.set_crop_editing(True)
        start, stop = on_screen(view, 20, 20), on_screen(view, 25, 30)
        with qtbot.waitSignal(view.crop_changed) as told:
            drag(view.canvas.viewport(), start.toTuple(), stop.toTuple())
        ((top, bottom), (left, right)) = told.args[0]
        assert (bottom - top, right - left) == (20, 30)
        assert (top, left) == pytest.approx((15, 20), abs=1)

    def test_without_the_tool_the_image_is_moved(self, view, drag, qtbot):
        before = on_screen(view, 30, 40)
        with qtbot.assertNotEmitted(view.crop_changed):
            drag(view.canvas.viewport(), (300, 200), (360, 230))
        assert on_screen(view, 30, 40) != before

    def test_what_is_hardly_a_rectangle_is_none(self, view, drag, qtbot):
        view.set_crop(((10, 30), (10, 40)))
        view.set_crop_editing(True)
        start, stop = on_screen(view, 50, 50), on_screen(view, 50, 70)
        with qtbot.assertNotEmitted(view.crop_changed):
            drag(view.canvas.viewport(), start.toTuple(), stop.toTuple())
        assert view.crop_tool.box.box() == ((10, 30), (10, 40))

    def test_a_rectangle_is_given_up_while_it_is_drawn(self, view, qtbot):
        view.set_crop_editing(True)
        port = view.canvas.viewport()
        QTest.mouseMove(port, on_screen(view, 20, 20))
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=on_screen(view, 20, 20))
        for row in range(21, 50, 4):
            QTest.mouseMove(port, on_screen(view, row, row))
            QTest.qWait(12)
        assert view.crop_tool.is_dragging
        assert text_of(view, "Pixel under the mouse").startswith("Crop: ")
        assert view.crop_tool.cancel()
        with qtbot.assertNotEmitted(view.crop_changed):
            QTest.mouseMove(port, on_screen(view, 55, 55))
            QTest.qWait(12)
            QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=on_screen(view, 55, 55))
        assert view.crop is None
        assert view.crop_tool.box.box() == ((0, 60), (0, 80))
        assert not view.crop_tool.cancel()

    def test_a_rectangle_in_a_plane_of_a_volume(self, volume, drag, qtbot):
        volume.set_crop(((5, 15), (0, 30), (0, 40)))
        volume.slices.set_axis(2)
        volume.set_crop_editing(True)
        QTest.qWait(1)
        start, stop = on_screen(volume, 16, 3), on_screen(volume, 18, 20)
        with qtbot.waitSignal(volume.crop_changed) as told:
            drag(volume.canvas.viewport(), start.toTuple(), stop.toTuple())
        assert told.args == [((16, 19), (3, 21), (0, 40)), None]

    def test_the_mouse_tells_what_it_would_do(self, view):
        assert view.canvas.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
        view.set_crop_editing(True)
        assert view.canvas.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
        assert not view.crop_tool.box.frame.hasCursor()
        view.set_crop(((10, 30), (10, 40)))
        assert view.crop_tool.box.frame.cursor().shape() is Qt.CursorShape.SizeAllCursor
        view.set_crop_editing(False)
        assert view.canvas.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor

    def test_setting_it_is_silent(self, view, qtbot):
        with qtbot.assertNotEmitted(view.crop_changed):
            view.set_crop(((5, 50), (0, 70)))
            view.set_crop_editing(True)
            view.set_crop_editing(False)
        assert view.crop == ((5, 50), (0, 70))
        assert view.crop_tool.box.box() == ((5, 50), (0, 70))

    def test_what_is_left_out_is_dark(self, view):
        before = view.canvas.grab().toImage().pixelColor(on_screen(view, 55, 60))
        view.set_crop(((0, 50), (0, 80)))
        after = view.canvas.grab().toImage().pixelColor(on_screen(view, 52, 60))
        assert after.lightness() < before.lightness()

    def test_planes_of_a_volume_keep_the_third_side(self, volume):
        volume.set_crop(((5, 15), (2, 28)))
        assert volume.crop is not None
        assert len(volume.crop) == 3
        volume.set_crop(((1, 20), (0, 30), (0, 40)))
        volume.slices.set_axis(1)
        assert volume.crop_tool.box.box() == ((1, 20), (0, 40))


class TestVolume:
    def test_slider_and_axes(self, volume, qtbot):
        assert volume.slices.isVisible()
        assert volume.plane.index == 10
        volume.slices.slider.setValue(3)
        assert volume.plane.index == 3
        volume.slices.set_axis(2)
        assert (volume.plane.axis, volume.plane.index) == (2, 20)
        assert (volume.plane.height, volume.plane.width) == (20, 30)
        assert volume.canvas.item.transform().m22() == 2.0

    def test_click_answers_the_voxel(self, volume, qtbot):
        volume.slices.set_axis(1)
        volume.slices.slider.setValue(7)
        QTest.qWait(1)
        with qtbot.waitSignal(volume.phase_clicked) as told:
            QTest.mouseClick(
                volume.canvas.viewport(),
                Qt.MouseButton.LeftButton,
                pos=on_screen(volume, 12, 33),
            )
        assert told.args == [VOLUME[12, 7, 33]]

    def test_the_volume_is_never_copied(self, volume, monkeypatch):
        planes = []
        monkeypatch.setattr(
            volume.canvas.item, "set_plane", lambda plane, code: planes.append(plane)
        )
        for axis in (1, 2, 0):
            volume.slices.set_axis(axis)
        assert len(planes) == 3
        assert all(np.shares_memory(plane.values, VOLUME) for plane in planes)


class TestOutside:
    """Pixels that are not part of the sample."""

    @pytest.fixture
    def view(self, theme, numbers, shown):
        labels = np.zeros((60, 80), np.uint8)
        labels[:, 40:] = 1
        domain = np.ones((60, 80), bool)
        domain[:30] = False
        view = shown(ImageView(theme, numbers), 700, 560)
        view.set_segmentation(Segmentation.from_array(labels, domain=domain))
        view.bar.tint.setValue(0)
        QTest.qWait(1)
        return view

    def test_they_are_hatched_in_the_colours_of_the_theme(self, view, theme):
        grab = view.canvas.grab().toImage()
        places = [on_screen(view, 15, column) for column in (10, 30, 50, 70)]
        seen = {
            grab.pixelColor(place.x() + k, place.y()).name() for place in places for k in range(9)
        }
        assert len(seen) > 1
        assert theme.colours.base in seen
        inside = [grab.pixelColor(on_screen(view, 45, column)) for column in (20, 60)]
        assert inside[0] != inside[1]
        assert not {colour.name() for colour in inside} & seen

    def test_they_have_no_phase(self, view, qtbot):
        place = on_screen(view, 15, 20)
        with qtbot.assertNotEmitted(view.phase_clicked):
            QTest.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(view.canvas.viewport(), place)
        assert text_of(view, "Pixel under the mouse").endswith("not part of the sample")
        with qtbot.waitSignal(view.phase_clicked) as told:
            QTest.mouseClick(
                view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(view, 45, 60)
            )
        assert told.args == [1]

    def test_the_line_below_says_what_the_hatching_means(self, view):
        view.canvas.pixel_hovered.emit(-1, -1)
        said = text_of(view, "Pixel under the mouse")
        assert said == "Hatched: not part of the sample (50\u202f%)."

    def test_they_are_clear_in_thumbnails(self, view, theme):
        labels, domain = np.eye(40, dtype=np.uint8), np.zeros((40, 40), bool)
        domain[20:] = True
        small = thumbnail(Segmentation.from_array(labels, domain=domain), (1,), theme, 40)
        assert small.pixelColor(5, 5).alpha() == 0
        assert small.pixelColor(5, 35).alpha() == 255


class TestThreshold:
    @pytest.fixture
    def grey(self, theme, numbers, shown):
        rng = np.random.default_rng(2)
        image = np.where(rng.random((60, 80)) < 0.4, 190.0, 70.0) + rng.normal(0, 8, (60, 80))
        view = shown(ImageView(theme, numbers), 700, 560)
        view.set_grey(whole(image.astype(np.uint8)))
        QTest.qWait(1)
        return view, image.astype(np.uint8)

    def test_starts_with_a_good_one(self, grey):
        view, image = grey
        assert view.threshold.isVisible()
        assert (image >= view.threshold.value).mean() == pytest.approx(0.4, abs=0.03)

    def test_drag_previews_and_button_accepts(self, grey, drag, qtbot):
        view, _ = grey
        plot = view.threshold.plot
        box = plot.getPlotItem().getViewBox()
        y = sum(plot.viewRange()[1]) / 2
        place = [
            plot.mapFromScene(box.mapViewToScene(QPointF(x, y)))
            for x in (view.threshold.value, 175.0)
        ]
        values = []
        view.threshold_changed.connect(values.append)
        drag(plot.viewport(), place[0].toTuple(), place[1].toTuple())
        assert values[-1] == pytest.approx(175, abs=3)
        assert values[-1] == round(values[-1])
        with qtbot.waitSignal(view.threshold_accepted) as told:
            find(view, QPushButton, "Use this threshold").click()
        assert told.args == [values[-1]]

    def test_what_a_crop_leaves_out_is_not_counted(self, grey, numbers):
        view, image = grey
        view.set_threshold(140)
        view.set_crop(((10, 40), (5, 60)))
        share = (image[10:40, 5:60] >= 140).mean()
        assert numbers.percent(share) in text_of(view, "Shares of the phases")
        assert view.threshold.value == 140
        view.set_crop(None)
        share = (image >= 140).mean()
        assert numbers.percent(share) in text_of(view, "Shares of the phases")

    def test_preview_tints_the_bright(self, grey, theme):
        view, image = grey
        view.bar.tint.setValue(100)
        view.set_threshold(130)
        row, column = (int(k[0]) for k in np.nonzero(image >= 150))
        grab = view.canvas.grab().toImage()
        colour = grab.pixelColor(on_screen(view, row, column))
        assert colour.saturation() > 100

    def test_a_click_chooses_the_side_of_the_threshold(self, grey, qtbot):
        view, values = grey
        view.set_threshold(100.0)
        for side in (0, 1):
            row, column = np.argwhere((values >= 100) == side)[len(values) // 2]
            with qtbot.waitSignal(view.phase_clicked) as told:
                QTest.mouseClick(
                    view.canvas.viewport(),
                    Qt.MouseButton.LeftButton,
                    pos=on_screen(view, row, column),
                )
            assert told.args == [side]
        QTest.mouseMove(view.canvas.viewport(), on_screen(view, 31, 41))
        assert "grey value" in text_of(view, "Pixel under the mouse")

    @pytest.mark.parametrize("kind", [np.uint16, np.float32, np.int32])
    def test_other_types(self, theme, numbers, shown, kind):
        view = shown(ImageView(theme, numbers))
        image = (np.arange(6000).reshape(60, 100) * 7).astype(kind)
        view.set_grey(whole(image), Calibration((1.0,), "nm").for_ndim(2))
        assert image.min() < view.threshold.value < image.max()
        assert not view.canvas.grab().isNull()
        view.set_segmentation(None)
        assert view.is_empty


def test_large_images_are_read_in_part(theme, numbers, shown):
    read = []

    def code(part):
        read.append(part)
        return part

    view = shown(ImageView(theme, numbers), 700, 560)
    view.set_segmentation(Segmentation.from_array(VOLUME[0]))
    plane = np.broadcast_to(np.arange(4096, dtype=np.uint8) % 2, (4096, 4096))
    view.canvas.set_plane(whole(plane), code, 1.0, fit=True)
    view.canvas.grab()
    assert view.canvas.stride() == 8
    assert 0 < sum(part.size for part in read) <= 512**2
    read.clear()
    view.canvas.set_zoom(1.0)
    view.canvas.grab()
    assert view.canvas.stride() == 1
    assert 0 < sum(part.size for part in read) <= 12 * 512**2
    assert all(np.diff(part[0].astype(int)).any() for part in read)  # every pixel, not every 8th


def test_an_item_is_as_large_as_its_image(qapp):
    item = TiledItem()
    item.set_plane(whole(np.broadcast_to(np.uint8([[0, 1]]), (20_000, 2))), np.asarray)
    assert item.boundingRect().height() == 20_000


def test_colours_of_the_file_are_kept(theme, numbers, shown):
    labels = np.zeros((40, 40), np.uint8)
    labels[:, 20:] = 1
    colours = {0: (10, 200, 30), 1: (200, 20, 220)}
    view = shown(ImageView(theme, numbers))
    view.set_segmentation(Segmentation.from_array(labels, colours=colours))
    grab = view.canvas.grab().toImage()
    assert grab.pixelColor(on_screen(view, 20, 10)) == QColor(10, 200, 30)
