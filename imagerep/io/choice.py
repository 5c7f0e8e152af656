"""Which array, channel, time point or page of a file is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from imagerep.errors import ImageReadError, ParameterError
from imagerep.shapes import shape_text

CHANNELS_MAX = 16
"""Most channels, or classes of a probability map, for which an axis without a name is taken."""

_COLOUR_SAMPLES = (3, 4)
_COLOUR_LEAST_SIDE = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for of the axes that an image does not have."""

    channel: int | None = None  # Which of several channels and time points, from 0
    time: int | None = None
    every_time: bool = False  # Take each of several time points as an image of its own
    is_volume: bool = False  # Take time points, or channels, as the slices of a volume
    dataset: str | None = None  # Name of one of several arrays
    page: int | None = None  # Which plane alone, from 0
    # Take the most probable class of every pixel of probability maps
    is_most_probable: bool = False

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


def channel_axis(shape: Sequence[int]) -> int | None:
    """First or last axis of an array without names of axes, if it is short enough for channels."""
    ends = [(shape[place], place) for place in (len(shape) - 1, 0)]
    n_found, place = min(ends)
    inner = [side for k, side in enumerate(shape) if k != place and side > 1]
    is_short = 1 < n_found <= CHANNELS_MAX and len(inner) >= 2 and min(inner) > n_found
    return place if is_short else None


def guessed_axes(shape: Sequence[int], dtype: np.dtype[Any], choice: Choice, name: str = "") -> str:
    """Letters of the axes of an array that has no names for them.

    Two are rows and columns, a third before them is the depth. A last axis of three or four values
    of 8 bits is red, green, blue and transparency. Of more axes, or where channels are asked for, a
    short first or last one is that of channels; the first of what is then too many is time.
    """
    letters = ["Q"] * len(shape)
    left = [k for k, side in enumerate(shape) if side > 1]
    for k in reversed(range(len(shape))):  # those of length one fill up to two axes
        if len(left) < 2 and k not in left:
            left = sorted((*left, k))
    is_colour = (
        len(left) >= 3 and left[-1] == len(shape) - 1 and dtype == np.uint8
        and shape[-1] in _COLOUR_SAMPLES
        and min(shape[k] for k in left[-3:-1]) >= _COLOUR_LEAST_SIDE
    )  # fmt: skip
    if is_colour:
        letters[left.pop()] = "S"
    elif len(left) > 2 + (choice.channel is None):
        place = channel_axis([shape[k] for k in left])
        if place is not None:
            letters[left.pop(place)] = "C"
    if len(left) > 3 or (choice.time is not None and len(left) > 2):
        letters[left.pop(0)] = "T"
    if len(left) not in (2, 3):
        raise ImageReadError("number-of-axes", name=name, n_axes=len(left), shape=shape_text(shape))
    for k, letter in zip(left, "ZYX"[-len(left) :], strict=True):
        letters[k] = letter
    return unique_axes("".join(letters))


def unique_axes(axes: str) -> str:
    """Letters of axes, of which a repeated one becomes another without a meaning."""
    spare = (letter for letter in "QRUVWABDEFGHIJKLMNOP" if letter not in axes)
    found: list[str] = []
    for axis in axes:
        found.append(next(spare) if axis in found else axis)
    return "".join(found)
