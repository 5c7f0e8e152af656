"""A measurement that is wanted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.messages import Message


@dataclass(frozen=True)
class Request:
    """One phase of the images of one material; `key` is all that the answer depends on."""

    entries: tuple[Entry, ...]
    phase: int
    title: Message | str = ""
    key: Hashable = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        key = (tuple(entry.fingerprint for entry in self.entries), self.phase)
        object.__setattr__(self, "key", key)

    # Cached: every step of a slider asks for these, of hundreds of images.

    @cached_property
    def n_pixels(self) -> int:
        """Number of pixels or voxels of all images."""
        return sum(entry.image.size for entry in self.entries)

    @cached_property
    def n_pixels_largest(self) -> int:
        """Number of pixels or voxels of the largest image."""
        return max(entry.image.size for entry in self.entries)

    @cached_property
    def in_parts(self) -> tuple[tuple[int, ...], ...]:
        """Shapes, after cropping, of the images that do not fit in memory."""
        return tuple(
            tuple(stop - start for start, stop in entry.edits.crop)
            if entry.edits.crop is not None
            else entry.image.shape
            for entry in self.entries
            if entry.image.large is not None
        )
