"""How large a file may be, checked before anything is allocated or decoded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imagerep.errors import ImageLimitError
from imagerep.shapes import shape_text

_FREE_BYTES = 1 << 28
_FEW_CHUNKS = 100_000
_SMALL_CHUNK_BYTES = 1 << 12


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How large a file may be, checked before anything is decoded.

    Parameters
    ----------
    max_pixels : int
        Pixels or voxels in all; those that do not fit in memory are read in parts.
    max_page_pixels : int
        Pixels of one page, tile or chunk that has to be decoded whole (5e8 is an image of about
        22,000 pixels a side).
    max_bytes : int
        Bytes of an array that has to be decoded whole.
    max_pages : int
        Pages of a TIFF.
    max_expansion : float
        Decoded bytes per byte of file, for arrays above 256 MiB. Deflate, which PNG and most TIFF
        use, reaches 1,032 on a constant image and stays far below it on a microstructure.
    """

    max_pixels: int = 10**12
    max_page_pixels: int = 500_000_000
    max_bytes: int = 16 << 30
    max_pages: int = 100_000
    max_expansion: float = 1000.0

    def check_pages(self, path: Path, n_pages: int) -> None:
        """Refuse too many pages."""
        if n_pages > self.max_pages:
            raise ImageLimitError(
                "too-many-pages", name=path.name, n_pages=n_pages, limit=self.max_pages
            )

    def check(
        self,
        path: Path,
        shape: Sequence[int],
        itemsize: int,
        *,
        n_bytes: int | None = None,
        chunk: Sequence[int] | None = None,
    ) -> None:
        """Refuse an array that is larger than the limits.

        Parameters
        ----------
        path : Path
            The file, for the message.
        shape : sequence of int
            Shape of the array, with its samples a pixel.
        itemsize : int
            Bytes of one value.
        n_bytes : int, optional
            Bytes of the compressed file, against which the array's are held.
        chunk : sequence of int, optional
            Shape of what has to be decoded in one piece.
        """
        n_values, n_chunk = math.prod(shape), math.prod(chunk or ())
        size = n_values * itemsize
        about = {"name": path.name, "shape": shape_text(shape), "gigabytes": size / 1e9}
        if n_values > self.max_pixels:
            raise ImageLimitError("too-many-pixels", **about, limit=self.max_pixels)
        if n_chunk > self.max_page_pixels:
            raise ImageLimitError(
                "chunk-too-large", **about, chunk=shape_text(chunk or ()),
                limit=self.max_page_pixels,
            )  # fmt: skip
        if chunk is not None and n_chunk * itemsize > self.max_bytes:
            raise ImageLimitError("too-many-bytes", **about, limit=self.max_bytes / 1e9)
        if n_bytes is not None and size > max(_FREE_BYTES, self.max_expansion * n_bytes):
            raise ImageLimitError("expands-too-much", **about, n_bytes=n_bytes)

    def check_chunks(
        self, path: Path, shape: Sequence[int], chunk: Sequence[int], itemsize: int
    ) -> None:
        """Refuse an image in very many very small chunks, which would be read for hours."""
        n_chunks = math.prod(-(-side // part) for side, part in zip(shape, chunk, strict=True))
        n_bytes = math.prod(chunk) * itemsize
        if n_chunks > _FEW_CHUNKS and n_bytes < _SMALL_CHUNK_BYTES:
            raise ImageLimitError(
                "chunks-too-small", name=path.name, n_chunks=n_chunks, n_bytes=n_bytes
            )
