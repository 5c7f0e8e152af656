"""An image whose pixels are read when they are asked for, in memory or not.

Every reader makes a :class:`Source`: what the header says, and a `Pixels` object that reads any
box. Nobody outside `imagerep.io` and `imagerep.blocks` asks where the pixels are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, ImageRepError, ParameterError, SegmentationError
from imagerep.hooks import Hooks
from imagerep.messages import Message
from imagerep.shapes import axes_text, shape_text

Box = tuple[slice, ...]
"""Part of an image: first pixel and the pixel after the last along each axis."""

Bounds = Sequence[tuple[int, int]]
"""The same as pairs of integers."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

READ_BYTES = 16 << 20
"""About what is read at once: a cancellation is noticed soon, and the memory is used again (larger
reads are given new memory by the system each time)."""


class Pixels(Protocol):
    """Reads boxes of an image; can be pickled, and reopens its file elsewhere."""

    def read(self, box: Box) -> NDArray[Any]:
        """Values of a box; raises ImageReadError with the file and the place where that fails."""


@dataclass(frozen=True, slots=True)
class ArrayPixels:
    """Pixels of an array in memory."""

    array: NDArray[Any]

    def read(self, box: Box) -> NDArray[Any]:
        """View of a box."""
        return self.array[box]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """An image or volume as its file describes it.

    Attributes
    ----------
    shape : tuple of int
        Number of pixels along each axis, (y, x) or (z, y, x).
    dtype : dtype
        Type of a value.
    pixels : Pixels
        Reads the values.
    name : str
        Name for people, usually the file's.
    chunks : tuple of int
        Shape of what is stored, and read, in one piece.
    is_colour : bool
        Whether values have a further axis of red, green and blue (uint8).
    calibration : Calibration or None
        Voxel size; of (y, x) only, for a volume whose slice spacing the file does not tell.
    colours : mapping of int to tuple
        Colour of each value, where the file has a palette.
    notes : tuple of Message
        What was done or assumed so far.
    domain : Pixels or None
        Tells whether each pixel is part of the sample, where the file does (transparency).
    levels : tuple of Source
        The same image at coarser resolutions, where the file has them.
    spacing : tuple of float or None
        Voxel size whose unit the file does not tell, along the last axes.
    probability_max : float or None
        Value that stands for a probability of one, in a map of probabilities.
    scan_rows : int or None
        Rows that a microscope scanned, where the file tells that those below are a data bar.
    """

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    pixels: Pixels
    name: str = ""
    chunks: tuple[int, ...] = ()
    is_colour: bool = False
    calibration: Calibration | None = None
    colours: Mapping[int, Colour] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    domain: Pixels | None = None
    levels: tuple[Source, ...] = ()
    spacing: tuple[float, ...] | None = None
    probability_max: float | None = None
    scan_rows: int | None = None

    def __post_init__(self) -> None:
        if not self.chunks:
            object.__setattr__(self, "chunks", self.shape)

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.shape)

    @property
    def itemsize(self) -> int:
        """Bytes of a pixel."""
        return self.dtype.itemsize * (3 if self.is_colour else 1)

    def read(self, box: Box | None = None) -> NDArray[Any]:
        """Values of a box, or of the whole image."""
        return self.pixels.read(box or full_box(self.shape))

    def load(self, hooks: Hooks | None = None) -> NDArray[Any]:
        """Values of the whole image, with progress and cancellation; not copied if in memory."""
        boxes = read_boxes(self)
        if len(boxes) == 1 or isinstance(self.pixels, ArrayPixels):
            return self.read()
        hooks = hooks or Hooks()
        values = np.empty(self.shape + (3,) * self.is_colour, self.dtype)
        for done, box in enumerate(boxes):
            hooks.report(done / len(boxes), "reading the image")
            values[box] = self.read(box)
        return values

    def load_domain(self) -> NDArray[np.bool_] | None:
        """Which pixels are part of the sample; None where all are."""
        if self.domain is None:
            return None
        domain = replace(self, pixels=self.domain, dtype=np.dtype(bool), is_colour=False).load()
        return None if domain.all() else domain

    def crop(self, bounds: Bounds) -> Source:
        """Part of the image inside a rectangle or box.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            First pixel and the pixel after the last, along each axis in array order. For a volume,
            two pairs mean (y, x) and keep every slice.

        Returns
        -------
        Source

        Raises
        ------
        ParameterError
            If the bounds are not pairs of integers.
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        box = checked_crop(bounds, self.shape, self.name)
        shape = tuple(part.stop - part.start for part in box)
        return replace(
            self,
            shape=shape,
            pixels=_cropped(self.pixels, box),
            domain=self.domain and _cropped(self.domain, box),
            chunks=tuple(min(one, side) for one, side in zip(self.chunks, shape, strict=True)),
            notes=(*self.notes, Message("cropped", box=box_text(box))),
            levels=(),
            scan_rows=_rows_left(self.scan_rows, box[-2]),
        )

    def squeezed(self) -> Source:
        """A volume of one slice (row, column) as the image that it is; else the source itself."""
        if self.ndim == 2 or 1 not in self.shape:
            return self
        axis = self.shape.index(1)
        calibration, spacing = self.calibration, self.spacing
        if calibration is not None and len(calibration.voxel_size) == 3:
            sizes = calibration.voxel_size
            calibration = Calibration(sizes[:axis] + sizes[axis + 1 :], calibration.unit)
        if spacing is not None and len(spacing) == 3:
            spacing = spacing[:axis] + spacing[axis + 1 :]
        return replace(
            self,
            shape=self.shape[:axis] + self.shape[axis + 1 :],
            pixels=_SlicePixels(self.pixels, 0, axis),
            domain=self.domain and _SlicePixels(self.domain, 0, axis),
            chunks=self.chunks[:axis] + self.chunks[axis + 1 :],
            calibration=calibration,
            spacing=spacing,
            levels=(),
            scan_rows=None if axis == self.ndim - 2 else self.scan_rows,
        )

    def slices(self) -> tuple[Source, ...]:
        """Slices of a volume as images of their own; the image itself if it has two axes."""
        if self.ndim == 2:
            return (self,)
        calibration = None if self.calibration is None else self.calibration.for_ndim(2)
        return tuple(
            replace(
                self,
                shape=self.shape[1:],
                pixels=_SlicePixels(self.pixels, index),
                domain=self.domain and _SlicePixels(self.domain, index),
                chunks=self.chunks[1:],
                calibration=calibration,
                spacing=self.spacing and self.spacing[-2:],
                name=f"{self.name} [slice {index + 1}]",
                levels=(),
            )
            for index in range(self.shape[0])
        )


@dataclass(frozen=True, slots=True)
class _CroppedPixels:
    whole: Pixels
    crop: Box

    def read(self, box: Box) -> NDArray[Any]:
        return self.whole.read(box_within(self.crop, box))


def _cropped(pixels: Pixels, box: Box) -> Pixels:
    if isinstance(pixels, ArrayPixels):
        return ArrayPixels(pixels.array[box])
    return _CroppedPixels(pixels, box)


def _rows_left(scan_rows: int | None, rows: slice) -> int | None:
    """Rows of the scan within some rows of an image; None where no bar is left below."""
    if scan_rows is None or not rows.start < scan_rows < rows.stop:
        return None
    return scan_rows - int(rows.start)


@dataclass(frozen=True, slots=True)
class _SlicePixels:
    volume: Pixels
    index: int
    axis: int = 0

    def read(self, box: Box) -> NDArray[Any]:
        plane = slice(self.index, self.index + 1)
        values = self.volume.read((*box[: self.axis], plane, *box[self.axis :]))
        found: NDArray[Any] = values[(slice(None),) * self.axis + (0,)]
        return found


def in_memory(array: NDArray[Any], name: str = "", **header: Any) -> Source:
    """Source of an array; axes of length one are dropped down to two."""
    is_colour = bool(header.get("is_colour", False))
    samples = array.shape[array.ndim - is_colour :]
    axes = squeezed_axes(array.shape[: array.ndim - is_colour], name, SegmentationError)
    shape = tuple(array.shape[axis] for axis in axes)
    array = array.reshape(shape + samples)
    return Source(shape, array.dtype, ArrayPixels(array), name, **header)


def squeezed_axes(
    shape: Sequence[int], name: str, kind: type[ImageRepError] = ImageReadError
) -> tuple[int, ...]:
    """Axes that are left when those of length one are dropped down to two; refuses others."""
    axes = list(range(len(shape)))
    for axis, side in enumerate(shape):
        if side == 1 and len(axes) > 2:
            axes.remove(axis)
    if 0 in shape:
        raise kind("image-empty", name=name, shape=shape_text(shape))
    if len(axes) not in (2, 3):
        raise kind("number-of-axes", name=name, n_axes=len(axes), shape=shape_text(shape))
    return tuple(axes)


def full_box(shape: Sequence[int]) -> Box:
    """Box of a whole image."""
    return tuple(slice(0, int(side)) for side in shape)


def box_within(outer: Box, box: Box) -> Box:
    """A box whose pixels are counted from the corner of another one."""
    return tuple(
        slice(one.start + part.start, one.start + part.stop)
        for one, part in zip(outer, box, strict=True)
    )


def box_text(box: Box) -> str:
    """A box as in ``[0:64, 128:192]``."""
    return "[" + ", ".join(f"{part.start}:{part.stop}" for part in box) + "]"


def checked_crop(bounds: Bounds, shape: tuple[int, ...], name: str) -> Box:
    """Box of a crop that lies within an image; two pairs keep every slice of a volume."""
    try:
        given = [(int(start), int(stop)) for start, stop in bounds]
    except (TypeError, ValueError) as error:
        raise ParameterError("crop-not-pairs", bounds=repr(bounds)) from error
    pairs = [(0, side) for side in shape[: max(0, len(shape) - len(given))]] + given
    fits = len(pairs) == len(shape) and len(given) >= 2 and all(
        0 <= start < stop <= side for (start, stop), side in zip(pairs, shape, strict=True)
    )  # fmt: skip
    if not fits:
        box = ", ".join(f"{start}:{stop}" for start, stop in given)
        raise SegmentationError("crop-outside", box=box, name=name, axes=axes_text(shape))
    return tuple(slice(start, stop) for start, stop in pairs)


def grid(shape: Sequence[int], step: Sequence[int]) -> list[Box]:
    """Boxes of one shape that tile an image; the last along an axis may be smaller."""
    ranges = [range(0, side, part) for side, part in zip(shape, step, strict=True)]
    return [
        tuple(
            slice(start, min(start + part, side))
            for start, part, side in zip(corner, step, shape, strict=True)
        )
        for corner in product(*ranges)
    ]


def read_shape(source: Source) -> tuple[int, ...]:
    """Shape of the boxes that are read at once: whole chunks, about `READ_BYTES`."""
    sides = [min(chunk, side) for chunk, side in zip(source.chunks, source.shape, strict=True)]
    for axis in reversed(range(source.ndim)):
        times = READ_BYTES // (math.prod(sides) * source.itemsize)
        if times > 1:
            sides[axis] = min(sides[axis] * int(times), source.shape[axis])
    return tuple(sides)


def read_boxes(source: Source) -> list[Box]:
    """Boxes of :func:`read_shape` that tile an image."""
    return grid(source.shape, read_shape(source))


def short_reason(error: BaseException) -> str:
    """First line of what an error says, or its kind."""
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def unreadable(name: str, where: Box | str | Message, error: BaseException) -> ImageReadError:
    """Error of a part that cannot be read."""
    place = where if isinstance(where, str | Message) else box_text(where)
    return ImageReadError("part-unreadable", name=name, place=place, reason=short_reason(error))
