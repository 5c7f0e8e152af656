"""What the spectral method found on its way, in words. Free of Qt's widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.direction_words import lengths_text, longest_text
from imagerep_qt.widgets.directions import directions

if TYPE_CHECKING:
    from imagerep.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Fact:
    """One finding."""

    title: str  # What it is, and what was found
    value: str  # What it is, and what was found
    tip: str  # What it means


def facts_of(measurement: Measurement, numbers: NumberFormat) -> tuple[Fact, ...]:
    """Findings of a measurement by the spectral method."""
    found = measurement.diagnostics
    return (
        Fact(
            translate("Spectrum", "Independent cells"),
            numbers.significant(found.independent_cells),
            translate(
                "Spectrum",
                "The image says as much about the phase fraction as this many pieces of the "
                "material that know nothing of each other. The error falls with the square root "
                "of their number.",
            ),
        ),
        Fact(
            translate("Spectrum", "Length scales by direction"),
            _directions(measurement, numbers),
            translate(
                "Spectrum",
                "How far features reach along their longest and shortest direction, where the "
                "difference is more than chance shows in a material that looks the same from all "
                "sides. The angle is counted from the horizontal, anticlockwise.",
            ),
        ),
        Fact(
            translate("Spectrum", "Order"),
            _order(found.dip, numbers),
            translate(
                "Spectrum",
                "How far the spectrum falls from its peak to infinite wavelength, as a natural "
                "logarithm. Features that keep their distance, as in packings and lattices, fill "
                "every large area alike, so that images differ less.",
            ),
        ),
        Fact(
            translate("Spectrum", "Fourier modes used"),
            numbers.count(found.n_modes),
            translate(
                "Spectrum",
                "Waves of long wavelength whose strength was read from the image. The more there "
                "are, the surer is the curve's left end.",
            ),
        ),
        Fact(
            translate("Spectrum", "Resolution used"),
            _block(found.block_px, measurement.ndim),
            translate(
                "Spectrum",
                "Only long wavelengths matter, so large images are averaged over blocks of pixels "
                "first. That loses nothing and makes the method fast.",
            ),
        ),
    )


def _directions(measurement: Measurement, numbers: NumberFormat) -> str:
    found = directions(measurement)
    if found is None:
        return translate("Spectrum", "the same in all directions")
    return f"{lengths_text(numbers, found)}, {longest_text(numbers, found)}"


def _order(dip: float, numbers: NumberFormat) -> str:
    from imagerep.comparison import ORDERED_DIP

    text = translate("Spectrum", "none to speak of ({dip})")
    if dip > ORDERED_DIP:
        text = translate("Spectrum", "packed or periodic ({dip})")
    return text.format(dip=numbers.number(dip, 1))


def _block(block_px: int, ndim: int) -> str:
    if block_px == 1 and ndim == 3:
        return translate("Spectrum", "every voxel")
    if block_px == 1:
        return translate("Spectrum", "every pixel")
    sides = " × ".join([str(block_px)] * ndim)
    return translate("Spectrum", "blocks of {sides} px").format(sides=sides)
