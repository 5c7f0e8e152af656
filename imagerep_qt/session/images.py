"""What was read: labels, or grey values that need a threshold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.errors import SinglePhaseError
from imagerep.segmentation import Segmentation

if TYPE_CHECKING:
    from imagerep.large import LargeImage, LargeSegmentation
    from imagerep.large.preview import Preview

AnySegmentation: TypeAlias = "Segmentation | LargeSegmentation"
"""A segmentation in memory or on disk."""


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """An image as it was read: a segmentation, or grey values that need a threshold."""

    segmentation: AnySegmentation | None = None  # Labels, where the file is segmented
    grey: NDArray[Any] | Preview | None = None  # Grey values, where it is not
    calibration: Calibration | None = None  # Voxel size that the file names
    large: LargeImage | None = None  # The file itself, where it does not fit in memory
    # False where the file does not tell whether its slices are a volume: it names no spacing
    is_volume: bool = True
    # Pixel size within a slice that such a file names, as that of a volume
    slice_calibration: Calibration | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        if self.segmentation is not None:
            return self.segmentation.shape
        assert self.grey is not None  # noqa: S101 - one of the two is always there
        return tuple(int(side) for side in self.grey.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.shape)


def has_phases(image: Image, known_labels: Callable[[], frozenset[int]], name: str) -> None:
    """Refuse an image that holds nothing to measure."""
    if image.segmentation is not None:
        labels = frozenset(image.segmentation.phase_labels)
        if len(labels) > 1 or labels <= known_labels():
            return
        value = next(iter(labels))
    else:
        assert image.grey is not None  # noqa: S101
        grey = image.grey if isinstance(image.grey, np.ndarray) else image.grey.values
        if grey.min() < grey.max():
            return
        value = grey.reshape(-1)[0]
    raise SinglePhaseError(
        f"“{name}” holds a single value ({value}), so there is no phase to measure.",
        "Choose an image that shows two phases or more.",
    )
