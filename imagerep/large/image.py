"""Images larger than memory: opened, counted, measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep.large.bitmap import BitmapMaker, bitmap_fits
from imagerep.large.counts import Along, row_slices
from imagerep.large.derived import ThresholdSource, cropped
from imagerep.large.engine import open_engine
from imagerep.large.preview import Preview, empty_preview, preview_step, read_preview
from imagerep.large.pyramid import from_level, holds_only
from imagerep.large.resources import Resources
from imagerep.large.scratch import open_scratch
from imagerep.large.segmentation import LargeSegmentation, blocks_fit, count_in_parts
from imagerep.large.sources import Source, pieces
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
    notes : tuple of str
        What was done to the image (crop, threshold), for reports.
    """

    source: Source
    resources: Resources
    calibration: Calibration | None = None
    max_phases: int = MAX_PHASES
    notes: tuple[str, ...] = ()

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

    def cropped(self, bounds: Sequence[tuple[int, int]]) -> LargeImage:
        """Part of the image; it is read anew.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            As for `Segmentation.crop`.

        Returns
        -------
        LargeImage

        Raises
        ------
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        source = cropped(self.source, bounds)
        span = ", ".join(f"{part.start}:{part.stop}" for part in source.box)
        return replace(self, source=source, notes=(*self.notes, f"cropped to [{span}]"))

    def thresholded(self, threshold: float) -> LargeImage:
        """Greyscale image of which the values from a threshold up are phase 1.

        Parameters
        ----------
        threshold : float
            Smallest value of phase 1.

        Returns
        -------
        LargeImage
        """
        note = f"values from {threshold:g} up are phase 1"
        source = ThresholdSource(self.source, threshold)
        return replace(self, source=source, notes=(*self.notes, note))

    def array(self, hooks: Hooks | None = None) -> NDArray[Any]:
        """Values in memory.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageRepError
            If it cannot be read.
        """
        hooks = hooks or Hooks()
        found = np.empty(self.shape, self.source.dtype)
        done = 0
        for box in pieces(self.source, slice(0, self.shape[0])):
            hooks.report(done / self.size, "reading the image")
            found[box] = self.source.read(box)
            done += found[box].size
        return found

    def loaded(self, hooks: Hooks | None = None) -> Segmentation:
        """The image in memory.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        Segmentation

        Raises
        ------
        ImageRepError
            If it cannot be read, or is not segmented.
        """
        return Segmentation.from_array(
            self.array(hooks),
            calibration=self.calibration,
            name=self.name,
            max_phases=self.max_phases,
            notes=self.notes,
        )

    def counted(
        self,
        hooks: Hooks | None = None,
        *,
        block_px: int | None = None,
        preview: bool = False,
        level: Preview | None = None,
        is_held: bool = False,
    ) -> LargeSegmentation:
        """Count the phases, all in one pass.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.
        block_px : int, optional
            Side of blocks to be counted in the same pass, for the spectral method; not done where
            so many blocks would not fit in memory.
        preview : bool, optional
            Keep pixels at steps along every axis, for pictures; of an OME-Zarr image, those of a
            coarser level that holds labels.
        level : Preview, optional
            What :meth:`sight` found in that level, so that it is not read again.
        is_held : bool, optional
            Hold an image of two phases as bits for the two-point method, where they fit in a share
            of the memory and threads of this process do the work, so that it is read once only.

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
        step = preview_step(self.shape, self.source.dtype.itemsize) if preview else None
        hooks = hooks or Hooks()
        maker = None
        if is_held and bitmap_fits(self.source, self.resources):
            maker = BitmapMaker(self.shape)
        along = Along(block_px, step, maker)
        found, kept = count_in_parts(self.source, self.resources, self.max_phases, along, hooks)
        if kept is not None:
            level = level or from_level(self.source, kept, hooks)
            if level is not None and holds_only(level, found.pixels):
                kept = level
        phases = tuple(Phase(label, n, n / self.size) for label, n in sorted(found.pixels.items()))
        return LargeSegmentation(
            self.source,
            phases,
            self.resources,
            self.calibration,
            found.blocks,
            kept,
            self.notes,
            found.stamps,
            maker.finished() if maker is not None else None,
        )

    def sight(self, hooks: Hooks | None = None) -> LargeSegmentation | None:
        """Show what a coarser level of an OME-Zarr image holds, before the phases are counted.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        LargeSegmentation or None
            To be looked at only: its phases have no pixels. None where there is no such level, or
            it has more values than a segmentation has phases.

        Raises
        ------
        MeasurementCancelled
            If the hooks say so.
        """
        like = empty_preview(self.source, preview_step(self.shape, self.source.dtype.itemsize))
        found = from_level(self.source, like, hooks or Hooks())
        if found is None or found.dtype.kind not in "bui":
            return None
        labels = np.unique(found.values)
        if len(labels) > self.max_phases:
            return None
        phases = tuple(Phase(int(label), 0, 0.0) for label in labels)
        return LargeSegmentation(
            self.source, phases, self.resources, self.calibration, preview=found, notes=self.notes
        )

    def preview(self, hooks: Hooks | None = None) -> Preview:
        """Pixels at steps along every axis, for pictures of an image that is not segmented.

        Parameters
        ----------
        hooks : Hooks, optional
            Progress and cancellation.

        Returns
        -------
        Preview

        Raises
        ------
        ImageRepError
            If it cannot be read.
        """
        with (
            open_scratch(None, "preview", resume=True) as scratch,
            open_engine(self.resources) as engine,
        ):
            rows = row_slices(self.source, engine)
            return read_preview(self.source, rows, engine, scratch, hooks or Hooks())
