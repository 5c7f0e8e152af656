"""Materials in folders: a folder a material, with all images in and below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path

from imagerep.errors import ImageReadError
from imagerep.io.find import find_images, is_zarr, natural_key
from imagerep.messages import MeasurementWarning


@dataclass(frozen=True, slots=True)
class FilesOfMaterial:
    """Image files of one material."""

    name: str  # Unique among the materials found with it
    paths: tuple[Path, ...]  # The files, in natural order
    names: tuple[str, ...]  # A name of each, unique within the material


@dataclass(frozen=True, slots=True)
class FoundMaterials:
    """Materials of folders, and what is to be said about how they were found."""

    materials: tuple[FilesOfMaterial, ...]
    warnings: tuple[MeasurementWarning, ...] = ()


def find_materials(paths: Iterable[str | PathLike[str]]) -> FoundMaterials:
    """Materials of one folder, its subfolders in natural order; or of several paths, in theirs."""
    given = [Path(fspath(path)).expanduser() for path in paths]
    if len(given) > 1:
        names = unique([_name(path) for path in given], given)
        return FoundMaterials(
            tuple(files_of_material(name, [path]) for name, path in zip(names, given, strict=True))
        )
    folder = given[0]
    if not folder.is_dir() or is_zarr(folder):
        raise ImageReadError("not-a-folder-of-materials", path=str(folder))
    folders, loose = _folders(folder), _images_of(folder)
    while len(folders) == 1 and not loose:  # what was unpacked, or copied as a whole
        folder = folders[0]
        folders, loose = _folders(folder), _images_of(folder)
    if not folders:
        raise ImageReadError("not-a-folder-of-materials", path=str(given[0]))
    warnings: tuple[MeasurementWarning, ...] = ()
    if loose:
        warnings = (
            MeasurementWarning(
                "images-beside-materials", n=len(loose), name=loose[0].name, path=str(folder)
            ),
        )
    return FoundMaterials(tuple(files_of_material(one.name, [one]) for one in folders), warnings)


def files_of_material(name: str, paths: Sequence[Path]) -> FilesOfMaterial:
    """Files of a material: those named, and of folders all images in and below them."""
    found: dict[Path, str] = {}
    for path in paths:
        path = path.expanduser()
        if path.is_dir() and not is_zarr(path):
            below = _all_images(path)
            if not below:
                find_images(path)  # says which images there could be
            for one in below:
                found.setdefault(one, one.relative_to(path).as_posix())
        else:
            for one in find_images(path):
                found.setdefault(one, one.name)
    files = tuple(found)
    return FilesOfMaterial(name, files, tuple(unique(list(found.values()), files)))


def unique(names: Sequence[str], paths: Sequence[Path] = ()) -> list[str]:
    """Names told apart: by the folders above the paths where these differ, else by a number."""
    found = list(names)
    if paths:
        depth = 2
        most = max(len(path.absolute().parts) for path in paths)
        while len(set(found)) < len(found) and depth <= most:
            found = [
                "/".join(path.absolute().parts[-depth:]) if found.count(name) > 1 else name
                for name, path in zip(found, paths, strict=True)
            ]
            depth += 1
    taken: set[str] = set()
    for place, name in enumerate(found):
        number, new = 2, name or f"image {place + 1}"
        while new in taken:
            new, number = f"{name} ({number})", number + 1
        found[place] = new
        taken.add(new)
    return found


def _name(path: Path) -> str:
    return path.resolve().name if path.name in ("", ".", "..") else path.name


def _images_of(folder: Path) -> tuple[Path, ...]:
    """Images in a folder itself."""
    try:
        return find_images(folder)
    except ImageReadError:
        return ()


def _subfolders(folder: Path) -> list[Path]:
    """Folders in a folder, without hidden ones, links, and those that are one image."""
    try:
        entries = sorted(folder.iterdir(), key=natural_key)
    except OSError:
        return []
    return [
        one
        for one in entries
        if one.is_dir() and not one.is_symlink() and not one.name.startswith(".")
        and not is_zarr(one)
    ]  # fmt: skip


def _all_images(folder: Path) -> list[Path]:
    """Images in and below a folder."""
    found = list(_images_of(folder))
    for one in _subfolders(folder):
        found += _all_images(one)
    return found


def _folders(folder: Path) -> list[Path]:
    """Folders in a folder that have images in or below them."""
    return [one for one in _subfolders(folder) if _all_images(one)]
