"""Progress with the time that is left."""

from __future__ import annotations

import time

from imagerep.hooks import ProgressHook

SPEAK_AFTER_S = 5.0
"""Before this the speed is not known well enough, in seconds."""


class TimeLeft:
    """Estimates how long something will take from what is done; the time begins now."""

    __slots__ = ("_begun",)

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def seconds(self, fraction: float) -> float | None:
        """Seconds that are left; None while the speed is not known, and at the end."""
        elapsed = time.monotonic() - self._begun
        if elapsed <= SPEAK_AFTER_S or not 0.02 < fraction < 1.0:
            return None
        return elapsed * (1.0 - fraction) / fraction


def with_time_left(progress: ProgressHook) -> ProgressHook:
    """Hook whose text tells about how long it will take."""
    left = TimeLeft()

    def tell(fraction: float, text: str) -> None:
        seconds = left.seconds(fraction)
        progress(fraction, text if seconds is None else f"{text}, {time_text(seconds)} left")

    return tell


def time_text(seconds: float) -> str:
    """Length of time as people say it, such as ``about 3 min``."""
    if seconds < 50:
        return f"about {max(10, 10 * round(seconds / 10))} s"
    if seconds < 50 * 60:
        return f"about {max(1, round(seconds / 60))} min"
    return f"about {seconds / 3600:.1f} h"
