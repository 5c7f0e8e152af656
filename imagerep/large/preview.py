"""Every so many pixels of an image: what fits on a screen of one that does not fit in memory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import Hooks
from imagerep.large.engine import Engine
from imagerep.large.scratch import Scratch, check_stop
from imagerep.large.sources import Box, Source, pieces

PREVIEW_BYTES = 64 << 20
"""About the memory of a preview: 400 voxels a side at one byte each."""


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """Pixels of an image at steps along every axis, indexed as the whole image is.

    Each pixel that is asked for is the nearest one kept, so pictures of any part can be cut out;
    whole planes stay previews.

    Attributes
    ----------
    values : ndarray
        Pixels 0, step, 2 step, … along each axis.
    step : int
        Distance of two pixels kept.
    shape : tuple of int
        Shape of the whole image.
    """

    values: NDArray[Any]
    step: int
    shape: tuple[int, ...]

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        return self.values.dtype

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels of the whole image."""
        return math.prod(self.shape)

    def __getitem__(self, key: Any) -> Any:
        """Part of the image.

        Parameters
        ----------
        key : int, slice or tuple of these
            As for an array.

        Returns
        -------
        Preview, ndarray or scalar
            A preview where all of some axes is asked for and one place of the others.
        """
        keys = key if isinstance(key, tuple) else (key,)
        keys += (slice(None),) * (self.ndim - len(keys))
        places = [
            np.arange(*one.indices(side)) // self.step
            if isinstance(one, slice)
            else (one % side) // self.step
            for one, side in zip(keys, self.shape, strict=True)
        ]
        sliced = [k for k, one in enumerate(keys) if isinstance(one, slice)]
        if not sliced:
            return self.values[tuple(places)]
        if len(sliced) < self.ndim and all(keys[k] == slice(None) for k in sliced):
            coarse = tuple(slice(None) if k in sliced else at for k, at in enumerate(places))
            return Preview(self.values[coarse], self.step, tuple(self.shape[k] for k in sliced))
        full = self.values[np.ix_(*map(np.atleast_1d, places))]
        return full.reshape([full.shape[k] for k in sliced])


def preview_step(shape: Sequence[int], itemsize: int) -> int:
    """Distance of the pixels that a preview keeps.

    Parameters
    ----------
    shape : sequence of int
        Shape of the image.
    itemsize : int
        Bytes of a pixel.

    Returns
    -------
    int
        At least 1.
    """
    step = max(1, int((math.prod(shape) * itemsize / PREVIEW_BYTES) ** (1 / len(shape))))
    while math.prod(-(-side // step) for side in shape) * itemsize > PREVIEW_BYTES:
        step += 1
    return step


def sampled(values: NDArray[Any], box: Box, step: int) -> tuple[Box, NDArray[Any]]:
    """Pixels of a part that belong to the preview.

    Parameters
    ----------
    values : ndarray
        The part.
    box : tuple of slice
        Where it lies in the image.
    step : int
        Distance of the pixels kept.

    Returns
    -------
    box : tuple of slice
        Where they lie in the preview.
    values : ndarray
        A copy of them.
    """
    firsts = [-(-part.start // step) for part in box]
    inner = tuple(
        slice(first * step - part.start, None, step)
        for first, part in zip(firsts, box, strict=True)
    )
    kept = np.array(values[inner])
    place = tuple(
        slice(first, first + side) for first, side in zip(firsts, kept.shape, strict=True)
    )
    return place, kept


def empty_preview(source: Source, step: int, dtype: Any = None) -> Preview:
    """Preview that is to be filled.

    Parameters
    ----------
    source : Source
        The image.
    step : int
        Distance of the pixels kept.
    dtype : dtype, optional
        Type of the values; the image's unless given.

    Returns
    -------
    Preview
    """
    sides = tuple(-(-side // step) for side in source.shape)
    return Preview(np.zeros(sides, dtype or source.dtype), step, source.shape)


@dataclass(frozen=True, slots=True)
class SampleTask:
    """Reads the pixels of the preview in some rows."""

    source: Source
    rows: slice
    step: int
    folder: Path

    def run(self) -> list[tuple[Box, NDArray[Any]]]:
        """Read and keep."""
        found = []
        for box in pieces(self.source, self.rows):
            check_stop(self.folder)
            if -(-box[0].start // self.step) * self.step < box[0].stop:
                found.append(sampled(self.source.read(box), box, self.step))
        return found


def read_preview(
    source: Source, rows: Sequence[slice], engine: Engine, scratch: Scratch, hooks: Hooks
) -> Preview:
    """Preview of an image that is not segmented.

    Parameters
    ----------
    source : Source
        The image.
    rows : sequence of slice
        Its rows in pieces of work.
    engine : Engine
        What does the work.
    scratch : Scratch
        For cancelling.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    Preview

    Raises
    ------
    ImageRepError
        If a part cannot be read, or the work is cancelled.
    """
    step = preview_step(source.shape, source.dtype.itemsize)
    found = empty_preview(source, step)
    tasks = [SampleTask(source, one, step, scratch.folder) for one in rows]
    for _, parts in engine.run(tasks, hooks, "reading a preview", scratch.stop):
        for box, values in parts:
            found.values[box] = values
    return found
