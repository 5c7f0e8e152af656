"""Directional length scales, as an ellipse or ellipsoid in physical proportions. Free of Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.planes import Plane

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


_ALONG_DEG = 3.0
"""A direction closer to an axis of the volume than this counts as parallel."""


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse in a plane, by its diameters in pixels."""

    long_px: float
    short_px: float
    # from the horizontal to the long diameter, clockwise on the screen
    angle_deg: float

    @property
    def extent_px(self) -> tuple[float, float]:
        """Width and height of the bounding box."""
        angle = math.radians(self.angle_deg)
        cos, sin = math.cos(angle), math.sin(angle)
        width = math.hypot(self.long_px * cos, self.short_px * sin)
        return width, math.hypot(self.long_px * sin, self.short_px * cos)


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """Length scales along the orthogonal axes of an ellipsoid."""

    lengths: tuple[float, ...]  # in `unit`, longest first
    axes: tuple[tuple[float, ...], ...]  # unit vectors in array order, in physical proportions
    unit: str  # ``"px"`` without a calibration
    voxel: tuple[float, ...]  # along the axes of the array, in `unit`
    # False for packed or periodic features: the spectrum at zero frequency, which sets the lengths,
    # is far below that of the features, so that only their ratio has a meaning.
    is_to_scale: bool = True

    @property
    def ratio(self) -> float:
        """Ratio of the longest to the shortest length."""
        return self.lengths[0] / self.lengths[-1]

    def section(self, plane: Plane) -> Ellipse:
        """Section of the ellipsoid through its centre."""
        axes, lengths = np.array(self.axes), np.array(self.lengths)
        form = (axes.T / lengths**2) @ axes
        cut = form[np.ix_(plane.axes, plane.axes)]
        values, vectors = np.linalg.eigh(cut)
        diameters = 1 / np.sqrt(values) / self.voxel[plane.axes[1]]
        down, right = vectors[:, 0]
        return Ellipse(
            float(diameters[0]), float(diameters[1]), math.degrees(math.atan2(down, right))
        )

    @property
    def angle_deg(self) -> float:
        """Angle of the longest axis in an image, anticlockwise from the horizontal, 0 to 180."""
        down, right = self.axes[0][-2:]
        return math.degrees(math.atan2(-down, right)) % 180.0

    @property
    def nearest_axis(self) -> tuple[str, float]:
        """Axis of the array closest to the longest one, and the angle between them in degrees."""
        longest = np.abs(self.axes[0])
        index = int(longest.argmax())
        off = math.degrees(math.acos(min(float(longest[index]), 1.0)))
        return "zyx"[-len(longest) :][index], off


def directions(measurement: Measurement | None) -> Directions | None:
    """Directional length scales of a measurement; None where they do not differ significantly."""
    if measurement is None:
        return None
    from imagerep.result.methods import ORDERED_DIP  # with all that measures
    from imagerep.spectral import SpectralDiagnostics

    found = measurement.diagnostics
    if not isinstance(found, SpectralDiagnostics):
        return None
    calibration, ndim = measurement.calibration, measurement.ndim
    voxel = calibration.voxel_size if calibration else (1.0,) * ndim
    lengths, axes = _real(np.array(found.length_scales_px), np.array(found.axes), np.array(voxel))
    if not found.is_direction(float(lengths[0] / lengths[-1])):
        return None
    return Directions(
        tuple(map(float, lengths)),
        tuple(tuple(map(float, axis)) for axis in axes),
        calibration.unit if calibration else "px",
        tuple(voxel),
        found.dip <= ORDERED_DIP,
    )


def _real(
    lengths_px: NDArray[np.float64], axes: NDArray[np.float64], voxel: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Axes and lengths of the ellipsoid after scaling each axis by the voxel size."""
    shape = (axes.T * lengths_px**2) @ axes
    values, vectors = np.linalg.eigh(shape * np.outer(voxel, voxel))
    ordered = vectors.T[::-1]
    largest = np.abs(ordered).argmax(axis=1)
    signs = np.sign(ordered[np.arange(len(ordered)), largest])
    return np.sqrt(values[::-1]), ordered * signs[:, None]


def directions_text(numbers: NumberFormat, found: Directions) -> str:
    """The lengths and the direction of the longest as text."""
    return f"{lengths_text(numbers, found)}, {longest_text(numbers, found)}"


def lengths_text(numbers: NumberFormat, found: Directions) -> str:
    """The lengths as text, longest first; only their ratio where they are not to scale."""
    if not found.is_to_scale:
        return f"{numbers.significant(found.ratio, 2)} : 1"
    return numbers.lengths(found.lengths, found.unit)


def longest_text(numbers: NumberFormat, found: Directions) -> str:
    """The direction of the longest axis as text."""
    if len(found.lengths) == 2:
        angle = numbers.number(round(found.angle_deg) % 180)
        return translate("Directions", "longest at {angle}°").format(angle=angle)
    axis, off = found.nearest_axis
    if off < _ALONG_DEG:
        return translate("Directions", "longest along {axis}").format(axis=axis)
    text = translate("Directions", "longest at {angle}° to {axis}")
    return text.format(angle=numbers.number(off), axis=axis)
