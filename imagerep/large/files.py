"""Which reader takes a file or folder."""

from __future__ import annotations

import math
from pathlib import Path

from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError
from imagerep.large.array_sources import NpySource, open_npy
from imagerep.large.sources import Source, short
from imagerep.readers import reported

_CHUNK_ALWAYS = 1 << 30
_NUMBERS = "biuf"
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
    try:
        source = _open(path)
    except (ImageRepError, MemoryError):
        raise
    except Exception as error:
        # Libraries raise whatever damaged files lead them to; a user can only restore the file.
        raise ImageReadError(
            f"“{path.name}” cannot be read: it is damaged, cut off, or of a rare kind "
            f"({short(error)}).",
            "Check that it is complete; restore it from a copy.",
        ) from error
    if source.dtype.kind not in _NUMBERS:
        raise ImageReadError(
            f"“{path.name}” holds values of type {source.dtype}, not the pixels of an image.",
            "Save the labels as whole numbers.",
        )
    return source


def check_chunk(source: Source, memory: int) -> None:
    """Refuse an image whose chunks, which are decoded whole, do not fit in the memory allowed.

    Parameters
    ----------
    source : Source
        The image.
    memory : int
        Bytes that a measurement may use; a chunk of 1 GiB is always allowed.

    Raises
    ------
    ImageLimitError
        If a chunk is larger.
    """
    if isinstance(source, NpySource) or getattr(source, "offset", None) is not None:
        return  # mapped: only what is needed of a chunk is read
    size = math.prod(source.chunks) * source.dtype.itemsize
    if size > max(memory, _CHUNK_ALWAYS):
        raise ImageLimitError(
            f"“{source.name}” is stored in pieces of {size / 1e9:.3g} GB, more than the "
            f"{memory / 1e9:.3g} GB of memory that a measurement may use.",
            "Allow more with --memory (Resources(memory=…)), or store it in smaller pieces: as "
            "Zarr, or a single plane as a TIFF with tiles.",
        )


def _open(path: Path) -> Source:
    if not path.exists():
        raise ImageReadError(f"“{path}” does not exist.", "Check the path.")
    if path.is_dir():
        if path.suffix == ".zarr" or any((path / mark).exists() for mark in _ZARR_MARKS):
            from imagerep.large.zarr_source import open_zarr

            return open_zarr(path)
        from imagerep.large.slices_source import open_folder

        return open_folder(path)
    with reported(path):
        return _open_file(path)


def _open_file(path: Path) -> Source:
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
