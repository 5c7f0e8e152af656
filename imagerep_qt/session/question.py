"""What a person is asked before a long measurement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InParts:
    """What a measurement of images larger than memory takes."""

    scratch_bytes: float  # Space on the disk, for a while; 0 where none is needed
    free_bytes: float  # Free space where it would be taken


@dataclass(frozen=True, slots=True)
class Question:
    """Something that needs a yes before it starts."""

    memory_bytes: float  # Memory that the measurement would take, over the image itself
    memory_available_bytes: float | None  # Memory of this machine, where known
    seconds: float  # Time that it would take, roughly
    n_pixels: int  # Pixels or voxels to measure
    # Where images are larger than memory; the memory does not count then
    in_parts: InParts | None = None
