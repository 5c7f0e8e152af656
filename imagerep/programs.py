"""How one program of ImageRep starts another: from a Python, and from an installed bundle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def is_bundled() -> bool:
    """Whether this is an installed bundle, which has no Python to run modules with."""
    return bool(getattr(sys, "frozen", False))


def bundle_folder() -> Path | None:
    """Folder of the files that belong to the bundle; None where this is none."""
    folder = getattr(sys, "_MEIPASS", None)
    return Path(folder) if is_bundled() and folder is not None else None


def program(name: str, module: str) -> list[str]:
    """Command that starts a program: in a bundle the one beside this, else Python with a module."""
    if not is_bundled():
        # -P: no module of the folder that this was started in is ever imported.
        return [sys.executable, "-P", "-m", module]
    ending = ".exe" if sys.platform == "win32" else ""
    return [str(Path(sys.executable).with_name(name + ending))]


def start(command: list[str], log: Path, folder: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a program that outlives this one; what it says goes to a file."""
    flags = 0
    if sys.platform == "win32":  # no black window behind it, which would end it when closed
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    with log.open("wb") as said:
        return subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=folder,
            # PyInstaller's child processes share the parent's unpacked files unless told otherwise.
            env=os.environ | {"PYINSTALLER_RESET_ENVIRONMENT": "1"},
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )
