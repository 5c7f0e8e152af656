"""`measure()`: from images to a `Measurement`, by the method asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from imagerep import spectral, two_point
from imagerep.errors import ParameterError
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks, ProgressHook, StopHook
from imagerep.input_checks import AnyImage, check_images, chosen_phase, labels_of
from imagerep.large.image import LargeImage
from imagerep.large.opening import from_dask
from imagerep.measurement import Measurement
from imagerep.segmentation import Segmentation

Method = Callable[[Sequence[Any], int, Hooks], Estimate]
"""Measures one phase of images of one material."""

METHODS: Mapping[str, Method] = MappingProxyType(
    {"two-point": two_point.estimate, "spectral": spectral.estimate}
)
"""The methods by name."""

Images = ArrayLike | AnyImage | LargeImage | Sequence[AnyImage | LargeImage | ArrayLike]
"""An image, or several of one material."""

COUNT_SHARE: Mapping[str, float] = MappingProxyType({"two-point": 0.1, "spectral": 0.95})
"""Share of the time that the first pass over images larger than memory takes, by method."""


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
    image : array_like of bool or integer, Segmentation, LargeImage, or list or tuple of these
        A 2D image or 3D volume of labels, or several images of one material; a list or tuple of
        2D arrays is several images, an array with three axes is a volume. A dask array, or what
        `imagerep.large.open_image` opens, is measured in parts where it does not fit in memory.
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
    images, hooks = open_images(image, hooks, (method,))
    return measure_opened(images, phase, method, hooks)


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
    hooks = Hooks(progress, should_stop)
    images, hooks = open_images(image, hooks, (method,))
    labels = labels_of(images)
    wanted = tuple(labels if phases is None else phases)
    results: dict[int, Measurement] = {}
    for number, label in enumerate(wanted):
        part = hooks.part(number / len(wanted), (number + 1) / len(wanted))
        other = next((results[k] for k in results if {k, label} == set(labels)), None)
        if other is not None:
            results[label] = _complement(other, label)
        else:
            results[label] = measure_opened(images, label, method, part)
    return results


def measure_opened(
    images: Sequence[AnyImage], phase: int | None, method: str, hooks: Hooks
) -> Measurement:
    """Measure images whose phases are counted.

    Parameters
    ----------
    images : sequence of Segmentation or LargeSegmentation
        From :func:`open_images`.
    phase, method
        As for :func:`measure`.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    Measurement

    Raises
    ------
    ImageRepError
        As for :func:`measure`.
    """
    _check_methods((method,))
    phase = chosen_phase(images, phase)
    hooks.report(0.0, "reading the phase")
    found = METHODS[method](images, phase, hooks)
    hooks.report(1.0, "done")
    in_phase = sum(image.count(phase) for image in images)
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


def open_images(
    image: Images, hooks: Hooks, methods: Sequence[str] = ()
) -> tuple[tuple[AnyImage, ...], Hooks]:
    """Images with their phases counted; those larger than memory are read once for that.

    Parameters
    ----------
    image
        As for :func:`measure`.
    hooks : Hooks
        Progress and cancellation.
    methods : sequence of str, optional
        What they will be measured by: all that the spectral method needs is counted along.

    Returns
    -------
    images : tuple of Segmentation or LargeSegmentation
    hooks : Hooks
        For what is left to do.

    Raises
    ------
    ImageRepError
        If an image cannot be used, or they do not fit each other.
    """
    _check_methods(methods)
    several = isinstance(image, list | tuple) and (
        len(image) == 0
        or isinstance(image[0], AnyImage | LargeImage | np.ndarray)
        or hasattr(image[0], "__dask_graph__")
    )
    given: Sequence[Any] = image if several else [image]  # type: ignore[assignment]
    given = [from_dask(one) if hasattr(one, "__dask_graph__") else one for one in given]
    n_large = sum(isinstance(one, LargeImage) for one in given)
    block_px = None
    if n_large and "spectral" in methods:
        shapes = [[side for side in np.shape(one) if side != 1] for one in given]
        if {len(shape) for shape in shapes} <= {2, 3}:
            block_px = spectral.block_side(shapes)
    is_held = n_large == 1 and "two-point" in methods
    share = min((COUNT_SHARE[method] for method in methods), default=1.0) if n_large else 0.0
    step = share / max(1, len(given))
    images = tuple(
        _counted(one, hooks.part(number * step, (number + 1) * step), block_px, is_held)
        for number, one in enumerate(given)
    )
    check_images(images)
    return images, hooks.part(share, 1.0)


def _counted(one: Any, hooks: Hooks, block_px: int | None, is_held: bool) -> AnyImage:
    if isinstance(one, LargeImage):
        if one.fits_in_memory:
            return one.loaded()
        return one.counted(hooks, block_px=block_px, is_held=is_held)
    return one if isinstance(one, AnyImage) else Segmentation.from_array(one)


def _check_methods(methods: Sequence[str]) -> None:
    for method in methods:
        if method not in METHODS:
            raise ParameterError(
                f"There is no method “{method}”.", f"Choose one of: {', '.join(METHODS)}."
            )
