"""TIFF and BigTIFF files, read by page, tile or row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tifffile import TiffFile, TiffFileError, TiffPageSeries

from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError
from imagerep.large.optional import need
from imagerep.large.sources import (
    Box,
    file_identity,
    kept,
    short,
    squeezed_index,
    stored_box,
)
from imagerep.large.stored import StoredImage
from imagerep.readers.decoded import ReadLimits
from imagerep.readers.tiff_calibration import find_calibration
from imagerep.readers.tiff_checks import check_first_page


@dataclass(frozen=True, slots=True, kw_only=True)
class TiffSource(StoredImage):
    """The first image of a TIFF; make with `open_tiff`."""

    stored_shape: tuple[int, ...]
    stored_dtype: np.dtype[Any]
    index: tuple[int | slice, ...]
    offset: int | None

    def read(self, box: Box) -> NDArray[Any]:
        """Read a part.

        Parameters
        ----------
        box : tuple of slice
            The part.

        Returns
        -------
        ndarray

        Raises
        ------
        ImageReadError
            If a page or tile is damaged; names it.
        ImageLimitError
            If a page, strip or tile, which is decoded whole, does not fit in memory.
        """
        try:
            if self.offset is not None:
                mapped = np.memmap(
                    self.path, self.stored_dtype, "r", self.offset, self.stored_shape
                )
                return np.array(mapped[stored_box(box, self.index)], self.dtype)
            with TiffFile(self.path, _multifile=False) as tiff:
                series = tiff.series[0]
                if len(self.shape) == 3:
                    return self._pages(series, box)
                return self._tiles(series, box)
        except ImageRepError:
            raise
        except MemoryError as error:
            raise ImageLimitError(
                f"“{self.name}” needs more memory than there is.",
                "Store it in smaller pieces: as Zarr, or a single plane as a TIFF with tiles.",
            ) from error
        except Exception as error:
            raise self.unreadable(box, error) from error

    def _pages(self, series: TiffPageSeries, box: Box) -> NDArray[Any]:
        shape = tuple(part.stop - part.start for part in box)
        found = np.empty(shape, self.dtype)
        for target, number in enumerate(range(box[0].start, box[0].stop)):
            page = series.pages[number]
            try:
                if page is None:
                    raise EOFError("it is missing")
                values = page.asarray(maxworkers=1)
                found[target] = values.reshape(self.shape[1:])[box[1], box[2]]
            except MemoryError:
                raise
            except Exception as error:
                raise self.unreadable(f"on page {number + 1}", error) from error
        return found

    def _tiles(self, series: TiffPageSeries, box: Box) -> NDArray[Any]:
        zarr = need("zarr", "to read a large TIFF by tiles")
        with series.aszarr(maxworkers=1, zattrs={}) as store:
            node = zarr.open(store, mode="r")
            array = node if isinstance(node, zarr.Array) else node["0"]
            return np.asarray(array[stored_box(box, self.index)])


def open_tiff(path: Path) -> TiffSource:
    """Open the first image of a TIFF.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    TiffSource

    Raises
    ------
    ImageReadError
        If it is not one, or holds colours.
    """
    path = path.resolve()
    try:
        with TiffFile(path, _multifile=False) as tiff:
            check_first_page(path, tiff)
            ReadLimits().check_pages(path, len(tiff.pages))
            series = tiff.series[0]
            page = series.keyframe
            if page.samplesperpixel > 1:
                raise ImageReadError(
                    f"“{path.name}” is a colour image.",
                    "Save its labels as whole numbers in one channel.",
                )
            index = squeezed_index(series.shape, f"“{path.name}”")
            shape = kept(series.shape, index)
            calibration, _ = find_calibration(tiff, page, 0, len(shape))
            is_mapped = series.dataoffset is not None and page.is_memmappable
            stored = np.dtype(series.dtype).newbyteorder(tiff.byteorder)
            if not is_mapped and len(shape) == 3 and len(series.pages) != shape[0]:
                raise ImageReadError(
                    f"“{path.name}” stores its volume in another way than page by page.",
                    "Convert it to Zarr, or to a TIFF with one page a slice.",
                )
            chunks = (1, *shape[1:])
            if not is_mapped and len(shape) == 2:
                chunks = (
                    (page.tilelength, page.tilewidth)
                    if page.is_tiled
                    else (page.rowsperstrip, shape[1])
                )
            return TiffSource(
                path=path,
                shape=shape,
                dtype=np.dtype(series.dtype),
                chunks=tuple(min(one, side) for one, side in zip(chunks, shape, strict=True)),
                identity=file_identity(path),
                calibration=calibration,
                stored_shape=series.shape,
                stored_dtype=stored,
                index=index,
                offset=series.dataoffset if is_mapped else None,
            )
    except ImageRepError:
        raise
    except (TiffFileError, OSError, ValueError, IndexError, KeyError) as error:
        raise ImageReadError(
            f"“{path.name}” cannot be read as a TIFF ({short(error)}).",
            "Check that the file is complete.",
        ) from error
