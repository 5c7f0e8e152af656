"""Put the ImageRep command into a Fiji or ImageJ folder, and take it out again."""

from __future__ import annotations

import contextlib
import os
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fiji_bridge.errors import FijiFolderError
from fiji_bridge.fiji_folder import check_folder
from fiji_bridge.macro.program import command
from fiji_bridge.macro.text_files import from_text, to_text
from imagerep import __version__
from imagerep.errors import OutputError
from imagerep.files import replacing, write_text

FOLDER = "ImageRep"
"""Of the command in ``plugins``; the submenu has its name."""

MACROS = (
    "measure-representativity.txt",
    "measure-image.txt",
    "measure-folder.txt",
    "clear-overlay.txt",
    "copy-sentence.txt",
)
"""No underscore, or plain ImageJ lists them; ``.txt``, or Fiji runs them as scripts of its own."""
CONFIG, JAR = "plugins.config", "ImageRep_.jar"
"""ImageJ's list of commands, and the jar that holds it and nothing else."""
SETTINGS = "imagerep-settings.txt"

_FORMER_FILES = (
    "Measure_Representativity.ijm",
    "Clear_ImageRep_Overlay.ijm",
    "Copy_ImageRep_Sentence.ijm",
    "imagerep-measure.txt",
    "Measure_Folder.ijm",
)
"""What earlier versions have installed."""
_INSTALLED_FILES = (*MACROS, JAR, *_FORMER_FILES)

_PREFERENCES = "IJ_Prefs.txt"
_IMAGEJ_JARS = ("ij.jar", "ImageJ.app/Contents/Java/ij.jar", "Contents/Java/ij.jar")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the jar is the same, whenever it is written


@dataclass(frozen=True, slots=True)
class Installed:
    """The Fiji or ImageJ folder with the command in it, and the program that it calls."""

    folder: Path
    command: Path


def macro_folder() -> Path:
    """Folder of the macros, in an installation or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    resources = installed if installed.is_dir() else package.parent / "resources" / "fiji"
    return resources / "plugins" / FOLDER


def plugins_folder(chosen: Path) -> Path:
    """Plugins folder of a Fiji or a plain ImageJ."""
    chosen = chosen.expanduser()
    if not chosen.is_dir():
        raise FijiFolderError("no-such-folder", path=str(chosen))
    chosen = chosen.resolve()
    for folder in (chosen, chosen / "ImageJ", *list(chosen.parents)[:3]):
        if any((folder / jar).is_file() for jar in _IMAGEJ_JARS):
            # On a Mac, plain ImageJ keeps its plugins beside the application.
            home = folder.parent if folder.suffix == ".app" else folder
            return home / "plugins"
    try:
        return check_folder(chosen).path / "plugins"
    except FijiFolderError as error:
        raise FijiFolderError("not-an-imagej-folder", path=str(chosen)) from error


def install(folder: Path, program: Path | None = None) -> Installed:
    """Add Plugins > ImageRep; one that is there is brought up to date."""
    program = program or command()
    plugins = plugins_folder(folder)
    target = plugins / FOLDER
    former = _read_settings(target)
    if former is None:
        for name in (*_INSTALLED_FILES, SETTINGS):
            if (target / name).exists():
                raise FijiFolderError("file-in-the-way", folder=str(target), name=name)
    made = former["made"] if former else ",".join(_missing(target, plugins))
    lines = [("imagerep", __version__), ("command", str(program)), ("made", made)]
    try:
        target.mkdir(parents=True, exist_ok=True)
        write_text(target / SETTINGS, to_text(lines), overwrite=True, encoding="ascii")
        for name in _FORMER_FILES:
            (target / name).unlink(missing_ok=True)
        for name in MACROS:
            with replacing(target / name, overwrite=True) as file:
                file.write((macro_folder() / name).read_bytes())
        with replacing(target / JAR, overwrite=True) as file, zipfile.ZipFile(file, "w") as jar:
            config = (macro_folder() / CONFIG).read_bytes()
            jar.writestr(zipfile.ZipInfo(CONFIG, _ZIP_EPOCH), config)
    except (OSError, OutputError) as error:
        if former is None:
            with contextlib.suppress(OSError):
                _delete(target, plugins, made)
        raise _not_writable(plugins.parent, error) from error
    return Installed(plugins.parent, program)


def remove(folder: Path) -> Path:
    """Take Plugins > ImageRep out; other files stay as they are."""
    plugins = plugins_folder(folder)
    target = plugins / FOLDER
    former = _read_settings(target)
    if former is None:
        raise FijiFolderError("not-installed", folder=str(plugins.parent))
    if not os.access(target, os.W_OK):
        raise _not_writable(plugins.parent, PermissionError(13, "permission denied"))
    try:
        _delete(target, plugins, former["made"])
    except OSError as error:
        raise _not_writable(plugins.parent, error) from error
    return plugins.parent


def clear_preferences(folder: Path) -> Path | None:
    """Remove ImageRep's entries from ImageJ's preferences; the file, or None where there are none.

    ImageJ looks for the file in its own folder first (``ij.Prefs.getPrefsDir``).
    """
    personal = "Library/Preferences" if sys.platform == "darwin" else ".imagej"
    places = (folder, Path.home() / personal)
    path = next((p / _PREFERENCES for p in places if (p / _PREFERENCES).is_file()), None)
    if path is None:
        return None
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(b".imagerep.")]
        if kept == lines:
            return None
        with replacing(path, overwrite=True) as file:
            file.writelines(kept)
    except (OSError, OutputError) as error:
        raise _not_writable(path.parent, error) from error
    return path


def _missing(target: Path, plugins: Path) -> list[str]:
    """Folders that are made, as removal has to know; the deepest first."""
    return [path.name for path in (target, plugins) if not path.exists()]


def _delete(target: Path, plugins: Path, made: str) -> None:
    # The settings last: until then it counts as installed.
    for name in (*_INSTALLED_FILES, SETTINGS):
        (target / name).unlink(missing_ok=True)
    for path in (target, plugins):
        if path.name in made.split(",") and path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _read_settings(target: Path) -> dict[str, str] | None:
    try:
        lines = from_text((target / SETTINGS).read_text(encoding="latin-1"))
    except OSError:
        return None
    settings = {line[0]: line[1] for line in lines if len(line) == 2}
    return {"made": ""} | settings if "imagerep" in settings else None


def _not_writable(folder: Path, error: OSError | OutputError) -> FijiFolderError:
    reason = error.strerror if isinstance(error, OSError) else error.values.get("reason", error)
    return FijiFolderError("folder-not-writable", folder=str(folder), reason=str(reason))
