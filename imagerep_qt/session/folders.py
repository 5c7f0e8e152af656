"""Folders of images, and names that tell all images apart. Free of Qt."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def folders_of(paths: Sequence[Path | None]) -> list[str]:
    """Folder of each image, from the one that holds them all; empty where that is the same."""
    folders = {path.parent for path in paths if path is not None}
    if len(folders) < 2:
        return [""] * len(paths)
    try:
        common = Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return ["" if path is None else path.parent.as_posix() for path in paths]
    start = common.parent if common in folders else common
    shown = {folder: folder.relative_to(start).as_posix() for folder in folders}
    return ["" if path is None else shown[path.parent] for path in paths]


def names_apart(folders: Sequence[str], names: Sequence[str]) -> list[str]:
    """Names that differ within a folder: those of a file that is open twice get a number."""
    if not names:
        return []
    from imagerep.io.materials import unique

    places = [f"{folder}/{name}" for folder, name in zip(folders, names, strict=True)]
    apart = unique(places)
    return [one[len(folder) + 1 :] for one, folder in zip(apart, folders, strict=True)]
