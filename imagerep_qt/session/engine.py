"""What the session asks of the estimator; loaded only when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from imagerep.errors import NotSegmentedError
from imagerep.segmentation import Segmentation
from imagerep_qt.session.inputs import Image

if TYPE_CHECKING:
    from imagerep.measurement import Measurement


class Engine(Protocol):
    """Reads images and measures them."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """Files to read: folders stand for the images inside, in natural order.

        Parameters
        ----------
        paths : sequence of Path
            Files and folders.

        Returns
        -------
        sequence of Path
            Absolute, each once.

        Raises
        ------
        ImageReadError
            If a folder holds no image, or a file is absent.
        """

    def read(self, path: Path) -> Image:
        """Read a file.

        Parameters
        ----------
        path : Path
            The file.

        Returns
        -------
        Image
            With grey values where the file is not segmented.

        Raises
        ------
        ImageRepError
            If it cannot be read, or is no image.
        """

    def measure(
        self,
        images: Sequence[Segmentation],
        phase: int,
        method: str,
        *,
        progress: Callable[[float, str], None],
        should_stop: Callable[[], bool],
    ) -> Measurement:
        """Measure one phase; see :func:`imagerep.measure`.

        Parameters
        ----------
        images : sequence of Segmentation
            Images of one material.
        phase : int
            Label of the phase.
        method : str
            Name of the method.
        progress, should_stop : callable
            Hooks.

        Returns
        -------
        Measurement

        Raises
        ------
        ImageRepError
            If there is nothing to measure.
        """


class EstimatorEngine:
    """The estimator of this project."""

    def find(self, paths: Sequence[Path]) -> Sequence[Path]:
        """See :meth:`Engine.find`."""
        from imagerep.images import find_images

        return find_images([path.absolute() for path in paths])

    def read(self, path: Path) -> Image:
        """See :meth:`Engine.read`."""
        from imagerep.images import load

        raw = load(path)
        try:
            segmentation = raw.segmentation()
        except NotSegmentedError:
            return Image(grey=raw.grey, calibration=raw.calibration)
        return Image(segmentation, calibration=segmentation.calibration)

    def measure(
        self,
        images: Sequence[Segmentation],
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
