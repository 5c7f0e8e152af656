"""Image files in, segmentations out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TypedDict, Unpack

from imagerep.calibration import Calibration
from imagerep.errors import ImageReadError, ParameterError
from imagerep.image_files import find_images
from imagerep.raw_image import RawImage
from imagerep.readers import ReadLimits, decode
from imagerep.readers.finish import raw_image
from imagerep.segmentation import MAX_PHASES, Segmentation
from imagerep.shapes import size_text
from imagerep.tiff_writer import write_tiff

__all__ = [
    "RawImage",
    "ReadLimits",
    "ReadOptions",
    "find_images",
    "load",
    "read",
    "read_many",
    "read_slices",
    "write_tiff",
]

_LIMITS = ReadLimits()


class ReadOptions(TypedDict, total=False):
    """Options of :func:`read`, :func:`read_slices` and :func:`read_many`.

    Attributes
    ----------
    threshold, snap, crop, calibration, channel, time, max_phases, limits
        See :func:`read`.
    """

    threshold: float | None
    snap: bool | int | Sequence[float]
    crop: Sequence[tuple[int, int]] | None
    calibration: Calibration | None
    channel: int | None
    time: int | None
    max_phases: int
    limits: ReadLimits


def load(
    path: str | PathLike[str],
    *,
    crop: Sequence[tuple[int, int]] | None = None,
    channel: int | None = None,
    time: int | None = None,
    limits: ReadLimits = _LIMITS,
) -> RawImage:
    """Read an image file without asking whether it is segmented.

    Parameters
    ----------
    path : path-like
        TIFF, PNG, JPEG or NPY file.
    crop, channel, time, limits
        See :func:`read`.

    Returns
    -------
    RawImage
        Its `threshold`, `snap` and `segmentation` make a :class:`Segmentation` of it.

    Raises
    ------
    ImageReadError
        If the file cannot be read, or holds several images.
    ImageLimitError
        If it is too large.
    """
    path = Path(path)
    decoded = decode(path, limits, channel=channel, time=time)
    if len(decoded) > 1:
        shapes = ", ".join(size_text(image.array.shape) for image in decoded[:4])
        raise ImageReadError(
            f"“{path.name}” holds {len(decoded)} images of different kinds ({shapes}"
            f"{', ...' if len(decoded) > 4 else ''}).",
            "Read them as separate images (slices), or save one of them as a file of its own.",
        )
    return raw_image(decoded[0], crop)


def read(
    path: str | PathLike[str],
    *,
    threshold: float | None = None,
    snap: bool | int | Sequence[float] = False,
    crop: Sequence[tuple[int, int]] | None = None,
    calibration: Calibration | None = None,
    channel: int | None = None,
    time: int | None = None,
    max_phases: int = MAX_PHASES,
    limits: ReadLimits = _LIMITS,
) -> Segmentation:
    """Read a segmented image or volume.

    Parameters
    ----------
    path : path-like
        TIFF, PNG, JPEG or NPY file. The pages of a TIFF are the slices of one volume.
    threshold : float, optional
        Make a greyscale image two phases: values of at least `threshold` are phase 1.
    snap : bool, int or sequence of float, optional
        Give every pixel the nearest of the dominant values; a number says how many there are, a
        sequence which ones.
    crop : sequence of (start, stop), optional
        First pixel and the pixel after the last along each axis: ``((y0, y1), (x0, x1))``, with
        ``(z0, z1)`` first for part of the slices. Scale bars must not be measured.
    calibration : Calibration, optional
        Voxel size, in place of the file's.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    max_phases : int, optional
        Most different values of a segmented image.
    limits : ReadLimits, optional
        How large the file may be.

    Returns
    -------
    Segmentation
        Labels are the grey values of the file; colours get the labels of
        :func:`imagerep.colours.label_of_colour`. Its notes say what was done.

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
    _check_options(threshold, snap)
    raw = load(path, crop=crop, channel=channel, time=time, limits=limits)
    return _segment(raw, threshold, snap, calibration, max_phases)


def read_slices(
    path: str | PathLike[str], **options: Unpack[ReadOptions]
) -> tuple[Segmentation, ...]:
    """Read the slices, pages and time points of a file as separate images of one material.

    Parameters
    ----------
    path : path-like
        TIFF, PNG, JPEG or NPY file.
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
    path = Path(path)
    threshold, snap = options.get("threshold"), options.get("snap", False)
    _check_options(threshold, snap)
    decoded = decode(
        path,
        options.get("limits", _LIMITS),
        channel=options.get("channel"),
        time=options.get("time"),
        every_time=True,
    )
    return tuple(
        _segment(
            part,
            threshold,
            snap,
            options.get("calibration"),
            options.get("max_phases", MAX_PHASES),
        )
        for image in decoded
        for part in raw_image(image, options.get("crop")).slices()
    )


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


def _check_options(threshold: float | None, snap: bool | int | Sequence[float]) -> None:
    if threshold is not None and snap:
        raise ParameterError("A threshold and snapping exclude each other.", "Choose one of them.")


def _segment(
    raw: RawImage,
    threshold: float | None,
    snap: bool | int | Sequence[float],
    calibration: Calibration | None,
    max_phases: int,
) -> Segmentation:
    if calibration is not None:
        raw = replace(raw, calibration=calibration)
    if threshold is not None:
        return raw.threshold(threshold)
    if snap:
        return raw.snap(None if snap is True else snap, max_phases=max_phases)
    return raw.segmentation(max_phases=max_phases)
