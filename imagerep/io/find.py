"""Image files named by folders and globs, in natural order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from imagerep.errors import ImageReadError

IMAGE_SUFFIXES = (
    ".tif", ".tiff", ".btf", ".tf8", ".png", ".jpg", ".jpeg", ".npy", ".npz", ".bmp", ".gif",
    ".webp", ".pgm", ".ppm", ".pbm", ".pnm", ".pam", ".h5", ".hdf5", ".nxs", ".ims", ".mat",
    ".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".mrc", ".mrc.gz", ".am", ".vgi", ".dcm",
    ".zarr.zip", ".companion.ome",
)  # fmt: skip
"""Extensions by which images are found in folders."""

_SET_SUFFIXES = (".ome.tif", ".ome.tiff", ".companion.ome")
_ZARR_MARKS = (".zarray", ".zgroup", "zarr.json")

_DIGITS = re.compile(r"(\d+)")


def find_images(patterns: str | PathLike[str] | Iterable[str | PathLike[str]]) -> tuple[Path, ...]:
    """Image files that folders and globs stand for.

    Parameters
    ----------
    patterns : path-like or iterable of path-like
        Files (taken whatever their extension), Zarr folders (one image each), other folders (the
        images in them, not those of subfolders; one of the files of an OME-TIFF set), and globs
        such as ``"scan_*.tif"`` or ``"**/*.png"``.

    Returns
    -------
    tuple of Path
        Each file once; the files of a folder or glob in natural order (2 before 10).

    Raises
    ------
    ImageReadError
        If a name stands for no image.
    """
    if isinstance(patterns, str | PathLike):
        patterns = [patterns]
    found: dict[Path, None] = {}
    for pattern in patterns:
        for path in _expand(user_path(pattern)):
            found.setdefault(path)
    return tuple(found)


def user_path(path: str | PathLike[str]) -> Path:
    """Path with ``~`` and ``~user`` at its start replaced, where there is such a user."""
    try:
        return Path(fspath(path)).expanduser()
    except RuntimeError:
        return Path(fspath(path))


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a name too long for the system is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def is_zarr(path: Path) -> bool:
    """Whether a path is a Zarr or OME-Zarr folder, which is one image."""
    return is_folder(path) and (
        path.suffix.lower() == ".zarr" or any((path / mark).exists() for mark in _ZARR_MARKS)
    )


def natural_key(path: Path) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Key that sorts numbers in names by their value, and ignores case."""
    parts = _DIGITS.split(str(path).casefold())
    key = tuple(
        (0, int(part), "") if index % 2 and part.isascii() else (1, 0, part)
        for index, part in enumerate(parts)
        if part
    )
    return key, str(path)


def _expand(path: Path) -> list[Path]:
    if is_zarr(path):
        return [path]
    if is_folder(path):
        found = [entry for entry in path.iterdir() if _is_image(entry)]
        if not found:
            raise ImageReadError(
                "folder-without-images", path=str(path), suffixes=", ".join(IMAGE_SUFFIXES)
            )
        return _one_of_a_set(sorted(found, key=natural_key))
    if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        return [path]
    if not glob.has_magic(str(path)):
        raise ImageReadError("no-such-file", path=str(path))
    matches = _matches(path)
    found = [entry for entry in matches if _is_image(entry)]
    if not found:
        raise ImageReadError(
            "no-image-matches", pattern=str(path), suffixes=", ".join(IMAGE_SUFFIXES)
        )
    return _one_of_a_set(sorted(found, key=natural_key))


def _one_of_a_set(found: list[Path]) -> list[Path]:
    """Files without those that belong to the same OME-TIFF set as an earlier one."""
    if not any(path.name.lower().endswith(_SET_SUFFIXES) for path in found):
        return found
    from imagerep.io.ome_set import files_of_set

    kept: list[Path] = []
    taken: set[Path] = set()
    for path in found:
        if path in taken:
            continue
        kept.append(path)
        if path.name.lower().endswith(_SET_SUFFIXES):
            taken |= files_of_set(path)
    return kept


def _matches(pattern: Path) -> list[Path]:
    """Paths that a glob stands for; ``**`` does not follow links, which may make a loop."""
    parts = pattern.parts
    first = next(place for place, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:first])
    return [
        path
        for path in root.glob(str(Path(*parts[first:])))
        if not any(part.startswith(".") for part in path.relative_to(root).parts)
    ]


def _is_image(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    if is_zarr(path):
        return True
    if path.name.lower().endswith(IMAGE_SUFFIXES) and path.is_file():
        return True
    from imagerep.io.dicom import is_dicom_file

    return is_dicom_file(path)
