"""OME-TIFF images over several files: their planes are where the OME-XML says."""

from __future__ import annotations

import math
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from tifffile import TiffFile, TiffPage

from imagerep.errors import ImageReadError
from imagerep.io.companion import header_text
from imagerep.io.dataset import Dataset, Side
from imagerep.io.limits import ReadLimits
from imagerep.io.source import Box, full_box, unreadable
from imagerep.io.tiff_checks import check_first_page, check_page
from imagerep.messages import Message

_XML_BYTES = 1 << 26
_TYPES = {
    "int8": "i1", "int16": "i2", "int32": "i4", "uint8": "u1", "uint16": "u2", "uint32": "u4",
    "float": "f4", "double": "f8", "bit": "?",
}  # fmt: skip

Plane = tuple[Path, int]
"""File and number of a page."""


def ome_set(path: Path, tiff: TiffFile, limits: ReadLimits) -> tuple[Dataset, ...] | None:
    """Images of the set that a TIFF belongs to; None where its images lie in itself alone."""
    xml = tiff.ome_metadata if tiff.is_ome else None
    if not xml:
        return None
    root = _root(xml)
    if root is None:
        return None
    named = _child(root, "BinaryOnly")
    if named is not None:
        metadata = named.get("MetadataFile", "")
        return datasets_of_companion(_beside(path, metadata), limits)
    files = {_file(path, root, uuid) for uuid in _uuids(root)}
    if files <= {path.name} or len(files) == 1:  # one file may have been renamed
        return None
    return _images(path, root, limits)


def datasets_of_companion(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Images whose planes an OME-XML file (.companion.ome) lists."""
    root = _companion_root(path)
    if root is None:
        raise ImageReadError("file-damaged", name=path.name)
    named = _child(root, "BinaryOnly")
    if named is not None or not _uuids(root):
        raise ImageReadError("variant-not-read", name=path.name, variant="OME-XML")
    return _images(path, root, limits)


def files_of_set(path: Path) -> frozenset[Path]:
    """Files of the set that a file belongs to, as far as they are there; itself if to none."""
    try:
        if path.suffix.lower() == ".ome":
            root = _companion_root(path)
        else:
            with TiffFile(path, _multifile=False) as tiff:
                root = _root(tiff.ome_metadata or "") if tiff.is_ome else None
        named = None if root is None else _child(root, "BinaryOnly")
        if named is not None:
            return files_of_set(_beside(path, named.get("MetadataFile", ""))) | {path}
        names = set() if root is None else {_file(path, root, uuid) for uuid in _uuids(root)}
    except Exception:  # whatever is wrong with it is said where it is read
        return frozenset({path})
    beside = {path.with_name(name.replace("\\", "/").rpartition("/")[2]) for name in names if name}
    return frozenset({path, *(one for one in beside if one.is_file())})


def is_ome_xml(start: bytes) -> bool:
    """Whether a file begins as OME-XML does."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"<") and b"<OME" in start


def _companion_root(path: Path) -> ElementTree.Element | None:
    if path.stat().st_size > _XML_BYTES:
        return None
    return _root(header_text(path, _XML_BYTES))


def _root(xml: str) -> ElementTree.Element | None:
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - expat bounds the expansion of entities
    except (ElementTree.ParseError, ValueError):
        return None


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: ElementTree.Element, tag: str) -> ElementTree.Element | None:
    return next((child for child in element if _tag(child) == tag), None)


def _uuids(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in root.iter() if _tag(element) == "UUID"]


def _file(path: Path, root: ElementTree.Element, uuid: ElementTree.Element | None) -> str:
    """Name of the file of some planes; that of `path` where it bears their UUID."""
    if uuid is None or (uuid.text and uuid.text == root.get("UUID")):
        return path.name
    name = uuid.get("FileName", path.name)
    return path.name if name.casefold() == path.name.casefold() else name


def _beside(path: Path, name: str) -> Path:
    """File of the set in the folder of the one that names it."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    found = path.parent / plain
    try:
        if plain and stat.S_ISREG(found.stat().st_mode):
            return found
    except (OSError, ValueError):
        pass
    raise ImageReadError("set-incomplete", name=path.name, missing=plain or name)


def _images(path: Path, root: ElementTree.Element, limits: ReadLimits) -> tuple[Dataset, ...]:
    images = [
        (number, pixels)
        for number, image in enumerate(one for one in root if _tag(one) == "Image")
        if (pixels := _child(image, "Pixels")) is not None
    ]
    if not images:
        raise ImageReadError("tiff-without-image", name=path.name)
    several = len(images) > 1
    return tuple(
        _image(path, root, pixels, str(number + 1) * several, limits) for number, pixels in images
    )


def _image(
    path: Path, root: ElementTree.Element, pixels: ElementTree.Element, name: str,
    limits: ReadLimits,
) -> Dataset:  # fmt: skip
    order, kind = pixels.get("DimensionOrder", ""), _TYPES.get(pixels.get("Type", ""))
    sizes = {axis: pixels.get(f"Size{axis}", "") for axis in "XYZCT"}
    is_plain = sorted(order) == sorted("XYZCT") and order.startswith("XY")
    if (
        kind is None
        or not is_plain
        or not all(size.isdecimal() and 0 < int(size) < 1 << 40 for size in sizes.values())
    ):
        raise ImageReadError("variant-not-read", name=path.name, variant="OME-TIFF")
    axes = order[::-1]
    shape = tuple(int(sizes[axis]) for axis in axes)
    dtype = np.dtype(kind)
    limits.check(path, shape, dtype.itemsize, chunk=shape[-2:])
    limits.check_pages(path, math.prod(shape[:3]))
    planes = _planes(path, root, pixels, axes, shape)
    return Dataset(
        path, shape, dtype, _SetPixels(path.name, planes, shape, dtype, limits), axes, name,
        (1, 1, 1, *shape[-2:]), _sides(pixels), is_page=True,
    )  # fmt: skip


def _planes(
    path: Path, root: ElementTree.Element, pixels: ElementTree.Element, axes: str,
    shape: tuple[int, ...],
) -> tuple[Plane, ...]:  # fmt: skip
    """File and page of every plane, in the order in which they are counted."""
    n_planes = math.prod(shape[:3])
    found: dict[int, Plane] = {}
    files: dict[str, Path] = {}
    for data in pixels:
        if _tag(data) != "TiffData":
            continue
        name = _file(path, root, _child(data, "UUID"))
        if name not in files:
            files[name] = path if name == path.name else _beside(path, name)
        file = files[name]
        try:
            first = [int(data.get(f"First{axis}", 0)) for axis in axes[:3]]
            start = int(np.ravel_multi_index(first, shape[:3]))
            page = int(data.get("IFD", 0))
            count = int(data.get("PlaneCount", 1 if "IFD" in data.attrib else n_planes - start))
        except ValueError:
            raise ImageReadError("file-damaged", name=path.name) from None
        for k in range(min(count, n_planes - start)):
            found[start + k] = (file, page + k)
    if len(found) < n_planes:
        raise ImageReadError(
            "set-without-planes", name=path.name, n_planes=n_planes, n_found=len(found)
        )
    return tuple(found[k] for k in range(n_planes))


def _sides(pixels: ElementTree.Element) -> dict[str, Side]:
    found = {}
    for axis in "XYZ":
        size = pixels.get(f"PhysicalSize{axis}")
        if size is not None:
            try:
                found[axis] = (float(size), pixels.get(f"PhysicalSize{axis}Unit", "µm"))
            except ValueError:
                continue
    return found


@dataclass(frozen=True, slots=True)
class _SetPixels:
    """Planes in the pages of several TIFF files, each opened when it is read."""

    name: str
    planes: tuple[Plane, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    limits: ReadLimits

    def read(self, box: Box) -> NDArray[Any]:
        box = (*box, *full_box(self.shape[len(box) :]))
        values = np.empty([part.stop - part.start for part in box], self.dtype)
        outer = [range(part.start, part.stop) for part in box[:3]]
        for place in np.ndindex(*map(len, outer)):
            index = [steps[k] for steps, k in zip(outer, place, strict=True)]
            number = int(np.ravel_multi_index(index, self.shape[:3]))
            values[place] = self._plane(*self.planes[number])[box[3:]]
        return values

    def _plane(self, path: Path, number: int) -> NDArray[Any]:
        if not path.is_file():
            raise ImageReadError("set-incomplete", name=self.name, missing=path.name)
        try:
            with TiffFile(path, _multifile=False) as tiff:
                check_first_page(path, tiff)
                page = tiff.pages[number]
                if not isinstance(page, TiffPage):
                    page = page.aspage()
                check_page(path, page, self.limits)
                found = np.asarray(page.asarray(maxworkers=1))
        except (ImageReadError, MemoryError):
            raise
        except Exception as error:
            raise unreadable(path.name, Message("place-page", number=number), error) from error
        if found.shape != self.shape[-2:] or found.dtype != self.dtype:
            raise ImageReadError(
                "slice-differs", path=str(path), shape=found.shape, dtype=str(found.dtype),
                first_shape=self.shape[-2:], first_dtype=str(self.dtype),
            )  # fmt: skip
        return found
