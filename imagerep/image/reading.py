"""Image files in, segmentations out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from os import PathLike
from typing import TypedDict, Unpack

from imagerep.calibration import Calibration
from imagerep.errors import (
    CalibrationError,
    NotSegmentedError,
    ParameterError,
    SegmentationError,
)
from imagerep.hooks import Hooks
from imagerep.image.domain import with_circle, with_mask
from imagerep.image.grey import GreyImage
from imagerep.image.labels import MAX_PHASES
from imagerep.image.segmentation import FieldsOfImage, Segmentation
from imagerep.image.values import (
    Snap,
    labelled,
    phase_values,
    positive,
    snapped,
    thresholded,
)
from imagerep.io.find import find_images
from imagerep.io.limits import ReadLimits
from imagerep.io.opening import open_image, open_images
from imagerep.io.raw import RawLayout
from imagerep.io.source import ArrayPixels, Bounds, Source
from imagerep.resources import Resources


class ReadOptions(TypedDict, total=False):
    """Options of :func:`read`, :func:`read_slices` and :func:`read_many`; see :func:`read`."""

    threshold: float | Sequence[float] | None
    snap: Snap
    objects: bool
    crop: Bounds | None
    exclude: Sequence[int]
    circle: bool
    mask: str | PathLike[str] | None
    calibration: Calibration | None
    channel: int | None
    time: int | None
    volume: bool
    dataset: str | None
    page: int | None
    most_probable: bool
    raw: RawLayout | None
    unit: str | None
    max_phases: int
    limits: ReadLimits
    resources: Resources
    hooks: Hooks
    fields: FieldsOfImage | None


MOST_PAGES = 4
"""Pages, such as an image and its segmentation, that are no volume."""


def read(path: str | PathLike[str], **options: Unpack[ReadOptions]) -> Segmentation:
    """Read a segmented image or volume.

    Parameters
    ----------
    path : path-like
        Image file of any format that is read (docs, "File formats"), a Zarr, or with `volume` a
        folder of slices. The pages of a TIFF are the slices of one volume.
    threshold : float or sequence of float, optional
        Make a greyscale image two phases: values of at least `threshold` are phase 1. Two
        thresholds, ascending, make three: values below both are phase 0, those between them
        phase 1, the others phase 2; and so on.
    snap : bool, int or sequence of float, optional
        Give every pixel the nearest of the dominant values; a number says how many there are, a
        sequence which ones.
    objects : bool, optional
        Labels number objects: every label above 0 is phase 1.
    crop : sequence of (start, stop), optional
        First pixel and the pixel after the last along each axis: ``((y0, y1), (x0, x1))``, with
        ``(z0, z1)`` first for part of the slices. Scale bars must not be measured.
    exclude : sequence of int, optional
        Labels that are not part of the sample.
    circle : bool, optional
        The sample is the circle inscribed in the (cropped) image, or the cylinder in a volume.
    mask : path-like, optional
        Image of the same size that is not zero where the sample is.
    calibration : Calibration, optional
        Voxel size, in place of the file's.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    volume : bool, optional
        Take time points, channels, or the files of a folder as the slices of a volume.
    dataset : str, optional
        Which of several arrays in the file; :func:`imagerep.contents` lists them.
    page : int, optional
        Which plane alone, from 0.
    most_probable : bool, optional
        Take the most probable class of every pixel of probability maps, by its number from 0.
    raw : RawLayout, optional
        How the values lie in a file without a header.
    unit : str, optional
        Unit of the voxel size in the file, where the file tells none.
    max_phases : int, optional
        Most different values of a segmented image.
    limits : ReadLimits, optional
        How large the file may be.
    resources : Resources, optional
        What may be used; an image that does not fit in its memory is read once, in parts.
    hooks : Hooks, optional
        Progress and cancellation.
    fields : callable, optional
        Local fields of which sums will be needed, by number of axes and voxel size: they are found
        in the same pass where the image does not fit in memory.

    Returns
    -------
    Segmentation
        Labels are the grey values of the file; colours get the labels of
        :func:`imagerep.image.colours.label_of_colour`. Its notes say what was done.

    Raises
    ------
    ImageReadError
        If the file cannot be read, or holds several images.
    ImageLimitError
        If it is too large.
    NotSegmentedError
        If it holds more than `max_phases` values.
    SegmentationError
        If its values cannot be labels, or the crop does not fit.
    ParameterError
        If options contradict each other.
    """
    check_options(options)
    source = open_image(path, volume=options.get("volume", False), **_opening(options))
    return segment(source, **options)


def read_slices(
    path: str | PathLike[str], **options: Unpack[ReadOptions]
) -> tuple[Segmentation, ...]:
    """Read the slices, pages and time points of a file as separate images of one material.

    Parameters
    ----------
    path : path-like
        As for :func:`read`.
    **options
        As for :func:`read`; `crop` is that of each slice, or of the volume where it has three
        pairs.

    Returns
    -------
    tuple of Segmentation
        2D images, one for each slice; one image where the file holds only one.

    Raises
    ------
    ImageRepError
        As :func:`read`.
    """
    check_options(options)
    found = open_images(path, **_opening(options))
    segmentations: list[Segmentation] = []
    crop = options.pop("crop", None)
    for source in found:
        inner = source if crop is None else source.crop(crop)
        segmentations += [segment(part, **options) for part in inner.slices()]
    return tuple(segmentations)


def read_many(
    paths: Iterable[str | PathLike[str]], *, slices: bool = False, **options: Unpack[ReadOptions]
) -> tuple[Segmentation, ...]:
    """Read several files as images of one material.

    Parameters
    ----------
    paths : iterable of path-like
        Files, folders and globs, as for :func:`find_images`.
    slices : bool, optional
        Read every slice of every file as an image of its own.
    **options
        As for :func:`read`.

    Returns
    -------
    tuple of Segmentation
        In the order of :func:`find_images`.

    Raises
    ------
    ImageRepError
        As :func:`read` and :func:`find_images`.
    """
    found: list[Segmentation] = []
    for path in find_images(paths):
        if slices:
            found.extend(read_slices(path, **options))
        else:
            found.append(read(path, **options))
    return tuple(found)


class _Opening(TypedDict):
    """Options of opening a file."""

    channel: int | None
    time: int | None
    dataset: str | None
    page: int | None
    most_probable: bool
    raw: RawLayout | None
    limits: ReadLimits


def _opening(options: ReadOptions) -> _Opening:
    return _Opening(
        channel=options.get("channel"),
        time=options.get("time"),
        dataset=options.get("dataset"),
        page=options.get("page"),
        most_probable=options.get("most_probable", False),
        raw=options.get("raw"),
        limits=options.get("limits", ReadLimits()),
    )


def segment(source: Source, **options: Unpack[ReadOptions]) -> Segmentation:
    """Segmentation of an opened image, with the options of :func:`read` that come after opening."""
    check_options(options)
    resources = options.get("resources", Resources())
    hooks = options.get("hooks", Hooks())
    source = _prepared(source, options)
    if resources.holds(source.size, source.itemsize):
        source = loaded(source, hooks.part(0.0, 0.8))
        hooks = hooks.part(0.8, 1.0)
    try:
        return _labelled(source, options, resources, hooks)
    except NotSegmentedError as error:
        raise _better_advice(source, options, error) from error


def _in_unit(source: Source, unit: str) -> Calibration:
    """Voxel size of a file that tells no unit, in the unit given."""
    if source.calibration is not None:
        raise ParameterError("unit-is-known", name=source.name, unit=source.calibration.unit)
    if source.spacing is None:
        raise CalibrationError("voxel-size-or-unit-missing")
    return Calibration(source.spacing, unit)


def _better_advice(
    source: Source, options: ReadOptions, error: NotSegmentedError
) -> NotSegmentedError:
    """What to do with an image that is not segmented, where its file offers more."""
    if source.probability_max is not None:
        return NotSegmentedError("probabilities-not-labels", name=source.name)
    for note in source.notes:
        if note.code == "labels-in-file":
            return NotSegmentedError("labels-beside", name=source.name, labels=note.values["names"])
    page = _segmented_page(source, options)
    if page is not None:
        return NotSegmentedError(
            "page-is-segmented", name=source.name, n_pages=source.shape[0], page=page
        )
    return error


def _segmented_page(source: Source, options: ReadOptions) -> int | None:
    """Number of the page that holds phases where others, of which there are few, do not."""
    if (
        source.ndim == 2
        or source.shape[0] > MOST_PAGES
        or not isinstance(source.pixels, ArrayPixels)
    ):
        return None
    for number, page in enumerate(source.slices()):
        with suppress(SegmentationError):
            found = _labelled(loaded(page), options, Resources(in_memory=True), Hooks())
            if len(found.phases) > 1:
                return number
    return None


def _labelled(
    source: Source, options: ReadOptions, resources: Resources, hooks: Hooks
) -> Segmentation:
    threshold, snap = options.get("threshold"), options.get("snap", False)
    max_phases = options.get("max_phases", MAX_PHASES)
    if threshold is not None:
        source = thresholded(source, threshold)
    elif snap is not False and snap is not None:
        source = snapped(source, snap, max_phases=max_phases)
    elif options.get("objects"):
        source = positive(phase_values(source, max_phases))
    else:
        source = labelled(source, max_phases=max_phases)
    found = Segmentation.of(
        source, resources, max_phases=max_phases, hooks=hooks, fields=options.get("fields")
    )
    excluded = options.get("exclude", ())
    return found.exclude(excluded) if excluded else found


def read_source(path: str | PathLike[str], **options: Unpack[ReadOptions]) -> Source:
    """Values of a file, with the options of :func:`read` that come before labels."""
    source = open_image(path, volume=options.get("volume", False), **_opening(options))
    return _prepared(source, options)


def read_grey(
    path: str | PathLike[str], *, slices: bool = False, **options: Unpack[ReadOptions]
) -> tuple[GreyImage, ...]:
    """Grey values or probabilities of a file, with the options of :func:`read` that fit them."""
    for name in ("threshold", "snap", "exclude"):
        if options.get(name):
            raise ParameterError("option-of-labels", option=name)
    if slices:
        several = open_images(path, **_opening(options))
        found = tuple(part for one in several for part in one.slices())
    else:
        found = (open_image(path, volume=options.get("volume", False), **_opening(options)),)
    resources, hooks = options.get("resources", Resources()), options.get("hooks", Hooks())
    return tuple(GreyImage.of(_prepared(one, options), resources, hooks) for one in found)


def _prepared(source: Source, options: ReadOptions) -> Source:
    """A source with its mask, crop, circle and voxel size."""
    mask, crop = options.get("mask"), options.get("crop")
    if mask is not None:
        source = with_mask(source, open_image(mask, limits=options.get("limits", ReadLimits())))
    if crop is not None:
        source = source.crop(crop)
    if options.get("circle"):
        source = with_circle(source)
    calibration, unit = options.get("calibration"), options.get("unit")
    if calibration is None and unit is not None:
        calibration = _in_unit(source, unit)
    return source if calibration is None else replace(source, calibration=calibration)


def loaded(source: Source, hooks: Hooks | None = None) -> Source:
    """The same image with its pixels, and its domain, in memory."""
    values = source.load(hooks)
    domain = source.load_domain()
    return replace(
        source,
        pixels=ArrayPixels(values),
        domain=None if domain is None else ArrayPixels(domain),
        chunks=source.shape,
        levels=(),
    )


def check_options(options: ReadOptions) -> None:
    """Refuse options that contradict each other."""
    given = [
        name
        for name, is_given in (
            ("threshold", options.get("threshold") is not None),
            ("snap", options.get("snap") not in (None, False)),
            ("objects", bool(options.get("objects"))),
            ("most_probable", bool(options.get("most_probable"))),
        )
        if is_given
    ]
    if len(given) > 1:
        raise ParameterError("options-exclude", one=given[0], other=given[1])
