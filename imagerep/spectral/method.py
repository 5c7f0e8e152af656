"""The spectral method for any measure of images, as `imagerep.measure` calls it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from imagerep.blocks import Blocks, pooled_ratio
from imagerep.errors import SinglePhaseError
from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.measures import Measure, MeasuredImage, PhaseFraction
from imagerep.messages import MeasurementWarning
from imagerep.shapes import size_text
from imagerep.spectral.analysis import SpectralDiagnostics, analyse
from imagerep.spectral.block_size import block_side
from imagerep.spectral.unevenness import RARE_FRACTION

READING = 0.8
"""Share of the time that goes into the sums over blocks."""

VALIDATED_SIDE_PX = {2: 100, 3: 32}
"""Shortest sides in the coverage benchmark (docs/validation.md)."""

UNEVEN = 0.5
FEW_CELLS = 60
"""Unevenness and number of independent cells up to which it is told: such images are covered less
often, larger ones as others (docs/validation.md)."""

NEARLY_PERIODIC_DIP = 5.0
"""Dip of log S from which a structure is told to be nearly periodic; the same holds for it."""

STREAKS = {2: 2.0, 3: 1.6}
LONG_FEATURES = 0.5
STREAKS_DIP = 1.0
STREAKS_ANISOTROPY = 2.5
"""Streaks from which long straight features are there, by number of axes, and weight of their
curves up to which it is told: images with them are covered less often where the curve does not
follow them. Lattices, features along one direction and a few rare ones (`RARE_FRACTION`) have
streaks, too, so it is told below a dip and an anisotropy only. From one half of the materials,
judged on the other (docs/method.md)."""


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
        blocks,
        variance,
        measure.scale,
        phase_fraction,
        hooks.part(READING, 1.0),
        # Intervals of the phase fraction stay as they were validated.
        shares_blocks=not isinstance(measure, PhaseFraction),
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
    if found.unevenness > UNEVEN and found.independent_cells < FEW_CELLS:
        warnings.append(MeasurementWarning("uneven-features"))
    if found.dip > NEARLY_PERIODIC_DIP:
        warnings.append(MeasurementWarning("nearly-periodic"))
    if _hides_long_features(phase_fraction, found):
        warnings.append(MeasurementWarning("long-features"))
    sizes = size_warnings(images, length_px, phase_fraction)
    return warnings + [warning for warning in sizes if warning.code == "unequal-voxels"]


def _hides_long_features(phase_fraction: float, found: SpectralDiagnostics) -> bool:
    """Whether long straight features cross that the curve does not follow."""
    return (
        found.streaks > STREAKS[len(found.axes)]
        and found.long_features < LONG_FEATURES
        and found.dip < STREAKS_DIP
        and found.anisotropy < STREAKS_ANISOTROPY
        and min(phase_fraction, 1 - phase_fraction) >= RARE_FRACTION
    )
