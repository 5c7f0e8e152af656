"""`measure()`: from images to a `Measurement`, by the method asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, overload

from numpy.typing import ArrayLike

from imagerep import spectral
from imagerep.errors import ParameterError
from imagerep.estimate import Estimate
from imagerep.given_images import Images, as_grey_images, as_segmentations, voxel_calibration
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.image.grey import GreyImage
from imagerep.image.same_labels import with_same_labels
from imagerep.image.segmentation import Segmentation
from imagerep.low_frequency import scatter
from imagerep.measures import Measure, MeasuredImage, PhaseFraction
from imagerep.measures.local import estimate_of_multiple, finest_side
from imagerep.measures.quantities import PHASE_FRACTION
from imagerep.measuring_quantities import (
    ALL,
    Asked,
    Phases,
    asked_of,
    fields_asked,
    grey_measure,
    is_grey,
    measurement_of,
    measures_of,
    names_of,
)
from imagerep.messages import MeasurementWarning
from imagerep.phase_choice import NONZERO, PhaseChoice, labels_of
from imagerep.pooled import PooledUncertainty, Scatter
from imagerep.resources import Resources
from imagerep.result.fields import joined, material_doubts
from imagerep.result.measurement import Measurement
from imagerep.result.methods import disagreement
from imagerep.segmentation_uncertainty.boundary import half_pixel_change
from imagerep.spectral.block_size import block_side
from imagerep.two_point import method as two_point
from imagerep.uncertainty import Uncertainty

Method = Callable[[Sequence[Any], Measure, Hooks], Estimate]
"""Finds the uncertainty of one measure of images of one material."""


METHODS: Mapping[str, Method] = MappingProxyType(
    {"spectral": spectral.estimate, "two-point": two_point.estimate}
)
"""The methods by name."""

RECOMMENDED = "spectral"
"""The method unless another is asked for: it covers better where both are tried on materials of
known fraction (documentation: Validation)."""

PUBLISHED = "two-point"
"""The method of the paper."""

TIME_SHARE = {"two-point": 0.9, "spectral": 0.1}
"""Share of the time that each method takes, about."""

SUMMING = 0.1
"""Share of the time that the sums of the phases over blocks take, about."""

LOCAL = 0.3
"""Where the pass for local configurations ends."""


@overload
def measure(
    image: Images,
    phase: PhaseChoice = None,
    *,
    quantity: str = "phase-fraction",
    between: Iterable[PhaseChoice] | None = None,
    over: PhaseChoice = None,
    method: str = RECOMMENDED,
    published: bool = False,
    domain: ArrayLike | None = None,
    voxel_size: float | Sequence[float] | None = None,
    unit: str = "µm",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> Measurement: ...


@overload
def measure(
    image: Images,
    phase: PhaseChoice = None,
    *,
    quantity: list[str] | tuple[str, ...],
    between: Iterable[PhaseChoice] | None = None,
    over: PhaseChoice = None,
    method: str = RECOMMENDED,
    published: bool = False,
    domain: ArrayLike | None = None,
    voxel_size: float | Sequence[float] | None = None,
    unit: str = "µm",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[str, Measurement]: ...


def measure(
    image: Images,
    phase: PhaseChoice = None,
    *,
    quantity: str | list[str] | tuple[str, ...] = "phase-fraction",
    between: Iterable[PhaseChoice] | None = None,
    over: PhaseChoice = None,
    method: str = RECOMMENDED,
    published: bool = False,
    domain: ArrayLike | None = None,
    voxel_size: float | Sequence[float] | None = None,
    unit: str = "µm",
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> Measurement | dict[str, Measurement]:
    """Measure how well images represent the phase fraction of their material (Algorithm 1).

    Or another quantity, or several: every sum over the image over another has an interval.

    Parameters
    ----------
    image : array_like of bool or integer, Segmentation, path-like, or list or tuple of these
        A 2D image or 3D volume of labels, or several images of one material; a list or tuple of
        2D arrays is several images, an array with three axes is a volume. NaN, and what a masked
        array masks, is not part of the sample. Dask arrays and files that do not fit in memory are
        read once, in parts.
    phase : int, collection of int or str, optional
        Label of the phase, or labels that together are the phase; or ``"nonzero"`` for every label
        above 0, or labels as text, such as ``"1+3"`` and the colour ``"#ff0000"``. Not needed for
        boolean arrays (True) nor for two phases (the larger label).
    quantity : str or list of str, optional
        What to measure: ``"phase-fraction"``, ``"surface-density"``, ``"perimeter-density"``,
        ``"specific-surface"``, ``"euler-density"``, ``"mean-curvature-density"``,
        ``"chord-length"``, ``"boundary-density"``, ``"triple-line-density"``, ``"phase-ratio"``,
        ``"mean"`` (of grey values), or ``["all"]`` that the phase has (documentation: Measures).
    between : iterable of int or collection of int, optional
        The phases whose boundary is measured, or that meet in lines.
    over : int or collection of int, optional
        Labels that a phase's pixels are set in relation to, for ``"phase-ratio"``.
    method : str, optional
        ``"spectral"``, the spectral density at zero frequency, or ``"two-point"``, the method of
        the paper as published.
    published : bool, optional
        Whether the phase fraction is measured by the method of the paper too, so that
        :attr:`Measurement.published` holds what can be cited as such.
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
    Measurement or dict of str to Measurement
        By the name of the quantity where a list of names is given.

    Raises
    ------
    ImageReadError
        If a file cannot be read.
    SegmentationError
        If an image cannot be used, or the phase is missing, unnamed or alone.
    CalibrationError
        If the images differ in voxel size.
    ParameterError
        If there is no such method or quantity.
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
    >>> m = imagerep.measure(np.kron(cells, np.ones((10, 10), bool)), quantity="perimeter-density")
    >>> m.unit
    'px/px²'
    """
    check_methods((method,))
    hooks = Hooks(progress, should_stop)
    calibration = voxel_calibration(voxel_size, unit)
    names, phases = names_of(quantity), Phases.of(phase, between, over)
    if is_grey(names):
        grey, hooks = as_grey_images(
            image, hooks, domain=domain, calibration=calibration, resources=resources
        )
        found = {names[0]: measure_grey(grey, method, hooks)}
    else:
        images, hooks = as_segmentations(
            image, hooks, objects=phase == NONZERO, domain=domain, calibration=calibration,
            resources=resources, fields=fields_asked(names, phases, calibration),
        )  # fmt: skip
        found = measure_quantities(images, names, phases, method, hooks, published=published)
    return found[names[0]] if isinstance(quantity, str) and quantity != ALL else found


def measure_phases(
    image: Images,
    phases: Iterable[int] | None = None,
    *,
    quantity: str = "phase-fraction",
    method: str = RECOMMENDED,
    published: bool = False,
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
    quantity, method, published, resources, progress, should_stop
        As for :func:`measure`; one quantity of one phase.

    Returns
    -------
    dict of int to Measurement
        By label, in the order asked for.

    Raises
    ------
    ImageRepError
        As for :func:`measure`.
    """
    check_methods((method,))
    images, hooks = as_segmentations(image, Hooks(progress, should_stop), resources=resources)
    wanted = tuple(labels_of(images) if phases is None else phases)
    return measure_opened_phases(images, wanted, method, hooks, quantity, published=published)


def measure_opened_phases(
    images: Sequence[Segmentation],
    wanted: Sequence[int],
    method: str,
    hooks: Hooks,
    quantity: str = PHASE_FRACTION.name,
    *,
    published: bool = False,
) -> dict[int, Measurement]:
    """Measure several phases of segmentations."""
    images = with_same_labels(images, wanted)
    labels = labels_of(images)
    results: dict[int, Measurement] = {}
    for label, part in zip(wanted, hooks.parts(len(wanted)), strict=True):
        other = next((results[k] for k in results if {k, label} == set(labels)), None)
        if other is not None and quantity == PHASE_FRACTION.name:
            results[label] = _complement(other, label, images)
        else:
            found = measure_quantities(
                images, (quantity,), Phases(label), method, part, published=published
            )
            results[label] = found[quantity]
    return results


def measure_methods(
    image: Images,
    phase: PhaseChoice = None,
    *,
    quantity: str = "phase-fraction",
    between: Iterable[PhaseChoice] | None = None,
    over: PhaseChoice = None,
    resources: Resources | None = None,
    progress: ProgressHook | None = None,
    should_stop: StopHook | None = None,
) -> dict[str, Measurement]:
    """Measure one quantity by every method.

    Parameters
    ----------
    image, phase, quantity, between, over, resources, progress, should_stop
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
    names, phases = names_of(quantity), Phases.of(phase, between, over)
    hooks = Hooks(progress, should_stop)
    grey: Sequence[GreyImage] = ()
    images: Sequence[Segmentation] = ()
    if is_grey(names):
        grey, hooks = as_grey_images(image, hooks, resources=resources)
    else:
        fields = fields_asked(names, phases, None)
        images, hooks = as_segmentations(
            image, hooks, objects=phase == NONZERO, resources=resources, fields=fields
        )
    found: dict[str, Measurement] = {}
    begun = 0.0
    for method in METHODS:
        part = hooks.part(begun, begun + TIME_SHARE[method])
        if grey:
            found[method] = measure_grey(grey, method, part)
        else:
            found[method] = measure_quantities(images, names, phases, method, part)[names[0]]
        begun += TIME_SHARE[method]
    return {one.method: one for one in compared([[each] for each in found.values()])}


def compared(by_method: Sequence[Sequence[Measurement]]) -> list[Measurement]:
    """The same quantities by several methods, with a warning each where methods disagree."""
    found = []
    for same in zip(*by_method, strict=True):
        for one in same:
            doubts = [disagreement(one, other) for other in same if other is not one]
            kept = [doubt for doubt in doubts if doubt is not None]
            found.append(replace(one, warnings=(*one.warnings, *kept)))
    return found


def measure_quantities(
    images: Sequence[Segmentation],
    names: Sequence[str],
    phases: Phases,
    method: str,
    hooks: Hooks,
    *,
    published: bool = False,
) -> dict[str, Measurement]:
    """Measure several quantities of segmentations."""
    images = with_same_labels(images, phases.labels)
    asked = asked_of(images, names, phases)
    hooks.report(0.0, "reading the phase")
    smallest = max(image.block_side for image in images)
    if method == PUBLISHED and any(one.quantity.is_local for one in asked):
        smallest = finest_side(images)
    side = block_side([image.shape for image in images], smallest)
    pass_side = side if smallest == 1 and method != PUBLISHED else smallest
    begun = LOCAL if any(one.quantity.is_local for one in asked) else SUMMING
    groups = dict.fromkeys(one.groups[0] for one in asked)
    parts = hooks.part(0.0, SUMMING).parts(len(groups))
    over_blocks = {
        group: PhaseFraction(group).over_blocks(images, side, part)
        for group, part in zip(groups, parts, strict=True)
    }
    doubts = {group: _doubts(images, phase) for group, phase in over_blocks.items()}
    measures = measures_of(images, asked, over_blocks, side, pass_side, hooks.part(SUMMING, begun))
    parts = hooks.part(begun, 1.0).parts(len(asked))
    methods = (method, PUBLISHED) if published and method != PUBLISHED else (method,)
    estimates: dict[Measure, Estimate] = {}
    found = {}
    for one, each, part in zip(asked, measures, parts, strict=True):
        known = doubts[one.groups[0]]
        if one.name == PHASE_FRACTION.name:
            found[one.name] = _fraction(images, one, each, methods, known, part)
            continue
        estimate = estimate_of_multiple(each, estimates) or estimated(images, each, method, part)
        estimates[each] = estimate
        found[one.name] = _measured(images, one, each, estimate, method, known)
    hooks.report(1.0, "done")
    return found


def _fraction(
    images: Sequence[Segmentation],
    asked: Asked,
    measure: Measure,
    methods: Sequence[str],
    doubts: Sequence[MeasurementWarning],
    hooks: Hooks,
) -> Measurement:
    """The phase fraction by the first of the methods; by the second as its published one."""
    change = half_pixel_change(images, asked.groups[0])
    by_method, begun = [], 0.0
    for method in methods:
        stop = 1.0 if method == methods[-1] else begun + TIME_SHARE[method]
        estimate = estimated(images, measure, method, hooks.part(begun, stop))
        found = _measured(images, asked, measure, estimate, method, doubts)
        by_method.append(replace(found, half_pixel_change=change))
        begun = stop
    first, *others = by_method
    for other in others:
        doubt = disagreement(first, other)
        warnings = first.warnings if doubt is None else (*first.warnings, doubt)
        first = replace(first, published=other, warnings=warnings)
    return first


def measure_grey(images: Sequence[GreyImage], method: str, hooks: Hooks) -> Measurement:
    """Measure the mean of grey images."""
    asked, measure = grey_measure(images)
    found = estimated(images, measure, method, hooks)
    return _measured(images, asked, measure, found, method, ())


def _measured(
    images: Sequence[Any],
    asked: Asked,
    measure: Measure,
    found: Estimate,
    method: str,
    doubts: Sequence[MeasurementWarning],
) -> Measurement:
    if method == PUBLISHED and asked.quantity.is_local:
        doubt = MeasurementWarning("fitted-to-phase-fractions", quantity=asked.quantity.label)
        found = replace(found, warnings=(*found.warnings, doubt))
    result = measurement_of(images, asked, measure, found, method)
    return replace(result, warnings=(*doubts, *result.warnings))


def estimated(
    images: Sequence[MeasuredImage], measure: Measure, method: str, hooks: Hooks
) -> Estimate:
    """Uncertainty of one measure of images of one material, by a method."""
    found = METHODS[method](images, measure, hooks)
    return replace(found, uncertainty=_pooled(found.uncertainty, images, measure))


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
    uncertainty: Uncertainty, images: Sequence[MeasuredImage], measure: Measure
) -> Uncertainty:
    """Uncertainty of several images, with the scatter between them."""
    if len(images) == 1:
        return uncertainty
    totals = [measure.totals(image) for image in images]
    sizes = [whole for _, whole in totals]
    ratios = [part / whole for part, whole in totals]
    n_pixels = math.fsum(sizes)
    variance = uncertainty.standard_deviation**2 * n_pixels
    value = math.fsum(part for part, _ in totals) / n_pixels
    between = Scatter(scatter(ratios, sizes) / variance, len(images))
    return PooledUncertainty(uncertainty, between, value, measure.scale)


def _complement(other: Measurement, label: int, images: Sequence[Segmentation]) -> Measurement:
    """The same images seen as their other phase: equal covariance, so nothing is computed."""
    side = block_side([image.shape for image in images], max(one.block_side for one in images))
    phase = PhaseFraction((label,)).over_blocks(images, side, Hooks())
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
        published=other.published and _complement(other.published, label, images),
        warnings=(
            *_doubts(images, phase),
            *(one for one in other.warnings if not one.is_doubt),
        ),
    )


def check_methods(methods: Sequence[str]) -> None:
    """Refuse what is no method."""
    for method in methods:
        if method not in METHODS:
            raise ParameterError("no-such-method", method=method, methods=", ".join(METHODS))
