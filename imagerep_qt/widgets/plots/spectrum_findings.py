"""Findings of the spectral method as text. Free of Qt's widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.widgets.directions import directions, directions_text

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its explanation."""

    title: str
    value: str
    tip: str  # explanation


def findings_of(measurement: Measurement, numbers: NumberFormat) -> tuple[Finding, ...]:
    found = measurement.diagnostics
    return (
        Finding(
            translate("Spectrum", "Independent cells"),
            numbers.significant(found.independent_cells),
            translate(
                "Spectrum",
                "The image says as much about what is measured as this many independent "
                "pieces of the material. The error falls with the square root of their number.",
            ),
        ),
        Finding(
            translate("Spectrum", "Length scales by direction"),
            _directions(measurement, numbers),
            translate(
                "Spectrum",
                "Extent of the features along their longest and shortest direction, where "
                "these differ by more than chance in an isotropic material. The angle is "
                "measured from the horizontal, anticlockwise.",
            ),
        ),
        Finding(
            translate("Spectrum", "Order"),
            _order(found.dip, numbers),
            translate(
                "Spectrum",
                "How far the spectrum falls from its peak to infinite wavelength, as a natural "
                "logarithm. Features at regular distances, as in packings and lattices, fill "
                "all large areas equally, so that images differ less.",
            ),
        ),
        Finding(
            translate("Spectrum", "Fourier modes used"),
            numbers.count(found.n_modes),
            translate(
                "Spectrum",
                "Modes of long wavelength whose power was estimated from the image. The more "
                "there are, the better the left end of the curve is known.",
            ),
        ),
        Finding(
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
    return directions_text(numbers, found)


def _order(dip: float, numbers: NumberFormat) -> str:
    from imagerep.result.methods import ORDERED_DIP

    text = translate("Spectrum", "negligible ({dip})")
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
