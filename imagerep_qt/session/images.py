"""Images as they were read: labels, or grey values that need a threshold."""

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

Bounds: TypeAlias = tuple[tuple[int, int], ...]
"""A crop: (start, stop) along each axis, in array order."""


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """An image as it was read; exactly one of `segmentation` and `grey` is set."""

    segmentation: AnySegmentation | None = None
    grey: NDArray[Any] | Preview | None = None  # values that need a threshold
    calibration: Calibration | None = None  # of the file
    large: LargeImage | None = None  # the file, where it does not fit in memory
    is_volume: bool = True  # False where a stack may be separate images: its spacing is not given
    slice_calibration: Calibration | None = None  # pixel size of such a stack, as that of a volume

    @property
    def shape(self) -> tuple[int, ...]:
        if self.segmentation is not None:
            return self.segmentation.shape
        assert self.grey is not None  # noqa: S101 - one of the two is always there
        return tuple(int(side) for side in self.grey.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.shape)


def check_has_phases(image: Image, known_labels: Callable[[], frozenset[int]], name: str) -> None:
    """Refuse an image of a single value, unless it is a phase of the other images."""
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
