"""TIFF files through tifffile: volumes, hyperstacks, several images in one file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tifffile import PHOTOMETRIC, TiffFile, TiffPage, TiffPageSeries

from imagerep.errors import ImageReadError, ParameterError
from imagerep.readers.decoded import Colours, Decoded, ReadLimits
from imagerep.readers.tiff_calibration import find_calibration
from imagerep.readers.tiff_checks import check_first_page, check_series
from imagerep.shapes import shape_text

_COMPOSITE_CHANNELS_MAX = 7  # of ij.CompositeImage: more "channels" are a mislabelled volume
_AXIS_NAMES = {"C": "channel", "T": "time point"}


def decode_tiff(
    path: Path, limits: ReadLimits, *, channel: int | None = None, time: int | None = None,
    every_time: bool = False,
) -> tuple[Decoded, ...]:  # fmt: skip
    """Decode every image of a TIFF file.

    Parameters
    ----------
    path : Path
        The file.
    limits : ReadLimits
        How large it may be.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    every_time : bool, optional
        Return each of several time points as an image of its own.

    Returns
    -------
    tuple of Decoded
        One entry for each image; pages of one shape and type are one volume.

    Raises
    ------
    ImageReadError
        If the file is damaged, or holds several channels or time points and none was chosen.
    ImageLimitError
        If it is too large.
    """
    with TiffFile(path, _multifile=False) as tiff:
        check_first_page(path, tiff)
        limits.check_pages(path, len(tiff.pages))
        found = [
            series
            for index, series in enumerate(tiff.series)
            if index == 0 or not series.keyframe.is_reduced
        ]
        if not found:
            raise ImageReadError(
                f"“{path.name}” is a TIFF without an image in it.",
                "It is damaged, or holds metadata only.",
            )
        check_series(path, found, limits)
        decoded: list[Decoded] = []
        for number, series in enumerate(found):
            array, axes = _values(path, series)
            array, axes, notes = _choose(path, array, axes, channel, time, every_time)
            parts = list(array) if axes.startswith("T") else [array]
            axes = axes.removeprefix("T")
            page = series.keyframe
            calibration, more = find_calibration(tiff, page, number, len(axes.replace("S", "")))
            for index, part in enumerate(parts):
                name = path.name if len(found) == 1 else f"{path.name} [{number + 1}]"
                decoded.append(
                    Decoded(
                        part,
                        has_samples=axes.endswith("S"),
                        calibration=calibration,
                        colours=_palette(page),
                        name=name if len(parts) == 1 else f"{name} (time point {index + 1})",
                        notes=notes + more,
                    )
                )
        return tuple(decoded)


def _values(path: Path, series: TiffPageSeries) -> tuple[NDArray[Any], str]:
    offset, page = series.dataoffset, series.keyframe
    if offset is not None and page.is_memmappable:
        dtype = np.dtype(series.dtype).newbyteorder(page.parent.byteorder)
        return np.memmap(path, dtype, "r", offset, series.shape), series.axes
    return series.asarray(), series.axes


def _choose(
    path: Path,
    array: NDArray[Any],
    axes: str,
    channel: int | None,
    time: int | None,
    every_time: bool,
) -> tuple[NDArray[Any], str, tuple[str, ...]]:
    """Bring an array to axes (T) (Z) Y X (S), with the channel and time asked for."""
    notes: list[str] = []
    sides = dict(zip(axes, array.shape, strict=True))
    if channel is None and sides.get("C", 1) > _COMPOSITE_CHANNELS_MAX and _is_only(sides, "C"):
        axes = axes.replace("C", "Z")
        notes.append(f"its {sides['C']} channels are read as the slices of a volume")
    for axis, wanted in (("C", channel), ("T", time)):
        where = axes.find(axis)
        n_found = array.shape[where] if where >= 0 else 1
        if wanted is not None and not 0 <= wanted < n_found:
            raise ParameterError(
                f"“{path.name}” has {n_found} {_AXIS_NAMES[axis]}(s), so there is no number "
                f"{wanted}.",
                f"Choose one from 0 to {n_found - 1}.",
            )
        if where < 0 or (axis == "T" and wanted is None and every_time and n_found > 1):
            continue
        if wanted is None and n_found > 1:
            name = "channel" if axis == "C" else "time"
            also = " or read them as separate images (slices)" if axis == "T" else ""
            raise ImageReadError(
                f"“{path.name}” holds {n_found} {_AXIS_NAMES[axis]}s.",
                f"Choose one by its number, {name}=0 to {name}={n_found - 1}{also}.",
            )
        array = _at(array, where, wanted or 0)
        axes = axes[:where] + axes[where + 1 :]
    return (*_order(path, array, axes), tuple(notes))


def _at(array: NDArray[Any], axis: int, number: int) -> NDArray[Any]:
    index: tuple[Any, ...] = (slice(None),) * axis + (number,)
    result: NDArray[Any] = array[index]
    return result


def _is_only(sides: dict[str, int], axis: str) -> bool:
    return all(side == 1 for key, side in sides.items() if key not in ("Y", "X", "S", axis))


def _order(path: Path, array: NDArray[Any], axes: str) -> tuple[NDArray[Any], str]:
    for where in range(len(axes) - 1, -1, -1):
        if array.shape[where] == 1 and axes[where] not in "YXS":
            array, axes = _at(array, where, 0), axes[:where] + axes[where + 1 :]
    depth = [axis for axis in axes if axis not in "TYXS"]
    if len(depth) > 1 or "Y" not in axes or "X" not in axes or len(set(axes)) != len(axes):
        raise ImageReadError(
            f"“{path.name}” has {len(axes)} axes ({axes}, {shape_text(array.shape)}).",
            "Save one image or one volume of it as a file of its own.",
        )
    wanted = [axis for axis in ("T", *depth, "Y", "X", "S") if axis in axes]
    array = array.transpose([axes.index(axis) for axis in wanted])
    return array, "".join("Z" if axis in depth else axis for axis in wanted)


def _palette(page: TiffPage) -> Colours:
    if page.photometric != PHOTOMETRIC.PALETTE:
        return {}
    table = getattr(page, "colormap", None)
    if table is None or table.ndim != 2 or len(table) != 3:
        return {}
    if (table[0] == table[1]).all() and (table[0] == table[2]).all():
        return {}
    return {k: _eight_bits(column) for k, column in enumerate(table.T)}


def _eight_bits(column: Sequence[int]) -> tuple[int, int, int]:
    red, green, blue = (math.floor(int(value) / 256) for value in column)
    return red, green, blue
