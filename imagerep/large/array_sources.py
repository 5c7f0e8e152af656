"""Memory-mapped NumPy files and dask arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, ImageRepError, SegmentationError
from imagerep.large.sources import (
    Box,
    box_text,
    chunk_boxes,
    file_identity,
    kept,
    short,
    squeezed_index,
    stored_box,
)
from imagerep.large.stored import StoredImage


@dataclass(frozen=True, slots=True, kw_only=True)
class NpySource(StoredImage):
    """A NumPy file, read through a memory map; make with `open_npy`."""

    index: tuple[int | slice, ...]

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part.

        Parameters
        ----------
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageReadError
            If it cannot be read.
        """
        try:
            mapped = np.load(self.path, mmap_mode="r", allow_pickle=False)
            return np.array(mapped[stored_box(box, self.index)])
        except (OSError, ValueError, TypeError, IndexError) as error:
            raise self.unreadable(box, error) from error


def open_npy(path: Path) -> NpySource:
    """Open a NumPy file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    NpySource

    Raises
    ------
    ImageReadError
        If it is not one.
    """
    try:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise ImageReadError(
            f"“{path.name}” cannot be read as a NumPy array ({error}).",
            "Check that the file is complete.",
        ) from error
    index = squeezed_index(mapped.shape, f"“{path.name}”")
    shape = kept(mapped.shape, index)
    return NpySource(
        path=path.resolve(),
        shape=shape,
        dtype=mapped.dtype,
        chunks=(1, *shape[1:]),
        index=index,
        identity=file_identity(path),
    )


class DaskSource:
    """A dask array of two or three axes.

    Parameters
    ----------
    array : dask.array.Array
        Labels; axes of length one are dropped.
    name : str, optional
        Name for people.
    calibration : Calibration, optional
        Voxel size.
    """

    __slots__ = ("_array", "calibration", "chunks", "dtype", "identity", "name", "shape")

    def __init__(self, array: Any, name: str = "", calibration: Calibration | None = None) -> None:
        what = f"“{name}”" if name else "The image"
        if any(np.isnan(side) for side in array.shape):
            raise SegmentationError(
                f"{what} is a dask array of unknown shape.", "Call its compute_chunk_sizes() first."
            )
        self.identity = f"dask {array.name}"
        array = array[squeezed_index(array.shape, what)]
        self._array = array
        self.name, self.calibration = name, calibration
        self.shape: tuple[int, ...] = tuple(int(side) for side in array.shape)
        self.dtype: np.dtype[Any] = array.dtype
        self.chunks: tuple[int, ...] = tuple(int(side) for side in array.chunksize)

    def stamp(self, box: Box) -> str | None:
        """None: what lies behind the array is not known."""
        return None

    def read(self, box: Box) -> NDArray[Any]:
        """Compute a part.

        Parameters
        ----------
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageReadError
            If the graph behind the array fails.
        """
        try:
            return np.asarray(self._array[box].compute(scheduler="synchronous"))
        except (ImageRepError, MemoryError):
            raise
        except Exception as error:
            for one in chunk_boxes(self.shape, self.chunks, box):
                try:
                    self._array[one].compute(scheduler="synchronous")
                except Exception as cause:
                    raise self._failed(one, cause) from cause
            raise self._failed(box, error) from error

    def _failed(self, box: Box, error: Exception) -> ImageReadError:
        what = f"“{self.name}”" if self.name else "The dask array"
        return ImageReadError(
            f"{what} cannot be computed in its chunk {box_text(box)} ({short(error)}).",
            "Check the file behind it.",
        )
