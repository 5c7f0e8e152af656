"""From names of quantities and phases to measures of images, and from estimates to measurements."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imagerep.calibration import Calibration
from imagerep.configurations import Groups, LocalField
from imagerep.errors import ParameterError
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks
from imagerep.image.grey import GreyImage
from imagerep.image.segmentation import FieldsOfImage, Segmentation
from imagerep.measures import Measure, PhaseFraction
from imagerep.measures.grey_mean import GreyMean
from imagerep.measures.local import local_fields, local_measures
from imagerep.measures.phase_scores import phase_ratio
from imagerep.measures.quantities import PHASE_FRACTION, Quantity, quantity_names, quantity_of
from imagerep.phase_choice import NONZERO, PhaseChoice, chosen_groups, labels_asked_for
from imagerep.result.measurement import Measurement

ALL = "all"
"""Every quantity that the named phases have."""

MEAN = "mean"
"""The quantity of grey values, which has no phase."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity of some phases, by the name that was asked for."""

    name: str  # Key of the result
    quantity: Quantity  # What is measured
    groups: Groups  # Labels of its phases


@dataclass(frozen=True, slots=True)
class Phases:
    """Which phases are asked for, as the arguments of :func:`imagerep.measure` of these names."""

    phase: PhaseChoice = None
    between: tuple[PhaseChoice, ...] | None = None
    over: PhaseChoice = None

    @classmethod
    def of(
        cls, phase: PhaseChoice, between: Iterable[PhaseChoice] | None, over: PhaseChoice
    ) -> Phases:
        """The arguments, with an iterable taken once."""
        return cls(phase, None if between is None else tuple(between), over)

    @property
    def labels(self) -> tuple[int, ...] | None:
        """Labels that are named; None where they follow from the images."""
        return labels_asked_for(self.phase, *(self.between or ()), self.over)


def names_of(quantity: str | Iterable[str]) -> tuple[str, ...]:
    """Names of one or several quantities."""
    return (quantity,) if isinstance(quantity, str) else tuple(dict.fromkeys(quantity))


def is_grey(names: Sequence[str]) -> bool:
    """Whether the mean of grey values is asked for; it cannot be with other quantities."""
    if MEAN not in names:
        return False
    if len(names) > 1:
        raise ParameterError("quantity-alone")
    return True


def asked_of(images: Sequence[Segmentation], names: Sequence[str], phases: Phases) -> list[Asked]:
    """The quantities of some names, each with its phases."""
    axes = images[0].ndim
    found = []
    for name in _expanded(names, axes, phases):
        quantity = quantity_of(name, axes)
        if quantity.n_phases == 0:
            raise ParameterError("quantity-alone")
        groups = chosen_groups(images, quantity, phases.phase, phases.between, phases.over)
        found.append(Asked(name, quantity, groups))
    return found


def _expanded(names: Sequence[str], axes: int, phases: Phases) -> tuple[str, ...]:
    every: list[str] = []
    for name in names:
        if name != ALL:
            every.append(name)
            continue
        every += quantity_names(axes, 1)
        if phases.between is not None:
            local = [one for one in quantity_names(axes) if quantity_of(one, axes).is_local]
            every += [
                one for one in local if quantity_of(one, axes).n_phases == len(phases.between)
            ]
        if phases.over is not None:
            every.append("phase-ratio")
    return tuple(dict.fromkeys(every))


def fields_asked(
    names: Sequence[str], phases: Phases, calibration: Calibration | None
) -> FieldsOfImage | None:
    """Local fields to sum as an image is read; None where its phases are not named yet."""
    if phases.phase is None and phases.between is None:
        return None

    def fields(axes: int, own: Calibration | None) -> Sequence[LocalField]:
        voxel = (calibration or own) and (calibration or own).for_ndim(axes)  # type: ignore[union-attr]
        spacing = (1.0,) * axes if voxel is None else voxel.voxel_size
        found: list[LocalField] = []
        for name in _expanded(names, axes, phases):
            quantity = quantity_of(name, axes)
            groups = _named_groups(quantity, phases)
            if quantity.is_local and groups is not None:
                found += local_fields(quantity, groups, spacing)
        return found

    return fields


def _named_groups(quantity: Quantity, phases: Phases) -> Groups | None:
    """Labels of the phases of a quantity, where they are given as such."""
    given = (phases.phase,) if quantity.n_phases == 1 else phases.between or ()
    groups: list[tuple[int, ...]] = []
    for one in given:
        if one is None or (isinstance(one, str) and one != NONZERO):
            return None
        if isinstance(one, str):
            groups.append((1,))  # every label above 0 is read as 1
        else:
            groups.append((int(one),) if isinstance(one, int) else tuple(map(int, one)))
    return tuple(groups)


def measures_of(
    images: Sequence[Segmentation],
    asked: Sequence[Asked],
    phases: Mapping[tuple[int, ...], PhaseFraction],
    side: int,
    pass_side: int,
    hooks: Hooks,
) -> list[Measure]:
    """Measures of the quantities asked for; those of local configurations from one pass.

    `phases` holds the first phase of each.
    """
    local = [one for one in asked if one.quantity.is_local]
    wanted = [(one.quantity, one.groups) for one in local]
    found = {}
    if local:
        each = local_measures(images, wanted, phases, side, pass_side, hooks)
        found = dict(zip(local, each, strict=True))
    measures: list[Measure] = []
    for one in asked:
        if one in found:
            measures.append(found[one])
        elif one.quantity.name == PHASE_FRACTION.name:
            measures.append(phases[one.groups[0]])
        else:
            measures.append(phase_ratio(images, *one.groups))
    return measures


def measurement_of(
    images: Sequence[Any], asked: Asked, measure: Measure, found: Estimate, method: str
) -> Measurement:
    """Measurement of an estimate."""
    totals = [measure.totals(image) for image in images]
    value = math.fsum(part for part, _ in totals) / math.fsum(whole for _, whole in totals)
    is_fraction = asked.quantity.name == PHASE_FRACTION.name
    warnings = (*found.warnings, *measure.doubts)
    groups = [group[0] if len(group) == 1 else group for group in asked.groups[:1]]
    return Measurement(
        phase=groups[0] if groups else (),
        phase_fraction=value if is_fraction else _fraction(images, asked),
        characteristic_length_scale_px=found.characteristic_length_scale_px,
        uncertainty=found.uncertainty,
        shapes=tuple(image.shape for image in images),
        n_pixels=sum(image.n_domain for image in images),
        is_round=all(image.is_round for image in images),
        calibration=images[0].calibration,
        correlation=found.correlation,
        warnings=warnings,
        method=method,
        name=images[0].name,
        diagnostics=found.diagnostics,
        quantity=asked.quantity.name,
        measured=None if is_fraction else value,
        other_phases=asked.groups[1:],
    )


def _fraction(images: Sequence[Any], asked: Asked) -> float:
    if not asked.groups:
        return math.nan
    return PhaseFraction(asked.groups[0]).phase_fraction(images)


def grey_measure(images: Sequence[GreyImage]) -> tuple[Asked, Measure]:
    """The mean of grey images."""
    return Asked(MEAN, quantity_of(MEAN, images[0].ndim), ()), GreyMean.of(images)
