"""DICOM files and series through pydicom."""

from __future__ import annotations

import math
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.io.dataset import Dataset, Side
from imagerep.io.jpeg import jpeg_pixels
from imagerep.io.limits import ReadLimits
from imagerep.io.source import Box, Pixels, full_box, unreadable
from imagerep.io.transformed import InvertedPixels, ScaledPixels
from imagerep.messages import Message
from imagerep.optional import need

_MAGIC, _MAGIC_PLACE = b"DICM", 128
_DEFLATED = "1.2.840.10008.1.2.1.99"
_UNCOMPRESSED = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2")
_CODECS = {  # of what pydicom leaves to packages under the GPL
    "1.2.840.10008.1.2.4.57": "ljpeg_decode",
    "1.2.840.10008.1.2.4.70": "ljpeg_decode",
    "1.2.840.10008.1.2.4.80": "jpegls_decode",
    "1.2.840.10008.1.2.4.81": "jpegls_decode",
}
_UNIT = "mm"  # of every length in DICOM (PS3.3)
_HEADER_BYTES = 1 << 16
_PIXEL_DATA, _ELEMENT_BYTES = b"\xe0\x7f\x10\x00", 12  # tag; with its type and length
_UNEVEN = 0.01
"""Share of the slice distance by which distances may differ."""


def is_dicom(start: bytes) -> bool:
    """Whether a file begins as a DICOM file does."""
    return start[_MAGIC_PLACE : _MAGIC_PLACE + 4] == _MAGIC


def is_dicom_file(path: Path) -> bool:
    """Whether a path is a regular file that begins as a DICOM file does."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return is_dicom(file.read(_MAGIC_PLACE + 4))
    except OSError:
        return False


def datasets(path: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Open one file: an image, or the frames of a volume."""
    header = _Header.of(path)
    found = _dataset(path, (path,), header, header.n_frames, limits)
    return (replace(found, sides={**header.plane_sides, **header.frame_side(path.name)}),)


def series(files: Iterable[Path], folder: Path, limits: ReadLimits) -> tuple[Dataset, ...]:
    """Series in the files of a folder, each a volume with its slices in the order of their place.

    The spacing of slices is the distance of their positions along the normal of the planes, not
    SliceThickness, which is how thick the beam was.
    """
    groups: dict[tuple[Any, ...], list[_Header]] = {}
    for path in files:
        header = _Header.of(path)
        groups.setdefault(header.group, []).append(header)
    several = len(groups) > 1
    return tuple(
        _volume(group, folder, str(k) * several, limits) for k, group in enumerate(groups.values())
    )


def _volume(headers: list[_Header], folder: Path, name: str, limits: ReadLimits) -> Dataset:
    first = headers[0]
    if len(headers) == 1:
        return replace(datasets(first.path, limits)[0], path=folder, name=name)
    places = [header.place for header in headers]
    notes: tuple[Message, ...] = ()
    sides = dict(first.plane_sides)
    if all(place is not None for place in places):
        order = sorted(headers, key=lambda header: header.place or 0.0)
        steps = np.diff([header.place or 0.0 for header in order])
        step = float(np.median(steps))
        if step > 0 and float(np.abs(steps - step).max()) <= _UNEVEN * step:
            sides["Z"] = (step, _UNIT)
        else:
            notes = (Message("slices-uneven", low=float(steps.min()), high=float(steps.max())),)
    else:
        order = sorted(headers, key=lambda header: header.number)
    paths = tuple(header.path for header in order)
    found = _dataset(folder, paths, first, len(paths), limits)
    return replace(found, name=name, sides=sides, notes=(*found.notes, *notes))


@dataclass(frozen=True, slots=True)
class _Header:
    """What a file says before its pixels."""

    path: Path
    values: Any

    @classmethod
    def of(cls, path: Path) -> _Header:
        pydicom = need("pydicom", "to read DICOM", "formats")
        meta = pydicom.filereader.read_file_meta_info(path)
        syntax = str(meta.get("TransferSyntaxUID", ""))
        if syntax == _DEFLATED:
            raise ImageReadError("variant-not-read", name=path.name, variant="DICOM (deflated)")
        values = pydicom.dcmread(path, stop_before_pixels=True, defer_size=_HEADER_BYTES)
        if not values.get("Rows") or not values.get("Columns"):
            raise ImageReadError("variant-not-read", name=path.name, variant="DICOM (no image)")
        return cls(path, values)

    @property
    def syntax(self) -> str:
        return str(self.values.file_meta.get("TransferSyntaxUID", ""))

    @property
    def group(self) -> tuple[Any, ...]:
        """Equal for the slices of one volume."""
        get = self.values.get
        return (
            str(get("SeriesInstanceUID", "")), int(get("Rows", 0)), int(get("Columns", 0)),
            int(get("BitsAllocated", 0)), self.n_frames > 1 and self.path,
        )  # fmt: skip

    @property
    def n_frames(self) -> int:
        return max(1, int(self.values.get("NumberOfFrames") or 1))

    @property
    def number(self) -> int:
        return int(self.values.get("InstanceNumber") or 0)

    @property
    def place(self) -> float | None:
        """Position along the normal of the plane, in mm."""
        position = self.values.get("ImagePositionPatient")
        if position is None or len(position) != 3:
            return None
        directions = self.values.get("ImageOrientationPatient")
        if directions is None or len(directions) != 6:
            directions = (1, 0, 0, 0, 1, 0)
        row, column = np.asarray(directions[:3], float), np.asarray(directions[3:], float)
        return float(np.cross(row, column) @ np.asarray(position, float))

    @property
    def measures(self) -> Any:
        """Where the spacing is: in the file itself, or in what its frames share."""
        for groups in ("SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence"):
            for one in (self.values.get(groups) or ())[:1]:
                for measures in one.get("PixelMeasuresSequence") or ():
                    return measures
        return self.values

    @property
    def plane_sides(self) -> dict[str, Side]:
        spacing = self.measures.get("PixelSpacing")
        if spacing is None or len(spacing) != 2:
            return {}
        return {"Y": (float(spacing[0]), _UNIT), "X": (float(spacing[1]), _UNIT)}

    def frame_side(self, name: str) -> dict[str, Side]:
        """Distance of the frames of a volume, from their positions or as it is told."""
        frames = self.values.get("PerFrameFunctionalGroupsSequence") or ()
        positions = [
            list(map(float, plane.get("ImagePositionPatient") or ()))
            for frame in frames
            for plane in (frame.get("PlanePositionSequence") or ())[:1]
        ]
        if len(positions) == self.n_frames > 1 and all(len(one) == 3 for one in positions):
            steps = np.linalg.norm(np.diff(np.asarray(positions), axis=0), axis=1)
            if steps.min() > 0 and np.ptp(steps) <= _UNEVEN * steps.min():
                return {"Z": (float(np.median(steps)), _UNIT)}
            return {}
        between = self.measures.get("SpacingBetweenSlices")
        return {} if between is None else {"Z": (float(between), _UNIT)}


def _dataset(
    path: Path, files: tuple[Path, ...], header: _Header, depth: int, limits: ReadLimits
) -> Dataset:
    get = header.values.get
    rows, columns, n_samples = int(get("Rows")), int(get("Columns")), int(get("SamplesPerPixel", 1))
    bits = int(get("BitsAllocated", 0))
    kind = "i" if get("PixelRepresentation", 0) else "u"
    if bits not in (1, 8, 16, 32) or n_samples not in (1, 3):
        raise ImageReadError("values-no-pixels", name=path.name, dtype=f"{bits} bits")
    if _has_several_segments(header):
        raise ImageReadError("dicom-segments", name=path.name)
    dtype = np.dtype(f"{kind}{max(1, bits // 8)}")
    shape = (rows, columns, *(n_samples,) * (n_samples > 1))
    axes = "YX" + "S" * (n_samples > 1)
    if depth > 1:
        shape, axes = (depth, *shape), "Z" + axes
    limits.check(
        path, shape, dtype.itemsize, chunk=shape[axes.index("Y") :],
        n_bytes=None if len(files) > 1 else files[0].stat().st_size * (8 if bits == 1 else 1),
    )  # fmt: skip
    if header.syntax in _UNCOMPRESSED and "422" not in str(get("PhotometricInterpretation", "")):
        _check_complete(files[0], math.prod(shape) // len(files) * bits // 8)
    if header.syntax not in (*_UNCOMPRESSED, *_CODECS) and not _is_decoded(header.syntax):
        raise ImageReadError(
            "dicom-compression",
            name=path.name,
            syntax=header.values.file_meta.TransferSyntaxUID.name,
        )
    pixels: Pixels = _DicomPixels(files, shape, dtype, depth > 1, _CODECS.get(header.syntax, ""))
    notes: tuple[Message, ...] = ()
    slope, shift = float(get("RescaleSlope") or 1), float(get("RescaleIntercept") or 0)
    if str(get("PhotometricInterpretation", "")) == "MONOCHROME1" and (slope, shift) == (1, 0):
        white = (1 << min(int(get("BitsStored", bits)), bits)) - 1
        if kind == "u":
            pixels, notes = InvertedPixels(pixels, white), (Message("zero-is-white"),)
    stored = dtype
    if (slope, shift) != (1, 0) and n_samples == 1:
        pixels, stored = ScaledPixels(pixels, slope, shift), np.dtype(np.float64)
        notes = (Message("values-rescaled", slope=slope, shift=shift),)
    return Dataset(
        path, shape, stored, pixels, axes, chunks=(*(1,) * (depth > 1), *shape[axes.index("Y") :]),
        notes=notes, is_rgb=n_samples > 1,
    )  # fmt: skip


def _is_decoded(syntax: str) -> bool:
    """Whether pydicom decompresses a transfer syntax with what is installed."""
    pydicom = need("pydicom.pixels", "to read DICOM", "formats")
    try:
        return bool(pydicom.get_decoder(syntax).is_available)
    except NotImplementedError:
        return False


def _has_several_segments(header: _Header) -> bool:
    """Whether a segmentation object holds several segments one after the other."""
    is_binary = str(header.values.get("SegmentationType", "")) in ("BINARY", "FRACTIONAL")
    return is_binary and len(header.values.get("SegmentSequence") or ()) > 1


def _check_complete(path: Path, n_bytes: int) -> None:
    if path.stat().st_size < n_bytes:
        raise ImageReadError("file-cut-off", name=path.name)


@dataclass(frozen=True, slots=True)
class _DicomPixels:
    """Frames of a file, or the files of a series."""

    files: tuple[Path, ...]
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    has_depth: bool
    codec: str

    def read(self, box: Box) -> NDArray[Any]:
        box = (*box, *full_box(self.shape[len(box) :]))
        if not self.has_depth:
            return self._plane(0, self.shape)[box]
        values = np.empty([part.stop - part.start for part in box], self.dtype)
        for target, number in zip(values, range(box[0].start, box[0].stop), strict=True):
            target[...] = self._plane(number, self.shape[1:])[box[1:]]
        return values

    def _plane(self, number: int, shape: Sequence[int]) -> NDArray[Any]:
        pixels = need("pydicom.pixels", "to read DICOM", "formats")
        several = len(self.files) > 1
        path, index = (self.files[number], 0) if several else (self.files[0], number)
        try:
            if not path.is_file():
                raise OSError("it is no ordinary file")
            if self.codec:
                values = _decompressed(path, index, self.codec)
            else:
                values = np.asarray(pixels.pixel_array(path, index=index))
        except MemoryError:
            raise
        except Exception as error:
            raise unreadable(path.name, Message("place-image", number=number + 1), error) from error
        if values.shape != tuple(shape):
            raise ImageReadError(
                "slice-differs", path=str(path), shape=values.shape, dtype=str(values.dtype),
                first_shape=tuple(shape), first_dtype=str(self.dtype),
            )  # fmt: skip
        return values.astype(self.dtype, copy=False)


def _decompressed(path: Path, number: int, codec: str) -> NDArray[Any]:
    """One frame of lossless JPEG or JPEG-LS, by imagecodecs."""
    import imagecodecs

    pydicom = need("pydicom", "to read DICOM", "formats")
    encaps = need("pydicom.encaps", "to read DICOM", "formats")
    with path.open("rb") as file:
        values = pydicom.dcmread(file, stop_before_pixels=True)
        if file.read(_ELEMENT_BYTES)[:4] != _PIXEL_DATA:
            raise ValueError("its pixels are not where they should be")
        n_frames = int(values.get("NumberOfFrames") or 1)
        frame = encaps.get_frame(file, number, number_of_frames=n_frames)
    n_pixels = jpeg_pixels(frame)
    if n_pixels is None or n_pixels != int(values.Rows) * int(values.Columns):
        raise ValueError("it declares another size than its frame")
    return np.asarray(getattr(imagecodecs, codec)(frame))
