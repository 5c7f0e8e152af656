"""Amira and Avizo meshes (.am) of uniform lattices: images, labels, several values a voxel.

The format is described in the Amira user's guide, "AmiraMesh File Format". No maintained library
reads it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.companion import HEADER_BYTES, integers, numbers
from imagerep.io.dataset import Dataset, Side
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described
from imagerep.io.sidecar import box_sides
from imagerep.io.source import ArrayPixels, Box, Pixels, full_box

_TYPES = {"byte": "u1", "sbyte": "i1", "short": "i2", "ushort": "u2", "int": "i4", "int32": "i4",
          "uint": "u4", "float": "f4", "double": "f8"}  # fmt: skip
_LATTICE = re.compile(
    r"Lattice\s*\{\s*(?P<kind>\w+)\s*(?:\[\s*(?P<n>\d+)\s*\])?\s+(?P<name>[^}]*?)\s*\}\s*=?\s*"
    r"@(?P<number>\d+)(?:\(\s*(?P<codec>\w+)\s*,\s*(?P<n_bytes>\d+)\s*\))?"
)
_FLOATS = r"((?:[-+]?[\d.]+(?:[eE][-+]?\d+)?[\s,]+){6})"
_LITERAL = 0x80


def is_amira(start: bytes) -> bool:
    """Whether a file begins as AmiraMesh does."""
    return start.startswith((b"# AmiraMesh", b"# Avizo"))


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the lattices of an Amira mesh."""
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    end = re.search(rb"^@\d+[ \t]*\r?\n", start, re.MULTILINE)
    if end is None:
        raise ImageReadError("file-damaged", name=path.name)
    text = start[: end.start()].decode("utf-8", "replace")
    title = text.partition("\n")[0].upper()
    size = re.search(r"define\s+Lattice\s+(\d+)\s+(\d+)\s+(\d+)", text)
    kind = re.search(r'CoordType\s+"(\w+)"', text)
    if size is None or (kind is not None and kind[1].lower() != "uniform"):
        raise ImageReadError("variant-not-read", name=path.name, variant="Amira")
    sizes = integers(" ".join(size.groups()), path.name, 3)
    sides = _sides(text, sizes)
    lattices = list(_LATTICE.finditer(text))
    places = dict(_places(path, end.start(), lattices, sizes, "ASCII" in title))
    several = len(lattices) > 1
    return tuple(
        _lattice(path, one, title, sizes, sides, places, one["name"] * several, limits)
        for one in lattices
    )


def _sides(text: str, sizes: tuple[int, ...]) -> dict[str, Side]:
    """Spacing from the box of the centres of the outer voxels, with the unit of coordinates."""
    box = re.search(rf"BoundingBox\s+{_FLOATS}", text + " ")
    if box is None:
        return {}
    unit = re.search(r'\bCoordinates\s+"([^"]*)"', text)
    return box_sides(numbers(box[1]), sizes, unit[1] if unit else "")


def _places(
    path: Path, first: int, lattices: list[re.Match[str]], sizes: tuple[int, ...], is_text: bool
) -> Iterator[tuple[str, int]]:
    """Where the data of every lattice begin; each follows a line with its number."""
    place, n_values = first, math.prod(sizes)
    with path.open("rb") as file:
        for lattice in sorted(lattices, key=lambda one: int(one["number"])):
            mark = b"@" + lattice["number"].encode()
            file.seek(place)
            data = file.read(HEADER_BYTES)
            found = re.search(rb"(?:^|\n)" + mark + rb"[ \t]*\r?\n", data)
            if found is None:
                raise ImageReadError("file-cut-off", name=path.name)
            place += found.end()
            yield lattice["number"], place
            dtype = np.dtype(_TYPES.get(lattice["kind"], "u1"))
            whole = n_values * int(lattice["n"] or 1) * dtype.itemsize
            place += 0 if is_text else int(lattice["n_bytes"] or whole)


def _lattice(
    path: Path, lattice: re.Match[str], title: str, sizes: tuple[int, ...],
    sides: dict[str, Side], places: dict[str, int], name: str, limits: ReadLimits,
) -> Dataset:  # fmt: skip
    kind, codec = _TYPES.get(lattice["kind"]), lattice["codec"] or ""
    if kind is None or codec not in ("", "HxByteRLE", "HxZip"):
        raise ImageReadError("variant-not-read", name=path.name, variant="Amira")
    dtype = np.dtype(kind)
    if "BINARY" in title and "LITTLE-ENDIAN" not in title:
        dtype = dtype.newbyteorder(">")
    n_values, shape = int(lattice["n"] or 1), sizes[::-1]
    axes = "ZYX"
    if n_values > 1:
        shape, axes = (*shape, n_values), axes + "S"
    offset = places[lattice["number"]]
    about: dict[str, Any] = {
        "sides": sides, "name": name, "is_labels": lattice["name"].lower().startswith("label"),
        "is_rgb": n_values in (3, 4) and dtype == np.uint8,
    }  # fmt: skip
    if "ASCII" in title or codec == "HxByteRLE":
        n_bytes = path.stat().st_size
        limits.check(path, shape, dtype.itemsize, n_bytes=n_bytes, chunk=shape)
        pixels: Pixels
        if "ASCII" in title:
            pixels = _text(path, shape, dtype, offset)
        else:
            pixels = RunLengthPixels(path, shape, dtype, offset, int(lattice["n_bytes"]))
        return Dataset(path, shape, dtype.newbyteorder("="), pixels, axes, **about)
    return described(
        path,
        path,
        shape,
        dtype,
        axes,
        limits,
        offset=offset,
        codec="zlib" if codec else "",
        **about,
    )


def _text(path: Path, shape: tuple[int, ...], dtype: np.dtype[Any], offset: int) -> ArrayPixels:
    """Values written as text, two bytes each at least."""
    n_values = math.prod(shape)
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read()
    if len(data) < 2 * n_values - 1:
        raise ImageReadError("file-cut-off", name=path.name)
    words = data.split(maxsplit=n_values)[:n_values]
    if len(words) < n_values:
        raise ImageReadError("file-cut-off", name=path.name)
    return ArrayPixels(np.array(words, np.float64).astype(dtype).reshape(shape))


@dataclass(frozen=True, slots=True)
class RunLengthPixels:
    """Bytes in runs: a control byte above 127 and so many others, or one byte so many times."""

    path: Path
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    offset: int
    n_bytes: int

    def read(self, box: Box) -> NDArray[Any]:
        """Read a box; everything before its end is decoded."""
        box = (*box, *full_box(self.shape[len(box) :]))
        row = math.prod(self.shape[1:]) * self.dtype.itemsize
        start, stop = box[0].start * row, box[0].stop * row
        data = self._decoded(start, stop)
        values = np.frombuffer(data, self.dtype).reshape(-1, *self.shape[1:])
        values = values[(slice(None), *box[1:])]
        return values.astype(self.dtype.newbyteorder("="))

    def _decoded(self, start: int, stop: int) -> bytearray:
        with self.path.open("rb") as file:
            file.seek(self.offset)
            coded = file.read(min(self.n_bytes, self.path.stat().st_size))
        found, place, read, end = bytearray(), 0, 0, len(coded)
        while place < stop and read < end:
            control = coded[read]
            if control & _LITERAL:
                count = control & ~_LITERAL
                run = coded[read + 1 : read + 1 + count]
                read += 1 + count
            else:
                run = coded[read + 1 : read + 2] * control
                read += 2
            place += len(run)
            if place > start:
                found += run if place - len(run) >= start else run[len(run) - (place - start) :]
        if place < stop:
            raise ImageReadError("file-cut-off", name=self.path.name)
        return found[: stop - start]
