"""The window that compares the materials of a folder."""

import numpy as np
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton, QTableView

import imagerep
from imagerep_qt.comparison.window import ComparisonWindow
from imagerep_qt.figures.dialog import FigureDialog
from imagerep_qt.figures.texts import Writer
from imagerep_qt.session import InlineRunner, QuantityChoice
from imagerep_qt.window.file_dialogs import FileDialogs
from tests.qt.user import find, save_as, text_of

STATE = "State of the comparison"


@pytest.fixture
def folder(tmp_path):
    """Materials of 2, 1 and 3 images."""
    rng = np.random.default_rng(0)
    for name, fraction, n in (("alloy", 0.3, 2), ("foam", 0.5, 1), ("rock", 0.4, 3)):
        (tmp_path / "set" / name).mkdir(parents=True)
        for k in range(n):
            image = np.kron(rng.random((30, 30)) < fraction, np.ones((5, 5), np.uint8))
            found = imagerep.Segmentation.from_array(image)
            imagerep.write_tiff(tmp_path / "set" / name / f"f{k}.tif", found)
    return tmp_path / "set"


@pytest.fixture
def compare(window, settings, qtbot):
    """Opens the window for a folder, whose work is done at once."""

    def show(folder):
        found = ComparisonWindow(
            window._context, folder, window.exports, FileDialogs(window, settings),
            InlineRunner(), window,
        )  # fmt: skip
        qtbot.addWidget(found)
        found.show()
        found.measure()
        return found

    return show


def cells(window, name):
    model = find(window, QTableView, name).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_it_shows_what_the_library_answers(compare, folder):
    shown = compare(folder)
    expected = imagerep.compare(folder)
    assert [one.name for one in shown.comparison.materials] == ["foam", "rock", "alloy"]
    rows = cells(shown, "Differences")
    differences = expected.differences(0.95)
    assert [row[0] for row in rows] == [f"{one.one} − {one.other}" for one in differences]
    assert rows[1][5] == ("yes" if differences[1].is_different else "not shown")
    assert [row[1] for row in cells(shown, "Materials")] == ["1", "3", "2"]
    assert not find(shown, QLabel, "Intervals of the materials").pixmap().isNull()
    described = find(shown, QLabel, "Intervals of the materials").accessibleDescription()
    assert described.startswith("foam: ")


def test_level_and_correction_need_no_measuring(compare, folder, qtbot):
    shown = compare(folder)
    before, comparison = cells(shown, "Differences"), shown.comparison
    box = next(b for b in shown.findChildren(QComboBox) if b.findData("sidak") >= 0)
    box.setCurrentIndex(box.findData("sidak"))
    qtbot.waitUntil(lambda: cells(shown, "Differences") != before)
    shown.findChild(QDoubleSpinBox).setValue(80)
    after = cells(shown, "Differences")
    qtbot.waitUntil(lambda: cells(shown, "Differences") != after)
    assert shown.comparison is comparison


def test_what_is_refused_is_said_and_the_others_are_compared(compare, folder):
    (folder / "rock" / "f1.tif").write_bytes(b"II*\0broken")
    shown = compare(folder)
    assert "rock/f1.tif" in text_of(shown, STATE)
    assert [row[1] for row in cells(shown, "Materials")] == ["1", "2", "2"]


def test_a_folder_without_materials_is_explained(compare, folder):
    shown = compare(folder / "rock")
    assert "one subfolder of images for each material" in text_of(shown, STATE)
    assert not find(shown, QPushButton, "&Export").isEnabled()
    find(shown, QLineEdit, "").setText("x")


def test_grey_images_take_a_threshold(compare, tmp_path):
    rng = np.random.default_rng(1)
    from tifffile import imwrite

    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        grey = np.kron(rng.integers(0, 255, (30, 30)), np.ones((5, 5), int)).astype(np.uint8)
        imwrite(tmp_path / name / "g.tif", grey + rng.integers(0, 2, grey.shape).astype(np.uint8))
    shown = compare(tmp_path)
    assert "a/g.tif" in text_of(shown, STATE) or "Two or more" in text_of(shown, STATE)
    fields = shown.findChildren(QLineEdit)
    threshold = next(f for f in fields if "segmented" in f.placeholderText())
    threshold.setText("128,5")
    find(shown, QPushButton, "Co&mpare").click()
    assert len(shown.comparison.materials) == 2
    threshold.setText("high")
    find(shown, QPushButton, "Co&mpare").click()
    assert "high" in text_of(shown, STATE)


def test_tables_are_exported_and_copied(compare, folder, tmp_path, monkeypatch, qtbot):
    shown = compare(folder)
    save_as(monkeypatch, tmp_path / "o.xlsx")
    find(shown, QPushButton, "&Export").click()
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["Materials", "Differences"]
    assert book["Materials"].max_row == 1 + 3 + 5
    table = find(shown, QTableView, "Differences")
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("one\tother\tdifference\tinterval_low")
    assert len(lines) == 4


def test_its_figure_is_saved(compare, folder, tmp_path, monkeypatch):
    shown = compare(folder)
    find(shown, QPushButton, "&Figure").click()
    (dialog,) = shown.findChildren(FigureDialog)
    save_as(monkeypatch, tmp_path / "f.svg")
    find(dialog, QPushButton, "&Save as").click()
    assert (tmp_path / "f.svg").read_bytes().startswith(b"<?xml")
    assert "foam" in (tmp_path / "f-data.csv").read_text(encoding="utf-8-sig")
    dialog.close()


def test_it_is_opened_from_the_menu(window, folder, monkeypatch, qtbot):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window.actions_.by_name["compare"].trigger()
    (shown,) = window.findChildren(ComparisonWindow)
    qtbot.waitUntil(lambda: shown.comparison is not None)
    shown.close()


def test_materials_are_compared_by_any_quantity_of_a_phase(window, compare, folder):
    window.session.choose_quantity(QuantityChoice("perimeter-density"))
    shown = compare(folder)
    box = find(shown, QComboBox, "Quantity")
    assert box.currentData() == "perimeter-density"
    assert box.itemText(box.findData("specific-surface")).endswith(" (3D)")
    expected = imagerep.compare(folder, quantity="perimeter-density")
    assert [one.value for one in shown.comparison.materials] == [
        one.value for one in expected.materials
    ]
    first = expected.materials[0]
    row = [text.replace("\u00a0", " ") for text in cells(shown, "Materials")[0]]
    low, high = first.measurement.confidence_interval()
    error = first.measurement.absolute_error()
    assert row[0] == first.name
    assert row[2].startswith(f"{first.value:.3f} ± {error:.3f} px/px²")
    assert row[3].startswith(f"{low:.3f} to {high:.3f} px/px²")
    difference = expected.differences()[0]
    assert cells(shown, "Differences")[0][1].startswith(f"{difference.value:.3f} ± ")
    model = find(shown, QTableView, "Differences").model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "px/px²"
    chart = shown._chart()
    assert chart.x.label == "perimeter density (px/px²)"
    assert Writer("de").comparison(expected, 0.95).startswith("Umfangsdichte: 3 Materialien")
    box.setCurrentIndex(box.findData("specific-surface"))
    shown.measure()
    assert "does not exist in images with 2 axes" in text_of(shown, STATE)
