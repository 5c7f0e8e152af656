"""Segmentations that stay on disk: phases, blocks and length scales out of core."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.block_sums import BlockSums
from imagerep.calibration import Calibration
from imagerep.errors import EngineError
from imagerep.hooks import Hooks
from imagerep.large.bitmap import Bitmap
from imagerep.large.counted import Counted, Stamp, counts_path, is_unchanged, load, save
from imagerep.large.counts import Along, count_phases, subdivision_estimate_of
from imagerep.large.covariance import OutOfCoreCovariance
from imagerep.large.engine import Engine, open_engine
from imagerep.large.preview import Preview
from imagerep.large.resources import FIXED_BYTES, Resources
from imagerep.large.scratch import FOLDERS, Scratch, open_scratch
from imagerep.large.sources import Source
from imagerep.length_scale import LengthScale, length_scale_from
from imagerep.segmentation import Phase

BLOCK_BYTES = 64
"""Memory of a block in the spectral method: sums of two phases, its mean and transform."""


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
    blocks : mapping of int to BlockSums
        Pixels of every phase in the blocks that were counted along with the phases.
    preview : Preview or None
        Labels at steps along every axis, for pictures, where they were asked for.
    notes : tuple of str
        What was done to the image on its way here (crop, threshold), for reports.
    stamps : tuple of (int, int, str)
        What tells whether the image has changed since it was counted; empty where nothing is kept.
    bitmap : Bitmap or None
        The image as bits, where it is held so that it is not read again.
    """

    source: Source
    phases: tuple[Phase, ...]
    resources: Resources
    calibration: Calibration | None = None
    blocks: Mapping[int, BlockSums] = field(default_factory=dict)
    preview: Preview | None = None
    notes: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    bitmap: Bitmap | None = None

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

    def block_sums(self, phase: int, block_px: int, hooks: Hooks) -> NDArray[Any]:
        """Pixels of one phase in every whole block; read again only where they are not known.

        Parameters
        ----------
        phase : int
            Label of the phase; it may be absent.
        block_px : int
            Side of a block.
        hooks : Hooks
            Progress and cancellation.

        Returns
        -------
        ndarray of uint8 or uint32

        Raises
        ------
        EngineError
            If the image is so thin that the blocks do not fit in memory.
        ImageRepError
            If a part cannot be read, or the measurement is cancelled.
        """
        blocks = self.blocks
        if not any(one.block_px == block_px for one in blocks.values()):
            if not blocks_fit(self.shape, block_px, self.resources):
                raise EngineError(
                    f"The memory is too small for the spectral method on so thin an image: its "
                    f"blocks of {block_px} px are as many as the image has pixels, nearly.",
                    "Give more memory, or use the two-point method.",
                )
            n_phases = len(self.phases)
            along = Along(block_px=block_px)
            found, _ = count_in_parts(self.source, self.resources, n_phases, along, hooks)
            blocks = found.blocks
        if phase in blocks:
            return blocks[phase].counts
        return BlockSums(self.shape, block_px).counts

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
                return subdivision_estimate_of(
                    self.source, chosen, engine, scratch, Hooks(), self.bitmap
                )

            return length_scale_from(found, subdivision, hooks)

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
        if self.bitmap is not None:
            left = resources.memory_bytes - self.bitmap.bits.nbytes
            resources = replace(resources, memory=left)
        base = None if resources.scratch is None else Path(resources.scratch)
        identity = f"{self.source.identity} {self.shape} {phase}"
        with (
            open_engine(resources) as engine,
            open_scratch(
                base, identity, resume=resources.resume, threads=resources.n_threads
            ) as scratch,
        ):
            found = OutOfCoreCovariance(
                self.source,
                phase.label,
                phase.fraction,
                engine,
                scratch,
                self.resources.memory_bytes,  # what is held does not change how far lags reach
                self.bitmap,
            )
            if scratch.is_kept and self.stamps:
                pixels = {one.label: one.count for one in self.phases}
                counted = Counted(pixels, dict(self.blocks), [], self.stamps)
                save(counts_path(scratch.folder, slice(0, self.shape[0])), counted, self.source)
            yield found, engine, scratch


def count_in_parts(
    source: Source, resources: Resources, max_phases: int, along: Along, hooks: Hooks
) -> tuple[Counted, Preview | None]:
    """Count the phases of an image, and what is wanted along with that.

    What an unfinished measurement has counted is taken from the scratch folder. If it is not to be
    resumed, it is told so at once.

    Parameters
    ----------
    source : Source
        The image.
    resources : Resources
        What may be used.
    max_phases : int
        Most labels that the image may hold.
    along : Along
        What else to do in the same pass.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    counted : Counted
    preview : Preview or None

    Raises
    ------
    ImageRepError
        If a part cannot be read, is not segmented, or the measurement is cancelled.
    """
    base = None if resources.scratch is None else Path(resources.scratch)
    with open_scratch(base, f"counts {source.identity}", resume=resources.resume) as scratch:
        if base is not None and along.step is None:
            found = _counted_earlier(source, base, max_phases, along, hooks)
            if found is not None:
                return found, None
        with open_engine(resources) as engine:
            return count_phases(source, engine, scratch, max_phases, hooks, along)


def _counted_earlier(
    source: Source, base: Path, max_phases: int, along: Along, hooks: Hooks
) -> Counted | None:
    """What an interrupted measurement of this image had counted in whole, if it still holds."""
    for folder in base.glob(FOLDERS):
        found = load(counts_path(folder, slice(0, source.shape[0])), source, along.block_px)
        if found is None or len(found.pixels) > max_phases:
            continue
        if is_unchanged(found, source, hooks):
            return found
    return None


def blocks_fit(shape: tuple[int, ...], block_px: int, resources: Resources) -> bool:
    """Whether the blocks of an image fit in memory; those of all but very thin ones do.

    Parameters
    ----------
    shape : tuple of int
        Shape of the image.
    block_px : int
        Side of a block.
    resources : Resources
        What may be used.

    Returns
    -------
    bool
    """
    n_blocks = math.prod(side // block_px for side in shape)
    return n_blocks * BLOCK_BYTES <= resources.memory_bytes - FIXED_BYTES
