"""The plots, by real mouse events."""

import math
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QCheckBox

from imagerep.calibration import Calibration
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.wording import Wording
from imagerep_qt.theme import DARK
from imagerep_qt.widgets.plots.correlation_view import CorrelationView
from imagerep_qt.widgets.plots.image_size_view import ImageSizeView
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from tests.qt.user import find, text_of
from tests.qt.widgets.plot_items import handle, lines, marks

CAPTION = "What has been measured and what is needed"


def on_screen(plot, x, y):
    point = plot.getPlotItem().getViewBox().mapViewToScene(QPointF(x, y))
    point = plot.mapFromScene(point)
    return point.x(), point.y()


def size_line(view):
    return next(line for line in lines(view.plot) if line.angle == 90)


def middle(plot):
    (left, right), (bottom, top) = plot.viewRange()
    return 0.5 * (left + right), 0.5 * (bottom + top)


@pytest.mark.parametrize("view_type", [LikelihoodView, ImageSizeView, CorrelationView])
class TestEveryPlot:
    def test_empty_until_measured_and_again_after(
        self, view_type, theme, numbers, shown, make_measurement
    ):
        view = shown(view_type(theme, numbers))
        assert view.is_empty
        view.set_measurement(make_measurement())
        assert not view.is_empty
        assert view.plot.accessibleDescription()
        view.set_measurement(None)
        assert view.is_empty

    def test_follows_theme_and_numbers(
        self, view_type, theme, numbers, shown, make_measurement, micrometre
    ):
        view = shown(view_type(theme, numbers))
        view.set_measurement(make_measurement(calibration=micrometre))
        theme.set_mode("dark")
        corner = view.plot.grab().toImage().pixelColor(3, 3)
        assert corner == QColor(DARK.base)
        before = view.plot.accessibleDescription()
        view.set_numbers(NumberFormat(",", "."))
        after = view.plot.accessibleDescription()
        assert before != after
        assert "," in after

    @pytest.mark.parametrize(
        ("fraction", "length", "shape"),
        [
            (0.001, 60.0, (40, 50)),
            (0.999, 1.0, (9000, 9000)),
            (0.2, 300.0, (100, 100, 100)),
            (0.5, 0.01, (3, 3)),
        ],
    )
    def test_extreme_measurements_are_drawn(
        self, view_type, theme, numbers, shown, make_measurement, fraction, length, shape
    ):
        view = shown(view_type(theme, numbers))
        view.set_measurement(make_measurement(fraction, length, shape))
        assert not view.is_empty
        assert not view.grab().isNull()


class TestLikelihood:
    @pytest.fixture
    def view(self, theme, numbers, shown, make_measurement):
        view = shown(LikelihoodView(theme, numbers))
        view.set_measurement(make_measurement())
        return view

    def test_ends_are_those_of_the_measurement(self, view, make_measurement, qtbot):
        with qtbot.assertNotEmitted(view.confidence_changed):
            view.set_confidence(0.8)
        assert [end.value() for end in lines(view.plot)] == pytest.approx(
            make_measurement().confidence_interval(0.8)
        )
        assert "80" in text_of(view, "Confidence interval")

    @pytest.mark.parametrize("which", [0, 1])
    def test_dragging_an_end_changes_the_level(self, view, make_measurement, drag, which, qtbot):
        m = make_measurement()
        goal = m.confidence_interval(0.99)[which]
        y = middle(view.plot)[1]
        start = on_screen(view.plot, lines(view.plot)[which].value(), y)
        levels = []
        view.confidence_changed.connect(levels.append)
        drag(view.plot.viewport(), start, on_screen(view.plot, goal, y))
        assert levels[-1] == pytest.approx(0.99, abs=0.002)
        assert [end.value() for end in lines(view.plot)] == pytest.approx(
            m.confidence_interval(levels[-1])
        )

    def test_levels_stay_in_their_range(self, view, drag):
        levels = []
        view.confidence_changed.connect(levels.append)
        y = middle(view.plot)[1]
        start = on_screen(view.plot, lines(view.plot)[1].value(), y)
        drag(view.plot.viewport(), start, on_screen(view.plot, 0.4178, y))
        assert levels[-1] == 0.5

    def test_a_clipped_interval_can_be_dragged(self, theme, numbers, shown, make_measurement, drag):
        m = make_measurement(0.003, 40.0, (300, 300))
        view = shown(LikelihoodView(theme, numbers))
        view.set_measurement(m)
        levels = []
        view.confidence_changed.connect(levels.append)
        y = middle(view.plot)[1]
        goal = m.confidence_interval(0.8).high
        start = on_screen(view.plot, lines(view.plot)[1].value(), y)
        drag(view.plot.viewport(), start, on_screen(view.plot, goal, y))
        assert levels[-1] == pytest.approx(0.8, abs=0.01)

    def test_an_end_moves_by_keys(self, view, qtbot):
        levels = []
        view.confidence_changed.connect(levels.append)
        lower, upper = handle(view.plot, "Lower end"), handle(view.plot, "Upper end")
        before = lines(view.plot)[1].value()
        upper.setFocus(Qt.FocusReason.TabFocusReason)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            qtbot.keyClick(upper, key)
        assert lines(view.plot)[1].value() > before
        assert len(levels) == 3
        assert levels == sorted(set(levels))
        qtbot.keyClick(lower, Qt.Key.Key_Right)
        assert levels[-1] < levels[-2]
        qtbot.keyClick(lower, Qt.Key.Key_Home)
        assert levels[-1] == 0.9999

    def test_a_screen_reader_hears_where_an_end_is(self, view, numbers):
        view.set_confidence(0.8)
        name = handle(view.plot, "Lower end of the interval: ").accessibleName()
        assert numbers.percent(lines(view.plot)[0].value()) in name
        assert "80" in name

    def test_a_handle_lies_over_its_grip_and_shows_the_focus(self, view, qtbot):
        upper, line = handle(view.plot, "Upper end"), lines(view.plot)[1]
        (_, _), (bottom, top) = view.plot.viewRange()
        view.set_confidence(0.99)
        x, y = on_screen(view.plot, line.value(), bottom + 0.5 * (top - bottom))
        assert upper.geometry().center().x() == pytest.approx(x, abs=2)
        assert upper.geometry().center().y() == pytest.approx(y, abs=2)
        plain = view.plot.grab().toImage()
        view.activateWindow()
        upper.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(upper.hasFocus)
        assert view.plot.grab().toImage() != plain

    def test_tails(self, view):
        find(view, QCheckBox, "Probability outside").click()
        assert "outside" in text_of(view, "Confidence interval")
        assert "<b>5" in text_of(view, "Confidence interval")
        find(view, QCheckBox, "Probability outside").click()
        assert "within" in text_of(view, "Confidence interval")


class TestScaleBar:
    @pytest.fixture
    def view(self, theme, numbers, shown, make_measurement, micrometre):
        view = shown(ImageSizeView(theme, numbers), 1000, 450)
        view.set_measurement(make_measurement(calibration=micrometre))
        view.set_target(0.02)
        return view

    def test_shows_the_recommended_size(self, view, make_measurement, qtbot):
        m = make_measurement()
        needed = m.recommended_size(0.02)
        assert view.recommended.side_px == pytest.approx(needed.side_px)
        assert 10 ** size_line(view).value() == pytest.approx(needed.side_px)
        picture = view.picture.picture()
        kinds = [frame.kind for frame in picture.frames]
        assert kinds.count("needed") == needed.additional_images
        caption = text_of(view, CAPTION)
        assert "(784\u00a0×\u00a0784\u00a0µm)" in caption  # its unit is never alone on a line
        with qtbot.assertNotEmitted(view.target_changed):
            view.set_target(0.03)
            view.set_confidence(0.9)
        assert view.recommended.confidence_level == 0.9

    def test_dragging_the_error_line_changes_the_target(self, view, make_measurement, drag):
        targets = []
        view.target_changed.connect(targets.append)
        x = middle(view.plot)[0]
        start = on_screen(view.plot, x, math.log10(0.02))
        drag(view.plot.viewport(), start, on_screen(view.plot, x, math.log10(0.03)))
        assert targets[-1] == pytest.approx(0.03, rel=0.03)
        needed = make_measurement().recommended_size(targets[-1])
        assert 10 ** size_line(view).value() == pytest.approx(needed.side_px)

    def test_dragging_the_size_bar_shows_the_error(self, view, make_measurement, drag, qtbot):
        m = make_measurement()
        y = middle(view.plot)[1]
        start = on_screen(view.plot, size_line(view).value(), y)
        with qtbot.assertNotEmitted(view.target_changed):
            drag(view.plot.viewport(), start, on_screen(view.plot, math.log10(3000), y))
        side = 10 ** size_line(view).value()
        assert side == pytest.approx(3000, rel=0.03)
        error = float(m.error_at_size(side / math.sqrt(m.n_pixels), 0.95)) / m.phase_fraction
        assert f"<b>± {100 * error:.1f}" in text_of(view, "Error and size")
        needed = [f for f in view.picture.picture().frames if f.kind == "needed"]
        assert len(needed) == math.ceil(side**2 / m.n_pixels) - 1

    def test_target_and_size_move_by_keys(self, view, qtbot):
        targets = []
        view.target_changed.connect(targets.append)
        target, size = handle(view.plot, "Target error"), handle(view.plot, "Image size")
        qtbot.keyClick(target, Qt.Key.Key_Up)
        assert targets[-1] > 0.02
        qtbot.keyClick(target, Qt.Key.Key_PageDown)
        assert targets[-1] < 0.02
        assert target.accessibleName().startswith("Target error: target ± 1")
        before = size_line(view).value()
        with qtbot.assertNotEmitted(view.target_changed):
            qtbot.keyClick(size, Qt.Key.Key_Right)
        assert size_line(view).value() > before
        assert size.accessibleName().startswith("Image size: ")

    def test_absolute_errors(self, view, make_measurement, drag):
        view.set_target(0.01, relative=False)
        m = make_measurement()
        assert view.recommended.absolute_error == pytest.approx(0.01)
        assert view.recommended.side_px == pytest.approx(
            m.recommended_size(absolute_error=0.01).side_px
        )
        assert "points" in text_of(view, "Error and size")

    def test_target_reached(self, view):
        view.set_target(0.2)
        assert view.recommended.is_reached
        assert "gives ± 20" in text_of(view, CAPTION)
        kinds = [frame.kind for frame in view.picture.picture().frames]
        assert kinds == ["measured", "enough"]

    def test_a_million_more(self, view):
        view.set_target(0.00003)
        assert view.recommended.additional_images > 10**6
        picture = view.picture.picture()
        assert picture.is_one
        assert "more images" in text_of(view, CAPTION)
        assert not view.picture.grab().isNull()

    def test_images_of_different_sizes_need_what_the_recommended_size_says(
        self, view, make_measurement, numbers
    ):
        m = make_measurement(shape=(600, 800))
        more = {"shapes": ((600, 800), (300, 400)), "n_pixels": 600_000}
        m = replace(m, **more, uncertainty=m.uncertainty.rescaled(1, 1.25))
        view.set_measurement(m)
        for target in (0.01, 0.2):
            view.set_target(target)
            size = m.recommended_size(target)
            square = numbers.size(size.side_px, 2)
            assert f"{square} px" in view.picture.accessibleDescription()
        enough = next(f for f in view.picture.picture().frames if f.kind == "enough")
        first = view.picture.picture().frames[0]
        assert enough.width / first.width == pytest.approx(size.side_px / 800)

    def test_no_error_and_no_size(self, view, make_measurement):
        view.set_measurement(make_measurement(length=0.0))
        assert view.is_empty
        view.set_measurement(make_measurement())
        view.set_target(1e-30)
        assert view.recommended is None
        assert not view.is_empty

    def test_several_volumes_with_thumbnails(self, theme, numbers, shown, make_measurement):
        view = shown(ImageSizeView(theme, numbers), 1000, 450)
        view.set_measurement(make_measurement(0.3, 12.0, (80, 90, 100), n_images=3))
        view.set_target(0.03)
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("magenta"))
        view.set_thumbnails([image])
        first = view.picture.picture().frames[0]
        assert first.depth > 0
        x = round(10 + first.x + first.width / 2)
        y = round(10 + first.y + first.height / 2)
        assert view.picture.grab().toImage().pixelColor(x, y) == QColor("magenta")
        assert "volumes" in text_of(view, CAPTION)


def test_correlation_marks_its_lengths(theme, numbers, shown, make_measurement, micrometre):
    view = shown(CorrelationView(theme, numbers))
    m = make_measurement(calibration=micrometre)
    view.set_measurement(m)
    values = {text.split(" ")[0]: value for text, value in marks(view.plot).items()}
    assert values["r₀"] == m.correlation.cutoff_px
    assert values["characteristic"] == pytest.approx(m.characteristic_length_scale_px)
    assert (values["φ"], values["φ²"]) == pytest.approx((m.phase_fraction, m.phase_fraction**2))
    assert view.plot.axis("top").isVisible()
    assert "6.74 µm" in text_of(view, "Summary of the correlation")


@pytest.mark.parametrize("height", [150, 170, 420])
def test_labels_of_axes_fit_a_low_plot(theme, numbers, shown, make_measurement, micrometre, height):
    view = shown(ImageSizeView(theme, numbers), 900, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.plot.setFixedHeight(height)
    view.resize(900, 500)
    axis = view.plot.axis("left")
    view.plot.grab()
    label = axis.label.mapRectToScene(axis.label.boundingRect())
    assert label.top() >= -1
    assert label.bottom() <= view.plot.height() + 1
    assert (axis.label.scale() < 1) == (height < 300)


_AT_TWICE = """
import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from imagerep.result.measurement import Measurement
from imagerep.two_point.uncertainty import TwoPointUncertainty

app = QApplication([])
view = LikelihoodView(Theme(app, "light"), NumberFormat())
measurement = Measurement(
    phase=1, phase_fraction=0.4, characteristic_length_scale_px=17.0,
    uncertainty=TwoPointUncertainty(0.4, 17.0, 1e6, 2), shapes=((1000, 1000),), n_pixels=10**6,
    calibration=None, correlation=None, warnings=(), method="two-point", name="a",
)
view.set_measurement(measurement)
view.resize(800, 400)
view.show()
app.processEvents()

def thick(image):
    # dark pixels down a column of the falling curve's foot, where it is level
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    x = round(0.95 * image.width())
    column = rows[: round(0.9 * image.height()), x]
    return int((column < 110).sum())

assert view.devicePixelRatioF() == 2
print(thick(view.plot.grab().toImage()))
"""


def test_lines_are_as_thick_on_a_screen_of_twice_the_scale():
    done = subprocess.run(
        [sys.executable, "-c", _AT_TWICE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) in (3, 4, 5)


@pytest.mark.parametrize("shape", [(400, 400), (100, 100, 100)])
def test_a_round_sample_needs_a_circle_or_cylinder(theme, numbers, shown, make_measurement, shape):
    measurement = replace(make_measurement(shape=shape), is_round=True)
    view = shown(ImageSizeView(theme, numbers), 800, 420)
    view.set_measurement(measurement)
    view.set_target(0.05)
    size = measurement.recommended_size(0.05)
    mark = "⌀ " + numbers.size(size.diameter_px, len(shape) - 1)
    assert Wording(numbers).size(size).startswith(mark)
    assert mark in text_of(view, CAPTION).replace("\u00a0", " ")
    name = view.plot.axis("bottom").labelText
    assert name.startswith("diameter")
    assert ("cylinder" in name) == (len(shape) == 3)
    view.picture.grab()  # a corner of the frame is outside of the circle
    frame = view.picture.picture().frames[0]
    corner = (
        view.picture.grab()
        .toImage()
        .pixelColor(round(frame.x) + 11, round(frame.y + frame.height) + 9)
    )
    assert corner == QColor(theme.colours.base)
    calibration = Calibration((0.4,) * len(shape), "µm")
    calibrated = replace(make_measurement(shape=shape, calibration=calibration), is_round=True)
    found = calibrated.recommended_size(0.05)
    assert Wording(numbers).size(found).startswith("⌀ ")
    assert found.unit in Wording(numbers).size(found)
