"""The spectral method for segmentations, as `imagerep.measure` calls it."""

from __future__ import annotations

from collections.abc import Sequence

from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.large.segmentation import LargeSegmentation
from imagerep.segmentation import Segmentation
from imagerep.spectral.analysis import analyse_blocks
from imagerep.spectral.blocks import BlockMeans, block_means, block_side

READING = 0.8
"""Share of the time that goes into the block means."""


def estimate(
    images: Sequence[Segmentation | LargeSegmentation], phase: int, hooks: Hooks
) -> Estimate:
    """Measure one phase by the spectral method.

    Parameters
    ----------
    images : sequence of Segmentation or LargeSegmentation
        Images of one material, of one dimension; at least one holds the phase beside another.
    phase : int
        Label of the phase.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    Estimate
        Its diagnostics are a `SpectralDiagnostics`.
    """
    side = block_side([image.shape for image in images])
    n_pixels = sum(image.size for image in images)
    blocks: list[BlockMeans] = []
    done = 0
    for image in images:
        begun, done = done, done + image.size
        part = hooks.part(READING * begun / n_pixels, READING * done / n_pixels)
        blocks.append(_blocks(image, side, phase, part))
    found = analyse_blocks(blocks, hooks.part(READING, 1.0))
    length = found.characteristic_length_scale_px
    return Estimate(
        uncertainty=found.uncertainty,
        characteristic_length_scale_px=length,
        correlation=None,
        warnings=tuple(size_warnings(images, length, found.phase_fraction)),
        diagnostics=found.diagnostics,
    )


def _blocks(
    image: Segmentation | LargeSegmentation, side: int, phase: int, hooks: Hooks
) -> BlockMeans:
    if isinstance(image, LargeSegmentation):
        counts = image.block_sums(phase, side, hooks)
        return BlockMeans(counts, side, image.shape, image.count(phase))
    n_rows = image.shape[0]

    def report(rows: int) -> None:
        hooks.report(rows / n_rows, "Averaging over blocks")

    return block_means(image.labels, side, phase, on_rows=report)
