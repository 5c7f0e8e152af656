"""Images larger than memory: opened, counted, measured."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep.large.array_sources import DaskSource
from imagerep.large.counts import count_phases, subdivision_estimate_of
from imagerep.large.covariance import OutOfCoreCovariance
from imagerep.large.engine import Engine, open_engine
from imagerep.large.progress import with_time_left
from imagerep.large.resources import Resources
from imagerep.large.scratch import Scratch, open_scratch
from imagerep.large.sources import Source
from imagerep.length_scale import LengthScale, length_scale_from
from imagerep.segmentation import MAX_PHASES, Phase, Segmentation

COUNT_SHARE = 0.1
"""Share of the time that counting the phases takes, about."""


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

    def counted(self, hooks: Hooks | None = None) -> LargeSegmentation:
        """Count the phases, all in one pass.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        LargeSegmentation

        Raises
        ------
        ImageRepError
            If it cannot be read, or is not segmented.
        """
        resources = replace(self.resources, resume=False)
        base = None if resources.scratch is None else Path(resources.scratch)
        with (
            open_scratch(base, f"counts {self.source.identity}", resume=True) as scratch,
            open_engine(resources) as engine,
        ):
            phases = count_phases(
                self.source, engine, scratch, self.max_phases, with_time_left(hooks or Hooks())
            )
        return LargeSegmentation(self.source, phases, self.resources, self.calibration)


@dataclass(frozen=True, slots=True, eq=False)
class LargeSegmentation:
    """A segmented image that stays on disk: what `Segmentation` is in memory, but for the labels.

    Attributes
    ----------
    source : Source
        Reads the parts.
    phases : tuple of Phase
        The phases present, by ascending label.
    resources : Resources
        What a measurement may use.
    calibration : Calibration or None
        Voxel size, one value an axis, where known.
    """

    source: Source
    phases: tuple[Phase, ...]
    resources: Resources
    calibration: Calibration | None = None

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
    def is_boolean(self) -> bool:
        """Whether the labels are False and True."""
        return self.source.dtype == np.bool_

    @property
    def phase_labels(self) -> tuple[int, ...]:
        """Labels of the phases present, ascending."""
        return tuple(phase.label for phase in self.phases)

    def count(self, label: int) -> int:
        """Number of pixels of a label.

        Parameters
        ----------
        label : int
            Label of the phase; it may be absent.

        Returns
        -------
        int
        """
        return sum(phase.count for phase in self.phases if phase.label == label)

    def length_scale(self, phase: int, hooks: Hooks) -> LengthScale:
        """Characteristic length scale of one phase (equation (10)), out of core.

        Parameters
        ----------
        phase : int
            Label of the phase; present, and not alone.
        hooks : Hooks
            Progress and cancellation.

        Returns
        -------
        LengthScale

        Raises
        ------
        ImageRepError
            If a part cannot be read, the scratch space is full, a worker or the scheduler is lost,
            or the measurement is cancelled.
        """
        chosen = next(one for one in self.phases if one.label == phase)
        with self.covariance(chosen) as (found, engine, scratch):

            def subdivision() -> float:
                return subdivision_estimate_of(self.source, chosen, engine, scratch, Hooks())

            return length_scale_from(found, subdivision, with_time_left(hooks))

    @contextmanager
    def covariance(self, phase: Phase) -> Iterator[tuple[OutOfCoreCovariance, Engine, Scratch]]:
        """Covariance of a phase, with the engine and the scratch folder behind it.

        Parameters
        ----------
        phase : Phase
            The phase.

        Yields
        ------
        OutOfCoreCovariance, Engine, Scratch
            Usable inside the block.
        """
        resources = self.resources
        base = None if resources.scratch is None else Path(resources.scratch)
        identity = f"{self.source.identity} {self.shape} {phase}"
        with (
            open_engine(resources) as engine,
            open_scratch(base, identity, resume=resources.resume) as scratch,
        ):
            found = OutOfCoreCovariance(
                self.source, phase.label, phase.fraction, engine, scratch, resources.memory_bytes
            )
            yield found, engine, scratch


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
