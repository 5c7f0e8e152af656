"""`measure()`: from images to a `Measurement`, by the method asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from imagerep import spectral
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
from imagerep.image.domain import with_domain
from imagerep.image.reading import read
from imagerep.image.same_labels import with_same_labels
from imagerep.image.segmentation import Segmentation, no_such_phase
from imagerep.image.values import positive
from imagerep.io.dask_array import from_dask
from imagerep.io.source import in_memory
from imagerep.low_frequency import scatter
from imagerep.measures import Measure, PhaseFraction
from imagerep.messages import MeasurementWarning, Message
from imagerep.pooled import PooledUncertainty, Scatter
from imagerep.resources import Resources
from imagerep.result.fields import joined, material_doubts
from imagerep.result.measurement import Measurement
from imagerep.result.methods import disagreement
from imagerep.shapes import size_text
from imagerep.two_point import method as two_point
from imagerep.uncertainty import Uncertainty

Method = Callable[[Sequence[Segmentation], Measure, Hooks], Estimate]
"""Finds the uncertainty of one measure of images of one material."""

METHODS: Mapping[str, Method] = MappingProxyType(
    {"two-point": two_point.estimate, "spectral": spectral.estimate}
)
"""The methods by name."""

Image = ArrayLike | Segmentation | str | PathLike[str]
"""Labels, a segmentation, or the name of an image file."""

Images = Image | Sequence[Image]
"""An image, or several of one material."""

PhaseChoice = int | Collection[int] | str | None
"""Label of a phase, labels of several taken together, or "nonzero"."""

SMALLEST_SIDE_PX = 8
"""Images with a shorter side are refused: they hold no correlation to speak of."""

NONZERO = "nonzero"
"""The phase that is every label above 0."""

TIME_SHARE = {"two-point": 0.9, "spectral": 0.1}
"""Share of the time that each method takes, about."""


def measure(
    image: Images,
    phase: PhaseChoice = None,
    *,
    method: str = "two-point",
    domain: ArrayLike | None = None,
    voxel_size: float | Sequence[float] | None = None,
    unit: str = "µm",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> Measurement:
    """Measure how well the phase fraction of images represents their material (Algorithm 1).

    Parameters
    ----------
    image : array_like of bool or integer, Segmentation, path-like, or list or tuple of these
        A 2D image or 3D volume of labels, or several images of one material; a list or tuple of
        2D arrays is several images, an array with three axes is a volume. NaN, and what a masked
        array masks, is not part of the sample. Dask arrays and files that do not fit in memory are
        read once, in parts.
    phase : int, collection of int or "nonzero", optional
        Label of the phase, or labels that together are the phase, or every label above 0; not
        needed for boolean arrays (True) nor for two phases (the larger label).
    method : str, optional
        ``"two-point"``, the method of the paper, or ``"spectral"``, the spectral density at zero
        frequency.
    domain : array_like of bool, optional
        True where a pixel is part of the sample; of the shape of the image.
    voxel_size : float or sequence of float, optional
        Size of a voxel, for all axes or each in array order, in place of the file's.
    unit : str, optional
        Unit of `voxel_size`.
    resources : Resources, optional
        Memory and workers that may be used for images that are not in memory yet.
    progress : callable, optional
        Called with the fraction done, 0 to 1, and what is being done.
    should_stop : callable, optional
        Asked between tasks; True cancels.

    Returns
    -------
    Measurement

    Raises
    ------
    ImageReadError
        If a file cannot be read.
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
    _check_methods((method,))
    hooks = Hooks(progress, should_stop)
    calibration = _calibration(voxel_size, unit)
    images, hooks = open_images(
        image, hooks, phase=phase, domain=domain, calibration=calibration, resources=resources
    )
    return measure_opened(images, phase, method, hooks)


def measure_phases(
    image: Images,
    phases: Iterable[int] | None = None,
    *,
    method: str = "two-point",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[int, Measurement]:
    """Measure several phases; the second of two phases costs nothing.

    Parameters
    ----------
    image : array_like, Segmentation, path-like, or list or tuple of these
        As for :func:`measure`.
    phases : iterable of int, optional
        Labels; all phases unless given.
    method, resources, progress, should_stop
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
    _check_methods((method,))
    images, hooks = open_images(image, Hooks(progress, should_stop), resources=resources)
    labels = labels_of(images)
    wanted = tuple(labels if phases is None else phases)
    results: dict[int, Measurement] = {}
    for number, label in enumerate(wanted):
        part = hooks.part(number / len(wanted), (number + 1) / len(wanted))
        other = next((results[k] for k in results if {k, label} == set(labels)), None)
        if other is not None:
            results[label] = _complement(other, label, images)
        else:
            results[label] = measure_opened(images, label, method, part)
    return results


def measure_methods(
    image: Images,
    phase: PhaseChoice = None,
    *,
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[str, Measurement]:
    """Measure by every method.

    Parameters
    ----------
    image, phase, resources, progress, should_stop
        As for :func:`measure`.

    Returns
    -------
    dict of str to Measurement
        By method. Where they disagree, each carries the warning ``"methods-disagree"``.

    Raises
    ------
    ImageRepError
        As for :func:`measure`.
    """
    images, hooks = open_images(
        image, Hooks(progress, should_stop), phase=phase, resources=resources
    )
    found: dict[str, Measurement] = {}
    begun = 0.0
    for method in METHODS:
        part = hooks.part(begun, begun + TIME_SHARE[method])
        found[method] = measure_opened(images, phase, method, part)
        begun += TIME_SHARE[method]
    for name in found:
        for other in found:
            doubt = None if name == other else disagreement(found[name], found[other])
            if doubt is not None:
                found[name] = replace(found[name], warnings=(*found[name].warnings, doubt))
    return found


def measure_opened(
    images: Sequence[Segmentation], phase: PhaseChoice, method: str, hooks: Hooks
) -> Measurement:
    """Measure images that :func:`open_images` has opened."""
    images = with_same_labels(images, labels_asked_for(phase))
    chosen = chosen_phase(images, phase)
    labels = (chosen,) if isinstance(chosen, int) else chosen
    measured = PhaseFraction(labels)
    hooks.report(0.0, "reading the phase")
    found = METHODS[method](images, measured, hooks)
    doubts = _doubts(images, measured)
    hooks.report(1.0, "done")
    n_pixels = sum(image.n_domain for image in images)
    return Measurement(
        phase=chosen,
        phase_fraction=sum(image.count(labels) for image in images) / n_pixels,
        characteristic_length_scale_px=found.characteristic_length_scale_px,
        uncertainty=_pooled(found.uncertainty, images, measured),
        shapes=tuple(image.shape for image in images),
        n_pixels=n_pixels,
        calibration=images[0].calibration,
        correlation=found.correlation,
        warnings=(*doubts, *found.warnings),
        method=method,
        name=images[0].name,
        diagnostics=found.diagnostics,
    )


def _doubts(
    images: Sequence[Segmentation], measured: PhaseFraction
) -> tuple[MeasurementWarning, ...]:
    """Doubts about the images and about the material, one of each kind."""
    known = [doubt for image in images for doubt in image.doubts]
    if all(
        set(measured.labels) >= {label for label in image.phase_labels if label > 0}
        for image in images
    ):  # all objects are measured
        known = [
            one for one in known
            if one.code != "object-labels" or one.values["outcome"].code == "objects-are-joined"
        ]  # fmt: skip
    return joined([*known, *material_doubts(images, measured, Hooks())])


def _pooled(
    uncertainty: Uncertainty, images: Sequence[Segmentation], measured: PhaseFraction
) -> Uncertainty:
    """Uncertainty of several images, with the scatter between them."""
    if len(images) == 1:
        return uncertainty
    totals = [measured.totals(image) for image in images]
    sizes = [whole for _, whole in totals]
    ratios = [part / whole for part, whole in totals]
    n_pixels = sum(sizes)
    variance = uncertainty.standard_deviation**2 * n_pixels
    ratio = sum(part for part, _ in totals) / n_pixels
    between = Scatter(scatter(ratios, sizes) / variance, len(images))
    return PooledUncertainty(uncertainty, between, ratio, images[0].ndim)


def labels_asked_for(phase: PhaseChoice) -> tuple[int, ...] | None:
    """Labels asked for; None where they follow from the images."""
    if phase is None or isinstance(phase, str):
        return None
    if isinstance(phase, int | np.integer):
        return (int(phase),)
    return tuple(int(label) for label in phase)


def open_images(
    image: Images,
    hooks: Hooks,
    *,
    phase: PhaseChoice = None,
    domain: ArrayLike | None = None,
    calibration: Calibration | None = None,
    resources: Resources | None = None,
) -> tuple[tuple[Segmentation, ...], Hooks]:
    """Images with their phases counted, and the hooks for what is left to do.

    Files and arrays that are not segmentations yet become some; those larger than memory are read.
    """
    several = isinstance(image, list | tuple) and (
        len(image) == 0
        or isinstance(image[0], Segmentation | str | PathLike)
        or _is_array(image[0])
    )
    given: Sequence[Any] = image if several else [image]  # type: ignore[assignment]
    share = 0.5 if any(_is_read(one) for one in given) else 0.0
    step = share / max(1, len(given))
    images = []
    for number, one in enumerate(given):
        part = hooks.part(number * step, (number + 1) * step)
        found = _opened(one, phase == NONZERO, domain, resources or Resources(), part)
        images.append(found if calibration is None else found.with_calibration(calibration))
    check_images(images)
    return tuple(images), hooks.part(share, 1.0)


def _opened(
    one: Any, is_objects: bool, domain: ArrayLike | None, resources: Resources, hooks: Hooks
) -> Segmentation:
    mask = None if domain is None else np.asarray(domain)
    if isinstance(one, Segmentation):
        if mask is None:
            return one
        return Segmentation.from_array(
            one.labels, domain=mask, calibration=one.calibration, name=one.name, notes=one.notes,
            colours={phase.label: phase.colour for phase in one.phases if phase.colour},
        )  # fmt: skip
    if isinstance(one, str | PathLike):
        found = read(one, objects=is_objects, resources=resources, hooks=hooks)
        return found if mask is None else _opened(found, is_objects, domain, resources, hooks)
    if hasattr(one, "__dask_graph__"):
        source = from_dask(one)
        source = source if mask is None else with_domain(source, mask)
        return Segmentation.of(positive(source) if is_objects else source, resources, hooks=hooks)
    if is_objects:
        masked = np.ma.getmaskarray(one) if np.ma.isMaskedArray(one) else None
        source = positive(in_memory(np.ma.getdata(one)))
        source = source if masked is None else with_domain(source, ~masked)
        source = source if mask is None else with_domain(source, mask)
        return Segmentation.of(source, Resources(in_memory=True))
    return Segmentation.from_array(one, domain=mask)


def _is_read(one: Any) -> bool:
    return isinstance(one, str | PathLike) or hasattr(one, "__dask_graph__")


def _is_array(one: Any) -> bool:
    return isinstance(one, np.ndarray) or hasattr(one, "__dask_graph__")


def _calibration(voxel_size: float | Sequence[float] | None, unit: str) -> Calibration | None:
    if voxel_size is None:
        return None
    sizes = (voxel_size,) if isinstance(voxel_size, int | float) else tuple(voxel_size)
    return Calibration(sizes, unit)


def _complement(other: Measurement, label: int, images: Sequence[Segmentation]) -> Measurement:
    """The same images seen as their other phase: equal covariance, so nothing is computed."""
    seen = other.correlation
    if seen is not None:
        fraction = seen.phase_fraction
        seen = replace(
            seen,
            correlation=seen.correlation - fraction**2 + (1 - fraction) ** 2,
            phase_fraction=1.0 - fraction,
        )
    return replace(
        other,
        phase=label,
        phase_fraction=1.0 - other.phase_fraction,
        uncertainty=other.uncertainty.complement(),
        correlation=seen,
        warnings=(
            *_doubts(images, PhaseFraction((label,))),
            *(one for one in other.warnings if not one.is_doubt),
        ),
    )


def _check_methods(methods: Sequence[str]) -> None:
    for method in methods:
        if method not in METHODS:
            raise ParameterError("no-such-method", method=method, methods=", ".join(METHODS))


def check_images(images: Sequence[Segmentation]) -> None:
    """Refuse images that cannot be measured, or not together."""
    if not images:
        raise SegmentationError("no-image")
    first = images[0]
    for number, one in enumerate(images, start=1):
        if one.ndim != first.ndim:
            raise SegmentationError("images-differ-in-axes", one=first.ndim, other=one.ndim)
        if min(one.shape) < SMALLEST_SIDE_PX:
            is_thin = one.ndim == 3 and min(one.shape[1:]) >= SMALLEST_SIDE_PX
            code = "volume-too-thin" if is_thin else "image-too-small"
            raise SegmentationError(code, size=size_text(one.shape), least=SMALLEST_SIDE_PX)
        here, there = first.calibration, one.calibration
        same = here is there if here is None or there is None else here.agrees_with(there)
        if not same:
            raise CalibrationError(
                "images-differ-in-voxel-size",
                **_told_apart(first, 1, ""),
                **_told_apart(one, number, "other_"),
            )


def _told_apart(image: Segmentation, number: int, prefix: str) -> dict[str, Any]:
    """Name and voxel size of one of two images that differ in it."""
    voxel = Message("unknown") if image.calibration is None else image.calibration.text
    return {f"{prefix}name": image.name or f"image {number}", f"{prefix}voxel": voxel}


def labels_of(images: Sequence[Segmentation]) -> tuple[int, ...]:
    """Labels of all phases of some images, ascending."""
    return tuple(sorted({label for image in images for label in image.phase_labels}))


def chosen_phase(images: Sequence[Segmentation], phase: PhaseChoice) -> int | tuple[int, ...]:
    """Which phase is measured: its label, or the labels that are taken together.

    Unless given, True of boolean images, and the larger of two labels.
    """
    labels = labels_of(images)
    name = images[0].name
    if len(labels) == 1:
        raise SinglePhaseError("single-phase", phase=labels[0], name=name)
    listed = ", ".join(map(str, labels))
    is_boolean = all(image.is_boolean for image in images)
    if phase is None and is_boolean:
        phase = 1
    if phase is None and len(labels) > 2:
        raise PhaseNotFoundError("phase-not-named", n_phases=len(labels), name=name, labels=listed)
    if phase is None:
        phase = labels[-1]
    if isinstance(phase, str):
        if phase != NONZERO:
            raise ParameterError("phase-not-a-label", phase=phase)
        wanted: tuple[int, ...] = tuple(label for label in labels if label > 0)
    elif isinstance(phase, int | np.integer):
        wanted = (int(phase),)
    else:
        wanted = tuple(dict.fromkeys(int(label) for label in phase))
    for label in wanted:
        if label not in labels:
            raise _no_phase(images, label, labels)
    if not wanted:
        raise PhaseNotFoundError("no-label-above-zero", name=name)
    if all(image.count(wanted) in (0, image.n_domain) for image in images):
        raise SinglePhaseError("phase-alone", phase=", ".join(map(str, wanted)))
    return wanted[0] if len(wanted) == 1 else wanted


def _no_phase(
    images: Sequence[Segmentation], label: int, labels: tuple[int, ...]
) -> PhaseNotFoundError:
    """Error of a label that is in no image: it may have been taken for something else."""
    for image in images:
        for doubt in image.doubts:
            values = doubt.values
            if label in values.get("edges", ()):
                return PhaseNotFoundError(
                    "phase-is-an-edge-value", phase=label, name=image.name,
                    phases=values["phases"],
                )  # fmt: skip
            if doubt.code == "object-labels" and 0 < label <= values["n_objects"]:
                return PhaseNotFoundError(
                    "phase-is-an-object", phase=label, name=image.name,
                    n_objects=values["n_objects"],
                )  # fmt: skip
    return no_such_phase(label, labels, images[0].name)
