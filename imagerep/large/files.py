"""Which reader takes a file or folder."""

from __future__ import annotations

from pathlib import Path

from imagerep.errors import ImageReadError
from imagerep.large.array_sources import open_npy
from imagerep.large.sources import Source

_ZARR_MARKS = (".zarray", ".zgroup", ".zattrs", "zarr.json")


def open_source(path: Path) -> Source:
    """Open a file or folder in parts.

    Parameters
    ----------
    path : Path
        A Zarr or OME-Zarr folder (or an array inside one), a TIFF, a NumPy file, or a folder of
        slices.

    Returns
    -------
    Source

    Raises
    ------
    ImageReadError
        If it cannot be read so.
    MissingPackageError
        If an optional package is not installed.
    """
    if not path.exists():
        raise ImageReadError(f"“{path}” does not exist.", "Check the path.")
    if path.is_dir():
        if path.suffix == ".zarr" or any((path / mark).exists() for mark in _ZARR_MARKS):
            from imagerep.large.zarr_source import open_zarr

            return open_zarr(path)
        from imagerep.large.slices_source import open_folder

        return open_folder(path)
    suffix = path.suffix.lower()
    if suffix == ".npy":
        return open_npy(path)
    if suffix in (".tif", ".tiff", ".btf", ".tf8"):
        from imagerep.large.tiff_source import open_tiff

        return open_tiff(path)
    raise ImageReadError(
        f"“{path.name}” cannot be read in parts.",
        "Convert it to Zarr, TIFF or NPY, or measure it in memory.",
    )
