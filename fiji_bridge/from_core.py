"""Results that were measured elsewhere, made ready to be shown in ImageJ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PhaseChoice, PreparedImage, StackMode, Target
from fiji_bridge.presentation import Presentation, present
from fiji_bridge.regions import Region
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration

if TYPE_CHECKING:
    from imagerep.measurement import Measurement
    from imagerep.segmentation import Segmentation


def snapshot_of(segmentation: Segmentation) -> ImageSnapshot:
    """Image of ImageJ with the labels of a segmentation.

    Parameters
    ----------
    segmentation : Segmentation
        The image.

    Returns
    -------
    ImageSnapshot
        To be opened in ImageJ.
    """
    calibration = PixelCalibration()
    if segmentation.calibration is not None:
        sizes = segmentation.calibration.voxel_size
        depth = sizes[0] if len(sizes) == 3 else 1.0
        calibration = PixelCalibration(sizes[-1], sizes[-2], depth, segmentation.calibration.unit)
    return ImageSnapshot(segmentation.labels, title=segmentation.name, calibration=calibration)


def present_measurement(
    segmentation: Segmentation,
    measurement: Measurement,
    options: CommandOptions | None = None,
    *,
    phase_name: str = "",
) -> Presentation:
    """Lay out a measurement of a whole segmentation for ImageJ.

    Parameters
    ----------
    segmentation : Segmentation
        The image that was measured, or the first of several.
    measurement : Measurement
        The result.
    options : CommandOptions, optional
        Confidence level and target error.
    phase_name : str, optional
        As the table calls the phase; its label by default.

    Returns
    -------
    Presentation
    """
    snapshot = snapshot_of(segmentation)
    height, width = segmentation.shape[-2:]
    choices = tuple(
        PhaseChoice(str(phase.label), str(phase.label), phase.label, phase.fraction)
        for phase in segmentation.phases
    )
    prepared = PreparedImage(
        (segmentation,),
        Region(0, 0, width, height),
        StackMode.VOLUME if segmentation.ndim == 3 else None,
        choices,
        choices[0].key,
        "",
        (),
        False,
    )
    label = 1 if measurement.phase is None else measurement.phase
    target = Target(phase_name or str(label), label, False, measurement.phase_fraction)
    return present(snapshot, prepared, [(target, measurement)], options or CommandOptions())
