"""A measurement that is wanted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

from imagerep_qt.session.choices import QuantityChoice
from imagerep_qt.session.inputs import Entry
from imagerep_qt.session.merging import Labels
from imagerep_qt.session.messages import AppMessage
from imagerep_qt.session.quantities import fields_of


class Key:
    """All that an answer depends on; it is looked up so often that its hash is kept."""

    __slots__ = "_hash", "_parts"

    def __init__(self, parts: Hashable) -> None:
        self._parts, self._hash = parts, hash(parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Key) and self._parts == other._parts)


@dataclass(frozen=True)
class Request:
    """A quantity of a phase of the images of one material.

    `key` is all that the answer depends on.
    """

    entries: tuple[Entry, ...]
    phase: int
    title: AppMessage | None = None
    quantity: QuantityChoice = field(default_factory=QuantityChoice)
    groups: tuple[Labels, ...] = ()  # of every phase of the quantity; unless given, none is merged
    key: Key = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        groups = self.groups or self.quantity.groups(self.phase)
        object.__setattr__(self, "groups", groups)
        prints = tuple(entry.fingerprint for entry in self.entries)
        object.__setattr__(self, "key", Key((prints, groups, self.quantity)))

    # Cached: every step of a slider asks for these, of hundreds of images.

    @cached_property
    def n_pixels(self) -> int:
        """Number of pixels or voxels of all images."""
        return sum(entry.n_pixels for entry in self.entries)

    @cached_property
    def n_pixels_largest(self) -> int:
        """Number of pixels or voxels of the largest image in memory."""
        held = (entry.n_pixels for entry in self.entries if entry.image.is_in_memory)
        return max(held, default=0)

    @cached_property
    def n_pixels_read(self) -> int:
        """Number of pixels or voxels that are read before they are measured."""
        fields = fields_of(self.quantity, self.groups)
        return sum(
            entry.n_pixels * (entry.is_read_again + entry.is_read_for(fields))
            for entry in self.entries
        )

    @cached_property
    def n_blocks(self) -> int:
        """Number of blocks that are measured: pixels of images in memory, means of the others."""
        return sum(
            entry.n_pixels // int(entry.block_side ** len(entry.shape)) for entry in self.entries
        )
