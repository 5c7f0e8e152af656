"""Little room, as on a small screen at 200 %: nothing is written over, or cut off unsaid."""

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from imagerep_qt.widgets.axis import _apart
from imagerep_qt.widgets.correlation_view import CorrelationView
from imagerep_qt.widgets.likelihood_view import LikelihoodView
from imagerep_qt.widgets.reading_line import ReadingLine
from imagerep_qt.widgets.scale_bar_view import ScaleBarView


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
    view = shown(ScaleBarView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.set_target(target)
    view.resize(width, 300)
    view.grab()
    label = view._error_line.label
    box = label.mapRectToScene(label.boundingRect())
    area = view.plot.getViewBox().sceneBoundingRect()
    assert box.left() >= area.left() - 1
    assert box.right() <= area.right() + 1


@pytest.mark.parametrize("view_type", [ScaleBarView, LikelihoodView])
@pytest.mark.parametrize("width", [220, 300, 500])
def test_numbers_of_an_axis_do_not_touch(
    theme, numbers, shown, make_measurement, micrometre, width, view_type, monkeypatch
):
    drawn = []
    monkeypatch.setattr(
        "imagerep_qt.widgets.axis._apart", lambda texts: drawn.append(_apart(texts)) or drawn[-1]
    )
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
    view = shown(ScaleBarView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    for width in (310, 500, 900):
        view.resize(width, 420)
        view.grab()
        assert view._caption.heightForWidth(view._caption.width()) <= view._caption.height()


@pytest.mark.parametrize("height", [150, 200, 420])
def test_the_label_of_the_phase_fraction_stays_in_the_plot(
    theme, numbers, shown, make_measurement, micrometre, height
):
    view = shown(CorrelationView(theme, numbers), 800, 420)
    view.set_measurement(make_measurement(calibration=micrometre))
    view.resize(800, height)
    view.grab()
    label = view._levels[0].label
    box = label.mapRectToScene(label.boundingRect())
    assert box.top() >= view.plot.getViewBox().sceneBoundingRect().top() - 1
