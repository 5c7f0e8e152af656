"""The spectral method for any measure of images, as `imagerep.measure` calls it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from imagerep.blocks import Blocks, pooled_ratio
from imagerep.errors import SinglePhaseError
from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.measures import Measure, MeasuredImage
from imagerep.messages import MeasurementWarning
from imagerep.shapes import size_text
from imagerep.spectral.analysis import FOLLOWED, SpectralDiagnostics, analyse
from imagerep.spectral.block_size import block_side

READING = 0.8
"""Share of the time that goes into the sums over blocks."""

VALIDATED_SIDE_PX = {2: 100, 3: 32}
"""Shortest sides in the coverage benchmark (docs/validation.md)."""

NEARLY_PERIODIC_DIP = 5.0
"""Dip of log S from which a structure is told to be nearly periodic; the same holds for it."""


def estimate(images: Sequence[MeasuredImage], measure: Measure, hooks: Hooks) -> Estimate:
    """Measure images of one material, of one dimension, by the spectral method.

    The diagnostics are a `SpectralDiagnostics`.
    """
    smallest = max(image.block_side for image in images)
    side = block_side([image.shape for image in images], smallest)
    n_pixels = sum(math.prod(image.shape) for image in images)
    blocks: list[Blocks] = []
    done = 0
    for image in images:
        begun, done = done, done + math.prod(image.shape)
        part = hooks.part(READING * begun / n_pixels, READING * done / n_pixels)
        blocks.append(measure.blocks(image, side, part))
    variance = measure.variance(pooled_ratio(blocks))
    phase_fraction = measure.phase_fraction(images)
    if variance <= 0 or not 0 < phase_fraction < 1:
        raise SinglePhaseError("phase-alone", phase="asked for")
    uncertainty, length, found = analyse(
        blocks, variance, measure.scale, phase_fraction, hooks.part(READING, 1.0)
    )
    warnings = _warnings(images, length, phase_fraction, found)
    return Estimate(uncertainty, length, None, tuple(warnings), found)


def _warnings(
    images: Sequence[MeasuredImage],
    length_px: float,
    phase_fraction: float,
    found: SpectralDiagnostics,
) -> list[MeasurementWarning]:
    """Doubts with which intervals hold the truth less often, and voxels that are no cubes."""
    warnings = []
    smallest = min((image.shape for image in images), key=min)
    least = VALIDATED_SIDE_PX[len(smallest)]
    if min(smallest) < least:
        warnings.append(
            MeasurementWarning("small-image", size=size_text(smallest), validated=least)
        )
    if found.hides_larger_features:
        warnings.append(MeasurementWarning("uneven-features"))
    if found.dip > NEARLY_PERIODIC_DIP:
        warnings.append(MeasurementWarning("nearly-periodic"))
    if found.has_long_features and found.long_features < FOLLOWED:
        warnings.append(MeasurementWarning("long-features"))
    sizes = size_warnings(images, length_px, phase_fraction)
    return warnings + [warning for warning in sizes if warning.code == "unequal-voxels"]
