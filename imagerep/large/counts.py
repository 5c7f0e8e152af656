"""Phases of an image and the numbers of their pixels, and of patches, in one pass each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.block_sums import BlockSums
from imagerep.errors import NotSegmentedError
from imagerep.hooks import Hooks
from imagerep.labels import as_labels, count_labels
from imagerep.large.bitmap import Bitmap, BitmapMaker
from imagerep.large.counted import Counted, Stamp, counts_path, known_rows, load, save, stamp_of
from imagerep.large.engine import Engine
from imagerep.large.preview import Preview, empty_preview, sampled
from imagerep.large.scratch import Scratch, check_stop
from imagerep.large.sources import Source, pieces
from imagerep.segmentation import Phase
from imagerep.subdivision import estimate_from_patches, patch_sides

TASK_BYTES = 512 << 20
"""About what a piece of work reads: progress is told after each."""


@dataclass(frozen=True, slots=True)
class Along:
    """What is done in the same pass as counting.

    Attributes
    ----------
    block_px : int or None
        Side of the blocks that are counted.
    step : int or None
        Distance of the pixels that are kept for a preview.
    bitmap : BitmapMaker or None
        What is to hold the image as bits; of use in this process only.
    """

    block_px: int | None = None
    step: int | None = None
    bitmap: BitmapMaker | None = None


@dataclass(frozen=True, slots=True)
class CountTask:
    """Counts the pixels of every label in some rows, and in every block that they touch."""

    source: Source
    rows: slice
    max_phases: int
    along: Along
    folder: Path
    is_kept: bool = False

    def run(self) -> Counted:
        """Read and count, and keep what was counted; nothing of that if it is there already."""
        stamp = stamp_of(self.source, self.rows) if self.is_kept else None
        if stamp is None:
            return self._count()
        path = counts_path(self.folder, self.rows)
        found = load(path, self.source, self.along.block_px)
        if found is None or found.stamps != (stamp,):
            found = replace(self._count(), stamps=(stamp,))
            if len(found.pixels) <= self.max_phases:
                save(path, found, self.source)
        return found

    def _count(self) -> Counted:
        what = f"“{self.source.name}”" if self.source.name else "The image"
        pixels: Counter[int] = Counter()
        blocks: dict[int, BlockSums] = {}
        sample = []
        block_px, step, bitmap = self.along.block_px, self.along.step, self.along.bitmap
        for box in pieces(self.source, self.rows):
            check_stop(self.folder)
            labels = as_labels(self.source.read(box), what)
            found = count_labels(labels, self.max_phases, what)
            pixels.update(found)
            if bitmap is not None:
                bitmap.put(box, labels, set(found))
            if step is not None:
                sample.append(sampled(labels, box, step))
            if block_px is None or len(pixels) > self.max_phases:
                continue
            corner = [part.start for part in box]
            for label in found:
                if label not in blocks:
                    blocks[label] = BlockSums(self.source.shape, block_px, self.rows)
                mask = labels if labels.dtype == np.bool_ and label == 1 else labels == label
                blocks[label].add(mask, corner)
        return Counted(dict(pixels), blocks, sample)


def row_slices(source: Source, engine: Engine, known: Sequence[slice] = ()) -> list[slice]:
    """Rows of an image in parts for all workers, cut along its chunks.

    Parameters
    ----------
    source : Source
        The image.
    engine : Engine
        What works on them.
    known : sequence of slice, optional
        Parts that are there already, ascending; the rows between them are cut.

    Returns
    -------
    list of slice
    """
    length, chunk = source.shape[0], source.chunks[0]
    plane = source.dtype.itemsize * math.prod(source.shape[1:])
    wanted = max(1, min(length // (4 * engine.n_workers), TASK_BYTES // plane))
    step = -(-wanted // chunk) * chunk
    found = []
    begin = 0
    for part in (*known, slice(length, length)):
        gap = range(begin, part.start, step)
        found += [slice(start, min(start + step, part.start)) for start in gap]
        found += [part] if part.start < part.stop else []
        begin = part.stop
    return found


def count_phases(
    source: Source,
    engine: Engine,
    scratch: Scratch,
    max_phases: int,
    hooks: Hooks,
    along: Along,
) -> tuple[Counted, Preview | None]:
    """Count the phases of an image, and what is wanted along with that, all in one pass.

    Parameters
    ----------
    source : Source
        The image.
    engine : Engine
        What does the work.
    scratch : Scratch
        For cancelling, and for what has been counted, where it is kept.
    max_phases : int
        Most labels that the image may hold.
    hooks : Hooks
        Progress and cancellation.
    along : Along
        What else.

    Returns
    -------
    counted : Counted
        Without the sample, which is in the preview.
    preview : Preview or None
        Labels for a preview, where it was asked for.

    Raises
    ------
    NotSegmentedError
        If there are more labels.
    """
    is_kept = scratch.is_kept and along.step is None
    known = known_rows(scratch.folder, source.shape[0]) if is_kept else []
    tasks = [
        CountTask(source, rows, max_phases, along, scratch.folder, is_kept)
        for rows in row_slices(source, engine, known)
    ]
    pixels: Counter[int] = Counter()
    blocks: dict[int, BlockSums] = {}
    preview: Preview | None = None
    stamps: list[Stamp] = []
    for _, found in engine.run(tasks, hooks, "counting the phases", scratch.stop):
        pixels.update(found.pixels)
        stamps += found.stamps
        for label, part in found.blocks.items():
            if label not in blocks:
                blocks[label] = BlockSums(source.shape, part.block_px)
            blocks[label].merge(part)
        for box, values in found.sample:
            if preview is None and along.step is not None:
                preview = empty_preview(source, along.step, values.dtype)
            if preview is not None:
                preview.values[box] = values
    if len(pixels) > max_phases:
        raise NotSegmentedError(
            f"“{source.name}” is not segmented: it holds {len(pixels)} or more different values, "
            f"and at most {max_phases} phases are expected.",
            "Segment it first.",
            n_values=len(pixels),
        )
    return Counted(dict(pixels), blocks, [], tuple(sorted(stamps))), preview


@dataclass(frozen=True, slots=True)
class PatchTask:
    """Counts one phase in the patches that tile the image, as far as some rows reach."""

    source: Source
    phase: int
    rows: slice
    sides: tuple[int, ...]
    folder: Path
    bitmap: Bitmap | None = None

    def run(self) -> list[tuple[int, NDArray[np.int64]]]:
        """For every side: the first row of patches touched, and the counts."""
        found = []
        for side in self.sides:
            first = self.rows.start // side
            last = -(-self.rows.stop // side)
            n_patches = [n // side for n in self.source.shape]
            n_rows = max(0, min(last, n_patches[0]) - first)
            found.append((first, np.zeros((n_rows, *n_patches[1:]), np.int64)))
        for box in pieces(self.source, self.rows):
            check_stop(self.folder)
            mask = (
                as_labels(self.source.read(box), self.source.name) == self.phase
                if self.bitmap is None
                else self.bitmap.mask(self.phase, box)
            )
            for side, (first, counts) in zip(self.sides, found, strict=True):
                _add_patches(mask, box, side, first, counts)
        return found


def _add_patches(
    mask: NDArray[np.bool_],
    box: tuple[slice, ...],
    side: int,
    first: int,
    counts: NDArray[np.int64],
) -> None:
    """Add what a part of the image holds to the counts of the patches."""
    total: NDArray[Any] = mask
    target = []
    for axis in range(mask.ndim - 1, -1, -1):
        start, stop = box[axis].start, box[axis].stop
        patches = np.arange(start // side, -(-stop // side))
        edges = np.maximum(patches * side - start, 0)
        total = np.add.reduceat(total, edges, axis=axis, dtype=np.int64)
        offset = first if axis == 0 else 0
        inside = patches - offset < counts.shape[axis]
        total = np.compress(inside, total, axis=axis)
        target.append(slice(int(patches[0]) - offset, int(patches[0]) - offset + total.shape[axis]))
    if total.size:
        counts[tuple(reversed(target))] += total


def subdivision_estimate_of(
    source: Source,
    phase: Phase,
    engine: Engine,
    scratch: Scratch,
    hooks: Hooks,
    bitmap: Bitmap | None = None,
) -> float:
    """Characteristic length scale by subdivision, as `imagerep.subdivision_estimate`.

    Parameters
    ----------
    source : Source
        The image.
    phase : Phase
        The phase.
    engine : Engine
        What does the work.
    scratch : Scratch
        For cancelling.
    hooks : Hooks
        Progress and cancellation.
    bitmap : Bitmap, optional
        The image as bits, in place of reading it; for an engine in this process.

    Returns
    -------
    float
        In px; NaN where no size gives at least two patches.
    """
    sides = patch_sides(source.shape)
    if not sides:
        return math.nan
    totals = [np.zeros([n // side for n in source.shape], np.int64) for side in sides]
    tasks = [
        PatchTask(source, phase.label, rows, tuple(sides), scratch.folder, bitmap)
        for rows in row_slices(source, engine)
    ]
    for _, found in engine.run(tasks, hooks, "subdividing the image", scratch.stop):
        for total, (first, counts) in zip(totals, found, strict=True):
            total[first : first + len(counts)] += counts
    ndim = len(source.shape)
    fractions = [
        total.ravel() / float(side**ndim) for side, total in zip(sides, totals, strict=True)
    ]
    return estimate_from_patches(sides, fractions, phase.fraction, ndim)
