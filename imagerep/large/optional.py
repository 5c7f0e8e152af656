"""Optional packages, imported where they are first needed."""

from __future__ import annotations

import importlib
from typing import Any

from imagerep.errors import MissingPackageError


def need(module: str, what: str) -> Any:
    """Import an optional module.

    Parameters
    ----------
    module : str
        Its name.
    what : str
        What it is needed for, to follow "is needed".

    Returns
    -------
    module

    Raises
    ------
    MissingPackageError
        If it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingPackageError(
            f"The package {package} is needed {what}, and it is not installed.",
            "Install it with: pip install “imagerep[large]”.",
        ) from error
