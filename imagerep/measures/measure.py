"""What every measure of an image offers to the methods that find its uncertainty."""

from __future__ import annotations

from typing import Protocol

from imagerep.blocks import Blocks
from imagerep.hooks import Hooks
from imagerep.image.segmentation import Segmentation


class Measure(Protocol):
    """A ratio R = sum a / sum b of two local fields of an image.

    Its residual e = (a - R b) / <b> is additive and has mean zero, so the variance of R is
    S_e(0) / N, with S_e the spectral density of e and N the pixels of the domain: whatever a method
    does for the phase fraction, it does for every measure.
    """

    @property
    def name(self) -> str:
        """Stable name, for programs."""

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Sums of a and b over an image."""

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """Sums of a and b over blocks of a side; the smallest that the image has unless given."""

    def variance(self, ratio: float) -> float:
        """Variance of the residual of a pixel, where R is `ratio`."""
