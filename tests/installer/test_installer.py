"""What the installers are made of, as far as it can be checked without building one."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "installer"


@pytest.fixture(scope="module", autouse=True)
def on_path():
    """The installer's modules import each other by their short names."""
    sys.path.insert(0, str(INSTALLER))
    yield
    sys.path.remove(str(INSTALLER))


def load(name):
    spec = importlib.util.spec_from_file_location(name, INSTALLER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contents(on_path):
    return load("contents")


def test_every_command_is_a_program_that_can_be_imported(contents):
    programs = contents.programs()
    assert {"imagerep", "imagerep-qt", "imagerep-fiji"} <= set(programs)
    assert contents.APP in programs
    for module, function in programs.values():
        source = (ROOT / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
        assert f"def {function}(" in source


def imported():
    """What the packages import by name, also where they need it."""
    found = set()
    for package in ("imagerep", "imagerep_qt", "fiji_bridge"):
        for path in (ROOT / package).rglob("*.py"):
            if "_help" in path.parts:  # examples of the documentation, where it was built
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
                    found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_nothing_that_is_imported_is_left_out(contents):
    """Neither by the packages nor by the parts of SciPy that they import."""
    left_out = {
        name for name in imported()
        for excluded in contents.EXCLUDED if name == excluded or name.startswith(f"{excluded}.")
    }  # fmt: skip
    assert left_out == set()
    wanted = sorted(name for name in imported() if name.startswith("scipy."))
    assert len(wanted) > 5
    code = (
        "import importlib, sys\n"
        f"excluded = {contents.EXCLUDED!r}\n"
        "class Without:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if any(name == one or name.startswith(one + '.') for one in excluded):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Without())\n"
        f"for name in {wanted!r}:\n"
        "    module, _, last = name.rpartition('.')\n"
        "    if not hasattr(importlib.import_module(module), last):\n"
        "        importlib.import_module(name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_program_does_what_its_name_says(contents, tmp_path):
    script = tmp_path / "launch.py"
    script.write_text(contents.launcher(), encoding="utf-8")
    link = tmp_path / "imagerep"
    shutil.copy(script, link)
    done = subprocess.run(
        [sys.executable, str(link), "--version"], capture_output=True, text=True, cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("imagerep, version")


def test_what_is_started_gets_the_libraries_of_the_system(contents, tmp_path):
    """The start of a bundle points at its own libraries; children must not inherit that."""
    show = "import os, sys; sys.stdout.write(str(os.environ.get('LD_LIBRARY_PATH')))"
    lines = contents.launcher().splitlines()
    start = lines.index(next(line for line in lines if line.startswith("before = ")))
    stop = lines.index("multiprocessing.freeze_support()")
    script = "import os, sys\nsys.frozen = True\n" + "\n".join([*lines[start:stop], show])

    def seen(**environment):
        command = [sys.executable, "-c", script]
        return subprocess.run(command, env=environment, capture_output=True, text=True).stdout

    assert seen(LD_LIBRARY_PATH="/bundle") == "None"
    assert 'os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"' in lines[start + 3]
    assert seen(LD_LIBRARY_PATH="/bundle", LD_LIBRARY_PATH_ORIG="/mine") == "/mine"


def test_codecs_are_modules_and_read_what_the_reader_takes(contents):
    imagecodecs = pytest.importorskip("imagecodecs")
    folder = Path(imagecodecs.__file__).parent
    for name in contents.CODECS:
        assert list(folder.glob(f"{name}.*")), name
    readers = (contents.ROOT / "imagerep" / "io").glob("*.py")
    text = "".join(file.read_text(encoding="utf-8") for file in readers)
    used = {f"_{name.partition('_')[0]}" for name in re.findall(r"imagecodecs\.(\w+_\w+)", text)}
    assert used >= {"_lz4", "_zstd"}
    assert used <= set(contents.CODECS)


@pytest.mark.parametrize(
    ("name", "is_needed"),
    [
        ("platforms/libqxcb.so", True),
        ("platforms/qwindows.dll", True),
        ("platforms/libqoffscreen.so", True),
        ("platformthemes/libqgtk3.so", False),
        ("imageformats/libqwebp.so", False),
        ("sqldrivers/libqsqlite.so", False),
    ],
)
def test_plugins_of_qt(contents, name, is_needed):
    assert contents.is_needed_plugin(name) is is_needed


def test_the_version_is_the_package_s(contents):
    import imagerep

    assert contents.version() == imagerep.__version__


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", (1, 2, 3)), ("1.2.4.dev3+g1a2b3c4", (1, 2, 4)), ("0.1.dev319+gfe64cf0", (0, 1, 0)),
     ("0.0", (0, 0, 0)), ("2.0.0rc1", (2, 0, 0))],
)  # fmt: skip
def test_systems_that_know_three_numbers_get_them(contents, version, numbers):
    assert contents.version_numbers(version) == numbers


def test_bill_of_materials_without_the_tools(on_path):
    load("contents"), load("environment"), load("licences")
    sbom = load("sbom")
    bill = {
        "components": [{"bom-ref": "a==1", "name": "A"}, {"bom-ref": "pip==2", "name": "pip"}],
        "dependencies": [{"ref": "a==1", "dependsOn": ["pip==2"]}, {"ref": "pip==2"}],
    }
    assert sbom.without(bill, {"pip"}) == {
        "components": [{"bom-ref": "a==1", "name": "A"}],
        "dependencies": [{"ref": "a==1"}],
    }
    from fiji_bridge.jars import CHECKSUMS

    found = {(one["name"], one["version"]): one for one in sbom.jar_components()}
    assert set(found) == {
        ("ij", "1.54p"),
        ("ij1-patcher", "2.0.0"),
        ("javassist", "3.27.0-GA"),
        ("classgraph", "4.8.162"),
    }
    assert found["ij", "1.54p"]["hashes"][0]["content"] == CHECKSUMS["ij-1.54p.jar"]


@pytest.mark.parametrize("name", ["imagerep.xml", "imagerep-qt.metainfo.xml"])
def test_descriptions_for_desktops_are_well_formed(name):
    ElementTree.parse(INSTALLER / "linux" / name)  # noqa: S314 - our own


def test_the_menu_entry_is_valid():
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-validate is not installed")
    entry = INSTALLER / "linux" / "imagerep-qt.desktop"
    done = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_qt_finds_the_menu_entry_and_the_session_type():
    from imagerep_qt.session.session_file import SUFFIX

    entry = (INSTALLER / "linux" / "imagerep-qt.desktop").read_text(encoding="utf-8")
    app = (ROOT / "imagerep_qt" / "window" / "create.py").read_text(encoding="utf-8")
    assert 'setDesktopFileName("imagerep-qt")' in app
    assert "application/x-imagerep-session" in entry
    assert f'pattern="*{SUFFIX}"' in (INSTALLER / "linux" / "imagerep.xml").read_text("utf-8")
