"""Values that lie uncompressed in a file: NPY, plain TIFF, RAW.

They are read, not mapped: a file that another program shortens would end a process that maps it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.io.source import Box, Pixels, full_box, unreadable


@dataclass(frozen=True, slots=True)
class RawPixels:
    """Pixels of an uncompressed array in a file.

    Attributes
    ----------
    path : Path
        The file.
    shape : tuple of int
        Shape of the array as stored, slowest axis first.
    dtype : dtype
        Type and byte order of a value as stored.
    offset : int
        Bytes before the first value.
    """

    path: Path
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    offset: int = 0

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box, in native byte order; axes beyond it are read whole."""
        box = (*box, *full_box(self.shape[len(box) :]))
        values = np.empty([part.stop - part.start for part in box], self.dtype)
        try:
            with self.path.open("rb", buffering=0) as file:
                self._fill(file, values, box, 0)
        except (OSError, EOFError) as error:
            raise unreadable(self.path.name, box, error) from error
        return values.astype(self.dtype.newbyteorder("="), copy=False)

    def _fill(self, file: Any, target: NDArray[Any], box: Box, first: int) -> None:
        """Fill an array from the file by runs of values that lie beside each other."""
        rest = full_box(self.shape[1:])
        if len(box) == 1 or box[1:] == rest:
            stride = math.prod(self.shape[-len(box) + 1 :]) if len(box) > 1 else 1
            _read_into(file, self.offset + (first + box[0].start * stride) * self.dtype.itemsize,
                       target)  # fmt: skip
            return
        if len(box) == 2:  # whole rows and then a part of each: one long read for many short ones
            width = self.shape[-1]
            rows = np.empty((len(target), width), self.dtype)
            self._fill(file, rows, (box[0], slice(0, width)), first)
            target[...] = rows[:, box[1]]
            return
        inner = RawPixels(self.path, self.shape[1:], self.dtype, self.offset)
        stride = math.prod(self.shape[1:])
        for place, index in enumerate(range(box[0].start, box[0].stop)):
            inner._fill(file, target[place], box[1:], first + index * stride)


def _read_into(file: Any, place: int, target: NDArray[Any]) -> None:
    if not target.flags.c_contiguous:
        whole = np.empty(target.shape, target.dtype)
        _read_into(file, place, whole)
        target[...] = whole
        return
    left: Any = memoryview(target.reshape(-1).view(np.uint8))  # type: ignore[arg-type]
    file.seek(place)
    while left:
        count = file.readinto(left)
        if not count:
            raise EOFError("the file ends too early")
        left = left[count:]


@dataclass(frozen=True, slots=True)
class TransposedPixels:
    """Pixels whose axes are stored in another order, some of them at one index only.

    Attributes
    ----------
    stored : Pixels
        In the order of the file.
    axes : tuple of int
        Place in the file of each axis of the image.
    fixed : tuple of (int, int)
        Place and index of every axis that is left out. Axes after all these, such as colours, keep
        their places.
    """

    stored: Pixels
    axes: tuple[int, ...]
    fixed: tuple[tuple[int, int], ...] = ()

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box."""
        places = {**dict(zip(self.axes, box, strict=True))}
        places |= {axis: slice(index, index + 1) for axis, index in self.fixed}
        values = self.stored.read(tuple(places[axis] for axis in range(len(places))))
        trailing = range(len(places), values.ndim)
        values = values.transpose([*self.axes, *(axis for axis, _ in self.fixed), *trailing])
        inner = values.shape[: len(box)]
        return np.ascontiguousarray(values.reshape(inner + values.shape[len(places) :]))


def selected(
    stored: Pixels, axes: tuple[int, ...], fixed: tuple[tuple[int, int], ...] = ()
) -> Pixels:
    """Pixels with other axes, or the same where nothing changes."""
    is_same = not fixed and axes == tuple(range(len(axes)))
    return stored if is_same else TransposedPixels(stored, axes, fixed)
