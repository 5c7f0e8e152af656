"""Images larger than memory: opened, counted, measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep.large.array_sources import DaskSource
from imagerep.large.resources import Resources
from imagerep.large.segmentation import LargeSegmentation, blocks_fit, count_in_parts
from imagerep.large.sources import Source
from imagerep.segmentation import MAX_PHASES, Phase, Segmentation


@dataclass(frozen=True, slots=True, eq=False)
class LargeImage:
    """An image that is read in parts, not yet counted; make one with `imagerep.large.open_image`.

    Attributes
    ----------
    source : Source
        Reads the parts.
    resources : Resources
        What a measurement may use.
    calibration : Calibration or None
        Voxel size, where known.
    max_phases : int
        Most values that the image may hold.
    """

    source: Source
    resources: Resources
    calibration: Calibration | None = None
    max_phases: int = MAX_PHASES

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        return self.source.shape

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.source.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return math.prod(self.source.shape)

    @property
    def name(self) -> str:
        """Name for people."""
        return self.source.name

    @property
    def fits_in_memory(self) -> bool:
        """Whether it will be measured in memory."""
        return self.resources.holds(self.size, self.source.dtype.itemsize)

    def loaded(self) -> Segmentation:
        """The image in memory.

        Returns
        -------
        Segmentation

        Raises
        ------
        ImageRepError
            If it cannot be read, or is not segmented.
        """
        whole = tuple(slice(0, side) for side in self.shape)
        return Segmentation.from_array(
            self.source.read(whole),
            calibration=self.calibration,
            name=self.name,
            max_phases=self.max_phases,
        )

    def counted(
        self, hooks: Hooks | None = None, *, block_px: int | None = None
    ) -> LargeSegmentation:
        """Count the phases, all in one pass.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.
        block_px : int, optional
            Side of blocks to be counted in the same pass, for the spectral method; not done where
            so many blocks would not fit in memory.

        Returns
        -------
        LargeSegmentation

        Raises
        ------
        ImageRepError
            If it cannot be read, or is not segmented.
        """
        if block_px is not None and not blocks_fit(self.shape, block_px, self.resources):
            block_px = None
        found = count_in_parts(
            self.source, self.resources, self.max_phases, hooks or Hooks(), block_px
        )
        phases = tuple(Phase(label, n, n / self.size) for label, n in sorted(found.pixels.items()))
        return LargeSegmentation(
            self.source, phases, self.resources, self.calibration, found.blocks
        )


def from_dask(array: Any) -> LargeImage:
    """Image behind a dask array.

    Parameters
    ----------
    array : dask.array.Array
        Labels, 2D or 3D.

    Returns
    -------
    LargeImage
    """
    return LargeImage(DaskSource(array), Resources())


def open_image(
    image: str | PathLike[str] | Any,
    *,
    calibration: Calibration | None = None,
    max_phases: int = MAX_PHASES,
    resources: Resources | None = None,
) -> LargeImage:
    """Open an image without loading it.

    Parameters
    ----------
    image : path, dask.array.Array or Source
        A Zarr or OME-Zarr folder, a TIFF, a NumPy file, a folder of slices; or a dask array.
    calibration : Calibration, optional
        Voxel size, in place of what the file tells.
    max_phases : int, optional
        Most values that the image may hold.
    resources : Resources, optional
        What a measurement may use.

    Returns
    -------
    LargeImage
        For `imagerep.measure`.

    Raises
    ------
    ImageReadError
        If it cannot be read as an image.
    MissingPackageError
        If an optional package is not installed.

    Examples
    --------
    >>> import imagerep
    >>> from imagerep.large import Resources, open_image
    >>> image = open_image("tomogram.zarr", resources=Resources(memory="4GB"))  # doctest: +SKIP
    >>> imagerep.measure(image, phase=1)  # doctest: +SKIP
    """
    source: Source
    if isinstance(image, str | PathLike):
        from imagerep.large.files import open_source

        source = open_source(Path(image))
    elif hasattr(image, "__dask_graph__"):
        source = DaskSource(image)
    else:
        source = image
    found = calibration or source.calibration
    if found is not None and len(found.voxel_size) == 2 < len(source.shape):
        found = None
    if found is not None:
        found = found.for_ndim(len(source.shape))
    return LargeImage(source, resources or Resources(), found, max_phases)
