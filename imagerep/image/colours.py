"""Colours as phase labels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import NotSegmentedError
from imagerep.image.label_text import label_of_colour
from imagerep.io.source import Colour

_CHUNK = 1 << 22
_N_CODES = 1 << 24
_COLOURS_MAX = 4096
_DISTANCE = 48.0
"""Least between two colours, in grey values; a pixel within half of it is around a colour."""

_LEAST_MASS = 0.03
_CELL = 8
_LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


def colour_labels(rgb: NDArray[np.uint8], name: str) -> tuple[NDArray[Any], dict[int, Colour]]:
    """Label image of a colour image, and the colour of each label.

    Labels are those of :func:`label_of_colour`; the dictionary is empty where every pixel is grey.
    """
    codes, _ = _histogram(rgb)
    channels = _channels(codes)
    if (channels == channels[:, :1]).all():
        return np.ascontiguousarray(rgb[..., 0]), {}
    if len(codes) > _COLOURS_MAX:
        raise NotSegmentedError("too-many-colours", name=name, n_values=len(codes))
    found = _colours(channels)
    table = np.array([label_of_colour(colour) for colour in found], np.int32)
    return _looked_up(rgb, codes, table), dict(zip(table.tolist(), found, strict=True))


def luminance(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey value of each pixel of a colour image (ITU-R BT.601); greys keep their value."""
    pixels = rgb.reshape(-1, 3)
    grey = np.empty(len(pixels), np.uint8)
    for start in range(0, len(pixels), _CHUNK):
        part = pixels[start : start + _CHUNK]
        grey[start : start + _CHUNK] = np.rint(part @ _LUMINANCE)
    return grey.reshape(rgb.shape[:-1])


def dominant_colours(rgb: NDArray[np.uint8], n_colours: int | None) -> tuple[list[Colour], float]:
    """Most frequent colours that are far from each other, and the share of pixels around them.

    Colours come by descending frequency; without `n_colours` those are taken around which at least
    3 % of the pixels lie (the blends that JPEG makes along edges reach 2.5 %).
    """
    codes, counts = _histogram(rgb)
    channels = _channels(codes)
    cells = (channels // _CELL) @ np.array([1 << 10, 1 << 5, 1])
    cell_codes, cell_of = np.unique(cells, return_inverse=True)
    weights = np.bincount(cell_of, counts)
    centres = _CELL * (np.stack([cell_codes >> 10, cell_codes >> 5 & 31, cell_codes & 31], 1) + 0.5)
    n_pixels = weights.sum()
    left = weights.copy()
    chosen: list[Colour] = []
    covered = 0.0
    while left.any() and (n_colours is None or len(chosen) < n_colours):
        peak = int(left.argmax())
        gap = np.sqrt(((centres - centres[peak]) ** 2).sum(1))
        mass = float(weights[gap <= _DISTANCE / 2].sum())
        if n_colours is None and left[peak] < _LEAST_MASS / 32 * n_pixels:
            break
        if n_colours is not None or mass >= _LEAST_MASS * n_pixels:
            inside = np.flatnonzero(cell_of == peak)
            chosen += _colours(channels[inside[[counts[inside].argmax()]]])
            covered += mass
        left[gap <= _DISTANCE] = 0
    return chosen, min(1.0, covered / n_pixels)


def nearest_colours(
    rgb: NDArray[np.uint8], colours: list[Colour]
) -> tuple[NDArray[Any], dict[int, Colour]]:
    """Label image in which every pixel has the nearest of some colours, and their labels."""
    codes, _ = _histogram(rgb)
    table = np.array([label_of_colour(colour) for colour in colours], np.int32)
    channels = _channels(codes)
    nearest = np.zeros(len(codes), np.intp)
    best = np.full(len(codes), np.iinfo(np.int64).max)
    for index, colour in enumerate(colours):
        gap = ((channels - np.array(colour)) ** 2).sum(1)
        nearest[gap < best] = index
        np.minimum(best, gap, out=best)
    return _looked_up(rgb, codes, table[nearest]), dict(zip(table.tolist(), colours, strict=True))


def _histogram(rgb: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Packed codes of the colours present, ascending, and their numbers of pixels."""
    pixels = rgb.reshape(-1, 3)
    if len(pixels) <= _CHUNK // 4:
        codes, counts = np.unique(_packed(pixels), return_counts=True)
        return codes.astype(np.int64), counts.astype(np.int64)
    total = np.zeros(_N_CODES, np.int64)
    for start in range(0, len(pixels), _CHUNK):
        total += np.bincount(_packed(pixels[start : start + _CHUNK]), minlength=_N_CODES)
    present = np.flatnonzero(total)
    return present, total[present]


def _looked_up(
    rgb: NDArray[np.uint8], codes: NDArray[np.int64], labels: NDArray[np.int32]
) -> NDArray[np.int32]:
    table = np.zeros(_N_CODES, np.int32)
    table[codes] = labels
    pixels = rgb.reshape(-1, 3)
    result = np.empty(len(pixels), np.int32)
    for start in range(0, len(pixels), _CHUNK):
        result[start : start + _CHUNK] = table[_packed(pixels[start : start + _CHUNK])]
    return result.reshape(rgb.shape[:-1])


def _packed(pixels: NDArray[np.uint8]) -> NDArray[np.int32]:
    codes: NDArray[np.int32] = pixels[:, 0].astype(np.int32)
    for channel in (1, 2):
        codes <<= 8
        codes |= pixels[:, channel]
    return codes


def _channels(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], 1)


def _colours(channels: NDArray[np.int64]) -> list[Colour]:
    return [(red, green, blue) for red, green, blue in channels.tolist()]
