"""Folders of images, and names that tell all images apart. Free of Qt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def folders_of(paths: Sequence[Path | None]) -> list[str]:
    """Folder of each image, from the one that holds them all; empty where that is the same."""
    # By their parts: every image that is opened asks for those of all, and parents take longer.
    places = [None if path is None else path.parts[:-1] for path in paths]
    folders = {place: Path(*place) for place in set(places) if place is not None}
    if len(folders) < 2:
        return [""] * len(paths)
    try:
        common = Path(os.path.commonpath(folders.values()))
    except ValueError:  # on several drives
        shown = {place: folder.as_posix() for place, folder in folders.items()}
    else:
        start = common.parent if common in folders.values() else common
        shown = {place: one.relative_to(start).as_posix() for place, one in folders.items()}
    return ["" if place is None else shown[place] for place in places]


def names_apart(folders: Sequence[str], names: Sequence[str]) -> list[str]:
    """Names that differ within a folder: those of a file that is open twice get a number."""
    if not names:
        return []
    from imagerep.io.materials import unique

    places = [f"{folder}/{name}" for folder, name in zip(folders, names, strict=True)]
    apart = unique(places)
    return [one[len(folder) + 1 :] for one, folder in zip(apart, folders, strict=True)]
