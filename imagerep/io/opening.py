"""Opens image files: which reader takes a file, and what a damaged file leads to."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError
from imagerep.io.choice import Choice
from imagerep.io.find import find_images, is_zarr
from imagerep.io.limits import ReadLimits
from imagerep.io.npy import open_npy
from imagerep.io.slices import open_slices
from imagerep.io.source import ArrayPixels, Box, Pixels, Source
from imagerep.shapes import size_text

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RASTER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_NPY = b"\x93NUMPY"
_COMPLAINTS_MAX = 10_000
_SERIOUS = (
    "page offset", "offset to page", "corrupted tag list", "circular reference",
    "ImageJ series metadata", "zeroed", "failed to reshape", "RAW format", "incorrect Strip",
)  # fmt: skip
_KINDS = {
    b"PK\x03\x04": "a ZIP or NPZ archive", b"GIF8": "a GIF image", b"BM": "a BMP image",
    b"%PDF": "a PDF document", b"\x89HDF": "an HDF5 file", b"RIFF": "a WebP image or a video",
    b"\x00\x00\x00\x0cjP": "a JPEG 2000 image", b"\xff\x4f\xff\x51": "a JPEG 2000 image",
    b"\x1f\x8b": "a GZIP archive", b"7z\xbc\xaf": "a 7z archive", b"{": "text", b"<": "text",
    b"\xd0\xcf\x11\xe0": "a microscope's project or Office file",
}  # fmt: skip
_LIMITS = ReadLimits()


def open_image(
    path: str | PathLike[str],
    *,
    channel: int | None = None,
    time: int | None = None,
    volume: bool = False,
    limits: ReadLimits = _LIMITS,
) -> Source:
    """Open an image file without reading its pixels.

    Parameters
    ----------
    path : path-like
        TIFF, PNG, JPEG or NPY file, the folder of a Zarr, or with `volume` a folder of slices.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    volume : bool, optional
        Take time points, channels, or the files of a folder as the slices of a volume.
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
    """
    path = Path(path)
    if volume and path.is_dir() and not is_zarr(path):
        return _volume_of_slices(path, limits)
    with reported(path):
        found = _opened(path, limits, Choice(channel, time, is_volume=volume))
    if len(found) > 1:
        shapes = ", ".join(size_text(one.shape) for one in found[:4])
        raise ImageReadError(
            "several-images", name=path.name, n_images=len(found),
            shapes=shapes + ", …" * (len(found) > 4),
        )  # fmt: skip
    return _guarded(path, found[0])


def open_images(
    path: str | PathLike[str],
    *,
    channel: int | None = None,
    time: int | None = None,
    limits: ReadLimits = _LIMITS,
) -> tuple[Source, ...]:
    """Open every image of a file, each of several time points as one of its own.

    Parameters
    ----------
    path, channel, time, limits
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
    with reported(path):
        found = _opened(path, limits, Choice(channel, time, every_time=True))
    return tuple(_guarded(path, one) for one in found)


def _opened(path: Path, limits: ReadLimits, choice: Choice) -> tuple[Source, ...]:
    if is_zarr(path):
        from imagerep.io.zarr import open_zarr

        return (open_zarr(path.resolve(), limits, choice),)
    start = _start(path)
    if start.startswith(_TIFF):
        from imagerep.io.tiff import open_tiff

        return open_tiff(path, limits, choice)
    choice.index("channel", 1, path.name)
    choice.index("time", 1, path.name)
    if start.startswith(_RASTER):
        from imagerep.io.raster import open_raster

        return (open_raster(path, limits),)
    if start.startswith(_NPY):
        return (open_npy(path, limits),)
    raise ImageReadError("unknown-format", name=path.name, kind=_kind(start))


@dataclass(frozen=True, slots=True)
class _GuardedPixels:
    """Pixels whose decoder may raise anything, of which a user sees one sentence."""

    path: Path
    pixels: Pixels

    def read(self, box: Box) -> NDArray[Any]:
        with reported(self.path, is_quiet=False):
            return self.pixels.read(box)


def _guarded(path: Path, source: Source) -> Source:
    if isinstance(source.pixels, ArrayPixels):
        return source
    return replace(
        source,
        pixels=_GuardedPixels(path, source.pixels),
        domain=source.domain and _GuardedPixels(path, source.domain),
        levels=tuple(_guarded(path, level) for level in source.levels),
    )


def _volume_of_slices(folder: Path, limits: ReadLimits) -> Source:
    files = find_images(folder)
    return open_slices(files, folder.name, partial(open_image, limits=limits))


def _start(path: Path) -> bytes:
    if path.is_dir():
        raise ImageReadError("is-a-folder", path=str(path))
    if not path.exists():
        raise ImageReadError("no-such-file", path=str(path))
    if not path.is_file():
        raise ImageReadError("not-a-regular-file", path=str(path))
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise ImageReadError("empty-file", name=path.name)
    return start


def _kind(start: bytes) -> str:
    for magic, kind in _KINDS.items():
        if start.startswith(magic):
            return kind
    if all(byte >= 32 or byte in b"\t\r\n\f" for byte in start):
        return "text"
    return "something unknown"


@contextmanager
def reported(path: Path, *, is_quiet: bool = True) -> Iterator[None]:
    """Turn whatever a decoder raises or logs into the one sentence that a user needs.

    Warnings are silenced where it `is_quiet`; that is global, so not for what several threads do.
    """
    log = logging.getLogger("tifffile")
    complaints = _Complaints()
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
    except FileNotFoundError as error:
        raise ImageReadError("no-such-file", path=str(path)) from error
    except Exception as error:
        # Decoders raise whatever a damaged file leads them to; a user can only save it again.
        raise ImageReadError("file-damaged", name=path.name) from error
    finally:
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
