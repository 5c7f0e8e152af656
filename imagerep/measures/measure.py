"""What every measure of an image offers to the methods that find its uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from imagerep.blocks import Blocks
from imagerep.calibration import Calibration
from imagerep.hooks import Hooks
from imagerep.messages import MeasurementWarning
from imagerep.scale import Scale


class MeasuredImage(Protocol):
    """What methods ask of an image, a segmentation or one of grey values, besides its blocks."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""

    @property
    def n_domain(self) -> int:
        """Number of pixels of the domain."""

    @property
    def block_side(self) -> int:
        """Side of the smallest blocks that can be had, in px."""

    @property
    def calibration(self) -> Calibration | None:
        """Voxel size."""

    @property
    def name(self) -> str:
        """Name for people."""


class Measure(Protocol):
    """A ratio R = sum a / sum b of two local fields of an image.

    Its residual e = (a - R b) / <b> is additive and has mean zero, so the variance of R is
    S_e(0) / N, with S_e the spectral density of e and N the pixels of the domain: whatever a method
    does for the phase fraction, it does for every measure. To the methods a measure is the mean of
    one field f = R + e over the domain, whatever a and b are.
    """

    @property
    def name(self) -> str:
        """Stable name, for programs."""

    @property
    def scale(self) -> Scale:
        """Values that R can have."""

    @property
    def doubts(self) -> tuple[MeasurementWarning, ...]:
        """Doubts about R that do not depend on the method."""

    def totals(self, image: Any) -> tuple[float, float]:
        """Sum of f over an image, and the pixels of its domain."""

    def blocks(self, image: Any, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks of a side; the smallest that the image has unless given."""

    def variance(self, ratio: float) -> float:
        """Variance of a pixel of f, where R is `ratio`."""

    def phase_fraction(self, images: Sequence[Any]) -> float:
        """Fraction of the phase whose features are measured."""
