"""RAW files with a description beside them: Dragonfly's .dat and .xml, Avizo's .hx script."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.io.companion import companion, fields, header_text, integers, numbers, sides_of
from imagerep.io.dataset import Dataset
from imagerep.io.limits import ReadLimits
from imagerep.io.raw_file import described

SUFFIXES = (".dat", ".xml", ".hx", ".vgi", ".mhd", ".nhdr", ".hdr")
"""Extensions of the files that may describe a RAW file of the same name."""

READERS = ("sidecar", "vgstudio", "metaimage", "nrrd", "nifti")
"""Modules that read these."""

_TYPES = {
    "UCHAR": "u1", "USHORT": "u2", "UINT": "u4", "FLOAT": "f4", "CHAR": "i1", "SHORT": "i2",
    "INT": "i4", "DOUBLE": "f8", "BYTE": "u1", "UBYTE": "u1",
}  # fmt: skip
_UNITS = {"METER": "m", "MILLIMETER": "mm"}
_LOAD_RAW = re.compile(
    r"load\s+(?:-unit\s+(?P<unit>\S+)\s+)?-raw\s+(?P<name>\"[^\"]+\"|\S+)\s+"
    r"(?P<order>little|big)\s+(?P<fastest>[xz]fastest)\s+(?P<kind>\w+)\s+(?P<n_values>\d+)"
    r"(?P<rest>(?:[ \t]+[-+]?[\d.]+(?:[eE][-+]?\d+)?){3,9})(?:[ \t]+-header\s+(?P<header>\d+))?"
)


def is_sidecar(start: bytes) -> bool:
    """Whether a text file describes a RAW file."""
    is_header = b"ObjectFileName" in start or b"RAWFileData" in start
    return is_header or re.search(rb"load\s+(-unit\s+\S+\s+)?-raw\s", start) is not None


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open the RAW file that a text file describes."""
    text = header_text(path)
    if _LOAD_RAW.search(text):
        return (_of_script(path, text, limits),)
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return (_of_xml(path, text, limits),)
    found = fields(text, ":")
    sizes = integers(found.get("resolution", ""), path.name)
    spacing = numbers(found.get("slicethickness", ""))
    unit = _UNITS.get(found.get("measurementunit", "").upper(), "")
    name, kind = found.get("objectfilename", ""), found.get("format", "")
    return (_volume(path, name, kind, sizes, spacing, unit, limits),)


def _volume(
    path: Path, name: str, kind: str, sizes: tuple[int, ...], spacing: tuple[float, ...],
    unit: str, limits: ReadLimits,
) -> Dataset:  # fmt: skip
    if len(sizes) == 4 and sizes[3] == 1:
        sizes = sizes[:3]
    if kind.upper() not in _TYPES or len(sizes) not in (2, 3, 4):
        raise ImageReadError("variant-not-read", name=path.name, variant="RAW")
    dtype, axes = np.dtype(_TYPES[kind.upper()]), "XYZT"[: len(sizes)][::-1]
    return described(
        path, companion(path, name), sizes[::-1], dtype, axes, limits, sides=sides_of(spacing, unit)
    )


def _of_xml(path: Path, text: str, limits: ReadLimits) -> Dataset:
    """Description in XML: triples are attributes, elements or words."""
    root = ElementTree.fromstring(text.lstrip("\ufeff \t\r\n"))  # noqa: S314 - 1 MB at most
    found = {element.tag.rpartition("}")[2].lower(): element for element in root.iter()}

    def words(*names: str) -> str:
        element = next((found[name] for name in names if name in found), None)
        if element is None:
            return ""
        parts = {key.lower(): value for key, value in element.attrib.items()}
        parts |= {child.tag.rpartition("}")[2].lower(): child.text or "" for child in element}
        return " ".join(parts[axis] for axis in "xyzt" if axis in parts) or (element.text or "")

    unit = words("spacingunit", "measurementunit", "unit").strip().upper()
    return _volume(
        path, words("objectfilename"), words("format", "datatype").strip(),
        integers(words("resolution"), path.name), numbers(words("spacing", "slicethickness")),
        _UNITS.get(unit, ""), limits,
    )  # fmt: skip


def _of_script(path: Path, text: str, limits: ReadLimits) -> Dataset:
    """RAW file as the first line ``load -raw`` of a script describes it, box of voxel centres."""
    line = _LOAD_RAW.search(text)
    rest = line["rest"].split() if line else []
    if line is None or len(rest) < 3 or int(line["n_values"]) != 1:
        raise ImageReadError("variant-not-read", name=path.name, variant="RAW")
    kind = _TYPES.get(line["kind"].upper())
    sizes = integers(" ".join(rest[:3]), path.name, 3)
    if kind is None:
        raise ImageReadError("variant-not-read", name=path.name, variant="RAW")
    is_x_fastest = line["fastest"] == "xfastest"
    name = line["name"].strip('"').replace("${SCRIPTDIR}/", "").replace("$SCRIPTDIR/", "")
    dtype = np.dtype(kind).newbyteorder("<" if line["order"] == "little" else ">")
    sides = box_sides(numbers(" ".join(rest[3:9])), sizes, line["unit"] or "")
    shape, axes = (sizes[::-1], "ZYX") if is_x_fastest else (sizes, "XYZ")
    return described(
        path, companion(path, name), shape, dtype, axes, limits, sides=sides,
        offset=int(line["header"] or 0),
    )  # fmt: skip


def box_sides(
    box: tuple[float, ...], sizes: tuple[int, ...], unit: str = ""
) -> dict[str, tuple[float, str]]:
    """Spacing from the box (x0, x1, y0, y1, …) of the centres of the first and last voxels."""
    pairs = zip(box[::2], box[1::2], sizes, strict=False)
    spacing = tuple((high - low) / (n - 1) if n > 1 else math.nan for low, high, n in pairs)
    return sides_of(spacing, unit)


def described_by(path: Path) -> Iterator[Path]:
    """Files beside a file without a header that are called like it, and describe it."""
    for suffix in SUFFIXES:
        for beside in (path.with_suffix(suffix), path.with_name(path.name + suffix)):
            if beside == path or not beside.is_file():
                continue
            is_pair = (path.suffix.lower(), suffix) == (".img", ".hdr")  # of NIfTI: it names none
            if is_pair or path.name.casefold() in header_text(beside).casefold():
                yield beside
