"""Folders and lists of slices: one image file each, in the order of the numbers in their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError
from imagerep.io.source import Box, Source

Opener = Callable[[Path], Source]


@dataclass(frozen=True, slots=True)
class _SlicePixels:
    """Pixels of a volume whose slices are files; every file is opened when it is read."""

    files: tuple[Path, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    open_file: Opener

    def read(self, box: Box) -> NDArray[Any]:
        found = np.empty([part.stop - part.start for part in box], self.dtype)
        for target, path in zip(found, self.files[box[0]], strict=True):
            one = _plane(path, self.open_file)
            if one.shape != self.shape or one.dtype != self.dtype:
                raise ImageReadError(
                    "slice-differs", path=str(path), shape=one.shape, dtype=str(one.dtype),
                    first_shape=self.shape, first_dtype=str(self.dtype),
                )  # fmt: skip
            target[...] = one.read(box[1:])
        return found


def open_slices(files: Sequence[Path], name: str, open_file: Opener) -> Source:
    """Volume of slices; its spacing is taken to be that of the pixels where these are square."""
    first = _plane(files[0], open_file)
    calibration = first.calibration
    if calibration is not None and len(set(calibration.voxel_size)) == 1:
        calibration = Calibration(calibration.voxel_size[:1] * 3, calibration.unit)
    else:
        calibration = None
    return replace(
        first,
        shape=(len(files), *first.shape),
        pixels=_SlicePixels(tuple(files), first.shape, first.dtype, open_file),
        name=name,
        chunks=(1, *first.shape),
        calibration=calibration,
    )


def _plane(path: Path, open_file: Opener) -> Source:
    source = open_file(path)
    if source.ndim != 2 or source.is_colour:
        raise ImageReadError("slice-not-a-grey-plane", path=str(path))
    return source
