"""What the session needs of the estimator, loaded on first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.hooks import Hooks
from imagerep_qt.session.choices import QuantityChoice
from imagerep_qt.session.images import Image
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.opening import WHOLE_FILE, Opening
from imagerep_qt.session.quantities import arguments

if TYPE_CHECKING:
    from imagerep.image.overview import Overview
    from imagerep.image.segmentation import Segmentation
    from imagerep.result.measurement import Measurement


class Engine:
    """Finds, reads and measures images."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Absolute paths of the files to read; folders are replaced by the images in them."""
        from imagerep.io.find import find_images

        return find_images([path.absolute() for path in paths])

    def read(
        self,
        path: Path,
        opening: Opening = WHOLE_FILE,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
        preview: Callable[[Overview], None],
    ) -> Image:
        """Read a file, a Zarr, or files that are slices of a volume; see :meth:`Image.of`."""
        from imagerep.io.opening import open_image
        from imagerep.io.slices import open_slices

        source = (
            open_slices(opening.paths(path), path.parent.name, open_image)
            if opening.files
            else open_image(path, **opening.options())
        )
        return Image.of(source, Hooks(progress, should_stop), preview)

    def measure(
        self,
        images: Sequence[Segmentation],
        groups: Sequence[Labels],
        method: str,
        *,
        quantity: QuantityChoice,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
    ) -> Measurement:
        """Measure a quantity of phases with these labels; see :func:`imagerep.measure`."""
        import imagerep

        return imagerep.measure(
            images,
            **arguments(quantity, groups),
            method=method,
            progress=progress,
            should_stop=should_stop,
        )
