"""Optional packages, imported where they are first needed."""

from __future__ import annotations

import importlib
from typing import Any

from imagerep.errors import MissingPackageError


def need(module: str, purpose: str, extra: str = "large") -> Any:
    """Import an optional module, or raise the sentence that says how to install it.

    `purpose` follows "is needed", as in "to read Zarr"; `extra` is the extra that has the package.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingPackageError(
            "package-missing", package=package, purpose=purpose, extra=extra
        ) from error


def new_axes(size: tuple[float, float] | None = None) -> Any:
    """Matplotlib axes of a new figure, of a size in inches."""
    return need("matplotlib.pyplot", "to plot", "plot").figure(figsize=size).add_subplot()
