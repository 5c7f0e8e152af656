"""The program that Fiji calls, that serves as the worker, and that runs ImageJ."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fiji_bridge.errors import FijiFolderError
from imagerep.programs import is_bundled

PROGRAM = ("imagerep-fiji", "fiji_bridge.entry")
"""Its name, and the module that it runs."""

_NAME = "imagerep-fiji.exe" if sys.platform == "win32" else "imagerep-fiji"


def command() -> Path:
    """Program that Fiji is to call: ``imagerep-fiji`` beside this Python or application."""
    beside = Path(sys.executable).parent
    for folder in (beside, beside / "Scripts"):
        if (folder / _NAME).is_file():
            return (folder / _NAME).absolute()  # a link stays one: the bundle goes by its name
    if is_bundled():
        return Path(sys.executable).absolute()
    found = shutil.which("imagerep-fiji")
    if found is None:
        raise FijiFolderError("program-missing", name=_NAME, python=sys.executable)
    return Path(found).absolute()
