"""Pixels that are measured twice: images that are open more than once, and crops that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imagerep_qt.session.inputs import Bounds, Entry
from imagerep_qt.session.notices import Notice, Severity


@dataclass(slots=True)
class Copies:
    """Knows what was told about copies, so that it is told once, and taken back in time."""

    _told: tuple[Notice, ...] = ()
    _seen: tuple[Entry, ...] = ()

    def among(self, shown: Sequence[Notice], entries: Iterable[Entry]) -> tuple[Notice, ...]:
        """Notices with those of copies as they hold now."""
        measured = tuple(entry for entry in entries if entry.edits.included)
        if measured == self._seen:
            return tuple(shown)
        told, self._seen, self._told = self._told, measured, notices(measured)
        kept = [one for one in shown if one not in told or one in self._told]
        return (*kept, *(one for one in self._told if one not in told))


def notices(entries: Sequence[Entry]) -> tuple[Notice, ...]:
    """What to tell of pixels that are measured twice."""
    found = []
    for same in _by_pixels(entries):
        regions: dict[Bounds, Entry] = {}
        for entry in same:
            region = _region(entry)
            if region in regions:
                found.append(_copy(entry, regions[region]))
                continue
            shares = [(_share(region, other), first) for other, first in regions.items()]
            share, first = max(shares, key=lambda pair: pair[0], default=(0.0, entry))
            if share > 0:
                found.append(_overlap(entry, first, share))
            regions[region] = entry
    return tuple(dict.fromkeys(found))


def cropped_together(entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Images that a crop of one of them is meant for."""
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
    """Images that are open more than once."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.source.pixels:
            groups.setdefault(entry.source.pixels, []).append(entry)
    return [same for same in groups.values() if len(same) > 1]


def _region(entry: Entry) -> Bounds:
    return entry.edits.crop or tuple((0, side) for side in entry.image.shape)


def _share(one: Bounds, other: Bounds) -> float:
    """Common part of two regions, as a share of the smaller one."""
    both = (max(min(a[1], b[1]) - max(a[0], b[0]), 0) for a, b in zip(one, other, strict=True))
    sizes = [math.prod(stop - start for start, stop in region) for region in (one, other)]
    return math.prod(both) / min(sizes)


def _copy(entry: Entry, first: Entry) -> Notice:
    name, other = entry.source.name, first.source.name
    if name == other:
        message = f"“{name}” is open more than once."
        hint = (
            "Copies count as new images and make the error too small: remove one, or give each a "
            "crop of its own."
        )
        return Notice(message, hint, Severity.WARNING)
    message = f"“{name}” is a copy of “{other}”."
    hint = "Copies count as new images and make the error too small: remove one of them."
    return Notice(message, hint, Severity.WARNING)


def _overlap(entry: Entry, first: Entry, share: float) -> Notice:
    name, other = entry.source.name, first.source.name
    percent = min(max(round(100 * share), 1), 99) if share < 1 else 100
    message = (
        f"“{name}” is a copy of “{other}”, and their crops share {percent} % of the smaller one."
    )
    if name == other:
        message = f"“{name}” is open twice, and its crops share {percent} % of the smaller one."
    hint = "Pixels in both count twice and make the error too small: crop them apart."
    return Notice(message, hint, Severity.WARNING)
