"""From values to labels: a threshold, the nearest of given values, colours, unions of labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageLimitError, NotSegmentedError, ParameterError
from imagerep.image.colours import colour_labels, dominant_colours, luminance, nearest_colours
from imagerep.image.doubts import object_doubt
from imagerep.image.edge_values import EdgeValues, edge_colours, edge_values
from imagerep.image.label_text import colour_text
from imagerep.image.labels import MAX_PHASES, as_labels
from imagerep.image.object_labels import LEAST_OBJECTS, number_of_objects
from imagerep.image.thresholds import (
    apply_thresholds,
    checked_thresholds,
    dominant_values,
    nearest_values,
)
from imagerep.io.source import ArrayPixels, Box, Pixels, Source, full_box, read_boxes
from imagerep.messages import MeasurementWarning, Message

Snap = bool | int | Sequence[float]
"""Whether to give every pixel the nearest of the dominant values, how many, or which ones."""

_SHOWN = 6
_LARGEST_PART = 256 << 20
_LEAST_COVERAGE = 0.8
_LEAST_COVERAGE_COLOUR = 0.6  # JPEG halves the resolution of colour


@dataclass(frozen=True, slots=True)
class _GreyPixels:
    colours: Pixels

    def read(self, box: Box) -> NDArray[np.uint8]:
        return luminance(self.colours.read(box))


@dataclass(frozen=True, slots=True)
class _ThresholdPixels:
    grey: Pixels
    thresholds: tuple[float, ...]
    name: str

    def read(self, box: Box) -> NDArray[Any]:
        values = self.grey.read(box)
        found = apply_thresholds(values, self.thresholds, self.name)
        if values.dtype.kind == "f" and (is_nan := np.isnan(values)).any():
            return np.where(is_nan, np.float32(np.nan), found)  # outside, not below
        return found


@dataclass(frozen=True, slots=True)
class _NearestPixels:
    grey: Pixels
    values: tuple[float, ...]
    name: str
    shape: tuple[int, ...]

    def read(self, box: Box) -> NDArray[Any]:
        """Labels of a box, the same as in the whole image."""
        box = (*box, *full_box(self.shape[len(box) :]))
        values, is_nan = self._numbers(box)
        found = nearest_values(
            values, list(self.values), self.name,
            origin=[part.start for part in box], beyond=partial(self._beyond, box),
        )  # fmt: skip
        return found if is_nan is None else np.where(is_nan, np.float32(np.nan), found)  # outside

    def _numbers(self, box: Box) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        """Values with the first one where there is none, and where that is."""
        values = self.grey.read(box)
        if values.dtype.kind == "f" and (is_nan := np.isnan(values)).any():
            return np.where(is_nan, self.values[0], values), is_nan
        return values, None

    def _beyond(self, box: Box, axis: int, step: int) -> NDArray[Any] | None:
        """Plane before or behind a box; read only where pixels at that face need it."""
        number = box[axis].start - 1 if step < 0 else box[axis].stop
        if not 0 <= number < self.shape[axis]:
            return None
        plane = (*box[:axis], slice(number, number + 1), *box[axis + 1 :])
        return self._numbers(plane)[0].squeeze(axis)


@dataclass(frozen=True, slots=True)
class _PositivePixels:
    labels: Pixels
    name: str

    def read(self, box: Box) -> NDArray[Any]:
        labels, inside = as_labels(self.labels.read(box), self.name)
        return labels > 0 if inside is None else np.where(inside, labels > 0, np.float32(np.nan))


def grey(source: Source) -> Source:
    """Grey values of an image; the luminance of a colour image."""
    if not source.is_colour:
        return source
    return replace(
        source,
        dtype=np.dtype(np.uint8),
        pixels=_GreyPixels(source.pixels),
        is_colour=False,
        levels=(),
    )


def thresholded(source: Source, threshold: float | Sequence[float]) -> Source:
    """Greyscale image as two phases: values of at least `threshold` are phase 1.

    Several thresholds, ascending, divide the values into phases 0, 1, 2 and so on. In a map of
    probabilities a threshold between 0 and 1 is a probability, whatever value stands for one.
    """
    thresholds = checked_thresholds(threshold)
    lowest, last = thresholds[0], len(thresholds)
    code = "threshold-on-luminance" if source.is_colour else "threshold"
    note = Message(code, threshold=lowest)
    most = source.probability_max
    if most is not None and most > 1 and lowest > 0 and thresholds[-1] < 1:
        note = Message("threshold-of-probability", threshold=lowest, most=most)
        thresholds = tuple(one * most for one in thresholds)
    if last > 1:
        listed = ", ".join(f"{one:g}" for one in thresholds)
        note = Message(
            "thresholds-on-luminance" if source.is_colour else "thresholds",
            thresholds=listed,
            last=last,
        )
    plain = grey(source)
    return replace(
        plain,
        dtype=np.dtype(np.bool_ if last == 1 else np.uint8),
        pixels=_ThresholdPixels(plain.pixels, thresholds, source.name),
        colours={},
        notes=(*source.notes, note),
        levels=(),
        probability_max=None,
    )


def positive(source: Source) -> Source:
    """Label image as two phases: every label above 0 is phase 1."""
    return replace(
        source,
        dtype=np.dtype(np.bool_),
        pixels=_PositivePixels(source.pixels, source.name),
        colours={},
        notes=(*source.notes, Message("labels-above-zero")),
        levels=(),
    )


def snapped(source: Source, snap: Snap, *, max_phases: int = MAX_PHASES) -> Source:
    """Image in which every pixel has the nearest of the dominant values or colours.

    Raises NotSegmentedError where the histogram shows no clear ones.
    """
    if isinstance(snap, Sequence):
        values = sorted({float(value) for value in snap})
        if not np.isfinite(values).all():
            raise ParameterError("snap-values-not-numbers")
        given: list[float] | None = values
        n_values: int | None = len(values)
    else:
        given, n_values = None, None if snap is True else int(snap)
    if n_values is not None and n_values < 2:
        raise ParameterError("snap-to-fewer-than-two", n_values=n_values)
    if given is None and not isinstance(source.pixels, ArrayPixels):
        raise ImageLimitError("snap-needs-values", name=source.name)
    if source.is_colour and given is None:
        rgb = source.read()
        seen = edge_colours(rgb, max_phases)
        if seen is not None and n_values in (None, len(seen.phases)):
            chosen = list(seen.phases)
        else:
            chosen, coverage = dominant_colours(rgb, n_values)
            _check_snap(source, len(chosen), coverage, n_values, max_phases)
        labels, colours = nearest_colours(rgb, chosen)
        note = Message("snapped-to-colours", colours=", ".join(map(str, chosen)))
        return _of_labels(source, labels, colours, note)
    plain = grey(source)
    if given is None:
        greys = plain.read()
        found = edge_values(greys, max_phases)
        if found is not None and n_values in (None, len(found.phases)):
            given = list(found.phases)
        else:
            given, coverage = dominant_values(greys, n_values, source.name)
            _check_snap(source, len(given), coverage, n_values, max_phases)
    note = Message("snapped", values=", ".join(f"{value:g}" for value in given))
    return replace(
        plain,
        dtype=np.dtype(np.int64),
        pixels=_NearestPixels(plain.pixels, tuple(given), source.name, plain.shape),
        notes=(*source.notes, note),
        levels=(),
    )


def labelled(source: Source, *, max_phases: int = MAX_PHASES) -> Source:
    """Image whose values are labels; colours become labels of their own.

    Values, or colours, that lie only at the edges of others get the nearest of these; labels that
    number more objects than there may be phases become one phase. A doubt says so.
    """
    return _without_objects(phase_values(source, max_phases), max_phases)


def phase_values(source: Source, max_phases: int = MAX_PHASES) -> Source:
    """The same where labels may number objects."""
    if not source.is_colour:
        return without_edge_values(source, max_phases)
    if not isinstance(source.pixels, ArrayPixels):
        raise ImageLimitError("colours-not-in-parts", name=source.name)
    rgb = source.read()
    if (rgb == rgb[..., :1]).all():
        labels, colours = colour_labels(rgb, source.name)
        return without_edge_values(_of_labels(source, labels, colours), max_phases)
    chosen = edge_colours(rgb, max_phases)
    if chosen is None:
        return _of_labels(source, *colour_labels(rgb, source.name))
    labels, colours = nearest_colours(rgb, list(chosen.phases))
    doubt = _edge_doubt(chosen, source.name, snap=len(chosen.phases))
    return _of_labels(source, labels, colours, doubt)


def without_edge_values(source: Source, max_phases: int = MAX_PHASES) -> Source:
    """Image with the nearest phase's value where one lies only at the edges of phases.

    An image that is not in memory is judged by a part of it.
    """
    if isinstance(source.pixels, ArrayPixels):
        values = source.read()
    else:
        boxes = read_boxes(source)
        box = boxes[len(boxes) // 2]
        if math.prod(part.stop - part.start for part in box) * source.itemsize > _LARGEST_PART:
            return source
        values = source.read(box)
        values = values.reshape([side for side in values.shape if side > 1])
    if values.dtype.kind not in "uif" or values.ndim < 2:
        return source
    found = edge_values(values, max_phases)
    if found is None:
        return source
    pixels: Pixels = _NearestPixels(source.pixels, found.phases, source.name, source.shape)
    dtype = np.dtype(np.int64)
    if isinstance(source.pixels, ArrayPixels):
        labels = pixels.read(tuple(slice(0, side) for side in source.shape))
        pixels, dtype = ArrayPixels(labels), labels.dtype
    doubt = _edge_doubt(found, source.name, snap=found.phases)
    return replace(source, dtype=dtype, pixels=pixels, notes=(*source.notes, doubt), levels=())


def _without_objects(source: Source, max_phases: int) -> Source:
    """Image with one phase where more labels above 0 than `max_phases` are an object each."""
    if not isinstance(source.pixels, ArrayPixels) or source.dtype.kind not in "uif":
        return source
    values = source.read()
    if len(np.unique(values.reshape(-1)[:: max(1, values.size // 4096)])) < LEAST_OBJECTS:
        return source
    n_objects = number_of_objects(values)
    if n_objects < max_phases:
        return source
    doubt = object_doubt(n_objects, source.name, are_joined=True)
    return positive(replace(source, notes=(*source.notes, doubt)))


def _edge_doubt(found: EdgeValues, name: str, snap: Any) -> MeasurementWarning:
    """Doubt that tells the values of phases from those at their edges."""
    shown = [_listed(found.phases), _listed(found.edges[:_SHOWN])]
    more = len(found.edges) - _SHOWN
    return MeasurementWarning(
        "edge-values",
        image=name,
        n_values=len(found.edges),
        values=shown[1] + (f" and {more} more" if more > 0 else ""),
        share=found.share,
        phases=shown[0],
        edges=found.edges,
        also="",
        snap=snap,
        option="--snap=" + (str(snap) if isinstance(snap, int) else _listed(snap).replace(" ", "")),
    )


def _listed(values: Sequence[Any]) -> str:
    return ", ".join(colour_text(one) if isinstance(one, tuple) else f"{one:g}" for one in values)


def _of_labels(source: Source, labels: NDArray[Any], colours: Any, *notes: Message) -> Source:
    return replace(
        source,
        dtype=labels.dtype,
        pixels=ArrayPixels(labels),
        is_colour=False,
        colours=colours or source.colours,
        notes=(*source.notes, *notes),
        levels=(),
    )


def _check_snap(
    source: Source, n_found: int, coverage: float, n_wanted: int | None, max_phases: int
) -> None:
    if n_wanted is not None and n_found == n_wanted:
        return
    least = _LEAST_COVERAGE_COLOUR if source.is_colour else _LEAST_COVERAGE
    if n_wanted is None and 2 <= n_found <= max_phases and coverage >= least:
        return
    code = "cannot-snap" if n_wanted is None else "cannot-snap-to-so-many"
    raise NotSegmentedError(
        code, name=source.name, n_values=n_found, n_wanted=n_wanted, coverage=coverage
    )
