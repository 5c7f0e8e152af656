"""Zarr arrays (versions 2 and 3) and OME-Zarr images."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError, ImageRepError
from imagerep.large.optional import need
from imagerep.large.sources import (
    Box,
    box_text,
    chunk_boxes,
    files_stamp,
    kept,
    short,
    squeezed_index,
    stored_box,
)
from imagerep.large.stored import StoredImage
from imagerep.large.zarr_reading import read_part
from imagerep.units import combine

_SPACE = "space"
_METADATA = ("zarr.json", ".zarray")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZarrSource(StoredImage):
    """A Zarr array; make with `open_zarr`."""

    component: str
    index: tuple[int | slice, ...]
    levels: tuple[str, ...] = ()

    def stamp(self, box: Box) -> str | None:
        """Sizes and times of change of the files of the chunks, or of the shards that hold them."""
        try:
            array = self._open()
            sides = array.shards or array.chunks
            stored = stored_box(box, self.index)
            ranges = [
                range(part.start // side, -(-part.stop // side))
                if isinstance(part, slice)
                else (part // side,)
                for part, side in zip(stored, sides, strict=True)
            ]
            return files_stamp(self._file(array, where) for where in product(*ranges))
        except Exception:  # of whatever kind, reading says it better
            return None

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
            If a chunk is damaged; names its file.
        """
        try:
            part = stored_box(box, self.index)
            return np.asarray(read_part(self.path, self.component, part))
        except (ImageRepError, MemoryError):
            raise
        except Exception as error:
            raise self._located(box, error) from error

    def coarser(self) -> tuple[ZarrSource, ...]:
        """Coarser levels of an OME-Zarr image; those that are no images with its axes are left out.

        Returns
        -------
        tuple of ZarrSource
        """
        found = []
        for component in self.levels:
            level = replace(self, component=component, levels=())
            try:
                array = level._open()
                index = squeezed_index(array.shape, self.name)
            except Exception:  # noqa: S112 - levels are a convenience
                continue
            shape = kept(array.shape, index)
            if len(shape) == len(self.shape) and array.dtype.kind in "biuf":
                chunks = kept(array.chunks, index)
                one = replace(level, shape=shape, dtype=array.dtype, chunks=chunks, index=index)
                found.append(one)
        return tuple(found)

    def _open(self) -> Any:
        zarr = need("zarr", "to read Zarr")
        return zarr.open_array(self.path, path=self.component, mode="r")

    def _file(self, array: Any, where: tuple[int, ...]) -> Path:
        key: str = array.metadata.encode_chunk_key(where)
        return self.path / self.component / key

    def _located(self, box: Box, error: Exception) -> ImageReadError:
        """Error that names the first chunk of a part that cannot be read."""
        try:
            array = self._open()
            for chunk in chunk_boxes(self.shape, self.chunks, box):
                stored = stored_box(chunk, self.index)
                try:
                    array[stored]
                except Exception as cause:
                    return self._damaged(array, stored, chunk, cause)
        except Exception as cause:
            error = cause
        return self.unreadable(box, error)

    def _damaged(
        self, array: Any, stored: tuple[int | slice, ...], chunk: Box, cause: Exception
    ) -> ImageReadError:
        sides = array.shards or array.chunks
        starts = (part.start if isinstance(part, slice) else part for part in stored)
        where = tuple(start // side for start, side in zip(starts, sides, strict=True))
        file = self._file(array, where)
        return ImageReadError(
            f"The chunk “{file}” {box_text(chunk)} is damaged ({short(cause)}).",
            "Restore that file from a copy.",
        )


def open_zarr(path: Path) -> ZarrSource:
    """Open a Zarr array, or the full resolution of an OME-Zarr image.

    Parameters
    ----------
    path : Path
        Folder of an array, of an OME-Zarr image, or of a group with one array.

    Returns
    -------
    ZarrSource

    Raises
    ------
    ImageReadError
        If there is no array, or several and none is the image.
    MissingPackageError
        If Zarr is not installed.
    """
    zarr = need("zarr", "to read Zarr")
    path = path.resolve()
    levels: tuple[str, ...] = ()
    try:
        node = zarr.open(path, mode="r")
        if isinstance(node, zarr.Group):
            component, sides, levels = _of_group(node, path)
            array = node[component]
        else:
            component, sides, array = "", None, node
    except ImageRepError:
        raise
    except Exception as error:
        raise ImageReadError(
            f"“{path.name}” cannot be read as Zarr ({short(error)}).", "Check that it is complete."
        ) from error
    index = squeezed_index(array.shape, f"“{path.name}”")
    return ZarrSource(
        path=path,
        component=component,
        shape=kept(array.shape, index),
        dtype=array.dtype,
        chunks=kept(array.chunks, index),
        index=index,
        identity=f"{path} {component} {array.shape} {array.dtype} {array.chunks} "
        + files_stamp(path / component / name for name in _METADATA),
        calibration=None if sides is None else combine(kept(sides, index)),
        levels=levels,
    )


def _of_group(
    group: Any, path: Path
) -> tuple[str, tuple[tuple[float, str], ...] | None, tuple[str, ...]]:
    """Path of the image in a group, size and unit along each of its axes, and coarser levels."""
    found = group.attrs.get("ome", group.attrs).get("multiscales")
    if found:
        more = found[0]["datasets"][1:]
        levels = (level.get("path") for level in more if isinstance(level, dict))
        return (*_of_multiscale(found[0]), tuple(one for one in levels if isinstance(one, str)))
    names = [name for name, _ in group.arrays()]
    if len(names) != 1:
        what = f"{len(names)} arrays ({', '.join(sorted(names)[:8])})" if names else "no array"
        raise ImageReadError(
            f"“{path.name}” holds {what}.",
            "Name the folder of the array itself." if names else "Check the path.",
        )
    return names[0], None, ()


def _of_multiscale(image: dict[str, Any]) -> tuple[str, tuple[tuple[float, str], ...] | None]:
    level = image["datasets"][0]
    axes = image.get("axes") or []
    scale = [1.0] * len(axes)
    name = "coordinateTransformations"
    is_scaled = False
    for one in (*level.get(name, ()), *image.get(name, ())):
        if one.get("type") == "scale" and len(one.get("scale", ())) == len(scale):
            scale = [a * float(b) for a, b in zip(scale, one["scale"], strict=True)]
            is_scaled = True
    if not is_scaled or not all(isinstance(axis, dict) for axis in axes):
        return level["path"], None
    sides = tuple(
        (size, axis.get("unit", "") if axis.get("type", _SPACE) == _SPACE else "")
        for size, axis in zip(scale, axes, strict=True)
    )
    return level["path"], sides
