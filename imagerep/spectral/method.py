"""The spectral method for segmentations, as `imagerep.measure` calls it."""

from __future__ import annotations

from collections.abc import Sequence

from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.segmentation import Segmentation
from imagerep.spectral.analysis import analyse


def estimate(images: Sequence[Segmentation], phase: int, hooks: Hooks) -> Estimate:
    """Measure one phase by the spectral method.

    Parameters
    ----------
    images : sequence of Segmentation
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
    found = analyse([image.labels for image in images], phase, hooks)
    length = found.characteristic_length_scale_px
    return Estimate(
        uncertainty=found.uncertainty,
        characteristic_length_scale_px=length,
        correlation=None,
        warnings=tuple(size_warnings(images, length, found.phase_fraction)),
        diagnostics=found.diagnostics,
    )
