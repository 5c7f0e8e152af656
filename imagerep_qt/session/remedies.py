"""What mends a doubt in one click, and where it is in the picture."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from imagerep.messages import MeasurementWarning
from imagerep_qt.session.choices import Change, Mode
from imagerep_qt.session.images import Bounds
from imagerep_qt.session.inputs import Edits, Entry
from imagerep_qt.session.one_volume import slices_among


class Remedy(enum.Enum):
    """What mends a doubt."""

    EXCLUDE = "exclude a label"
    CIRCLE = "measure within a circle"
    CROP = "crop away"
    NEAREST = "nearest values"
    OBJECTS = "all objects together"
    ONE_VOLUME = "one volume"
    SHOW = "show the image"
    LEAVE_OUT = "leave the image out"
    SAME_THRESHOLD = "use the threshold for all images"
    LEAVE_REST_OUT = "leave out what is not measured"
    DRAW_CROP = "draw a crop"


def remedies(doubt: MeasurementWarning, entries: Sequence[Entry]) -> tuple[Remedy, ...]:
    """What mends a doubt about some images, the best first."""
    values = doubt.values
    by_value = {
        "exclude": Remedy.EXCLUDE, "circle": Remedy.CIRCLE, "crop": Remedy.CROP,
        "snap": Remedy.NEAREST, "phase": Remedy.OBJECTS,
    }  # fmt: skip
    found = [remedy for name, remedy in by_value.items() if values.get(name)]
    if doubt.code == "neighbouring-slices":
        are_apart = any(entry.edits.apart for entry in entries)
        if are_apart or slices_among(entries, Mode.ONE_MATERIAL):
            found.append(Remedy.ONE_VOLUME)
    if doubt.code in ("fields-disagree", "labels-differ") and len(entries) > 1:
        found += [Remedy.SHOW, Remedy.LEAVE_OUT]
    if doubt.code == "gradient":
        found.append(Remedy.DRAW_CROP)
    if doubt.code == "not-all-measured":
        has_threshold = any(e.edits.threshold is not None for e in entries)
        found += [Remedy.SAME_THRESHOLD] * has_threshold + [Remedy.LEAVE_REST_OUT]
    return tuple(found)


def mended(
    remedy: Remedy,
    doubt: MeasurementWarning,
    entries: Sequence[Entry],
    material: Sequence[Entry],
) -> tuple[Change, dict[int, Edits]] | None:
    """Edits by which a remedy mends a doubt in every image that has it; None without any."""
    entry = entry_of(doubt, entries)
    named = () if entry is None else (entry,)
    own = [e for e in entries if e.edits.included and own_doubt(doubt.code, e) is not None] or named

    def each(
        change: Change, those: Iterable[Entry], **edits: Any
    ) -> tuple[Change, dict[int, Edits]]:
        return change, {e.key: replace(e.edits, **edits) for e in those}

    if remedy is Remedy.EXCLUDE:
        labels = doubt.values["exclude"]
        return Change.DOMAIN, {e.key: e.edits.with_excluded(labels, True) for e in material}
    if remedy is Remedy.CROP:
        crops = {e: crop_in(own_doubt(doubt.code, e) or doubt, e) for e in own}
        return Change.CROP, {e.key: replace(e.edits, crop=crop) for e, crop in crops.items()}
    if remedy is Remedy.CIRCLE:
        return each(Change.DOMAIN, own, outline="circle")
    if remedy is Remedy.NEAREST:
        return each(Change.VALUES, own, nearest=True)
    if remedy is Remedy.OBJECTS:
        labelled = (e for e in material if e.image.segmentation is not None)
        return each(Change.VALUES, labelled, objects=True)
    if remedy is Remedy.LEAVE_OUT:
        return each(Change.SELECTION, named, included=False)
    if remedy is Remedy.LEAVE_REST_OUT:
        rest = (e for e in entries if e.edits.included and e.needs_threshold)
        return each(Change.SELECTION, rest, included=False)
    return None


def entry_of(doubt: MeasurementWarning, entries: Sequence[Entry]) -> Entry | None:
    """Image that a doubt is about; slices are called by the name of their stack."""
    name = str(doubt.values.get("image", ""))
    found = [e for e in entries if e.origin.name in (name, _stack_of(name))]
    own = [e for e in found if own_doubt(doubt.code, e) is not None]
    return next(iter(own or found), None)


def region_in(doubt: MeasurementWarning, entry: Entry) -> Bounds | None:
    """Place of a doubt in the whole image; None for all of it."""
    region = doubt.values.get("region")
    if region is None or doubt.code == "gradient":
        return None
    crop = entry.edits.crop or tuple((0, side) for side in entry.image.shape)
    found = [(first, last) for first, last in region]
    if len(found) < len(crop):  # of one slice of a stack
        name = str(doubt.values.get("image", ""))
        index = _slice_of(name)
        found.insert(0, (index, index + 1) if index is not None else (0, crop[0][1] - crop[0][0]))
    return tuple(
        (first + start, last + start) for (first, last), (start, _) in zip(found, crop, strict=True)
    )


def crop_in(doubt: MeasurementWarning, entry: Entry) -> Bounds:
    """Crop that a doubt recommends, in the whole image."""
    start = entry.edits.crop or tuple((0, side) for side in entry.image.shape)
    inner = tuple((int(first), int(last)) for first, last in doubt.values["crop"])
    outer = start[len(start) - len(inner) :]
    moved = tuple((a + first, a + last) for (a, _), (first, last) in zip(outer, inner, strict=True))
    return (*start[: len(start) - len(inner)], *moved)


def own_doubt(code: str, entry: Entry) -> MeasurementWarning | None:
    """Doubt of one kind about an image itself."""
    found = entry.segmentation
    return next((one for one in found.doubts if one.code == code), None) if found else None


def _stack_of(name: object) -> str:
    return str(name).rpartition(" [slice ")[0]


def _slice_of(name: str) -> int | None:
    number = name.rpartition(" [slice ")[2].rstrip("]")
    return int(number) - 1 if number.isdigit() else None
