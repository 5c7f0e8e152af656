"""Find and check the user's Fiji folder. Nothing here needs Java."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fiji_bridge.errors import FijiFolderError, JavaError
from fiji_bridge.folders import remembered_fiji
from fiji_bridge.java_home import (
    JavaHome,
    check_java,
    embedded_java,
    environment_java,
    java_homes_in,
    this_machine,
)

_NAMES = ("Fiji.app", "Fiji", "fiji", "fiji.app", "ImageJ2.app")
_NEEDED = {
    "ij-1.*.jar": re.compile(r"ij-1\.\d+\w*\.jar"),
    "imagej-2.*.jar": re.compile(r"imagej-\d.*\.jar"),
    "imagej-legacy-*.jar": re.compile(r"imagej-legacy-.*\.jar"),
}
_IMGLYB_JAR = re.compile(r"imglib2-imglyb-.*\.jar")


@dataclass(frozen=True, slots=True)
class FijiFolder:
    """A Fiji on disk."""

    path: Path  # Folder that holds jars and plugins
    # Whether it holds the imglib2-imglyb jar, which PyImageJ otherwise asks a Maven server for
    has_imglyb: bool

    def java(self, installed: Path | None = None) -> JavaHome:
        """Choose the Java for this Fiji, without ever fetching one."""
        own = java_homes_in(self.path / "java")
        fitting = [home for home in own if home.machine in ("", this_machine())]
        environment = environment_java()
        if own:
            best = (fitting or list(own))[-1]
            try:
                return check_java(best)
            except JavaError:
                if environment is None:
                    raise
        if environment is not None:
            return check_java(environment)
        return embedded_java(installed)


def check_folder(path: str | os.PathLike[str]) -> FijiFolder:
    """Check that a folder holds a Fiji."""
    chosen = Path(path).expanduser()
    if not chosen.exists():
        raise FijiFolderError("no-such-folder", path=str(chosen))
    for folder in _candidates(chosen.resolve()):
        if (folder / "jars").is_dir() and (folder / "plugins").is_dir():
            return _read(folder)
    is_plain = (chosen / "ij.jar").is_file()
    raise FijiFolderError("plain-imagej" if is_plain else "not-a-fiji-folder", path=str(chosen))


def find_fiji(places: Iterable[Path] | None = None) -> FijiFolder | None:
    """Look for a Fiji: the remembered one, then the usual places."""
    remembered = remembered_fiji()
    for place in [*([remembered] if remembered else []), *(places or usual_places())]:
        try:
            if place.is_dir():
                return check_folder(place)
        except (FijiFolderError, OSError):
            continue
    return None


def usual_places() -> tuple[Path, ...]:
    """Folders in which people keep Fiji."""
    home = Path.home()
    parents = [home, home / "Applications", home / "Desktop", home / "Downloads"]
    parents += [home / "Documents", home / "opt"]
    if sys.platform == "win32":
        for variable in ("LOCALAPPDATA", "PROGRAMFILES", "SYSTEMDRIVE"):
            if value := os.environ.get(variable):
                parents.append(Path(f"{value}\\" if variable == "SYSTEMDRIVE" else value))
    elif sys.platform == "darwin":
        parents.insert(0, Path("/Applications"))
    else:
        parents += [Path("/opt"), Path("/usr/local"), Path("/usr/share")]
    places = [Path(value) for name in ("FIJI_HOME", "FIJI_DIR") if (value := os.environ.get(name))]
    places += [parent / name for parent in parents for name in _NAMES]
    for command in ("fiji", "ImageJ-linux64", "fiji-linux-x64"):
        if found := shutil.which(command):
            places.append(Path(found).resolve().parent)
    return tuple(places)


def _candidates(folder: Path) -> list[Path]:
    if folder.is_file():
        folder = folder.parent
    below = [folder / name for name in _NAMES]
    return [folder, *below, *list(folder.parents)[:4]]


def _read(folder: Path) -> FijiFolder:
    names = [path.name for path in (folder / "jars").rglob("*.jar")]
    missing = [file for file, jar in _NEEDED.items() if not any(map(jar.fullmatch, names))]
    if missing:
        raise FijiFolderError("fiji-incomplete", folder=str(folder), files=", ".join(missing))
    return FijiFolder(folder, any(map(_IMGLYB_JAR.fullmatch, names)))
