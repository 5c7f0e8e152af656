"""Physical size of a voxel, and the only table of units."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from imagerep.errors import CalibrationError

METRES = {
    "km": 1e3, "m": 1.0, "dm": 1e-1, "cm": 1e-2, "mm": 1e-3, "µm": 1e-6, "nm": 1e-9,
    "Å": 1e-10, "pm": 1e-12, "inch": 0.0254, "ft": 0.3048, "mil": 25.4e-6,
}  # fmt: skip
"""Length of each unit, in metres."""

_SPELLINGS = {
    "µm": "um μm mum micron microns micrometer micrometre micrometers micrometres microm "
    "mikrometer µ",
    "nm": "nanometer nanometre nanometers nanometres",
    "mm": "millimeter millimetre millimeters millimetres",
    "cm": "centimeter centimetre centimeters centimetres",
    "dm": "decimeter decimetre decimeters decimetres",
    "m": "meter metre meters metres",
    "km": "kilometer kilometre kilometers kilometres",
    "pm": "picometer picometre picometers picometres",
    "Å": "å angstrom ångström angstroms angström ångstrom å",
    "inch": "inches in \"",
    "ft": "foot feet",
    "mil": "mils thou",
}  # fmt: skip
_UNIT_OF = {
    spelling: unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in (unit.lower(), *spellings.split())
}
_NO_UNITS = frozenset({"", "px", "pixel", "pixels", "voxel", "voxels", "none", "null"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Physical size of a voxel.

    Parameters
    ----------
    voxel_size : sequence of float
        Size of a voxel along each axis, in array order: ``(y, x)`` or ``(z, y, x)``.
    unit : str
        Unit of the sizes, for example ``"µm"``; common spellings, and those that a wrong text
        encoding made of them, are brought to one form.

    Raises
    ------
    CalibrationError
        If a size is not a positive finite number, or the unit is empty.
    """

    voxel_size: tuple[float, ...]
    unit: str

    def __post_init__(self) -> None:
        try:
            sizes = tuple(float(size) for size in self.voxel_size)
        except (TypeError, ValueError):
            sizes = ()
        if not sizes or any(not (math.isfinite(size) and size > 0) for size in sizes):
            raise CalibrationError("voxel-size-not-positive", voxel_size=self.voxel_size)
        unit = unit_name(self.unit)
        if unit is None:
            listed = " × ".join(f"{size:g}" for size in sizes)
            raise CalibrationError("voxel-size-without-unit", voxel_size=listed)
        object.__setattr__(self, "voxel_size", sizes)
        object.__setattr__(self, "unit", unit)

    @property
    def is_isotropic(self) -> bool:
        """Whether all sides of a voxel agree within 0.1 %."""
        return max(self.voxel_size) <= 1.001 * min(self.voxel_size)

    @property
    def sides_text(self) -> str:
        """Sides of a voxel in the order of ImageJ, width first, without the unit."""
        return " × ".join(f"{side:g}" for side in reversed(self.voxel_size))

    @property
    def text(self) -> str:
        """Size of a voxel with its unit; a single number where all sides are equal."""
        is_one = len(set(self.voxel_size)) == 1
        return f"{self.voxel_size[0]:g} {self.unit}" if is_one else f"{self.sides_text} {self.unit}"

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
            raise CalibrationError("voxel-sizes-do-not-fit", n_sizes=len(sizes), ndim=ndim)
        return Calibration(sizes, self.unit)

    def agrees_with(self, other: Calibration) -> bool:
        """Whether two voxel sizes are equal within 0.1 %."""
        return (
            self.unit == other.unit
            and len(self.voxel_size) == len(other.voxel_size)
            and all(
                math.isclose(one, two, rel_tol=1e-3)
                for one, two in zip(self.voxel_size, other.voxel_size, strict=True)
            )
        )


def unit_name(text: str) -> str | None:
    """Usual form of a unit; None for pixels and for no unit, the text itself where unknown."""
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(text)).strip().strip("\0 ")
    for _ in range(2):  # UTF-8 read as Latin-1, perhaps twice: "Âµm"
        try:
            plain = plain.encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
    if plain.lower() in _NO_UNITS:
        return None
    if len(plain) == 2 and plain[1] == "m" and plain[0] in "?\ufffd\x90\xe6":
        plain = "µm"  # the µ was lost to, or is spelt in, another code page
    return _UNIT_OF.get(plain.lower(), plain)


def decimal(text: str) -> float:
    """Number in text; a single comma between digits is a decimal comma."""
    plain = text.strip()
    return float(plain.replace(",", ".") if _PLAIN_NUMBER.fullmatch(plain) else plain)


def known_unit(unit: str) -> bool:
    """Whether a unit is a length that can be converted."""
    return unit in METRES


def in_metres(size: float, unit: str) -> float:
    """Length in metres, of a unit for which :func:`known_unit` is true."""
    return size * METRES[unit]


def combine(sides: Sequence[tuple[float, str]]) -> Calibration | None:
    """Calibration from the size and unit of each axis, in array order, as found in a file.

    All sizes are brought to the unit of the last axis. None where a size is not a positive number,
    a unit is missing, or units differ and cannot be converted.
    """
    try:
        parts = [Calibration((abs(size),), unit) for size, unit in sides]
    except CalibrationError:
        return None
    unit = parts[-1].unit
    sizes = []
    for part in parts:
        size = part.voxel_size[0]
        if part.unit != unit:
            if not (known_unit(part.unit) and known_unit(unit)):
                return None
            size = in_metres(size, part.unit) / in_metres(1.0, unit)
        if not (math.isfinite(size) and size > 0):
            return None
        sizes.append(size)
    return Calibration(tuple(sizes), unit)


PRINT_DPI_MAX = 4800.0
"""Printers and flat-bed scanners end here: a coarser resolution in a plain file is nominal."""

_NOMINAL_DPI = (72, 75, 90, 96, 100, 120, 144, 150, 180, 200, 240, 300, 350, 360, 400, 600, 1200)
_UM_PER_INCH = 25400.0


def is_nominal_dpi(dpi: float) -> bool:
    """Whether a resolution is one that programs write unasked, such as 72, 96 or 300 dpi."""
    return any(abs(dpi - usual) <= 1e-3 * usual for usual in _NOMINAL_DPI)


def calibration_from_dpi(y_dpi: float, x_dpi: float) -> Calibration | None:
    """Pixel size in µm from a resolution in dpi; None unless finer than `PRINT_DPI_MAX`."""
    try:
        y_dpi, x_dpi = float(y_dpi), float(x_dpi)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if not all(math.isfinite(dpi) and dpi > PRINT_DPI_MAX for dpi in (y_dpi, x_dpi)):
        return None
    return combine([(_UM_PER_INCH / y_dpi, "µm"), (_UM_PER_INCH / x_dpi, "µm")])
