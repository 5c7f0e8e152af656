"""Figures for publication: the same in every program, within the page, with all that they need."""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import imagerep
from imagerep_qt.figures import fonts
from imagerep_qt.figures.chart import Style
from imagerep_qt.figures.charts import CHARTS, Shown, forest_chart
from imagerep_qt.figures.drawing import Area, Dot, Label, Line, clipped
from imagerep_qt.figures.painting import pdf, picture, png, svg
from imagerep_qt.figures.texts import Writer
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.session.choices import Target

SVG = "{http://www.w3.org/2000/svg}"
GERMAN = NumberFormat(",", ".")
DPI = 200


def squares(fraction, seed, shape=(40, 60)):
    cells = np.random.default_rng(seed).random(shape) < fraction
    return np.kron(cells, np.ones([5] * len(shape), np.uint8)).astype(np.uint8)


@pytest.fixture(scope="module")
def measurements():
    return {
        method: imagerep.measure(squares(0.3, 4), 1, method=method, voxel_size=0.4)
        for method in ("two-point", "spectral")
    }


@pytest.fixture(scope="module")
def comparison():
    materials = {f"material {k}": squares(0.3 + 0.05 * k, k) for k in range(3)}
    materials["several"] = [squares(0.5, 7), squares(0.5, 8)]
    return imagerep.compare(materials)


KINDS = (*CHARTS, "forest")


@pytest.fixture(params=KINDS)
def chart(request, measurements, comparison, qapp):
    if request.param == "forest":
        return forest_chart(comparison, 0.95, GERMAN)
    method = "spectral" if request.param == "spectrum" else "two-point"
    shown = Shown(measurements[method], 0.95, Target(0.02), "1 „Poren“")
    return CHARTS[request.param](shown, GERMAN)


@pytest.fixture(params=[(85.0, 8.0), (85.0, 12.0), (180.0, 8.0)])
def drawing(request, chart):
    return chart.draw(Style(*request.param), GERMAN)


def box_of(label):
    width = fonts.width(label.text, label.size)
    start = -label.anchor * width
    if label.is_upright:
        return label.x - label.size, label.y - start - width, label.x, label.y - start
    return label.x + start, label.y - label.size, label.x + start + width, label.y


def test_everything_lies_within_the_page_and_no_texts_overlap(drawing):
    labels = [item for item in drawing.items if isinstance(item, Label)]
    assert len(labels) > 8
    for label in labels:
        left, top, right, bottom = box_of(label)
        assert left >= -0.5, label.text
        assert top >= -0.5, label.text
        assert right <= drawing.width + 0.5, label.text
        assert bottom <= drawing.height, label.text
    boxes = [(box_of(label), label.text) for label in labels]
    for k, (one, text) in enumerate(boxes):
        for other, other_text in boxes[:k]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert min(across, down) < 0.3 * labels[0].size, (text, other_text)
    for item in drawing.items:
        if isinstance(item, Line | Area):
            assert item.points.min() >= -0.01
            assert (item.points <= [drawing.width + 0.01, drawing.height + 0.01]).all()


def test_level_phase_value_and_method_stand_below(drawing, chart):
    if not chart.note:
        pytest.skip("a forest plot has names of materials")
    text = " ".join(item.text for item in drawing.items if isinstance(item, Label))
    for words in ("1 „Poren“", "95\u202f%", "method", " ± "):
        assert words in text


def test_a_drawing_has_final_coordinates_only(drawing):
    """No transform, no style, no text, no clip: what programs read in different ways."""
    root = ET.fromstring(svg(drawing))  # noqa: S314 - written by the app
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "path", "circle", "g"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"transform", "style", "clip-path", "vector-effect", "class"}
    assert root.get("viewBox") == f"0 0 {root.get('width')[:-2]} {root.get('height')[:-2]}"
    assert float(root.get("width")[:-2]) == pytest.approx(drawing.width, abs=1e-3)


def grey(pixels):
    return np.asarray(Image.fromarray(pixels).convert("L"), int)


def as_array(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    rows = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return rows.copy()  # the picture goes


def by_qt(content):
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.defaultSize()
    image = QImage(
        round(size.width() * DPI / 72), round(size.height() * DPI / 72), QImage.Format.Format_RGB32
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return as_array(image)


def by_cairosvg(content):
    cairosvg = pytest.importorskip("cairosvg", exc_type=OSError)  # no Cairo on this machine
    made = cairosvg.svg2png(bytestring=content, scale=DPI / 96)
    return np.asarray(Image.open(io.BytesIO(made)).convert("RGB"))


def by_librsvg(content):
    program = shutil.which("rsvg-convert")
    if program is None:
        pytest.skip("rsvg-convert is not installed")
    done = subprocess.run(
        [program, "-d", str(DPI), "-p", str(DPI)], input=content, stdout=subprocess.PIPE, check=True
    )
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("RGB"))


@pytest.mark.parametrize("program", [by_qt, by_cairosvg, by_librsvg])
def test_every_program_draws_the_same(chart, program):
    drawing = chart.draw(Style(), GERMAN)
    own = grey(as_array(picture(drawing, DPI)))
    other = program(svg(drawing))
    assert abs(np.array(other.shape[:2]) - own.shape).max() <= 3
    rows, columns = np.minimum(other.shape[:2], own.shape)
    other, own = grey(other)[:rows, :columns], own[:rows, :columns]

    def near(pixels):
        """Darkest of a pixel and its neighbours; sizes may be rounded by a pixel or two."""
        padded = np.pad(pixels, 2, constant_values=255)
        shifts = [np.roll(padded, (dy, dx), (0, 1)) for dy in range(-2, 3) for dx in range(-2, 3)]
        return np.min(shifts, axis=0)[2:-2, 2:-2]

    for one, there in ((own, other), (other, own)):
        strong = one < 110
        missing = strong & (near(there) > 200)
        assert strong.sum() > 2000
        assert missing.sum() <= 0.002 * strong.sum()
    assert other[:2, :2].min() == 255  # on white


def test_pictures_have_600_dpi(chart):
    image = Image.open(io.BytesIO(png(picture(chart.draw(Style(180.0), GERMAN)))))
    assert image.width == round(180 / 25.4 * 600)
    assert image.info["dpi"] == pytest.approx((600, 600), abs=0.1)


def test_a_page_is_of_the_size_of_the_figure_and_has_fonts(chart):
    drawing = chart.draw(Style(), GERMAN)
    content = pdf(drawing)
    box = [float(x) for x in re.search(rb"/MediaBox \[([^\]]*)\]", content)[1].split()]
    assert box == pytest.approx([0, 0, drawing.width, drawing.height], abs=0.5)
    assert b"/Font" in content
    assert b"/Subtype /Image" not in content


def test_dots_and_curves_stay_in_the_frame(chart):
    drawing = chart.draw(Style(), GERMAN)
    frame = next(
        item.points for item in reversed(drawing.items)
        if isinstance(item, Line) and len(item.points) == 5
        and (item.points[0] == item.points[4]).all()
    )  # fmt: skip
    low, high = frame.min(axis=0) - 0.01, frame.max(axis=0) + 0.01
    for item in drawing.items:
        if isinstance(item, Line) and len(item.points) > 5:
            assert (item.points >= low).all()
            assert (item.points <= high).all()
        if isinstance(item, Dot) and item.y < frame.max(axis=0)[1]:
            assert low[0] <= item.x <= high[0]


def test_the_data_are_those_that_are_drawn(measurements):
    shown = Shown(measurements["two-point"], 0.9, Target(0.02), "1")
    rows = CHARTS["image-size"](shown, GERMAN).rows()
    m = measurements["two-point"]
    for row in rows[::20]:
        ratio = row["side_px"] / rows[0]["measured_side_px"]
        error = float(m.error_at_size(ratio, 0.9)) / m.phase_fraction
        assert row["relative_error"] == pytest.approx(error, rel=5e-3)
        assert row["side_µm"] == pytest.approx(0.4 * row["side_px"])
    assert rows[0]["needed_side_px"] == m.recommended_size(0.02, 0.9).side_px
    low, high = m.confidence_interval(0.9)
    first = CHARTS["likelihood"](shown, GERMAN).rows()[0]
    assert (first["interval_low"], first["interval_high"]) == (low, high)


@pytest.mark.parametrize("language", ["en", "de"])
def test_texts_say_what_a_reviewer_asks(measurements, language, qapp):
    for method, m in measurements.items():
        writer = Writer(language)
        text = writer.methods(Shown(m, 0.95, Target(0.02), "1"))
        size = m.recommended_size(0.02, 0.95)
        words = [
            "ImageRep", "Dahari", "95\u202f%", "300 × 200 px",
            writer.numbers.percent(m.phase_fraction),
            writer.numbers.significant(m.characteristic_length_scale_px),
            writer.numbers.sides([size.side] * 2, size.unit),
            "doi:10.1002/advs.202414149",
        ]  # fmt: skip
        for one in words:
            assert one in text, (method, one)
        kind = "spectrum" if method == "spectral" else "correlation"
        caption = writer.caption(kind, Shown(m, 0.95, Target(0.02), "1"))
        assert "{" not in caption


coordinate = st.floats(-20, 20)


@given(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=12))
def test_a_line_is_clipped_to_the_frame(points):
    """Against sampling: what lies inside is drawn, what lies outside is not."""
    box = (-5.0, -4.0, 6.0, 7.0)
    line = np.array(points)
    pieces = list(clipped(line, box))
    for piece in pieces:
        assert (piece >= np.array([-5, -4]) - 1e-9).all()
        assert (piece <= np.array([6, 7]) + 1e-9).all()
    length = sum(np.hypot(*np.diff(piece, axis=0).T).sum() for piece in pieces)
    t = (np.arange(2000) + 0.5) / 2000
    inside = 0.0
    for start, stop in pairwise(line):
        at = start + t[:, None] * (stop - start)
        within = (at > [-5, -4]).all(axis=1) & (at < [6, 7]).all(axis=1)
        inside += within.mean() * np.hypot(*(stop - start))
    assert length == pytest.approx(inside, abs=0.05 * len(points) + 0.01)
