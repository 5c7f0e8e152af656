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
    """How an array holds probabilities."""

    axes: str  # Letters of the axes, C for that of the classes
    n_classes: int  # Number of classes
    white: float  # Value that stands for a probability of one


def recognised(
    pixels: Pixels, shape: Sequence[int], chunks: Sequence[int], dtype: np.dtype[Any], axes: str,
    is_rgb: bool,
) -> Probabilities | None:  # fmt: skip
    """Tell whether an array holds probability maps, from some of its values.

    Arrays of which much would have to be decoded are not looked at.
    """
    if dtype.kind not in "uf" or not 3 <= len(shape) <= 5:
        return None
    is_doubtful = is_rgb or not set("CS") & set(axes)
    for named in _candidates(shape, axes):
        place = named.index("C")
        white = 1.0 if dtype.kind == "f" else float(np.iinfo(dtype).max)
        if _are_probabilities(pixels, named, shape, chunks, white, is_doubtful):
            return Probabilities(named, shape[place], white)
    return None


def _are_probabilities(
    pixels: Pixels, axes: str, shape: Sequence[int], chunks: Sequence[int], white: float,
    is_doubtful: bool,
) -> bool:  # fmt: skip
    is_found = False
    for box in _samples(axes, shape):
        if _n_decoded(box, chunks) > _DECODED_MAX:
            return False
        try:
            values = np.moveaxis(pixels.read(box), axes.index("C"), -1)
        except ImageReadError:  # to be raised where the image is read
            return False
        verdict = _adds_up(values, white, is_doubtful)
        if verdict is False:
            return False
        is_found |= verdict is True
    return is_found


def _candidates(shape: Sequence[int], axes: str) -> list[str]:
    """Axes in which the classes are C, as they may be."""
    if "S" in axes or "C" in axes:
        letter = "S" if "S" in axes else "C"
        named = [axes.replace("C", "Q").replace("S", "C") if letter == "S" else axes]
    elif axes:  # pages, or slices so few that they may be classes; rows of pixels as pages
        leading = [axis for axis, n in zip(axes, shape, strict=True) if axis not in "YX" and n > 1]
        named = [axes.replace(leading[0], "C")] if len(leading) == 1 else []
        if axes in ("QYX", "IYX"):
            named.append("YXC")
    else:
        named = _of_unnamed(shape)
    return [
        one
        for one in named
        if {"Y", "X"} <= set(one) and 2 <= shape[one.index("C")] <= CHANNELS_MAX
    ]


def _of_unnamed(shape: Sequence[int]) -> list[str]:
    left = [k for k, side in enumerate(shape) if side > 1]
    place = channel_axis([shape[k] for k in left]) if len(left) in (3, 4) else None
    if place is None:
        return []
    letters = list("QRUVW"[: len(shape)])
    letters[left.pop(place)] = "C"
    for k, letter in zip(left, "ZYX"[-len(left) :], strict=True):
        letters[k] = letter
    return ["".join(letters)]


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
