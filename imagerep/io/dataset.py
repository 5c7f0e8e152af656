"""An array of a file as it is stored, and the images that are chosen from it.

Every reader makes `Dataset` objects: one where a file holds one array, several where it holds
several. What is a channel, a time point, a page or a class of a probability map is decided here,
for every format alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.calibration import Calibration, combine, unit_name
from imagerep.errors import ImageReadError
from imagerep.io.choice import Choice, as_volume, guessed_axes
from imagerep.io.probabilities import Probabilities, most_probable, recognised
from imagerep.io.raw import selected
from imagerep.io.samples import from_samples
from imagerep.io.source import Box, Colour, Pixels, Source
from imagerep.messages import Message
from imagerep.shapes import shape_text

Side = tuple[float, str]
"""Size of a voxel along an axis and its unit, which is empty where the file does not tell."""

COMPOSITE_CHANNELS_MAX = 7  # of ij.CompositeImage: more "channels" are a mislabelled volume


def _unchanged(source: Source, axes: str) -> Source:
    return source


def _in_order() -> None:
    pass


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """An array of a file."""

    path: Path  # The file
    shape: tuple[int, ...]  # Shape as stored, slowest axis first
    dtype: np.dtype[Any]  # Type of a value
    # Reads boxes of the array as stored; axes that a box does not name are read whole
    pixels: Pixels
    # A letter for each axis: T, C, Z, Y, X, S (red, green, blue, transparency), others for what an
    # image does not have. Empty where the file does not tell
    axes: str = ""
    name: str = ""  # What the array is called within the file; empty where it holds a single one
    chunks: tuple[int, ...] = ()  # Shape of what is read in one piece
    # Size of a voxel along each axis, where the file tells
    sides: Mapping[str, Side] = field(default_factory=dict)
    # Colour of each value, where the file has a palette
    colours: Mapping[int, Colour] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()  # What was done or assumed so far
    is_rgb: bool = False  # Whether samples are colours by what the file says
    is_labels: bool = False  # Whether the file says that the values are labels
    is_default: bool = False  # Whether it is read where several are there and none is named
    # Whether it is one of the images of a file that are all of one kind, such as those of a TIFF;
    # they are numbered, and may be read one after the other
    is_page: bool = False
    # Last changes to an image with the axes that it kept, such as its orientation
    finish: Callable[[Source, str], Source] = _unchanged
    levels: tuple[Dataset, ...] = ()  # The same array at coarser resolutions, with the same axes
    # Raises what is wrong with the array; called before anything of it is read
    check: Callable[[], None] = _in_order

    def __post_init__(self) -> None:
        if not self.chunks:
            object.__setattr__(self, "chunks", self.shape)

    @property
    def label(self) -> str:
        """Name for people: that of the file, with that of the array."""
        return f"{self.path.name} [{self.name}]" if self.name else self.path.name


@dataclass(frozen=True, slots=True)
class Content:
    """What can be chosen of one array of a file.

    Attributes
    ----------
    dataset : str
        Name for the option `dataset`; empty where the file holds a single array.
    shape : tuple of int
        Shape as stored.
    axes : str
        A letter for each axis of `shape`; S are red, green, blue and transparency, and others than
        T, C, Z, Y, X are axes that an image does not have.
    dtype : str
        Type of the values.
    n_channels, n_times, n_pages : int
        Number of channels and time points, and of planes in all, for the options `channel`, `time`
        and `page`.
    is_labels : bool
        Whether the file calls the values labels.
    is_probability : bool
        Whether the channels are the probabilities of classes.
    calibration : Calibration or None
        Size of a voxel.
    """

    dataset: str
    shape: tuple[int, ...]
    axes: str
    dtype: str
    n_channels: int
    n_times: int
    n_pages: int
    is_labels: bool
    is_probability: bool
    calibration: Calibration | None


def content_of(dataset: Dataset) -> Content:
    """What can be chosen of a dataset."""
    probabilities = None
    try:
        dataset.check()
        dataset, probabilities = _named(dataset, Choice())
    except ImageReadError:  # it is listed all the same, and refused where it is chosen
        dataset = replace(dataset, axes=dataset.axes or "?" * len(dataset.shape))
    sides = dict(zip(dataset.axes, dataset.shape, strict=True))
    kept = _kept(dataset.axes, dataset.shape)
    return Content(
        dataset.name, dataset.shape, dataset.axes, str(dataset.dtype), sides.get("C", 1),
        sides.get("T", 1), n_pages(dataset), dataset.is_labels, probabilities is not None,
        voxel_size(dataset.sides, kept)[0],
    )  # fmt: skip


def n_pages(dataset: Dataset) -> int:
    """Number of planes of a dataset."""
    axes = dataset.axes or guessed_axes(dataset.shape, dataset.dtype, Choice())
    return math.prod(n for axis, n in zip(axes, dataset.shape, strict=True) if axis not in "YXS?")


def images_of(dataset: Dataset, choice: Choice) -> tuple[Source, ...]:
    """Images of a dataset: the one chosen, or one for each time point."""
    dataset.check()
    dataset, probabilities = _named(dataset, choice)
    if choice.page is not None:
        return (_page(dataset, choice.page),)
    axes, shape, notes = dataset.axes, dataset.shape, list(dataset.notes)
    n_channels = shape[axes.index("C")] if "C" in axes else 1
    if probabilities is not None and choice.is_most_probable:
        dataset = _classes(dataset)
        axes, shape, notes = dataset.axes, dataset.shape, list(dataset.notes)
    elif choice.is_most_probable:
        raise ImageReadError("no-probability-maps", name=dataset.label)
    elif choice.is_volume:
        axes = as_volume(axes, shape)
    elif (
        n_channels > COMPOSITE_CHANNELS_MAX and choice.channel is None and probabilities is None
        and all(n == 1 for axis, n in zip(axes, shape, strict=True) if axis not in "YXSC")
    ):  # fmt: skip
        axes = axes.replace("C", "Z")
        notes.append(Message("channels-read-as-slices", n_channels=n_channels))
    sides = dict(zip(axes, shape, strict=True))
    if probabilities is not None and choice.channel is None and sides.get("C", 1) > 1:
        raise ImageReadError(
            "probability-maps", name=dataset.label, n_found=n_channels, last=n_channels - 1
        )
    fixed = {
        axis: choice.index(what, sides.get(axis, 1), dataset.path.name)
        for axis, what in (("C", "channel"), ("T", "time"))
    }
    times = [fixed["T"]] if fixed["T"] is not None else range(sides["T"])
    found = []
    for time in times:
        source = _chosen(replace(dataset, axes=axes, notes=tuple(notes)), fixed | {"T": time})
        if len(times) > 1:
            source = replace(source, name=f"{source.name} (time point {time + 1})")
        if probabilities is not None and not choice.is_most_probable:
            source = _as_probability(source, fixed["C"] or 0, probabilities)
        found.append(source)
    return tuple(found)


def _named(dataset: Dataset, choice: Choice) -> tuple[Dataset, Probabilities | None]:
    """Dataset with a name for every axis, and what its probabilities are where it holds such."""
    found = recognised(
        dataset.pixels, dataset.shape, dataset.chunks, dataset.dtype, dataset.axes, dataset.is_rgb
    )
    if found is not None:
        return replace(dataset, axes=found.axes), found
    axes = dataset.axes or guessed_axes(dataset.shape, dataset.dtype, choice, dataset.label)
    if "S" in axes and not dataset.is_rgb and dataset.axes:
        # Samples that the file does not call colours or transparency are measurements.
        axes = axes.replace("C", "Q").replace("S", "C")
    return replace(dataset, axes=axes), None


def _page(dataset: Dataset, number: int) -> Source:
    """One plane of a dataset, in the order in which planes are stored."""
    leading = [k for k, axis in enumerate(dataset.axes) if axis not in "YXS"]
    sides = [dataset.shape[k] for k in leading]
    index = np.unravel_index(number, sides) if leading else ()
    fixed = {dataset.axes[k]: int(place) for k, place in zip(leading, index, strict=True)}
    source = _chosen(dataset, fixed)
    return replace(source, name=f"{source.name} [page {number}]") if leading else source


def _kept(axes: str, shape: Sequence[int], fixed: Mapping[str, Any] | None = None) -> str:
    """Axes that an image keeps: depth, where it has any, and its rows and columns."""
    left_out = {*(fixed or "TC"), "Y", "X", "S"}
    depth = [axis for k, axis in enumerate(axes) if axis not in left_out and shape[k] > 1]
    rows = [axis for axis in axes if axis in "YX"]
    return "".join(sorted((*depth, *rows), key=lambda axis: "YX".find(axis)))


def _chosen(dataset: Dataset, fixed: Mapping[str, int | None]) -> Source:
    """Image with the axes (Z) Y X, and samples last."""
    axes, shape, pixels = dataset.axes, dataset.shape, dataset.pixels
    kept = _kept(axes, shape, fixed)
    if len(kept) not in (2, 3) or not kept.endswith("YX") or len(set(axes)) != len(axes):
        raise ImageReadError(
            "array-axes", name=dataset.label, n_axes=len(axes), axes=axes, shape=shape_text(shape)
        )
    places = [axes.index(axis) for axis in kept]
    left_out = [(k, fixed.get(axis) or 0) for k, axis in enumerate(axes) if axis not in kept + "S"]
    n_samples = shape[axes.index("S")] if "S" in axes else 1
    if "S" in axes and axes.index("S") < len(axes) - 1:
        moved = axes.index("S")
        pixels = _SamplesLast(pixels, moved, n_samples)
        places = [place - (place > moved) for place in places]
        left_out = [(place - (place > moved), index) for place, index in left_out]
    calibration, spacing = voxel_size(dataset.sides, kept)
    source = Source(
        tuple(int(shape[axes.index(axis)]) for axis in kept),
        dataset.dtype,
        selected(pixels, tuple(places), tuple(left_out)),
        dataset.label,
        chunks=tuple(int(dataset.chunks[axes.index(axis)]) for axis in kept),
        calibration=calibration,
        spacing=spacing,
        colours=dataset.colours,
        notes=dataset.notes,
    )
    if spacing is not None:
        sizes = " × ".join(f"{size:g}" for size in reversed(spacing))
        source = replace(
            source, notes=(*source.notes, Message("spacing-without-unit", sizes=sizes))
        )
    source = replace(dataset.finish(source, kept), levels=_levels(dataset, fixed, kept))
    return from_samples(source, n_samples) if "S" in axes else source


def _levels(dataset: Dataset, fixed: Mapping[str, int | None], kept: str) -> tuple[Source, ...]:
    """The same choice of the coarser resolutions."""
    found = []
    for level in dataset.levels:
        sides = dict(zip(dataset.axes, level.shape, strict=True))
        if all((fixed.get(axis) or 0) < sides[axis] for axis in fixed if axis in sides):
            source = _chosen(replace(level, axes=dataset.axes), fixed)
            found += [source] if source.ndim == len(kept) else []
    return tuple(found)


def voxel_size(
    sides: Mapping[str, Side], axes: str
) -> tuple[Calibration | None, tuple[float, ...] | None]:
    """Size of a voxel along some axes: with its unit, or where the file tells none, without.

    Only that of rows and columns where the file tells no more.
    """
    for some in (axes, axes[-2:]):
        found = [sides.get(axis, (math.nan, "")) for axis in some]
        calibration = combine(found)
        if calibration is not None:
            return calibration, None
        sizes = tuple(abs(size) for size, _ in found)
        has_no_unit = all(unit_name(unit) is None for _, unit in found)
        is_told = all(math.isfinite(size) and size > 0 for size in sizes)
        if has_no_unit and is_told and set(sizes) != {1.0}:
            return None, sizes
    return None, None


def _classes(dataset: Dataset) -> Dataset:
    """Most probable class of every pixel, in place of the probabilities."""
    place = dataset.axes.index("C")
    without = [k for k in range(len(dataset.shape)) if k != place]
    note = Message("most-probable-class", n_classes=dataset.shape[place])
    return replace(
        dataset,
        axes=dataset.axes.replace("C", ""),
        shape=tuple(dataset.shape[k] for k in without),
        chunks=tuple(dataset.chunks[k] for k in without),
        pixels=most_probable(dataset.pixels, place, dataset.shape[place]),
        dtype=np.dtype(np.float32 if dataset.dtype.kind == "f" else np.uint8),
        notes=(*dataset.notes, note),
    )


def _as_probability(source: Source, channel: int, found: Probabilities) -> Source:
    note = Message("probability-map", channel=channel, n_classes=found.n_classes)
    return replace(source, probability_max=found.white, notes=(*source.notes, note))


@dataclass(frozen=True, slots=True)
class _SamplesLast:
    """Pixels whose planes of samples are stored one after the other."""

    pixels: Pixels
    place: int
    n_samples: int

    def read(self, box: Box) -> NDArray[Any]:
        every = slice(0, self.n_samples)
        values = self.pixels.read((*box[: self.place], every, *box[self.place :]))
        return np.moveaxis(values, self.place, -1)
