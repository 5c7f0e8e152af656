"""Doubts about one segmented image: what is likely no part of the sample, labels of objects.

Each is a :class:`MeasurementWarning` with its place, ``region``, and what would mend it, as values:
``exclude``, ``circle``, ``crop`` or ``phase``, and ``option`` for the command line.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from imagerep.image.bars import Bar, band_of, bar
from imagerep.image.label_text import label_text
from imagerep.image.object_labels import LEAST_OBJECTS, number_of_objects
from imagerep.image.outside import Outside, outside
from imagerep.image.overview import Overview
from imagerep.image.plane import Plane, Region, planes
from imagerep.messages import MeasurementWarning, Message

SMALLEST_SIDE = 32
"""Shortest side of a plane, in pixels looked at, that says what is usual in it."""

SAME_SHARE = 0.67
"""Share of what surrounds a sample from which a band counts as all of it."""

ALONE_SHARE = 0.98
"""Share of a label's pixels in one rectangle from which it counts as being nowhere else."""


def image_doubts(
    seen: Overview, counts: Mapping[int, int], name: str, scan_rows: int | None = None
) -> tuple[MeasurementWarning, ...]:
    """Doubts about an image, at most one of each kind.

    Of a data bar whose first row the file tells, that is one; others are sought above it alone.
    """
    told = None if scan_rows is None else _told_doubt(seen, scan_rows, name)
    found: list[MeasurementWarning] = [] if told is None else [told]
    if len(counts) < 2:
        return tuple(found)
    if told is not None and scan_rows is not None:
        seen = _rows_above(seen, scan_rows)
    surroundings: list[tuple[Plane, Outside]] = []
    bars: list[tuple[Plane, Bar]] = []
    for plane in planes(seen):
        if min(plane.labels.shape) < SMALLEST_SIDE:
            continue
        around, one = outside(plane), bar(plane)
        if around is not None and one is None and not around.is_alone:
            one = band_of(plane, around.label)
        if around is not None and one is not None:
            if not around.is_alone and _is_the_same(one, around, plane):
                around = None
            elif _lies_in(one, around, plane):
                one = None
        if around is not None:
            surroundings.append((plane, around))
        if one is not None:
            bars.append((plane, one))
    if surroundings:
        plane, around = max(surroundings, key=lambda pair: pair[1].missing)
        found.append(_outside_doubt(plane, around, name))
    if bars and told is None:
        plane, one = max(bars, key=lambda pair: (pair[1].is_band, pair[1].evidence))
        found.append(_bar_doubt(plane, one, counts, name))
    if sum(label > 0 for label in counts) >= LEAST_OBJECTS and seen.step == 1:
        values = seen.values if seen.domain is None else np.where(seen.domain, seen.values, 0)
        n_objects = number_of_objects(values)
        if n_objects:
            found.append(object_doubt(n_objects, name, are_joined=False))
    return tuple(found)


def object_doubt(n_objects: int, name: str, *, are_joined: bool) -> MeasurementWarning:
    """Doubt that labels number objects, all of which were taken together or not."""
    outcome = Message("objects-are-joined" if are_joined else "objects-are-apart")
    return MeasurementWarning(
        "object-labels",
        image=name, n_objects=n_objects, outcome=outcome, also="", phase="nonzero",
        option="--phase nonzero",
    )  # fmt: skip


def _is_the_same(one: Bar, around: Outside, plane: Plane) -> bool:
    """Whether a band is all that surrounds the sample."""
    return one.is_band and not around.is_frame and one.label == around.label and (
        one.n_pixels >= SAME_SHARE * around.share * plane.labels.size
    )  # fmt: skip


def _lies_in(one: Bar, around: Outside, plane: Plane) -> bool:
    """Whether a bar is a piece of what surrounds the sample."""
    height, width = plane.labels.shape
    is_at_border = (
        one.rows[0] == 0 or one.rows[1] == height or one.columns[0] == 0 or one.columns[1] == width
    )
    return one.label == around.label and is_at_border


def _outside_doubt(plane: Plane, around: Outside, name: str) -> MeasurementWarning:
    region = plane.region(around.rows, around.columns)
    crop = plane.region(*around.inner)
    values: dict[str, Any] = {"crop": crop, "option": f"--crop {crop_text(crop)}"}
    if around.is_alone:
        values.update(exclude=(around.label,), option=_exclude(around.label))
    elif around.is_round and plane.axis in (None, 0):
        values.update(circle=True, option="--circle")
    return MeasurementWarning(
        "outside-suspected",
        image=name, label=around.label, share=around.share, region=region, also="", **values,
    )  # fmt: skip


def _exclude(label: int) -> str:
    """Option of the command line, where a bare # starts a comment."""
    text = label_text(label)
    return f'--exclude "{text}"' if text.startswith("#") else f"--exclude {text}"


def _bar_doubt(plane: Plane, one: Bar, counts: Mapping[int, int], name: str) -> MeasurementWarning:
    region = plane.region(one.rows, one.columns)
    share = one.n_pixels / plane.labels.size
    n_there = np.count_nonzero(plane.labels == one.label)
    if not one.is_band and plane.axis is None and one.n_pixels >= ALONE_SHARE * n_there:
        return MeasurementWarning(
            "outside-suspected", image=name, label=one.label, share=share, region=region,
            also="", exclude=(one.label,), option=_exclude(one.label),
        )  # fmt: skip
    crop = plane.region(*_largest_beside(one, plane.labels.shape))
    rows, columns = (region[axis] for axis in range(len(region)) if axis != plane.axis)
    place = Message(
        "rows-and-columns", first=rows[0], last=rows[1], left=columns[0], right=columns[1]
    )
    return _bar_warning(name, one.label, share, Message("bar-by-its-look", place=place),
                        region, crop)  # fmt: skip


def _bar_warning(
    name: str, label: int, share: float, what: Message, region: Region, crop: Region
) -> MeasurementWarning:
    return MeasurementWarning(
        "bar-suspected",
        image=name,
        label=label,
        share=share,
        region=region,
        what=what,
        also="",
        crop=crop,
        option=f"--crop {crop_text(crop)}",
    )


def _told_doubt(seen: Overview, scan_rows: int, name: str) -> MeasurementWarning | None:
    """Doubt about a data bar of which the file tells; None where it is outside the domain."""
    below = slice(-(-scan_rows // seen.step), None)
    labels = seen.values[..., below, :]
    labels = labels.ravel() if seen.domain is None else labels[seen.domain[..., below, :]]
    if not labels.size:
        return None
    *outer, height, width = seen.shape
    whole = tuple((0, side) for side in outer)
    values, n_pixels = np.unique(labels, return_counts=True)
    what = Message("bar-below-the-scan", n_rows=scan_rows, height=height)
    region = (*whole, (scan_rows, height), (0, width))
    crop = (*whole, (0, scan_rows), (0, width))
    share = 1 - scan_rows / height
    return _bar_warning(name, int(values[n_pixels.argmax()]), share, what, region, crop)


def _rows_above(seen: Overview, n_rows: int) -> Overview:
    """First rows of an image, or of every slice of a volume."""
    rows = slice(0, -(-n_rows // seen.step))
    domain = None if seen.domain is None else seen.domain[..., rows, :]
    shape = (*seen.shape[:-2], n_rows, seen.shape[-1])
    return replace(seen, values=seen.values[..., rows, :], shape=shape, domain=domain)


def _largest_beside(one: Bar, shape: tuple[int, ...]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Largest rectangle above, below, left or right of a bar."""
    height, width = shape
    beside = [
        ((0, one.rows[0]), (0, width)),
        ((one.rows[1], height), (0, width)),
        ((0, height), (0, one.columns[0])),
        ((0, height), (one.columns[1], width)),
    ]
    return max(beside, key=lambda pair: math.prod(last - first for first, last in pair))


def crop_text(crop: Region) -> str:
    """A crop as the command line takes it."""
    return ",".join(f"{first}:{last}" for first, last in crop)
