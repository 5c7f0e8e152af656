"""What the session asks of the estimator; loaded only when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from imagerep.calibration import Calibration
from imagerep.errors import NotSegmentedError
from imagerep_qt.session.images import AnySegmentation, Image

if TYPE_CHECKING:
    from imagerep.large import LargeSegmentation
    from imagerep.measurement import Measurement
    from imagerep.raw_image import RawImage


class Engine(Protocol):
    """Reads images and measures them."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Files to read: folders stand for the images inside, in natural order."""

    def read(
        self,
        path: Path,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
        seen: Callable[[LargeSegmentation], None],
    ) -> Image:
        """Read a file, or a Zarr; of one that does not fit in memory only a preview is kept."""

    def measure(
        self,
        images: Sequence[AnySegmentation],
        phase: int,
        method: str,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
    ) -> Measurement:
        """Measure one phase; see :func:`imagerep.measure`."""


class EstimatorEngine:
    """The estimator of this project."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """See :meth:`Engine.find`."""
        from imagerep.images import find_images

        return find_images([path.absolute() for path in paths])

    def read(
        self,
        path: Path,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
        seen: Callable[[LargeSegmentation], None],
    ) -> Image:
        """See :meth:`Engine.read`."""
        from imagerep.hooks import Hooks
        from imagerep.images import load
        from imagerep_qt.session.in_parts import open_in_parts, read_in_parts

        large = open_in_parts(path)
        if large is not None:
            return read_in_parts(large, Hooks(progress, should_stop), seen)
        raw = load(path)
        try:
            segmentation = raw.segmentation()
        except NotSegmentedError:
            image = Image(None, raw.grey, raw.calibration)
        else:
            image = Image(segmentation, None, segmentation.calibration)
        is_volume, slice_calibration = _slices(raw)
        return replace(image, is_volume=is_volume, slice_calibration=slice_calibration)

    def measure(
        self,
        images: Sequence[AnySegmentation],
        phase: int,
        method: str,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
    ) -> Measurement:
        """See :meth:`Engine.measure`."""
        import imagerep

        return imagerep.measure(
            images, phase, method=method, progress=progress, should_stop=should_stop
        )


def _slices(raw: RawImage) -> tuple[bool, Calibration | None]:
    """Whether a stack is told to be a volume, and the pixel size in its slices where it is not."""
    calibration = raw.calibration
    if raw.ndim == 2 or (calibration is not None and len(calibration.voxel_size) == 3):
        return True, None
    if calibration is None:
        return False, None
    sizes = calibration.for_ndim(2).voxel_size
    return False, Calibration((sizes[0], *sizes), calibration.unit)
