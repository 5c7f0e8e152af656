"""Segmented images: labels, phases and calibration, with every check of the input."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.errors import (
    CalibrationError,
    NotSegmentedError,
    PhaseNotFoundError,
    SegmentationError,
)

MAX_PHASES = 16
"""Most values that an image may hold and still count as segmented, unless told otherwise."""

_COUNT_CHUNK = 1 << 22
_UNIT_NAMES = {
    "um": "µm", "μm": "µm", "micron": "µm", "microns": "µm", "micrometer": "µm",
    "micrometre": "µm", "micrometers": "µm", "micrometres": "µm", "\\u00b5m": "µm",
    "nanometer": "nm", "nanometre": "nm", "nanometers": "nm", "nanometres": "nm",
    "millimeter": "mm", "millimetre": "mm", "millimeters": "mm", "millimetres": "mm",
    "centimeter": "cm", "centimetre": "cm", "meter": "m", "metre": "m",
    "angstrom": "Å", "ångström": "Å", "inches": "inch", "in": "inch",
}  # fmt: skip
_NO_UNITS = frozenset({"", "px", "pixel", "pixels", "voxel", "voxels", "none", "null"})


@dataclass(frozen=True, slots=True)
class Calibration:
    """Physical size of a voxel.

    Parameters
    ----------
    voxel_size : sequence of float
        Size of a voxel along each axis, in array order: ``(y, x)`` or ``(z, y, x)``.
    unit : str
        Unit of the sizes, for example ``"µm"``; common spellings are brought to one form.

    Raises
    ------
    CalibrationError
        If a size is not a positive finite number, or the unit is empty.
    """

    voxel_size: tuple[float, ...]
    unit: str

    def __post_init__(self) -> None:
        sizes = tuple(float(size) for size in self.voxel_size)
        if not sizes or any(not (math.isfinite(size) and size > 0) for size in sizes):
            raise CalibrationError(
                f"The voxel size {self.voxel_size} is not made of positive numbers.",
                "Give the size of one voxel, for example 0.4 with the unit um.",
            )
        unit = self.unit.strip()
        unit = _UNIT_NAMES.get(unit.lower(), unit)
        if unit.lower() in _NO_UNITS:
            raise CalibrationError(
                f"A voxel size of {sizes} was given without a unit of length.",
                "Name the unit, for example um, nm or mm.",
            )
        object.__setattr__(self, "voxel_size", sizes)
        object.__setattr__(self, "unit", unit)

    @property
    def is_isotropic(self) -> bool:
        """Whether all sides of a voxel agree within 0.1 %."""
        return max(self.voxel_size) <= 1.001 * min(self.voxel_size)

    @property
    def mean_voxel_size(self) -> float:
        """Geometric mean of the sides of a voxel, in `unit`."""
        return math.exp(math.fsum(map(math.log, self.voxel_size)) / len(self.voxel_size))

    def for_ndim(self, ndim: int) -> Calibration:
        """Calibration of an image with `ndim` axes.

        A single size serves every axis; of three sizes the last two serve a 2D image.

        Parameters
        ----------
        ndim : int
            Number of axes of the image.

        Returns
        -------
        Calibration
            One size an axis.

        Raises
        ------
        CalibrationError
            If the number of sizes does not fit.
        """
        sizes = self.voxel_size
        if len(sizes) == 1:
            sizes = sizes * ndim
        elif len(sizes) > ndim:
            sizes = sizes[-ndim:]
        if len(sizes) != ndim:
            raise CalibrationError(
                f"{len(sizes)} voxel sizes were given for an image with {ndim} axes.",
                f"Give one size for all axes, or {ndim}.",
            )
        return Calibration(sizes, self.unit)


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a segmentation.

    Attributes
    ----------
    label : int
        Value of its pixels.
    count : int
        Number of its pixels.
    fraction : float
        `count` over the number of pixels, 0 to 1.
    colour : tuple of int or None
        Red, green and blue, 0 to 255, where the file was a colour image.
    """

    label: int
    count: int
    fraction: float
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """A segmented image or volume; make one with :meth:`from_array`.

    Attributes
    ----------
    labels : ndarray of integer, shape (ny, nx) or (nz, ny, nx)
        Phase label of every pixel; read-only, C-contiguous.
    phases : tuple of Phase
        The phases present, by ascending label.
    calibration : Calibration or None
        Voxel size, one value an axis, where known.
    name : str
        Name for people, usually the file's.
    """

    labels: NDArray[Any]
    phases: tuple[Phase, ...]
    calibration: Calibration | None = None
    name: str = ""
    notes: tuple[str, ...] = field(default=())

    @classmethod
    def from_array(
        cls,
        array: ArrayLike,
        *,
        calibration: Calibration | None = None,
        name: str = "",
        max_phases: int = MAX_PHASES,
        colours: dict[int, tuple[int, int, int]] | None = None,
        notes: Sequence[str] = (),
    ) -> Self:
        """Check an array of labels and count its phases.

        Parameters
        ----------
        array : array_like of bool, integer or whole-numbered float, 2D or 3D
            Labels; axes of length one are dropped. The data are not copied where they need not be.
        calibration : Calibration, optional
            Voxel size.
        name : str, optional
            Name for people.
        max_phases : int, optional
            Most values the array may hold.
        colours : dict, optional
            Colour of each label.
        notes : sequence of str, optional
            What was done to the image on its way here (crop, threshold), for reports.

        Returns
        -------
        Segmentation

        Raises
        ------
        SegmentationError
            If the array is empty, has not two or three axes, or holds NaN or complex values.
        NotSegmentedError
            If it holds more than `max_phases` values, or fractional ones.
        CalibrationError
            If the calibration has a wrong number of axes.
        """
        what = f"“{name}”" if name else "The image"
        labels = _as_labels(_squeeze(np.asarray(array), what), what)
        counts = _count(labels, max_phases, what)
        phases = tuple(
            Phase(label, count, count / labels.size, (colours or {}).get(label))
            for label, count in sorted(counts.items())
        )
        if calibration is not None:
            calibration = calibration.for_ndim(labels.ndim)
        return cls(_read_only(labels), phases, calibration, name, tuple(notes))

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of pixels along each axis."""
        return tuple(int(side) for side in self.labels.shape)

    @property
    def ndim(self) -> int:
        """2 for an image, 3 for a volume."""
        return self.labels.ndim

    @property
    def size(self) -> int:
        """Number of pixels or voxels."""
        return int(self.labels.size)

    @property
    def phase_labels(self) -> tuple[int, ...]:
        """Labels of the phases present, ascending."""
        return tuple(phase.label for phase in self.phases)

    def phase(self, label: int) -> Phase:
        """Phase of a label.

        Parameters
        ----------
        label : int
            Label of the phase.

        Returns
        -------
        Phase

        Raises
        ------
        PhaseNotFoundError
            If no pixel has that label.
        """
        for phase in self.phases:
            if phase.label == label:
                return phase
        listed = ", ".join(map(str, self.phase_labels))
        what = f"“{self.name}”" if self.name else "the image"
        raise PhaseNotFoundError(
            f"There is no phase {label} in {what}.", f"Its phases are {listed}."
        )

    def mask(self, label: int) -> NDArray[np.bool_]:
        """Pixels of one phase.

        Parameters
        ----------
        label : int
            Label of the phase; it may be absent, as happens in a stack of images.

        Returns
        -------
        ndarray of bool, of the image's shape
            True where the pixel belongs to the phase; read-only.
        """
        if self.labels.dtype == np.bool_:
            return _read_only(self.labels if label == 1 else ~self.labels)
        return _read_only(self.labels == label)

    def crop(self, bounds: Sequence[tuple[int, int]]) -> Segmentation:
        """Part of the image inside a rectangle or box.

        Parameters
        ----------
        bounds : sequence of (start, stop)
            First pixel and the pixel after the last, along each axis in array order. For a volume,
            two pairs mean (y, x) and keep every slice.

        Returns
        -------
        Segmentation
            With the phases counted anew.

        Raises
        ------
        SegmentationError
            If the box is empty or reaches outside the image.
        """
        pairs = [(0, side) for side in self.shape[: self.ndim - len(bounds)]]
        pairs += [(int(start), int(stop)) for start, stop in bounds]
        inside = len(pairs) == self.ndim and all(
            0 <= start < stop <= side for (start, stop), side in zip(pairs, self.shape, strict=True)
        )
        if not inside:
            raise SegmentationError(
                f"The crop {list(bounds)} does not fit an image of {shape_text(self.shape)} pixels.",
                "Give first and last pixel along each axis, inside the image.",
            )
        part = self.labels[tuple(slice(start, stop) for start, stop in pairs)]
        span = ", ".join(f"{start}:{stop}" for start, stop in pairs)
        colours = {phase.label: phase.colour for phase in self.phases if phase.colour}
        return Segmentation.from_array(
            part,
            calibration=None
            if self.calibration is None
            else self.calibration.for_ndim(_kept_ndim(part.shape)),
            name=self.name,
            max_phases=max(MAX_PHASES, len(self.phases)),
            colours=colours,
            notes=(*self.notes, f"cropped to [{span}]"),
        )


def shape_text(shape: Sequence[float]) -> str:
    """Shape as people read it.

    Parameters
    ----------
    shape : sequence of float
        Number of pixels along each axis.

    Returns
    -------
    str
        For example ``"896 × 1024"``.
    """
    return " × ".join(f"{side:.0f}" for side in shape)


def _kept_ndim(shape: tuple[int, ...]) -> int:
    return 2 if len(shape) == 3 and 1 in shape else len(shape)


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


def _squeeze(array: NDArray[Any], what: str) -> NDArray[Any]:
    if array.size == 0:
        raise SegmentationError(
            f"{what} is empty (shape {array.shape}).", "Choose an image that has pixels."
        )
    shape = list(array.shape)
    while len(shape) > 2 and 1 in shape:
        shape.remove(1)
    array = array.reshape(shape)
    if array.ndim not in (2, 3):
        raise SegmentationError(
            f"{what} has {array.ndim} axes (shape {array.shape}).",
            "An image has two axes and a volume three; choose one channel and one time point.",
        )
    return array


def _as_labels(array: NDArray[Any], what: str) -> NDArray[Any]:
    kind = array.dtype.kind
    if kind == "f":
        array = _whole_numbers(array, what)
    elif kind not in "bui":
        raise SegmentationError(
            f"{what} holds values of type {array.dtype}, which cannot be phase labels.",
            "Use whole numbers: 0 and 1, 0 and 255, or one number a phase.",
        )
    return np.ascontiguousarray(array)


def _whole_numbers(array: NDArray[Any], what: str) -> NDArray[Any]:
    labels = np.empty(array.shape, np.int32)
    source, target = array.reshape(-1), labels.reshape(-1)
    limit = np.iinfo(np.int32).max
    for start in range(0, source.size, _COUNT_CHUNK):
        part = source[start : start + _COUNT_CHUNK]
        if not np.isfinite(part).all():
            raise SegmentationError(
                f"{what} holds values that are not numbers (NaN or infinity).",
                "Replace them by the label of a phase, or crop them off.",
            )
        if (np.abs(part) > limit).any() or (part != np.rint(part)).any():
            n_values = len(np.unique(part[:_COUNT_CHUNK]))
            raise NotSegmentedError(
                f"{what} is not segmented: it holds fractional values "
                f"({n_values} or more different ones).",
                "Segment it first, or give a threshold.",
                n_values=n_values,
            )
        target[start : start + _COUNT_CHUNK] = part
    return labels


def _count(labels: NDArray[Any], max_phases: int, what: str) -> dict[int, int]:
    if labels.dtype == np.bool_:
        ones = int(np.count_nonzero(labels))
        return {k: n for k, n in ((0, labels.size - ones), (1, ones)) if n}
    flat = labels.reshape(-1)
    values = np.unique(flat[:: max(1, flat.size // 4096)])
    if len(values) <= min(max_phases, 8):
        counts = {int(value): int(np.count_nonzero(flat == value)) for value in values}
        if sum(counts.values()) == flat.size:
            return counts
    counts = {}
    for start in range(0, flat.size, _COUNT_CHUNK):
        for value, count in zip(
            *np.unique(flat[start : start + _COUNT_CHUNK], return_counts=True), strict=True
        ):
            counts[int(value)] = counts.get(int(value), 0) + int(count)
        if len(counts) > max(max_phases, 4096):
            break
    if len(counts) > max_phases:
        more = "more than " if len(counts) > 4096 else ""
        raise NotSegmentedError(
            f"{what} is not segmented: it holds {more}{len(counts)} different values, "
            f"and at most {max_phases} phases are expected.",
            "Segment it first, give a threshold, or snap it to its dominant values.",
            n_values=len(counts),
        )
    return counts
