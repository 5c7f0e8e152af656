"""Image files that are the slices of one volume. Free of Qt."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from imagerep_qt.session.choices import Mode
from imagerep_qt.session.inputs import Edits, Entry
from imagerep_qt.session.notices import Notice, Severity, notice
from imagerep_qt.session.opening import WHOLE_FILE, Opening


def slices_among(
    entries: Sequence[Entry], mode: Mode, keys: Iterable[int] | None = None
) -> tuple[Entry, ...]:
    """Images that can be taken as one volume, in its order; none where they do not fit together.

    Images of one material are all taken, or none: a volume does not go with images.
    """
    wanted = frozenset(keys or ())
    of_one = mode is Mode.ONE_MATERIAL or keys is None
    chosen = [e for e in entries if (e.edits.included if of_one else e.key in wanted)]
    fits = len(chosen) > 1 and all(
        e.origin.path is not None
        and e.origin.opening == WHOLE_FILE
        and len(e.image.shape) == 2
        and e.image.shape == chosen[0].image.shape
        and (e.image.grey is None) == (chosen[0].image.grey is None)
        for e in chosen
    )
    if not fits:
        return ()
    from imagerep.io.find import natural_key

    return tuple(sorted(chosen, key=lambda e: natural_key(_path(e))))


def opening_of(slices: Sequence[Entry]) -> tuple[Path, Opening]:
    """How the slices are opened as a volume: by the first file, and the names beside it."""
    first = _path(slices[0])
    return first, Opening(files=tuple(_beside(first, _path(e)) for e in slices))


def edits_of(slices: Sequence[Entry]) -> Edits:
    """What was done to the slices, where it was the same, for the volume of them."""
    first, n = slices[0].edits, len(slices)
    crops, sizes = {e.edits.crop for e in slices}, {e.edits.calibration for e in slices}
    outlines = {e.edits.outline for e in slices}
    segmented = next((e.edits for e in slices if e.edits.threshold is not None), Edits())
    is_same = len(crops) == len(outlines) == 1
    crop = ((0, n), *first.crop) if is_same and first.crop is not None else None
    size = first.calibration if len(sizes) == 1 else None
    square = size is not None and len(set(size.voxel_size)) == 1
    return Edits(
        threshold=segmented.threshold,
        upper_threshold=segmented.upper_threshold,
        crop=crop,
        calibration=replace(size, voxel_size=size.voxel_size[:1] * 3) if size and square else None,
        outline=first.outline if is_same else None,
        exclude=tuple(sorted({label for e in slices for label in e.edits.exclude})),
        nearest=all(e.edits.nearest for e in slices),
        objects=all(e.edits.objects for e in slices),
    )


def about_volume(volume: Entry, n: int) -> Notice:
    """What to tell about a volume of so many images."""
    stack = volume.key if volume.is_stack else None
    name = volume.origin.name
    return notice("images-are-a-volume", Severity.INFORMATION, stack=stack, name=name, n=n)


def _path(entry: Entry) -> Path:
    assert entry.origin.path is not None  # noqa: S101 - only files are taken
    return entry.origin.path


def _beside(first: Path, path: Path) -> str:
    try:
        return Path(os.path.relpath(path, first.parent)).as_posix()
    except ValueError:  # on another drive
        return str(path)


def about_slices(entry: Entry, edits: Edits) -> Notice | None:
    """What is told of an image that may be a volume or images; None where the user has said so."""
    name, n = entry.origin.name, entry.image.shape[0]
    if entry.origin.opening.files:
        return None
    if entry.edits.apart and not edits.apart:
        return notice("slices-are-images", Severity.INFORMATION, name=name, n=n)
    if entry.ndim == 3 and not entry.image.is_volume and edits == Edits():
        code = "slices-are-a-volume"
        return notice(code, Severity.INFORMATION, stack=entry.key, name=name, n=n)
    return None
