"""What each quantity is, by its name."""

from __future__ import annotations

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.messages import say
from imagerep_qt.quantity_text import capitalised
from imagerep_qt.session.quantities import Offer


def short_name(offer: Offer, numbers: NumberFormat) -> str:
    """Name of a quantity in a list that is narrow, what tells it from others first."""
    family, _, neighbours = offer.name.rpartition("-")
    if family == "euler-density":
        return translate("Quantity", "Euler number, {n} neighbours").format(n=neighbours)
    return capitalised(say(offer.label, numbers))


def about_quantity(name: str) -> str:
    """What a quantity is; empty for an unknown one."""
    texts = {
        "phase-fraction": translate("Quantity", "the share of the sample that is this phase."),
        "perimeter-density": translate(
            "Quantity", "length of the phase's boundary in an area of the image, B_A."
        ),
        "surface-density": translate(
            "Quantity",
            "area of the phase's surface in a volume, S_V. From a section it is 4/π of the "
            "perimeter density, for materials without a direction.",
        ),
        "specific-perimeter": translate(
            "Quantity", "length of the phase's boundary over the area of the phase."
        ),
        "specific-surface": translate(
            "Quantity", "area of the phase's surface over the volume of the phase."
        ),
        "chord-length": translate(
            "Quantity", "mean length of the pieces of straight lines that lie in the phase."
        ),
        "euler-density-8": translate(
            "Quantity",
            "parts less holes in an area. Pixels of the phase that touch at a corner are joined.",
        ),
        "euler-density-4": translate(
            "Quantity",
            "parts less holes in an area. Pixels of the phase that touch at a corner are apart.",
        ),
        "euler-density-26": translate(
            "Quantity",
            "parts less tunnels plus cavities in a volume. Voxels of the phase that touch at a "
            "corner are joined.",
        ),
        "euler-density-6": translate(
            "Quantity",
            "parts less tunnels plus cavities in a volume. Voxels of the phase that touch at a "
            "corner are apart.",
        ),
        "mean-curvature-density": translate(
            "Quantity", "integral of the mean curvature of the phase's surface in a volume, M_V."
        ),
        "boundary-density": translate(
            "Quantity", "length, or area, of the boundary between the phase and another one."
        ),
        "triple-point-density": translate(
            "Quantity", "points in an area where the phase and two others meet."
        ),
        "triple-line-density": translate(
            "Quantity", "length of the lines in a volume where the phase and two others meet."
        ),
        "phase-ratio": translate(
            "Quantity", "the phase over others, such as active material over all solids."
        ),
    }
    return texts.get(name, "")
