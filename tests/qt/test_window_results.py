"""Results in the window: controls, both methods, doubts, views."""

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
import tifffile
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSlider,
    QTableView,
)

from imagerep.samples import sample_path
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Target, cost
from imagerep_qt.session.notices import notice_of_error
from imagerep_qt.session.results import Work
from imagerep_qt.session.table_files import to_csv
from imagerep_qt.widgets.plots.drag_line import DragLine
from tests.qt.user import column, drop, fibres, find, headline, table, text_of, why_empty


def test_confidence_and_target_are_dragged_and_typed(measured):
    before = headline(measured)
    find(measured, QSlider, "Confidence level").setValue(900)
    assert measured.session.state.confidence_level > 0.99
    assert headline(measured) != before
    find(measured, QDoubleSpinBox, "Confidence level").setValue(90.0)
    assert measured.session.state.confidence_level == pytest.approx(0.9)
    find(measured, QDoubleSpinBox, "Target error").setValue(1.0)
    assert measured.session.state.target == Target(0.01)
    find(measured, QComboBox, "What the target error").setCurrentIndex(1)
    assert not measured.session.state.target.relative
    assert measured.session.state.target.value == pytest.approx(0.0052)


def test_the_method_is_switched_from_everywhere(measured):
    work, actions = measured.workspace, measured.actions_
    assert headline(measured) == "52.3 ± 2.6\u202f%"
    assert "spectral method" in text_of(work.sentence, "Sentence for a paper")
    find(work.sentence, QPushButton, "Copy citation").click()
    assert QGuiApplication.clipboard().text().startswith("The spectral method")
    other = find(work.result, QPushButton, "Two-point method: 52.3 ± 2.3\u202f%")
    other.click()
    assert measured.session.state.method == "two-point"
    assert headline(measured) == "52.3 ± 2.3\u202f%"
    assert other.text() == "Spectral method: 52.3 ± 2.6\u202f%"
    methods = find(work.controls, QComboBox, "Method")
    assert methods.currentIndex() == 1
    assert actions.methods["two-point"].isChecked()
    assert "proposed by Dahari et al." in text_of(work.sentence, "Sentence for a paper")
    actions.by_name["undo"].trigger()
    assert measured.session.state.method == "spectral"
    actions.by_name["switch_method"].trigger()
    assert measured.session.state.method == "two-point"
    methods.activated.emit(0)
    assert measured.session.state.method == "spectral"
    measured.session.set_confidence(0.99)
    assert other.text() != "Two-point method: 52.3 ± 2.3\u202f%"


@pytest.fixture
def slow_two_point(monkeypatch):
    """The two-point method takes long for any image."""
    monkeypatch.setitem(cost.SECONDS_PER_MEGAPIXEL, "two-point", 1000.0)


def test_a_method_that_waits_is_asked_for_from_its_line(window, slow_two_point):
    window.session.choose_method("spectral")
    window.commands.open_sample("field_1.tif")
    line = find(window.workspace.result, QPushButton, "Two-point method: measure too (about")
    assert line.text().endswith(" min)")
    line.click()
    assert line.text().startswith("Two-point method: 25.2 ± ")
    assert window.session.state.method == "spectral"


def test_correlation_and_spectrum_are_shown_for_either_method(measured):
    views, actions = measured.workspace.tabs, measured.actions_
    for method in ("two-point", "spectral"):
        measured.session.choose_method(method)
        for name, view in (("correlation", views.correlation), ("spectrum", views.spectrum)):
            actions.by_name[f"view_{name}"].trigger()
            assert views.currentWidget() is view
            assert not view.is_empty


def test_a_disagreement_is_marked_and_explained(window, tmp_path):
    place = np.mgrid[:200, :200]
    square = sum(np.minimum(each % 16, 16 - each % 16) ** 2 for each in place)
    np.save(tmp_path / "lattice.npy", (square < 30).astype(np.uint8))
    drop(window, tmp_path / "lattice.npy")
    line = find(window.workspace.result, QPushButton, "Two-point method")
    assert window.session.state.comparison.disagreement is not None
    assert line.text().endswith("⚠")
    assert "disagree" in line.toolTip()
    model = table(window)
    window.actions_.by_name["view_table"].trigger()
    notes = model.index(1, column(model, "Notes"))
    assert "methods disagree" in notes.data()
    assert "packed or arranged" in notes.data(Qt.ItemDataRole.ToolTipRole)
    assert "methods-disagree" in to_csv(window.session.state)
    text = find(window.workspace.warnings, QLabel, "The spectral method gives")
    before = text.text()
    assert "packed or arranged periodically" in before
    window.session.set_confidence(0.9)
    assert window.workspace.warnings.isAncestorOf(text)
    assert text.text() != before


def test_a_question_tells_that_the_quick_method_has_answered(window, slow_two_point):
    window.session.choose_method("two-point")
    window.commands.open_sample("field_1.tif")
    assert window.session.state.question is not None
    texts = [label.text() for label in window.notices.findChildren(QLabel)]
    assert any("spectral method has already answered" in text for text in texts)
    assert find(window.workspace.result, QPushButton, "Spectral method: 25.2 ± ").isVisible()
    window.session.confirm()
    assert window.session.state.result is not None
    assert not window.notices.isVisible()


def test_a_correlation_that_takes_long_is_offered(window, slow_two_point):
    window.session.choose_method("spectral")
    window.commands.open_sample("field_1.tif")
    window.actions_.by_name["view_correlation"].trigger()
    view = window.workspace.tabs.correlation
    assert "two-point method" in why_empty(view)
    find(view, QPushButton, "Measure it too").click()
    assert not view.is_empty


def test_directions_are_drawn_and_told_until_switched_off(window, settings, tmp_path):
    drop(window, fibres(tmp_path))
    canvas = window.workspace.image.view.canvas
    window.session.choose_method("two-point")
    assert canvas.overlay.ellipse is None
    window.session.choose_method("spectral")
    assert canvas.overlay.ellipse is not None
    assert "longest\u00a0at\u00a0" in find(window, QLabel, "Characteristic length scale").text()
    action = window.actions_.by_name["directions"]
    assert action.isChecked()
    action.trigger()
    assert canvas.overlay.ellipse is None
    assert not settings.shows_directions
    action.trigger()
    assert canvas.overlay.ellipse is not None


def test_measuring_again_is_offered_where_it_may_help(window, tmp_path):
    for name, size in (("a.tif", 0.5), ("b.tif", 0.7)):
        pixels = (np.random.default_rng(3).random((60, 60)) < 0.4).astype(np.uint8)
        with tifffile.TiffWriter(tmp_path / name, imagej=True) as file:
            file.write(pixels, resolution=(1 / size, 1 / size), metadata={"unit": "um"})
        window.commands.open_paths([tmp_path / name], replace_all=False)
    assert window.session.state.work is Work.FAILED
    assert "voxel size" in window.session.state.failure.message.text
    again = find(window.workspace.result, QPushButton, "Measure again")
    assert not again.isVisible()
    window.workspace.result.show_state(
        replace(window.session.state, failure=notice_of_error(MemoryError()))
    )
    assert again.isVisible()


def test_phases_that_were_not_measured_are_not_in_the_table(measured):
    assert len(measured.session.state.rows) == 3
    assert len(to_csv(measured.session.state).splitlines()) == 2
    measured.actions_.by_name["view_table"].trigger()
    assert len(to_csv(measured.session.state).splitlines()) == 4


def test_the_table_marks_what_is_looked_at(measured, qtbot):
    def marked():
        rows = find(measured, QTableView, "Table of results").selectionModel().selectedRows()
        return [row.data() for row in rows]

    measured.actions_.by_name["view_table"].trigger()
    assert marked() == [str(measured.session.state.phase)]
    measured.session.choose_phase(85)
    assert marked() == ["85"]
    drop(measured, sample_path("two_phase_2d.tif"), place=Place.BATCH)
    assert marked() == ["two_phase_2d.tif"]
    measured.workspace.tabs.table.order = 0, Qt.SortOrder.DescendingOrder
    QApplication.processEvents()
    assert marked() == ["two_phase_2d.tif"]
    measured.actions_.by_name["next_image"].trigger()
    qtbot.waitUntil(lambda: marked() == ["three_phase_2d.tif"])


@pytest.mark.parametrize("target", [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_the_curve_passes_by_the_label_of_the_target(measured, target):
    measured.session.set_target(Target(target))
    QApplication.processEvents()
    view = measured.workspace.tabs.image_size
    items = view.plot.getPlotItem().items
    label = next(line.label for line in items if isinstance(line, DragLine) and line.angle == 0)
    x, y = next(item for item in items if type(item) is pg.PlotCurveItem).getData()
    box = label.mapRectToScene(label.boundingRect())
    to_scene = view.plot.getPlotItem().vb.mapViewToScene
    points = [to_scene(QPointF(x, y)) for x, y in zip(x, y, strict=True)]
    assert not any(box.contains(point) for point in points)
    assert view.plot.getPlotItem().vb.sceneBoundingRect().contains(box.center())


def test_what_fails_both_methods_is_told_once(window):
    window.commands.open_sample("field_1.tif;two_phase_2d.tif")
    message = find(window.workspace.result, QLabel, "Why there is no result")
    assert message.isVisible()
    assert "“field_1.tif” has 0.2 µm, “two_phase_2d.tif” has 0.4 µm" in message.text()
    other = find(window.workspace.result, QPushButton, "Two-point method")
    assert not other.isVisible()
    find(window.workspace.images, QPushButton, "Batch").click()
    assert other.isVisible()
