"""Which phases are measured: a label, several together, and what a quantity of several needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from imagerep.configurations import Groups
from imagerep.errors import ParameterError, PhaseNotFoundError, SinglePhaseError
from imagerep.image.label_text import as_labels, label_of_text, labels_text
from imagerep.image.segmentation import Segmentation, no_such_phase
from imagerep.measures.quantities import Quantity

PhaseChoice = int | Collection[int] | str | None
"""Label of a phase, labels of several taken together, "nonzero", or labels as :func:`label_text`
writes them, with commas or plus signs between them."""

NONZERO = "nonzero"
"""The phase that is every label above 0."""

STRAY_SHARE = 1e-4
"""Labels with a smaller share of an image do not decide which phase is proposed."""


def labels_of(images: Sequence[Segmentation]) -> tuple[int, ...]:
    """Labels of all phases of some images, ascending."""
    return tuple(sorted({label for image in images for label in image.phase_labels}))


def labels_of_text(text: str) -> tuple[int, ...]:
    """Labels of a text such as "1, 3", "1+3" or "#ff0000"."""
    try:
        return tuple(label_of_text(part) for part in text.replace("+", ",").split(","))
    except ValueError:
        raise ParameterError("phase-not-a-label", phase=text) from None


def phase_of_text(text: str | None) -> PhaseChoice:
    """Choice of a text: labels, "nonzero", or none."""
    return text if text is None or text == NONZERO else labels_of_text(text)


def labels_asked_for(*phases: PhaseChoice) -> tuple[int, ...] | None:
    """Labels that some choices name; None where they follow from the images."""
    named: list[int] = []
    for phase in phases:
        if isinstance(phase, int | np.integer):
            named.append(int(phase))
        elif isinstance(phase, str) and phase != NONZERO:
            named += labels_of_text(phase)
        elif phase is not None and not isinstance(phase, str):
            named += [int(label) for label in phase]
    return tuple(named) or None


def chosen_phase(images: Sequence[Segmentation], phase: PhaseChoice) -> int | tuple[int, ...]:
    """Which phase is measured: its label, or the labels that are taken together.

    Unless given, True of boolean images, and the larger of two labels.
    """
    labels = labels_of(images)
    name = images[0].name
    if len(labels) == 1:
        raise SinglePhaseError("single-phase", phase=labels[0], name=name)
    listed = labels_text(labels)
    is_boolean = all(image.is_boolean for image in images)
    if phase is None and is_boolean:
        phase = 1
    if phase is None and len(labels) > 2:
        raise PhaseNotFoundError("phase-not-named", n_phases=len(labels), name=name, labels=listed)
    if phase is None:
        phase = labels[-1]
    wanted = _labels(images, phase)
    if not wanted:
        raise PhaseNotFoundError("no-label-above-zero", name=name)
    if all(image.count(wanted) in (0, image.n_domain) for image in images):
        raise SinglePhaseError("phase-alone", phase=labels_text(wanted))
    return wanted[0] if len(wanted) == 1 else wanted


def proposed_phase(shares: Mapping[int, float]) -> int | None:
    """Label of the phase that is proposed, of labels by their share; a stray pixel changes nothing.

    The larger of two labels, else that of the largest share.
    """
    usual = {label: share for label, share in shares.items() if share >= STRAY_SHARE} or shares
    if len(usual) == 2:
        return max(usual)
    return max(usual, key=lambda label: usual[label], default=None)


def chosen_groups(
    images: Sequence[Segmentation],
    quantity: Quantity,
    phase: PhaseChoice,
    between: Iterable[PhaseChoice] | None,
    over: PhaseChoice,
) -> Groups:
    """Labels of every phase that a quantity has, the first one first."""
    if quantity.name == "phase-ratio":
        if over is None:
            raise ParameterError("quantity-needs-whole")
        return as_labels(chosen_phase(images, phase)), _labels(images, over)
    if quantity.n_phases == 1:
        return (as_labels(chosen_phase(images, phase)),)
    labels = labels_of(images)
    given = tuple(between) if between is not None else ()
    if between is None and len(labels) == quantity.n_phases:
        given = labels
    if len(given) != quantity.n_phases:
        raise ParameterError(
            "quantity-needs-phases", quantity=quantity.label, n_phases=quantity.n_phases,
            n_given=len(given),
        )  # fmt: skip
    groups = tuple(_labels(images, one) for one in given)
    every = [label for group in groups for label in group]
    for label in every:
        if every.count(label) > 1:
            raise ParameterError("phases-overlap", label=label)
    return groups


def _labels(images: Sequence[Segmentation], phase: PhaseChoice) -> tuple[int, ...]:
    """Labels of a choice, each of which is there."""
    labels = labels_of(images)
    if phase is None:
        raise ParameterError("phase-not-a-label", phase=phase)
    if isinstance(phase, str):
        if phase == NONZERO:
            return tuple(label for label in labels if label > 0)
        phase = labels_of_text(phase)
    if isinstance(phase, int | np.integer):
        wanted: tuple[int, ...] = (int(phase),)
    else:
        wanted = tuple(dict.fromkeys(int(label) for label in phase))
    for label in wanted:
        if label not in labels:
            raise _no_phase(images, label, labels)
    return wanted


def _no_phase(
    images: Sequence[Segmentation], label: int, labels: tuple[int, ...]
) -> PhaseNotFoundError:
    """Error of a label that is in no image: it may have been taken for something else."""
    for image in images:
        for doubt in image.doubts:
            values = doubt.values
            if label in values.get("edges", ()):
                return PhaseNotFoundError(
                    "phase-is-an-edge-value", phase=label, name=image.name,
                    phases=values["phases"],
                )  # fmt: skip
            if doubt.code == "object-labels" and 0 < label <= values["n_objects"]:
                return PhaseNotFoundError(
                    "phase-is-an-object", phase=label, name=image.name,
                    n_objects=values["n_objects"],
                )  # fmt: skip
    return no_such_phase(label, labels, images[0].name)
