"""Phases that are taken together as one: their pixels keep their labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Labels = tuple[int, ...]
"""Labels of one phase, ascending."""

LEAST_PHASES = 2
"""Phases that are left where others are excluded or merged: of a single one there is no fraction.
"""


def joined(merged: Sequence[Labels], labels: Iterable[int]) -> tuple[Labels, ...]:
    """Groups in which some labels, and all that are merged with one of them, are one phase."""
    wanted, apart = set(labels), []
    for group in merged:
        if wanted.isdisjoint(group):
            apart.append(group)
        else:
            wanted.update(group)
    return (*apart, tuple(sorted(wanted)))


def parted(merged: Sequence[Labels], label: int) -> tuple[Labels, ...]:
    """Groups without that of a label: its phases are phases of their own again."""
    return tuple(group for group in merged if label not in group)


def by_label(merged: Sequence[Labels]) -> Mapping[int, Labels]:
    """Group of each label that is merged with others."""
    return {label: group for group in merged for label in group}
