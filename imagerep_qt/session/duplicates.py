"""Pixels that are measured twice: images that are open more than once, and crops that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imagerep_qt.session.images import Bounds
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.notices import Notice, Severity, notice


@dataclass(slots=True)
class DuplicateNotices:
    """Adds notices about duplicates once, and withdraws them when they no longer hold."""

    _shown: tuple[Notice, ...] = ()
    _entries: tuple[Entry, ...] = ()

    def update(self, notices: Sequence[Notice], entries: Iterable[Entry]) -> tuple[Notice, ...]:
        """Notices with those about duplicates brought up to date."""
        measured = tuple(entry for entry in entries if entry.edits.included)
        if measured == self._entries:
            return tuple(notices)
        before, self._entries, self._shown = self._shown, measured, duplicates(measured)
        kept = [one for one in notices if one not in before or one in self._shown]
        return (*kept, *(one for one in self._shown if one not in before))


def duplicates(entries: Sequence[Entry]) -> tuple[Notice, ...]:
    """Notices about pixels that are measured twice."""
    found: list[Notice] = []
    for same in _by_pixels(entries):
        regions: dict[Bounds, Entry] = {}
        for entry in same:
            region = _region(entry)
            if region in regions:
                found.append(_duplicate(entry, regions[region]))
                continue
            shares = [(_overlap(region, other), first) for other, first in regions.items()]
            share, first = max(shares, key=lambda pair: pair[0], default=(0.0, entry))
            if share > 0:
                found.append(_overlapping(entry, first, share))
            regions[region] = entry
    return tuple(one for index, one in enumerate(found) if one not in found[:index])


def cropped_together(entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Images that a crop of one of them applies to."""
    alone = {
        one.key
        for same in _by_pixels(entries)
        if len({_region(one) for one in same}) > 1 or any(one is entry for one in same)
        for one in same
    }
    if entry.key in alone:
        return [entry]
    shape = entry.image.shape
    return [one for one in entries if one.image.shape == shape and one.key not in alone]


def _by_pixels(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Groups of images with the same pixels."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.origin.pixels:
            groups.setdefault(entry.origin.pixels, []).append(entry)
    return [same for same in groups.values() if len(same) > 1]


def _region(entry: Entry) -> Bounds:
    return entry.edits.crop or tuple((0, side) for side in entry.image.shape)


def _overlap(one: Bounds, other: Bounds) -> float:
    """Intersection of two regions as a fraction of the smaller one."""
    both = (max(min(a[1], b[1]) - max(a[0], b[0]), 0) for a, b in zip(one, other, strict=True))
    sizes = [math.prod(stop - start for start, stop in region) for region in (one, other)]
    return math.prod(both) / min(sizes)


def _duplicate(entry: Entry, first: Entry) -> Notice:
    name, other = entry.origin.name, first.origin.name
    if name == other:
        return notice("duplicate-file", Severity.WARNING, name=name)
    return notice("duplicate-pixels", Severity.WARNING, name=name, other=other)


def _overlapping(entry: Entry, first: Entry, share: float) -> Notice:
    name, other = entry.origin.name, first.origin.name
    percent = min(max(round(100 * share), 1), 99) if share < 1 else 100
    if name == other:
        code = "overlapping-crops-of-a-file"
        return notice(code, Severity.WARNING, name=name, percent=percent)
    return notice("overlapping-crops", Severity.WARNING, name=name, other=other, percent=percent)
