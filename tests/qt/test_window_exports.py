"""What the window writes and copies: reports, plots, tables, sessions, sentences."""

import json
from datetime import datetime

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)

from imagerep.result.statement import citation
from imagerep_qt.export.report_pdf import report
from imagerep_qt.figures.dialog import FigureDialog
from imagerep_qt.formatting import NumberFormat
from tests.qt.user import drop, fibres, find, last_notice, notices, save_as

GERMAN = NumberFormat(",", ".")


def test_the_report_of_the_spectral_method(window, tmp_path, monkeypatch):
    from imagerep_qt.export.report_html import Picture, ReportHtml
    from imagerep_qt.formatting import NumberFormat

    window.session.choose_method("spectral")
    drop(window, fibres(tmp_path))
    picture = Picture("a", 1.0, 1.0)
    page = ReportHtml(NumberFormat()).html(window.session.state, picture, datetime.now())
    for words in ("spectral density", "By the other method", "longest at",
                  "Independent cells", "The spectral method of ImageRep"):  # fmt: skip
        assert words in page
    window.session.choose_method("two-point")
    page = ReportHtml(NumberFormat()).html(window.session.state, picture, datetime.now())
    assert "two-point correlation" in page
    assert "Independent cells" not in page
    window.session.choose_method("spectral")
    save_as(monkeypatch, tmp_path / "r.pdf")
    window.actions_.by_name["export_report"].trigger()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_of_several_exports_the_last_is_told(measured, tmp_path, monkeypatch):
    for name in ("a.csv", "b.json"):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, n=name: (str(tmp_path / n), "CSV (*.csv)")
        )
        measured.actions_.by_name["export_table"].trigger()
    assert [message.split("”")[0] for message, _ in notices(measured.session)] == ["“b.json"]


def test_the_sentence_and_the_citation_are_copied(measured):
    find(measured, QPushButton, "Copy sentence").click()
    assert QGuiApplication.clipboard().text() == measured.session.state.result.statement.text
    find(measured, QPushButton, "Copy BibTeX").click()
    assert QGuiApplication.clipboard().text().startswith("@software{imagerep,")
    assert "@article" in QGuiApplication.clipboard().text()


def test_the_report_is_a_pdf(measured, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "r.pdf")
    measured.actions_.by_name["export_report"].trigger()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert "r.pdf" in last_notice(measured.session)


def test_the_image_is_exported(measured, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "i.png")
    measured.actions_.by_name["export_image"].trigger()
    assert not QImage(str(tmp_path / "i.png")).isNull()


@pytest.fixture
def figure(measured):
    """The dialog of the figure of the tab that is shown."""
    measured.session.rename_phase(measured.session.state.phase, "pore")
    measured.actions_.by_name["export_plot"].trigger()
    (dialog,) = measured.findChildren(FigureDialog)
    yield dialog
    dialog.close()


def test_a_figure_is_saved_with_its_data(figure, tmp_path, monkeypatch):
    for suffix, start in (("pdf", b"%PDF"), ("svg", b"<?xml"), ("png", b"\x89PNG")):
        save_as(monkeypatch, tmp_path / f"p.{suffix}")
        (tmp_path / "p-data.csv").unlink(missing_ok=True)
        find(figure, QPushButton, "&Save as").click()
        assert (tmp_path / f"p.{suffix}").read_bytes().startswith(start)
        lines = (tmp_path / "p-data.csv").read_text(encoding="utf-8-sig").splitlines()
        assert lines[0].startswith("side_px,side_µm,relative_error,")
        assert len(lines) == 98
    # 85 mm at 600 dpi
    assert QImage(str(tmp_path / "p.png")).width() == round(85 / 25.4 * 600)
    assert QImage(str(tmp_path / "p.png")).dotsPerMeterX() == round(600 / 0.0254)


def test_data_of_another_figure_are_not_replaced(figure, measured, tmp_path, monkeypatch):
    (tmp_path / "p-data.csv").write_text("mine", encoding="utf-8")
    save_as(monkeypatch, tmp_path / "p.pdf")
    find(figure, QPushButton, "&Save as").click()
    assert (tmp_path / "p-data.csv").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "p.pdf").exists()
    assert "p-data.csv” exists" in last_notice(measured.session)
    find(figure, QCheckBox, "Save the data").click()
    find(figure, QPushButton, "&Save as").click()
    assert (tmp_path / "p.pdf").exists()


def test_a_figure_has_the_width_and_font_that_are_chosen(figure):
    before = figure.drawing
    find(figure, QDoubleSpinBox, "Width").setValue(180)
    wide = figure.drawing
    assert (before.width, wide.width) == pytest.approx((85 * 72 / 25.4, 180 * 72 / 25.4))
    assert "two columns, 180 mm" in [box.currentText() for box in figure.findChildren(QComboBox)]
    figure.resize(1100, 700)
    assert (figure.drawing.width, figure.drawing.height) == (wide.width, wide.height)


def test_a_figure_and_its_texts_are_copied(figure, measured):
    clipboard = QGuiApplication.clipboard()
    find(figure, QPushButton, "&Copy figure").click()
    assert clipboard.image().width() == round(85 / 25.4 * 300)
    assert b"<path" in bytes(clipboard.mimeData().data("image/svg+xml").data())
    result = measured.session.state.result
    find(figure, QPushButton, "Copy c&aption").click()
    caption = clipboard.text()
    for words in (
        "phase 85 “pore”",
        "95\u202f%",
        "spectral method (ImageRep)",
        "720 × 540 px",
    ):
        assert words in caption
    find(figure, QPushButton, "Copy &methods").click()
    english = clipboard.text()
    assert english.endswith(citation())
    assert "ImageRep " in english
    low, high = result.interval
    assert f"between {100 * low:.1f} and {100 * high:.1f}" in english
    language = next(b for b in figure.findChildren(QComboBox) if b.findText("Deutsch") >= 0)
    language.setCurrentIndex(language.findText("Deutsch"))
    find(figure, QPushButton, "Copy &methods").click()
    german = clipboard.text()
    assert f"{100 * low:.1f}".replace(".", ",") in german
    assert "Phase 85" in german
    assert german.endswith(citation())
    assert german.split("[1]")[0] != english.split("[1]")[0]


@pytest.mark.parametrize("tab", range(4))
def test_every_plot_has_a_figure(measured, tab):
    measured.workspace.tabs.setCurrentIndex(tab)
    measured.actions_.by_name["export_plot"].trigger()
    (dialog,) = measured.findChildren(FigureDialog)
    text = find(dialog, QPlainTextEdit, "Texts to copy").toPlainText()
    assert "{" not in text
    method = "[1], as implemented" if tab == 2 else "spectral method"
    assert method in text
    dialog.close()


def test_the_table_is_exported_with_plain_numbers(measured, tmp_path, monkeypatch):
    measured.session.want_table(True)
    save_as(monkeypatch, tmp_path / "t.csv")
    measured.actions_.by_name["export_table"].trigger()
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("image,phase,phase_name,other_phases,quantity,method,")
    assert ",recommended_shape_y_px,recommended_shape_x_px," in lines[0]
    assert "other_method,other_interval_low,other_interval_high,other_absolute_error" in lines[0]
    assert ",two-point," in lines[1]
    save_as(monkeypatch, tmp_path / "t.json")
    measured.actions_.by_name["export_table"].trigger()
    rows = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert rows[0]["method"] == "spectral"
    assert rows[0]["other"]["method"] == "two-point"
    other = measured.session.state.rows[0].other
    assert rows[0]["other"]["absolute_error"] == pytest.approx(other.absolute_error(0.95))


def test_the_table_is_exported_as_a_workbook(measured, tmp_path, monkeypatch):
    measured.session.want_table(True)
    save_as(monkeypatch, tmp_path / "t.xlsx")
    measured.actions_.by_name["export_table"].trigger()
    heading, *rows = openpyxl.load_workbook(tmp_path / "t.xlsx").active.values
    assert [row[heading.index("phase")] for row in rows] == [85, 170, 255]
    size = measured.session.state.rows[0].measurement.recommended_size(0.05)
    assert rows[0][heading.index("recommended_side")] == pytest.approx(size.side)


def test_the_table_is_exported_with_decimal_commas(measured, tmp_path, monkeypatch):
    measured.session.want_table(True)
    chosen = str(tmp_path / "t.csv"), "CSV with ; and decimal commas (*.csv)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    measured.actions_.by_name["export_table"].trigger()
    heading, first = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
    value = first.split(";")[heading.split(";").index("phase_fraction")]
    fraction = measured.session.state.rows[0].measurement.phase_fraction
    assert float(value.replace(",", ".")) == fraction


def test_the_table_is_copied_by_keys(measured, qtbot):
    measured.workspace.tabs.setCurrentIndex(4)
    view = measured.findChild(QTableView)
    clipboard = QGuiApplication.clipboard()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, *rows = [line.split("\t") for line in clipboard.text().splitlines()]
    assert [row[heading.index("phase")] for row in rows] == ["85", "170", "255"]
    side = float(rows[0][heading.index("recommended_side_px")])
    assert side == measured.session.state.rows[0].measurement.recommended_size(0.05).side_px
    view.clearSelection()
    view.selectRow(1)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [line.split("\t")[1] for line in clipboard.text().splitlines()] == ["phase", "170"]


def test_a_target_that_cannot_be_written_is_told(measured, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "absent" / "r.pdf")
    measured.actions_.by_name["export_report"].trigger()
    assert "cannot be written" in last_notice(measured.session)


def test_a_session_is_saved_and_dropped(measured, tmp_path, monkeypatch):
    measured.session.choose_phase(170)
    save_as(monkeypatch, tmp_path / "s.imagerep")
    measured.actions_.by_name["save_session"].trigger()
    assert not measured.isWindowModified()
    measured.session.close_all()
    assert measured.start_page.isVisible()
    drop(measured, tmp_path / "s.imagerep")
    assert measured.session.state.phase == 170
    assert measured.session.state.path == tmp_path / "s.imagerep"


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_a_report_has_one_page_of_lines(measured, method):
    session = measured.session
    session.choose_method(method)
    session.want_table(True)
    made = datetime(2026, 1, 1).astimezone()
    content = report(session.state, GERMAN, made)
    assert content.count(b"/Type /Page\n") == 1
    # The image, its shades, and nothing else.
    assert content.count(b"/Subtype /Image") <= 2


def test_a_report_of_a_batch_is_titled_as_such(window, image_file):
    from imagerep_qt.export.report_html import Picture, ReportHtml
    from imagerep_qt.session import Mode

    paths = [image_file(f"{'long name ' * 5}{k}.npy", seed=k) for k in range(70)]
    window.session.open(paths, replace_all=True, mode=Mode.BATCH)
    window.session.want_table(True)
    state = window.session.state
    page = ReportHtml(NumberFormat()).html(state, Picture("a", 1.0, 1.0), datetime.now())
    assert "<h1>Batch of 70 images</h1>" in page
    assert "Image shown: long name" in page
    assert "<thead>" in page
    content = report(state, NumberFormat(), datetime(2026, 1, 1).astimezone())
    assert content.count(b"/Type /Page\n") == 3


@pytest.mark.parametrize("side", [60, 190])
@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_a_report_with_doubts_has_two_pages_at_most(measured, side, method):
    session = measured.session
    session.choose_method(method)
    session.set_crop(((0, side), (0, side)))
    session.want_table(True)
    made = datetime(2026, 1, 1).astimezone()
    content = report(session.state, GERMAN, made)
    assert content.count(b"/Type /Page\n") <= 2


def test_a_name_without_its_ending_gets_it_and_replaces_nothing_unasked(
    measured, tmp_path, monkeypatch
):
    kind = "CSV table (*.csv)"
    chosen, asked = [tmp_path / "scan 1.5 um"], []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen[0]), kind))
    buttons = QMessageBox.StandardButton
    answers = [buttons.No, buttons.Yes]
    monkeypatch.setattr(
        QMessageBox, "question", lambda *told: (asked.append(told[2]), answers.pop(0))[1]
    )
    written = tmp_path / "scan 1.5 um.csv"
    measured.exports.export_table()
    assert written.read_bytes().startswith(b"\xef\xbb\xbfimage,phase,")  # as Excel wants it
    assert asked == []
    written.write_text("mine", encoding="utf-8")
    measured.exports.export_table()
    assert written.read_text(encoding="utf-8") == "mine"
    assert asked == [f"“{written.name}” is in {tmp_path} already. Replace it?"]
    measured.exports.export_table()
    assert written.read_text(encoding="utf-8") != "mine"
    chosen[0] = tmp_path / "TABLE.CSV"
    measured.exports.export_table()
    assert sorted(path.name for path in tmp_path.glob("*.[cC]*")) == ["TABLE.CSV", written.name]
