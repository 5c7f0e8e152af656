"""Plots for papers: PNG and SVG show what the screen shows, at any size."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import imagerep
from imagerep.image.segmentation import Segmentation
from imagerep_qt.export.plot_files import plot_image
from imagerep_qt.export.plot_svg import plot_svg
from imagerep_qt.widgets.plots.correlation_view import CorrelationView
from imagerep_qt.widgets.plots.drag_line import DragLine
from imagerep_qt.widgets.plots.image_size_view import ImageSizeView
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from imagerep_qt.widgets.plots.spectrum_view import SpectrumView

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def spectral():
    squares = np.random.default_rng(4).random((40, 60)) < 0.3
    labels = np.kron(squares, np.ones((5, 5), np.uint8)).astype(np.uint8)
    return imagerep.measure([Segmentation.from_array(labels)], 1, method="spectral")


@pytest.fixture(params=[ImageSizeView, LikelihoodView, CorrelationView, SpectrumView])
def plot(request, theme, numbers, shown, make_measurement, micrometre, spectral):
    theme.set_mode("dark" if request.param is CorrelationView else "light")
    view = shown(request.param(theme, numbers), 900, 420)
    is_spectrum = request.param is SpectrumView
    view.set_measurement(spectral if is_spectrum else make_measurement(calibration=micrometre))
    yield view.plot
    view.close()


def grey(image):
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


def rendered(drawing, plot):
    image = QImage(plot.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(plot.rect()))
    painter.end()
    return image


def darkest_near(pixels, ground):
    """How far a pixel and its neighbours are from the ground, at most."""
    far = np.pad(abs(pixels - ground), 1)
    shifts = [np.roll(far, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    return np.max(shifts, axis=0)[1:-1, 1:-1]


def test_a_drawing_shows_what_the_picture_shows(plot):
    """Everything that is strong in one is there in the other, a pixel beside at most."""
    shown, drawn = grey(plot_image(plot, plot.width())), grey(rendered(plot_svg(plot), plot))
    ground = shown[2, 2]
    assert drawn[2, 2] == ground
    for one, other in ((shown, drawn), (drawn, shown)):
        strong = abs(one - ground) > 90
        missing = strong & (darkest_near(other, ground) < 20)
        assert strong.sum() > 500
        assert missing.sum() < 0.01 * strong.sum()


def test_a_drawing_is_made_of_lines_and_cut_off_at_the_frame(plot):
    root = ET.fromstring(plot_svg(plot))  # noqa: S314 - written by the app
    assert root.find(f".//{SVG}image") is None
    assert len(root.findall(f".//{SVG}text")) > 5
    area = plot.getViewBox().mapRectToScene(plot.getViewBox().rect())
    clip = root.find(f"{SVG}defs/{SVG}clipPath")
    assert clip.get("id") == "inside"
    assert float(clip[0].get("width")) == pytest.approx(area.width(), rel=1e-3)
    inside = [g for g in root.findall(f"{SVG}g") if g.get("clip-path") == "url(#inside)"]
    assert len(inside) == 1


def test_a_plot_is_as_it_was_afterwards(plot):
    before = plot.grab().toImage()
    plot_svg(plot)
    plot_image(plot, 3 * plot.width())
    assert plot.grab().toImage() == before


def test_grid_and_axes_grow_with_the_picture(plot):
    area = plot.getViewBox().mapRectToScene(plot.getViewBox().rect())
    for ratio in (1, 3):
        pixels = grey(plot_image(plot, ratio * plot.width()))
        y = round(area.bottom() * ratio)
        row = slice(y - 3 * ratio, y + 4 * ratio)
        x = round((area.left() + 0.37 * area.width()) * ratio)
        ground = pixels[2, 2]
        thick = int((abs(pixels[row, x] - ground) > 15).sum())
        assert thick >= ratio


def test_grips_stay_on_the_screen(theme, numbers, shown, make_measurement):
    view = shown(LikelihoodView(theme, numbers), 900, 420)
    view.set_measurement(make_measurement())
    lines = [item for item in view.plot.scene().items() if isinstance(item, DragLine)]
    assert lines
    blue = theme.colours.colour("measured")

    def widest(image):
        hits = [
            sum(image.pixelColor(x, y) == blue for x in range(image.width()))
            for y in range(0, image.height(), 2)
        ]
        return max(hits)

    assert widest(view.plot.grab().toImage()) > 16
    assert widest(plot_image(view.plot, view.plot.width())) < 8
    assert all(len(line.markers) == 1 for line in lines)


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
from imagerep_qt.export.plot_svg import plot_svg
from imagerep_qt.export.plot_files import plot_image
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
width = view.plot.width()
print(thick(view.plot.grab().toImage()), thick(plot_image(view.plot, 2 * width)),
      thick(plot_image(view.plot, width)), plot_svg(view.plot).count(b'stroke-width="4"'))
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
    on_screen, same, half, in_drawing = map(int, done.stdout.split())
    assert on_screen in (3, 4, 5)
    assert same == pytest.approx(on_screen, abs=1)
    assert half in (1, 2)
    assert in_drawing == 0
