"""The spectral method for segmentations, as `imagerep.measure` calls it."""

from __future__ import annotations

from collections.abc import Sequence

from imagerep.estimate import Estimate, MeasurementWarning, size_warnings
from imagerep.hooks import Hooks
from imagerep.large.segmentation import LargeSegmentation
from imagerep.segmentation import Segmentation
from imagerep.shapes import size_text
from imagerep.spectral.analysis import SpectralDiagnostics, analyse_blocks
from imagerep.spectral.blocks import BlockMeans, block_means, block_side

READING = 0.8
"""Share of the time that goes into the block means."""

VALIDATED_SIDE_PX = {2: 100, 3: 32}
"""Shortest sides in the coverage benchmark (docs/validation.md)."""

UNEVEN = 0.5
FEW_CELLS = 60
"""Unevenness and number of independent cells up to which it is told: such images are covered less
often, larger ones as others (docs/validation.md)."""

NEARLY_PERIODIC_DIP = 5.0
"""Dip of log S from which a structure is told to be nearly periodic; the same holds for it."""


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
        warnings=tuple(_warnings(images, length, found.phase_fraction, found.diagnostics)),
        diagnostics=found.diagnostics,
    )


def _warnings(
    images: Sequence[Segmentation | LargeSegmentation],
    length_px: float,
    phase_fraction: float,
    diagnostics: SpectralDiagnostics,
) -> list[MeasurementWarning]:
    """Doubts with which intervals hold the truth less often, and voxels that are no cubes."""
    found = []
    smallest = min((image.shape for image in images), key=min)
    least = VALIDATED_SIDE_PX[len(smallest)]
    if min(smallest) < least:
        found.append(
            MeasurementWarning(
                "small-image",
                f"The image is {size_text(smallest)} px; the spectral method has been validated "
                f"only from {least} px a side, below that the interval may be too narrow.",
            )
        )
    if diagnostics.unevenness > UNEVEN and diagnostics.independent_cells < FEW_CELLS:
        found.append(
            MeasurementWarning(
                "uneven-features",
                "A few large features carry much of the scatter. The material may have larger "
                "ones that this image does not show; the interval may be too narrow.",
            )
        )
    if diagnostics.dip > NEARLY_PERIODIC_DIP:
        found.append(
            MeasurementWarning(
                "nearly-periodic",
                "The structure is nearly periodic: the phase fraction hardly scatters, and what "
                "is left depends on how the image's edges cut it. The interval may be too narrow.",
            )
        )
    sizes = size_warnings(images, length_px, phase_fraction)
    return found + [warning for warning in sizes if warning.code == "unequal-voxels"]


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
