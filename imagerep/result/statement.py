"""The sentence of a result, and what to cite for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from imagerep._version import __version__
from imagerep.image.label_text import labels_text
from imagerep.measures.quantities import PHASE_FRACTION, Quantity
from imagerep.messages import Message
from imagerep.scale import REAL
from imagerep.segmentation_uncertainty.contribution import SegmentationUncertainty
from imagerep.uncertainty import ConfidenceInterval

CITATION_TEXT = (
    "A. Dahari, R. Docherty, S. Kench, S. J. Cooper, “Prediction of Microstructural "
    "Representativity From A Single Image”, Advanced Science (2025), doi:10.1002/advs.202414149."
)
"""The paper of the method."""

CITATION_BIBTEX = """@article{dahari2025representativity,
  title   = {Prediction of Microstructural Representativity From A Single Image},
  author  = {Dahari, Amir and Docherty, Ronan and Kench, Steve and Cooper, Samuel J.},
  journal = {Advanced Science},
  year    = {2025},
  doi     = {10.1002/advs.202414149},
}"""
"""The paper of the method, for a bibliography."""


def citation(method: str = "two-point", quantity: str = PHASE_FRACTION.name) -> str:
    """What to cite: the paper; where it is not its method or its quantity, this software first."""
    if _is_of_paper(method, quantity):
        return CITATION_TEXT
    return (
        f"The {method} method of ImageRep {__version__} (described in its documentation), for the "
        f"question posed and first answered by: {CITATION_TEXT}"
    )


def citation_bibtex(method: str = "two-point", quantity: str = PHASE_FRACTION.name) -> str:
    """What to cite, for a bibliography: one entry or two, as in :func:`citation`."""
    if _is_of_paper(method, quantity):
        return CITATION_BIBTEX
    software = f"""@software{{imagerep,
  title   = {{ImageRep}},
  author  = {{{{The ImageRep developers}}}},
  version = {{{__version__}}},
  note    = {{{method.capitalize()} method}},
}}"""  # described in its documentation only
    return f"{software}\n\n{CITATION_BIBTEX}"


def _is_of_paper(method: str, quantity: str) -> bool:
    return method == "two-point" and quantity == PHASE_FRACTION.name


def decimals(error: float, least: int = 3) -> int:
    """Decimals that show two significant digits of an error, at least the paper's three."""
    if not (math.isfinite(error) and error > 0):
        return least
    return min(12, max(least, 1 - math.floor(math.log10(error))))


def rounded(quantity: Quantity, value: float, error: float) -> tuple[str, str]:
    """A value and its error as text, with digits that fit the error."""
    if quantity.name == PHASE_FRACTION.name:
        digits = decimals(error)
        return f"{value:.{digits}f}", f"{error:.{digits}f}"
    if not (math.isfinite(error) and error > 0):
        return f"{value:.4g}", f"{error:.2g}"
    power = math.floor(math.log10(max(abs(value), error)))
    digits = max(0, 1 - math.floor(math.log10(error)))
    if -5 < power < 6:
        return f"{value:.{digits}f}", f"{error:.{digits}f}"
    digits = max(0, power - math.floor(math.log10(error)) + 1)
    return (
        f"{value / 10**power:.{digits}f}e{power:+03d}",
        f"{error / 10**power:.{digits}f}e{power:+03d}",
    )


def quantity_statement(
    quantity: Quantity,
    value: float,
    error: float,
    interval: ConfidenceInterval,
    unit: str,
    confidence_level: float,
    method: str,
    *,
    phases: Sequence[str] = (),
    labels: Sequence[int] = (),
    n_images: int = 1,
) -> Message:
    """The sentence of a quantity other than the phase fraction; of phases by their names.

    Several labels that are the one phase without a name are named, too.
    """
    is_signed = quantity.scale == REAL
    relative = 100 * error / abs(value) if value else math.inf
    texts = [rounded(quantity, one, error)[0] for one in (value, *interval)]
    code = "statement-of-signed-quantity" if is_signed else "statement-of-quantity"
    return Message(
        "statement-of-grey-values" if quantity.n_phases == 0 else code,
        quantity=quantity.label,
        of_phase=_of_phases(quantity, phases, labels),
        images=_images(n_images),
        method=method,
        version=__version__,
        level=_percent(confidence_level),
        value=texts[0],
        low=texts[1],
        high=texts[2],
        relative=f"{relative:.{decimals(relative, 1)}f}",
        unit=unit and f" {unit}",
    )


def _of_phases(quantity: Quantity, names: Sequence[str], labels: Sequence[int]) -> Message | str:
    """Whose quantity it is: of a phase that has a name, or of several."""
    if quantity.name == "phase-ratio" and len(names) == 2:
        return Message("of-phase-over", part=names[0], whole=names[1])
    if len(names) > 1:
        return Message("of-phases", phases=", ".join(names))
    return _of_phase(names[0] if names else "", labels)


def _of_phase(name: str, labels: Sequence[int]) -> Message | str:
    """Whose it is: of a phase with a name, or of several labels together."""
    if not name and len(labels) > 1:
        return Message("of-phases", phases=labels_text(labels, " + "))
    return Message("of-phase", name=name) if name else ""


def _images(n_images: int) -> Message:
    if n_images > 1:
        return Message("segmented-images", n_images=n_images)
    return Message("segmented-image")


def _percent(confidence_level: float) -> str:
    percent = f"{100 * confidence_level:.10g}"
    return percent if "." in percent else f"{percent}.0"


def statement(
    phase_fraction: float,
    absolute_error: float,
    confidence_level: float,
    method: str = "two-point",
    segmentation: SegmentationUncertainty | None = None,
    *,
    phase_name: str = "",
    labels: Sequence[int] = (),
    n_images: int = 1,
) -> Message:
    """The sentence of the paper (section 5), with the numbers filled in.

    Where the method is not the paper's, the sentence names the method instead. It also names the
    phase, where it has a name or is several labels together, and the number of images, where there
    are several. Where it is known how far the segmentation is off, it says so and assumes no
    perfect one.
    """
    if segmentation is not None:
        return _with_segmentation(
            phase_fraction, absolute_error, confidence_level, method, segmentation
        )
    relative = 100 * absolute_error / phase_fraction
    return Message(
        "statement" if method == "two-point" else "statement-of-method",
        **_program(method),
        of_phase=_of_phase(phase_name, labels),
        images=_images(n_images),
        fraction=phase_fraction,
        error=absolute_error,
        digits=decimals(absolute_error),
        relative=relative,
        relative_digits=decimals(relative, 1),
        **_level(confidence_level),
    )


def _level(confidence_level: float) -> dict[str, float]:
    digits = max(1, len(f"{100 * confidence_level:.10g}".partition(".")[2]))
    return {"level": 100 * confidence_level, "level_digits": digits}


def _with_segmentation(
    phase_fraction: float,
    absolute_error: float,
    confidence_level: float,
    method: str,
    segmentation: SegmentationUncertainty,
) -> Message:
    own = segmentation.half_width(confidence_level)
    total = math.hypot(absolute_error, own)
    corrected = segmentation.corrected(phase_fraction)
    relative = 100 * total / corrected if corrected else math.inf
    is_paper = method == "two-point"
    model = Message("model-of-paper" if is_paper else "model-of-method", **_program(method))
    return Message(
        "statement-corrected" if segmentation.is_correction else "statement-with-segmentation",
        model=model,
        origin=segmentation.origin,
        fraction=phase_fraction,
        corrected=corrected,
        error=absolute_error,
        own=own,
        total=total,
        digits=decimals(total),
        relative=relative,
        relative_digits=decimals(relative, 1),
        **_level(confidence_level),
    )


def _program(method: str) -> dict[str, str]:
    return {"method": method, "version": __version__}
