"""The order of the app's modules: whatever is imported lies below, lazy imports included."""

from __future__ import annotations

import ast
import graphlib
import os
import subprocess
import sys
from pathlib import Path

import imagerep_qt

PACKAGE = Path(imagerep_qt.__file__).parent
BELOW = {
    "session": set(),
    "widgets": {"formatting", "language", "quantity_text", "session", "theme"},
    "panels": {
        "formatting",
        "language",
        "messages",
        "quantity_text",
        "session",
        "theme",
        "widgets",
    },
    "export": {
        "figures",
        "formatting",
        "language",
        "messages",
        "panels",
        "quantity_text",
        "session",
        "theme",
        "widgets",
    },
}
"""What the modules of a folder may import of the app, beside their own folder."""


def name_of(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path):
    """Modules of the app that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & MODULES.keys() or {node.module}
    return found & MODULES.keys()


def test_there_is_no_circle():
    graph = {name: imports(path) - {name} for name, path in MODULES.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises a CycleError that names the circle


def test_folders_import_only_what_lies_below():
    for name, path in MODULES.items():
        folder = name.split(".")[1] if name.count(".") > 1 else ""
        for imported in imports(path) if folder in BELOW else ():
            top = imported.split(".")[1]
            assert top in BELOW[folder] | {folder}, f"{name} imports {imported}"


def test_the_first_window_needs_no_arrays():
    """What reads and measures is loaded while the user looks for an image, not before."""
    script = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from imagerep_qt import app
application = QApplication([])
def seen():
    sys.stdout.write(" ".join(sorted({"numpy", "scipy", "pyqtgraph"} & sys.modules.keys())))
    application.quit()
QTimer.singleShot(0, seen)
sys.exit(app.main([]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
