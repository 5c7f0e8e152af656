"""What can be measured of a phase, and of which further phases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

from imagerep.messages import Message
from imagerep_qt.session.choices import PHASE_RATIO, POINTS, QuantityChoice
from imagerep_qt.session.merging import Labels

if TYPE_CHECKING:
    from imagerep.calibration import Calibration
    from imagerep.configurations import LocalField

FieldsOf = Callable[[int, "Calibration | None"], "Sequence[LocalField]"]
"""Local fields of an image with some number of axes and a voxel size."""

_MOST_FOR_ALL_WHOLES = 4
"""Most phases of which all unions are offered as the whole of a ratio."""


class Arguments(TypedDict):
    """Arguments of :func:`imagerep.measure` that say what is measured."""

    phase: Labels
    quantity: str
    between: tuple[Labels, ...] | None
    over: Labels | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A quantity that images have; without `others` it needs more phases than there are."""

    name: str  # Stable name
    label: Message  # Name for people
    n_phases: int  # Phases that it has
    # Further phases that can be chosen; an empty tuple where it needs none
    others: tuple[Labels, ...]


def offers(axes: Collection[int], labels: Sequence[int], phase: int | None) -> tuple[Offer, ...]:
    """Quantities of images with these numbers of axes and these phases, of one of them."""
    from imagerep.measures.quantities import QUANTITIES

    found = {
        one.name: Offer(
            one.name, one.label, one.n_phases, tuple(_others(one.name, one.n_phases, labels, phase))
        )
        for one in QUANTITIES
        if one.n_phases and not set(axes).isdisjoint(one.axes)
    }
    return tuple(found.values())


def chosen(wanted: QuantityChoice, offered: Sequence[Offer]) -> QuantityChoice:
    """What is wanted, with phases that are there; the phase fraction where that cannot be."""
    offer = next((one for one in offered if one.name == wanted.name and one.others), None)
    if offer is None:
        return wanted if not offered else QuantityChoice()
    return wanted if wanted.others in offer.others else QuantityChoice(wanted.name, offer.others[0])


def unit_of(quantity: QuantityChoice, axes: int, calibration: Calibration | None) -> str:
    """Unit of values and of absolute targets; points for the phase fraction."""
    from imagerep.measures.quantities import QUANTITIES

    if quantity.is_fraction:
        return POINTS
    found = (one for one in QUANTITIES if one.name == quantity.name and axes in one.axes)
    return next((one.unit(calibration) for one in found), "")


def has_row(quantity: QuantityChoice, label: int) -> bool:
    """Whether the table of all phases has a row for a phase that is not chosen."""
    if quantity.name == PHASE_RATIO:
        return quantity.others != (label,)
    return label not in quantity.others


def arguments(quantity: QuantityChoice, groups: Sequence[Labels]) -> Arguments:
    """Arguments of :func:`imagerep.measure`, with the labels of every phase."""
    is_ratio = quantity.name == PHASE_RATIO
    return Arguments(
        phase=groups[0],
        quantity=quantity.name,
        between=tuple(groups) if len(groups) > 1 and not is_ratio else None,
        over=groups[1] if is_ratio else None,
    )


def fields_of(quantity: QuantityChoice, groups: Sequence[Labels]) -> FieldsOf | None:
    """Local fields to sum where an image is read for a quantity; None where it has none.

    All of one phase are summed together, so that another quantity does not read the image again.
    """
    if not quantity.is_local:
        return None
    from imagerep.measuring_quantities import ALL, Phases, fields_asked

    asked = arguments(quantity, groups)
    name = quantity.name if quantity.others else ALL
    return fields_asked((name,), Phases.of(asked["phase"], asked["between"], None), None)


def _others(name: str, n_phases: int, labels: Sequence[int], phase: int | None) -> Iterator[Labels]:
    rest = [label for label in labels if label != phase]
    if name == PHASE_RATIO:
        yield from _wholes(rest, phase)
    else:
        yield from combinations(rest, n_phases - 1)


def _wholes(rest: Sequence[int], phase: int | None) -> Iterator[Labels]:
    """What a phase can be in relation to; first what it is a part of, but for everything."""
    if phase is None:
        return
    n = len(rest)
    sizes = range(n + 1) if n < _MOST_FOR_ALL_WHOLES else (1, n - 1, n)
    for size in sizes:
        if 0 < size < n:
            yield from (tuple(sorted((phase, *some))) for some in combinations(rest, size))
    for size in sizes:
        if size:
            yield from combinations(rest, size)
