"""Put a finished file in the place of another."""

from __future__ import annotations

import sys
import time
from pathlib import Path

_PATIENCE_S = 2.0
_PAUSE_S = 0.05


def replace_file(draft: Path, target: Path) -> None:
    """Put a finished file in the place of another, in one step.

    Windows refuses as long as another program has the target open; a virus scanner or an indexer
    that has it for a moment is waited for.

    Parameters
    ----------
    draft : Path
        The finished file, in the same folder.
    target : Path
        Its place.

    Raises
    ------
    OSError
        If it cannot be done; ``winerror`` is 5 or 32 where another program has the target open.
    """
    end = time.monotonic() + (_PATIENCE_S if sys.platform == "win32" else 0.0)
    while True:
        try:
            draft.replace(target)
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def why_not_written(error: OSError) -> str:
    """Why a file cannot be written, in a few words.

    Parameters
    ----------
    error : OSError
        What was raised.

    Returns
    -------
    str
        Lower case, without a full stop.
    """
    if getattr(error, "winerror", None) in (5, 32, 33):  # access denied, sharing or lock violation
        return "another program has it open, or you may not write there"
    return (error.strerror or "unknown reason").lower()
