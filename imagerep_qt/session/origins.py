"""Origin of images, and checksums that identify them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.errors import MeasurementCancelled
from imagerep_qt.session.images import Image
from imagerep_qt.session.messages import AppError
from imagerep_qt.session.opening import WHOLE_FILE, Opening

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHECKSUM_CHUNK = 1 << 22
MAX_BYTES_IN_MEMORY = 16 << 20
"""Larger images from memory get no checksum: it would take more than half a frame."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Origin of an image."""

    name: str
    path: Path | None = None  # None for the clipboard or another program
    checksum: str = ""  # SHA-256 of the file or files in hexadecimal; empty where unknown
    opening: Opening = WHOLE_FILE  # which image of the file
    pixels: str = ""  # equal for images of the same pixels; empty where unknown


def pixels_of(image: Image, path: Path | None = None) -> str:
    """Identifier that images of the same pixels share, whatever their format."""
    if not image.is_in_memory:
        return _of_file(path)
    import numpy as np

    values, domain = image.overview.values, image.overview.domain
    if path is None and values.nbytes > MAX_BYTES_IN_MEMORY:
        return ""
    labels = image.segmentation.phase_labels if image.segmentation is not None else ()
    if len(labels) == 2:
        kind, digest = "phases", _of_two_phases(values, labels[1])
    else:
        kind, digest = str(values.dtype), hashlib.sha256(np.ascontiguousarray(values).data)
    if domain is not None:
        digest.update(np.packbits(domain).data)
    return f"{values.shape} {kind} {digest.hexdigest()}"


def _of_file(path: Path | None) -> str:
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return ""
    return "" if found is None else f"{found.st_dev} {found.st_ino} {found.st_mtime_ns}"


def _of_two_phases(labels: NDArray[np.generic], larger: int) -> hashlib._Hash:
    """SHA-256 that masks of 0 and 1, and of 0 and 255, share."""
    import numpy as np

    digest = hashlib.sha256()
    flat = labels.reshape(-1)
    for start in range(0, flat.size, _CHECKSUM_CHUNK):
        digest.update(np.packbits(flat[start : start + _CHECKSUM_CHUNK] == larger).data)
    return digest


def checksum(paths: Sequence[Path], should_stop: Callable[[], bool] | None = None) -> str:
    """SHA-256 of a file, or of several one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                while piece := file.read(_CHECKSUM_CHUNK):
                    if should_stop is not None and should_stop():
                        raise MeasurementCancelled("cancelled")
                    digest.update(piece)
        except OSError as error:
            raise unreadable(path, error) from error
    return digest.hexdigest()


def unreadable(path: Path, error: OSError) -> AppError:
    """Error of a file that the system does not let the app read."""
    reason = error.strerror or type(error).__name__
    return AppError("file-unreadable", name=path.name, reason=reason)
