"""Where the bridge keeps its few files, and the Fiji folder that the user chose."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from imagerep.files import write_text

_FIJI_KEY = "fiji_folder"


def state_folder() -> Path:
    """Folder for settings and for the file by which the app finds a running ImageJ."""
    if chosen := os.environ.get("IMAGEREP_STATE"):
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return _local_data()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "ImageRep"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "imagerep"


def jar_folder() -> Path:
    """Folder of the embedded ImageJ, once it was downloaded."""
    if chosen := os.environ.get("IMAGEREP_IMAGEJ"):
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return _local_data() / "Cache" / "imagej"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "ImageRep" / "imagej"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "imagerep" / "imagej"


def _local_data() -> Path:
    """Where programs keep their data on Windows."""
    return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "ImageRep"


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner can enter."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32":
        path.chmod(0o700)
    return path


def remembered_fiji() -> Path | None:
    """Fiji folder that was chosen last."""
    folder = _settings().get(_FIJI_KEY)
    try:
        return Path(folder) if isinstance(folder, str) and Path(folder).is_dir() else None
    except OSError:  # a name that is too long
        return None


def remember_fiji(folder: Path | None) -> None:
    """Keep the chosen Fiji folder for the next start."""
    settings = _settings()
    settings.pop(_FIJI_KEY, None)
    if folder is not None:
        settings[_FIJI_KEY] = str(folder)
    path = private_folder(state_folder()) / "fiji.json"
    write_text(path, json.dumps(settings, indent=1), overwrite=True)


def _settings() -> dict[str, object]:
    try:
        found = json.loads((state_folder() / "fiji.json").read_text(encoding="utf-8"))
    except (OSError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
