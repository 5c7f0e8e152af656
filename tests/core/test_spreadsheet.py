"""Tables for spreadsheets."""

import datetime
import math
import sys

import openpyxl
import pytest

import imagerep
from imagerep.errors import MissingPackageError, OutputError
from imagerep.samples import sample_path
from imagerep.spreadsheet import SEMICOLON, csv_text, flat_row, headings, write_csv, write_xlsx


def test_sides_are_columns_of_numbers():
    flat = flat_row(imagerep.measure(imagerep.read(sample_path("three_phase_2d")), 85).to_dict())
    shape = imagerep.read(sample_path("three_phase_2d")).shape
    assert (flat["shape_y_px"], flat["shape_x_px"], flat["shape_z_px"]) == (*shape, "")
    assert isinstance(flat["recommended_shape_x_px"], int)
    assert isinstance(flat["recommended_shape_y"], float)
    assert not any(isinstance(value, list | dict) for value in flat.values())
    assert "shape_z_px" not in csv_text([flat]).partition("\n")[0]  # empty for images
    volume = flat_row(imagerep.measure(sample_path("volume_3d")).to_dict())
    assert "shape_z_px" in csv_text([flat, volume]).partition("\n")[0]


def test_headings_stay_in_order():
    assert headings([{"a": 1, "c": 2}, {"a": 1, "b": 2, "c": 3}, {"d": 1}]) == ["d", "a", "b", "c"]


def test_csv_in_the_separators_of_a_country(tmp_path):
    rows = [{"name": "a;b", "value": 0.5, "n": 3, "formula": "=1+1"}]
    assert csv_text(rows) == "name,value,n,formula\na;b,0.5,3,'=1+1\n"
    assert csv_text(rows, SEMICOLON) == 'name;value;n;formula\n"a;b";0,5;3;\'=1+1\n'
    write_csv(tmp_path / "t.csv", rows, overwrite=False)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfname")
    with pytest.raises(OutputError, match="exists"):
        write_csv(tmp_path / "t.csv", rows, overwrite=False)


def test_a_workbook_holds_numbers_as_numbers_and_text_as_text(tmp_path):
    path = tmp_path / "t.xlsx"
    rows = [
        {"name": '=HYPERLINK("http://x")', "value": 0.1, "n": 10**9, "yes": True, "no": None},
        {"name": "12.5", "value": math.inf, "n": 2, "yes": False, "no": ""},
    ]
    write_xlsx(path, {"All images of a name that is very long": rows}, overwrite=False)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert list(sheet.values) == [
        ("name", "value", "n", "yes", "no"),
        ('=HYPERLINK("http://x")', 0.1, 10**9, True, None),
        ("12.5", None, 2, False, None),
    ]
    assert [cell.data_type for cell in sheet[2]][:4] == ["s", "n", "n", "b"]
    assert sheet["A3"].data_type == "s"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:E3"
    assert isinstance(book.properties.created, datetime.datetime)
    with pytest.raises(OutputError, match="exists"):
        write_xlsx(path, {"a": rows}, overwrite=False)


def test_without_the_package_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingPackageError) as caught:
        write_xlsx(tmp_path / "t.xlsx", {"a": []}, overwrite=False)
    assert "xlsx" in str(caught.value)
