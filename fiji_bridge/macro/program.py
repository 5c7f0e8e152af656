"""The program that Fiji calls, and that serves as the worker."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fiji_bridge.errors import FijiFolderError

_NAME = "imagerep-fiji.exe" if sys.platform == "win32" else "imagerep-fiji"


def is_frozen() -> bool:
    """Whether this runs out of an application that brings its own Python."""
    return bool(getattr(sys, "frozen", False))


def command() -> Path:
    """Program that Fiji is to call: ``imagerep-fiji`` beside this Python or application."""
    beside = Path(sys.executable).parent
    for folder in (beside, beside / "Scripts"):
        if (folder / _NAME).is_file():
            return (folder / _NAME).absolute()  # a link stays one: the bundle goes by its name
    if is_frozen():
        return Path(sys.executable).absolute()
    found = shutil.which("imagerep-fiji")
    if found is None:
        raise FijiFolderError("program-missing", name=_NAME, python=sys.executable)
    return Path(found).absolute()


def worker_command() -> list[str]:
    """Program and arguments that run `fiji_bridge.entry` as a process of its own."""
    if is_frozen():
        return [str(command())]
    # -P: no module of the folder that ImageJ was started in is ever imported.
    return [sys.executable, "-P", "-m", "fiji_bridge.entry"]
