"""Probability maps of a pixel classifier (ilastik, Weka, Labkit): one channel for each class.

They are recognised by their values: in every pixel the channels add up to one, to 255 or to 65535.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.choice import CHANNELS_MAX, channel_axis
from imagerep.io.source import Box, Pixels

_SAMPLE_PX = 128
_N_PLANES = 3
_DECODED_MAX = 1 << 26
_SUM_TOLERANCE = 0.01  # of maps saved as half floats, or smoothed afterwards


@dataclass(frozen=True, slots=True)
class Probabilities:
    """How an array holds probabilities.

    Attributes
    ----------
    axes : str
        Letters of the axes, C for that of the classes.
    n_classes : int
        Number of classes.
    white : float
        Value that stands for a probability of one.
    """

    axes: str
    n_classes: int
    white: float


def recognised(
    pixels: Pixels, shape: Sequence[int], chunks: Sequence[int], dtype: np.dtype[Any], axes: str,
    is_rgb: bool,
) -> Probabilities | None:  # fmt: skip
    """Tell whether an array holds probability maps, from some of its values.

    Arrays of which much would have to be decoded are not looked at.
    """
    if dtype.kind not in "uf" or not 3 <= len(shape) <= 5:
        return None
    named = _named_axes(shape, axes)
    if named is None or not {"Y", "X"} <= set(named):
        return None
    is_doubtful = is_rgb or not set("CS") & set(axes)
    place = named.index("C")
    white = 1.0 if dtype.kind == "f" else float(np.iinfo(dtype).max)
    is_found = False
    for box in _samples(named, shape):
        if _n_decoded(box, chunks) > _DECODED_MAX:
            return None
        try:
            values = np.moveaxis(pixels.read(box), place, -1)
        except ImageReadError:  # to be raised where the image is read
            return None
        verdict = _adds_up(values, white, is_doubtful)
        if verdict is False:
            return None
        is_found |= verdict is True
    return Probabilities(named, shape[place], white) if is_found else None


def _named_axes(shape: Sequence[int], axes: str) -> str | None:
    """Axes in which the classes are C; None where there can be no classes."""
    if "S" in axes or "C" in axes:
        letter = "S" if "S" in axes else "C"
        if not 2 <= shape[axes.index(letter)] <= CHANNELS_MAX:
            return None
        return axes.replace("C", "Q").replace("S", "C") if letter == "S" else axes
    if axes:  # pages, or slices so few that they may be classes
        leading = [axis for axis, n in zip(axes, shape, strict=True) if axis not in "YX" and n > 1]
        if len(leading) != 1 or shape[axes.index(leading[0])] > CHANNELS_MAX:
            return None
        return axes.replace(leading[0], "C")
    left = [k for k, side in enumerate(shape) if side > 1]
    place = channel_axis([shape[k] for k in left]) if len(left) in (3, 4) else None
    if place is None:
        return None
    letters = list("QRUVW"[: len(shape)])
    letters[left.pop(place)] = "C"
    for k, letter in zip(left, "ZYX"[-len(left) :], strict=True):
        letters[k] = letter
    return "".join(letters)


def _samples(axes: str, shape: Sequence[int]) -> list[Box]:
    """Boxes in the middle of some planes, with all classes."""
    boxes = []
    depth = max((n for axis, n in zip(axes, shape, strict=True) if axis not in "CYX"), default=1)
    for part in range(min(_N_PLANES, depth)):
        box = []
        for axis, side in zip(axes, shape, strict=True):
            if axis == "C":
                box.append(slice(0, side))
            elif axis in "YX":
                start = max(0, (side - _SAMPLE_PX) // 2)
                box.append(slice(start, min(side, start + _SAMPLE_PX)))
            else:
                index = min(side - 1, (2 * part + 1) * side // (2 * _N_PLANES))
                box.append(slice(index, index + 1))
        boxes.append(tuple(box))
    return boxes


def _n_decoded(box: Box, chunks: Sequence[int]) -> int:
    """Number of values in the chunks that a box touches."""
    return math.prod(
        (-(-part.stop // side) - part.start // side) * side
        for part, side in zip(box, chunks, strict=True)
    )


def _adds_up(values: NDArray[Any], white: float, is_doubtful: bool) -> bool | None:
    """Whether the last axis adds up to `white`; None where it has no values, or only NaN."""
    values = values.reshape(-1, values.shape[-1]).astype(np.float64)
    values = values[~np.isnan(values).any(axis=1)]
    if not len(values):
        return None
    if not np.isfinite(values).all() or values.min() < 0 or values.max() > white * 1.001:
        return False
    if is_doubtful and np.isin(values, (0, white)).all():
        return False  # labels drawn in red, green and blue, or two masks
    allowed = _SUM_TOLERANCE if white == 1 else values.shape[-1]
    return bool((np.abs(values.sum(axis=1) - white) <= allowed).all())


@dataclass(frozen=True, slots=True)
class _MostProbable:
    """Number of the channel with the largest value."""

    pixels: Pixels
    place: int
    n_classes: int

    def read(self, box: Box) -> NDArray[Any]:
        every = slice(0, self.n_classes)
        values = self.pixels.read((*box[: self.place], every, *box[self.place :]))
        classes: NDArray[np.intp] = np.argmax(values, axis=self.place)
        if values.dtype.kind != "f":
            small: NDArray[np.uint8] = classes.astype(np.uint8)
            return small
        found: NDArray[np.float32] = classes.astype(np.float32)
        found[np.isnan(values).any(axis=self.place)] = np.nan
        return found


def most_probable(pixels: Pixels, place: int, n_classes: int) -> Pixels:
    """Most probable class of every pixel; NaN where a probability is."""
    return _MostProbable(pixels, place, n_classes)
