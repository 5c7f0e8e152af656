"""Which channel and which time point of a file are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imagerep.errors import ImageReadError, ParameterError


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for of the axes that an image does not have.

    Attributes
    ----------
    channel, time : int or None
        Which of several channels and time points, from 0.
    every_time : bool
        Take each of several time points as an image of its own.
    is_volume : bool
        Take time points, or channels, as the slices of a volume.
    """

    channel: int | None = None
    time: int | None = None
    every_time: bool = False
    is_volume: bool = False

    def index(self, what: str, n_found: int, name: str) -> int | None:
        """Index along the axis of channels or times; None where each is an image of its own."""
        wanted = self.channel if what == "channel" else self.time
        if wanted is not None and not 0 <= wanted < n_found:
            raise ParameterError(
                f"no-such-{what}", name=name, n_found=n_found, wanted=wanted, last=n_found - 1
            )
        if wanted is None and n_found > 1:
            if what == "time" and self.every_time:
                return None
            raise ImageReadError(f"several-{what}s", name=name, n_found=n_found, last=n_found - 1)
        return wanted or 0


def as_volume(axes: str, shape: Sequence[int]) -> str:
    """Axes with time, or channels, renamed to Z where an image has several and no depth."""
    sides = dict(zip(axes, shape, strict=True))
    if any(sides[axis] > 1 for axis in axes if axis not in "TCYXS"):
        return axes
    for axis in "TC":
        if sides.get(axis, 1) > 1:
            return axes.replace("Z", "Q").replace(axis, "Z")
    return axes
