"""The installer for Windows: NSIS, for one user, without administrator rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from contents import ROOT, version_numbers

HERE = Path(__file__).resolve().parent
_USUAL_PLACE = Path(r"C:\Program Files (x86)\NSIS\makensis.exe")


def make_installer(
    bundle: Path, work: Path, output: Path, version: str, compiler: Sequence[str] = ()
) -> Path:
    """Compile the installer.

    The variable ``IMAGEREP_SIGN_WINDOWS`` may hold a command that signs the file that follows it,
    for example ``signtool sign /fd sha256 /td sha256 /tr URL /a``; without it nothing is signed.

    Parameters
    ----------
    bundle : Path
        The folder with the programs.
    work, output : Path
        Folder with the icons, and folder for the installer.
    version : str
        Of ImageRep.
    compiler : sequence of str, optional
        Command that compiles; by default NSIS's, where it is installed.

    Returns
    -------
    Path
    """
    if not compiler:
        found = shutil.which("makensis") or (_USUAL_PLACE if _USUAL_PLACE.exists() else None)
        if found is None:
            sys.exit("makensis is needed: install NSIS 3.")
        compiler = [str(found)]
    made = output / f"imagerep-{version}-windows-x86_64-setup.exe"
    command = [*compiler, "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}"]
    command.append(f"-DNUMBERS={'.'.join(map(str, version_numbers(version)))}.0")
    command += [f"-DBUNDLE={bundle}", f"-DICON={work / 'icons' / 'imagerep.ico'}"]
    command += [f"-DLICENCE={ROOT / 'LICENSE'}", f"-DOUTPUT={made}"]
    if (bundle / "_internal" / "imagej_jars").exists():
        command.append("-DWITH_JAVA")
    if sign := os.environ.get("IMAGEREP_SIGN_WINDOWS"):
        for program in sorted(bundle.glob("imagerep*.exe")):
            subprocess.run(f'{sign} "{program}"', check=True, shell=True)  # noqa: S602 - our own
        command.append(f"-DSIGN={sign}")
    subprocess.run([*command, str(HERE / "windows" / "imagerep.nsi")], check=True)
    return made


def version_file(version: str, name: str) -> str:
    """Version resource of the programs, as PyInstaller takes it.

    Parameters
    ----------
    version : str
        Of ImageRep.
    name : str
        What the programs are called in lists.

    Returns
    -------
    str
        Python, to be written to a file.
    """
    numbers = (*version_numbers(version), 0)
    strings = {
        "CompanyName": "The ImageRep developers",
        "FileDescription": name,
        "FileVersion": version,
        "LegalCopyright": "The ImageRep developers, BSD-3-Clause",
        "ProductName": "ImageRep",
        "ProductVersion": version,
    }
    entries = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0,\n"
        "                      OS=0x40004, fileType=1, subtype=0, date=(0, 0)),\n"
        f"    kids=[StringFileInfo([StringTable('040904B0', [{entries}])]),\n"
        "          VarFileInfo([VarStruct('Translation', [1033, 1200])])],\n"
        ")\n"
    )
