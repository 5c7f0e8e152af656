"""Images of grey values or probabilities, whose mean is measured."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.blocks import Blocks, BlockSums, DomainSums, partial_sums
from imagerep.calibration import Calibration
from imagerep.errors import SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.domain import is_round, with_domain
from imagerep.io.source import Box, Source, in_memory, read_boxes
from imagerep.messages import Message
from imagerep.parallel import run_tasks
from imagerep.resources import Resources


@dataclass(frozen=True, slots=True, eq=False)
class GreyImage:
    """Values of an image or volume whose mean is measured; see :meth:`from_array`.

    Attributes
    ----------
    shape : tuple of int
        Number of pixels along each axis.
    n_domain : int
        Pixels of the sample.
    total, total_square : float
        Sums of the values, and of their squares, over the sample.
    low, high : float
        Smallest and largest value.
    calibration : Calibration or None
        Voxel size.
    name : str
        Name for people.
    notes : tuple of Message
        What was done to the image on its way here.
    """

    shape: tuple[int, ...]
    n_domain: int
    total: float
    total_square: float
    low: float
    high: float
    calibration: Calibration | None
    name: str
    notes: tuple[Message, ...]
    _blocks: Blocks = field(repr=False)

    @classmethod
    def from_array(
        cls,
        array: ArrayLike,
        *,
        domain: ArrayLike | None = None,
        calibration: Calibration | None = None,
        name: str = "",
    ) -> Self:
        """Take an array of numbers as values; NaN and what is masked are not part of the sample.

        Parameters
        ----------
        array : array_like of number or bool, 2D or 3D
            Grey values or probabilities; axes of length one are dropped.
        domain : array_like of bool, optional
            True where a pixel is part of the sample.
        calibration : Calibration, optional
            Voxel size.
        name : str, optional
            Name for people.

        Returns
        -------
        GreyImage

        Raises
        ------
        SegmentationError
            If the values are not finite real numbers, or nothing is left of the sample.
        """
        values = np.ma.getdata(array) if np.ma.isMaskedArray(array) else np.asarray(array)
        source = in_memory(values, name, calibration=calibration)
        if np.ma.isMaskedArray(array):
            source = with_domain(source, ~np.ma.getmaskarray(array))
        if domain is not None:
            source = with_domain(source, np.asarray(domain))
        return cls.of(source, Resources(in_memory=True))

    @classmethod
    def of(
        cls, source: Source, resources: Resources | None = None, hooks: Hooks | None = None
    ) -> Self:
        """Sum the values of a source over blocks: of one pixel where it fits in memory."""
        resources, hooks = resources or Resources(), hooks or Hooks()
        source = source.squeezed()
        if source.is_colour or source.dtype.kind not in "buif":
            raise SegmentationError(
                "values-not-grey", name=source.name,
                dtype="colours" if source.is_colour else str(source.dtype),
            )  # fmt: skip
        calibration = source.calibration and source.calibration.for_ndim(source.ndim)
        side = 1
        if not resources.holds(source.size, max(4, source.itemsize)):
            side = resources.block_side(source.shape)
        sums = BlockSums(source.shape, side, np.float32)
        inside = DomainSums(source.shape, side)
        figures: list[tuple[int, float, float, float, float]] = []
        tasks = [_GreyBox(source, box, side) for box in read_boxes(source)]
        for box, found in run_tasks(tasks, resources, hooks, "summing over blocks"):
            sums.add([part.start // side for part in box], found.sums)
            inside.add(box, found.inside)
            figures.append(found.figures)
        counts, totals, squares, lows, highs = zip(*figures, strict=True)
        n_domain, total = sum(counts), math.fsum(totals)
        if n_domain == 0:
            raise SegmentationError("domain-empty", name=source.name)
        blocks = Blocks(
            sums.values, inside.values, side, source.shape, total, float(n_domain)
        )  # fmt: skip
        return cls(
            source.shape, n_domain, total, math.fsum(squares), min(lows), max(highs), calibration,
            source.name, source.notes, blocks,
        )  # fmt: skip

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels or voxels, those outside the domain included."""
        return math.prod(self.shape)

    @property
    def is_round(self) -> bool:
        """Whether the sample is a circle, or a cylinder along the first axis of a volume."""
        inside = self._blocks.denominator
        return inside is not None and is_round(inside > self.block_side**self.ndim / 2)

    @property
    def block_side(self) -> int:
        """Side of the smallest blocks that can be measured, in px: 1 in memory."""
        return self._blocks.side

    def blocks(self, side: int | None = None) -> Blocks:
        """Sums of the values and of the domain over blocks of a side."""
        return self._blocks.coarsened((side or self.block_side) // self.block_side)

    def with_calibration(self, calibration: Calibration | None) -> GreyImage:
        """The same image with another voxel size."""
        return replace(self, calibration=calibration and calibration.for_ndim(self.ndim))


@dataclass(frozen=True, slots=True)
class _Sums:
    sums: NDArray[np.float32]
    inside: NDArray[Any] | None
    figures: tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _GreyBox:
    """Sums the values of one box over blocks."""

    source: Source
    box: Box
    side: int

    def __call__(self) -> tuple[Box, _Sums]:
        values = np.asarray(self.source.read(self.box), np.float64)
        inside = ~np.isnan(values)
        if self.source.domain is not None:
            inside &= self.source.domain.read(self.box)
        kept = values[inside]
        if np.isinf(kept).any():
            raise SegmentationError("values-infinite", name=self.source.name)
        figures = (
            kept.size, float(kept.sum()), float(np.square(kept).sum()),
            float(kept.min(initial=np.inf)), float(kept.max(initial=-np.inf)),
        )  # fmt: skip
        covered = None
        if kept.size < values.size:
            values = np.where(inside, values, 0.0)
            covered = partial_sums(inside, self.box, self.side)
        sums = partial_sums(values, self.box, self.side).astype(np.float32)
        return self.box, _Sums(sums, covered, figures)
