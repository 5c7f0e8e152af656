"""The spectral method for segmentations, as `imagerep.measure` calls it."""

from __future__ import annotations

from collections.abc import Sequence

from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.image.segmentation import Segmentation
from imagerep.measures import Measure
from imagerep.spectral.analysis import analyse_blocks
from imagerep.spectral.blocks import BlockMeans, block_side

READING = 0.8
"""Share of the time that goes into the sums over blocks."""


def estimate(images: Sequence[Segmentation], measure: Measure, hooks: Hooks) -> Estimate:
    """Measure images of one material, of one dimension, by the spectral method.

    The diagnostics are a `SpectralDiagnostics`.
    """
    smallest = max(image.block_side for image in images)
    side = block_side([image.shape for image in images], smallest)
    n_pixels = sum(image.size for image in images)
    blocks: list[BlockMeans] = []
    done = 0
    for image in images:
        begun, done = done, done + image.size
        part = hooks.part(READING * begun / n_pixels, READING * done / n_pixels)
        sums = measure.blocks(image, side, part)
        blocks.append(BlockMeans(sums.numerator, side, image.shape, int(sums.total_numerator)))
    found = analyse_blocks(blocks, hooks.part(READING, 1.0))
    length = found.characteristic_length_scale_px
    return Estimate(
        uncertainty=found.uncertainty,
        characteristic_length_scale_px=length,
        correlation=None,
        warnings=tuple(size_warnings(images, length, found.phase_fraction)),
        diagnostics=found.diagnostics,
    )
