"""Values that lie uncompressed in a file: NPY, plain TIFF, and RAW files described by hand.

They are read, not mapped: a file that another program shortens would end a process that maps it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError, ParameterError
from imagerep.io.source import Box, Pixels, full_box, unreadable

_BYTE_ORDERS = {"little": "<", "big": ">", "<": "<", ">": ">", "le": "<", "be": ">"}
_TYPES = ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64",
          "float16", "float32", "float64")  # fmt: skip
_SHORT_TYPES = {"u1": "uint8", "i1": "int8", "u2": "uint16", "i2": "int16", "u4": "uint32",
                "i4": "int32", "u8": "uint64", "i8": "int64", "f2": "float16", "f4": "float32",
                "f8": "float64"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawLayout:
    """How the values of a RAW file lie in it.

    Parameters
    ----------
    shape : tuple of int
        Number of pixels along each axis, (y, x) or (z, y, x).
    dtype : dtype
        Type and byte order of a value.
    offset : int, optional
        Bytes before the first value; None where nothing is said of them, so that the file has to
        hold the values and nothing else.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    offset: int | None = None

    def __post_init__(self) -> None:
        shape = tuple(int(side) for side in self.shape)
        if len(shape) not in (2, 3) or min(shape) < 1:
            raise ParameterError("raw-layout", text="x".join(map(str, shape)))
        if self.dtype.kind not in "biuf" or (self.offset or 0) < 0:
            raise ParameterError("raw-layout", text=f"{self.dtype}, offset={self.offset}")
        object.__setattr__(self, "shape", shape)

    @classmethod
    def parse(cls, text: str) -> RawLayout:
        """Layout from text: ``SHAPE,DTYPE[,ORDER][,offset=N]``.

        Parameters
        ----------
        text : str
            Such as ``"300x512x512,uint16,big,offset=1024"``: slices, rows and columns, the type of
            a value, the order of its bytes (little unless said) and the length of a header.

        Returns
        -------
        RawLayout

        Raises
        ------
        ParameterError
            If the text does not say that.

        Examples
        --------
        >>> RawLayout.parse("300x512x512,uint16,big,offset=1024")
        RawLayout(shape=(300, 512, 512), dtype=dtype('>u2'), offset=1024)
        """
        shape: list[int] = []
        dtype, order, offset = "", "", None
        try:
            for word in text.replace(" ", "").lower().split(","):
                sides = word.split("x")
                if not dtype and all(side.isdecimal() for side in sides):
                    shape += [int(side) for side in sides]
                elif word in _BYTE_ORDERS and not order:
                    order = _BYTE_ORDERS[word]
                elif word.startswith("offset=") and offset is None:
                    offset = int(word.removeprefix("offset="))
                elif not dtype:
                    order = word[0] if word[0] in "<>" else order
                    dtype = _SHORT_TYPES.get(word.lstrip("<>"), word.lstrip("<>"))
                else:
                    raise ValueError(word)
            if dtype not in _TYPES:
                raise ValueError(dtype)
            return cls(tuple(shape), np.dtype(f"{order or '<'}{np.dtype(dtype).str[1:]}"), offset)
        except (ValueError, IndexError, OverflowError) as error:
            raise ParameterError("raw-layout", text=text) from error

    @property
    def n_bytes(self) -> int:
        """Bytes that the values take."""
        return math.prod(self.shape) * self.dtype.itemsize


def one_row(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Shape of one row of values, which is what is read at the least where nothing is packed."""
    return (*(1,) * (len(shape) - 1), *shape[-1:])


def check_length(path: Path, shape: tuple[int, ...], dtype: np.dtype[Any], offset: int = 0) -> None:
    """Refuse a file that ends before the last value."""
    if path.stat().st_size < offset + math.prod(shape) * dtype.itemsize:
        raise ImageReadError("file-cut-off", name=path.name)


@dataclass(frozen=True, slots=True)
class RawPixels:
    """Pixels of an uncompressed array in a file."""

    path: Path  # The file
    shape: tuple[int, ...]  # Shape of the array as stored, slowest axis first
    dtype: np.dtype[Any]  # Type and byte order of a value as stored
    offset: int = 0  # Bytes before the first value

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
    """Pixels whose axes are stored in another order, some of them at one index only."""

    stored: Pixels  # In the order of the file
    axes: tuple[int, ...]  # Place in the file of each axis of the image
    # Place and index of every axis that is left out. Axes after all these, such as colours, keep
    # their places
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
