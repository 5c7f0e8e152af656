"""Zarr arrays (versions 2 and 3) and OME-Zarr images, in folders and ZIP files."""

from __future__ import annotations

import asyncio
import math
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError, ImageRepError
from imagerep.io import codecs
from imagerep.io.dataset import Dataset, Side
from imagerep.io.limits import ReadLimits
from imagerep.io.source import Box, box_text, short_reason, unreadable
from imagerep.messages import Message
from imagerep.optional import need

_PURPOSE = "to read Zarr"
_SPACE = "space"
_MEMBERS_MAX = 1000
_DEPTH_MAX = 3
_LARGE_BYTES = 1 << 28
_COMPRESSORS = ("compressor", "_gzip_codec", "_zstd_codec", "_blosc_codec", "_codec")
"""Where Zarr's codecs keep what they leave to numcodecs."""

_DECODERS: dict[str, Callable[[Any, int], Any]] = {
    "gzip": codecs.inflate, "zlib": codecs.inflate, "bz2": codecs.bzip2, "lzma": codecs.xz,
    "zstd": codecs.zstandard, "blosc": codecs.blosc, "lz4": codecs.lz4_with_size,
}  # fmt: skip
"""Decoders that stop at a size, by the names of numcodecs."""


@dataclass(frozen=True, slots=True)
class _ZarrPixels:
    """Pixels of an array, or of an array in a group, in the axes as stored."""

    path: Path
    component: str

    def read(self, box: Box) -> NDArray[Any]:
        try:
            return np.asarray(_read_part(self.path, self.component, box))
        except (ImageRepError, MemoryError):
            raise
        except Exception as error:
            raise self._located(box, error) from error

    def _located(self, box: Box, error: Exception) -> ImageReadError:
        """Error that names the first chunk of a box that cannot be read."""
        try:
            array = _open_array(self.path, self.component)
            sides = array.shards or array.chunks
            ranges = [
                range(part.start // side, -(-part.stop // side))
                for part, side in zip(box, sides, strict=True)
            ]
            for where in product(*ranges):
                chunk = tuple(
                    slice(k * side, min((k + 1) * side, length))
                    for k, side, length in zip(where, sides, array.shape, strict=True)
                )
                try:
                    array[chunk]
                except Exception as cause:
                    key = array.metadata.encode_chunk_key(where)
                    file = str(self.path / self.component / key)
                    return ImageReadError(
                        "chunk-damaged", file=file, box=box_text(chunk), reason=short_reason(cause)
                    )
        except Exception as cause:
            error = cause
        return unreadable(self.path.name, box, error)


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open a Zarr: an array, the images and labels of an OME-Zarr, or the arrays of a group.

    `path` is a folder or a ZIP file. The image of an OME-Zarr comes first, its labels follow.
    """
    zarr = need("zarr", _PURPOSE, "formats")
    try:
        node = zarr.open(_store(path), mode="r")
        images = (
            tuple(_images(node))
            if isinstance(node, zarr.Group)
            else (_Image("", (_Level("", node),)),)
        )
    except ImageRepError:
        raise
    except Exception as error:
        raise ImageReadError(
            "zarr-unreadable", name=path.name, reason=short_reason(error)
        ) from error
    if not images:
        raise ImageReadError("zarr-without-array", name=path.name)
    if len(images) == 1:
        images = (replace(images[0], name=""),)
    labels = tuple(one.name for one in images if one.is_labels and one.name)
    return tuple(_of_image(path, one, limits, labels) for one in images)


@dataclass(frozen=True, slots=True)
class _Level:
    """An array, with the size and unit along each of its axes."""

    component: str
    array: Any
    sides: tuple[Side, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Image:
    """Arrays of an image, the finest first, with the letter of each axis."""

    name: str
    levels: tuple[_Level, ...]
    axes: str = ""
    is_labels: bool = False


def _of_image(path: Path, image: _Image, limits: ReadLimits, labels: tuple[str, ...]) -> Dataset:
    levels = [_of_array(path, level, image.axes) for level in image.levels]
    first = levels[0]

    def check() -> None:
        itemsize = first.dtype.itemsize
        if first.dtype.kind not in "biuf":
            raise ImageReadError("values-no-pixels", name=path.name, dtype=str(first.dtype))
        for one, level in zip(levels, image.levels, strict=True):
            limits.check(path, one.shape, itemsize, chunk=level.array.chunks)
            limits.check_chunks(path, one.shape, level.array.chunks, itemsize)
        is_large = math.prod(first.shape) * itemsize > _LARGE_BYTES
        if is_large and not _has_chunks(path, image.levels[0].component):
            raise ImageReadError("values-not-written", name=path.name)

    notes: tuple[Message, ...] = ()
    if labels and not image.is_labels:
        notes = (Message("labels-in-file", names=", ".join(labels)),)
    return replace(
        first, name=image.name, is_labels=image.is_labels, is_default=not image.name, notes=notes,
        check=check,
        levels=tuple(one for one in levels[1:] if len(one.shape) == len(first.shape)),
    )  # fmt: skip


def _has_chunks(path: Path, component: str) -> bool:
    """Whether any chunk of an array is stored; without one it claims any size and is empty."""
    if path.is_file():
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.namelist() if one.startswith(component)]
    else:
        walk = os.walk(path / component)
        return any(not one.startswith((".z", "zarr.json")) for *_, files in walk for one in files)
    return any(not Path(name).name.startswith((".z", "zarr.json")) for name in names)


def _of_array(path: Path, level: _Level, axes: str) -> Dataset:
    array = level.array
    shape, dtype = tuple(map(int, array.shape)), np.dtype(array.dtype)
    axes = axes if len(axes) == len(shape) else ""
    sides = {}
    if level.sides is not None and axes:
        sides = dict(zip(axes, level.sides, strict=True))
    return Dataset(
        path, shape, dtype.newbyteorder("="), _ZarrPixels(path, level.component), axes,
        chunks=tuple(map(int, array.shards or array.chunks)), sides=sides,
    )  # fmt: skip


def _images(group: Any, prefix: str = "", depth: int = 0) -> Iterator[_Image]:
    """Images of a group: its own, those of its labels, and its arrays and groups."""
    attributes = group.attrs.get("ome", group.attrs)
    found = attributes.get("multiscales")
    if found:
        yield _of_multiscale(group, found[0], prefix)
        yield from _labels(group, prefix)
        return
    names = sorted(name for name, _ in group.arrays())
    for name in names[:_MEMBERS_MAX]:
        yield _Image(f"{prefix}{name}", (_Level(f"{prefix}{name}", group[name]),))
    if depth < _DEPTH_MAX:
        for name in sorted(name for name, _ in group.groups())[:_MEMBERS_MAX]:
            yield from _images(group[name], f"{prefix}{name}/", depth + 1)


def _labels(group: Any, prefix: str) -> Iterator[_Image]:
    """Label images that an OME-Zarr image lists, or has all the same."""
    try:
        labels = group["labels"]
        names = labels.attrs.get("ome", labels.attrs).get("labels")
        if not isinstance(names, list):
            names = sorted(name for name, _ in labels.groups())
    except KeyError:
        return
    for name in [str(name) for name in names[:_MEMBERS_MAX]]:
        try:
            one = labels[name]
            found = one.attrs.get("ome", one.attrs)["multiscales"][0]
            image = _of_multiscale(one, found, f"{prefix}labels/{name}/")
        except (KeyError, IndexError, TypeError):
            continue  # listed and not there
        yield replace(image, name=f"{prefix}labels/{name}", is_labels=True)


def _of_multiscale(group: Any, image: dict[str, Any], prefix: str) -> _Image:
    first, *others = image["datasets"]
    axes = [axis if isinstance(axis, dict) else {"name": axis} for axis in image.get("axes") or []]
    levels = [_Level(f"{prefix}{first['path']}", group[first["path"]], _scale(image, first, axes))]
    for one in others:
        try:
            array = group[one["path"]]
            levels.append(_Level(f"{prefix}{one['path']}", array, _scale(image, one, axes)))
        except Exception:  # noqa: S112 - coarser levels are a convenience
            continue
    names = "".join(str(axis.get("name", "?"))[:1].upper() for axis in axes)
    if not axes and len(levels[0].array.shape) == 5:
        names = "TCZYX"  # of OME-Zarr 0.1 and 0.2, which had no axes
    return _Image(prefix.rstrip("/"), tuple(levels), names)


def _scale(
    image: dict[str, Any], level: dict[str, Any], axes: list[dict[str, Any]]
) -> tuple[Side, ...] | None:
    """Size and unit along every axis of a level; None where nothing is told."""
    scale, is_scaled = [1.0] * len(axes), False
    key = "coordinateTransformations"
    for one in (*level.get(key, ()), *image.get(key, ())):
        if one.get("type") == "scale" and len(one.get("scale", ())) == len(scale):
            scale = [a * float(b) for a, b in zip(scale, one["scale"], strict=True)]
            is_scaled = True
    sides = tuple(
        (size, axis.get("unit", "") if axis.get("type", _SPACE) == _SPACE else "")
        for size, axis in zip(scale, axes, strict=True)
    )
    return sides if is_scaled else None


@lru_cache(maxsize=1)
def _local_store() -> Any:
    """Zarr's store of a folder that opens regular files only: a pipe would block for ever."""
    storage = need("zarr.storage", _PURPOSE, "formats")

    class RegularFiles(storage.LocalStore):  # type: ignore[misc, name-defined]
        async def get(self, key: str, *args: Any, **options: Any) -> Any:
            path = self.root / key
            try:
                mode = path.stat().st_mode
            except OSError:
                mode = stat.S_IFREG  # absent: the store answers
            if not stat.S_ISREG(mode):  # a folder would be taken for a chunk of zeros
                raise ImageReadError("not-a-regular-file", path=str(path))
            return await super().get(key, *args, **options)

    return RegularFiles


def _store(path: Path) -> Any:
    if path.is_file():
        return need("zarr.storage", _PURPOSE, "formats").ZipStore(path, mode="r", read_only=True)
    return _local_store()(path, read_only=True)


def _open_array(path: Path, component: str) -> Any:
    zarr = need("zarr", _PURPOSE, "formats")
    array = zarr.open_array(_store(path), path=component, mode="r")
    _limit_codecs(array._async_array)
    return array


@dataclass(frozen=True, slots=True)
class _LimitedCodec:
    """A compressor of numcodecs that decodes no more than a chunk."""

    decoder: Callable[[Any, int], Any]
    n_most: int

    def decode(self, data: Any, out: Any = None) -> Any:
        return self.decoder(bytes(data), self.n_most)


def _limit_codecs(array: Any) -> None:
    """Make the codecs of an array (AsyncArray) stop at the size of a chunk."""
    n_most = codecs.room(math.prod(array.chunks) * array.dtype.itemsize)
    try:
        left = list(array.codec_pipeline)
    except (AttributeError, TypeError):  # of another version of Zarr
        return
    while left:
        one = left.pop()
        left += getattr(one, "codecs", ())  # of a shard
        for name in _COMPRESSORS:
            decoder = _DECODERS.get(getattr(getattr(one, name, None), "codec_id", ""))
            if decoder is not None:
                object.__setattr__(one, name, _LimitedCodec(decoder, n_most))


class _SameThread(ThreadPoolExecutor):
    """Does at once, in the thread that asks, what is handed to it."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:
            done.set_exception(error)
        return done


def _read_part(path: Path, component: str, part: tuple[slice, ...]) -> Any:
    """Read a part of an array in the thread that asks.

    Zarr hands all reading to one loop of its own and to threads beside it, where several readers
    wait for each other: two threads read 1000^3 voxels 1.3 times as fast as one, and 1.9 times so.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        pass
    else:  # as in a notebook: only one loop can run in a thread
        return _open_array(path, component)[part]
    opening = need("zarr.api.asynchronous", _PURPOSE, "formats").open_array

    async def read() -> Any:
        array = await opening(store=_store(path), path=component, mode="r")
        _limit_codecs(array)
        return await array.getitem(part)

    async def settled() -> None:
        """Where a chunk is damaged, those of the other chunks still wait for their turn."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    loop = asyncio.new_event_loop()
    loop.set_default_executor(_SameThread(1))
    try:
        return loop.run_until_complete(read())
    finally:
        loop.run_until_complete(settled())
        loop.close()
