"""The page about the app names every menu entry's shortcut, and no other."""

from __future__ import annotations

import csv
import io
import re

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="Qt is not installed", exc_type=ImportError)

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from imagerep.samples import sample_path
from imagerep_qt.session import InlineRunner, Session, session_file
from imagerep_qt.session.table_files import to_csv
from imagerep_qt.window.actions import Actions
from tests.docs.samples import ROOT

_Key = QKeySequence.StandardKey
BY_SYSTEM = (
    _Key.Open, _Key.Save, _Key.SaveAs, _Key.Close, _Key.Quit, _Key.Undo, _Key.Redo, _Key.Paste,
    _Key.HelpContents,
)  # fmt: skip
"""Shortcuts that differ between systems."""

ON_LINUX = {
    "Ctrl+O", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+W", "Ctrl+Q", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+V",
    "F1",
}  # fmt: skip
"""The same on a Linux desktop."""


class _Any(dict):
    def __missing__(self, key):
        return lambda: None


def _entries(qtbot):
    """Menu entries with their shortcuts; submenus of many choices count as one entry."""
    window = QMainWindow()
    qtbot.addWidget(window)
    Actions(window, _Any())
    portable = QKeySequence.SequenceFormat.PortableText
    found = {}

    def collect(menu):
        for action in menu.actions():
            text = action.text().replace("&", "")
            inner = action.menu()
            if inner is not None and text not in ("Export", "Fiji"):
                found[text] = ""
            elif inner is not None:
                collect(inner)
            elif not action.isSeparator():
                found[text] = action.shortcut().toString(portable)

    for action in window.menuBar().actions():
        collect(action.menu())
    return found


def _described():
    page = (ROOT / "docs" / "app.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.split("## Every menu entry")[1].splitlines()]
    cells = [[cell.strip() for cell in row] for row in rows if len(row) == 2]
    return {text: key for text, key in cells if key not in ("key", "---")}


def test_every_menu_entry_is_described_with_its_shortcut(qtbot):
    described, entries = _described(), _entries(qtbot)
    assert list(described) == list(entries)
    by_system = {
        keys.toString(QKeySequence.SequenceFormat.PortableText)
        for key in BY_SYSTEM
        for keys in QKeySequence.keyBindings(key)
    }
    for text, key in entries.items():
        if key in by_system or described[text] in ON_LINUX:
            assert described[text] in ON_LINUX, text
        else:
            assert described[text] == key, text


@pytest.fixture(scope="module")
def session():
    session = Session(InlineRunner())
    session.open([sample_path("two_phase_2d.tif")])
    session.want_table(True)
    return session


def test_columns_of_the_table_and_fields_of_sessions_are_described(session, tmp_path):
    page = (ROOT / "docs" / "reference" / "files.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", page))
    columns = next(csv.reader(io.StringIO(to_csv(session.state))))
    assert set(columns) <= described
    saved = session_file.to_dict(session, tmp_path)
    assert set(saved) - {"format", "version"} <= described
    assert set(saved["images"][0]) - {"shown"} <= described
