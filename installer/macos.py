"""The disk image for macOS: signed, and notarised where there is an account for it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Any

from contents import version_numbers

HERE = Path(__file__).resolve().parent
ENTITLEMENTS = HERE / "macos" / "entitlements.plist"
_MACH_O = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_JAVA_CLASS_VERSION = 40
"""A universal binary and a Java class begin alike; the number of parts of the first is small."""


def info_plist(version: str) -> dict[str, Any]:
    """What the app says of itself to macOS.

    Parameters
    ----------
    version : str
        Of ImageRep.

    Returns
    -------
    dict
        For the app's Info.plist.
    """
    numbers = ".".join(map(str, version_numbers(version)))
    images = {
        "CFBundleTypeName": "Image",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": ["public.tiff", "public.png", "public.jpeg"],
    }
    sessions = {
        "CFBundleTypeName": "ImageRep session",
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": ["org.imagerep.session"],
    }
    session_type = {
        "UTTypeIdentifier": "org.imagerep.session",
        "UTTypeDescription": "ImageRep session",
        "UTTypeConformsTo": ["public.json"],
        "UTTypeTagSpecification": {"public.filename-extension": ["imagerep"]},
    }
    return {
        "CFBundleDisplayName": "ImageRep",
        "CFBundleShortVersionString": numbers,
        "CFBundleVersion": numbers,
        "CFBundleDocumentTypes": [images, sessions],
        "UTExportedTypeDeclarations": [session_type],
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": "14.0",  # of the wheels that are bundled
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "The ImageRep developers, BSD-3-Clause",
        "NSRequiresAquaSystemAppearance": False,
    }


def make_dmg(app: Path, work: Path, output: Path, version: str) -> Path:
    """Sign the app, lay it in a disk image, and have Apple notarise that.

    ``IMAGEREP_SIGN_MACOS`` names the identity of the certificate; without it the app is signed
    ad hoc, which runs after a right click and Open. ``IMAGEREP_NOTARY_PROFILE`` names the profile
    that ``xcrun notarytool store-credentials`` made; without it nothing is notarised.

    Parameters
    ----------
    app : Path
        ImageRep.app.
    work, output : Path
        Folders for what is made on the way, and for the image.
    version : str
        Of ImageRep.

    Returns
    -------
    Path
    """
    identity = os.environ.get("IMAGEREP_SIGN_MACOS") or "-"
    for path in signed_inside(app):
        _sign(path, identity)
    _sign(app, identity)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", str(app)], check=True)
    stage = work / "dmg"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    shutil.copytree(app, stage / app.name, symlinks=True)
    (stage / "Applications").symlink_to("/Applications")
    made = output / f"imagerep-{version}-macos-{platform.machine()}.dmg"
    command = ["hdiutil", "create", "-volname", "ImageRep", "-srcfolder", str(stage), "-ov"]
    subprocess.run([*command, "-format", "UDZO", str(made)], check=True)
    if identity != "-":
        subprocess.run(["codesign", "--sign", identity, "--timestamp", str(made)], check=True)
    if profile := os.environ.get("IMAGEREP_NOTARY_PROFILE"):
        notary = ["xcrun", "notarytool", "submit", str(made), "--keychain-profile", profile]
        subprocess.run([*notary, "--wait"], check=True)
        subprocess.run(["xcrun", "stapler", "staple", str(made)], check=True)
    return made


def signed_inside(app: Path) -> list[Path]:
    """Programs and libraries inside an app, the innermost first.

    Parameters
    ----------
    app : Path
        The app.

    Returns
    -------
    list of Path
    """
    found = [path for path in app.rglob("*") if is_mach_o(path)]
    return sorted(found, key=lambda path: (-len(path.parts), path))


def is_mach_o(path: Path) -> bool:
    """Whether a file is a program or library of macOS.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    bool
        False for links.
    """
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(8)
    is_java = start[:4] == _MACH_O[1] and int.from_bytes(start[4:8], "big") >= _JAVA_CLASS_VERSION
    return start[:4] in _MACH_O and not is_java


def _sign(path: Path, identity: str) -> None:
    command = ["codesign", "--force", "--options", "runtime", "--sign", identity]
    command += ["--timestamp"] if identity != "-" else []
    subprocess.run([*command, "--entitlements", str(ENTITLEMENTS), str(path)], check=True)
