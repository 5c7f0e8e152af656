"""Dask arrays as sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, ImageRepError, SegmentationError
from imagerep.io.source import Box, Source, box_text, box_within, grid, short_reason, squeezed_axes


@dataclass(frozen=True, slots=True, eq=False)
class _DaskPixels:
    array: Any
    name: str

    def read(self, box: Box) -> NDArray[Any]:
        try:
            return np.asarray(self.array[box].compute(scheduler="synchronous"))
        except (ImageRepError, MemoryError):
            raise
        except Exception as error:
            chunk, cause = self._first_damaged(box, error)
            raise ImageReadError(
                "dask-array-fails",
                name=self.name,
                place=box_text(chunk),
                reason=short_reason(cause),
            ) from cause

    def _first_damaged(self, box: Box, error: Exception) -> tuple[Box, Exception]:
        for one in grid([part.stop - part.start for part in box], self.array.chunksize):
            chunk = box_within(box, one)
            try:
                self.array[chunk].compute(scheduler="synchronous")
            except Exception as cause:
                return chunk, cause
        return box, error


def from_dask(array: Any, name: str = "", calibration: Calibration | None = None) -> Source:
    """Source of a dask array; axes of length one are dropped."""
    if any(np.isnan(side) for side in array.shape):
        raise SegmentationError("dask-shape-unknown", name=name)
    kept = squeezed_axes(array.shape, name, SegmentationError)
    array = array[tuple(slice(None) if axis in kept else 0 for axis in range(array.ndim))]
    return Source(
        tuple(int(side) for side in array.shape),
        np.dtype(array.dtype),
        _DaskPixels(array, name),
        name,
        chunks=tuple(int(side) for side in array.chunksize),
        calibration=calibration,
    )
