"""What the session needs of the estimator, loaded on first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import Calibration
from imagerep.errors import NotSegmentedError
from imagerep_qt.session.images import AnySegmentation, Image

if TYPE_CHECKING:
    from imagerep.large import LargeSegmentation
    from imagerep.measurement import Measurement
    from imagerep.raw_image import RawImage


class Engine:
    """Finds, reads and measures images."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Absolute paths of the files to read; folders are replaced by the images in them."""
        from imagerep.images import find_images

        return find_images([path.absolute() for path in paths])

    def read(
        self,
        path: Path,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
        preview: Callable[[LargeSegmentation], None],
    ) -> Image:
        """Read a file or a Zarr; of one that does not fit in memory only a preview is kept.

        `preview` is called with what can be shown while its phases are still being counted.
        """
        from imagerep.hooks import Hooks
        from imagerep.images import load
        from imagerep_qt.session.in_parts import open_in_parts, read_in_parts

        large = open_in_parts(path)
        if large is not None:
            return read_in_parts(large, Hooks(progress, should_stop), preview)
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
        """Measure one phase; see :func:`imagerep.measure`."""
        import imagerep

        return imagerep.measure(
            images, phase, method=method, progress=progress, should_stop=should_stop
        )


def _slices(raw: RawImage) -> tuple[bool, Calibration | None]:
    """Whether a stack is known to be a volume; otherwise with the pixel size of its slices."""
    calibration = raw.calibration
    if raw.ndim == 2 or (calibration is not None and len(calibration.voxel_size) == 3):
        return True, None
    if calibration is None:
        return False, None
    sizes = calibration.for_ndim(2).voxel_size
    return False, Calibration((sizes[0], *sizes), calibration.unit)
