"""Measures the materials of a folder, for the window. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imagerep.calibration import decimal
from imagerep.errors import ImageRepError, ParameterError
from imagerep.messages import Message
from imagerep_qt.session.choices import PHASE_FRACTION
from imagerep_qt.session.quantities import Offer, offers
from imagerep_qt.session.runner import Hooks

if TYPE_CHECKING:
    from imagerep.result.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for, as typed."""

    folder: Path
    phase: str = ""
    threshold: str = ""
    method: str = "spectral"
    quantity: str = PHASE_FRACTION


@dataclass(frozen=True, slots=True)
class Answer:
    """The comparison, and the images and materials that were left out, with the reasons."""

    comparison: Comparison
    refused: tuple[tuple[str, Message], ...] = ()


def offered() -> tuple[tuple[Offer, str], ...]:
    """Quantities of one phase, each with the kind of images that alone have it: 2D or 3D."""
    flat, deep = ({one.name: one for one in offers({axes}, (0, 1), 1)} for axes in (2, 3))
    return tuple(
        (offer, "" if name in flat and name in deep else "2D" if name in flat else "3D")
        for name, offer in {**flat, **deep}.items()
        if offer.n_phases == 1
    )


def compared(asked: Asked, hooks: Hooks) -> Answer:
    """Measure all materials of a folder; what is refused is left out."""
    from imagerep.comparing import Question, compare_materials
    from imagerep.hooks import Hooks as Estimating
    from imagerep.image.reading import ReadOptions
    from imagerep.io.materials import find_materials
    from imagerep.measuring_quantities import Phases
    from imagerep.phase_choice import phase_of_text

    refused: list[tuple[str, Message]] = []
    errors: dict[Message, ImageRepError] = {}

    def refuse(name: str, error: ImageRepError) -> None:
        refused.append((name, error.reason))
        errors[error.reason] = error

    options = ReadOptions()
    if asked.threshold.strip():
        options["threshold"] = _number(asked.threshold)
    found = find_materials([asked.folder])
    try:
        comparison = compare_materials(
            {one.name: one for one in found.materials},
            Question(
                asked.quantity, Phases(phase_of_text(asked.phase.strip() or None)), asked.method
            ),
            options,
            Estimating(hooks.progress, hooks.should_stop),
            warnings=found.warnings,
            refused=refuse,
        )
    except ImageRepError as error:
        if len(errors) == 1:  # one reason for all, such as a quantity that they do not have
            raise next(iter(errors.values())) from error
        raise
    return Answer(comparison, tuple(refused))


def _number(text: str) -> float:
    try:
        return decimal(text.strip())
    except ValueError:
        raise ParameterError("not-a-threshold", text=text) from None
