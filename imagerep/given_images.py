"""The images that a measurement is asked of: arrays, files, segmentations or grey values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError, ParameterError, SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.domain import with_domain
from imagerep.image.grey import GreyImage
from imagerep.image.reading import read
from imagerep.image.segmentation import FieldsOfImage, Segmentation
from imagerep.image.values import positive
from imagerep.io.dask_array import from_dask
from imagerep.io.opening import open_image
from imagerep.io.source import Source, in_memory
from imagerep.measures import MeasuredImage
from imagerep.messages import Message
from imagerep.resources import Resources
from imagerep.shapes import size_text

Image = ArrayLike | Segmentation | GreyImage | str | PathLike[str]
"""Labels, a segmentation, grey values, or the name of an image file."""

Images = Image | Sequence[Image]
"""An image, or several of one material."""

SMALLEST_SIDE_PX = 8
"""Images with a shorter side are refused: they hold no correlation to speak of."""


def as_segmentations(
    image: Images,
    hooks: Hooks,
    *,
    objects: bool = False,
    domain: ArrayLike | None = None,
    calibration: Calibration | None = None,
    resources: Resources | None = None,
    fields: FieldsOfImage | None = None,
) -> tuple[tuple[Segmentation, ...], Hooks]:
    """Images with their phases counted, and the hooks for what is left to do.

    Files and arrays that are not segmentations yet become some, their labels above 0 one phase if
    they are `objects`; those larger than memory are read, and `fields` summed on the way.
    """
    given = _each(image)
    allowed, mask = resources or Resources(), None if domain is None else np.asarray(domain)
    share = 0.5 if any(_is_read(one) for one in given) else 0.0
    images = []
    for one, part in zip(given, hooks.part(0.0, share).parts(len(given)), strict=True):
        found = _segmentation(one, objects, mask, allowed, part, fields)
        images.append(found if calibration is None else found.with_calibration(calibration))
    check_images(images)
    return tuple(images), hooks.part(share, 1.0)


def as_grey_images(
    image: Images,
    hooks: Hooks,
    *,
    domain: ArrayLike | None = None,
    calibration: Calibration | None = None,
    resources: Resources | None = None,
) -> tuple[list[GreyImage], Hooks]:
    """Images whose values are averaged, and the hooks for what is left to do."""
    given = _each(image)
    allowed, mask = resources or Resources(), None if domain is None else np.asarray(domain)
    images = []
    for one, part in zip(given, hooks.part(0.0, 0.5).parts(len(given)), strict=True):
        found = _grey_image(one, mask, allowed, part)
        images.append(found if calibration is None else found.with_calibration(calibration))
    check_images(images)
    return images, hooks.part(0.5, 1.0)


def _each(image: Images) -> Sequence[Any]:
    """Every image of one or several."""
    several = isinstance(image, list | tuple) and (
        len(image) == 0
        or isinstance(image[0], Segmentation | GreyImage | str | PathLike)
        or _is_array(image[0])
    )
    return image if several else [image]  # type: ignore[return-value]


def _segmentation(
    one: Any,
    objects: bool,
    domain: NDArray[Any] | None,
    resources: Resources,
    hooks: Hooks,
    fields: FieldsOfImage | None,
) -> Segmentation:
    if isinstance(one, str | PathLike):
        wanted = fields if domain is None else None
        one = read(one, objects=objects, resources=resources, hooks=hooks, fields=wanted)
    if isinstance(one, Segmentation):
        return one if domain is None else one.changed(lambda each: with_domain(each, domain), hooks)
    if not (objects or hasattr(one, "__dask_graph__")):
        return Segmentation.from_array(one, domain=domain)
    source = as_source(one, domain)
    source = positive(source) if objects else source
    return Segmentation.of(source, _resources(one, resources), hooks=hooks, fields=fields)


def _grey_image(
    one: Any, domain: NDArray[Any] | None, resources: Resources, hooks: Hooks
) -> GreyImage:
    if not isinstance(one, GreyImage):
        return GreyImage.of(as_source(one, domain), _resources(one, resources), hooks)
    if domain is not None:
        raise ParameterError("domain-of-grey-image")
    return one


def as_source(one: Any, domain: NDArray[Any] | None) -> Source:
    """Values of what was given, inside its own domain and one given besides."""
    if isinstance(one, Source):
        source = one
    elif isinstance(one, str | PathLike):
        source = open_image(one)
    elif isinstance(one, Segmentation):
        source = replace(one.as_source(), notes=one.notes)
    elif hasattr(one, "__dask_graph__"):
        source = from_dask(one)
    else:
        is_masked = np.ma.isMaskedArray(one)
        source = in_memory(np.ma.getdata(one) if is_masked else np.asarray(one))
        source = with_domain(source, ~np.ma.getmaskarray(one)) if is_masked else source
    return source if domain is None else with_domain(source, domain)


def _resources(one: Any, resources: Resources) -> Resources:
    """What may be used for what was given: an array is in memory already."""
    is_lazy = _is_read(one) or (isinstance(one, Segmentation) and not one.is_in_memory)
    return resources if is_lazy else Resources(in_memory=True)


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
            if one.ndim == 3 and one.shape[-1] in (3, 4) and min(one.shape[:2]) >= SMALLEST_SIDE_PX:
                code = "perhaps-colours"
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
