"""Images from several folders: which is which, in the list, the table and what is written."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QTableView

from imagerep.spreadsheet import COMMA
from imagerep_qt.export.report_html import Picture, ReportHtml
from imagerep_qt.session import Mode
from imagerep_qt.session.folders import folders_of, names_apart
from imagerep_qt.session.table_files import to_copy, to_csv, to_json
from tests.qt.test_window_holds import cells
from tests.qt.user import column, find

parts = st.lists(st.sampled_from(["a", "b", "c.tif"]), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["/d/a/1.tif", "/d/a/2.tif"], ["", ""]),
        (["/d/a/1.tif", "/d/b/1.tif", None], ["a", "b", ""]),
        (["/d/1.tif", "/d/b/x/1.tif"], ["d", "d/b/x"]),
        (["/1.tif", "/b/1.tif"], [".", "b"]),
    ],
)
def test_folders_are_short_and_hidden_where_there_is_one(paths, shown):
    assert folders_of([None if path is None else Path(path) for path in paths]) == shown


@settings(deadline=None)
@given(st.lists(parts, min_size=1, max_size=6))
def test_no_two_images_are_called_the_same(found):
    paths = [Path("/").joinpath(*one) for one in found]
    folders = folders_of(paths)
    places = zip(folders, names_apart(folders, [path.name for path in paths]), strict=True)
    assert len(set(places)) == len(paths)


@pytest.fixture
def two_folders(tmp_path, window):
    """A batch of two materials whose images have the same names."""
    paths = []
    for seed, folder in enumerate(("steel", "steel", "brass")):
        (tmp_path / folder).mkdir(exist_ok=True)
        paths.append(cells(tmp_path / folder / f"field {seed % 2}.tif", seed))
    window.session.open(paths, mode=Mode.BATCH)
    window.session.want_table(True)
    return window


def shown_columns(table):
    header, model = table.horizontalHeader(), table.model()
    places = sorted(range(model.columnCount()), key=header.visualIndex)
    return [
        model.headerData(place, Qt.Orientation.Horizontal)
        for place in places
        if not table.isColumnHidden(place)
    ]


def test_the_table_has_a_column_of_folders_beside_the_names(two_folders):
    window = two_folders
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()
    table = window.findChild(QTableView)
    model = table.model()
    assert shown_columns(table)[:3] == ["Image", "Folder", "Fraction"]
    place = column(model, "Folder")
    rows = [
        (model.index(row, place).data(), model.index(row, 0).data())
        for row in range(model.rowCount())
    ]
    assert rows == [("steel", "field 0.tif"), ("steel", "field 1.tif"), ("brass", "field 0.tif")]
    table.horizontalHeader().setSortIndicator(place, Qt.SortOrder.AscendingOrder)
    QApplication.processEvents()
    assert model.index(0, place).data() == "brass"
    images = find(window, QListWidget, "Images")
    assert images.item(2).text().startswith("brass/field 0.tif\n")


def test_exports_and_report_carry_the_folder(two_folders):
    state = two_folders.session.state
    rows = list(csv.DictReader(io.StringIO(to_csv(state))))
    assert [(row["folder"], row["image"]) for row in rows] == [
        ("steel", "field 0.tif"), ("steel", "field 1.tif"), ("brass", "field 0.tif"),
    ]  # fmt: skip
    assert [row["folder"] for row in json.loads(to_json(state))] == ["steel", "steel", "brass"]
    assert to_copy(state, {row.key for row in state.rows}, COMMA).startswith("folder\timage\t")
    from datetime import UTC, datetime

    html = ReportHtml(two_folders._context.numbers).html(
        state, Picture("x", 1, 1), datetime(2000, 1, 1, tzinfo=UTC)
    )
    assert "brass/field 0.tif" in html


def test_one_folder_needs_no_column(tmp_path, window):
    window.session.open([cells(tmp_path / f"{n}.tif", n) for n in range(2)], mode=Mode.BATCH)
    window.actions_.by_name["view_table"].trigger()
    QApplication.processEvents()
    assert shown_columns(window.findChild(QTableView))[:2] == ["Image", "Fraction"]
    assert to_csv(window.session.state).startswith("image,phase,")


def test_a_file_that_is_open_twice_has_two_names(tmp_path, window):
    path = cells(tmp_path / "a.tif")
    window.session.open([path], mode=Mode.BATCH)
    window.session.open([path])
    assert [image.name for image in window.session.state.images] == ["a.tif", "a.tif (2)"]
    assert [row.name for row in window.session.state.rows] == ["a.tif", "a.tif (2)"]
