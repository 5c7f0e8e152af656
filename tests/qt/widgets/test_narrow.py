"""Little room, as on a small screen at 200 %: nothing is written over, or cut off unsaid."""

import itertools

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from imagerep_qt.widgets.labels import ReadingLine
from imagerep_qt.widgets.plots.correlation_view import CorrelationView
from imagerep_qt.widgets.plots.image_size_view import ImageSizeView
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from tests.qt.user import find
from tests.qt.widgets.plot_items import labels, lines


def tip_of(widget):
    place = QPoint(3, 3)
    QApplication.sendEvent(
        widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    )
    return QToolTip.text()


def test_a_reading_shows_the_parts_that_fit(shown):
    parent = QWidget()
    line = ReadingLine(parent, "reading")
    whole = "Side 500 px gives <b>± 5 %</b>   ·   measured so far ± 8 %   ·   95 % confidence"
    line.setText(whole)
    shown(parent)
    line.resize(900, line.height())
    assert (line.text(), line.is_cut) == (whole, False)
    line.resize(line.fontMetrics().horizontalAdvance("Side 500 px gives ± 5 %") + 60, line.height())
    seen = super(ReadingLine, line).text()
    assert seen == "Side 500 px gives <b>± 5 %</b>"
    assert (line.text(), line.is_cut) == (whole, True)
    assert tip_of(line) == whole.replace("<b>", "").replace("</b>", "")
    line.setText("short")
    assert not line.is_cut


@pytest.mark.parametrize("width", [300, 420, 800])
@pytest.mark.parametrize("target", [0.02, 0.05, 0.2])
def test_the_label_of_the_target_stays_in_the_plot(
    theme, numbers, shown, make_measurement, micrometre, width, target
):
    view = shown(ImageSizeView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.set_target(target)
    view.resize(width, 300)
    view.grab()
    label = next(line.label for line in lines(view.plot) if line.angle == 0)
    box = label.mapRectToScene(label.boundingRect())
    area = view.plot.getViewBox().sceneBoundingRect()
    assert box.left() >= area.left() - 1
    assert box.right() <= area.right() + 1


@pytest.mark.parametrize("view_type", [ImageSizeView, LikelihoodView])
@pytest.mark.parametrize("width", [220, 300, 500])
def test_numbers_of_an_axis_do_not_touch(
    theme, numbers, shown, make_measurement, micrometre, width, view_type, monkeypatch
):
    drawn = []

    def draw(axis, painter, line, ticks, texts):
        if axis.orientation in ("bottom", "top"):
            drawn.append(sorted(texts, key=lambda text: text[0].left()))

    monkeypatch.setattr(pg.AxisItem, "drawPicture", draw)
    view = shown(view_type(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.plot.setFixedWidth(width)
    view.resize(800, 300)
    view.plot.grab()
    assert drawn
    for texts in drawn:
        for one, other in itertools.pairwise(texts):
            assert one[0].right() + 2 < other[0].left()
    assert all(texts for texts in drawn)


def test_the_caption_has_room_for_its_lines(theme, numbers, shown, make_measurement, micrometre):
    view = shown(ImageSizeView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    for width in (310, 500, 900):
        view.resize(width, 420)
        view.grab()
        caption = find(view, QLabel, "What has been measured")
        assert caption.heightForWidth(caption.width()) <= caption.height()


@pytest.mark.parametrize("height", [150, 200, 420])
def test_the_label_of_the_phase_fraction_stays_in_the_plot(
    theme, numbers, shown, make_measurement, micrometre, height
):
    view = shown(CorrelationView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.resize(800, height)
    view.grab()
    label = next(label for label in labels(view.plot) if label.format.startswith("φ ="))
    box = label.mapRectToScene(label.boundingRect())
    assert box.top() >= view.plot.getViewBox().sceneBoundingRect().top() - 1
