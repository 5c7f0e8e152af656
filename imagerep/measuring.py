"""`measure()`: from images to a `Measurement`, by the method asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from imagerep import spectral, two_point
from imagerep.calibration import Calibration
from imagerep.errors import (
    CalibrationError,
    ParameterError,
    PhaseNotFoundError,
    SegmentationError,
    SinglePhaseError,
)
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.measurement import Measurement
from imagerep.segmentation import Segmentation, shape_text

Method = Callable[[Sequence[Segmentation], int, Hooks], Estimate]
"""Measures one phase of images of one material."""

METHODS: Mapping[str, Method] = MappingProxyType(
    {"two-point": two_point.estimate, "spectral": spectral.estimate}
)
"""The methods by name."""

SMALLEST_SIDE_PX = 8
"""Images with a shorter side are refused: they hold no correlation to speak of."""


Images = ArrayLike | Segmentation | Sequence[Segmentation | ArrayLike]
"""An image, or several of one material."""


def measure(
    image: Images,
    phase: int | None = None,
    *,
    method: str = "two-point",
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> Measurement:
    """Measure how well the phase fraction of images represents their material (Algorithm 1).

    Parameters
    ----------
    image : array_like of bool or integer, Segmentation, or list or tuple of these
        A 2D image or 3D volume of labels, or several images of one material; a list or tuple of
        2D arrays is several images, an array with three axes is a volume.
    phase : int, optional
        Label of the phase; not needed for boolean arrays (True) nor for two phases (the larger).
    method : str, optional
        ``"two-point"``, the method of the paper, or ``"spectral"``, the spectral density at zero
        frequency.
    progress : callable, optional
        Called with the fraction done, 0 to 1, and what is being done.
    should_stop : callable, optional
        Asked between pieces of work; True cancels.

    Returns
    -------
    Measurement

    Raises
    ------
    SegmentationError
        If an image cannot be used, or the phase is missing, unnamed or alone.
    CalibrationError
        If the images differ in voxel size.
    ParameterError
        If there is no such method.
    MeasurementCancelled
        If `should_stop` says so.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> cells = np.random.default_rng(1).random((64, 64)) < 0.4
    >>> m = imagerep.measure(np.kron(cells, np.ones((10, 10), bool)))
    >>> low, high = m.confidence_interval(0.95)
    >>> bool(low < 0.4 < high)
    True
    """
    hooks = Hooks(progress, should_stop)
    images = _images(image)
    return _measure(images, _chosen(images, phase), method, hooks)


def measure_phases(
    image: Images,
    phases: Iterable[int] | None = None,
    *,
    method: str = "two-point",
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[int, Measurement]:
    """Measure several phases; the second of two phases costs nothing.

    Parameters
    ----------
    image : array_like, Segmentation, or list or tuple of these
        As for :func:`measure`.
    phases : iterable of int, optional
        Labels; all phases unless given.
    method, progress, should_stop
        As for :func:`measure`.

    Returns
    -------
    dict of int to Measurement
        By label, in the order asked for.

    Raises
    ------
    ImageRepError
        As for :func:`measure`.
    """
    images = _images(image)
    labels = _labels(images)
    wanted = tuple(labels if phases is None else phases)
    hooks = Hooks(progress, should_stop)
    results: dict[int, Measurement] = {}
    for number, label in enumerate(wanted):
        part = hooks.part(number / len(wanted), (number + 1) / len(wanted))
        other = next((results[k] for k in results if {k, label} == set(labels)), None)
        if other is not None:
            results[label] = _complement(other, label)
        else:
            results[label] = _measure(images, _chosen(images, label), method, part)
    return results


def _measure(
    images: tuple[Segmentation, ...], phase: int, method: str, hooks: Hooks
) -> Measurement:
    if method not in METHODS:
        raise ParameterError(
            f"There is no method “{method}”.", f"Choose one of: {', '.join(METHODS)}."
        )
    hooks.report(0.0, "reading the phase")
    found = METHODS[method](images, phase, hooks)
    hooks.report(1.0, "done")
    in_phase = sum(_count(image, phase) for image in images)
    return Measurement(
        phase=phase,
        phase_fraction=in_phase / sum(image.size for image in images),
        characteristic_length_scale_px=found.characteristic_length_scale_px,
        uncertainty=found.uncertainty,
        shapes=tuple(image.shape for image in images),
        calibration=images[0].calibration,
        correlation=found.correlation,
        warnings=found.warnings,
        method=method,
        name=images[0].name,
        diagnostics=found.diagnostics,
    )


def _complement(other: Measurement, label: int) -> Measurement:
    """The same image seen as its other phase: equal covariance, so nothing is computed."""
    fraction = 1.0 - other.phase_fraction
    seen = other.correlation
    return replace(
        other,
        phase=label,
        phase_fraction=fraction,
        uncertainty=other.uncertainty.complement(),
        correlation=None
        if seen is None
        else replace(
            seen,
            correlation=seen.correlation - seen.phase_fraction**2 + (1 - seen.phase_fraction) ** 2,
            phase_fraction=1.0 - seen.phase_fraction,
        ),
    )


def _images(image: Images) -> tuple[Segmentation, ...]:
    several = isinstance(image, list | tuple) and (
        len(image) == 0 or isinstance(image[0], Segmentation | np.ndarray)
    )
    given: Sequence[Any] = image if several else [image]  # type: ignore[assignment]
    images = tuple(
        one if isinstance(one, Segmentation) else Segmentation.from_array(one) for one in given
    )
    if not images:
        raise SegmentationError("No image was given.", "Give at least one.")
    first = images[0]
    for one in images:
        if one.ndim != first.ndim:
            raise SegmentationError(
                f"The images have {first.ndim} and {one.ndim} axes.",
                "Measure 2D images and volumes separately.",
            )
        if min(one.shape) < SMALLEST_SIDE_PX:
            raise SegmentationError(
                f"The image is {shape_text(one.shape)} px, too small to measure.",
                f"Every side needs at least {SMALLEST_SIDE_PX} px.",
            )
        if not _same_calibration(one.calibration, first.calibration):
            raise CalibrationError(
                "The images differ in voxel size or unit.",
                "Measure them separately, or give one voxel size for all.",
            )
    return images


def _same_calibration(one: Calibration | None, other: Calibration | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.unit == other.unit and bool(
        np.allclose(one.voxel_size, other.voxel_size, rtol=1e-3, atol=0.0)
    )


def _labels(images: Sequence[Segmentation]) -> tuple[int, ...]:
    return tuple(sorted({label for image in images for label in image.phase_labels}))


def _count(image: Segmentation, phase: int) -> int:
    return sum(one.count for one in image.phases if one.label == phase)


def _chosen(images: Sequence[Segmentation], phase: int | None) -> int:
    labels = _labels(images)
    what = f"“{images[0].name}”" if images[0].name else "the image"
    if phase is None and all(image.labels.dtype == np.bool_ for image in images):
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
    if all(_count(image, chosen) in (0, image.size) for image in images):
        raise SinglePhaseError(
            f"No image holds phase {chosen} beside another.",
            "Give images in which the phase and its surroundings are both visible.",
        )
    return chosen
