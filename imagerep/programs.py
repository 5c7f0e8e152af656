"""How one program of ImageRep starts another: from a Python, and from an installed bundle."""

from __future__ import annotations

import sys
from pathlib import Path


def is_bundled() -> bool:
    """Whether this is an installed bundle, which has no Python to run modules with.

    Returns
    -------
    bool
    """
    return bool(getattr(sys, "frozen", False))


def bundle_folder() -> Path | None:
    """Folder of the files that belong to the bundle.

    Returns
    -------
    Path or None
        None where this is no bundle.
    """
    folder = getattr(sys, "_MEIPASS", None)
    return Path(folder) if is_bundled() and folder is not None else None


def program(name: str, module: str) -> list[str]:
    """Command that starts a program: in a bundle the one beside this, else Python with a module."""
    if not is_bundled():
        return [sys.executable, "-m", module]
    ending = ".exe" if sys.platform == "win32" else ""
    return [str(Path(sys.executable).with_name(name + ending))]
