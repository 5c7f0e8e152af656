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
from imagerep_qt.actions import Actions
from imagerep_qt.export.tables import to_csv
from imagerep_qt.session import InlineRunner, Session, store
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


def _shortcuts(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window, _Any())
    actions.build()
    portable = QKeySequence.SequenceFormat.PortableText
    return {
        action.shortcut().toString(portable)
        for action in actions.by_name.values()
        if not action.shortcut().isEmpty()
    }


def _described():
    page = (ROOT / "docs" / "app.md").read_text(encoding="utf-8")
    table = page.split("## Shortcuts")[1]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    found = set()
    for cell in cells:
        every = re.fullmatch(r" Ctrl\+(\d) to Ctrl\+(\d) ", cell)
        if every:
            found |= {f"Ctrl+{n}" for n in range(int(every[1]), int(every[2]) + 1)}
        else:
            found |= {part.strip() for part in cell.split(",")}
    return found


def test_every_shortcut_is_described(qtbot):
    portable = QKeySequence.SequenceFormat.PortableText
    here = {keys.toString(portable) for key in BY_SYSTEM for keys in QKeySequence.keyBindings(key)}
    assert _described() >= ON_LINUX
    assert _described() - ON_LINUX == _shortcuts(qtbot) - here


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
    saved = store.to_dict(session, tmp_path)
    assert set(saved) - {"format", "version"} <= described
    assert set(saved["images"][0]) - {"shown"} <= described
