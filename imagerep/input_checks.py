"""What is looked at before images are measured: whether they can be, and which phase."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imagerep.calibration import Calibration, differing
from imagerep.errors import PhaseNotFoundError, SegmentationError, SinglePhaseError
from imagerep.large.segmentation import LargeSegmentation
from imagerep.segmentation import Segmentation
from imagerep.shapes import size_text

AnyImage = Segmentation | LargeSegmentation
"""An image with its phases counted, in memory or not."""

SMALLEST_SIDE_PX = 8
"""Images with a shorter side are refused: they hold no correlation to speak of."""


def check_images(images: Sequence[AnyImage]) -> None:
    """Refuse images that cannot be measured, or not together.

    Parameters
    ----------
    images : sequence of AnyImage
        Images of one material.

    Raises
    ------
    SegmentationError
        If there is none, one is too small, or they differ in their number of axes.
    CalibrationError
        If they differ in the size of their voxels.
    """
    if not images:
        raise SegmentationError("No image was given.", "Give at least one.")
    first = images[0]

    def named(image: AnyImage, k: int) -> str:
        return image.name or f"image {k + 1}"

    for k, one in enumerate(images):
        if one.ndim != first.ndim:
            raise SegmentationError(
                f"The images have {first.ndim} and {one.ndim} axes.",
                "Measure 2D images and volumes separately.",
            )
        if min(one.shape) < SMALLEST_SIDE_PX:
            raise SegmentationError(
                f"The image is {size_text(one.shape)} px, too small to measure.",
                f"Every side needs at least {SMALLEST_SIDE_PX} px.",
            )
        if not _same_calibration(one.calibration, first.calibration):
            raise differing(named(first, 0), first.calibration, named(one, k), one.calibration)


def _same_calibration(one: Calibration | None, other: Calibration | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.unit == other.unit and bool(
        np.allclose(one.voxel_size, other.voxel_size, rtol=1e-3, atol=0.0)
    )


def labels_of(images: Sequence[AnyImage]) -> tuple[int, ...]:
    """Labels of all phases of some images.

    Parameters
    ----------
    images : sequence of AnyImage
        The images.

    Returns
    -------
    tuple of int
        Ascending.
    """
    return tuple(sorted({label for image in images for label in image.phase_labels}))


def chosen_phase(images: Sequence[AnyImage], phase: int | None) -> int:
    """Which phase is measured.

    Parameters
    ----------
    images : sequence of AnyImage
        Images of one material.
    phase : int or None
        Its label; unless given, True of boolean images, and the larger of two labels.

    Returns
    -------
    int

    Raises
    ------
    PhaseNotFoundError
        If it is not in the images, or not given where there are more than two.
    SinglePhaseError
        If no image holds it beside another.
    """
    labels = labels_of(images)
    what = f"“{images[0].name}”" if images[0].name else "the image"
    if phase is None and all(image.is_boolean for image in images):
        phase = 1
    if len(labels) == 1:
        raise SinglePhaseError(
            f"There is only one phase ({labels[0]}) in {what}.",
            "A phase fraction needs at least two; check the segmentation or the threshold.",
        )
    listed = ", ".join(map(str, labels))
    if phase is None and len(labels) > 2:
        raise PhaseNotFoundError(
            f"There are {len(labels)} phases in {what} and none was chosen.",
            f"Name one of {listed}.",
        )
    chosen = labels[-1] if phase is None else int(phase)
    if chosen not in labels:
        raise PhaseNotFoundError(
            f"There is no phase {chosen} in {what}.", f"Its phases are {listed}."
        )
    if all(image.count(chosen) in (0, image.size) for image in images):
        raise SinglePhaseError(
            f"No image holds phase {chosen} beside another.",
            "Give images in which the phase and its surroundings are both visible.",
        )
    return chosen
