"""Files and pictures that are dropped or pasted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap

from imagerep_qt.session import AppError, Image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Incoming:
    """Files and folders, or a picture."""

    paths: tuple[Path, ...] = ()
    picture: QImage | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to open."""
        return not self.paths and (self.picture is None or self.picture.isNull())


def incoming_of(data: QMimeData) -> Incoming | None:
    """What was dropped or pasted; None where it is neither files nor a picture."""
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return Incoming(paths)
    if data.hasImage():
        picture = data.imageData()
        if isinstance(picture, QPixmap):
            picture = picture.toImage()
        return Incoming(picture=QImage(picture) if isinstance(picture, QImage) else None)
    return None


def image_of(picture: QImage, name: str) -> Image:
    """Image with the pixels of a picture."""
    from imagerep.io.source import in_memory

    if picture.isNull():
        raise AppError("no-image-on-clipboard")
    colours = _array(picture)
    is_grey = bool((colours == colours[..., :1]).all())
    pixels = colours[..., 0].copy() if is_grey else colours
    return Image.of(in_memory(pixels, name, is_colour=not is_grey))


def _array(picture: QImage) -> NDArray[np.uint8]:
    import numpy as np

    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    height, width, stride = picture.height(), picture.width(), picture.bytesPerLine()
    rows = np.frombuffer(picture.constBits(), np.uint8, height * stride).reshape(height, stride)
    return rows[:, : 3 * width].copy().reshape(height, width, 3)  # the picture owns the memory
