"""What the window writes and copies: reports, plots, tables, sessions, sentences."""

import json
from datetime import datetime

import pytest
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from imagerep_qt.export.report_pdf import report
from imagerep_qt.formatting import NumberFormat
from tests.qt.user import drop, fibres, find, last_notice, notices, save_as

GERMAN = NumberFormat(",", ".")


def test_the_report_of_the_spectral_method(window, tmp_path, monkeypatch):
    from imagerep_qt.export.report_html import Pictures, ReportHtml
    from imagerep_qt.formatting import NumberFormat

    window.session.choose_method("spectral")
    drop(window, fibres(tmp_path))
    pictures = Pictures("a", "b", "c", "d", 1.0, 1.0, 1.0)
    page = ReportHtml(NumberFormat()).html(window.session.state, pictures, datetime.now())
    for words in ("spectral density", "By the other method", "longest at", "Power spectrum",
                  "Independent cells", "The spectral method of ImageRep"):  # fmt: skip
        assert words in page
    window.session.choose_method("two-point")
    page = ReportHtml(NumberFormat()).html(window.session.state, pictures, datetime.now())
    assert "Two-point correlation" in page
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


def test_plots_are_exported(measured, tmp_path, monkeypatch):
    save_as(monkeypatch, tmp_path / "p.svg")
    measured.actions_.by_name["export_plot"].trigger()
    assert b"<svg" in (tmp_path / "p.svg").read_bytes()
    save_as(monkeypatch, tmp_path / "p.png")
    measured.actions_.by_name["export_plot"].trigger()
    assert QImage(str(tmp_path / "p.png")).width() == 2000
    save_as(monkeypatch, tmp_path / "i.png")
    measured.actions_.by_name["export_image"].trigger()
    assert not QImage(str(tmp_path / "i.png")).isNull()


def test_the_table_is_exported_with_plain_numbers(measured, tmp_path, monkeypatch):
    measured.session.want_table(True)
    save_as(monkeypatch, tmp_path / "t.csv")
    measured.actions_.by_name["export_table"].trigger()
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("image,phase,phase_name,other_phases,quantity,method,")
    assert "other_method,other_absolute_error,other_interval_low" in lines[0]
    assert ",two-point," in lines[1]
    save_as(monkeypatch, tmp_path / "t.json")
    measured.actions_.by_name["export_table"].trigger()
    rows = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert rows[0]["method"] == "spectral"
    assert rows[0]["other"]["method"] == "two-point"
    other = measured.session.state.rows[0].other
    assert rows[0]["other"]["absolute_error"] == pytest.approx(other.absolute_error(0.95))


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


@pytest.mark.parametrize("side", [60, 190])
@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_a_report_with_doubts_has_two_pages(measured, side, method):
    session = measured.session
    session.choose_method(method)
    session.set_crop(((0, side), (0, side)))
    session.want_table(True)
    made = datetime(2026, 1, 1).astimezone()
    content = report(session.state, GERMAN, made)
    assert content.count(b"/Type /Page\n") == 2


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
