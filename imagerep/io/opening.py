"""Opens image files: which reader takes a file, and what a damaged file leads to."""

from __future__ import annotations

import errno
import importlib
import logging
import re
import stat
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError, ParameterError
from imagerep.io import amira, dicom, hdf5, matlab, mrc, nifti, ome_set, sidecar
from imagerep.io.choice import Choice
from imagerep.io.compressed import first_decompressed
from imagerep.io.dataset import Content, Dataset, content_of, images_of, n_pages
from imagerep.io.find import find_images, is_folder, is_zarr
from imagerep.io.limits import ReadLimits
from imagerep.io.npy import datasets_of_npz
from imagerep.io.raw import RawLayout
from imagerep.io.raw_file import open_raw
from imagerep.io.scan import with_scan_beside
from imagerep.io.slices import open_slices
from imagerep.io.source import ArrayPixels, Box, Pixels, Source
from imagerep.io.unread import unread_kind
from imagerep.shapes import shape_text, size_text

_START_BYTES = 4096
_LISTED = 12
_COMPLAINTS_MAX = 10_000
_LOGS = ("tifffile", "pydicom", "nibabel.global")
_SERIOUS = (
    "page offset", "offset to page", "corrupted tag list", "circular reference",
    "ImageJ series metadata", "zeroed", "failed to reshape", "RAW format", "incorrect Strip",
)  # fmt: skip
_LIMITS = ReadLimits()

_READERS: tuple[tuple[str, Callable[[bytes, Path], bool]], ...] = (
    ("dicom", lambda start, _: dicom.is_dicom(start)),  # first: it may begin like a TIFF too
    ("tiff", lambda start, _: start.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"))),
    ("raster", lambda start, _: start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))),
    ("raster", lambda start, _: start.startswith((b"GIF87a", b"GIF89a", b"BM"))),
    ("raster", lambda start, _: start.startswith(b"RIFF") and start[8:12] == b"WEBP"),
    ("netpbm", lambda start, _: re.match(rb"P[1-7]\s", start) is not None),
    ("npy", lambda start, _: start.startswith(b"\x93NUMPY")),
    ("nrrd", lambda start, _: start.startswith(b"NRRD000")),
    ("nifti", lambda start, _: nifti.is_nifti(start)),
    ("mrc", lambda start, _: mrc.is_mrc(start)),
    ("amira", lambda start, _: amira.is_amira(start)),
    ("metaimage", lambda start, _: b"ElementDataFile" in start and b"DimSize" in start),
    ("vgstudio", lambda _, path: path.suffix.lower() == ".vgi"),
    ("sidecar", lambda start, _: sidecar.is_sidecar(start)),
    ("matlab", matlab.is_matlab),
    ("hdf5", hdf5.is_hdf5),
)
"""Module that reads a file, by its first bytes (decompressed) and its name."""


def open_image(
    path: str | PathLike[str],
    *,
    channel: int | None = None,
    time: int | None = None,
    volume: bool = False,
    dataset: str | None = None,
    page: int | None = None,
    most_probable: bool = False,
    raw: RawLayout | None = None,
    limits: ReadLimits = _LIMITS,
) -> Source:
    """Open an image file without reading its pixels.

    Parameters
    ----------
    path : path-like
        Image file of any format that is read, the folder of a Zarr, or with `volume` a folder of
        slices.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    volume : bool, optional
        Take time points, channels, or the files of a folder as the slices of a volume.
    dataset : str, optional
        Which of several arrays, by the name that :func:`contents` gives.
    page : int, optional
        Which plane alone, from 0.
    most_probable : bool, optional
        Take the most probable class of every pixel of probability maps, by its number from 0.
    raw : RawLayout, optional
        How the values lie in a file without a header.
    limits : ReadLimits, optional
        How large the file may be.

    Returns
    -------
    Source

    Raises
    ------
    ImageReadError
        If the file cannot be read, or holds several images.
    ImageLimitError
        If it is too large.
    ParameterError
        If there is no such channel, time point, array or page, or nothing to make a volume of.
    """
    path = Path(path)
    choice = Choice(channel, time, False, volume, dataset, page, most_probable)
    if volume and is_folder(path) and not is_zarr(path):
        return _volume_of_files(path, choice, limits)
    with reported(path):
        found = _chosen(path, _datasets(path, limits, raw), choice)
        source = images_of(*found)[0]
    if volume and source.ndim == 2:
        raise ParameterError("plane-is-no-volume", name=path.name)
    return _finished(path, source)


def open_images(
    path: str | PathLike[str],
    *,
    channel: int | None = None,
    time: int | None = None,
    dataset: str | None = None,
    page: int | None = None,
    most_probable: bool = False,
    raw: RawLayout | None = None,
    limits: ReadLimits = _LIMITS,
) -> tuple[Source, ...]:
    """Open every image of a file, each of several time points as one of its own.

    Parameters
    ----------
    path, channel, time, dataset, page, most_probable, raw, limits
        As for :func:`open_image`.

    Returns
    -------
    tuple of Source

    Raises
    ------
    ImageRepError
        As for :func:`open_image`.
    """
    path = Path(path)
    choice = Choice(channel, time, True, False, dataset, page, most_probable)
    with reported(path):
        found = _datasets(path, limits, raw)
        if dataset is not None or page is not None or not all(one.is_page for one in found):
            one, choice = _chosen(path, found, choice)
            found = (one,)
        sources = [source for one in found for source in images_of(one, choice)]
    return tuple(_finished(path, source) for source in sources)


def contents(
    path: str | PathLike[str], *, raw: RawLayout | None = None, limits: ReadLimits = _LIMITS
) -> tuple[Content, ...]:
    """List what can be chosen of a file: its arrays, with their channels, time points and pages.

    Parameters
    ----------
    path : path-like
        Image file, the folder of a Zarr, or a folder of DICOM files.
    raw, limits
        As for :func:`open_image`.

    Returns
    -------
    tuple of Content
        One for each array, in the order in which they are offered.

    Raises
    ------
    ImageRepError
        As for :func:`open_image`, if the file cannot be read at all.

    Examples
    --------
    >>> import numpy as np, tempfile
    >>> file = tempfile.gettempdir() + "/example.npz"
    >>> np.savez(file, grey=np.zeros((9, 20, 30)), labels=np.zeros((9, 20, 30), np.uint8))
    >>> [(one.dataset, one.shape, one.dtype, one.n_pages) for one in contents(file)]
    [('grey', (9, 20, 30), 'float64', 9), ('labels', (9, 20, 30), 'uint8', 9)]
    """
    path = Path(path)
    with reported(path):
        if path.is_dir() and not is_zarr(path):
            found = dicom.series(_dicom_files(path), path, limits)
            if not found:
                raise ImageReadError("is-a-folder", path=str(path))
        else:
            found = _datasets(path, limits, raw)
        return tuple(content_of(one) for one in found)


def _datasets(path: Path, limits: ReadLimits, raw: RawLayout | None) -> tuple[Dataset, ...]:
    """Arrays of a file, by the reader that its first bytes ask for."""
    if is_zarr(path):
        return _reader("zarr")(path.resolve(), limits)
    start = _start(path)
    if raw is not None:
        return (open_raw(path, raw, limits),)
    if start.startswith(b"PK"):
        return _of_zip(path, start, limits)
    packed = _unpacked(path, start)
    for module, reads in _READERS:
        if reads(packed if module in ("nifti", "mrc") else start, path):
            return _reader(module)(path, limits)
    if ome_set.is_ome_xml(start):
        return ome_set.datasets_of_companion(path, limits)
    for beside in sidecar.described_by(path):
        text = _start(beside)
        for module, reads in _READERS:
            if module in sidecar.READERS and reads(text, beside):
                return _reader(module)(beside, limits)
    raise unread_kind(path, start)


def _reader(module: str) -> Callable[[Path, ReadLimits], tuple[Dataset, ...]]:
    found: Callable[[Path, ReadLimits], tuple[Dataset, ...]] = importlib.import_module(
        f"imagerep.io.{module}"
    ).datasets
    return found


def _unpacked(path: Path, start: bytes) -> bytes:
    """First bytes of a file, decompressed where it is compressed whole."""
    codec = {b"\x1f\x8b": "gzip", b"BZ": "bzip2"}.get(start[:2])
    return first_decompressed(path, codec, _START_BYTES) if codec else start


def _of_zip(path: Path, start: bytes, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Arrays of an NPZ file or a zipped Zarr."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        names = []
    if any(name.rpartition("/")[2] in (".zarray", ".zgroup", "zarr.json") for name in names):
        return _reader("zarr")(path.resolve(), limits)
    if any(name.endswith(".npy") for name in names):
        return datasets_of_npz(path, limits)
    raise unread_kind(path, start)


def _listed(found: Sequence[Dataset]) -> str:
    """Names and shapes of arrays."""
    names = [f"{one.name or '/'} ({shape_text(one.shape)})" for one in found[:_LISTED]]
    return ", ".join(names) + ", …" * (len(found) > _LISTED)


def _chosen(path: Path, found: Sequence[Dataset], choice: Choice) -> tuple[Dataset, Choice]:
    """The dataset that was asked for, and what is left to choose of it."""
    if choice.dataset is not None:
        wanted = choice.dataset.strip("/")
        named = [one for one in found if one.name == wanted] or [
            one for one in found if one.name.rpartition("/")[2] == wanted
        ]
        if not named and len(found) == 1 and not found[0].name:
            raise ParameterError("no-datasets", name=path.name)
        if len(named) != 1:
            raise ParameterError(
                "no-such-dataset", name=path.name, wanted=choice.dataset, datasets=_listed(found)
            )
        found = named
    if choice.page is not None and (len(found) == 1 or all(one.is_page for one in found)):
        counts = [n_pages(one) for one in found]
        left = choice.page
        for one, count in zip(found, counts, strict=True):
            if 0 <= left < count:
                return one, replace(choice, page=left)
            left -= count
        raise ParameterError(
            "no-such-page", name=path.name, n_found=sum(counts), wanted=choice.page,
            last=sum(counts) - 1,
        )  # fmt: skip
    if len(found) > 1 and all(one.is_page for one in found):
        shapes = ", ".join(size_text([n for n in one.shape if n > 1]) for one in found[:4])
        raise ImageReadError(
            "several-images", name=path.name, n_images=len(found),
            shapes=shapes + ", …" * (len(found) > 4), last=sum(map(n_pages, found)) - 1,
        )  # fmt: skip
    if len(found) > 1 and not found[0].is_default:
        raise ImageReadError(
            "several-datasets", name=path.name, n_found=len(found), datasets=_listed(found)
        )
    return found[0], choice


@dataclass(frozen=True, slots=True)
class _GuardedPixels:
    """Pixels whose decoder may raise anything, of which a user sees one sentence."""

    path: Path
    pixels: Pixels

    def read(self, box: Box) -> NDArray[Any]:
        with reported(self.path, is_quiet=False):
            return self.pixels.read(box)


def _finished(path: Path, source: Source) -> Source:
    """An image with what a text beside its file tells, whose decoder is guarded."""
    return _guarded(path, with_scan_beside(source, path))


def _guarded(path: Path, source: Source) -> Source:
    if isinstance(source.pixels, ArrayPixels):
        return source
    return replace(
        source,
        pixels=_GuardedPixels(path, source.pixels),
        domain=source.domain and _GuardedPixels(path, source.domain),
        levels=tuple(_guarded(path, level) for level in source.levels),
    )


def _volume_of_files(folder: Path, choice: Choice, limits: ReadLimits) -> Source:
    """Volume of the DICOM files or of the slices in a folder."""
    with reported(folder):
        series = dicom.series(_dicom_files(folder), folder, limits)
        if series:
            source = images_of(*_chosen(folder, series, replace(choice, is_volume=False)))[0]
            return _guarded(folder, source)
    files = find_images(folder)
    return open_slices(files, folder.name, partial(open_image, limits=limits))


def _dicom_files(folder: Path) -> list[Path]:
    """DICOM files of a folder, which may have any name."""
    files = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    return [one for one in files if dicom.is_dicom_file(one)]


def _start(path: Path) -> bytes:
    if path.is_dir():
        raise ImageReadError("is-a-folder", path=str(path))
    if not path.exists():
        raise ImageReadError("no-such-file", path=str(path))
    if not stat.S_ISREG(path.stat().st_mode):
        raise ImageReadError("not-a-regular-file", path=str(path))
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    if not start:
        raise ImageReadError("empty-file", name=path.name)
    return start


@contextmanager
def reported(path: Path, *, is_quiet: bool = True) -> Iterator[None]:
    """Turn whatever a decoder raises or logs into the one sentence that a user needs.

    Warnings are silenced where it `is_quiet`; that is global, so not for what several threads do.
    """
    logs = [logging.getLogger(name) for name in _LOGS]
    complaints = _Complaints()
    for log in logs:
        log.addFilter(complaints)
    try:
        if is_quiet:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield
        else:
            yield
        if complaints.serious:
            raise ImageReadError("file-cut-off", name=path.name)
    except ImageRepError:
        raise
    except MemoryError as error:
        raise ImageLimitError("needs-too-much-memory", name=path.name) from error
    except PermissionError as error:
        raise ImageReadError("file-not-readable", path=str(path)) from error
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENAMETOOLONG, errno.ENOTDIR, errno.ELOOP):
            raise ImageReadError("no-such-file", path=str(path)) from error
        raise ImageReadError("file-damaged", name=path.name) from error
    except Exception as error:
        # Decoders raise whatever a damaged file leads them to; a user can only save it again.
        raise ImageReadError("file-damaged", name=path.name) from error
    finally:
        for log in logs:
            log.removeFilter(complaints)


class _Complaints(logging.Filter):
    """Keep a decoder's log from the user, and notice where it says that pages are missing."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()
        self._left = _COMPLAINTS_MAX
        self.serious = False

    def filter(self, record: logging.LogRecord) -> bool:
        if record.thread == self._thread:
            message = record.getMessage()
            self.serious |= any(words in message for words in _SERIOUS)
            self._left -= 1
            if self._left < 0:
                # page sizes that make no sense can keep the decoder in a loop without an end
                raise RuntimeError("endless complaints")
        return False
