"""Colour tables: greys or the colours of the file, with one phase tinted. Free of Qt."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rgb = tuple[int, int, int]

_DARKEST, _LIGHTEST = 48, 224
_FADED = 128.0
"""Grey that phases with colours of their own fade into beside the chosen one."""
_OPAQUE = np.uint32(0xFF000000)


def label_colours(n_labels: int, own: Sequence[Rgb | None] = ()) -> NDArray[np.float64]:
    """Colours of labels by rank."""
    if len(own) == n_labels and all(colour is not None for colour in own):
        return np.array(own, np.float64)
    greys = np.linspace(_DARKEST, _LIGHTEST, n_labels) if n_labels > 1 else np.array([128.0])
    return np.repeat(greys[:, None], 3, axis=1)


def label_table(
    colours: NDArray[np.float64], chosen: Sequence[int], tint: Rgb, alpha: float
) -> NDArray[np.uint32]:
    """Colours by rank of a label, with some tinted; where the tint is their own, others fade."""
    table = np.zeros((256, 3))
    table[: len(colours)] = colours
    places = list(chosen)
    if places and (table[places[0]] == tint).all():
        others = [place for place in range(len(colours)) if place not in places]
        table[others] += alpha * (_FADED - table[others])
        table[places] = tint
    else:
        table[places] += alpha * (np.array(tint) - table[places])
    return _pack(table)


def grey_table(
    thresholds: Sequence[float], phases: Sequence[int], tint: Rgb, alpha: float
) -> NDArray[np.uint32]:
    """Colours by grey value, tinted where the thresholds make one of some phases of it."""
    table = np.repeat(np.arange(256.0)[:, None], 3, axis=1)
    if thresholds:
        ends = [0, *(min(max(math.ceil(one), 0), 256) for one in thresholds), 256]
        for phase in phases:
            of_phase = slice(ends[phase], ends[phase + 1])
            table[of_phase] += alpha * (np.array(tint) - table[of_phase])
    return _pack(table)


def _pack(table: NDArray[np.float64]) -> NDArray[np.uint32]:
    red, green, blue = np.rint(table).astype(np.uint32).T
    packed: NDArray[np.uint32] = _OPAQUE | (red << 16) | (green << 8) | blue
    return np.append(packed, np.uint32(0))  # pixels outside the sample are transparent
