"""HDF5 through h5py: ilastik, NeXus, ImageJ, BigDataViewer, Imaris, MATLAB 7.3 and others."""

from __future__ import annotations

import json
import math
import re
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.companion import header_text, numbers, sides_of
from imagerep.io.dataset import Dataset, Side
from imagerep.io.hdf5_chunks import filters, read_box
from imagerep.io.limits import ReadLimits
from imagerep.io.matlab import image_order
from imagerep.io.raw import TransposedPixels, one_row
from imagerep.io.source import Box, Pixels, full_box, unreadable
from imagerep.optional import need

_MAGIC = b"\x89HDF\r\n\x1a\n"
_USER_BLOCKS = (0, 512, 1024, 2048, 4096)
_OBJECTS_MAX = 20_000
_LISTED = 3
_ATTRIBUTES = ("axistags", "axis_units", "DIMENSION_LABELS", "element_size_um", "MATLAB_class")
_SCALE_MAX = 100_000  # values of an axis
_LEAST_SIDE = 8  # of what is an image and no table
_FILTERS = {4: "SZIP", 32013: "ZFP", 32017: "SZ", 32026: "Blosc 2"}
_PURPOSE = "to read HDF5"
_VIEW = re.compile(r"t\d{5,}/s(?P<setup>\d{2,})/(?P<level>\d+)/cells")
"""Arrays of BigDataViewer: a time point, a view setup and a resolution, 0 being the finest."""

_XML_BYTES = 1 << 24


def is_hdf5(start: bytes, path: Path) -> bool:
    """Whether a file is HDF5, perhaps behind a block of another program."""
    if start.startswith(_MAGIC):
        return True
    with path.open("rb") as file:
        for place in _USER_BLOCKS[1:]:
            file.seek(place)
            if file.read(len(_MAGIC)) == _MAGIC:
                return True
    return False


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the arrays of an HDF5 file that can be images.

    Where a NeXus file names the data to be plotted, these come first.
    """
    h5py = need("h5py", _PURPOSE, "formats")
    file = _OpenFile(path, h5py.File(path, "r"))
    with file.lock:
        root = file.handle
        if "minc-2.0" in root:  # values are scaled by other arrays, slice by slice
            raise ImageReadError(
                "needs-converting", name=path.name, kind="a MINC file", program="mnc2nii"
            )
        is_imaris = "ImarisVersion" in root.attrs
        views: dict[int, dict[str, Side]] | None = None
        found = []
        for name, one in _arrays(h5py, root):
            view = _VIEW.fullmatch(name)
            if not _may_be_image(one) or _is_coarser(name, view, is_imaris):
                continue
            found.append(_dataset(path, file, name, one, is_imaris, limits))
            if view is not None:
                views = _view_sides(path) if views is None else views
                found[-1] = _of_view(found[-1], views.get(int(view["setup"]), {}))
        default = _nexus_default(h5py, root)
        linked = () if found else _linked_files(root)
    if linked:
        raise _elsewhere(path.name, linked)
    if not found:
        raise ImageReadError("no-dataset", name=path.name)
    of_size = _of_image_size(found)
    preferred = [one for one in found if one.name == default] or of_size
    found = of_size + [one for one in preferred if one not in of_size] or found
    if len(preferred) == 1:
        others = [one for one in found if one is not preferred[0]]
        found = [replace(preferred[0], is_default=True), *others]
    return tuple(found) if len(found) > 1 else (replace(found[0], name=""),)


def _arrays(h5py: Any, root: Any) -> Iterator[tuple[str, Any]]:
    """Arrays of a file by their names; links into other files are not followed."""
    seen: dict[str, Any] = {}

    def visit(name: str, one: Any) -> bool | None:
        if len(seen) >= _OBJECTS_MAX:
            return True
        seen[name] = one if isinstance(one, h5py.Dataset) else None
        return None

    root.visititems(visit)
    arrays = [(name, one) for name, one in seen.items() if one is not None]
    # MATLAB keeps the contents of its cells there
    yield from [one for one in arrays if not one[0].startswith("#refs#/")] or arrays


def _linked_files(root: Any) -> list[str]:
    """Other files that a file links to."""
    h5py, found = need("h5py", _PURPOSE, "formats"), list[str]()

    def visit(name: str, link: Any) -> bool | None:
        if isinstance(link, h5py.ExternalLink):
            found.append(str(link.filename))
        return len(found) >= _OBJECTS_MAX or None

    root.visititems_links(visit)
    return found


def _elsewhere(name: str, files: Sequence[str]) -> ImageReadError:
    """Error of values that lie in other files."""
    names = list(dict.fromkeys(files)) or [name]
    listed = ", ".join(names[:_LISTED]) + ", …" * (len(names) > _LISTED)
    return ImageReadError("values-in-other-files", name=name, files=listed)


def _may_be_image(one: Any) -> bool:
    return (
        one.shape is not None
        and one.dtype.kind in "biuf"
        and 2 <= len(one.shape) <= 6
        and _text(one.attrs.get("MATLAB_class")) != "char"
        and sum(side > 1 for side in one.shape) >= 2
    )


def _is_coarser(name: str, view: re.Match[str] | None, is_imaris: bool) -> bool:
    """Whether an array is another one at a coarser resolution, or a picture of it."""
    if view is not None:
        return int(view["level"]) > 0
    return is_imaris and "/ResolutionLevel 0/" not in f"/{name}"


def _of_view(found: Dataset, sides: dict[str, Side]) -> Dataset:
    """View of BigDataViewer, which writes unsigned values as signed ones of as many bits."""
    found = replace(found, axes="ZYX", sides=sides)
    if found.dtype != np.int16:
        return found
    return replace(found, pixels=_UnsignedPixels(found.pixels), dtype=np.dtype(np.uint16))


def _view_sides(path: Path) -> dict[int, dict[str, Side]]:
    """Voxel size of every view setup, from the XML that BigDataViewer writes beside its HDF5."""
    found, beside = {}, path.with_suffix(".xml")
    try:
        if not beside.is_file():
            return {}
        root = ElementTree.fromstring(header_text(beside, _XML_BYTES))  # noqa: S314 - expat bounds
        for setup in root.iter("ViewSetup"):
            size, unit = (setup.findtext(f"voxelSize/{tag}", "") for tag in ("size", "unit"))
            found[int(setup.findtext("id", ""))] = sides_of(numbers(size), unit.strip())
    except (ElementTree.ParseError, ValueError, OSError):
        return {}
    return found


def _of_image_size(found: list[Dataset]) -> list[Dataset]:
    """Those with at least two sides of an image, where others are small tables."""
    return [one for one in found if sum(side >= _LEAST_SIDE for side in one.shape) >= 2]


def _nexus_default(h5py: Any, root: Any) -> str:
    """Name of the array that NeXus attributes lead to (default, then signal)."""
    node = root
    for _ in range(8):
        name = _text(node.attrs.get("default"))
        if not name:
            break
        if not isinstance(node.get(name, getlink=True), h5py.HardLink):
            return ""
        node = node[name]
        if not isinstance(node, h5py.Group):
            return ""
    signal = _text(node.attrs.get("signal"))
    if node is root or not signal or signal not in node:
        return ""
    link = node.get(signal, getlink=True)
    if isinstance(link, h5py.ExternalLink):
        return ""
    if isinstance(link, h5py.SoftLink):
        return str(link.path).strip("/")
    return f"{node.name}/{signal}".strip("/")


def _dataset(
    path: Path, file: _OpenFile, name: str, one: Any, is_imaris: bool, limits: ReadLimits
) -> Dataset:
    shape, dtype = tuple(int(side) for side in one.shape), np.dtype(one.dtype)
    if is_imaris:
        shape = _imaris_shape(one, shape)
    attributes = _attributes(one)
    pixels: Pixels = _H5Pixels(file, name)
    chunk = tuple(int(side) for side in one.chunks) if one.chunks else None
    chunks = chunk or one_row(shape)
    axes, sides = _axes(attributes, len(shape)), _sides(attributes, one)
    if "MATLAB_class" in attributes:
        order, axes = image_order(shape[::-1], dtype)
        order = tuple(len(shape) - 1 - k for k in order)
        pixels = TransposedPixels(pixels, order)
        shape, chunks = (tuple(some[k] for k in order) for some in (shape, chunks))
    elif is_imaris:
        axes, sides = "ZYX", _imaris_sides(file.handle, shape)

    def check() -> None:
        limits.check(
            path, shape, dtype.itemsize, chunk=chunk,
            n_bytes=int(one.id.get_storage_size()) if one.chunks else None,
        )  # fmt: skip
        if chunk:
            limits.check_chunks(path, shape, chunks, dtype.itemsize)
        _check_storage(path.name, one)

    return Dataset(
        path, shape, dtype.newbyteorder("="), pixels, axes, name, chunks, sides,
        is_rgb="MATLAB_class" in attributes and "S" in axes,
        is_labels="label" in name.rpartition("/")[2].lower(), check=check,
    )  # fmt: skip


def _check_storage(name: str, one: Any) -> None:
    """Refuse values that lie in other files, were never written, or need a missing filter."""
    if one.external:
        raise _elsewhere(name, [file for file, *_ in one.external])
    if one.is_virtual:
        named = {source.file_name: None for source in one.virtual_sources()}
        linked = _linked_files(one.file) if "." in named else []  # of links in the file itself
        raise _elsewhere(name, [file for file in named if file != "."] + linked)
    if not one.id.get_storage_size():
        raise ImageReadError("values-not-written", name=name)
    for applied in filters(one):
        if not applied.is_read:
            known = _FILTERS.get(applied.code) or applied.name or f"filter {applied.code}"
            raise ImageReadError("hdf5-filter", name=name, filter=known)


def _attributes(one: Any) -> dict[str, Any]:
    """Attributes of an array that tell of its axes; those that cannot be read are left out."""
    found = {}
    for name in _ATTRIBUTES:
        try:
            if name in one.attrs:
                found[name] = one.attrs[name]
        except Exception:  # noqa: S112 - h5py raises what a damaged file leads it to
            continue
    return found


def _text(value: Any) -> str:
    if isinstance(value, np.ndarray):
        value = value.reshape(-1)[0] if value.size == 1 else b"".join(map(bytes, value.tolist()))
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")


def _axes(attributes: Mapping[str, Any], n_axes: int) -> str:
    """Letters of the axes by vigra's tags (ilastik), or the labels of the dimensions."""
    keys: list[str] = []
    if "axistags" in attributes:
        try:
            tags = json.loads(_text(attributes["axistags"]))
            keys = [str(tag["key"]) for tag in tags["axes"]]
        except (ValueError, KeyError, TypeError):
            keys = []
    elif "DIMENSION_LABELS" in attributes:
        keys = [_text(label) for label in np.atleast_1d(attributes["DIMENSION_LABELS"]).tolist()]
    letters = "".join(key[:1].upper() if key[:1].lower() in "tczyx" else "?" for key in keys)
    is_whole = len(letters) == n_axes and len(set(letters)) == n_axes and {"Y", "X"} <= set(letters)
    return letters if is_whole and "?" not in letters else ""


def _sides(attributes: Mapping[str, Any], one: Any) -> dict[str, Side]:
    """Voxel size: element_size_um (ImageJ), ilastik's, or that of a NeXus detector."""
    if "element_size_um" in attributes:
        sizes = np.atleast_1d(attributes["element_size_um"]).astype(float).tolist()
        return {axis: (size, "µm") for axis, size in zip("XYZ", sizes[::-1], strict=False)}
    try:
        tags = json.loads(_text(attributes.get("axistags", "{}"))).get("axes", ())
        units = dict(json.loads(_text(attributes.get("axis_units", "{}"))) or {})
        found = {
            str(tag["key"]).upper(): (float(tag["resolution"]), str(units.get(tag["key"]) or ""))
            for tag in tags
            if float(tag.get("resolution", 0)) > 0
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        found = {}
    return found or _nexus_sides(one)


def _nexus_sides(one: Any) -> dict[str, Side]:
    """Pixel size that NXdetector tells beside its data; the axes that NXdata names."""
    group = one.parent
    found: dict[str, Side] = {}
    for axis in "XY":
        size = _value(group, f"{axis.lower()}_pixel_size")
        if size is not None:
            found[axis] = size
    names = group.attrs.get("axes")
    if found or names is None or np.ndim(names) == 0:
        return found
    for axis, name in zip("XYZ", [_text(one) for one in names][::-1], strict=False):
        step = _value(group, name)
        if step is not None:
            found[axis] = step
    return found


def _value(group: Any, name: str) -> Side | None:
    """A length, or the even step of several, with its unit."""
    h5py = need("h5py", _PURPOSE, "formats")
    if not name or not isinstance(group.get(name, getlink=True), h5py.HardLink):
        return None
    one = group[name]
    if not isinstance(one, h5py.Dataset) or one.dtype.kind not in "fiu" or one.size is None:
        return None
    if max(one.size, math.prod(one.chunks or ())) > _SCALE_MAX or not one.size:
        return None
    try:
        _check_storage(name, one)
    except ImageReadError:
        return None
    values = read_box(one, full_box(one.shape)).astype(float).reshape(-1)
    unit = _text(one.attrs.get("units"))
    if len(values) == 1:
        return float(values[0]), unit
    steps = np.diff(values)
    is_even = bool(np.allclose(steps, steps[0], rtol=1e-3)) and math.isfinite(steps[0])
    return (abs(float(steps[0])), unit) if is_even else None


def _imaris_shape(one: Any, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Size of the image: Imaris stores whole chunks, of which the last reach beyond it."""
    sizes = [_text(one.parent.attrs.get(f"ImageSize{axis}")) for axis in "ZYX"]
    if len(shape) != 3 or not all(size.isdecimal() for size in sizes):
        return shape
    return tuple(min(int(size), side) for size, side in zip(sizes, shape, strict=True))


def _imaris_sides(root: Any, shape: tuple[int, ...]) -> dict[str, Side]:
    image = root.get("DataSetInfo/Image")
    if image is None or len(shape) != 3:
        return {}
    unit = _text(image.attrs.get("Unit")) or "µm"
    found = {}
    for number, axis in enumerate("XYZ"):
        try:
            low, high = (
                float(_text(image.attrs.get(f"Ext{end}{number}"))) for end in ("Min", "Max")
            )
        except ValueError:
            continue
        found[axis] = ((high - low) / shape[2 - number], unit)
    return found


class _OpenFile:
    """A file that is opened once in every process, and closed when nothing reads it any more."""

    def __init__(self, path: Path, handle: Any = None) -> None:
        self.path, self.lock = path, threading.RLock()
        self._handle = handle
        if handle is not None:
            weakref.finalize(self, handle.close)

    def __reduce__(self) -> tuple[Any, ...]:
        return _OpenFile, (self.path,)

    @property
    def handle(self) -> Any:
        with self.lock:
            if self._handle is None:
                self._handle = need("h5py", _PURPOSE, "formats").File(self.path, "r")
                weakref.finalize(self, self._handle.close)
        return self._handle


@dataclass(frozen=True, slots=True, eq=False)
class _H5Pixels:
    """Pixels of an array in the axes as stored."""

    file: _OpenFile
    name: str

    def read(self, box: Box) -> NDArray[Any]:
        try:
            values = read_box(self.file.handle[self.name], box)
        except MemoryError:
            raise
        except Exception as error:
            raise unreadable(self.file.path.name, box, error) from error
        return values.astype(values.dtype.newbyteorder("="), copy=False)


@dataclass(frozen=True, slots=True)
class _UnsignedPixels:
    """Unsigned values that are stored under a signed type."""

    pixels: Pixels

    def read(self, box: Box) -> NDArray[Any]:
        values = self.pixels.read(box)
        return values.view(f"u{values.itemsize}")
