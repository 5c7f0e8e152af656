"""`measure()`: from images to a `Measurement`, by the method asked for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from types import MappingProxyType
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from imagerep import spectral
from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError, ParameterError, SegmentationError
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.image.domain import with_domain
from imagerep.image.grey import GreyImage
from imagerep.image.reading import read
from imagerep.image.same_labels import with_same_labels
from imagerep.image.segmentation import FieldsOfImage, Segmentation
from imagerep.image.values import positive
from imagerep.io.dask_array import from_dask
from imagerep.io.opening import open_image
from imagerep.io.source import in_memory
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
from imagerep.messages import MeasurementWarning, Message
from imagerep.phase_choice import NONZERO, PhaseChoice, labels_of
from imagerep.pooled import PooledUncertainty, Scatter
from imagerep.resources import Resources
from imagerep.result.fields import joined, material_doubts
from imagerep.result.measurement import Measurement
from imagerep.result.methods import disagreement
from imagerep.shapes import size_text
from imagerep.spectral.block_size import block_side
from imagerep.two_point import method as two_point
from imagerep.uncertainty import Uncertainty

Method = Callable[[Sequence[Any], Measure, Hooks], Estimate]
"""Finds the uncertainty of one measure of images of one material."""


METHODS: Mapping[str, Method] = MappingProxyType(
    {"spectral": spectral.estimate, "two-point": two_point.estimate}
)
"""The methods by name."""

Image = ArrayLike | Segmentation | GreyImage | str | PathLike[str]
"""Labels, a segmentation, grey values, or the name of an image file."""

Images = Image | Sequence[Image]
"""An image, or several of one material."""

SMALLEST_SIDE_PX = 8
"""Images with a shorter side are refused: they hold no correlation to speak of."""

RECOMMENDED = "spectral"
"""The method unless another is asked for: it covers better where both are tried on materials of
known fraction (documentation: Validation)."""

PUBLISHED = "two-point"
"""The method of the paper."""

TIME_SHARE = {"two-point": 0.9, "spectral": 0.1}
"""Share of the time that each method takes, about."""


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
    phase : int, collection of int or "nonzero", optional
        Label of the phase, or labels that together are the phase, or every label above 0; not
        needed for boolean arrays (True) nor for two phases (the larger label).
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
    '1/px'
    """
    check_methods((method,))
    hooks = Hooks(progress, should_stop)
    calibration = voxel_calibration(voxel_size, unit)
    names, phases = names_of(quantity), Phases.of(phase, between, over)
    if is_grey(names):
        grey, hooks = _open_grey(image, hooks, domain, calibration, resources or Resources())
        found = {names[0]: measure_grey(grey, method, hooks)}
    else:
        images, hooks = open_images(
            image, hooks, phase=phase, domain=domain, calibration=calibration,
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
    images, hooks = open_images(image, Hooks(progress, should_stop), resources=resources)
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
    """Measure several phases of images that :func:`open_images` has opened."""
    images = with_same_labels(images, wanted)
    labels = labels_of(images)
    results: dict[int, Measurement] = {}
    for number, label in enumerate(wanted):
        part = hooks.part(number / len(wanted), (number + 1) / len(wanted))
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
    hooks, allowed = Hooks(progress, should_stop), resources or Resources()
    grey: Sequence[GreyImage] = ()
    images: Sequence[Segmentation] = ()
    if is_grey(names):
        grey, hooks = _open_grey(image, hooks, None, None, allowed)
    else:
        fields = fields_asked(names, phases, None)
        images, hooks = open_images(image, hooks, phase=phase, resources=resources, fields=fields)
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


def measure_opened(
    images: Sequence[Segmentation], phase: PhaseChoice, method: str, hooks: Hooks
) -> Measurement:
    """Measure images that :func:`open_images` has opened."""
    name = PHASE_FRACTION.name
    return measure_quantities(images, (name,), Phases(phase), method, hooks)[name]


def measure_quantities(
    images: Sequence[Segmentation],
    names: Sequence[str],
    phases: Phases,
    method: str,
    hooks: Hooks,
    *,
    published: bool = False,
) -> dict[str, Measurement]:
    """Measure several quantities of images that :func:`open_images` has opened."""
    if published and method != PUBLISHED and PHASE_FRACTION.name in names:
        parts = hooks.part(0.0, TIME_SHARE[method]), hooks.part(TIME_SHARE[method], 1.0)
        found = measure_quantities(images, names, phases, method, parts[0])
        fraction = found[PHASE_FRACTION.name]
        other = measure_opened(images, phases.phase, PUBLISHED, parts[1])
        doubt = disagreement(fraction, other)
        warnings = fraction.warnings if doubt is None else (*fraction.warnings, doubt)
        found[fraction.quantity] = replace(fraction, published=other, warnings=warnings)
        return found
    images = with_same_labels(images, phases.labels)
    asked = asked_of(images, names, phases)
    hooks.report(0.0, "reading the phase")
    smallest = max(image.block_side for image in images)
    if method == PUBLISHED and any(one.quantity.is_local for one in asked):
        smallest = finest_side(images)
    side = block_side([image.shape for image in images], smallest)
    pass_side = side if smallest == 1 and method != PUBLISHED else smallest
    begun = 0.3 if any(one.quantity.is_local for one in asked) else 0.0
    measures = measures_of(images, asked, side, pass_side, hooks.part(0.0, begun))
    phases_asked = dict.fromkeys(one.groups[0] for one in asked)
    doubts = {group: _doubts(images, PhaseFraction(group)) for group in phases_asked}
    estimates: dict[Measure, Estimate] = {}
    found = {}
    for number, (one, each) in enumerate(zip(asked, measures, strict=True)):
        share = (1 - begun) / len(asked)
        part = hooks.part(begun + number * share, begun + (number + 1) * share)
        estimate = estimate_of_multiple(each, estimates) or estimated(images, each, method, part)
        estimates[each] = estimate
        result = _measured(images, one, each, estimate, method)
        warnings = (*doubts[one.groups[0]], *result.warnings)
        found[one.name] = replace(result, warnings=warnings)
    hooks.report(1.0, "done")
    return found


def measure_grey(images: Sequence[GreyImage], method: str, hooks: Hooks) -> Measurement:
    """Measure the mean of grey images."""
    check_images(images)
    asked, measure = grey_measure(images)
    return _measured(images, asked, measure, estimated(images, measure, method, hooks), method)


def _measured(
    images: Sequence[Any], asked: Asked, measure: Measure, found: Estimate, method: str
) -> Measurement:
    if method == PUBLISHED and asked.quantity.is_local:
        doubt = MeasurementWarning("fitted-to-phase-fractions", quantity=asked.quantity.label)
        found = replace(found, warnings=(*found.warnings, doubt))
    return measurement_of(images, asked, measure, found, method)


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


def open_images(
    image: Images,
    hooks: Hooks,
    *,
    phase: PhaseChoice = None,
    domain: ArrayLike | None = None,
    calibration: Calibration | None = None,
    resources: Resources | None = None,
    fields: FieldsOfImage | None = None,
) -> tuple[tuple[Segmentation, ...], Hooks]:
    """Images with their phases counted, and the hooks for what is left to do.

    Files and arrays that are not segmentations yet become some; those larger than memory are read,
    and `fields` summed on the way.
    """
    given = _each(image)
    share = 0.5 if any(_is_read(one) for one in given) else 0.0
    step = share / max(1, len(given))
    images = []
    for number, one in enumerate(given):
        part = hooks.part(number * step, (number + 1) * step)
        allowed = resources or Resources()
        found = _opened(one, phase == NONZERO, domain, allowed, part, fields)
        images.append(found if calibration is None else found.with_calibration(calibration))
    check_images(images)
    return tuple(images), hooks.part(share, 1.0)


def _each(image: Images) -> Sequence[Any]:
    """Every image of one or several."""
    several = isinstance(image, list | tuple) and (
        len(image) == 0
        or isinstance(image[0], Segmentation | GreyImage | str | PathLike)
        or _is_array(image[0])
    )
    return image if several else [image]  # type: ignore[return-value]


def _open_grey(
    image: Images,
    hooks: Hooks,
    domain: ArrayLike | None,
    calibration: Calibration | None,
    resources: Resources,
) -> tuple[list[GreyImage], Hooks]:
    """Grey images, and the hooks for what is left to do."""
    mask = None if domain is None else np.asarray(domain)
    images = []
    given = _each(image)
    for number, one in enumerate(given):
        part = hooks.part(0.5 * number / len(given), 0.5 * (number + 1) / len(given))
        if isinstance(one, str | PathLike) or hasattr(one, "__dask_graph__"):
            source = from_dask(one) if hasattr(one, "__dask_graph__") else open_image(one)
            source = source if mask is None else with_domain(source, mask)
            found = GreyImage.of(source, resources, part)
        elif isinstance(one, GreyImage):
            found = one
        else:
            values = one.labels if isinstance(one, Segmentation) else one
            found = GreyImage.from_array(values, domain=mask)
        images.append(found if calibration is None else found.with_calibration(calibration))
    return images, hooks.part(0.5, 1.0)


def _opened(
    one: Any,
    is_objects: bool,
    domain: ArrayLike | None,
    resources: Resources,
    hooks: Hooks,
    fields: FieldsOfImage | None,
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
        found = read(one, objects=is_objects, resources=resources, hooks=hooks, fields=fields)
        if mask is None:
            return found
        return _opened(found, is_objects, domain, resources, hooks, None)
    if hasattr(one, "__dask_graph__"):
        source = from_dask(one)
        source = source if mask is None else with_domain(source, mask)
        source = positive(source) if is_objects else source
        return Segmentation.of(source, resources, hooks=hooks, fields=fields)
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


def voxel_calibration(voxel_size: float | Sequence[float] | None, unit: str) -> Calibration | None:
    """Voxel size given by hand; None where none is."""
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
        published=other.published and _complement(other.published, label, images),
        warnings=(
            *_doubts(images, PhaseFraction((label,))),
            *(one for one in other.warnings if not one.is_doubt),
        ),
    )


def check_methods(methods: Sequence[str]) -> None:
    """Refuse what is no method."""
    for method in methods:
        if method not in METHODS:
            raise ParameterError("no-such-method", method=method, methods=", ".join(METHODS))


def check_images(images: Sequence[MeasuredImage]) -> None:
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


def _told_apart(image: MeasuredImage, number: int, prefix: str) -> dict[str, Any]:
    """Name and voxel size of one of two images that differ in it."""
    voxel = Message("unknown") if image.calibration is None else image.calibration.text
    return {f"{prefix}name": image.name or f"image {number}", f"{prefix}voxel": voxel}
