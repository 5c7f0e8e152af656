"""Images as they were read: labels, or grey values that need a threshold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self, TypeAlias

from imagerep.calibration import Calibration
from imagerep.errors import NotSegmentedError, SegmentationError, SinglePhaseError
from imagerep.hooks import Hooks

if TYPE_CHECKING:
    from imagerep.image.overview import Overview
    from imagerep.image.segmentation import Segmentation
    from imagerep.io.source import Source

Bounds: TypeAlias = tuple[tuple[int, int], ...]
"""A crop: (start, stop) along each axis, in array order."""


@dataclass(frozen=True, slots=True, eq=False)
class GreyImage:
    """An image whose values need a threshold."""

    source: Source
    overview: Overview  # of its grey values


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """An image as it was read; exactly one of `segmentation` and `grey` is set."""

    segmentation: Segmentation | None = None
    grey: GreyImage | None = None
    is_volume: bool = True  # False where a stack may be separate images: its spacing is not given
    slice_calibration: Calibration | None = None  # pixel size of such a stack, as that of a volume
    shape: tuple[int, ...] = field(init=False)
    is_in_memory: bool = field(init=False)  # whether it can be changed without being read again

    def __post_init__(self) -> None:
        seen = self.overview
        object.__setattr__(self, "shape", seen.shape)
        object.__setattr__(self, "is_in_memory", seen.step == 1)

    @classmethod
    def of(
        cls,
        source: Source,
        hooks: Hooks | None = None,
        preview: Callable[[Overview], None] = lambda overview: None,
    ) -> Self:
        """Segment an image, or take its grey values where it is not segmented.

        One that does not fit in memory is read once; `preview` is called before with what can be
        shown of it.
        """
        from imagerep.image.overview import quick_overview, read_overview
        from imagerep.image.reading import loaded, segment
        from imagerep.image.values import grey
        from imagerep.resources import Resources

        resources, hooks = Resources(), hooks or Hooks()
        source = source.squeezed()
        is_volume, slice_calibration = _slices(source)
        if resources.holds(source.size, source.itemsize):
            source = loaded(source, hooks)
        else:
            is_volume = True  # its slices together would not fit either
            early = quick_overview(source, hooks)
            if early is not None:
                preview(early)
        try:
            found = segment(source, resources=resources, hooks=hooks)
        except NotSegmentedError:
            if slice_calibration is not None:  # of the pixels only
                source = replace(source, calibration=None)
            seen = read_overview(grey(source), resources, hooks)
            return cls(None, GreyImage(source, seen), is_volume, slice_calibration)
        return cls(found, None, is_volume, slice_calibration)

    @property
    def overview(self) -> Overview:
        """Labels or grey values, for pictures."""
        if self.segmentation is not None:
            return self.segmentation.overview
        assert self.grey is not None  # noqa: S101 - one of the two is always there
        return self.grey.overview

    @property
    def name(self) -> str:
        """Name of the image, which tells those of one file apart."""
        if self.segmentation is not None:
            return self.segmentation.name
        return "" if self.grey is None else self.grey.source.name

    @property
    def probability_max(self) -> float | None:
        """Grey value that stands for a probability of one; None for other images."""
        return None if self.grey is None else self.grey.source.probability_max

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size in the file."""
        if self.segmentation is not None:
            return self.segmentation.calibration
        return None if self.grey is None else self.grey.source.calibration

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.shape)


def _slices(source: Source) -> tuple[bool, Calibration | None]:
    """Whether a stack is known to be a volume; otherwise with the pixel size of its slices."""
    calibration = source.calibration
    if source.ndim == 2 or (calibration is not None and len(calibration.voxel_size) == 3):
        return True, None
    if calibration is None:
        return False, None
    sizes = calibration.for_ndim(2).voxel_size
    return False, Calibration((sizes[0], *sizes), calibration.unit)


def check_has_phases(image: Image, known_labels: Callable[[], frozenset[int]], name: str) -> None:
    """Refuse an image of a single value, unless it is a phase of the other images."""
    if image.segmentation is not None:
        labels = frozenset(image.segmentation.phase_labels)
        if len(labels) > 1 or labels <= known_labels():
            return
        (value,) = labels
    else:
        seen = image.overview
        values = seen.values.reshape(-1) if seen.domain is None else seen.values[seen.domain]
        if values.size == 0:
            raise SegmentationError("domain-empty", name=name)
        if values.min() < values.max():
            return
        value = values[0]
    raise SinglePhaseError("single-phase", phase=value, name=name)
