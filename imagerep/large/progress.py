"""Progress with the time that is left."""

from __future__ import annotations

import time
from dataclasses import replace

from imagerep.hooks import Hooks

SPEAK_AFTER_S = 5.0
"""Before this the speed is not known well enough, in seconds."""


def with_time_left(hooks: Hooks) -> Hooks:
    """Hooks whose progress text tells about how long it will take.

    Parameters
    ----------
    hooks : Hooks
        Told of the progress.

    Returns
    -------
    Hooks
    """
    progress = hooks.progress
    if progress is None:
        return hooks
    begun = time.monotonic()

    def tell(fraction: float, text: str) -> None:
        elapsed = time.monotonic() - begun
        done = (fraction - hooks.start) / (hooks.stop - hooks.start)
        if elapsed > SPEAK_AFTER_S and 0.02 < done < 1.0:
            text = f"{text}, {time_text(elapsed * (1.0 - done) / done)} left"
        progress(fraction, text)

    return replace(hooks, progress=tell)


def time_text(seconds: float) -> str:
    """Length of time as people say it.

    Parameters
    ----------
    seconds : float
        The time.

    Returns
    -------
    str
        For example ``"about 3 min"``.
    """
    if seconds < 50:
        return f"about {max(10, 10 * round(seconds / 10))} s"
    if seconds < 50 * 60:
        return f"about {max(1, round(seconds / 60))} min"
    return f"about {seconds / 3600:.1f} h"
