"""A measurement that is wanted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from imagerep_qt.session.inputs import Entry


@dataclass(frozen=True)
class Request:
    """A measurement that is wanted: one phase of the images of one material.

    `key` is everything that the answer depends on. What goes over all images is kept: a slider asks
    for it at each step.
    """

    entries: tuple[Entry, ...]
    phase: int
    title: str = ""
    key: Hashable = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        key = (tuple(entry.fingerprint for entry in self.entries), self.phase)
        object.__setattr__(self, "key", key)

    @cached_property
    def n_pixels(self) -> int:
        """Pixels or voxels of all images."""
        return sum(entry.image.size for entry in self.entries)

    @cached_property
    def in_parts(self) -> tuple[tuple[int, ...], ...]:
        """Shapes of the images that are measured in parts, as far as they are not cropped off."""
        return tuple(
            tuple(stop - start for start, stop in entry.edits.crop)
            if entry.edits.crop is not None
            else entry.image.shape
            for entry in self.entries
            if entry.image.large is not None
        )

    @cached_property
    def n_pixels_largest(self) -> int:
        """Pixels or voxels of the largest image."""
        return max(entry.image.size for entry in self.entries)
