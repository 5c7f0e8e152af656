"""Quantities other than the phase fraction in the window: list, headline, targets, exports."""

from __future__ import annotations

import csv
from datetime import datetime

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSlider,
)

import imagerep
from imagerep.messages import Message
from imagerep.samples import sample_path
from imagerep_qt.export.report_html import Picture, ReportHtml
from imagerep_qt.figures.charts import CHARTS, Shown
from imagerep_qt.figures.texts import Writer
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import install
from imagerep_qt.quantity_text import QuantityText
from imagerep_qt.session import InlineRunner, Mode, QuantityChoice, Target
from imagerep_qt.widgets.plots.likelihood_view import level_at
from imagerep_qt.window.create import create_window
from tests.qt.user import find, save_as, table, text_of, why_empty

QUANTITY, KIND = "Quantity that is measured", "What the target error"


def choose(window, name):
    """Choose a quantity from the list, as a click on it does."""
    box = find(window, QComboBox, QUANTITY)
    index = box.findData(name)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def title(window):
    return window.workspace.result.findChild(QLabel).text().replace("\u200b", "")


@pytest.fixture
def perimeter(measured):
    choose(measured, "perimeter-density")
    return measured


@pytest.fixture(scope="module")
def wanted():
    """The library's answer."""
    image = imagerep.read(sample_path("three_phase_2d.tif"))
    return imagerep.measure(image, 85, quantity="perimeter-density")


def test_the_phase_fraction_is_first_and_looks_as_before(measured):
    assert find(measured, QComboBox, QUANTITY).currentText() == "Phase fraction"
    assert title(measured) == "Fraction of phase 85"
    assert text_of(measured.workspace.result, "Phase fraction and error") == "52.3 ± 2.6\u202f%"
    assert find(measured, QComboBox, KIND).itemText(0) == "of the phase fraction"


def test_the_headline_names_quantity_unit_and_interval(perimeter, wanted):
    low, high = wanted.confidence_interval(0.95)
    panel = perimeter.workspace.result
    assert title(perimeter) == "Perimeter density of phase 85"
    shown = text_of(panel, "Perimeter density of phase 85 and error").replace("\u00a0", " ")
    assert shown == f"{wanted.value:.3f} ± {wanted.absolute_error(0.95):.3f} µm/µm²"
    line = find(panel, QLabel, "95\u202f% confident").text().replace("\u00a0", " ")
    assert f"{low:.3f} to {high:.3f} µm/µm²" in line
    sentence = text_of(perimeter.workspace.sentence, "Sentence for a paper")
    assert sentence == wanted.statement(0.95)
    find(perimeter.workspace.sentence, QPushButton, "Copy citation").click()
    assert QGuiApplication.clipboard().text().startswith("The spectral method of ImageRep")


def test_a_name_enters_headline_and_sentence(perimeter):
    perimeter.session.rename_phase(85, "pore")
    assert title(perimeter) == "Perimeter density of phase “pore”"
    sentence = text_of(perimeter.workspace.sentence, "Sentence for a paper")
    assert sentence.startswith("The perimeter density of pore in the segmented image is")


def test_the_other_methods_answer_is_below(perimeter):
    image = imagerep.read(sample_path("three_phase_2d.tif"))
    other = imagerep.measure(image, 85, quantity="perimeter-density", method="two-point")
    line = find(perimeter.workspace.result, QPushButton, "Two-point method:")
    assert f"± {other.absolute_error(0.95):.3f}" in line.text()
    line.click()
    note = find(perimeter.workspace.warnings, QLabel, "The two-point method was fitted").text()
    assert "perimeter density" in note
    find(perimeter.workspace.sentence, QPushButton, "Copy citation").click()
    assert QGuiApplication.clipboard().text().startswith("The two-point method of ImageRep")


def test_further_phases_are_chosen_beside_it(measured):
    choose(measured, "boundary-density")
    others = find(measured, QComboBox, "Further phases")
    assert others.isVisible()
    assert [others.itemText(k) for k in range(others.count())] == ["170", "255"]
    others.activated.emit(1)
    assert measured.session.state.quantity == QuantityChoice("boundary-density", (255,))
    assert title(measured) == "Boundary density of phases 85, 255"
    choose(measured, "phase-ratio")
    whole = find(measured, QComboBox, "What the phase is set in relation to")
    assert whole.itemText(0) == "85 + 170"
    assert title(measured) == "Ratio of phases: 85 over 85 + 170"
    model = table(measured)
    measured.actions_.by_name["view_table"].trigger()
    assert model.index(1, 0).data() == "170 / 85 + 170"
    choose(measured, "chord-length")
    assert not others.isVisible()


def test_what_two_phases_do_not_have_is_disabled_with_the_reason(window):
    window.commands.open_sample("two_phase_2d.tif")
    box = find(window, QComboBox, QUANTITY)
    index = box.findData("triple-point-density")
    assert box.itemText(index) == "Triple point density (needs 3 phases)"
    assert not box.model().item(index).isEnabled()
    assert box.findData("mean-curvature-density") < 0  # of volumes only
    before = window.session.state.quantity
    box.activated.emit(index)
    assert window.session.state.quantity == before


def test_the_list_is_reached_and_changed_by_keys(measured):
    measured.activateWindow()
    measured.actions_.by_name["quantity"].trigger()
    box = find(measured, QComboBox, QUANTITY)
    assert measured.focusWidget() is box
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert measured.session.state.quantity.name == "perimeter-density"
    measured.actions_.by_name["undo"].trigger()
    assert measured.session.state.quantity.is_fraction
    assert box.currentText() == "Phase fraction"


def test_targets_are_typed_and_dragged_in_the_unit(perimeter, wanted):
    kind = find(perimeter, QComboBox, KIND)
    assert [kind.itemText(k) for k in range(2)] == ["of the value", "µm/µm²"]
    need = find(perimeter.workspace.result, QLabel, "Needed for")
    assert (
        need.text()
        .replace("\u00a0", " ")
        .endswith(f"±5\u202f% of {wanted.value:.2f} = ±{0.05 * wanted.value:.3f} µm/µm²")
    )
    kind.setCurrentIndex(1)
    target = perimeter.session.state.target
    assert target == Target(float(f"{0.05 * wanted.value:.2g}"), False, "µm/µm²")
    box = find(perimeter, QDoubleSpinBox, "Target error")
    assert box.text() == f"{target.value:g}"
    box.setValue(0.02)
    found = perimeter.session.state.result
    assert found.target == Target(0.02, False, "µm/µm²")
    assert found.recommended == wanted.recommended_size(None, 0.95, absolute_error=0.02)
    assert need.text().replace("\u00a0", " ") == "Needed for ±0.02 µm/µm²"
    slider = find(perimeter, QSlider, "Target error")
    slider.setValue(slider.value() + 100)
    assert perimeter.session.state.target.value > 0.02
    kind.setCurrentIndex(0)
    assert perimeter.session.state.target.relative
    choose(perimeter, "phase-fraction")
    assert [kind.itemText(k) for k in range(2)] == ["of the phase fraction", "percentage points"]
    assert box.text().endswith("%")


def test_a_value_that_may_be_zero_asks_for_a_target_in_its_unit(measured):
    choose(measured, "euler-density-8")
    low, high = measured.session.state.result.interval
    assert low < 0 < high
    find(measured.workspace.result, QLabel, "18,")  # a size is told
    detail = measured.workspace.result.findChildren(QLabel)
    assert any("The value may be zero" in label.text() for label in detail)
    assert "±−" not in find(measured.workspace.result, QLabel, "95\u202f% confident").text()
    measured.session.set_target(Target(0.01, False, "1/µm²"))
    assert not any("The value may be zero" in label.text() for label in detail)


def test_the_size_curve_is_that_of_the_quantity(perimeter, wanted):
    view = perimeter.workspace.tabs.image_size
    assert view.recommended == wanted.recommended_size(0.05, 0.95)
    assert view.plot.axis("left").labelText == "error (± % of the value)"
    perimeter.session.set_target(Target(0.02, False, "µm/µm²"))
    assert view.recommended == wanted.recommended_size(None, 0.95, absolute_error=0.02)
    assert view.plot.axis("left").labelText == "error (± µm/µm²)"
    view._error_line.setValue(-2)
    view._error_line.sigDragged.emit(view._error_line)
    assert perimeter.session.state.target == Target(0.01, False, "µm/µm²")


def test_the_likelihood_lies_on_the_scale_of_the_quantity(perimeter, wanted):
    perimeter.actions_.by_name["view_likelihood"].trigger()
    view = perimeter.workspace.tabs.likelihood
    low, high = wanted.confidence_interval(0.95)
    assert [line.value() for line in view._ends] == pytest.approx([low, high])
    assert high - wanted.value > wanted.value - low  # symmetric in the logarithm
    assert "perimeter density of the material (µm/µm²)" in view.plot.axis("bottom").labelText
    for level in (0.7, 0.95, 0.99):
        for end in wanted.confidence_interval(level):
            assert level_at(wanted, end) == pytest.approx(level, abs=2e-4)


def test_the_correlation_is_left_to_the_phase_fraction(perimeter):
    perimeter.actions_.by_name["view_correlation"].trigger()
    assert "belongs to the phase fraction" in why_empty(perimeter.workspace.tabs.correlation)
    choose(perimeter, "phase-fraction")
    assert not perimeter.workspace.tabs.correlation.is_empty
    choose(perimeter, "chord-length")
    perimeter.actions_.by_name["view_spectrum"].trigger()
    assert not perimeter.workspace.tabs.spectrum.is_empty


def test_the_table_has_columns_of_the_quantity(perimeter, wanted):
    model = table(perimeter)
    perimeter.actions_.by_name["view_table"].trigger()
    head = [model.headerData(k, Qt.Orientation.Horizontal) for k in range(model.columnCount())]
    assert head[:5] == ["Phase", "Value (µm/µm²)", "Error", "Relative", "Interval"]
    row = [model.index(0, k).data().replace("\u00a0", " ") for k in range(5)]
    low, high = wanted.confidence_interval(0.95)
    assert row[1] == f"{wanted.value:.3f}"
    assert row[2] == f"± {wanted.absolute_error(0.95):.2g}"
    assert row[4] == f"{low:.3f} to {high:.3f}"
    choose(perimeter, "phase-fraction")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Fraction"
    assert model.index(0, 1).data() == "52.3\u202f%"


def test_values_in_several_units_have_them_in_their_cells(window, tmp_path):
    cells = np.kron(np.random.default_rng(0).random((30, 30)) < 0.4, np.ones((5, 5), np.uint8))
    for name, size in (("a", 0.5), ("b", None)):
        calibration = size and imagerep.Calibration((size, size), "µm")
        found = imagerep.Segmentation.from_array(cells).with_calibration(calibration)
        imagerep.write_tiff(tmp_path / f"{name}.tif", found)
    window.session.set_mode(Mode.BATCH)
    window.session.open([tmp_path / "a.tif", tmp_path / "b.tif"])
    choose(window, "perimeter-density")
    window.actions_.by_name["view_table"].trigger()
    model = table(window)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Value"
    assert model.index(0, 1).data().endswith("\u00a0µm/µm²")
    assert model.index(1, 1).data().endswith("\u00a0px/px²")


def test_exports_tell_the_quantity(perimeter, wanted, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "t.csv")
    perimeter.actions_.by_name["export_table"].trigger()
    with (tmp_path / "t.csv").open(encoding="utf-8-sig") as file:
        line = next(csv.DictReader(file))
    assert (line["quantity"], line["value_unit"]) == ("perimeter-density", "µm/µm²")
    assert float(line["value"]) == pytest.approx(wanted.value)
    save_as(monkeypatch, tmp_path / "r.pdf")
    perimeter.actions_.by_name["export_report"].trigger()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    numbers = NumberFormat()
    page = ReportHtml(numbers).html(
        perimeter.session.state, Picture("x", 10, 10), datetime(2026, 1, 1)
    )
    assert "Representativity: perimeter density" in page
    assert "Perimeter density of phase 85" in page
    assert (
        QuantityText.of(wanted, numbers).plus_minus(wanted.value, wanted.absolute_error()) in page
    )
    assert "phase fraction" not in page


@pytest.mark.parametrize("name", ["image-size", "likelihood", "spectrum"])
def test_figures_and_captions_tell_the_quantity(wanted, name):
    numbers = NumberFormat()
    shown = Shown(wanted, 0.95, Target(0.02, False, "µm/µm²"), "85", ("“pore”",))
    chart = CHARTS[name](shown, numbers)
    assert chart.note.startswith("Perimeter density of phase “pore”: ")
    assert "µm/µm², 95\u202f% confidence" in chart.note
    assert "phase fraction" not in f"{chart.title} {chart.x.label} {chart.y.label}"
    english, german = Writer("en").caption(name, shown), Writer("de").caption(name, shown)
    assert english.startswith("Perimeter density of phase “pore”: ")
    assert german.startswith("Umfangsdichte der Phase “pore”: ")
    assert f"{wanted.value:.3f}".replace(".", ",") in Writer("de").methods(shown)
    assert CHARTS["correlation"](shown, numbers) is None


def test_small_numbers_have_a_power_of_ten():
    numbers = NumberFormat()
    assert numbers.together(" ± ", 2.1e-7, 3.25e-6, 2.1e-7) == "(3.25 ± 0.21) × 10⁻⁶"
    assert numbers.together(" to ", 0.002, -0.001, 0.003) == "−0.0010 to 0.0030"
    assert numbers.together("", 4e6, 1.234e9) == "1.2340 × 10⁹"
    assert numbers.together(" ± ", 0.0, 0.0, 0.0) == "0.000 ± 0.000"
    text = QuantityText(numbers, Message("quantity-surface-density"), "nm²/nm³")
    assert text.plus_minus(3.25e-6, 2.1e-7) == "(3.25 ± 0.21)\u00a0×\u00a010⁻⁶\u00a0nm²/nm³"
    assert text.target(0.02) == "0.02\u00a0nm²/nm³"
    assert text.target(0.0123) == "0.0123\u00a0nm²/nm³"


@pytest.fixture
def german(qtbot, qapp, settings):
    """The window in German."""
    before = QLocale()
    window = create_window(qapp, InlineRunner(), settings, theme="dark", locale="de_DE")
    qtbot.addWidget(window)
    window.show()
    yield window
    install(qapp, QLocale("C"))
    QLocale.setDefault(before)


def test_it_speaks_german(german):
    german.commands.open_sample("volume_3d.tif")
    box = find(german, QComboBox, "Messgröße, die gemessen wird")
    index = box.findData("surface-density")
    assert box.itemText(index) == "Oberflächendichte"
    box.activated.emit(index)
    found = german.session.state.result.measurement
    assert title(german) == "Oberflächendichte der Phase 255"
    headline = text_of(german.workspace.result, "Oberflächendichte der Phase 255 mit Fehler")
    assert headline.startswith(f"{found.value:.4f}".replace(".", ","))
    assert headline.endswith("µm²/µm³")


def test_pixels_without_a_size_are_the_unit(window, tmp_path):
    rng = np.random.default_rng(0)
    cells = np.kron(rng.random((40, 40)) < 0.4, np.ones((6, 6), np.uint8)).astype(np.uint8)
    tifffile.imwrite(tmp_path / "a.tif", cells)
    window.commands.open_paths([tmp_path / "a.tif"], replace_all=True)
    choose(window, "perimeter-density")
    found = imagerep.measure(cells, 1, quantity="perimeter-density")
    shown = text_of(window.workspace.result, "Perimeter density of phase 1 and error")
    assert shown.replace("\u00a0", " ") == (
        f"{found.value:.4f} ± {found.absolute_error(0.95):.4f} px/px²"
    )


def test_a_target_in_a_unit_is_not_kept_for_the_next_start(perimeter, settings):
    perimeter.session.set_target(Target(0.02, False, "µm/µm²"))
    perimeter.close()
    assert settings.target == Target()
