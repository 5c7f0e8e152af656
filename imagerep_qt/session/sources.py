"""Origin of images, and checksums that identify them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from imagerep.errors import ImageReadError, MeasurementCancelled
from imagerep.segmentation import Segmentation
from imagerep_qt.session.images import Image

_CHECKSUM_CHUNK = 1 << 22
MAX_BYTES_IN_MEMORY = 16 << 20
"""Larger images from memory get no checksum: it would take more than half a frame."""


@dataclass(frozen=True, slots=True)
class Source:
    """Origin of an image."""

    name: str
    path: Path | None = None  # None for the clipboard or another program
    checksum: str = ""  # SHA-256 of the file in hexadecimal; empty where unknown
    pixels: str = ""  # equal for images of the same pixels; empty where unknown


def pixels_of(image: Image, path: Path | None = None) -> str:
    """Identifier that images of the same pixels share, whatever their format."""
    known = image.segmentation
    pixels = known.labels if isinstance(known, Segmentation) else image.grey
    if isinstance(pixels, np.ndarray):
        if path is None and pixels.nbytes > MAX_BYTES_IN_MEMORY:
            return ""
        if isinstance(known, Segmentation) and len(known.phases) == 2:
            kind, digest = "phases", _of_two_phases(known)
        else:
            kind, digest = str(pixels.dtype), hashlib.sha256(np.ascontiguousarray(pixels).data)
        return f"{pixels.shape} {kind} {digest.hexdigest()}"
    if path is None:
        return ""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev} {found.st_ino} {found.st_mtime_ns}"


def _of_two_phases(known: Segmentation) -> hashlib._Hash:
    """SHA-256 that masks of 0 and 1, and of 0 and 255, share."""
    digest = hashlib.sha256()
    larger = max(phase.label for phase in known.phases)
    flat = known.labels.reshape(-1)
    for start in range(0, flat.size, _CHECKSUM_CHUNK):
        digest.update(np.packbits(flat[start : start + _CHECKSUM_CHUNK] == larger).data)
    return digest


def checksum(path: Path, should_stop: Callable[[], bool] | None = None) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHECKSUM_CHUNK):
                if should_stop is not None and should_stop():
                    raise MeasurementCancelled("Reading was stopped.")
                digest.update(piece)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ImageReadError(
            f"“{path.name}” cannot be read ({reason.lower()}).",
            "Check that the file is there and that you may open it.",
        ) from error
    return digest.hexdigest()
