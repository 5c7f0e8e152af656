"""Physical size of a voxel."""

from __future__ import annotations

import math
from dataclasses import dataclass

from imagerep.errors import CalibrationError

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
    def sides_text(self) -> str:
        """Sides of a voxel as people and ImageJ tell them, the width first, without the unit."""
        return " × ".join(f"{side:g}" for side in reversed(self.voxel_size))

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


def differing(
    name: str, here: Calibration | None, other_name: str, there: Calibration | None
) -> CalibrationError:
    """Error of two images that cannot be measured together.

    Parameters
    ----------
    name, other_name : str
        Names of the images.
    here, there : Calibration or None
        Their voxel sizes, of which one may be unknown.

    Returns
    -------
    CalibrationError
    """
    hint = "Measure them separately, or give one voxel size for all."
    if here is None:
        name, here, other_name, there = other_name, there, name, here
    assert here is not None  # noqa: S101 - they differ
    if there is None:
        return CalibrationError(
            f"The images differ in voxel size: “{name}” has {_in_words(here)}, “{other_name}” has "
            "none.",
            hint,
        )
    return CalibrationError(
        f"The images differ in voxel size: “{name}” has {_in_words(here)}, “{other_name}” has "
        f"{_in_words(there)}.",
        hint,
    )


def _in_words(calibration: Calibration) -> str:
    is_one = len(set(calibration.voxel_size)) == 1
    sides = f"{calibration.voxel_size[0]:g}" if is_one else calibration.sides_text
    return f"{sides} {calibration.unit}"
