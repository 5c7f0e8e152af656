"""Colours as phase labels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import NotSegmentedError

Colour = tuple[int, int, int]

COLOUR_LABEL_BASE = 1_000_000_000
"""Labels of colours start here; red, green and blue follow in three decimal digits each."""

_CHUNK = 1 << 20
_COLOURS_MAX = 4096
_LEAST_MASS = 0.03
_LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


def label_of_colour(colour: Colour) -> int:
    """Phase label of a colour, the same in every image.

    Parameters
    ----------
    colour : tuple of int
        Red, green and blue, 0 to 255.

    Returns
    -------
    int
        The grey value of a grey; otherwise `COLOUR_LABEL_BASE` plus the decimal digits RRRGGGBBB,
        so that pure red is 1255000000.

    Examples
    --------
    >>> label_of_colour((85, 85, 85)), label_of_colour((255, 128, 0))
    (85, 1255128000)
    """
    red, green, blue = colour
    if red == green == blue:
        return red
    return COLOUR_LABEL_BASE + red * 1_000_000 + green * 1_000 + blue


def colour_labels(rgb: NDArray[np.uint8], name: str) -> tuple[NDArray[Any], dict[int, Colour]]:
    """Label image of a colour image.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (..., 3)
        Red, green and blue of each pixel.
    name : str
        Name of the image, for messages.

    Returns
    -------
    labels : ndarray of uint8 or int32, shape (...)
        See :func:`label_of_colour`; uint8 where every pixel is grey.
    colours : dict
        Colour of each label; empty where every pixel is grey.

    Raises
    ------
    NotSegmentedError
        If there are more than 4096 different colours.
    """
    pixels = rgb.reshape(-1, 3)
    if _is_grey(pixels):
        return np.ascontiguousarray(rgb[..., 0]), {}
    codes = np.empty(0, np.uint32)
    for start in range(0, len(pixels), _CHUNK):
        codes = np.union1d(codes, _packed(pixels[start : start + _CHUNK]))
        if len(codes) > _COLOURS_MAX:
            raise NotSegmentedError(
                f"“{name}” is not segmented: it holds more than {_COLOURS_MAX} different colours.",
                "Segment it first, give a threshold, or snap it to its dominant colours.",
                n_values=len(codes),
            )
    found = {code: _unpacked(code) for code in codes.tolist()}
    table = np.array([label_of_colour(colour) for colour in found.values()], np.int32)
    labels = np.empty(len(pixels), np.int32)
    for start in range(0, len(pixels), _CHUNK):
        part = _packed(pixels[start : start + _CHUNK])
        labels[start : start + _CHUNK] = table[np.searchsorted(codes, part)]
    colours = {label_of_colour(colour): colour for colour in found.values()}
    return labels.reshape(rgb.shape[:-1]), colours


def luminance(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Grey value of each pixel of a colour image (ITU-R BT.601).

    Parameters
    ----------
    rgb : ndarray of uint8, shape (..., 3)
        Red, green and blue of each pixel.

    Returns
    -------
    ndarray of uint8, shape (...)
        Greys keep their value.
    """
    pixels = rgb.reshape(-1, 3)
    grey = np.empty(len(pixels), np.uint8)
    for start in range(0, len(pixels), _CHUNK):
        part = pixels[start : start + _CHUNK]
        grey[start : start + _CHUNK] = np.rint(part @ _LUMINANCE)
    return grey.reshape(rgb.shape[:-1])


def dominant_colours(
    rgb: NDArray[np.uint8], n_colours: int | None, *, distance: float = 48.0
) -> tuple[list[Colour], float]:
    """Most frequent colours that are far from each other.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (..., 3)
        Red, green and blue of each pixel.
    n_colours : int or None
        How many; None takes those around which at least 3 % of the pixels lie (the blends that
        JPEG makes along edges reach 2.5 %).
    distance : float, optional
        Least distance between two of them, in grey values.

    Returns
    -------
    colours : list of tuple of int
        By descending frequency.
    coverage : float
        Fraction of the pixels within half of `distance` of one of them.
    """
    pixels = rgb.reshape(-1, 3)
    counts = np.zeros(1 << 15, np.int64)
    for start in range(0, len(pixels), _CHUNK):
        counts += np.bincount(_coarse(pixels[start : start + _CHUNK]), minlength=1 << 15)
    bins = np.flatnonzero(counts)
    centres = np.stack([bins >> 10, bins >> 5 & 31, bins & 31], 1) * 8.0 + 4.0
    left = counts[bins].astype(np.float64)
    weights = left.copy()
    chosen: list[int] = []
    covered = 0.0
    while left.any() and (n_colours is None or len(chosen) < n_colours):
        peak = int(left.argmax())
        gap = np.sqrt(((centres - centres[peak]) ** 2).sum(1))
        mass = float(weights[gap <= distance / 2].sum())
        if n_colours is None and left[peak] < _LEAST_MASS / 32 * len(pixels):
            break
        if n_colours is not None or mass >= _LEAST_MASS * len(pixels):
            chosen.append(int(bins[peak]))
            covered += mass
        left[gap <= distance] = 0
    colours = [_commonest(pixels, code) for code in chosen]
    return colours, min(1.0, covered / len(pixels))


def nearest_colours(
    rgb: NDArray[np.uint8], colours: list[Colour]
) -> tuple[NDArray[Any], dict[int, Colour]]:
    """Label image in which every pixel has the nearest of some colours.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (..., 3)
        Red, green and blue of each pixel.
    colours : list of tuple of int
        Colours to choose from.

    Returns
    -------
    labels : ndarray of int32, shape (...)
        See :func:`label_of_colour`.
    colours : dict
        Colour of each label.
    """
    pixels = rgb.reshape(-1, 3)
    table = np.array([label_of_colour(colour) for colour in colours], np.int32)
    targets = np.array(colours, np.float32)
    labels = np.empty(len(pixels), np.int32)
    for start in range(0, len(pixels), _CHUNK):
        part = pixels[start : start + _CHUNK].astype(np.float32)
        # |p - t|^2 up to |p|^2, which is the same for every t
        score = (targets**2).sum(1) - 2 * part @ targets.T
        labels[start : start + _CHUNK] = table[score.argmin(1)]
    return labels.reshape(rgb.shape[:-1]), dict(zip(table.tolist(), colours, strict=True))


def _is_grey(pixels: NDArray[np.uint8]) -> bool:
    for start in range(0, len(pixels), _CHUNK):
        part = pixels[start : start + _CHUNK]
        if (part[:, 0] != part[:, 1]).any() or (part[:, 0] != part[:, 2]).any():
            return False
    return True


def _packed(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    wide = pixels.astype(np.uint32)
    codes: NDArray[np.uint32] = wide @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    return codes


def _unpacked(code: int) -> Colour:
    return code >> 16, code >> 8 & 255, code & 255


def _coarse(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    wide = pixels.astype(np.int64) >> 3
    return wide[:, 0] << 10 | wide[:, 1] << 5 | wide[:, 2]


def _commonest(pixels: NDArray[np.uint8], coarse: int) -> Colour:
    counts: dict[int, int] = {}
    for start in range(0, len(pixels), _CHUNK):
        part = pixels[start : start + _CHUNK]
        codes, times = np.unique(_packed(part[_coarse(part) == coarse]), return_counts=True)
        for code, count in zip(codes.tolist(), times.tolist(), strict=True):
            counts[code] = counts.get(code, 0) + count
    return _unpacked(max(counts, key=lambda code: (counts[code], -code)))
