"""Readers of image files: each returns what it found, undecided about phases."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError
from imagerep.image_files import is_zarr
from imagerep.readers.decoded import Decoded, ReadLimits
from imagerep.readers.npy import decode_npy
from imagerep.readers.raster import decode_raster
from imagerep.readers.tiff import decode_tiff
from imagerep.readers.tiff_checks import cut_off
from imagerep.readers.zarr import decode_zarr

__all__ = ["Decoded", "ReadLimits", "decode", "reported"]

_SUPPORTED = "Save it as TIFF, PNG, JPEG, NPY or Zarr."
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RASTER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_COMPLAINTS_MAX = 10_000
_SERIOUS = (
    "page offset", "offset to page", "corrupted tag list", "circular reference",
    "ImageJ series metadata", "zeroed", "failed to reshape", "RAW format", "incorrect Strip",
)  # fmt: skip
_NPY = b"\x93NUMPY"
_KNOWN = {
    b"PK\x03\x04": "a ZIP or NPZ archive", b"GIF8": "a GIF image", b"BM": "a BMP image",
    b"%PDF": "a PDF document", b"\x89HDF": "an HDF5 file", b"RIFF": "a WebP image or a video",
    b"\x00\x00\x00\x0cjP": "a JPEG 2000 image", b"\xff\x4f\xff\x51": "a JPEG 2000 image",
    b"\x1f\x8b": "a GZIP archive", b"7z\xbc\xaf": "a 7z archive", b"{": "text", b"<": "text",
    b"\xd0\xcf\x11\xe0": "a microscope's project or Office file",
}  # fmt: skip


def decode(
    path: Path, limits: ReadLimits, *, channel: int | None = None, time: int | None = None,
    every_time: bool = False,
) -> tuple[Decoded, ...]:  # fmt: skip
    """Decode a file by what its first bytes say it is.

    Parameters
    ----------
    path : Path
        The file; its extension does not matter.
    limits : ReadLimits
        How large it may be.
    channel, time : int, optional
        Which of several channels and time points, from 0.
    every_time : bool, optional
        Return each of several time points as an image of its own.

    Returns
    -------
    tuple of Decoded
        One or more images.

    Raises
    ------
    ImageReadError
        If it cannot be read as an image.
    ImageLimitError
        If it is too large.
    """
    with reported(path):
        if is_zarr(path):
            return (decode_zarr(path, limits),)
        start = _start(path)
        if start.startswith(_TIFF):
            return decode_tiff(path, limits, channel=channel, time=time, every_time=every_time)
        if start.startswith(_RASTER):
            return (decode_raster(path, limits),)
        if start.startswith(_NPY):
            return (decode_npy(path, limits),)
        raise ImageReadError(
            f"“{path.name}” is not an image that can be read: it holds {_kind(start)}.",
            _SUPPORTED,
        )


def _start(path: Path) -> bytes:
    if path.is_dir():
        raise ImageReadError(
            f"“{path}” is a folder.", "Name a file in it, or read the folder's files one by one."
        )
    if not path.exists():
        raise ImageReadError(f"There is no file “{path}”.", "Check its name and folder.")
    if not path.is_file():
        raise ImageReadError(f"“{path}” is not a file but a device.", "Name an image file.")
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise ImageReadError(f"“{path.name}” is an empty file.", "Copy or save it anew.")
    return start


def _kind(start: bytes) -> str:
    for magic, kind in _KNOWN.items():
        if start.startswith(magic):
            return kind
    if all(byte >= 32 or byte in b"\t\r\n\f" for byte in start):
        return "text"
    return "something unknown"


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn whatever a decoder raises or warns into the one sentence that a user needs.

    Parameters
    ----------
    path : Path
        The file that is read.

    Raises
    ------
    ImageReadError
        If it is damaged; also where the decoder only logs that parts are missing.
    ImageLimitError
        If it needs more memory than there is.
    """
    log = logging.getLogger("tifffile")
    complaints = _Complaints()
    log.addFilter(complaints)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
        if complaints.serious:
            raise cut_off(path)
    except ImageRepError:
        raise
    except MemoryError as error:
        raise ImageLimitError(
            f"“{path.name}” needs more memory than there is.", "Crop or downscale it first."
        ) from error
    except PermissionError as error:
        raise ImageReadError(
            f"“{path}” may not be read.", "Ask for the permission to read it, or copy it."
        ) from error
    except FileNotFoundError as error:
        raise ImageReadError(f"There is no file “{path}”.", "Check its name and folder.") from error
    except Exception as error:
        # Decoders raise whatever a damaged file leads them to; a user can only save it again.
        raise ImageReadError(
            f"“{path.name}” cannot be read: it is damaged, cut off, or of a rare kind.",
            "Save it again in the program that made it, as a plain TIFF or PNG.",
        ) from error
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
